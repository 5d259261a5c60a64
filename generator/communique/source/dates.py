"""Dates in a header: days and parts of days, moments, and what EDTF can say of an uncertain past."""

import calendar
import contextlib
import datetime as dt
import io
import re
from functools import lru_cache

from communique.model.dates import FIRST_DAY, LAST_DAY, Edtf, bounds, masked, unmarked
from communique.source.fields import text
from communique.source.frontmatter import Value
from communique.source.kinds import Reader, kind, ref

MAX_EDTF = 100
"""Characters in an EDTF date; the library's parser is slow about long ones."""


@kind("date", ref("date"))
def day_or_part(reader: Reader, name: str, value: Value) -> str | None:
    """Read a day, a month or a year."""
    got = text(reader, name, value)
    if got is None or bounds(got):
        return got
    _no_date(reader, name, value, got)
    return None


def _no_date(reader: Reader, name: str, value: Value, got: str, hint: str = "") -> None:
    if m := re.fullmatch(r"\d{4}-(\d\d)", got, re.ASCII):
        hint = f"There is no month {int(m[1])}." if not 1 <= int(m[1]) <= 12 else "There is no year 0."
    if bounds(unmarked(got)):
        hint = f"A day, a month or a year is wanted here, without a mark: {unmarked(got)}."
    elif "/" in got and all(bounds(unmarked(end)) for end in got.split("/") if end not in {"", ".."}):
        hint = "One day, month or year is wanted here, and not an interval."
    hint = hint or no_date_hint(got) or "Write it as 1956-10-19 (year, month, day)."
    reader.fault(value, f"{name}: '{got[:60]}' is not a date.", hint, "not-a-date")


def no_date_hint(got: str) -> str:
    """Say what is wrong with something that looks like `1956-10-19`; nothing where it does not."""
    m = re.match(r"(\d{4})(-?)(\d{1,2})\2(\d{1,2})$", got, re.ASCII)
    if not m or (not m[2] and len(got) != 8):
        return _other_order_hint(got)
    year, month, day = int(m[1]), int(m[3]), int(m[4])
    if year == 0:
        return "There is no year 0."
    if not 1 <= month <= 12:
        return f"There is no month {month}."
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"There is no day {day} in that month."
    return f"Write it as {year:04d}-{month:02d}-{day:02d}."


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = f"(?:{'|'.join(_MONTHS)})[a-z]*"
_OTHER_ORDERS = (
    rf"(?P<d>\d{{1,2}})\.? (?P<m>{_WORDS})\.?,? (?P<y>\d{{4}})",
    rf"(?P<m>{_WORDS})\.? (?P<d>\d{{1,2}}),? (?P<y>\d{{4}})",
    r"(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<y>\d{4})",
    r"(?P<y>\d{4})[./](?P<m>\d{1,2})[./](?P<d>\d{1,2})",
)


def _other_order_hint(got: str) -> str:
    """Give a day that is written in another way, where it can be but one; 3/4/2019 is two."""
    for form in _OTHER_ORDERS:
        m = re.fullmatch(form, got, re.ASCII | re.IGNORECASE)
        if m is None:
            continue
        parts = m.groupdict()
        if "a" in parts:
            a, b = int(parts["a"]), int(parts["b"])
            if a <= 12 and b <= 12 and a != b:
                return f"Write year, month, day: {parts['y']}-{b:02d}-{a:02d} or {parts['y']}-{a:02d}-{b:02d}?"
            day, month = (a, b) if a > 12 or a == b else (b, a)
        else:
            word = parts["m"]
            day = int(parts["d"])
            month = int(word) if word.isdigit() else 1 + _MONTHS.index(word[:3].lower())
        try:
            return f"Write it as {dt.date(int(parts['y']), month, day)} (year, month, day)."
        except ValueError:
            return ""
    return ""


@kind("EDTF date", ref("edtf"))
def edtf(reader: Reader, name: str, value: Value) -> Edtf | None:
    """Read a date in the Extended Date/Time Format."""
    got = text(reader, name, value)
    if got is None:
        return None
    if plain := bounds(got):
        return Edtf(got, *plain)
    if hint := no_date_hint(got):
        reader.fault(value, f"{name}: '{got[:60]}' is not a date.", hint, "not-a-date")
        return None
    if hint := _half_open_hint(got):
        reader.fault(value, f"{name}: '{got[:60]}' has a slash and nothing on one side of it.", hint, "half-interval")
        return None
    try:
        earliest, latest = read_edtf(got)
    except ValueError:
        reader.fault(
            value,
            f"{name}: '{got[:60]}' is not a date.",
            "Write 1956-10-19, 1956-10, 1991-04-16/1991-04-19, 1998-11-12? (uncertain) or 1855~ (about).",
            "not-a-date",
        )
        return None
    if earliest > latest:
        reader.fault(value, f"{name}: '{got[:60]}' ends before it begins.", "Put the earlier date first.", "ends-before-begins")
        return None
    uncertain, about = bool(re.search(r"[?%]", got)), bool(re.search(r"[~%]", got))
    return Edtf(got, earliest, latest, uncertain, about)


@kind("EDTF date", ref("edtf-begun"))
def edtf_with_beginning(reader: Reader, name: str, value: Value) -> Edtf | None:
    """Read a date in that format by whose first day a story can be filed."""
    got = edtf(reader, name, value)
    if got and re.match(r"[\[{]?\.\.", got.text):
        message = f"{name}: '{got.text}' has no beginning, by which the story could be filed."
        hint = "Give the first day, month or year that it may mean, such as 1950/1956."
        reader.fault(value, message, hint, "no-beginning")
        return None
    return got


def _half_open_hint(got: str) -> str:
    """Say how an interval is written whose one end is left empty, which could be open or unknown; nothing for another date."""
    known = got.strip("/")
    if got.count("/") != 1 or known in {"", ".."} or not got.startswith("/") ^ got.endswith("/"):
        return ""
    if got.endswith("/"):
        return f"Write {known}/.. for what goes on, or {known} alone."
    return f"Write ../{known} for what had no known beginning, or {known} alone."


def read_edtf(got: str) -> tuple[str, str]:
    """Give first and last day of an EDTF date (see `model.dates.Edtf`). Raises ValueError for what is none."""
    if len(got) > MAX_EDTF or not got.isascii():
        raise ValueError(got)
    start, slash, end = got.partition("/")
    if slash:
        if "/" in end or start == end == "..":
            raise ValueError(got)
        first = (FIRST_DAY, FIRST_DAY) if start == ".." else _point(start)
        last = (LAST_DAY, LAST_DAY) if end == ".." else _point(end)
        return first[0], last[1]
    if got[:1] + got[-1:] in {"[]", "{}"}:
        return _set(got[1:-1])
    return _point(got)


def _set(members: str) -> tuple[str, str]:
    """Give first and last day of `1956,1957`, `1956..1958`, `..1956` or `1956..`. Raises ValueError for what is none."""
    days = []
    row = [m.strip() for m in members.split(",")]
    for i, member in enumerate(row):
        start, dots, end = member.partition("..")
        open_within = bool(dots) and ((not start and i > 0) or (not end and i < len(row) - 1))
        if open_within or not (start or end):
            raise ValueError(members)
        days.append(_point(start) if start else (FIRST_DAY, FIRST_DAY))
        days.append(_point(end) if end else (LAST_DAY, LAST_DAY) if dots else days[-1])
        if days[-2][0] > days[-1][1]:
            raise ValueError(members)
    return min(d[0] for d in days), max(d[1] for d in days)


def _point(got: str) -> tuple[str, str]:
    """Give first and last day of what is neither an interval nor a set. Raises ValueError for what is none."""
    if days := bounds(got) or masked(got):
        return days
    if m := re.fullmatch(r"(\d{4})S([1-4])", got, re.ASCII):  # so many of its digits are significant, the others a guess
        known = m[1][: int(m[2])]
        return _point(known.ljust(4, "X"))
    if re.fullmatch(r"[?~%]*[\dX]{4}[\dX?~%-]*", got) and "X" in got:
        raise ValueError(got)  # the library reads some of these as other dates
    if m := re.fullmatch(r"(\d{4}-\d\d)[?~%]", got, re.ASCII):
        return _by_library(m[1])  # a season, which it reads without marks alone
    return _by_library(got)


@lru_cache(maxsize=1024)
def _by_library(got: str) -> tuple[str, str]:
    """Give first and last day of any other EDTF date, such as a season. Raises ValueError for what is none."""
    from edtf import EDTFParseException, parse_edtf  # 40 ms to import, and few archives need it

    if not re.match(r"[\dY?~%-]", got) or "/" in got:
        raise ValueError(got)
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints what puzzles it
            parsed = parse_edtf(got)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        earliest = dt.date(lower.tm_year, lower.tm_mon, lower.tm_mday).isoformat()
        latest = dt.date(upper.tm_year, upper.tm_mon, upper.tm_mday).isoformat()
    except (EDTFParseException, AttributeError, TypeError, OverflowError, RecursionError) as e:
        raise ValueError(got) from e
    return earliest, latest


_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?[ ]?([Zz]|[+-]\d{2}:?\d{2})?$",
    re.ASCII,
)


@kind("date or date-time", ref("moment"))
def moment(reader: Reader, name: str, value: Value) -> tuple[str, int] | None:
    """Read a day or a moment: its ISO 8601 text, and its seconds since 1970 UTC (a day begins at midnight on site)."""
    got = text(reader, name, value)
    if got is None:
        return None
    try:
        if len(got) == 10 and bounds(got):
            when = _whole_minutes(dt.datetime.fromisoformat(got).replace(tzinfo=reader.zone))
            return got, _seconds(when)
        if m := _MOMENT.match(got):
            clock = m[2] if len(m[2].split(":")[0]) == 2 else "0" + m[2]
            when = dt.datetime.fromisoformat(f"{m[1]}T{clock}{(m[3] or '').upper().replace('Z', '+00:00')}")
            if when.tzinfo is None:
                when = _whole_minutes(when.replace(tzinfo=reader.zone))
            return when.isoformat(), _seconds(when)
    except OverflowError:
        hint = "In universal time it lies outside the years 1 to 9999."
        reader.fault(value, f"{name}: '{got[:60]}' is not a date.", hint, "not-a-date")
        return None
    except ValueError:
        pass
    if bounds(got[:10]) and len(got) > 10:
        hint = f"Write it as {got[:10]} 14:30, or with its time zone as {got[:10]}T14:30:00+03:00."
        reader.fault(value, f"{name}: '{got[10:60].strip()}' is not a time.", hint, "not-a-time")
    elif bounds(got) and len(got) < 10:
        hint = "The day is wanted too, as in 1956-10-19; what is known less exactly goes into 'event_date'."
        reader.fault(value, f"{name}: '{got}' is not a whole date.", hint, "not-a-whole-date")
    else:
        hint = no_date_hint(got[:10]) if len(got) > 10 else ""
        _no_date(reader, name, value, got, hint)
    return None


def _whole_minutes(when: dt.datetime) -> dt.datetime:
    """Round the offset of a clock that went by the sun, before standard time: RFC 3339 knows no seconds in it."""
    ahead = when.utcoffset() or dt.timedelta()
    return when.replace(tzinfo=dt.timezone(dt.timedelta(minutes=round(ahead.total_seconds() / 60))))


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _seconds(when: dt.datetime) -> int:
    """Give seconds since 1970 UTC. Raises OverflowError where that is not in the years 1 to 9999 in UTC."""
    return int((when.astimezone(dt.UTC) - _EPOCH).total_seconds())
