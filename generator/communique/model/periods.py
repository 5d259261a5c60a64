"""Months and years in which the chronology shows an event, by how exactly its day is known."""

import re

from communique.model.dates import Edtf, bounds, masked

MAX_PERIODS = 24
"""Months, or years where no month is known, in which one event is shown; what lasts longer is found where it begins."""
_PART_OF_YEAR = re.compile(r"\d{4}-(2[1-9]|3\d|4[01])", re.ASCII)
"""A season, a quarter, a half of a year: the month is not known."""


def periods(event: Edtf) -> tuple[str, ...]:
    """Give the months (`YYYY-MM`) in which an event is shown, or the years (`YYYY`) where its month is not known.

    The first is where it begins; it is empty where even the year is not known. An interval is shown in each month that it
    touches, `MAX_PERIODS` at most; one that is open at its end, where it begins. Of `[1956,1957]` one is meant, so that the
    year is not known; of `{1956,1957}` each.
    """
    text = event.text
    if len(text) == 10 and event.earliest == event.latest:
        return (event.earliest[:7],)
    if text[:1] == "{":
        each = [p for member in text[1:-1].split(",") for p in _interval(member.strip().replace("..", "/"), event)]
        return tuple(dict.fromkeys(each))[:MAX_PERIODS]
    if "/" in text:
        return _interval(text, event)
    return (_period(text, event.earliest, event.latest),)


def _period(text: str, first: str, last: str) -> str:
    """Give the month that holds both days, or the year, or nothing."""
    if _PART_OF_YEAR.match(text.lstrip("?~%")):
        return text.lstrip("?~%")[:4]
    return first[:7] if first[:7] == last[:7] else first[:4] if first[:4] == last[:4] else ""


def _days(text: str, event: Edtf) -> tuple[str, str]:
    """Give first and last day of one end of an interval; of a season, whose days only the whole date has, its year."""
    return bounds(text) or masked(text) or bounds(text.lstrip("?~%")[:4]) or (event.earliest, event.latest)


def _interval(text: str, event: Edtf) -> tuple[str, ...]:
    start, slash, end = text.partition("/")
    first = _period(start, *_days(start, event)) if start not in {"", ".."} else ""
    if not first or not slash or end in {"", ".."}:
        return (first,)
    last = _period(end, *_days(end, event)) or _days(end, event)[1][:4]
    if len(first) == len(last):
        return tuple(_from(first, last))
    if len(first) == 7:  # it ends in a year of which the month is not known: perhaps the same
        return (first, *(y for y in _from(first[:4], last) if y != first[:4]))[:MAX_PERIODS]
    return tuple(_from(first, last[:4]))


def _from(first: str, last: str) -> list[str]:
    """Give the months or years from one to another."""
    if len(first) == 4:
        years = range(int(first), min(int(last), int(first) + MAX_PERIODS - 1) + 1)
        return [f"{y:04d}" for y in years]
    start, end = (int(p[:4]) * 12 + int(p[5:]) - 1 for p in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, min(end, start + MAX_PERIODS - 1) + 1)]
