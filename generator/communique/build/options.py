"""What the command line may say besides `site.toml`, and how it is told of progress."""

import datetime as dt
import time
from collections.abc import Callable

import msgspec

TOO_EARLY = "as-of-too-early"
"""The code of the issue that tells of a day before the first story."""
Progress = Callable[[str, int, int], None]
"""Told of a stage, how much of it is done, and how much there is, which is 0 where nobody knows."""


def quiet(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class Options(msgspec.Struct, frozen=True):
    """What the command line may say besides `site.toml`."""

    base_url: str = ""
    drafts: bool = False
    now: int | None = None
    """The clock, in seconds since 1970 UTC; the real one where it is None."""
    as_of: str = ""
    """The day (`YYYY-MM-DD`) as of which the archive is built; empty for the living one. The clock has no part in it then."""
    jobs: int = 0
    """Processes; as many as there are processors where it is 0."""

    @property
    def key(self) -> bytes:
        """What of this pages depend on, but for the clock."""
        return repr((self.base_url, self.drafts, self.as_of)).encode()

    @property
    def moment(self) -> int:
        """The moment that counts as now."""
        return int(time.time()) if self.now is None else self.now


def parse_moment(text: str) -> int:
    """Read `--now`: a day or a moment (ISO 8601), in UTC where it names no zone. Raises ValueError."""
    when = dt.datetime.fromisoformat(text)
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    return int(when.timestamp())
