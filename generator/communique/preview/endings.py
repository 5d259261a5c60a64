"""The signals that end a preview, and who must not hear of them."""

import contextlib
import signal
from collections.abc import Callable, Iterator


def without_interrupts() -> None:
    """Leave Ctrl-C to the main thread: workers started from this one inherit that, and do not die of it aloud."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def endings() -> list[signal.Signals]:
    """Give the signals that end the preview: SIGHUP, of a closed terminal, only where `nohup` has not switched it off."""
    found = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        found.append(signal.SIGHUP)
    return found


@contextlib.contextmanager
def ended_by_signals(stop: Callable[[], object]) -> Iterator[None]:
    """Let SIGTERM and a closed terminal end the preview as Ctrl-C does, and Ctrl-C even where a shell has switched it off.

    `stop` is called first: an exception that a signal raises is lost where it meets a destructor.
    """

    def end(*_: object) -> None:
        stop()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in endings()}
    try:
        yield
    finally:
        for number, action in before.items():
            signal.signal(number, action)
