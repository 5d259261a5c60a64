"""A story of 1855 that was written in 2026 said to machines that it was published in 1855."""

import json
import xml.etree.ElementTree as ET

from tests.conftest import NOW, Site
from tests.golden.conftest import ld

ATOM = "{http://www.w3.org/2005/Atom}"


def test_published_is_when_it_was_put_online(site: Site) -> None:
    site.article("1855/02/shimoda", date="1855-02-07", event_date="1855-02-07", published="2020-03-04", updated="2020-05-06")
    assert not site.build().failed
    page = site.read("1855/02/shimoda/index.html")  # the address stays that of the story's day
    data = ld(page)
    assert (data["datePublished"], data["dateModified"], data["temporalCoverage"]) == ("2020-03-04", "2020-05-06", "1855-02-07")
    for line in (
        '<meta property="article:published_time" content="2020-03-04">',
        '<meta property="article:modified_time" content="2020-05-06">',
        '<meta name="citation_publication_date" content="2020/03/04">',
        '<meta name="DC.date" content="2020-03-04">',
    ):
        assert line in page
    head = page[page.index("<article") : page.index("</header>", page.index("<article"))]
    for said in (
        "event <",
        ">7 February 1855</time>",
        "published <",
        ">4 March 2020</time>",
        "updated <",
        ">6 May 2020</time>",
    ):
        assert said in head, said
    assert page.index("7 February 1855") < page.index("4 March 2020") < page.index("6 May 2020")
    assert "Test archive, 4 March 2020." in page  # how to cite
    [entry] = ET.fromstring(site.read("feed.xml")).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}published") == "2020-03-04T00:00:00Z"
    assert entry.findtext(f"{ATOM}updated") == "2020-05-06T00:00:00Z"
    [item] = json.loads(site.read("feed.json"))["items"]
    assert item["date_published"] == "2020-03-04T00:00:00Z"
    assert "<lastmod>2020-05-06</lastmod>" in site.read("sitemap.xml")
    assert "7 February 1855" in site.read("stories/index.html")


def test_a_change_is_never_before_the_publication(site: Site) -> None:
    site.article("1855/02/shimoda", date="1855-02-07", published="2020-03-04", updated="2020-01-01")
    assert not site.build().failed
    data = ld(site.read("1855/02/shimoda/index.html"))
    assert (data["datePublished"], data["dateModified"]) == ("2020-03-04", "2020-03-04")
    assert "<updated>2020-03-04T00:00:00Z</updated>" in site.read("feed.xml")


def test_a_story_is_held_back_until_it_is_put_online(site: Site) -> None:
    site.article("1855/02/shimoda", date="1855-02-07", published="2026-09-22")
    site.article("2019/01/talks", date="2019-01-15")
    site.build(now=NOW)
    assert not (site.output / "1855/02/shimoda/index.html").exists()
    assert site.build(now=1_790_035_199).rendered == 0  # the last second of 21 September
    site.build(now=1_790_035_200)
    assert (site.output / "1855/02/shimoda/index.html").exists()
    assert site.read("stories/index.html").index("2019/01/talks") < site.read("stories/index.html").index("1855/02/shimoda")


def test_a_story_of_the_day_it_was_published_says_both_at_once(site: Site) -> None:
    site.article("2019/01/talks", date="2019-01-22", event_date="2019-01-22")
    site.article("2019/01/report", date="2019-01-27")
    assert not site.build().failed
    assert "happened and published" in site.read("2019/01/talks/index.html")
    text = site.read("2019/01/report/index.html")
    assert "published <" in text
    assert "happened" not in text
    assert "story of" not in text
