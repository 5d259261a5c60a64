"""The command line: one module a command."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import NoReturn

from communique import __version__
from communique.build import interrupt
from communique.cli.report import complain
from communique.cli.usage import Help, Parser

COMMANDS = ("build", "serve", "check", "new", "import", "init", "explain", "schema", "lsp", "completion")
EXAMPLES = """examples:
  communique init my-archive        a new archive with stories to learn from
  communique serve --open           look at it while you write
  communique build                  make the site, in public/
  communique build --help           what a command can do

Exit status: 0 fine, 1 faults in the input, 2 wrong use, 70 a bug."""


def parser(commands: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """Make the parser of the whole command line, or of some commands: each brings what it names in its help."""
    top = Parser(
        prog="communique",
        description="A static site generator for diplomatic-news archives.",
        epilog=EXAMPLES,
        formatter_class=Help,
    )
    top.add_argument("--version", action="version", version=f"communique {__version__}")
    of = top.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    for name in commands:
        module = import_module(f"communique.cli.{name}_" if iskeyword(name) else f"communique.cli.{name}")
        sub = of.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=module.EXAMPLES,
            formatter_class=Help,
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
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed, as by `>&-`: a file opened later would else take its place
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open until the program ends
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if argv is None and "_ARGCOMPLETE" in os.environ:
        from communique.cli.completion import answer

        answer(parser())
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["help"]:
        given = [*given[1:2], "--help"]
    if not given:
        parser().print_help(sys.stderr)
        return 2
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
        complain(str(error))
        return 1
    if isinstance(error, OSError) or type(error).__module__ == "sqlite3":
        where = getattr(error, "filename", None) or "the site's .communique folder"
        complain(f"{where}: {getattr(error, 'strerror', None) or error}.")
        return 1
    from communique.cli import bug

    return bug.tell(error, argv, site)
