"""Dates of other calendars in ours: the Julian one by the number of the day, the Japanese one by eras.

A date is read as English writes it (`26 January 1855`, `26–27 January 1904`, `19 October Shōwa 31`, `12th month, 21st day,
Ansei 1`), in figures (`1855-01-26`, `Ansei 1-12-21`, and `Ansei 1-leap 7-3` in a leap month), or in Japanese.
"""

import calendar
import datetime as dt
import re
import unicodedata
from typing import NamedTuple

from communique.model import lunisolar
from communique.model.dates import Calendar

Days = tuple[str, str]
"""First and last day, Gregorian, `YYYY-MM-DD`."""


class UnreadError(ValueError):
    """A text is not in a form that is read here."""


class UnknownEraError(ValueError):
    """A date names an era whose years are not known here; the message is its name."""


class NoSuchDateError(ValueError):
    """A date that there never was in its calendar; the message says why, as a sentence without its stop."""


def days(kind: Calendar, text: str) -> Days:
    """Give first and last day that a date of another calendar stands for, in ours.

    Raises UnreadError, UnknownEraError or NoSuchDateError.
    """
    return _julian(text) if kind == "julian" else _japanese(text)


_MONTHS = tuple(calendar.month_name[n].lower() for n in range(1, 13))
_NAMES = {name[:n]: i for i, name in enumerate(_MONTHS, 1) for n in range(3, len(name) + 1)}
"""Months by their names, and by what they are cut short to, of three letters at least."""
_DASH = r"\s*[-–—/]\s*"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"


def _month(name: str) -> int:
    found = _NAMES.get(name.lower().rstrip("."))
    if not found:
        raise UnreadError(name)
    return found


# Julian


def _length(year: int, month: int) -> int:
    """Give the days of a month in the Julian calendar, in which each fourth year is a leap year."""
    return 29 if month == 2 and year % 4 == 0 else calendar.monthrange(2001, month)[1]


def julian_day(year: int, month: int, day: int) -> str:
    """Give the Gregorian day of a Julian one, by the number of the day (Meeus, Astronomical Algorithms, chapter 7).

    Raises NoSuchDateError.
    """
    if year < 1:
        raise NoSuchDateError("there is no year 0")
    if not 1 <= month <= 12:
        raise NoSuchDateError(f"there is no month {month}")
    if not 1 <= day <= _length(year, month):
        name = _MONTHS[month - 1].capitalize()
        raise NoSuchDateError(f"{name} {year} had {_length(year, month)} days in the Julian calendar")
    y, m = (year, month) if month > 2 else (year - 1, month + 12)
    number = (1461 * (y + 4716)) // 4 + (306001 * (m + 1)) // 10000 + day - 1524
    try:
        return dt.date.fromordinal(number - 1_721_425).isoformat()  # by which day 1 is 1 January of the year 1
    except ValueError:
        raise NoSuchDateError("it lies outside the years 1 to 9999") from None


def _julian(text: str) -> Days:
    plain = re.sub(r"[\s,(]*\b(?:o\.?\s?s\.?|old style)\)?$", "", " ".join(text.split()), flags=re.IGNORECASE)
    if m := re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", plain, re.ASCII):
        year, month, day = int(m[1]), int(m[2] or 0), int(m[3] or 0)
        return _julian_days((year, month, day), (year, month, day))
    if m := re.fullmatch(rf"(?:{_DAY}(?:{_DASH}{_DAY})?(?: of)?\s+)?([A-Za-z]{{3,9}}\.?),?\s+(\d{{3,4}})", plain, re.ASCII):
        year, month = int(m[4]), _month(m[3])
        return _julian_days((year, month, int(m[1] or 0)), (year, month, int(m[2] or m[1] or 0)))
    if m := re.fullmatch(rf"([A-Za-z]{{3,9}}\.?)\s+{_DAY}(?:{_DASH}{_DAY})?,?\s+(\d{{3,4}})", plain, re.ASCII):
        year, month = int(m[4]), _month(m[1])
        return _julian_days((year, month, int(m[2])), (year, month, int(m[3] or m[2])))
    whole = rf"{_DAY}\s+([A-Za-z]{{3,9}}\.?)(?:,?\s+(\d{{3,4}}))?\s*[-–—]\s*{_DAY}\s+([A-Za-z]{{3,9}}\.?),?\s+(\d{{3,4}})"
    if m := re.fullmatch(whole, plain, re.ASCII):
        return _julian_days((int(m[3] or m[6]), _month(m[2]), int(m[1])), (int(m[6]), _month(m[5]), int(m[4])))
    raise UnreadError(text)


def _julian_days(first: tuple[int, int, int], last: tuple[int, int, int]) -> Days:
    """Give first and last day; a month or a day that is 0 is not given."""
    year, month, day = last
    start = julian_day(first[0], first[1] or 1, first[2] or 1)
    month = month or 12
    end = julian_day(year, month, day or (_length(year, month) if month < 13 else 31))
    if end < start:
        raise NoSuchDateError("it ends before it begins")
    return start, end


# Japanese

ERAS = {
    "Kaei": ("嘉永", "1848-04-01"),
    "Ansei": ("安政", "1855-01-15"),
    "Man'en": ("万延", "1860-04-08"),
    "Bunkyū": ("文久", "1861-03-29"),
    "Genji": ("元治", "1864-03-27"),
    "Keiō": ("慶応", "1865-05-01"),
    "Meiji": ("明治", "1868-10-23"),
    "Taishō": ("大正", "1912-07-30"),
    "Shōwa": ("昭和", "1926-12-25"),
    "Heisei": ("平成", "1989-01-08"),
    "Reiwa": ("令和", "2019-05-01"),
}
"""Each era in kanji, and its first day (Gregorian). Before Meiji, many documents count an era from the first day of the
calendar year in which it began, so that a date of that year is taken under either name."""
_FIRST_YEARS = {name: int(first[:4]) for name, (_, first) in ERAS.items()} | {"Ansei": 1854}
"""Western years with which each era's first year mostly fell together: Ansei 1 ran from 29 January 1854 to 16 February 1855."""
_ROW = list(ERAS)
_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = {word: f"{n}th" for n, word in enumerate(_WORDS.split(), 1)}


def _folded(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub(r"['’ʼ`-]", "", plain.casefold())


_BY_NAME = {_folded(name): name for name in ERAS} | {kanji: name for name, (kanji, _) in ERAS.items()}
_BY_NAME |= {"慶應": "Keiō", "萬延": "Man'en"}
_KANJI = dict(zip("〇一二三四五六七八九", range(10), strict=True)) | {"元": 1}


class _Date(NamedTuple):
    """A date as it is written in the Japanese calendar; a month or a day that is 0 is not given."""

    era: str
    year: int
    month: int = 0
    day: int = 0
    leap: bool = False
    """Whether its month is a leap month."""


def _japanese(text: str) -> Days:
    plain = unicodedata.normalize("NFKC", " ".join(text.split()))
    got = _in_kanji(plain) or _in_figures(plain) or _in_english(plain)
    if got is None:
        raise UnreadError(text)
    return _of_era(got)


def _number(written: str) -> int:
    """Read a number of two digits at most, in figures or in kanji."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.partition("十")
    if not ten:
        return int("".join(str(_KANJI[c]) for c in written))
    return (_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0)


def _in_kanji(plain: str) -> _Date | None:
    n = r"([0-9]{1,2}|[元〇一二三四五六七八九十]{1,3})"
    m = re.fullmatch(rf"(\w\w) ?{n} ?年(?: ?(閏)? ?{n} ?月(?: ?{n} ?日)?)?", plain)
    if not m:
        return None
    try:
        return _Date(m[1], _number(m[2]), _number(m[4] or "0"), _number(m[5] or "0"), bool(m[3]))
    except KeyError:
        return None


_ERA = r"([^\W\d_]+(?:['’ʼ`-][^\W\d_]+)?)"


def _in_figures(plain: str) -> _Date | None:
    m = re.fullmatch(rf"{_ERA} (\d{{1,2}})(?:-(leap )?(\d{{1,2}})(?:-(\d{{1,2}}))?)?", plain)
    return _Date(m[1], int(m[2]), int(m[4] or 0), int(m[5] or 0), bool(m[3])) if m else None


def _in_english(plain: str) -> _Date | None:
    """Read `19 October Shōwa 31`, `12th month, 21st day, Ansei 1`, `the twelfth month of the first year of Ansei`."""
    words = re.sub(r"[^\W\d_]+", lambda m: _ORDINALS.get(m[0].lower(), m[0]), plain)
    if m := re.fullmatch(rf"(?:{_DAY} )?([A-Za-z]{{3,9}}\.?),? {_ERA} (\d{{1,2}})", words):
        return _Date(m[3], int(m[4]), _month(m[2]), int(m[1] or 0))
    if m := re.fullmatch(rf"([A-Za-z]{{3,9}}\.?) {_DAY},? {_ERA} (\d{{1,2}})", words):
        return _Date(m[3], int(m[4]), _month(m[1]), int(m[2]))
    day, month = r"(\d{1,2})(?:st|nd|rd|th) day", r"((?:leap|intercalary) )?(\d{1,2})(?:st|nd|rd|th) month"
    year = rf"(?:{_ERA} (\d{{1,2}})|(\d{{1,2}})(?:st|nd|rd|th) year of(?: the)? {_ERA}(?: era)?)"
    link = r"(?:,| of|, of)?(?: the)? "
    if m := re.fullmatch(rf"(?:the )?{year}(?:{link}{month}(?:{link}{day})?)?", words):
        return _Date(m[1] or m[4], int(m[2] or m[3]), int(m[6] or 0), int(m[7] or 0), bool(m[5]))
    if m := re.fullmatch(rf"(?:the )?{month}{link}(?:{day}{link})?{year}", words):
        return _Date(m[4] or m[7], int(m[5] or m[6]), int(m[2]), int(m[3] or 0), bool(m[1]))
    if m := re.fullmatch(rf"(?:the )?{day}{link}{month}{link}{year}", words):
        return _Date(m[4] or m[7], int(m[5] or m[6]), int(m[3]), int(m[1]), bool(m[2]))
    return None


def _of_era(d: _Date) -> Days:
    name = _BY_NAME.get(_folded(d.era))
    if name is None:
        raise UnknownEraError(d.era)
    first = _FIRST_YEARS[name]
    following = next(iter(_ROW[_ROW.index(name) + 1 :]), "")
    many = _FIRST_YEARS[following] - first + 1 if following else 9999 - first
    if not 1 <= d.year <= many:
        raise NoSuchDateError(f"{name} had {many} years" if following else "there is no such year")
    year = first + d.year - 1
    if year <= lunisolar.LAST_YEAR:
        try:
            return lunisolar.days(year, d.month, d.day, leap=d.leap)
        except ValueError as e:
            raise NoSuchDateError(str(e)) from None
    if d.leap:
        raise NoSuchDateError("from 1873 on there are no leap months")
    return _gregorian(name, following, (year, d.month, d.day))


def _gregorian(name: str, following: str, date: tuple[int, int, int]) -> Days:
    """Give the days of a date from 1873 on, when only the year is of an era; so many of them as lie in the era."""
    year, month, day = date
    if month > 12:
        raise NoSuchDateError(f"there is no month {month}")
    length = calendar.monthrange(year, month or 12)[1]
    if day > length:
        raise NoSuchDateError(f"there is no day {day} in that month")
    first = f"{year:04d}-{month or 1:02d}-{day or 1:02d}"
    last = f"{year:04d}-{month or 12:02d}-{day or length:02d}"
    begins, until = ERAS[name][1], ERAS[following][1] if following else "9999-12-31"
    if last < begins:
        raise NoSuchDateError(f"{name} began on {in_words((begins, begins))}")
    if first >= until:
        raise NoSuchDateError(f"{following} began on {in_words((until, until))}")
    before = (dt.date.fromisoformat(until) - dt.timedelta(days=1)).isoformat()
    return max(first, begins), min(last, before)


def in_words(span: Days) -> str:
    """Write days in English, for messages: `7 February 1855`, or `18 January 1855 to 16 February 1855`."""
    first, last = (f"{int(d[8:])} {_MONTHS[int(d[5:7]) - 1].capitalize()} {int(d[:4])}" for d in span)
    return first if first == last else f"{first} to {last}"
