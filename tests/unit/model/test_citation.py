"""What the addresses of archived copies tell."""

import pytest

from communique.model.citation import same_address, snapshot, version_date
from communique.model.document import Source


@pytest.mark.parametrize(
    ("archived", "day", "of"),
    [
        ("https://web.archive.org/web/20190128114501/https://tass.com/politics/1", "2019-01-28", "https://tass.com/politics/1"),
        ("http://web.archive.org/web/20190128114501id_/http:/tass.com/1", "2019-01-28", "http:/tass.com/1"),
        ("https://archive.ph/2019.01.28-114501/https://tass.com/1", "2019-01-28", "https://tass.com/1"),
        ("https://archive.today/20190128114501/http://tass.com/1", "2019-01-28", "http://tass.com/1"),
        ("https://www.webarchive.org.uk/wayback/archive/20190128114501/http://a.uk/", "2019-01-28", "http://a.uk/"),
        ("https://web.archive.org/web/20190128114501/tass.com/1", "2019-01-28", "tass.com/1"),
        ("https://web.archive.org/web/20190231114501/https://tass.com/1", "", "https://tass.com/1"),
        ("https://web.archive.org/web/2019/https://tass.com/1", "", ""),
        ("https://perma.cc/AB12-CD34", "", ""),
        ("https://archive.ph/AbCdE", "", ""),
        ("https://tass.com/20190128114501/politics", "", ""),
    ],
)
def test_the_address_of_a_copy_tells_when_and_of_what_it_was_taken(archived: str, day: str, of: str) -> None:
    assert snapshot(archived) == (day, of)


@pytest.mark.parametrize(
    ("archived", "accessed", "day"),
    [
        ("https://web.archive.org/web/20190128114501/https://tass.com/1", "2019-02-03", "2019-01-28"),
        ("https://perma.cc/AB12-CD34", "2019-02-03", "2019-02-03"),
        ("", "2019-02-03", "2019-02-03"),
        ("https://perma.cc/AB12-CD34", "2019-02", ""),
        ("https://perma.cc/AB12-CD34", "", ""),
    ],
)
def test_a_source_is_cited_for_the_day_of_its_copy_else_for_the_day_it_was_seen_and_else_for_none(
    archived: str, accessed: str, day: str
) -> None:
    assert version_date(Source(archived=archived, accessed=accessed)) == day


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://tass.com/1", "http://www.TASS.com:80/1/", True),
        ("https://tass.com/1#second", "tass.com/1", True),
        ("https://tass.com/%D0%BC", "https:/tass.com/м", True),
        ("https://tass.com/", "https://tass.com", True),
        ("https://tass.com/1?a=1", "https://tass.com/1?a=2", False),
        ("https://tass.com/1", "https://tass.ru/1", False),
        ("https://tass.com/a", "https://tass.com/A", False),
        ("https://tass.com:8080/1", "https://tass.com/1", False),
    ],
)
def test_addresses_of_one_page(one: str, other: str, same: bool) -> None:
    assert same_address(one, other) is same
