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
    assert '<span class="time"><b>19</b></span>' in text
    assert '<span class="time">19 Oct</span>' in site.read("1956/index.html")
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
    assert headings(text) == ["Chronology", "Known less exactly than to the year", "Rivals"]
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


def cells(text: str) -> list[str]:
    """Give the years or months of the grid that have something, as they are read out."""
    grid = text[text.index('<table class="century') : text.index("</table>")]
    found = [re.sub(r"<[^>]*>", "", one) for one in grid.split("<td>")[1:] if 'class="m' in one.partition("</td>")[0]]
    return [" ".join(one.split("\n")[1 if one.startswith("\n") else 0].split()) for one in found]


def test_the_index_is_a_grid_in_which_gaps_speak(site: Site, tmp_path: Path) -> None:
    site.article("1855/02/treaty", date="1855-02-07")
    site.article("1904/02/war", date="1904-02-08")
    site.article("1956/10/declaration", date="1956-10-19")
    for n in range(4):
        site.article(f"1956/12/ratified-{n}", date=f"1956-12-0{n + 1}")
    site.build()
    text = site.read("chronology/index.html")
    assert cells(text) == ["1855 1 story", "1904 1 story", "1956 5 stories"]
    assert re.findall(r'<a class="m(\d)', text) == ["1", "1", "4"]
    rows = re.findall(r'<th scope="row"[^>]*>([^<]+)', text)
    assert rows == ["1850s", "1860–1899: no story", "1900s", "1910–1949: no story", "1950s"]
    site.write("content/agreements/t.md", "---\nname: Treaty\nsigned: 1925-01-20\n---\n")
    site.write("content/agreements/u.md", "---\nname: Another\nsigned: 1956\n---\n")
    site.build()
    text = site.read("chronology/index.html")
    assert cells(text) == ["1855 1 story", "1904 1 story", "1925, 1 agreement made", "1956 5 stories, 1 agreement made"]
    assert "1910s" in text and "An agreement was made" in text
    assert_as_clean(site, tmp_path)


def test_a_short_archive_is_a_grid_of_months(site: Site) -> None:
    site.article("2018/11/singapore", date="2018-11-14")
    site.article("2019/01/talks", date="2019-01-14")
    site.article("2019/01/season", date="2019-01-15", event_date="2019-21")
    site.build()
    text = site.read("chronology/index.html")
    assert cells(text) == ["Nov 1 story", "Jan 1 story"]
    assert re.findall(r'<th scope="row"><a href="([^"]+)">(\d+)<span class="unseen"> ([^<]+)', text) == [
        ("../2018/index.html", "2018", "1 story"), ("../2019/index.html", "2019", "2 stories"),
    ]  # fmt: skip


def test_a_year_has_its_months_at_a_glance_and_a_month_its_days_once(site: Site) -> None:
    site.article("1956/10/a", date="1956-10-19")
    site.article("1956/10/b", date="1956-10-19")
    site.article("1956/12/session", date="1956-12-15", event_date="1956-12-15/1956-12-18")
    site.build()
    text = site.read("1956/index.html")
    strip = text[text.index('class="strip"') : text.index("</nav>", text.index('class="strip"'))]
    assert len(re.findall("<li>", strip)) == 12
    assert re.findall(r'href="([^"]+)"', strip) == ["../1956/10/index.html", "../1956/12/index.html"]
    assert re.findall(r'<span class="(time|unseen)"><b>19<', site.read("1956/10/index.html")) == ["time", "unseen"]
    december = site.read("1956/12/index.html")
    assert "<b>15</b>" in december and "15–18\u00a0Dec\u00a01956" in december.replace(" Dec 1956", "\u00a0Dec\u00a01956")
