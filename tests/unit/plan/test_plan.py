"""What the plan decides: sitemaps, search periods, pagination, who is party to what."""

import xml.etree.ElementTree as ET

import pytest

from communique.plan import search, sitemaps
from communique.plan.search import MAX_BUNDLES, ONE_BUNDLE, periods
from tests.conftest import Site

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_large_sitemap_is_divided(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    small.build()
    whole = {e.text for e in ET.fromstring(small.read("sitemap.xml")).iter(f"{SITEMAP}loc")}
    monkeypatch.setattr(sitemaps, "LIMIT", 10)
    small.write("content/pages/more.md", "---\ntitle: More\n---\n\nMore.\n")
    small.build()
    index = ET.fromstring(small.read("sitemap.xml"))
    assert index.tag == f"{SITEMAP}sitemapindex"
    parts = [e.text.removeprefix("https://archive.example/") for e in index.iter(f"{SITEMAP}loc")]
    assert len(parts) == -(-(len(whole) + 1) // 10)
    listed = [e.text for part in parts for e in ET.fromstring(small.read(part)).iter(f"{SITEMAP}loc")]
    assert len(listed) == len(set(listed)) == len(whole) + 1
    assert set(listed) == whole | {"https://archive.example/more/"}


def test_a_small_archive_has_one_search_bundle() -> None:
    assert periods([]) == ()
    assert periods([1855, 2019]) == ((1855, 2019, "/pagefind/all/"),)


@pytest.mark.parametrize("years", [(1992, 2026), (1855, 2026), (1000, 2026), (2026, 2026), (1999, 2009)])
def test_a_large_archive_has_about_ten_and_every_year_lies_in_one(years: tuple[int, int]) -> None:
    given = [years[0] + n % (years[1] - years[0] + 1) for n in range(ONE_BUNDLE + 1)]
    found = periods(given)
    assert 1 <= len(found) <= MAX_BUNDLES
    for year in set(given):
        assert sum(first <= year <= last for first, last, _ in found) == 1


def test_no_span_and_no_number_of_stories_gives_more_than_ten_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "ONE_BUNDLE", 0)
    for first in (1, 999, 1000, 1009, 1855, 1950, 1991, 1999, 2000, 2019):
        for span in (*range(1, 130), 199, 200, 999, 1000, 9999):
            years = [y for y in range(first, first + span) if y <= 9999]
            assert len(periods(years)) <= MAX_BUNDLES
            assert set(periods([first, years[-1]])) <= set(periods(years))


def test_a_new_story_moves_no_boundary() -> None:
    before = periods([1992 + n % 34 for n in range(2000)])
    after = periods([1992 + n % 34 for n in range(3000)])
    assert before == after


def test_pages_of_a_list_hold_every_story_once(site: Site) -> None:
    for n in range(25):
        site.article(f"2020/01/story-{n}", date=f"2020-01-{n + 1:02}", countries="Japan")
    site.write("site.toml", site.folder.joinpath("site.toml").read_text().replace("[search]", "page_size = 10\n[search]"))
    site.build()
    pages = [
        site.read(p)
        for p in ("countries/japan/index.html", "countries/japan/page/2/index.html", "countries/japan/page/3/index.html")
    ]
    assert not (site.output / "countries/japan/page/4").exists()
    for n in range(25):
        assert [f"story-{n}/index.html" in p for p in pages].count(True) == 1
    assert "page/2/index.html" in pages[0] and "../../index.html" in pages[1]


def test_a_state_that_refused_to_sign_is_no_party(site: Site) -> None:
    site.write(
        "content/agreements/peace.md",
        "---\nname: Peace\nin_force: 1952-04-28\nparties:\n  - {country: Japan, actions: [signed]}\n  - {country: Soviet Union, actions: [refused to sign]}\n---\n",
    )
    for n in (1, 2):
        site.article(f"1951/09/peace-{n}", countries="Soviet Union, Japan", agreements="Peace")
    site.build()
    assert "agreements/peace" not in site.read("relations/japan-russia/index.html")
    assert "agreements/peace" in site.read("1951/09/peace-1/index.html")


def test_an_office_is_shown_for_the_day_and_only_for_it(site: Site) -> None:
    site.write(
        "content/people/abe.md",
        "---\nname: Shinzo Abe\noffices: [{title: Prime Minister of Japan, from: 2012-12-26, to: 2020-09-16}]\n---\n",
    )
    for date in ("2012-12-25", "2012-12-26", "2020-09-16", "2020-09-17"):
        site.article(
            f"{date[:4]}/{date[5:7]}/on-{date}",
            date=date,
            people="Shinzo Abe",
            statements="[{speaker: Shinzo Abe, text: Words, via: [TASS]}]",
        )
    site.build()
    shown = [
        "Prime Minister of Japan" in site.read(f"{d[:4]}/{d[5:7]}/on-{d}/index.html")
        for d in ("2012-12-25", "2012-12-26", "2020-09-16", "2020-09-17")
    ]
    assert shown == [False, True, True, False]


def test_a_picture_is_published_only_with_its_story(site: Site) -> None:
    site.write("content/articles/2020/01/a.png", "picture")
    site.write("content/articles/2020/01/b.png", "secret picture")
    site.article("2020/01/shown", "![A map](a.png)")
    site.article("2020/01/hidden", "![A map](b.png)", status="draft")
    site.build()
    assert site.read("media/articles/2020/01/a.png") == "picture"
    assert not (site.output / "media/articles/2020/01/b.png").exists()
    assert "../../../media/articles/2020/01/a.png" in site.read("2020/01/shown/index.html")
