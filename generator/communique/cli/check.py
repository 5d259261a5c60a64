"""`communique check`."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from communique.cli import faults, report, site_argument, volume_arguments

if TYPE_CHECKING:
    from communique.checks.external import Report
    from communique.checks.request import Asker
    from communique.model.config import Config

SUBJECTS = ("content", "templates", "links", "pictures", "orphans", "names", "aliases", "sources", "external")
HELP = "look for faults in content, settings and templates without writing a site"
EXAMPLES = """examples:
  communique check
  communique check --strict            warnings count as errors
  communique check --only sources      stories without archived copies, or with secondary sources alone
  communique check --external          outside addresses too: each is asked whether it is still there
  communique check --format github     faults as annotations on a pull request"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    site_argument(sub)
    faults.format_argument(sub)
    sub.add_argument("--strict", action="store_true", help="let warnings count as errors")
    volume_arguments(sub, verbose="also print folders and settings, and seconds by stage")
    sub.add_argument(
        "--only",
        action="append",
        choices=SUBJECTS,
        metavar="SUBJECT",
        help=f"look at one subject: {', '.join(SUBJECTS[:-1])} or {SUBJECTS[-1]}; may be given more than once",
    )
    sub.add_argument(
        "--external", action="store_true", help="ask outside addresses, too, which takes a second for each of one host"
    )
    sub.add_argument(
        "--private", action="store_true", help="with --external: ask also addresses in private networks, such as yours"
    )


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from communique.build.options import Options
    from communique.checks import INSIDE, check
    from communique.cli import verbose

    progress = report.Progress(silent=a.quiet)
    if a.verbose:
        verbose.folders(a.site)
    try:
        only = {*(a.only or INSIDE), *(["external"] if a.external else [])}
        result = check(a.site, Options(drafts=True), progress, only, _asker(private=a.private))
    finally:
        progress.end()
    if a.verbose:
        verbose.seconds(progress.seconds)
    errors, warnings = faults.show(result.issues, a.site, form=a.format)
    if result.outside and not a.quiet and a.format != "json":
        _outside(result.outside)
    if errors or (a.strict and warnings):
        return 1
    if not a.quiet and a.format != "json":
        print(f"{report.plural(result.documents, 'file')} in content/, {report.plural(result.pages, 'page')}: no errors.")
    return 0


def _asker(*, private: bool) -> "Callable[[Config], Asker]":
    def asker(config: "Config") -> "Asker":
        from communique.checks.request import Asker

        return Asker(config.base_url, private=private)

    return asker


def _outside(found: "Report") -> None:
    """Say what came of asking, and list what is no fault, or none as yet: those that are come as issues."""
    from communique.checks.outcomes import OUTCOMES

    print(f"{report.plural(sum(found.counts.values()), 'outside address', 'outside addresses')}:")
    for outcome, count in found.counts.items():
        print(f"{count:>7,} {OUTCOMES[outcome]}")
    if found.passing:
        print("No faults, or none as yet:")
    for _, address, detail in found.passing:
        print(f"  {address} {'→ ' if '://' in detail.split(' ')[0] else ''}{detail}")
