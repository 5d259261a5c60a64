"""Several processes at work on the same things."""

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any

from communique.build import interrupt
from communique.build.pool import THRESHOLDS, Item, Work, WorkerDiedError, working

_work: Work | None = None
_inherited: Sequence[Any] = ()
"""Under fork, what there is to work on: a worker is told from where to where, and nothing is copied to it."""


AHEAD = 3
"""Pieces of work that lie ready for each worker: enough that none waits, and few enough that results do not pile up."""


def _begin(make: Callable[..., Work], arguments: tuple[Any, ...]) -> None:
    """Prepare a worker: Ctrl-C is the parent's to handle, and no worker outlives it."""
    global _work  # noqa: PLW0603 - the one thing that a worker keeps between its tasks
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what came from the parent stays; looking it through again would copy its memory, too
    gc.set_threshold(*THRESHOLDS)
    gc.enable()
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
    _work = make(*arguments)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Put Ctrl-C off while workers are started: one that it met before `_begin` would die of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(chunk: Sequence[Any] | slice) -> Any:
    assert _work is not None  # _begin ran first
    return _work(_inherited[chunk] if isinstance(chunk, slice) else chunk)


def shared(
    make: Callable[..., Work],
    arguments: tuple[Any, ...],
    items: Sequence[Item],
    slices: Iterator[slice],
    workers: int,
    pack: Callable[[Item], Item],
) -> Iterator[Any]:
    """Do what `pool.each` says, in this process and in others."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    method = os.environ.get("COMMUNIQUE_START_METHOD", method)
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(workers, context, _begin, (make, arguments))
    global _inherited  # noqa: PLW0603 - what fork passes on must be there when it forks
    _inherited = items

    def submit(count: int) -> set[Future[Any]]:
        """Give the workers their next pieces: by number, where they share this memory."""
        some: Iterator[Any] = islice(slices, count)
        pieces = some if method == "fork" else ([pack(item) for item in items[piece]] for piece in some)
        return {pool.submit(_run, piece) for piece in pieces}

    try:
        with _undisturbed():
            waiting = submit(AHEAD * workers)
        with working(make, arguments) as work:
            while True:
                mine = next(slices, None)
                if mine is not None:
                    yield work(items[mine])
                    done = {future for future in waiting if future.done()}
                elif waiting:
                    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                else:
                    break
                interrupt.check()
                waiting = (waiting - done) | submit(len(done))
                for future in done:
                    yield future.result()
    except BrokenProcessPool as e:
        raise WorkerDiedError("a worker process was killed; is there enough memory?") from e
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _inherited = ()
