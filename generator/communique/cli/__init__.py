"""The command line: one module a command."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import NoReturn

from communique import __version__
from communique.build import interrupt
from communique.model.issue import did_you_mean

COMMANDS = ("build", "serve", "check", "new", "import", "init", "explain", "schema", "lsp")


class _Parser(argparse.ArgumentParser):
    """Adds to an error what was probably meant."""

    def error(self, message: str) -> NoReturn:
        words = re.findall(r"(?:invalid choice: '|unrecognized arguments: )([^' ]+)", message)
        known = [*COMMANDS, *(option for action in self._actions for option in action.option_strings)]
        if self.prog == "communique" and sys.argv[1:2] and sys.argv[1] in COMMANDS:
            sub = self._subparsers._group_actions[0].choices[sys.argv[1]]  # type: ignore[union-attr,index]  # argparse has no other way to its parts
            known = [option for action in sub._actions for option in action.option_strings]
        hint = did_you_mean(words[0].split("=")[0], known, count=1) if words else ""
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}. {hint}".rstrip() + "\n")


def parser(commands: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """Make the parser of the whole command line, or of some commands: each brings what it names in its help."""
    top = _Parser(
        prog="communique",
        description="A static site generator for diplomatic-news archives.",
        epilog="Exit status: 0 fine, 1 faults in the input, 2 wrong use, 70 a bug. 'communique COMMAND --help' tells more.",
    )
    top.add_argument("--version", action="version", version=f"communique {__version__}")
    of = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in commands:
        module = import_module(f"communique.cli.{name}_" if iskeyword(name) else f"communique.cli.{name}")
        sub = of.add_parser(
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


def volume_arguments(sub: argparse.ArgumentParser, *, quiet: str = "print nothing but faults", verbose: str) -> None:
    """Add `--quiet` and `--verbose`, of which one can be given; the texts say what each does."""
    either = sub.add_mutually_exclusive_group()
    either.add_argument("--quiet", action="store_true", help=quiet)
    either.add_argument("--verbose", action="store_true", help=verbose)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if argv is None else argv
    arguments = parser(given[:1] if given and given[0] in COMMANDS else COMMANDS).parse_args(given)
    interrupt.listen()
    try:
        status = int(arguments.run(arguments))
        interrupt.check()
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 1
    except Exception as e:  # noqa: BLE001 - the last resort: a person is told what to do, and gets the traceback for the report
        return _failed(e, given, getattr(arguments, "site", None))
    return status


def program() -> NoReturn:
    """Run the command line as a process of its own.

    It ends without taking apart what it has in memory, which after a build of many pages is a tenth of a second's work.
    """
    if (
        sys.getfilesystemencoding().lower().replace("-", "") != "utf8"
    ):  # a locale of the old kind; files have names in any script
        os.execv(sys.executable, [sys.executable, "-P", "-X", "utf8", "-m", "communique", *sys.argv[1:]])  # noqa: S606 - ourselves
    try:
        status = main()
    except SystemExit as e:  # argparse's
        status = e.code if isinstance(e.code, int) else 1
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # whoever read it has gone
            status = status or 1
    os._exit(status)


def _failed(error: Exception, argv: Sequence[str], site: Path | None) -> int:
    """Tell of a failure that is no fault of the input."""
    if type(error).__name__ == "WorkerDiedError":
        print(f"communique: {error}", file=sys.stderr)
        return 1
    if isinstance(error, OSError) or type(error).__module__ == "sqlite3":
        where = getattr(error, "filename", None) or "the site's .communique folder"
        print(f"communique: {where}: {getattr(error, 'strerror', None) or error}.", file=sys.stderr)
        return 1
    from communique.cli import bug

    return bug.tell(error, argv, site)
