"""Work on many things in several processes, or in this one where they are few.

Works under fork and under spawn. A worker ends when its parent does, however that ended.
"""

import contextlib
import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
THRESHOLDS = (50_000, 20, 20)
"""Of the garbage collection in a process that works."""


class Work(Protocol):
    """What is done with some items at a time."""

    def __call__(self, items: Any, /) -> Any:
        """Do it."""

    def close(self) -> None:
        """Close what was opened for it."""


class WorkerDiedError(Exception):
    """A worker process was killed, by lack of memory or by hand."""


def cores() -> int:
    """Give the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    make: Callable[..., Work],
    arguments: tuple[Any, ...],
    items: Sequence[Item],
    *,
    jobs: int,
    size: int,
    alone_below: int,
    pack: Callable[[Item], Item] = lambda item: item,
) -> Iterator[Any]:
    """Give the result of `make(*arguments)` for each `size` of `items`, as they come, in no certain order.

    This process works, too, so that one less shares its memory. `make` is called once in each; `pack` readies an item for the
    way to a worker that shares none. Raises what a worker raises, and WorkerDiedError where one was killed.
    """
    slices = iter([slice(i, i + size) for i in range(0, len(items), size)])
    if jobs < 2 or len(items) < alone_below:
        with working(make, arguments) as work:
            for piece in slices:
                yield work(items[piece])
        return
    from communique.build.workers import shared  # 20 ms to import, and a build of a few changes needs none

    yield from shared(make, arguments, items, slices, jobs - 1, pack)


@contextlib.contextmanager
def working(make: Callable[..., Work], arguments: tuple[Any, ...]) -> Iterator[Work]:
    """Work in this process, and close what is opened for it.

    The garbage of what is made here is collected, and what was there before left alone: a build keeps all that it has read.
    """
    was_on, before = gc.isenabled(), gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    gc.enable()
    work = make(*arguments)
    try:
        yield work
    finally:
        work.close()
        gc.set_threshold(*before)
        gc.unfreeze()
        if not was_on:
            gc.disable()
