"""The texts of parsed files as HTML, end to end in files beside the store.

They are most of what is kept. Each is written once, by the process that parsed it, and read by the one that renders it; through
the database, or from one process to another, they would go three times.
"""

import os
import sqlite3
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a text lies."""

    pack: str
    start: int
    length: int
    check: int
    """CRC-32 of its bytes: a power cut may leave a file with a hole in it."""


class Bodies:
    """The packs of one store: files that only grow, until all that is still needed moves to a new one."""

    def __init__(self, store: Path) -> None:
        self._folder = store.parent
        self._prefix = f"{store.name}-bodies-"
        self._open: dict[tuple[str, int], int] = {}

    def close(self) -> None:
        """Close the files."""
        for fd in self._open.values():
            os.close(fd)
        self._open.clear()

    def packs(self) -> list[Path]:
        """Give every pack's file."""
        return sorted(self._folder.glob(f"{self._prefix}*"))

    def remove(self, but: Iterable[str] = ()) -> None:
        """Remove the packs, and let go of them: others may be begun under their names."""
        self.close()
        kept = {f"{self._prefix}{pack}" for pack in but}
        for file in self.packs():
            if file.name not in kept:
                file.unlink(missing_ok=True)

    def new(self) -> str:
        """Name a pack for one process alone."""
        return f"{os.getpid():x}-{time.time_ns():x}"

    def keep(self, pack: str, texts: Iterable[str]) -> list[Place]:
        """Append texts to a pack; give where each lies."""
        fd = self._descriptor(pack, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        data = [t.encode() for t in texts]
        whole = memoryview(b"".join(data))
        written = 0
        while written < len(whole):
            written += os.write(fd, whole[written:])
        start = os.lseek(fd, 0, os.SEEK_CUR) - len(whole)  # whatever another preview of the same site appends meanwhile
        places = []
        for d in data:
            places.append(Place(pack, start, len(d), zlib.crc32(d)))
            start += len(d)
        return places

    def read(self, place: Place) -> str:
        """Read a text. Raises sqlite3.DatabaseError where it is not as it was written."""
        try:
            fd = self._descriptor(place.pack, os.O_RDONLY)
            if hasattr(os, "pread"):
                data = os.pread(fd, place.length, place.start)
            else:
                os.lseek(fd, place.start, os.SEEK_SET)
                data = os.read(fd, place.length)
        except OSError as e:
            raise sqlite3.DatabaseError(f"a text is missing ({e.strerror})") from e
        if len(data) != place.length or zlib.crc32(data) != place.check:
            raise sqlite3.DatabaseError("a text is damaged")
        return data.decode()

    def _descriptor(self, pack: str, flags: int) -> int:
        known = self._open.get((pack, flags))
        if known is None:
            path = self._folder / f"{self._prefix}{pack}"
            known = self._open[pack, flags] = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o644)
        return known
