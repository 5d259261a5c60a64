"""On this day: what happened on a day that is known, in the page of that day; and the anniversaries of a year."""

import re
from pathlib import Path

from tests.conftest import Site, assert_as_clean

NEW_YEAR = 1_798_761_600
"""2027-01-01, 00:00 UTC."""


def entries(text: str) -> list[str]:
    """Give the dates and headings on the axis of a page."""
    main = text[text.index("<main") : text.index("</main>")]
    return [
        " ".join(re.sub(r"<[^>]+>", " ", part).split())
        for part in re.findall(
            r'<p class="when">.*?</p>|<h2 id="y.*?</h2>|<h[23] class="headline">.*?</h[23]>|<blockquote>.*?</blockquote>',
            main,
            re.DOTALL,
        )
    ]


def test_a_day_shows_what_happened_on_it_in_other_years(site: Site) -> None:
    site.article(
        "1956/10/declaration",
        date="1956-10-19",
        event_date="1956-10-19",
        agreements="[{agreement: Joint Declaration, relation: signs}]",
    )
    site.article("2013/10/visit", date="2013-10-18", event_date="2013-10-19/2013-10-21")
    site.article("2019/10/report", date="2019-10-19")
    site.article("2018/01/looking-back", date="2018-01-02", event_date="1998-10-19?")
    site.article("1956/10/month", date="1956-10-19", event_date="1956-10")
    site.article("1957/10/set", date="1957-10-19", event_date="'[1957-10-19,1957-10-20]'")
    site.write("content/agreements/joint.md", "---\nname: Joint Declaration\nsigned: 1956-10-19\nin_force: 1956-12-12\n---\n")
    site.write("content/people/a.md", "---\nname: A Person\nborn: 1900-10-19\ndied: 2002-10\n---\n")
    said = "[{speaker: A Person, text: We shall see., date: 2001-10-19}, {speaker: A Person, text: In a month., date: 2001-10}]"
    site.article("2001/11/words", date="2001-11-02", statements=said)
    assert not site.build().failed
    assert entries(site.read("on-this-day/10-19/index.html")) == [
        "1900", "A Person", "1956", "Joint Declaration", "Declaration",
        "1998", "19 Oct 1998 (uncertain)", "Looking back", "2001", "We shall see.", "2013", "19–21 Oct 2013", "Visit", "2019", "Report",
    ]  # fmt: skip
    assert not (site.output / "on-this-day/10-20/index.html").exists()
    assert entries(site.read("on-this-day/12-12/index.html")) == ["1956", "Joint Declaration"]
    turn = re.findall(r'<a rel="(\w+)" class="\w+" href="([^"]+)">([^<]+)', site.read("on-this-day/10-19/index.html"))
    assert turn == [
        ("prev", "../../on-this-day/12-12/index.html", "12 December"),
        ("next", "../../on-this-day/11-02/index.html", "2 November"),
    ]
    assert '../../../on-this-day/10-19/index.html">On this day in other years</a>' in site.read(
        "1956/10/declaration/index.html"
    )
    assert "on-this-day/" not in site.read("1956/10/month/index.html").split('class="text"')[0].split("<main")[1]
    assert '<a href="../on-this-day/index.html">On this day' in site.read("chronology/index.html")


def test_the_index_is_a_leap_year_in_which_each_day_with_something_leads_to_it(site: Site) -> None:
    site.article("1956/02/leap", date="1956-02-29", event_date="1956-02-29")
    site.article("1960/02/leap", date="1960-02-29")
    assert not site.build().failed
    text = site.read("on-this-day/index.html")
    days = re.findall(r"<li>(<a|<span)[^>]*>\d+</", text[text.index('class="calendar"') : text.index("<footer")])
    assert text.index("anniversaries") < text.index('class="calendar"')
    assert (len(days), days.count("<a")) == (29, 1)  # of the months in which nothing happened no day is drawn
    assert '02-29/index.html" class="n2" aria-label="29 Feb: 2 entries">29</a>' in text
    assert "<h1>29 February</h1>" in site.read("on-this-day/02-29/index.html")
    assert (
        "DTSTART;VALUE=DATE:19560229\r\nRRULE:FREQ=YEARLY\r\n"
        in (site.output / "on-this-day/anniversaries.ics").read_bytes().decode()
    )


def test_the_index_names_the_round_anniversaries_of_the_year(site: Site) -> None:
    for years in (1, 10, 20, 25, 50, 75, 100, 110, 150, 200):
        site.article(f"{2026 - years}/03/after-{years}", date=f"{2026 - years}-03-15")
    site.article("1976/05/month", date="1976-05-01", event_date="1976-05")
    assert not site.build().failed
    text = site.read("on-this-day/index.html")
    assert "Anniversaries in 2026" in text
    assert entries(text)[1::2] == [f"After {n}" for n in (200, 150, 100, 75, 50, 25, 10)]


def test_a_signature_that_a_story_tells_of_is_named_once(site: Site) -> None:
    site.article("1976/10/a", date="1976-10-19", event_date="1976-10-19", agreements="[{agreement: Treaty, relation: signs}]")
    site.write("content/agreements/t.md", "---\nname: Treaty\nsigned: 1976-10-19\n---\n")
    site.write("content/agreements/u.md", "---\nname: Untold\nsigned: 1976-10-19\n---\n")
    assert not site.build().failed
    assert entries(site.read("on-this-day/index.html"))[1::2] == ["Untold", "A"]


def test_with_the_year_the_anniversaries_change(site: Site, tmp_path: Path) -> None:
    site.article("2017/03/ten-years-on", date="2017-03-15")
    site.article("2016/03/now", date="2016-03-15")
    site.build(now=NEW_YEAR - 1)
    assert entries(site.read("on-this-day/index.html"))[1::2] == ["Now"]
    assert site.build(now=NEW_YEAR - 1).rendered == 0
    site.build(now=NEW_YEAR)
    assert entries(site.read("on-this-day/index.html"))[1::2] == ["Ten years on"]
    assert "Anniversaries in 2027" in site.read("on-this-day/index.html")
    assert_as_clean(site, tmp_path, now=NEW_YEAR)
    site.build(now=NEW_YEAR - 1)
    assert_as_clean(site, tmp_path, now=NEW_YEAR - 1)


def test_the_day_of_the_build_is_on_no_page(site: Site) -> None:
    site.article("1956/10/declaration", date="1956-10-19")
    site.build()
    for path in (site.output / "on-this-day").rglob("*.html"):
        assert "2026-09" not in path.read_text()
        assert "September 2026" not in path.read_text()


def test_the_calendar_is_icalendar(site: Site) -> None:
    site.article(
        "1956/10/declaration",
        title='"Talks; of peace, and a very long headline that goes on and on past the end of one line — \\\\ even in other scripts: 日ソ共同宣言"',
        date="1956-10-19",
        event_date="1956-10-19~",
    )
    site.article("2019/01/no-event", date="2019-01-15")
    site.build()
    data = (site.output / "on-this-day/anniversaries.ics").read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    lines = data.decode().split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = "\r\n".join(lines).replace("\r\n ", "").split("\r\n")
    assert unfolded.count("BEGIN:VEVENT") == 1
    assert "UID:1956-10-declaration@archive.example" in unfolded
    assert "DTSTART;VALUE=DATE:19561019" in unfolded
    [summary] = [line for line in unfolded if line.startswith("SUMMARY:")]
    assert summary.startswith("SUMMARY:1956: Talks\\; of peace\\, and a very long headline")
    assert summary.endswith("\\\\ even in other scripts: 日ソ共同宣言")
    assert "DESCRIPTION:about 19 October 1956: Some text." in unfolded
    assert "URL:https://archive.example/1956/10/declaration/" in unfolded


def test_a_day_of_many_stories_goes_over_several_pages(site: Site) -> None:
    site.write("site.toml", site.folder.joinpath("site.toml").read_text().replace("[search]", "page_size = 2\n[search]"))
    for year in (2001, 2002, 2003):
        site.article(f"{year}/03/talks", date=f"{year}-03-15")
    assert not site.build().failed
    assert entries(site.read("on-this-day/03-15/page/2/index.html")) == ["2003", "Talks"]


def test_it_can_be_switched_off(site: Site) -> None:
    site.write("site.toml", site.folder.joinpath("site.toml").read_text() + "[pages]\non_this_day = false\n")
    site.article("1956/10/declaration", date="1956-10-19")
    assert not site.build().failed
    assert not (site.output / "on-this-day").exists()
    assert all("on-this-day" not in p.read_text() for p in site.output.rglob("*.html"))


def test_each_change_to_what_a_day_shows_is_seen(site: Site, tmp_path: Path) -> None:
    site.article("1956/10/declaration", date="1956-10-19", event_date="1956-10-19", agreements="[Joint Declaration]")
    site.article("1976/10/later", date="1976-10-19")
    site.build()
    site.write("content/agreements/joint.md", "---\nname: Joint Declaration\nsigned: 1956-10-19\n---\n")
    site.build()
    assert_as_clean(site, tmp_path)
    site.article("1976/10/later", date="1976-10-20", title="Another day")
    site.build()
    assert_as_clean(site, tmp_path)
    site.article("1956/10/declaration", date="1956-10-19", event_date="1956-10-20", statements="[{speaker: A, text: No.}]")
    site.build()
    assert_as_clean(site, tmp_path)
