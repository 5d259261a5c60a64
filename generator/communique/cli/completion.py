"""`communique completion`, and what a shell is told that asks."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

HELP = "print what makes a shell complete commands, options and pages' addresses"
EXAMPLES = """examples:
  eval "$(communique completion bash)"      for this shell
  communique completion bash >> ~/.bashrc   for every new one
  communique completion zsh >> ~/.zshrc
  communique completion fish > ~/.config/fish/completions/communique.fish

Then press the Tab key after 'communique'."""
SHELLS = ("bash", "zsh", "fish")
MOST = 500
"""Addresses that are offered: more would only fill the screen."""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from argcomplete.shell_integration import shellcode

    sys.stdout.write(shellcode(["communique"], shell=a.shell) + "\n")
    return 0


def answer(parser: argparse.ArgumentParser) -> None:
    """Answer the shell that has asked, by its own variables and descriptor, and end the program."""
    from argcomplete.completers import DirectoriesCompleter
    from argcomplete.finders import CompletionFinder

    commands = next(a.choices for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    for command in commands.values():
        for action in command._actions:
            if command.prog.endswith(" explain") and not action.option_strings:
                action.completer = routes_and_codes
            elif command.prog.endswith(" schema") and not action.option_strings:
                action.completer = _schemas
            elif action.dest in {"site", "folder"} or (action.dest == "output" and action.type is Path):
                action.completer = DirectoriesCompleter()
            elif action.choices is None and action.type is not Path and action.nargs != 0:
                action.completer = _nothing
    CompletionFinder()(parser, always_complete_options="long")


def _nothing(**_: Any) -> tuple[str, ...]:
    """Offer nothing, where argcomplete would offer files."""
    return ()


def _schemas(**_: Any) -> tuple[str, ...]:
    from communique.source import json_schema

    return tuple(json_schema.NAMES)


def routes_and_codes(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> Iterator[str]:
    """Give codes of faults, and addresses of pages once there is a slash."""
    from communique.cli import faults

    yield from routes(prefix, parsed_args) if prefix.startswith("/") else ["/", *faults.codes()]


def routes(prefix: str, parsed_args: argparse.Namespace) -> Iterator[str]:
    """Give addresses of pages that the last build made; none where there was no build."""
    import sqlite3

    from communique.build.run import store_path
    from communique.cli.build import output_of

    site = parsed_args.site.resolve()
    store = store_path(site, Path(os.path.abspath(output_of(parsed_args))))
    if not store.is_file():
        return
    start = prefix.strip("/")
    with sqlite3.connect(f"file:{quote(str(store))}?mode=ro", uri=True) as db:
        query = "SELECT path FROM trace WHERE path >= ? AND path < ? AND path LIKE '%.html' ORDER BY path LIMIT ?"
        for (path,) in db.execute(query, (start, start + "\U0010ffff", MOST)):
            yield "/" + path.removesuffix("index.html")
