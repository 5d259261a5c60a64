"""What a reader does: from the Kuril Islands by the declaration of 1956 and Japan–Russia to what was said in 2019, and back.

Without JavaScript, on a telephone's screen and on a desk's; each step is a link that is found by its role and its name.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import serving
from tests.stress.sites import Sites

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(sites: Sites) -> Iterator[str]:
    with serving(sites("founding"), "/archive/") as address:
        yield address


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def follow(within: Page | Locator, name: str, page: Page, heading: str) -> None:
    """Click a link that can be seen; the page that it leads to has that heading, fits the screen and leads on."""
    link = within.get_by_role("link", name=name, exact=True).first
    assert link.is_visible(), name
    link.click()
    assert " ".join(page.get_by_role("heading", level=1).inner_text().split()) == heading
    assert page.locator("main a").count() > 1, page.url
    main = page.locator("main").bounding_box()
    assert main and main["x"] + main["width"] <= page.viewport_size["width"] + 1, page.url


def test_from_the_islands_to_2019_and_back(page: Page, address: str) -> None:
    page.goto(address)
    follow(page, "Places", page, "Places")
    follow(page.get_by_role("main"), "Kuril Islands", page, "Kuril Islands")
    held = page.get_by_role("region", name="Who held it, who claims it")
    assert "Japan parts of it: Habomai, Iturup, Kunashir, Shikotan" in " ".join(held.inner_text().split())
    about = page.get_by_role("region", name="Agreements about it")
    follow(about, "Soviet–Japanese Joint Declaration", page, "Soviet–Japanese Joint Declaration")
    follow(page.get_by_role("main"), "Japan – Russia", page, "Japan – Russia")
    moved = page.get_by_role("region", name="How the position moved")
    follow(moved, "All statements for Russia", page, "Statements for Russia")
    follow(page.get_by_role("main"), "2019", page, "Statements of 2019")
    seed = "The Kremlin says its aim with Japan is the treaty, not the islands"
    follow(page.get_by_role("main"), seed, page, seed)
    follow(page.get_by_text("Tagged in the source:"), "Kuril Islands", page, "Kuril Islands")


def test_from_the_declaration_to_its_story_and_from_there_to_the_islands(page: Page, address: str) -> None:
    page.goto(f"{address}agreements/soviet-japanese-joint-declaration/")
    title = "Moscow and Tokyo end the state of war and leave the treaty for later"
    follow(page.get_by_role("main"), title, page, title)
    aside = page.get_by_role("complementary")
    follow(aside, "Habomai", page, "Habomai")
    follow(page.get_by_role("main"), "Kuril Islands", page, "Kuril Islands")
    follow(page.get_by_role("region", name="Stories of its parts"), title, page, title)


def test_from_a_name_in_the_sources_way_to_the_place_and_its_policy(page: Page, address: str) -> None:
    page.goto(f"{address}places/etorofu/")
    assert page.get_by_role("heading", level=1).inner_text() == "Iturup"
    follow(page.get_by_role("main"), "Northern Territories", page, "Northern Territories")
    follow(page.get_by_role("main"), "How this archive names what is contested", page, "About this archive")
    assert page.url.endswith("#names")
    assert page.get_by_role("heading", name="Names", exact=True).is_visible()
