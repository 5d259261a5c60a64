"""`communique check`."""

import argparse

from communique.cli import report, site_argument

HELP = "look for faults in content, settings and templates without writing a site"
EXAMPLES = """examples:
  communique check
  communique check --strict      warnings count as errors"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    site_argument(sub)
    sub.add_argument("--strict", action="store_true", help="let warnings count as errors")


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from communique.build.options import Options
    from communique.checks import check

    progress = report.Progress()
    try:
        result = check(a.site, Options(drafts=True), progress)
    finally:
        progress.end()
    errors, warnings = report.issues(result.issues)
    if errors or (a.strict and warnings):
        return 1
    print(f"{report.plural(result.documents, 'file')} in content/, {report.plural(result.pages, 'page')}: no errors.")
    return 0
