"""What a first visit fetches: few bytes, all of them the site's own, and nothing moves while it comes."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from communique.build.options import Options
from communique.build.run import build
from tests.browser.conftest import serving
from tests.conftest import REPOSITORY, files

pytestmark = pytest.mark.browser

KINDS = [
    "", "2019/01/kremlin-aim-is-the-treaty/", "countries/japan/", "relations/japan-russia/", "people/shinzo-abe/", "places/iturup/",
    "agreements/soviet-japanese-joint-declaration/", "dossiers/the-kuril-question/", "tags/peace-treaty/", "chronology/", "statements/", "countries/", "about/",
]  # fmt: skip
MOST = 150 * 1024
"""Bytes of a first view, with texts as a static host sends them."""


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("weight") / "public"
    assert not build(REPOSITORY, output, Options(jobs=1)).issues
    return output


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 412, "height": 823})
    yield context.new_page()
    context.close()


def test_a_first_view_is_light_and_the_sites_own(founding: Path, browser: Browser) -> None:
    site = files(founding)
    weights = {}
    with serving(founding) as address:
        for kind in KINDS:
            context = browser.new_context(viewport={"width": 412, "height": 823})  # with nothing kept from the page before
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda r, asked=asked: asked.append(r.url))
            page.goto(f"{address}{kind}")
            page.evaluate("document.fonts.ready")
            context.close()
            assert all(url.startswith(address) for url in asked)
            fetched = {url.removeprefix(address) or "index.html" for url in asked}
            paths = [path + "index.html" if path.endswith("/") else path for path in fetched]
            sent = {path: len(site[path] if path.endswith((".woff2", ".png")) else gzip.compress(site[path])) for path in paths}
            assert {"static/style.css", "static/fonts/serif.woff2", "static/fonts/sans.woff2"} <= set(sent)
            weights[kind] = sum(sent.values())
    assert {kind: weight for kind, weight in weights.items() if weight > MOST} == {}


def test_the_stylesheet_that_is_sent_says_what_the_readable_one_says(founding: Path, page: Page) -> None:
    readable, sent = ((folder / "static/style.css").read_text("utf-8") for folder in (REPOSITORY, founding))
    assert len(sent) < 0.9 * len(readable)
    rules = """css => {
        const sheet = new CSSStyleSheet(); sheet.replaceSync(css)
        return Array.from(sheet.cssRules, rule => rule.cssText.replaceAll(", ", ","))
    }"""
    page.goto("about:blank")
    assert page.evaluate(rules, readable) == page.evaluate(rules, sent) != []


def test_fonts_come_once_and_nothing_moves_when_they_do(founding: Path, page: Page) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.moved += e.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    with serving(founding) as address:
        for kind in KINDS[:4]:
            asked.clear()
            page.goto(f"{address}{kind}")
            page.evaluate(
                "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))"
            )
            fonts = [url for url in asked if url.endswith(".woff2")]
            assert len(fonts) == len(set(fonts)) > 1
            assert page.evaluate("window.moved") < 0.05, kind


def test_the_masthead_leads_to_search_with_the_words(founding: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    with serving(founding, "/archive/") as address:
        page.goto(f"{address}countries/japan/")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the content"
        page.get_by_role("searchbox").fill("Iturup & Kunashir")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}search/index.html?q=Iturup+%26+Kunashir")
    context.close()


def test_the_longest_pages_can_be_scrolled_through_on_a_phone(founding: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    heights = {}
    with serving(founding) as address:
        for path in ("relations/japan-russia/", "dossiers/the-kuril-question/", "statements/", "countries/japan/"):
            page.goto(f"{address}{path}")
            page.evaluate("document.fonts.ready")
            heights[path] = page.evaluate("document.documentElement.scrollHeight")
    context.close()
    assert {path: height for path, height in heights.items() if height >= 12_000} == {}
