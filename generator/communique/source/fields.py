"""Kinds of values in a header: each turns what was written into what the model wants, and says so where it cannot."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from communique.model.article import Mention
from communique.model.dates import Edtf, bounds
from communique.model.issue import Issue, Severity, did_you_mean
from communique.source.frontmatter import Entry, Value


T = TypeVar("T")


class Reader:
    """Collects the faults of one file while its fields are read."""

    def __init__(self, path: str, zone: ZoneInfo) -> None:
        self.path = path
        self.zone = zone
        self.issues: list[Issue] = []

    def fault(self, at: Value | Entry, message: str, hint: str, code: str, severity: Severity = "error") -> None:
        """Add an issue at the place of a value or a field's name."""
        self.issues.append(Issue(self.path, at.line, at.column, message, hint, severity, code))


class Field(msgspec.Struct, frozen=True):
    """One field that a header may have."""

    read: Callable[[Reader, str, Value], Any]
    """Gives the model's value, or None after it has reported a fault."""
    what: str
    """What may stand there, for people."""
    doc: str
    required: bool = False


def _wrong(reader: Reader, name: str, value: Value, wanted: str, hint: str = "") -> None:
    reader.fault(value, f"{name}: {wanted} is wanted here, but this is {value.kind}.", hint, "wrong-type")


def text(reader: Reader, name: str, value: Value) -> str | None:
    """Read a text, blanks at its ends removed."""
    if not isinstance(value.data, str):
        _wrong(reader, name, value, "text")
        return None
    return value.data.strip()


def choice(*words: str) -> Callable[[Reader, str, Value], str | None]:
    """Read one of a few words."""

    def read(reader: Reader, name: str, value: Value) -> str | None:
        got = text(reader, name, value)
        if got is None or got in words:
            return got
        hint = did_you_mean(got, words) or f"It is one of: {', '.join(words)}."
        reader.fault(value, f"{name}: '{got[:80]}' is not known here.", hint, "unknown-word")
        return None

    return read


def integer(reader: Reader, name: str, value: Value) -> int | None:
    """Read a whole number."""
    if isinstance(value.data, str) and re.fullmatch(r"-?\d{1,9}", value.data):
        return int(value.data)
    reader.fault(value, f"{name}: a whole number is wanted here.", "", "wrong-type")
    return None


def number_pair(reader: Reader, name: str, value: Value) -> tuple[float, float] | None:
    """Read a latitude and a longitude in degrees."""
    if isinstance(value.data, list) and len(value.data) == 2:
        try:
            lat, lon = (float(str(v.data)) for v in value.data)
        except ValueError:
            pass
        else:
            if -90 <= lat <= 90 and -180 <= lon <= 180:
                return lat, lon
    reader.fault(
        value,
        f"{name}: latitude and longitude in degrees are wanted here.",
        "Write them as [45.03, 147.87].",
        "wrong-type",
    )
    return None


_SLUG = re.compile(r"[^\W_]+(?:[-_.][^\W_]+)*")


def slug(reader: Reader, name: str, value: Value) -> str | None:
    """Read one segment of an address."""
    got = text(reader, name, value)
    if got is None:
        return None
    if not _SLUG.fullmatch(got) or got != got.lower() or len(got.encode()) > 200:
        reader.fault(
            value,
            f"{name}: '{got[:80]}' cannot be part of an address.",
            "Use lower-case letters, digits and hyphens, such as 'joint-declaration'.",
            "bad-slug",
        )
        return None
    return got


def alias(reader: Reader, name: str, value: Value) -> str | None:
    """Read an address inside the site that shall lead to this page."""
    got = text(reader, name, value)
    if got is None:
        return None
    parts = got.strip("/").split("/")
    if not got.startswith("/") or any(p in {"", ".", ".."} for p in parts) or re.search(r"[\\?#\x00-\x1f]", got):
        reader.fault(
            value,
            f"{name}: '{got[:80]}' is not an address inside the site.",
            "Begin it with a slash: '/old/address/'.",
            "bad-alias",
        )
        return None
    return got if got.endswith("/") or "." in parts[-1] else got + "/"


def day_or_part(reader: Reader, name: str, value: Value) -> str | None:
    """Read a day, a month or a year."""
    got = text(reader, name, value)
    if got is None or bounds(got):
        return got
    _no_date(reader, name, value, got)
    return None


def _no_date(reader: Reader, name: str, value: Value, got: str) -> None:
    hint = "Write it as 1956-10-19 (year, month, day)."
    m = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})$", got)
    if m and 1 <= int(m[2]) <= 12 and len(m[2]) == len(m[3]) == 2:
        hint = f"There is no day {int(m[3])} in that month."
    elif m and len(m[2]) == len(m[3]) == 2:
        hint = f"There is no month {int(m[2])}."
    reader.fault(value, f"{name}: '{got[:60]}' is not a date.", hint, "not-a-date")


def edtf(reader: Reader, name: str, value: Value) -> Edtf | None:
    """Read a date in the Extended Date/Time Format."""
    got = text(reader, name, value)
    if got is None:
        return None
    if plain := bounds(got):
        return Edtf(got, *plain)
    from edtf import EDTFParseException, parse_edtf  # 40 ms to import, and most archives' dates are plain days

    try:
        parsed = parse_edtf(got)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        earliest = dt.date(lower.tm_year, lower.tm_mon, lower.tm_mday).isoformat()
        latest = dt.date(upper.tm_year, upper.tm_mon, upper.tm_mday).isoformat()
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError):
        reader.fault(
            value,
            f"{name}: '{got[:60]}' is not a date.",
            "Write 1956-10-19, 1956-10, 1991-04-16/1991-04-19, 1998-11-12? (uncertain) or 1855~ (about).",
            "not-a-date",
        )
        return None
    uncertain, about = bool(re.search(r"[?%]", got)), bool(re.search(r"[~%]", got))
    return Edtf(got, earliest, latest, uncertain, about)


_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?[ ]?([Zz]|[+-]\d{2}:?\d{2})?$",
)


def moment(reader: Reader, name: str, value: Value) -> tuple[str, int] | None:
    """Read a day or a moment: its ISO 8601 text, and its seconds since 1970 UTC (a day begins at midnight on site)."""
    got = text(reader, name, value)
    if got is None:
        return None
    try:
        if len(got) == 10 and bounds(got):
            when = dt.datetime.fromisoformat(got).replace(tzinfo=reader.zone)
            return got, _seconds(when)
        if m := _MOMENT.match(got):
            clock = m[2] if len(m[2].split(":")[0]) == 2 else "0" + m[2]
            when = dt.datetime.fromisoformat(f"{m[1]}T{clock}{(m[3] or '').upper().replace('Z', '+00:00')}")
            if when.tzinfo is None:
                when = when.replace(tzinfo=reader.zone)
            return when.isoformat(), _seconds(when)
    except (ValueError, OverflowError):
        pass
    _no_date(reader, name, value, got)
    return None


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _seconds(when: dt.datetime) -> int:
    return int((when - _EPOCH).total_seconds())


def url(reader: Reader, name: str, value: Value) -> str | None:
    """Read a web address."""
    got = text(reader, name, value)
    if got and not re.match(r"https?://[^\s/]+", got):
        reader.fault(
            value,
            f"{name}: '{got[:80]}' is not a web address.",
            "It begins with https:// or http://.",
            "bad-url",
        )
        return None
    return got


def listed(each: Callable[[Reader, str, Value], T | None]) -> Callable[[Reader, str, Value], tuple[T, ...]]:
    """Read a list; a single value counts as a list of one."""

    def read(reader: Reader, name: str, value: Value) -> tuple[T, ...]:
        if value.data is None:
            return ()
        items = value.data if isinstance(value.data, list) else [value]
        return tuple(got for v in items if (got := each(reader, name, v)) is not None)

    return read


def mapping(
    build: Callable[..., T], fields: dict[str, Field], *, short: str = ""
) -> Callable[[Reader, str, Value], T | None]:
    """Read a set of fields into a record; where `short` is given, a bare text stands for that field alone."""

    def read(reader: Reader, name: str, value: Value) -> T | None:
        if isinstance(value.data, str) and short:
            got = fields[short].read(reader, name, value)
            return None if got is None else build(**{short: got})
        if not isinstance(value.data, dict):
            _wrong(reader, name, value, "a set of fields", f"Its fields are: {', '.join(fields)}.")
            return None
        before = len(reader.issues)
        got = read_fields(reader, value.data, fields, value, prefix=f"{name}.")
        return build(**got) if len(reader.issues) == before else None

    return read


def read_fields(
    reader: Reader, given: dict[str, Entry], fields: dict[str, Field], whole: Value | Entry, *, prefix: str = ""
) -> dict[str, Any]:
    """Read the fields of a header or of a set inside it; unknown and missing ones are faults."""
    got: dict[str, Any] = {}
    for key, entry in given.items():
        field = fields.get(key)
        if field is None:
            hint = did_you_mean(key, fields) or f"Known here: {', '.join(fields)}."
            reader.fault(entry, f"there is no field called '{prefix}{key[:60]}'.", hint, "unknown-field")
        elif entry.value.data is not None:
            value = field.read(reader, prefix + key, entry.value)
            if value is not None:
                got[key] = value
        elif field.required:
            reader.fault(entry, f"{prefix}{key}: is empty.", "It must be given.", "missing-field")
    for key, field in fields.items():
        if field.required and key not in given:
            reader.fault(whole, f"{prefix}{key}: is missing.", field.doc, "missing-field")
    return got


def mention(reader: Reader, name: str, value: Value) -> Mention | None:
    """Read the name of a country, a person, a place …"""
    got = text(reader, name, value)
    if not got:
        if got == "":
            reader.fault(value, f"{name}: is empty.", "", "empty-name")
        return None
    return Mention(" ".join(got.split()), "", value.line, value.column)


def mentions(
    singular: str = "", role_field: str = "", roles: tuple[str, ...] = ()
) -> Callable[[Reader, str, Value], tuple[Mention, ...]]:
    """Read names: a list, or one text with commas between; with roles, an item may be `{country: Japan, role: host}`."""
    item = (
        mapping(
            dict,
            {
                singular: Field(mention, "name", f"Name the {singular}.", required=True),
                role_field: Field(choice(*roles), "word", "What it is to the story."),
            },
        )
        if roles
        else None
    )

    def one(reader: Reader, name: str, value: Value) -> Mention | None:
        if isinstance(value.data, dict) and item:
            got = item(reader, name, value)
            if got is None:
                return None
            m: Mention = got[singular]
            return Mention(m.name, got.get(role_field, ""), m.line, m.column)
        return mention(reader, name, value)

    many = listed(one)

    def read(reader: Reader, name: str, value: Value) -> tuple[Mention, ...]:
        if not isinstance(value.data, str):
            return many(reader, name, value)
        found = []
        at = 0
        for part in value.data.split(","):
            if clean := " ".join(part.split()):
                shift = at + len(part) - len(part.lstrip()) if value.plain else 0
                found.append(Mention(clean, "", value.line, value.column + shift))
            at += len(part) + 1
        return tuple(found)

    return read
