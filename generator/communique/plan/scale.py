"""Time drawn to scale: the one arithmetic of every axis.

An axis runs from the first day of a year to the last of one, so that pages do not change daily.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from communique.model.dates import FIRST_DAY, LAST_DAY, bounds
from communique.plan.views.scale import Axis, Bar

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_MAX_TICKS = 6
_MAX_FROM_ROUND = 9
_CLEAR = 13.0
"""Per cent at either end of an axis in which no round year stands: those ends are labelled with their own."""
_LEAST = 0.4
"""Per cent: what is shorter is drawn so wide, or nobody would see it."""


def axis(days: Iterable[str], *, earlier: bool = False) -> Axis | None:
    """Give the axis that holds these days (`YYYY-MM-DD`), or None where there are none.

    `earlier` leaves room before them, for what began nobody knows when.
    """
    known = sorted(d for d in days if d not in {FIRST_DAY, LAST_DAY, ""})
    if not known:
        return None
    first, last = int(known[0][:4]), int(known[-1][:4])
    if earlier:
        first = max(1, first - max(1, (last - first) // 20))
    step = next((s for s in _STEPS if (last - first) / s <= _MAX_TICKS), _STEPS[-1])
    return Axis(first, last, tuple((y, x) for y, x in _years(first, last, step) if _CLEAR < x < 100 - _CLEAR))


def from_round_year(first: int, last: int) -> Axis:
    """Give the axis that begins with a round year, has a few of them, each written, and ends with the year `last`."""
    step = next((s for s in _STEPS if (last - first) // s + 2 <= _MAX_FROM_ROUND), _STEPS[-1])
    start = max(first // step * step, 1)
    return Axis(start, last, tuple(_years(start, last, step)))


def _years(first: int, last: int, step: int) -> Iterator[tuple[int, float]]:
    """Give the round years from one to another, and `first` where no whole step is before it, with their places."""
    plain = Axis(first, last, ())
    if first == 1:
        yield 1, 0.0
    for year in range(-(-first // step) * step or step, last + 1, step):
        if year > 1:
            yield year, at(plain, f"{year:04d}-01-01")


def day_number(day: str) -> int:
    """Give a day (`YYYY-MM-DD`) as the number of days since the year 1, which lengths are reckoned in."""
    return dt.date.fromisoformat(day).toordinal()


def at(line: Axis, day: str) -> float:
    """Give where a day lies on an axis; what is before or after it lies at its end."""
    start = dt.date(line.first, 1, 1).toordinal()
    whole = dt.date(line.last, 12, 31).toordinal() + 1 - start
    return round(min(max((day_number(day) - start) * 100 / whole, 0.0), 100.0), 2)


def bar(line: Axis, first: str, last: str, form: str = "") -> Bar:
    """Give the stretch between two days, of which the ends `FIRST_DAY` and `LAST_DAY` are open."""
    start, end = at(line, first), at(line, last)
    width = max(round(end - start, 2), _LEAST)
    return Bar(min(start, round(100 - width, 2)), width, form, last == LAST_DAY)


def first_day(date: str) -> str:
    """Give the first day that a partial date may mean; `FIRST_DAY` where it is missing."""
    days = bounds(date)
    return days[0] if days else FIRST_DAY


def last_day(date: str) -> str:
    """Give the last day that a partial date may mean; `LAST_DAY` where it is missing."""
    days = bounds(date)
    return days[1] if days else LAST_DAY
