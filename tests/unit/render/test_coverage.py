"""What machines are told of an event's date."""

import pytest

from tests.conftest import Site
from tests.golden.conftest import ld

COVERAGE = {
    "1956-10-19": "1956-10-19",
    "1956-10~/..": "1956-10/..",
    "1943-11-27~": "1943-11-27",
    "1991-04-16/1991-04-19": "1991-04-16/1991-04-19",
    "195X": "1950-01-01/1959-12-31",
    "195X/..": "1950-01-01/..",
    "2019-21": "2019-03-01/2019-05-31",
}


@pytest.mark.parametrize("text", COVERAGE)
def test_the_coverage_in_time_is_iso_8601(site: Site, text: str) -> None:
    site.article("2019/11/talks", event_date=text)
    assert not site.build().failed
    assert ld(site.read("2019/11/talks/index.html"))["temporalCoverage"] == COVERAGE[text]
