"""Ctrl-C during the first reading was once lost, and the preview began all the same.

Python drops an exception that is raised by a signal inside a destructor or a callback of its own.
"""

import os
import signal
import threading

import pytest

from communique.preview.server import Preview
from communique.preview.session import Session
from tests.conftest import Site


class Unlucky:
    """Meets Ctrl-C where an exception is dropped."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_that_meets_a_destructor_ends_the_preview(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    preview = Preview(Session(small.folder, jobs=1), "127.0.0.1", 0)
    met = []

    def progress(*_: object) -> None:
        if not met:
            met.append(Unlucky())
            met[0] = None

    rescue = threading.Timer(20, os.kill, (os.getpid(), signal.SIGTERM))  # a preview that has begun would serve for ever
    rescue.start()
    preview.run(progress=progress)
    assert rescue.is_alive()
    rescue.cancel()
    assert met
    assert "Ctrl-C ends the preview" not in capsys.readouterr().out
