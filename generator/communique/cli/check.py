"""`communique check`."""

import argparse

from communique.cli import report, site_argument, volume_arguments

SUBJECTS = ("content", "templates", "links", "pictures", "orphans", "names", "aliases", "sources")
HELP = "look for faults in content, settings and templates without writing a site"
EXAMPLES = """examples:
  communique check
  communique check --strict            warnings count as errors
  communique check --only sources      stories without archived copies, or with secondary sources alone"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    site_argument(sub)
    sub.add_argument("--strict", action="store_true", help="let warnings count as errors")
    volume_arguments(sub, verbose="also print folders and settings, and seconds by stage")
    sub.add_argument(
        "--only",
        action="append",
        choices=SUBJECTS,
        metavar="SUBJECT",
        help=f"look at one subject: {', '.join(SUBJECTS[:-1])} or {SUBJECTS[-1]}; may be given more than once",
    )


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from communique.build.options import Options
    from communique.checks import check
    from communique.cli import verbose

    progress = report.Progress(silent=a.quiet)
    if a.verbose:
        verbose.folders(a.site)
    try:
        result = check(a.site, Options(drafts=True), progress, a.only or SUBJECTS)
    finally:
        progress.end()
    if a.verbose:
        verbose.seconds(progress.seconds)
    errors, warnings = report.issues(result.issues)
    if errors or (a.strict and warnings):
        return 1
    if not a.quiet:
        print(f"{report.plural(result.documents, 'file')} in content/, {report.plural(result.pages, 'page')}: no errors.")
    return 0
