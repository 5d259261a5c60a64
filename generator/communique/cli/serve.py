"""`communique serve`."""

import argparse
import sys

from communique.cli import faults, report, site_argument, volume_arguments

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
        sub, quiet="print nothing but the address and faults", verbose="also print folders and settings, and seconds by stage"
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
    from communique.preview.server import Preview, PreviewError
    from communique.preview.session import Session

    progress = report.Progress(silent=a.quiet)
    if a.verbose:
        verbose.folders(a.site)
    try:
        preview = Preview(Session(a.site), a.host, a.port, poll=a.poll)
        preview.run(open_browser=a.open, progress=progress, begun=progress.end)
    except PreviewError as e:
        print(f"communique: {e}", file=sys.stderr)
        return 1
    finally:
        progress.end()
    print("\nStopped." if sys.stderr.isatty() else "Stopped.", file=sys.stderr)
    return 0
