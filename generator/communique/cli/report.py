"""What the commands print: progress, counts."""

import contextlib
import os
import shutil
import sys
import textwrap
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from communique.cli.bar import Bar


def plural(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


_STAGES = {
    "read": "Reading articles",
    "archive": "Filing stories",
    "plan": "Planning pages",
    "render": "Rendering pages",
    "search": "Indexing for search",
    "external": "Asking outside addresses",
}


def detail(line: str) -> None:
    """Print a line that only `--verbose` asks for, to stderr."""
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr)


def say(text: str) -> None:
    """Print sentences to stdout; on a terminal, broken between words, as it would break them anywhere."""
    print(_broken(text, sys.stdout))


def complain(text: str) -> None:
    """Print to stderr what cannot be done, or should be known, by the name of the program; broken as by `say`."""
    tell(f"communique: {text}")


def tell(text: str) -> None:
    """Print sentences to stderr; broken as by `say`."""
    print(_broken(text, sys.stderr), file=sys.stderr)


def _broken(text: str, stream: TextIO) -> str:
    if not stream.isatty():
        return text
    width = max(shutil.get_terminal_size().columns - 1, 20)
    lines = [textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.splitlines()]
    return "\n".join(lines)


class Progress:
    """Shows how far long work is: a bar on a terminal, a line every few seconds elsewhere, nothing in the first second.

    The work goes on where nobody is there any more to be told.
    """

    EVERY = 5.0

    def __init__(self, *, silent: bool = False) -> None:
        self._silent = silent or sys.stderr is None
        self._begun = self._said = self._last = self._stage_begun = time.monotonic()
        self._stage = ""
        self._bar: Bar | None = None
        self.seconds: dict[str, float] = {}
        """By stage, as far as it was told of them."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell of a stage."""
        now = time.monotonic()
        worked_on = (
            stage if done else self._stage
        )  # the work since the last call, which one that begins a stage does not tell of
        self.seconds[worked_on] = self.seconds.get(worked_on, 0.0) + now - self._last
        if stage != self._stage:
            self._stage, self._stage_begun = stage, self._last if done else now
        self._last = now
        if self._silent or now - self._begun < 1:
            return
        name = _STAGES.get(stage, stage)
        try:
            if _can_draw():
                self._draw(name, done, total)
            elif now - self._said >= self.EVERY:
                self._said = now
                print(_line(name, done, total, now - self._stage_begun), file=sys.stderr, flush=True)
        except OSError:
            self._silent = True

    def _draw(self, name: str, done: int, total: int) -> None:
        if self._bar is None:
            from communique.cli.bar import Bar  # 0.1 s, and most work is done before it is asked for

            self._bar = Bar()
        self._bar.show(name, done, total)

    def end(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            with contextlib.suppress(OSError):
                self._bar.end()
            self._bar = None


def _can_draw() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") not in {"dumb", "unknown"}


def _line(name: str, done: int, total: int, seconds: float) -> str:
    if not total:
        return f"{name}: {done:,}"
    left = f", about {(total - done) * seconds / done:,.0f} s left" if 0 < done < total else ""
    return f"{name}: {done:,} of {total:,}{left}"
