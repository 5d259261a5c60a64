"""`communique build`."""

import argparse
import datetime as dt
import gc
import os
import re
import time
from pathlib import Path

from communique.cli import faults, report, site_argument, volume_arguments
from communique.cli.closing import closing

HELP = "build the site into a folder"
EXAMPLES = """examples:
  communique build
  communique build --output /srv/www --base-url https://archive.example/
  communique build --drafts --now 2030-01-01      what is held back is shown, and marked
  communique build --as-of 1960-01-01             the archive as it stood that day, into as-of-1960-01-01/"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    site_argument(sub)
    sub.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: public/ in the site's folder)")
    sub.add_argument("--base-url", type=base_url, metavar="URL", help="where the site will live (default: site.toml's)")
    sub.add_argument("--drafts", action="store_true", help="show drafts and future articles, and mark them")
    sub.add_argument("--now", type=moment, metavar="TIME", help="take this for the present moment (ISO 8601)")
    sub.add_argument("--as-of", type=day, metavar="DATE", help="build the archive as it stood on a day, into as-of-DATE/")
    sub.add_argument("--jobs", type=_jobs, default=0, metavar="N", help="processes to use (default: one a processor)")
    sub.add_argument("--clean", action="store_true", help="forget what earlier builds have left, and make everything again")
    sub.add_argument("--report", type=Path, metavar="FILE.json", help="write counts, seconds and issues to a file")
    faults.format_argument(sub)
    volume_arguments(sub, verbose="also print folders and settings, each file made and why, and seconds by stage")


def base_url(text: str) -> str:
    """Read an address on the command line."""
    if not re.fullmatch(r"https?://[^\s/]+(/[^\s?#]*)?", text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a web address; write https://archive.example/")
    return text


def moment(text: str) -> int:
    """Read a time on the command line."""
    from communique.build.options import parse_moment

    try:
        return parse_moment(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a time; write 2030-01-01 or 2030-01-01T12:00:00Z") from None


def day(text: str) -> str:
    """Read a day on the command line that has begun somewhere."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or len(text) != 10:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write 1960-01-01")
    if found > (dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)).date():
        raise argparse.ArgumentTypeError(f"{text} is still to come; --now shows what is held back until then")
    return text


def as_of_faults(a: argparse.Namespace) -> bool:
    """Tell of options that cannot go with --as-of; give whether there were any."""
    for given, option, why in (
        (a.drafts, "--drafts", "a draft was never published"),
        (a.now is not None, "--now", "the archive as of a day is the same at any time"),
    ):
        if a.as_of and given:
            report.complain(f"{option} cannot go with --as-of: {why}. Leave one of the two out.")
            return True
    return False


def output_of(a: argparse.Namespace) -> Path:
    """Give the output folder: the one that is named, or else one in the site's folder."""
    return Path(a.output or a.site / (f"as-of-{a.as_of}" if a.as_of else "public"))


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 to 256")
    return int(text)


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from communique.build.options import TOO_EARLY, Options
    from communique.build.run import build
    from communique.output.folder import OutputError

    start = time.perf_counter()
    gc.disable()  # a build makes records that live until it ends; collecting them again and again took a tenth of its time
    if as_of_faults(a):
        return 2
    output = output_of(a)
    if a.report and not a.report.absolute().parent.is_dir():
        report.complain(f"--report: there is no folder {a.report.absolute().parent}.")
        return 2
    progress = report.Progress(silent=a.quiet)
    if a.verbose:
        from communique.cli import verbose

        verbose.folders(a.site, output)
    try:
        options = Options(base_url=a.base_url or "", drafts=a.drafts, now=a.now, as_of=a.as_of or "", jobs=a.jobs)
        result = build(a.site, output, options, clean=a.clean, progress=progress)
    except OutputError as e:
        progress.end()
        report.complain(str(e))
        return 1
    finally:
        progress.end()
    if a.verbose:
        from communique.cli import verbose

        verbose.made(result)
        verbose.seconds(result.seconds)
    faults.show(result.issues, a.site, form=a.format, most=10)
    seconds = time.perf_counter() - start
    if a.report:
        import msgspec

        data = msgspec.to_builtins(result)
        data["issues"] = [dict(zip(type(i).__struct_fields__, msgspec.structs.astuple(i), strict=True)) for i in result.issues]
        data["seconds"]["total"] = seconds
        a.report.write_bytes(msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n")
    if any(i.code == TOO_EARLY for i in result.issues):
        return 2
    if result.failed:
        report.tell("The site was not changed. Mend the errors above and build again.")
        return 1
    if not a.quiet and a.format != "json":
        report.say(closing(result, output, seconds, clean=a.clean, drafts=a.drafts))
        serve = os.environ.get("COMMUNIQUE_SERVE", "communique serve")  # the Makefile's own way, where it was called by that
        index = (output / "index.html").absolute()
        report.say(f"To look at it: open {index.as_uri()} in a browser, or run '{serve}'.")
    return 0
