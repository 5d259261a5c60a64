"""What a preview tells the person at the terminal, and what of it was told before."""

import contextlib
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from communique.model.issue import Issue
from communique.preview.answers import Failure


def to_stderr(line: str) -> None:
    """Print a line to stderr, where there is still somebody to read it."""
    with contextlib.suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


class Voice(Protocol):
    """How things are told. Nothing of it raises, and it comes from several threads."""

    def say(self, line: str) -> None:
        """Tell what has happened."""

    def show(self, issues: Sequence[Issue]) -> None:
        """Tell of faults."""

    def mended(self) -> None:
        """Tell that the faults are gone of which it was told."""

    def failed(self, failure: Failure) -> None:
        """Tell of what is no fault in the site's files."""

    def timed(self, seconds: Mapping[str, float]) -> None:
        """Tell how long the stages of a reading took."""


class Plain:
    """Tells in plain lines on stderr."""

    def say(self, line: str) -> None:
        """Print it."""
        to_stderr(line)

    def show(self, issues: Sequence[Issue]) -> None:
        """Print a line for each."""
        for issue in issues:
            self.say(str(issue))

    def mended(self) -> None:
        """Say so."""
        self.say("All faults are mended.")

    def failed(self, failure: Failure) -> None:
        """Print a line."""
        self.say(str(failure))

    def timed(self, seconds: Mapping[str, float]) -> None:
        """Keep it to itself."""


class Told:
    """The faults that somebody was told of and that are there still: each is told once until it changes."""

    def __init__(self) -> None:
        self._sure: set[Issue] = set()
        """Found when all was read."""
        self._ahead: set[Issue] = set()
        """Errors found in changed files alone, since then."""
        self._any = False
        """Whether any was an error, and nobody was told yet that they are mended."""

    def news(self, issues: Collection[Issue], *, whole: bool) -> list[Issue]:
        """Give those not told of yet, and note them as told; `whole` says whether all there are are among the issues."""
        before = self._sure | self._ahead
        new = sorted(i for i in issues if i not in before)
        if whole:
            self._sure, self._ahead = set(issues), set()
        else:
            self._ahead = {i for i in issues if i.severity == "error"}
            self._sure |= {i for i in issues if i.severity == "warning"}
        self._any = self._any or any(i.severity == "error" for i in issues)
        return new

    def all_mended(self) -> bool:
        """Tell whether there were errors, when there are none left; once."""
        was, self._any = self._any, False
        return was
