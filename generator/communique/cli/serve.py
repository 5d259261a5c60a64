"""`communique serve`."""

import argparse
import contextlib
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from communique.cli import faults, report, site_argument, volume_arguments

if TYPE_CHECKING:
    from communique.model.issue import Issue
    from communique.preview.answers import Failure

HELP = "show the site in a browser while it is being written"
EXAMPLES = """examples:
  communique serve --open
  communique serve --host 0.0.0.0 --port 9000      also for other computers
  communique serve --poll                          on file systems that do not tell of changes

Drafts and future articles are shown, and marked. Nothing is written to the output folder."""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    site_argument(sub)
    sub.add_argument("--host", default="127.0.0.1", help="where to listen (default: this computer alone)")
    sub.add_argument("--port", type=_port, default=8000, help="the port, or the next that is free (default: 8000)")
    sub.add_argument("--open", action="store_true", help="open the site in the browser")
    sub.add_argument("--poll", action="store_true", help="look for changes instead of being told of them")
    volume_arguments(
        sub,
        quiet="print nothing but the address, faults, and when they are mended",
        verbose="also print folders and settings, and seconds by stage of each reading",
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port, a number up to 65535")
    return int(text)


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from communique.source import settings

    if not (a.site / settings.FILE).is_file():  # every other fault is shown in the browser, until it is mended
        faults.show(settings.load(a.site)[1], a.site)
        return 1

    from communique.cli import verbose
    from communique.preview.ports import PreviewError
    from communique.preview.server import Preview
    from communique.preview.session import Session

    progress = report.Progress(silent=a.quiet)
    voice = Voice(a.site, quiet=a.quiet, verbose=a.verbose)
    if a.verbose:
        verbose.folders(a.site)

    def begun() -> None:
        progress.end()
        voice.timed(progress.seconds)

    try:
        preview = Preview(Session(a.site, voice=voice), a.host, a.port, poll=a.poll, voice=voice)
        preview.run(open_browser=a.open, progress=progress, begun=begun)
    except PreviewError as e:
        report.complain(str(e))
        return 1
    finally:
        progress.end()
    voice.say("\nStopped." if sys.stderr.isatty() else "Stopped.")
    return 0


class Voice:
    """Tells of faults as the other commands do, on stderr; see `preview.voice.Voice`."""

    def __init__(self, site: Path, *, quiet: bool, verbose: bool) -> None:
        self._site = site
        self._quiet = quiet
        self._verbose = verbose
        self._alone = threading.RLock()

    @contextlib.contextmanager
    def _speaking(self) -> Iterator[None]:
        """One at a time, and on when nobody is there any more to be told."""
        with self._alone, contextlib.suppress(OSError, ValueError):
            yield
            sys.stderr.flush()

    def say(self, line: str) -> None:
        """Print it, but for --quiet."""
        if not self._quiet:
            self._print(line)

    def _print(self, line: str) -> None:
        with self._speaking():
            print(line, file=sys.stderr)

    def show(self, issues: "Sequence[Issue]") -> None:
        """Print each with its line."""
        with self._speaking():
            faults.show(issues, self._site, most=10)

    def mended(self) -> None:
        """Say so."""
        self._print("All faults are mended.")

    def failed(self, failure: "Failure") -> None:
        """Print what the system refused; of a bug, what to do, and keep what a report needs."""
        if not failure.bug:
            self._print(f"communique: {failure.summary}")
            return
        from communique.cli import bug

        with self._speaking():
            bug.tell(failure.error, sys.argv[1:], self._site)

    def timed(self, seconds: Mapping[str, float]) -> None:
        """Print seconds by stage, for --verbose."""
        if self._verbose:
            from communique.cli import verbose

            with self._speaking():
                verbose.seconds(seconds)
