"""Dates as an archive writes them: a day, a month, a year, a moment, an interval, an uncertain date."""

import calendar
import datetime as dt
import re
from typing import Literal

import msgspec

Calendar = Literal["julian", "japanese"]

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
"""Stand for the end of an interval that is open there: `../1956` begins with the one, `1956/..` ends with the other."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Edtf(msgspec.Struct, frozen=True, array_like=True):
    """A date in the Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2, as far as the `edtf` library reads it)."""

    text: str
    """As written, such as `1956-10-19`, `1991-04-16/1991-04-19`, `1956/..`, `1998-11-12?`, `195X` or `2019-21` (spring)."""
    earliest: str
    """The first day that it may mean, `YYYY-MM-DD`; `FIRST_DAY` where it has no beginning."""
    latest: str
    """The last day that it may mean, `YYYY-MM-DD`; `LAST_DAY` where it has no end."""
    uncertain: bool = False
    approximate: bool = False


class OriginalDate(msgspec.Struct, frozen=True, array_like=True):
    """A date as the documents of the time write it, in another calendar."""

    text: str
    calendar: Calendar


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


def covers(start: str | None, end: str | None, day: str) -> bool:
    """Tell whether a span from `start` to `end`, each partial or missing, holds the ISO day, both ends included."""
    first = bounds(start) if start else None
    last = bounds(end) if end else None
    return (first is None or first[0] <= day) and (last is None or day <= last[1])
