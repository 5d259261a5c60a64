"""The progress bar of a terminal: a line for each stage, with its rate and the time that remains."""

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

NARROW, WIDE = 48, 72
"""Columns of a terminal: below the one there is room for a count alone, from the other on for everything."""
EVERY = 0.1
"""Seconds between two drawings."""


class _Console(Console):
    """Leaves the cursor as it is: a program that is killed would leave it hidden."""

    def show_cursor(self, show: bool = True) -> bool:  # noqa: ARG002, FBT001, FBT002 - rich names it
        """Do nothing."""
        return False

    def on_broken_pipe(self) -> None:
        """Draw no more. rich would end the program, whose work is worth finishing."""
        self.quiet = True


class _Count(ProgressColumn):
    """How many are done, of how many."""

    def render(self, task: Task) -> Text:
        """Write it."""
        of = "" if task.total is None else f" of {task.total:,.0f}"
        return Text(f"{task.completed:,.0f}{of}", justify="right")


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """Write it."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", justify="right")


class Bar:
    """The lines at the bottom of a terminal. It runs no thread, since worker processes are forked while it is shown."""

    def __init__(self) -> None:
        console = _Console(stderr=True)
        columns: list[ProgressColumn] = [TextColumn("{task.description}"), _Count()]
        if console.width >= NARROW:
            columns[1:1] = [BarColumn(bar_width=20 if console.width < WIDE else 30)]
        if console.width >= WIDE:
            columns += [_Rate(), TimeRemainingColumn(compact=True)]
        self._progress = Progress(
            *columns,
            console=console,
            transient=True,
            auto_refresh=False,
            get_time=time.monotonic,
            redirect_stdout=sys.stdout is not None and sys.stdout.isatty(),  # else a file would miss what is printed meanwhile
        )
        self._tasks: dict[str, TaskID] = {}
        self._drawn = 0.0
        self._progress.start()

    def show(self, name: str, done: int, total: int) -> None:
        """Show how far a stage is; `total` is 0 where nobody knows."""
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=total or None)
        self._progress.update(self._tasks[name], completed=done, total=total or None)
        now = time.monotonic()
        if now - self._drawn >= EVERY or done == total:
            self._drawn = now
            self._progress.refresh()

    def end(self) -> None:
        """Remove the lines."""
        self._progress.stop()
