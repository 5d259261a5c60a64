"""`communique import`."""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

from communique.cli import faults, report, site_argument, volume_arguments
from communique.importers import FORMATS

HELP = "turn what there is already into drafts: texts, pages, feeds, tables, a WordPress export, posts of other generators"
EXAMPLES = """examples:
  communique import story.txt                     a title, paragraphs, a line of tags
  communique import export.xml --dry-run          a WordPress export: what would be written
  communique import rows.csv --map 'Schlagzeile=title' --map 'Tag=date'
  communique import ../blog/_posts                posts of Jekyll, Hugo or Pelican

What is imported is a draft until its 'status: draft' is removed. To import again writes only what is new or has changed, and
leaves alone what was edited here since."""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    site_argument(sub)
    sub.add_argument("--format", choices=FORMATS, help="what it is, where its name and beginning do not tell")
    about = "what a column, or a field of a header, is here"
    sub.add_argument("--map", action="append", default=[], metavar="NAME=FIELD", help=about)
    sub.add_argument("--dry-run", action="store_true", help="write nothing; say what would be written")
    volume_arguments(
        sub,
        quiet="print faults and the last line only",
        verbose="also print folders and settings, and each story that is as before",
    )


def _wanted() -> str:
    """Name the libraries of the extra `import`, for whichever way Communiqué itself was installed."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        extra = [r.partition(";")[0].strip() for r in requires("communique") or () if re.search(r"extra == .import\b", r)]
    except PackageNotFoundError:
        extra = []
    return " ".join(f'"{r}"' for r in extra) or "'communique[import]'"


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    try:
        import markdownify  # noqa: F401 - whether the libraries for it are there
    except ImportError:
        report.complain(f"an import needs more libraries. Install them: pip install {_wanted()}")
        return 2
    columns = dict(pair.split("=", 1) for pair in a.map if "=" in pair)
    if wrong := next((pair for pair in a.map if "=" not in pair), ""):
        report.complain(f"--map wants NAME=FIELD, such as 'Headline=title', not '{wrong}'.")
        return 2
    from communique.cli import verbose
    from communique.importers.run import drafts, items

    progress = report.Progress(silent=a.quiet)
    if a.verbose:
        verbose.folders(a.site)
    try:
        writer, wrong_here = drafts(a.site, dry=a.dry_run, progress=progress)
    finally:
        progress.end()
    if writer is None:
        faults.show(wrong_here, a.site)
        print("Nothing was imported: mend these first, so that names can be looked up.", file=sys.stderr)
        return 1
    counts: Counter[str] = Counter()
    unread: list[str] = []
    try:
        for number, done in enumerate(writer.write(items(a.paths, a.format, columns, unread)), 1):
            counts[done.outcome] += 1
            progress("Importing", number, 0)
            if a.verbose or (not a.quiet and done.outcome != "same"):
                print(f"{done.path}: {done.outcome}" + "".join(f"\n  {line}" for line in done.said))
    finally:
        progress.end()
    for line in unread:
        print(line, file=sys.stderr)
    would = "would be " if a.dry_run else ""
    words = {"new": f"{would}new", "changed": f"{would}changed", "same": "as before", "edited": "edited since and left alone"}
    told = [f"{counts[k]:,} {words[k]}" for k in words if counts[k]]
    told += [f"{len(unread):,} not read"] if unread else []
    print(f"{report.plural(counts.total(), 'story', 'stories')}: {', '.join(told) or 'nothing found'}.")
    return 1 if unread else 0
