"""What the preview's tests share: sessions that are closed, and a real server in a process of its own."""

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from communique.preview.session import Session
from communique.preview.voice import Plain

PATIENCE = 30.0
"""Seconds after which a test gives up waiting; on a fast machine nothing takes a second."""


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Wait for a condition that nothing tells of."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"waited in vain for {what}"
        threading.Event().wait(0.01)


class Lines:
    """What a process prints, as it comes."""

    def __init__(self, stream: IO[str]) -> None:
        self._lines: list[str] = []
        self._ended = False
        self._news = threading.Condition()
        self._stream = stream
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        for line in self._stream:
            with self._news:
                self._lines.append(line.rstrip("\n"))
                self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()

    def wait(self, pattern: str) -> str:
        """Wait for a line that a pattern is found in."""

        def found() -> str | None:
            return next((line for line in self._lines if re.search(pattern, line)), None)

        with self._news:
            self._news.wait_for(lambda: found() or self._ended, PATIENCE)
            line = found()
            assert line, f"no line like {pattern!r} in {self._lines}"
            return line

    def end(self) -> list[str]:
        """Give all lines, after the process has ended."""
        self._thread.join(PATIENCE)
        self._stream.close()
        return self._lines

    def all(self) -> list[str]:
        """Give the lines so far."""
        with self._news:
            return list(self._lines)


class Served:
    """`communique serve`, running."""

    def __init__(self, site: Path, *arguments: str, port: int = 0, **environment: str) -> None:
        code = "import sys; from communique.cli import main; sys.exit(main())"
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, "serve", "--site", str(site), "--port", str(port), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        )
        self.ended = False
        assert self.process.stdout
        assert self.process.stderr
        self.out = Lines(self.process.stdout)
        self.err = Lines(self.process.stderr)

    def address(self) -> str:
        """Give the address that it prints."""
        try:
            found = re.search(r"http://\S+", self.out.wait("http://"))
        except AssertionError:
            pytest.fail(f"no address; status {self.process.poll()}; stderr: {self.err.all()}")
        assert found
        return found[0]

    @property
    def port(self) -> int:
        """The port that it listens on."""
        found = re.search(r":(\d+)/", self.address())
        assert found
        return int(found[1])

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Request a path as it stands; give status, headers and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read().decode()
        finally:
            connection.close()

    def changes(self) -> list[str]:
        """Give the lines that tell of a reading after a change."""
        return [line for line in self.err.all() if " changed: " in line]

    def end(self, number: int = signal.SIGINT) -> tuple[int, list[str], list[str]]:
        """End it with a signal, or wait for its end with none; give its exit status and what it printed."""
        if number and self.process.poll() is None:
            self.process.send_signal(number)
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self.ended = True
        return status, self.out.end(), self.err.end()


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Start servers that are ended with the test."""
    running: list[Served] = []

    def start(site: Path, *arguments: str, port: int = 0, **environment: str) -> Served:
        running.append(Served(site, *arguments, port=port, **environment))
        return running[-1]

    yield start
    for served in running:
        if not served.ended:
            served.end()


class Heard(Plain):
    """Keeps what it is told to say."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture
def voice() -> Heard:
    """Hear what sessions say."""
    return Heard()


@pytest.fixture
def said(voice: Heard) -> list[str]:
    """Give what sessions say, as it comes."""
    return voice.lines


@pytest.fixture
def begin(voice: Heard) -> Iterator[Callable[[Path], Session]]:
    """Begin sessions that are closed with the test; each has read its site once."""
    open_: list[Session] = []

    def start(site: Path) -> Session:
        session = Session(site, jobs=1, voice=voice)
        open_.append(session)
        session.refresh()
        return session

    yield start
    for session in open_:
        session.close()
