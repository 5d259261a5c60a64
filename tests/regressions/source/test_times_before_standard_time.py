"""Clocks that went by the sun gave offsets such as +02:30:17, which RFC 3339 and schema.org do not know."""

from zoneinfo import ZoneInfo

import pytest

from communique.source.dates import moment
from communique.source.frontmatter import Value
from communique.source.kinds import Reader


@pytest.mark.parametrize(
    ("zone", "written", "text"),
    [
        ("Europe/Moscow", "1855-02-07 12:00", "1855-02-07T12:00:00+02:30"),
        ("Europe/Moscow", "1917-07-02 12:00", "1917-07-02T12:00:00+03:31"),
        ("Africa/Monrovia", "1900-01-01 12:00", "1900-01-01T12:00:00-00:43"),
        ("Europe/Brussels", "1850-01-01 12:00", "1850-01-01T12:00:00+00:18"),
        ("Europe/Moscow", "2019-01-22 12:00", "2019-01-22T12:00:00+03:00"),
        ("UTC", "1855-02-07 12:00", "1855-02-07T12:00:00+00:00"),
        ("Europe/Moscow", "1855-02-07", "1855-02-07"),
    ],
)
def test_offsets_are_whole_minutes(zone: str, written: str, text: str) -> None:
    reader = Reader("a.md", ZoneInfo(zone))
    got = moment(reader, "date", Value(written, 1, 1))
    assert reader.issues == []
    assert got is not None
    assert got[0] == text


def test_a_day_begins_when_its_midnight_is() -> None:
    reader = Reader("a.md", ZoneInfo("Europe/Moscow"))
    day, midnight = (moment(reader, "date", Value(text, 1, 1)) for text in ("1855-02-07", "1855-02-07 00:00"))
    assert day is not None and midnight is not None
    assert day[1] == midnight[1]
