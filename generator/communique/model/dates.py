"""Dates as an archive writes them: a day, a month, a year, a moment, an interval, an uncertain date."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from typing import Literal

import msgspec

Calendar = Literal["julian", "japanese"]

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
"""Stand for the end of an interval that is open there: `../1956` begins with the one, `1956/..` ends with the other."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Edtf(msgspec.Struct, frozen=True, array_like=True):
    """A date in the Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2).

    Digits that are not known, intervals and sets are read in `source.dates`; the rest is as the `edtf` library reads it.
    """

    text: str
    """As written, such as `1956-10-19`, `1991-04-16/1991-04-19`, `1956/..`, `1998-11-12?`, `195X` or `2019-21` (spring)."""
    earliest: str
    """The first day that it may mean, `YYYY-MM-DD`; `FIRST_DAY` where it has no beginning."""
    latest: str
    """The last day that it may mean, `YYYY-MM-DD`; `LAST_DAY` where it has no end."""
    uncertain: bool = False
    """Whether it, or one end of it, is marked with ? or %."""
    approximate: bool = False
    """Whether it, or one end of it, is marked with ~ or %."""


class OriginalDate(msgspec.Struct, frozen=True, array_like=True):
    """A date as the documents of the time write it, in another calendar (see `model.calendars`)."""

    text: str
    calendar: Calendar
    date: str = ""
    """The same in figures, where the text cannot be read."""
    lang: str = ""
    earliest: str = ""
    """The first day that it stands for in our calendar, `YYYY-MM-DD`; empty where that is not known."""
    latest: str = ""
    line: int = 0
    column: int = 0


def bounds(text: str) -> tuple[str, str] | None:
    """Give first and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or None where the text is no such date."""
    m = _PARTIAL.fullmatch(text)
    if not m:
        return None
    year, month, day = m[1], m[2], m[3]
    try:
        dt.date(int(year), 1, 1)  # there is no year 0
        if day:
            dt.date(int(year), int(month), int(day))
            return text, text
        if month:
            last = calendar.monthrange(int(year), int(month))[1]
            return f"{year}-{month}-01", f"{year}-{month}-{last:02d}"
    except (ValueError, calendar.IllegalMonthError):
        return None
    return f"{year}-01-01", f"{year}-12-31"


_MARKED = re.compile(r"[?~%]?([0-9X]{4})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?)?)?", re.ASCII)
_YEAR = re.compile(r"[0-9]+X*", re.ASCII)


def unmarked(text: str) -> str:
    """Give an EDTF date without the marks of what is uncertain (?), approximate (~) or both (%)."""
    return re.sub(r"[?~%]", "", text)


def masked(text: str) -> tuple[str, str] | None:
    """Give first and last day of a date with marks, or with an X for each digit that is not known (`195X`, `1956-10-XX`).

    None where the text is none. At least the first digit of the year is known: without it, a story could not be filed.
    """
    m = _MARKED.fullmatch(text)
    if not m:
        return None
    plain = unmarked(text)
    if "X" not in plain:
        return bounds(plain)
    year, month, day = m[1], m[2], m[3]
    if not _YEAR.fullmatch(year):
        return None
    years = range(max(int(year.replace("X", "0")), 1), int(year.replace("X", "9")) + 1)
    months, days = _numbers(month, 12), _numbers(day, 31)
    first = _first(years, months, days)
    return (first, _first(years[::-1], months[::-1], days[::-1])) if first else None


def _numbers(written: str | None, most: int) -> list[int]:
    """Give the numbers from 1 that two digits may mean, an X being any digit, or all of them where nothing is written."""
    wanted = re.compile((written or "XX").replace("X", "."))
    return [n for n in range(1, most + 1) if wanted.fullmatch(f"{n:02d}")]


def _first(years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> str:
    """Give the first day there is of these years, months and days, in the order in which they are given."""
    found = ((y, m, d) for y in years for m in months for d in days if d <= calendar.monthrange(y, m)[1])
    return next((f"{y:04d}-{m:02d}-{d:02d}" for y, m, d in found), "")


def within(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether of two spans of days one lies within the other."""
    (a, b), (c, d) = one, other
    return (c <= a and b <= d) or (a <= c and d <= b)


def day_of_year(text: str) -> str:
    """Give the day of the year (`MM-DD`) on which an EDTF date falls or begins; empty where the day is not known."""
    if len(text) == 10 and text[4] == text[7] == "-" and "X" not in text:
        return text[5:]
    start = unmarked(text.partition("/")[0])
    return start[5:] if len(start) == 10 and bounds(start) else ""


def machine(text: str) -> str:
    """Give what HTML takes for a date (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), or nothing where it would say more than is known.

    Of a moment it is the day. A date that is marked or has parts that are not known, an interval and a set have no such form.
    """
    day = text[:10] if text[10:11] in {"T", " "} else text
    return day if bounds(day) else ""


def covers(start: str | None, end: str | None, day: str) -> bool:
    """Tell whether a span from `start` to `end`, each partial or missing, holds the ISO day, both ends included."""
    first = bounds(start) if start else None
    last = bounds(end) if end else None
    return (first is None or first[0] <= day) and (last is None or day <= last[1])
