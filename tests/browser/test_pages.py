"""Pages in a real browser: nothing fails in them, nothing is fetched from elsewhere, search finds, links lead on without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.conftest import serving
from tests.stress.sites import Sites, kinds

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def founding(sites: Sites) -> Path:
    return sites("founding")


@pytest.fixture(params=["/", "/archive/"])
def address(request: pytest.FixtureRequest, founding: Path) -> Iterator[str]:
    with serving(founding, request.param) as address:
        yield address


def told_of_fonts(message: ConsoleMessage) -> bool:
    """From a local disk Chromium fetches no font ahead of the stylesheet, says so, and fetches it with the stylesheet."""
    return message.location["url"].endswith(".woff2") or message.text.startswith("Access to font at 'file:")


def test_from_a_local_disk_nothing_fails_and_nothing_is_fetched_from_elsewhere(browser: Browser, founding: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" and not told_of_fonts(m) else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("request", lambda r: asked.append(r.url))
    for kind, pages in kinds(founding).items():
        if kind != "not-found":  # its addresses begin at the root of its host
            page.goto((founding / pages[len(pages) // 2]).as_uri())
    context.close()
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
