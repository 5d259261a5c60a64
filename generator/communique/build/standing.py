"""Which output files do not stand as they were written: found by a process of its own, while this one looks at the input."""

import contextlib
import os
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Self
from urllib.parse import quote

import msgspec

Stat = tuple[int, int]
"""Size in bytes and modification time in nanoseconds."""
Differing = dict[str, Stat | None]
"""How files stand that are not as they were written, by path; None for what is gone."""
WORTH_A_PROCESS = 1024 * 1024
"""Bytes of a store that knows some thousand files: fewer are looked at in less time than a process takes to begin."""
_decoder = msgspec.msgpack.Decoder(Differing)


class Standing:
    """The looking at one output folder, by what its store says; begun when this is made."""

    def __init__(self, output: Path, store: Path) -> None:
        self._output = output
        self._pipe = -1
        self._child = 0
        with contextlib.suppress(OSError):
            if hasattr(os, "fork") and threading.active_count() == 1 and store.stat().st_size > WORTH_A_PROCESS:
                self._begin(store)

    def _begin(self, store: Path) -> None:
        read, write = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(write)
            self._pipe = read
            return
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            os.close(read)
            os.chdir(self._output)  # the shorter a path, the sooner it is found
            with sqlite3.connect(f"file:{quote(str(store))}?mode=ro", uri=True) as db:
                written = {p: (size, mtime) for p, size, mtime in db.execute("SELECT path, size, mtime_ns FROM trace")}
            with os.fdopen(write, "wb") as out:
                out.write(msgspec.msgpack.encode(dict(differing(written))))
            os._exit(0)
        finally:
            os._exit(1)  # whatever it was: the other process looks for itself

    def differing(self, written: Callable[[], Mapping[str, Stat]]) -> Differing:
        """Give the files that do not stand as they were; `written` tells how, where nobody has looked yet."""
        if self._pipe >= 0:
            with os.fdopen(self._pipe, "rb") as pipe:
                self._pipe = -1
                found = pipe.read()
            if self._ended():
                return _decoder.decode(found)
        return dict(differing(written(), f"{self._output}/"))

    def _ended(self) -> bool:
        """Wait for the process; tell whether it ended well."""
        child, self._child = self._child, 0
        return bool(child) and os.waitpid(child, 0)[1] == 0

    def __enter__(self) -> Self:
        """Use it in a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the looking, whether anybody has asked for what was found or not."""
        if self._pipe >= 0:
            os.close(self._pipe)
        self._ended()


def differing(written: Mapping[str, Stat], folder: str = "") -> Iterator[tuple[str, Stat | None]]:
    """Give the files that do not stand in a folder as they were written, each as it is."""
    stat = os.lstat
    for path, as_written in written.items():
        try:
            s = stat(folder + path)
        except OSError:
            yield path, None
            continue
        if (s.st_size, s.st_mtime_ns) != as_written:
            yield path, (s.st_size, s.st_mtime_ns)
