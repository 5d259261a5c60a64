"""What a name of a state means on a day: one state at one time, another at another, or several at once."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from communique.archive.known import Days, Known
from communique.model.dates import FIRST_DAY, LAST_DAY


class Row(msgspec.Struct, frozen=True, gc=False):
    """A state that a name means from one day to another."""

    known: Known
    first: str
    last: str
    own: bool = False
    """Whether a file says so, and not the list of states."""
    main: bool = False
    """Whether it is the state's own name, and not another one."""


class Senses:
    """All that one name means."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        self.undated = _undated([r for r in rows if r.own] or rows)
        """What it means where nobody says when; None where that may be several states."""
        self.timeless = len(rows) == 1 and rows[0].first == FIRST_DAY and rows[0].last == LAST_DAY

    @property
    def meant_today(self) -> tuple[Known, ...]:
        """The states that the name still means, or else all that it meant."""
        return _states(r for r in self.rows if r.last == LAST_DAY) or self.meant_ever

    @property
    def meant_ever(self) -> tuple[Known, ...]:
        """The states that the name means at any time."""
        return _states(self.rows)

    def meant(self, days: Days | None) -> tuple[Known, ...]:
        """Give the states that the name may mean on these days, as narrowly as can be told; none where it meant nothing then.

        A file goes before the list; where one state gives way to another on that day, the new one is meant; and of several,
        the one that it meant on all of the days.
        """
        if days is None:
            return (self.undated,) if self.undated else ()
        rows = [r for r in self.rows if r.first <= days[1] and days[0] <= r.last]
        rows = [r for r in rows if r.own] or rows
        if len(rows) > 1:
            rows = [r for r in rows if r.last > days[0]] or rows
            rows = [r for r in rows if r.first <= days[0] and days[1] <= r.last] or rows
        return _states(rows)


def _states(rows: Iterable[Row]) -> tuple[Known, ...]:
    return tuple({r.known.slug: r.known for r in rows}.values())


def _undated(rows: Sequence[Row]) -> Known | None:
    """Give the one state that a name means today, or that bears it as its own, or that bore it last."""
    last = max((r.last for r in rows), default="")
    latest = _states(r for r in rows if r.last == last)
    for found in (latest if last == LAST_DAY else (), _states(r for r in rows if r.main), latest):
        if len(found) == 1:
            return found[0]
    return None


class Cells:
    """Cuts time at the days on which something begins or ends: between two cuts all days are alike."""

    def __init__(self, spans: Iterable[Days]) -> None:
        # What sorts after a day and before the next one stands for the day's end.
        self._cuts = sorted({cut for first, last in spans for cut in (first, last, f"{last}~")})

    def of(self, days: Days) -> tuple[int, int]:
        """Give the same for days that are alike."""
        begin, end = days
        first = bisect_right(self._cuts, begin)
        return first, first if begin == end else bisect_right(self._cuts, end)
