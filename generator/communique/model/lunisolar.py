"""The months of the Japanese calendar of 1848 to 1872, which went by the moon and the sun (Tenpō calendar)."""

import datetime as dt
from collections.abc import Iterator

FIRST_YEAR, LAST_YEAR = 1848, 1872
"""Western years with which most of a year of that calendar fell together; from 1 January 1873 the calendar is the Gregorian."""

_YEARS = {
    1848: ("1848-02-05", "SLSSLSLSLLLS", 0),
    1849: ("1849-01-24", "LSLSSLSLSLLSL", 4),
    1850: ("1850-02-12", "LSLSSLSLSLSL", 0),
    1851: ("1851-02-01", "LLSLSSLSLSLS", 0),
    1852: ("1852-01-21", "LLSLLSSLSLSLS", 2),
    1853: ("1853-02-08", "LSLLSLSLSLSL", 0),
    1854: ("1854-01-29", "SLSLSLLSLSLSL", 7),
    1855: ("1855-02-17", "SLSSLLSLLSLS", 0),
    1856: ("1856-02-06", "LSSLSLSLLLSL", 0),
    1857: ("1857-01-26", "SLSSLSLSLLSLL", 5),
    1858: ("1858-02-14", "SLSSLSSLLSLL", 0),
    1859: ("1859-02-03", "LSLSSLSSLSLL", 0),
    1860: ("1860-01-23", "LSLLSSLSSLSLL", 3),
    1861: ("1861-02-10", "SLLSLSLSLSSL", 0),
    1862: ("1862-01-30", "LSLLSLSLSLSLS", 8),
    1863: ("1863-02-18", "SLLSLSLLSLSL", 0),
    1864: ("1864-02-08", "SSLSLSLLLSLS", 0),
    1865: ("1865-01-27", "LSSLSLSLLSLLS", 5),
    1866: ("1866-02-15", "LSLSSSLLSLLL", 0),
    1867: ("1867-02-05", "SLSLSSSLSLLL", 0),
    1868: ("1868-01-25", "SLLSSLSSLSLLS", 4),
    1869: ("1869-02-11", "LLLSSLSSLSLL", 0),
    1870: ("1870-02-01", "SLLSLSLSLSSLS", 10),
    1871: ("1871-02-19", "LLSLLSLSLSSL", 0),
    1872: ("1872-02-09", "SLSLLSLLSLSx", 0),
}
"""The first day of each year (Gregorian), its months as L (30 days), S (29) and x (2: the third was 1 January 1873), and the
month after which a leap month of the same number follows. After Uchida Masao, Nihon rekijitsu genten (1975), as the `sanmiao`
package 0.2.12 (MIT) has it; each month begins on the day of the new moon in Kyoto by a modern ephemeris, but for two in which
the new moon came within two minutes of midnight (tests/unit/model/test_calendars.py has days known from elsewhere)."""
_DAYS = {"L": 30, "S": 29, "x": 2}


def _months(year: int) -> Iterator[tuple[int, bool, dt.date, int]]:
    """Give number, whether it is a leap month, first day and length in days of each month of a year."""
    first, lengths, leap = _YEARS[year]
    day = dt.date.fromisoformat(first)
    for i, letter in enumerate(lengths, 1):
        after = bool(leap) and i > leap
        yield i - after, after and i == leap + 1, day, _DAYS[letter]
        day += dt.timedelta(days=_DAYS[letter])


def days(year: int, month: int = 0, day: int = 0, *, leap: bool = False) -> tuple[str, str]:
    """Give first and last day (Gregorian, ISO 8601) of a year, a month or a day of that calendar.

    Raises ValueError, whose message says what is not there; `year` is the western one, from `FIRST_YEAR` to `LAST_YEAR`.
    """
    months = list(_months(year))
    if not month:
        return months[0][2].isoformat(), (months[-1][2] + dt.timedelta(days=months[-1][3] - 1)).isoformat()
    found = next(((start, length) for n, is_leap, start, length in months if (n, is_leap) == (month, leap)), None)
    if found is None:
        has = next((n for n, is_leap, _, _ in months if is_leap), 0)
        none = f"that year's leap month followed the month {has}" if has else "that year had no leap month"
        raise ValueError(none if leap else "it had twelve months, and one more in some years")
    start, length = found
    if not day:
        return start.isoformat(), (start + dt.timedelta(days=length - 1)).isoformat()
    if not 1 <= day <= length:
        raise ValueError(f"that month had {length} days")
    one = (start + dt.timedelta(days=day - 1)).isoformat()
    return one, one
