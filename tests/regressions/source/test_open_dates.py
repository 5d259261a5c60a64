"""Intervals that are open at one end, and seasons, were not read, or not as meant."""

from zoneinfo import ZoneInfo

import pytest

from communique.model.dates import FIRST_DAY, LAST_DAY, Edtf
from communique.source.dates import edtf
from communique.source.frontmatter import Value
from communique.source.kinds import Reader


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "uncertain", "approximate"),
    [
        ("1956/..", "1956-01-01", LAST_DAY, False, False),
        ("1956-10~/..", "1956-10-01", LAST_DAY, False, True),
        ("195X/..", "1950-01-01", LAST_DAY, False, False),
        ("../1956", FIRST_DAY, "1956-12-31", False, False),
        ("../1956-10-19?", FIRST_DAY, "1956-10-19", True, False),
        ("2019-21", "2019-03-01", "2019-05-31", False, False),
        ("2019-21/2019-23", "2019-03-01", "2019-11-30", False, False),
        ("1984?/2004-06~", "1984-01-01", "2004-06-30", True, True),
        ("1984%", "1984-01-01", "1984-12-31", True, True),
    ],
)
def test_first_and_last_day(text: str, earliest: str, latest: str, *, uncertain: bool, approximate: bool) -> None:
    reader = Reader("a.md", ZoneInfo("UTC"))
    assert edtf(reader, "born", Value(text, 1, 1)) == Edtf(text, earliest, latest, uncertain, approximate)
    assert reader.issues == []


@pytest.mark.parametrize(
    "text", ["../..", "..", "/..", "../", "1956/../1957", "../1956/..", "1956/...", "soon/..", "1956/1957/..", "../1956/1957"]
)
def test_what_says_nothing_is_no_date(text: str) -> None:
    reader = Reader("a.md", ZoneInfo("UTC"))
    assert edtf(reader, "born", Value(text, 1, 1)) is None
    assert [i.code for i in reader.issues] == ["not-a-date"]
