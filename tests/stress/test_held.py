"""Long and odd data is held: nothing of it is lost, lists go on on further pages, a page weighs little beyond its words."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from communique.model.taxonomy import TAXONOMIES
from tests.stress.grow import PARTIES
from tests.stress.sites import REPOSITORY, Sites, kinds

BUDGET = 30 * 1024
"""Bytes of HTML beyond the words of an article's page, its data for programs not counted."""
WHOLE = 32 * 1024
"""The same with that data."""
WORDY = {"name", "headline", "description", "text", "claimReviewed", "reviewBody", "jobTitle", "dateline"}
"""What holds words in JSON-LD, which says again what the page says."""


class Words(HTMLParser):
    """A page's words, and apart from them those of its data for programs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.data, self.tag = "", "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = tag

    def handle_endtag(self, tag: str) -> None:
        self.tag = ""

    def handle_data(self, data: str) -> None:
        if self.tag == "script":
            self.data += data
        else:
            self.text += data


def words_of(value: object) -> str:
    if isinstance(value, dict):
        return "".join(v if k in WORDY and isinstance(v, str) else words_of(v) for k, v in value.items())
    return "".join(map(words_of, value)) if isinstance(value, list) else ""


def beyond(html: str) -> tuple[int, int]:
    """Give the bytes of a page that are not words: without its data for programs, and with it."""
    page = Words(html)
    said, told = len(page.text.encode()), len(words_of(json.loads(page.data) if page.data else {}).encode())
    whole = len(html.encode()) - said
    return whole - len(page.data.encode()), whole - told


@pytest.mark.parametrize("name", ["founding", "odd"])
def test_an_article_weighs_little_beyond_its_words(sites: Sites, name: str) -> None:
    output, weights = sites(name), {}
    for path in kinds(output)["article"]:
        html = (output / path).read_text("utf-8")
        many = (
            html.count("<figure class=") + html.count('rel="external"') + html.count('class="footnote-ref"')
            if name == "odd"
            else 0
        )
        spare = 1024 * max(0, many - 20)  # a story of forty statements and sixty sources is no common one
        html_alone, whole = beyond(html)
        weights[path] = max(html_alone / (BUDGET + spare), whole / (WHOLE + spare))
    assert max(weights.values()) <= 1, max(weights.items(), key=lambda found: found[1])
    assert len(weights) > 50


def test_the_two_sites_have_every_kind_of_page(sites: Sites) -> None:
    templates = {path.stem for path in (REPOSITORY / "templates").glob("*.html")} - {"base", "redirect", "404", "term"}
    found = set(kinds(sites("founding"))) | set(kinds(sites("odd")))
    assert {t.singular for t in TAXONOMIES} <= found
    assert {"front", "article", "relation", "search", "statement", "not-found", "day", "note"} <= found
    assert len(found) >= len(templates), (found, templates)


def shown(sites: Sites, path: str) -> str:
    return (sites("odd") / path / "index.html").read_text("utf-8")


def test_nothing_that_is_long_is_left_out(sites: Sites) -> None:
    title = re.search("title: (.*)", (Path(__file__).parent / "site/content/articles/2020/01/long-title.md").read_text("utf-8"))
    assert title
    assert len(title[1]) == 200
    assert title[1] in re.search("<h1.*?</h1>", shown(sites, "2020/01/long-title"), re.DOTALL)[0]
    assert shown(sites, "2020/06/notes").count('class="footnote-backref"') == 100
    said = shown(sites, "2020/06/said")
    assert len(set(re.findall("These are the words of statement ([0-9]+), ", said))) == 40
    assert len(set(re.findall("Source ([0-9]+) of sixty", said))) == 60
    assert len(set(re.findall(r'href="[^"]*/countries/([a-z-]+)/', shown(sites, "2020/05/conference")))) == 30
    assert len(set(re.findall("of the [0-9]+th kind", shown(sites, "people/holder-of-offices")))) == 20
    parties = [name.strip() for name in PARTIES.split("|")]
    agreement = shown(sites, "agreements/a-paper-of-many-parties")
    assert len(parties) == 80
    assert [name for name in parties if f">{name}<" not in agreement] == []
    names = shown(sites, "places/place-of-twelve-names")
    assert all(
        f'lang="{t}" dir="auto">{n}<' in names for t, n in (("ar", "مكان"), ("th", "สถานที่"), ("de", "Ort mit zwölf Namen"))
    )


def test_of_many_countries_the_head_of_a_story_names_the_first_and_leads_to_all(sites: Sites) -> None:
    page = (sites("odd") / "2020/05/conference/index.html").read_text("utf-8")
    kicker = re.search(r'<p class="label"[^>]*>(.*?)</p>', page)
    assert kicker
    named = re.findall(r'<a href="([^"]+)"', kicker[1])
    whole = re.findall(r'<a href="([^"]+)"', page[page.index('id="record"') : page.index("</aside>")])
    assert named[-1] == "#record"
    assert len(named) == 4
    countries = [href for href in dict.fromkeys(whole) if "/countries/" in href]
    assert set(named[:-1]) < set(countries)
    others = re.search(r"and (\d+) others", kicker[1])
    assert others
    assert 20 < int(others[1]) + 3 <= len(countries)


def test_what_is_written_from_right_to_left_says_so(sites: Sites) -> None:
    html = shown(sites, "2020/03/arabic")
    assert re.search(r'<h1[^>]* lang="ar" dir="auto">اتفق', html)
    assert '<div class="prose" lang="ar" dir="auto">' in html
    assert '<html lang="ar" dir="rtl">' in (sites("mirrored") / "index.html").read_text("utf-8")


def test_a_story_of_nothing_and_a_country_of_one_story_have_their_pages(sites: Sites) -> None:
    assert "<h1" in shown(sites, "2020/02/bare")
    assert "The one story of a country and of a pair" in shown(sites, "countries/tuvalu")
    assert (sites("odd") / "tags/peace-talks/index.html").is_file()


def test_a_country_of_5000_stories_goes_on_on_further_pages(sites: Sites) -> None:
    output = sites("crowd")
    pages = [output / "countries/switzerland/index.html", *output.glob("countries/switzerland/page/*/index.html")]
    found = [set(re.findall(r'href="[^"]*/([0-9]{4}/[0-9]{2}/story-[0-9]+)/', page.read_text("utf-8"))) for page in pages]
    assert len(set.union(*found)) == 5_000
    assert max(map(len, found)) < 300
    assert max(page.stat().st_size for page in pages) < 100_000
    assert "5,000" in (output / "countries/index.html").read_text("utf-8")
    assert "Story 4321" in (output / "relations/switzerland-tuvalu/index.html").read_text("utf-8")


PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding|inset)-(?:left|right|top|bottom)\b"
    r"|(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius)"
)


def test_the_stylesheet_knows_no_left_and_right() -> None:
    css = (REPOSITORY / "static/style.css").read_text("utf-8")
    css = re.sub(r"/\*.*?\*/|@font-face \{[^}]*\}|@media[^{]*\{", "", css, flags=re.DOTALL)
    assert PHYSICAL.findall(css) == []
    assert PHYSICAL.findall("a { margin-left: 0 } b { right: 1px; max-width: 2px } c { text-align:right }") == [
        "margin-left",
        "right:",
        "max-width:",
        "text-align:right",
    ]
    assert PHYSICAL.findall("a { border-inline-start: 0; inset-inline: 0; grid-template-columns: 1fr; line-height: 1 }") == []
