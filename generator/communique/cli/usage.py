"""How the command line is read and explained: help that fits the terminal, and for each mistake what was probably meant."""

import argparse
import re
import sys
import textwrap
from collections.abc import Sequence
from typing import Any, NoReturn

from communique.cli.report import tell
from communique.model.issue import did_you_mean

WIDEST = 100
"""Columns that help takes up at most: longer lines are hard to read."""


class Help(argparse.HelpFormatter):
    """Wraps paragraphs, and puts what an example shows below it where both do not fit in a line."""

    def __init__(self, prog: str, **kwargs: Any) -> None:
        super().__init__(prog, **kwargs)
        self._width = min(self._width, WIDEST)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        width = min(width, WIDEST)
        parts = []
        for paragraph in text.split("\n\n"):
            lines = paragraph.splitlines()
            if any(line.startswith("  ") for line in lines):
                lines = [shorter for line in lines for shorter in _example(line, width)]
            else:
                lines = textwrap.wrap(" ".join(lines), width)
            parts.append("\n".join(indent + line for line in lines))
        return "\n\n".join(parts)


def _example(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    command, gap, what = line.strip().partition("   ")
    indent = " " * 6
    below = textwrap.wrap(what.strip(), width, initial_indent=indent, subsequent_indent=indent) if gap else []
    return [f"  {command}", *below]


class Parser(argparse.ArgumentParser):
    """Says with each mistake what was probably meant."""

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        """Read the arguments; what is left over is a mistake of the command's."""
        found, left = self.parse_known_args(args, namespace)
        if left:
            commands = next((a.choices for a in self._actions if isinstance(a, argparse._SubParsersAction)), None) or {}
            command = commands.get(getattr(found, "command", ""), self)
            command.left_over(left[0])
        return found

    def left_over(self, word: str) -> NoReturn:
        """Tell of a word that means nothing here."""
        options = [option for action in self._actions for option in action.option_strings]
        if word.startswith("-"):
            hint = did_you_mean(word.partition("=")[0], options, count=1) or f"There are: {', '.join(options)}."
            self.fail(f"there is no option {word.partition('=')[0]}.", hint)
        self.fail(f"'{word}' is one word too many.", "A name of several words wants quotation marks around it.")

    def error(self, message: str) -> NoReturn:
        """Tell of a mistake that argparse has found."""
        found = re.match(r"argument (.+?): invalid choice: '(.*?)' \(", message)
        for action in self._actions if found else ():
            name = "/".join(action.option_strings) or action.metavar or action.dest
            if found and name == found[1] and action.choices is not None:
                word, known = found[2], [str(choice) for choice in action.choices]
                there_are = f"There are: {', '.join(known)}."
                hint = did_you_mean(word, known, count=1)
                if isinstance(action, argparse._SubParsersAction):
                    self.fail(f"there is no command called '{word}'.", hint or f"{there_are} Options follow the command.")
                hint = hint or there_are
                self.fail(f"{name}: '{word}' is not known here.", hint)
        self.fail(f"{message.removesuffix('.')}.", "")

    def fail(self, message: str, hint: str) -> NoReturn:
        """End the program with a message."""
        more = "" if hint else f"'{self.prog} --help' tells more."
        print(self.format_usage(), end="", file=sys.stderr)
        tell(f"{self.prog}: {message.removeprefix('argument ')} {hint or more}")
        self.exit(2)
