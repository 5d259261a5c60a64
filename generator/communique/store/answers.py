"""What outside addresses answered, kept for some days, so that none is asked more often than it need be."""

import sqlite3
from pathlib import Path
from typing import Self

import msgspec


class Answer(msgspec.Struct, frozen=True):
    """What an address answered when it was last asked."""

    outcome: str
    """One of `checks.outcomes.OUTCOMES`."""
    asked: int
    """Seconds since 1970 UTC."""
    detail: str = ""
    """What a person needs to know of it: a status, an address, an error."""
    since: int = 0
    """Since when it has not been reached, in the same; 0 where it was."""
    not_before: int = 0
    """When it may be asked again, where it said so."""


class Answers:
    """Answers by address, in one SQLite file; each is kept as it comes, for a check that is stopped halfway."""

    def __init__(self, path: Path) -> None:
        """Open the file, or begin it anew where it cannot be read."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._db = _opened(path)

    def __enter__(self) -> Self:
        """Use it in a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._db.close()

    def all(self) -> dict[str, Answer]:
        """Give every answer by its address."""
        rows = self._db.execute("SELECT address, outcome, asked, detail, since, not_before FROM answer")
        return {address: Answer(*row) for address, *row in rows}

    def keep(self, address: str, a: Answer) -> None:
        """Keep an answer."""
        with self._db:
            row = (address, a.outcome, a.asked, a.detail, a.since, a.not_before)
            self._db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?)", row)

    def forget(self, addresses: set[str]) -> None:
        """Forget answers that nothing asks for any more."""
        with self._db:
            self._db.executemany("DELETE FROM answer WHERE address = ?", ((a,) for a in sorted(addresses)))


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=30)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(
        "CREATE TABLE IF NOT EXISTS answer (address TEXT PRIMARY KEY, outcome TEXT, asked INTEGER, detail TEXT, "
        "since INTEGER, not_before INTEGER) WITHOUT ROWID"
    )
    db.execute("SELECT address, outcome, asked, detail, since, not_before FROM answer LIMIT 1")
    return db
