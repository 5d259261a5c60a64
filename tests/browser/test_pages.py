"""Pages in a real browser: they fit every screen, nothing fails in them, nothing is fetched from elsewhere, search finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from communique.build.options import Options
from communique.build.run import build
from tests.browser.conftest import serving
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.browser

KINDS = [
    "", "stories/", "2019/01/kremlin-aim-is-the-treaty/", "1855/02/treaty-of-shimoda/", "countries/", "countries/japan/", "countries/soviet-union/", "relations/",
    "relations/japan-russia/", "people/", "people/shinzo-abe/", "places/", "places/iturup/", "places/kuril-islands/", "places/northern-territories/", "organisations/", "organisations/tass/", "agreements/",
    "agreements/soviet-japanese-joint-declaration/", "dossiers/", "dossiers/the-kuril-question/", "tags/", "tags/peace-treaty/", "chronology/", "2019/", "2019/01/",
    "statements/", "statements/speakers/", "statements/speakers/dmitry-peskov/", "statements/years/", "statements/2019/",
    "statements/2025/10-24-dmitry-peskov-such-a-statement-can-be/", "sources/", "sources/tass/",
    "relations/conferences/", "relations/japan-russia/statements/", "agreements/san-francisco-peace-treaty/", "record-notes/", "corrections/",
    "on-this-day/", "on-this-day/02-07/", "statements/countries/russia/", "search/", "about/", "404.html",
]  # fmt: skip


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("browser") / "public"
    assert not build(REPOSITORY, output, Options(jobs=1)).issues
    return output


@pytest.fixture(params=["/", "/archive/"])
def address(request: pytest.FixtureRequest, founding: Path) -> Iterator[str]:
    with serving(founding, request.param) as address:
        yield address


def told_of_fonts(message: ConsoleMessage) -> bool:
    """From a local disk Chromium fetches no font ahead of the stylesheet, says so, and fetches it with the stylesheet."""
    return message.location["url"].endswith(".woff2") or message.text.startswith("Access to font at 'file:")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_page_kind_fits_and_nothing_fails(browser: Browser, founding: Path, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" and not told_of_fonts(m) else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("request", lambda r: asked.append(r.url))
    wide = {}
    for kind in KINDS:
        if kind == "404.html":  # its addresses begin at the root of its host
            continue
        page.goto((founding / kind / "index.html").as_uri())
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide[kind] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wide == {}
    assert [s for s in said if "pagefind" not in s] == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def find(page: Page, words: str) -> list[str]:
    """Type words into the search field; give the addresses found, the best first."""
    page.fill("#q", words)
    page.keyboard.press("Enter")
    page.wait_for_function("/[0-9]/.test(document.getElementById('search-count').textContent)")
    return page.evaluate("[...document.querySelectorAll('#search-results h2 a')].map(a => a.href)")


def test_search_finds_a_story_under_any_path(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search/")
    found = find(page, "Habomai Shikotan declaration")
    assert found
    assert all(url.startswith(address) for url in found)
    assert any("/1956/10/joint-declaration/" in url for url in found)
    assert "q=" in page.url
    page.goto(found[0])
    assert page.locator("h1").count() == 1
    page.goto(f"{address}search/?q=Nagasaki")
    page.wait_for_function("document.getElementById('search-results').textContent.includes('Putyatin')")
    page.close()


def test_without_javascript_every_page_can_be_read_and_search_offers_other_ways(browser: Browser, founding: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((founding / "index.html").as_uri())
    page.get_by_role("link", name="Countries", exact=True).first.click()
    page.get_by_role("link", name="Soviet Union", exact=True).first.click()
    assert page.locator("h1").inner_text() == "Soviet Union"
    page.goto((founding / "search/index.html").as_uri())
    assert page.locator("noscript a, main a").count() > 5
    page.goto((founding / "people/putin/index.html").as_uri())
    page.wait_for_url("**/people/vladimir-putin/index.html")
    context.close()


def test_a_story_prints_as_a_sheet_of_paper(browser: Browser, founding: Path) -> None:
    page = browser.new_page(viewport={"width": 680, "height": 900}, color_scheme="dark")
    page.emulate_media(media="print")
    page.goto((founding / "2019/01/kremlin-aim-is-the-treaty/index.html").as_uri())
    for gone in (".ways", ".crumbs", ".skip", ".threads", ".foot", ".notes .all"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in (".masthead .title", ".record h2", ".statement blockquote", "#notes", ".sources", ".cite p"):
        assert page.locator(kept).first.is_visible(), kept
    after = "a => getComputedStyle(a, '::after').content"
    assert "https://www.rt.com/news/" in page.locator(".sources a[rel=external]").first.evaluate(after)
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".article").evaluate("a => getComputedStyle(a).display") == "block"
    page.goto((founding / "record-notes/index.html").as_uri())
    assert page.locator("details.notes li").last.is_visible(), "what is folded on a screen is open on paper"
    page.close()
