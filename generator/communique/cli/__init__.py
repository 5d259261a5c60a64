"""The command line: one module a command."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from communique import __version__

COMMANDS = ("build", "serve", "check", "new", "init", "explain")


def parser() -> argparse.ArgumentParser:
    """Make the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="communique",
        description="A static site generator for diplomatic-news archives.",
        epilog="Exit status: 0 fine, 1 faults in the input, 2 wrong use. 'communique COMMAND --help' tells more.",
    )
    top.add_argument("--version", action="version", version=f"communique {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = import_module(f"communique.cli.{name}")
        sub = commands.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=module.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return top


def site_argument(sub: argparse.ArgumentParser) -> None:
    """Add `--site`."""
    sub.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: this one)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 1
