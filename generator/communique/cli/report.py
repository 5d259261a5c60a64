"""What the commands print: issues, progress, counts."""

import sys
import time
from collections import Counter
from collections.abc import Iterable

from communique.model.issue import Issue


def plural(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def issues(found: Iterable[Issue], *, most: int = 0) -> tuple[int, int]:
    """Print issues to stderr, one a line, and their number; give how many are errors and how many warnings.

    With `most`, no more than that many warnings of one kind are printed, and the rest only counted.
    """
    errors: list[str] = []
    warnings: Counter[str] = Counter()
    for issue in found:
        if issue.severity == "error":
            errors.append(issue.code)
        else:
            warnings[issue.code] += 1
            if most and warnings[issue.code] > most:
                continue
        print(issue, file=sys.stderr)
    hidden = sum(n - most for n in warnings.values() if most and n > most)
    if hidden:
        print(
            f"… and {plural(hidden, 'warning')} more of these kinds; 'communique check' lists them all.",
            file=sys.stderr,
        )
    if errors or warnings:
        counts = [plural(len(errors), "error")] if errors else []
        counts += [plural(warnings.total(), "warning")] if warnings else []
        print(" and ".join(counts) + ".", file=sys.stderr)
    return len(errors), warnings.total()


_STAGES = {"read": "Reading articles", "render": "Rendering pages", "search": "Indexing for search"}


class Progress:
    """Shows how far long work is: a bar on a terminal, a line every few seconds elsewhere, nothing in the first second."""

    EVERY = 5.0

    def __init__(self, *, silent: bool = False) -> None:
        self._silent = silent
        self._begun = time.monotonic()
        self._said = self._begun
        self._bar: object = None
        self._tasks: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell of a stage."""
        now = time.monotonic()
        if self._silent or now - self._begun < 1:
            return
        name = _STAGES.get(stage, stage)
        if sys.stderr.isatty():
            self._draw(name, done, total)
        elif now - self._said >= self.EVERY:
            self._said = now
            print(f"{name}: {done:,} of {total:,}", file=sys.stderr, flush=True)

    def _draw(self, name: str, done: int, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        if self._bar is None:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        assert isinstance(self._bar, Bar)
        if name not in self._tasks:
            self._tasks[name] = self._bar.add_task(name, total=total)
        self._bar.update(self._tasks[name], completed=done, total=total)  # type: ignore[arg-type]

    def end(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()  # type: ignore[attr-defined]
            self._bar = None
