"""Time drawn to scale: where days lie on an axis of whole years."""

import pytest

from communique.model.dates import FIRST_DAY, LAST_DAY
from communique.plan.scale import at, axis, bar


def test_an_axis_runs_over_whole_years_whatever_the_day() -> None:
    assert axis(["1956-10-19", "2026-03-01"]) == axis(["1956-12-31", "2026-11-24", FIRST_DAY, LAST_DAY, ""])
    line = axis(["1956-10-19", "2026-03-01"])
    assert line and (line.first, line.last) == (1956, 2026)
    assert [year for year, _ in line.ticks] == [1980, 2000]
    assert [place for _, place in line.ticks] == [at(line, f"{year}-01-01") for year in (1980, 2000)]


def test_there_is_no_axis_without_a_date() -> None:
    assert axis([]) is None
    assert axis([FIRST_DAY, LAST_DAY, ""]) is None


@pytest.mark.parametrize(("first", "last"), [(1, 2026), (1956, 1956), (1956, 1957), (1200, 2026), (1990, 2026), (9990, 9999)])
def test_round_years_are_few_and_leave_the_ends_free(first: int, last: int) -> None:
    line = axis([f"{first:04d}-06-01", f"{last:04d}-06-01"])
    assert line and len(line.ticks) <= 6
    assert all(13 < place < 87 for _, place in line.ticks)
    assert at(line, f"{first:04d}-01-01") == 0
    assert 99 < at(line, f"{last:04d}-12-31") <= 100


def test_what_began_nobody_knows_when_has_room_before_the_first_date() -> None:
    line = axis(["1875-05-07", "1975-01-01"], earlier=True)
    assert line and line.first == 1870
    begun = bar(line, FIRST_DAY, "1875-05-07")
    assert begun.start == 0 and begun.width == at(line, "1875-05-07") and not begun.goes_on


def test_what_is_short_can_still_be_seen_and_stays_on_the_axis() -> None:
    line = axis(["1900-01-01", "1999-12-31"])
    assert line
    for day in ("1900-01-01", "1950-06-01", "1999-12-31"):
        drawn = bar(line, day, day)
        assert drawn.width == 0.4 and 0 <= drawn.start <= 99.6
    assert bar(line, "1950-01-01", LAST_DAY).goes_on
