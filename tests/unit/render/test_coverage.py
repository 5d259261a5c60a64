"""What machines are told of an event's date."""

import json
import xml.etree.ElementTree as ET

import pytest

from tests.conftest import Site
from tests.golden.conftest import ld

ATOM = "{http://www.w3.org/2005/Atom}"
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


def test_the_date_of_an_old_calendar_stands_beside(site: Site) -> None:
    old = "[{text: 26 January 1855, calendar: julian}, {text: Ansei 1-12-21, calendar: japanese}]"
    site.article("1855/02/shimoda", event_date="1855-02-07", original_date=old)
    assert not site.build().failed
    page = site.read("1855/02/shimoda/index.html")
    told = ["1855-02-07", "26 January 1855 (Julian calendar)", "Ansei 1-12-21 (Japanese calendar)"]
    assert ld(page)["temporalCoverage"] == told
    assert "26 January 1855</span> in the Julian calendar" in page
    assert "Ansei 1-12-21</span> in the Japanese calendar" in page


def test_feeds_tell_when_it_happened(site: Site) -> None:
    site.article("1956/10/declaration", event_date="1956-10~/..")
    site.article("2019/01/report")
    assert not site.build().failed
    entries = list(ET.fromstring(site.read("feed.xml")).iter(f"{ATOM}entry"))
    assert [e.findtext("{http://purl.org/dc/terms/}temporal") for e in entries] == [None, "1956-10~/.."]
    items = json.loads(site.read("feed.json"))["items"]
    assert [i.get("_event") for i in items] == [None, {"edtf": "1956-10~/..", "earliest": "1956-10-01"}]
