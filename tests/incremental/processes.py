"""Builds in processes of their own, and what becomes of them."""

import contextlib
import datetime as dt
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.conftest import NOW, Site

MOMENT = dt.datetime.fromtimestamp(NOW, dt.UTC).isoformat()
COMMAND = [sys.executable, "-m", "communique", "build", "--jobs", "2", "--quiet", "--now", MOMENT]


def command(site: Site, output: Path | None = None) -> list[str]:
    """Give the command that builds a site."""
    return [*COMMAND, "--site", str(site.folder), "--output", str(output or site.output)]


def run(arguments: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, whatever that is."""
    return subprocess.run(arguments, check=False, capture_output=True, text=True, **options)


def assert_said_in_a_line(status: int, said: str, *words: str) -> None:
    """Assert that a build failed as a person can bear it."""
    assert status == 1
    assert len(said.strip().splitlines()) == 1, said
    assert "Traceback" not in said and "bug" not in said
    for word in words:
        assert word in said


def descendants(name: str) -> list[int]:
    """Give the processes whose command line names a folder."""
    found = []
    for p in Path("/proc").iterdir():
        if p.name.isdigit() and int(p.name) != os.getpid():
            try:
                if name.encode() in (p / "cmdline").read_bytes():
                    found.append(int(p.name))
            except OSError:
                continue
    return found


def children(parent: int) -> list[int]:
    """Give the processes that a process has started."""
    found = []
    for p in Path("/proc").iterdir():
        if p.name.isdigit():
            with contextlib.suppress(OSError):  # it has ended
                if int((p / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                    found.append(int(p.name))
    return found


def is_free(output: Path) -> bool:
    """Tell whether nobody holds the lock of an output folder: a process that is ending lets go of it last."""
    lock = output / ".communique" / "lock"
    if not lock.exists():
        return True
    with lock.open("rb") as f:
        try:
            fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def wait_until(done: Callable[[], object], seconds: float = 10) -> bool:
    """Wait for a condition, looking often."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.01)  # a poll, not a synchronisation: the condition decides
    return False


def come_of_age(folder: Path) -> None:
    """Wait until no file below a folder is too new for its time to be trusted."""
    settled_ns = 110_000_000
    newest = max(max(s.st_mtime_ns, s.st_ctime_ns) for s in (p.stat() for p in folder.rglob("*")))
    wait_until(lambda: time.time_ns() > newest + settled_ns)
