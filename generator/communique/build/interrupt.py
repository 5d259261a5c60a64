"""Ctrl-C, not to be lost: Python drops the KeyboardInterrupt that is raised inside a callback of its own."""

import signal
import threading
from types import FrameType

_asked = False


def _ask(_signal: int, _frame: FrameType | None) -> None:
    global _asked  # noqa: PLW0603 - a signal has no other way to leave word
    _asked = True
    raise KeyboardInterrupt


def listen() -> None:
    """Heed Ctrl-C from now on, unless the process was started to ignore it."""
    global _asked  # noqa: PLW0603
    _asked = False
    on_main_thread = threading.current_thread() is threading.main_thread()
    if on_main_thread and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _ask)


def check() -> None:
    """Raise KeyboardInterrupt where Ctrl-C was pressed, even if an earlier one was lost."""
    if _asked:
        raise KeyboardInterrupt
