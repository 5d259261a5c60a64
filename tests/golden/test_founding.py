"""The founding archive: what a historian would look for first, and what machines read."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import justhtml
import pytest

from communique.build.options import Options
from communique.build.run import build
from tests.conftest import Site
from tests.golden.conftest import ld

SEED = "2019/01/kremlin-aim-is-the-treaty/index.html"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_page_is_valid_html(pages: dict[str, str]) -> None:
    faults = {}
    for path, text in pages.items():
        if path.startswith("pagefind/"):
            continue
        errors = justhtml.JustHTML(text, collect_errors=True).errors
        if errors:
            faults[path] = [str(e) for e in errors]
    assert faults == {}


def test_every_page_has_one_heading_a_title_a_language_and_a_way_back(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        if path.startswith("pagefind/"):
            continue
        assert len(re.findall(r"<h1\b", text)) == 1, path
        assert re.search(r"<html lang=\"en\" dir=\"ltr\"", text), path
        assert re.search(r"<title>[^<]+</title>", text), path
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path
        if 'http-equiv="refresh"' not in text:
            assert 'href="#main"' in text and '<main id="main"' in text, path


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, str], founding: Path) -> None:
    for path, text in pages.items():
        for tag in re.findall(r"<(?:script|img|iframe|link|source|video|audio)\b[^>]*>", text):
            if not re.search(r'rel="(?:canonical|schema\.DC)"', tag):  # names, not things to fetch
                assert not re.search(r'(?:src|href)="(?:https?:)?//', tag), (path, tag)
        assert not re.search(r"\son\w+=", text), path
    style = (founding / "static/style.css").read_text()
    assert not re.search(r"url\([\"']?(?:https?:)?//|@import", style)


def test_the_seed_story_has_its_quotations_chain_tags_and_record_notes(pages: dict[str, str]) -> None:
    text = pages[SEED]
    assert "not to give or receive anything" in text
    for name in ("Rossiya-1", "TASS", "Dmitry Peskov", "Press Secretary of the President of Russia"):
        assert name in text, name
    for link in ("people/shinzo-abe", "people/vladimir-putin", "places/kuril-islands", "countries/russia", "countries/japan"):
        assert f"{link}/index.html" in text, link
    assert text.count("Eastern Economic Forum") > 0 and "Vladivostok" in text and "sixty-three years" in text


def test_the_seed_storys_head_is_read_by_zotero_and_search_engines(pages: dict[str, str]) -> None:
    text = pages[SEED]
    for wanted in (
        '<link rel="canonical" href="https://communique.example/2019/01/kremlin-aim-is-the-treaty/">',
        '<meta property="og:type" content="article">', '<meta name="DC.type" content="newspaperArticle">',
        '<meta name="citation_publication_date" content="2026/11/24">',
    ):  # fmt: skip
        assert wanted in text, wanted
    for name in ("description", "DC.title", "DC.date", "DC.publisher", "DC.language", "citation_title"):
        assert re.search(rf'<meta name="{re.escape(name)}" content="[^"]+">', text), name
    data = ld(text)
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2026-11-24"
    parts = data["hasPart"]
    assert isinstance(parts, list)
    assert {p["@type"] for p in parts} == {"Quotation", "ClaimReview"}


def test_every_source_has_a_way_to_its_publisher_and_every_copy_to_its_original(pages: dict[str, str], founding: Path) -> None:
    for path, text in pages.items():
        for tag in re.findall(r"<a [^>]*data-version(?:url|date)=[^>]*>", text):
            assert "data-originalurl=" in tag, (path, tag)
        for head in re.findall(r'href="[^"]*?sources/([^"/]+)/index\.html"', text):
            assert f"sources/{head}/index.html" in pages, (path, head)
    index = pages["sources/index.html"]
    for name in ("TASS", "Ministry of Foreign Affairs of Japan", "UAWire", "Wilson Center Digital Archive"):
        assert f">{name}</a></span>" in index
    assert '"../../organisations/tass/index.html"' in pages["sources/tass/index.html"]
    assert "after Interfax" in pages[SEED]
    table = (founding / "sources.csv").read_text("utf-8-sig").splitlines()
    stories = [t for path, t in pages.items() if "ld+json" in t and not path.startswith("statements/")]
    assert len(table) - 1 == sum(len(ld(t).get("citation", ())) for t in stories) > 200


def test_what_is_left_to_do_for_its_sources_is_copies_and_better_ones() -> None:
    from communique.checks import check
    from tests.conftest import REPOSITORY

    found = check(REPOSITORY, Options(jobs=1), only=("sources",)).issues
    assert {i.code for i in found} <= {"no-archived-copy", "only-secondary"}
    assert "content/articles/1986/01/shevardnadze-in-tokyo.md" in {i.path for i in found if i.code == "only-secondary"}


def test_states_are_named_as_they_then_were(pages: dict[str, str]) -> None:
    shimoda = pages["1855/02/treaty-of-shimoda/index.html"]
    assert "Russian Empire" in shimoda and "Tokugawa Japan" in shimoda and "26 January 1855" in shimoda
    pair = pages["relations/japan-russia/index.html"]
    order = [
        pair.index(era)
        for era in ("Tokugawa Japan – Russian Empire", "Empire of Japan – Russian Empire", "Japan – Soviet Union")
    ]
    assert order == sorted(order)


def test_every_fact_has_a_story_of_150_to_500_words_with_sources() -> None:
    from tests.conftest import REPOSITORY

    stories = sorted((REPOSITORY / "content/articles").rglob("*.md"))
    assert len(stories) >= 55
    for path in stories:
        _, header, body = path.read_text("utf-8").split("---\n", 2)
        assert "\nsources:\n" in header, path
        assert 150 <= len(body.split()) <= 520, path


def test_there_are_the_dossiers_and_each_says_what_it_is(pages: dict[str, str]) -> None:
    dossiers = [p for p in pages if re.fullmatch(r"dossiers/[^/]+/index\.html", p)]
    assert len(dossiers) >= 4


def test_feeds_are_atom_with_absolute_links(founding: Path) -> None:
    feeds = sorted(founding.rglob("feed.xml"))
    assert len(feeds) > 100
    for path in feeds:
        root = ET.fromstring(path.read_text("utf-8"))
        assert root.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated"):
            assert (root.findtext(ATOM + name) or "").strip(), (path, name)
        ids = [e.findtext(f"{ATOM}id") for e in root.iter(f"{ATOM}entry")]
        assert len(ids) == len(set(ids)) <= 20
        for entry in root.iter(f"{ATOM}entry"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{ATOM}updated") or "")
            content = entry.find(f"{ATOM}content")
            if content is not None:
                assert not re.search(r'(?:href|src)="(?!https?://|mailto:)', content.text or ""), path


def test_the_json_feed(founding: Path) -> None:
    feed = json.loads((founding / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == 20
    assert feed["items"][0]["date_published"] >= feed["items"][-1]["date_published"]


def test_the_sitemap_lists_every_page_that_is_to_be_found(founding: Path, pages: dict[str, str]) -> None:
    root = ET.fromstring((founding / "sitemap.xml").read_text("utf-8"))
    listed = {loc.text for loc in root.iter(f"{SITEMAP}loc")}
    canonical = {
        m[1] for path, text in pages.items()
        if not path.startswith("pagefind/") and "noindex" not in text and 'http-equiv="refresh"' not in text and path != "404.html"
        and (m := re.search(r'<link rel="canonical" href="([^"]+)">', text))
    }  # fmt: skip
    assert listed == canonical
    assert "Sitemap: https://communique.example/sitemap.xml" in (founding / "robots.txt").read_text()


def test_a_site_of_one_plain_story_builds(site: Site) -> None:
    site.write(
        "content/articles/harbour.md",
        "---\ntitle: Ministers speak of harbours before they speak of treaties\ndate: 2021-05-04\ntags: Norway, Denmark, Skagerrak, Jens Holm, Holm\n---\n\n"
        "At a press conference in the harbour office, the spokesman said that pilots come first.\n\n“We begin with the pilots,” an agency quoted him as saying.\n",
    )
    result = build(site.folder, site.output, Options(now=1_790_000_000))
    assert not result.failed
    assert [i.code for i in result.issues] == ["no-sources"]
    story = site.read("2021/05/harbour/index.html")
    assert "countries/norway/index.html" in story and "tags/skagerrak/index.html" in story
    assert (site.output / "relations/index.html").exists()


def test_a_story_can_be_found_by_every_way_in(pages: dict[str, str]) -> None:
    for path in (
        "stories/index.html", "countries/soviet-union/index.html", "relations/japan-russia/index.html", "people/nikolai-bulganin/index.html",
        "agreements/soviet-japanese-joint-declaration/index.html", "1956/index.html", "1956/10/index.html",
    ):  # fmt: skip
        assert (
            re.search(r"1956/10/joint-declaration/index\.html|(?<=\")joint-declaration/index\.html", pages[path])
            or "joint-declaration/index.html" in pages[path]
        ), path


@pytest.mark.parametrize("alias", ["people/putin", "places/southern-kurils", "countries/ussr"])
def test_other_names_lead_to_the_term(founding: Path, alias: str) -> None:
    path = founding / alias / "index.html"
    assert 'http-equiv="refresh"' in path.read_text()
