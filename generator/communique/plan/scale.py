"""Time drawn to scale. An axis runs from the first day of a year to the last of one, so that pages do not change daily."""

import datetime as dt
from collections.abc import Iterable

from communique.model.dates import FIRST_DAY, LAST_DAY, bounds
from communique.plan.views.scale import Axis, Bar

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_MAX_TICKS = 6
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
    plain = Axis(first, last, ())
    step = next((s for s in _STEPS if (last - first) / s <= _MAX_TICKS), _STEPS[-1])
    years = ((y, at(plain, f"{y:04d}-01-01")) for y in range(-(-first // step) * step, last + 1, step) if y > 0)
    return Axis(first, last, tuple((y, x) for y, x in years if _CLEAR < x < 100 - _CLEAR))


def at(line: Axis, day: str) -> float:
    """Give where a day lies on an axis; what is before or after it lies at its end."""
    start = dt.date(line.first, 1, 1).toordinal()
    whole = dt.date(line.last, 12, 31).toordinal() + 1 - start
    return round(min(max((dt.date.fromisoformat(day).toordinal() - start) * 100 / whole, 0.0), 100.0), 2)


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
