"""The chronology: by what happened, each event no more exactly than it is known."""

import re
from pathlib import Path

from tests.conftest import Site, assert_as_clean


def headings(text: str) -> list[str]:
    """Give the headings of a page and its stories, in order."""
    main = text[text.index("<main") : text.index("</main>")]
    found = re.findall(r'<h[123][^>]*>(?:<a href="[^"]*"[^>]*>)?([^<]+)', main)
    return [f.strip() for f in found]


def crumbs(site: Site, story: str) -> list[tuple[str, str]]:
    """Give the addresses and names on the way to a story."""
    text = site.read(f"{story}/index.html")
    return re.findall(r'<li><a href="([^"]*)">([^<]*)</a>', text[text.index('class="crumbs"') : text.index("<main")])


def test_a_story_stands_under_what_it_tells(site: Site) -> None:
    site.article("2019/01/memories", event_date="1956-10-19")
    site.article("2019/01/report")
    assert not site.build().failed
    assert headings(site.read("1956/10/index.html")) == ["October 1956", "Memories"]
    text = site.read("1956/10/index.html")
    assert "19 Oct 1956" in text
    assert 'story of <time datetime="2019-01-15">' in text
    assert headings(site.read("2019/01/index.html")) == ["January 2019", "Report"]
    assert crumbs(site, "2019/01/memories")[-2:] == [
        ("../../../1956/index.html", "1956"),
        ("../../../1956/10/index.html", "October"),
    ]


def test_what_is_known_to_the_year_is_in_no_month(site: Site) -> None:
    site.article("1956/01/talks", date="1956-01-01", event_date="1956")
    site.article("1956/10/declaration", date="1956-10-19", event_date="1956-10-19")
    site.article("2019/02/season", date="2019-02-01", event_date="1956-21")
    assert not site.build().failed
    assert not (site.output / "1956/01/index.html").exists()
    text = site.read("1956/index.html")
    assert headings(text) == ["1956", "Known to the month or day", "Declaration", "Month not known", "Talks", "Season"]
    assert "3 stories, by what happened" in text
    assert crumbs(site, "1956/01/talks")[-1] == ("../../../1956/index.html", "1956")
    assert "spring 1956" in text


def test_what_is_known_less_exactly_is_on_the_index(site: Site) -> None:
    site.write("site.toml", site.folder.joinpath("site.toml").read_text().replace("[search]", "page_size = 1\n[search]"))
    site.article("1950/01/thaw", date="1950-01-01", event_date="195X")
    site.article("1900/01/rivals", date="1900-01-01", event_date="19XX")
    site.article("1956/10/declaration", date="1956-10-19")
    assert not site.build().failed
    text = site.read("chronology/index.html")
    assert "How the chronology is sorted" in text
    assert headings(text) == ["Chronology", "1950s", "Known less exactly than to the year", "Rivals"]
    assert "the 20th century" in text
    assert headings(site.read("chronology/page/2/index.html")) == ["Chronology", "Known less exactly than to the year", "Thaw"]
    assert not (site.output / "1950/index.html").exists()
    assert crumbs(site, "1950/01/thaw")[-1] == ("../../../chronology/index.html", "Chronology")


def test_an_interval_stands_in_each_month_that_it_touches(site: Site) -> None:
    site.article("1956/11/session", date="1956-11-20", event_date="1956-11-20/1957-01-03")
    site.article("1956/12/ratified", date="1956-12-08")
    site.article("1957/01/later", date="1957-01-15")
    assert not site.build().failed
    assert headings(site.read("1956/11/index.html")) == ["November 1956", "Session"]
    december = ["December 1956", "Continues from before", "Session", "Begins in December 1956", "Ratified"]
    assert headings(site.read("1956/12/index.html")) == december
    assert headings(site.read("1957/01/index.html"))[1:3] == ["Continues from before", "Session"]
    assert headings(site.read("1957/index.html")) == ["1957", "Continues from before", "Session", "Begins in 1957", "Later"]
    assert headings(site.read("1956/index.html")) == ["1956", "Session", "Ratified"]


def test_pages_are_cut_across_the_parts(site: Site) -> None:
    site.write("site.toml", site.folder.joinpath("site.toml").read_text().replace("[search]", "page_size = 2\n[search]"))
    site.article("1956/11/session", date="1955-11-20", event_date="1955-11-20/1956-01-03")
    for n in (1, 2):
        site.article(f"1956/12/known-{n}", date=f"1956-12-0{n}")
        site.article(f"1956/12/vague-{n}", date=f"1956-12-0{n}", event_date="1956")
    assert not site.build().failed
    pages = [headings(site.read(f"1956/{p}index.html"))[1:] for p in ("", "page/2/", "page/3/")]
    assert pages == [
        ["Continues from before", "Session", "Begins in 1956", "Known 1"],
        ["Known to the month or day", "Known 2", "Month not known", "Vague 1"],
        ["Month not known", "Vague 2"],
    ]


def test_an_event_that_comes_to_last_longer_changes_the_months_it_touches(site: Site, tmp_path: Path) -> None:
    site.article("1956/11/session", date="1956-11-20", event_date="1956-11-20")
    site.article("1956/12/ratified", date="1956-12-08")
    site.build()
    for event in ("1956-11-20/1956-12-03", "1956-11-20/1957-01", "1956", "195X", "1956-12-08", "2019"):
        site.article("1956/11/session", date="1956-11-20", event_date=event)
        assert not site.build().failed
        assert_as_clean(site, tmp_path)
