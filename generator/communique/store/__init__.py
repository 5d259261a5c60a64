"""What is kept between builds: parsed files and the traces of pages, in one SQLite file."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

import msgspec

from communique.store.bodies import Bodies, Place

SCHEMA = 2
"""Raised whenever the tables change; a store of another number is thrown away."""


SMALL = 16 * 1024 * 1024
"""Bytes of texts that are not worth moving, whether they are needed or not."""


class Trace(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is known of an output file: why it is as it is, and how the file system saw it last."""

    key: bytes
    """Of all that the page's data depend on."""
    digest: bytes
    """Of the page's data."""
    theme: bytes
    """Of the templates that it can reach."""
    generator: bytes
    """Of the program and the settings."""
    size: int
    mtime_ns: int
    reason: str = ""
    """Why it was rendered last."""


class Store:
    """The store of one site and one output folder. Nothing in it is worth keeping: it can be made again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bodies = Bodies(path)
        self._db = _open(path)

    def close(self) -> None:
        """Close the files."""
        self._db.close()
        self.bodies.close()

    def __enter__(self) -> Self:
        """Use it in a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it at the end."""
        self.close()

    # sources

    def sources(self) -> dict[str, tuple[str, bytes]]:
        """Give the stamp and the digest of every source file, by path."""
        return {p: (s, d) for p, s, d in self._db.execute("SELECT path, stamp, digest FROM source")}

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Give every parsed file's digest and encoded result, without its text."""
        yield from self._db.execute("SELECT digest, record FROM parsed")

    def keep_parsed(self, rows: Iterable[tuple[bytes, bytes, Place]]) -> None:
        """Keep results: digest, encoded record, and where the text lies."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO parsed VALUES (?, ?, ?, ?, ?, ?)",
                ((digest, record, p.pack, p.start, p.length, p.check) for digest, record, p in sorted(rows)),
            )

    def keep_sources(self, rows: Iterable[tuple[str, str, bytes]], gone: Iterable[str], old: Iterable[bytes]) -> None:
        """Keep stamps and digests; forget the files that are gone, and results, by their digests, that no file has any more."""
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO source VALUES (?, ?, ?)", rows)
            self._db.executemany("DELETE FROM source WHERE path = ?", ((p,) for p in gone))
            self._db.executemany("DELETE FROM parsed WHERE digest = ?", ((d,) for d in old))

    def forget_parsed(self) -> None:
        """Forget every file and every result, as after a change of the program that reads them."""
        with self._db:
            self._db.execute("DELETE FROM source")
            self._db.execute("DELETE FROM parsed")
        self.bodies.remove()

    def repack(self) -> None:
        """Move the texts that are still needed to one pack, where most of what the packs hold is needed no more."""
        size = sum(f.stat().st_size for f in self.bodies.packs())
        if size < SMALL or size < 2 * self._db.execute("SELECT TOTAL(length) FROM parsed").fetchone()[0]:
            return
        rows = self._db.execute("SELECT digest, pack, start, length, crc FROM parsed ORDER BY pack, start").fetchall()
        pack = self.bodies.new()
        with self._db:
            for digest, *place in rows:
                (p,) = self.bodies.keep(pack, [self.bodies.read(Place(*place))])
                new = (p.pack, p.start, p.length, p.check, digest)
                self._db.execute("UPDATE parsed SET pack = ?, start = ?, length = ?, crc = ? WHERE digest = ?", new)
        self.bodies.remove(but=[pack])

    def hold(self) -> None:
        """See the store as it now is until it is closed, and ask nobody for each reading."""
        self._db.execute("BEGIN")

    def body(self, digest: bytes) -> str:
        """Give the HTML of a parsed file. Raises KeyError where nothing is known of it, DatabaseError where it is damaged."""
        row = self._db.execute("SELECT pack, start, length, crc FROM parsed WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise KeyError(digest.hex())
        return self.bodies.read(Place(*row))

    # traces

    def traces(self) -> dict[str, Trace]:
        """Give the trace of every output file, by path relative to the output folder."""
        rows = self._db.execute("SELECT path, key, digest, theme, generator, size, mtime_ns, reason FROM trace")
        return {r[0]: Trace(*r[1:]) for r in rows}

    def written(self) -> dict[str, tuple[int, int]]:
        """Give size and modification time of every output file as it was written."""
        return {p: (size, mtime_ns) for p, size, mtime_ns in self._db.execute("SELECT path, size, mtime_ns FROM trace")}

    def keep_traces(self, rows: Iterable[tuple[str, Trace]], gone: Iterable[str] = ()) -> None:
        """Keep traces of files that are in place, and forget those of files that are gone."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO trace VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((p, t.key, t.digest, t.theme, t.generator, t.size, t.mtime_ns, t.reason) for p, t in rows),
            )
            self._db.executemany("DELETE FROM trace WHERE path = ?", ((p,) for p in gone))

    def setting(self, key: str) -> bytes:
        """Give a named value, empty where there is none."""
        row = self._db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else b""

    def keep_setting(self, key: str, value: bytes) -> None:
        """Keep a named value."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))


def forget(path: Path) -> None:
    """Remove a store."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    Bodies(path).remove()


def _open(path: Path) -> sqlite3.Connection:
    """Open a store; one that is damaged or of another schema is begun anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        db = _connect(path)
        if db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA:
            return db
        db.close()
    except sqlite3.DatabaseError:
        pass
    forget(path)
    db = _connect(path)
    with db:
        db.executescript(
            f"""
            CREATE TABLE source (path TEXT PRIMARY KEY, stamp TEXT, digest BLOB) WITHOUT ROWID;
            CREATE TABLE parsed (digest BLOB PRIMARY KEY, record BLOB,
                                 pack TEXT, start INTEGER, length INTEGER, crc INTEGER);
            CREATE TABLE trace (path TEXT PRIMARY KEY, key BLOB, digest BLOB, theme BLOB, generator BLOB,
                                size INTEGER, mtime_ns INTEGER, reason TEXT) WITHOUT ROWID;
            CREATE TABLE setting (key TEXT PRIMARY KEY, value BLOB);
            PRAGMA user_version = {SCHEMA};
            """
        )
    return db


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=30, check_same_thread=False)
    db.execute("PRAGMA page_size = 16384")
    db.execute("PRAGMA journal_mode = WAL")
    # NORMAL in WAL mode survives a crash of the program whole; a power cut may lose the last commit, which costs a re-render
    db.execute("PRAGMA synchronous = NORMAL")
    return db
