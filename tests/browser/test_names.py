"""Every name of a place or a person finds its stories and its own page, in whatever script, and says by which it was found."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serving
from tests.browser.test_search import ask
from tests.conftest import REPOSITORY
from tests.stress.sites import Sites

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser, sites: Sites) -> Iterator[Page]:
    with serving(sites("founding")) as address:
        page = browser.new_page()
        page.goto(f"{address}search/")
        yield page
        page.close()


def pages_named(page: Page) -> list[str]:
    return page.locator("#search-names li").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "named", "story"),
    [
        ("Northern Territories", ["Northern Territories place", "Kuril Islands place"], "/1956/09/dulles-aide-memoire/"),
        ("Южные Курилы", ["Northern Territories place, 1 story · Южные Курилы"], "/1956/09/dulles-aide-memoire/"),
        ("Chishima retto", ["Kuril Islands place", "· Chishima rettō"], "/1945/02/yalta-agreement/"),
        ("安倍", ["Shinzo Abe person", "· 安倍晋三"], "/2018/11/singapore-1956-as-basis/"),
        ("Абэ", ["Shinzo Abe person", "· Синдзо Абэ"], "/2018/11/singapore-1956-as-basis/"),
        ("Abe Shinzō", ["Shinzo Abe person"], "/2018/11/singapore-1956-as-basis/"),
        ("abe shinzo", ["Shinzo Abe person"], "/2018/11/singapore-1956-as-basis/"),
        ("Imperial Japan", ["Empire of Japan country", "· Imperial Japan"], "/1905/09/treaty-of-portsmouth/"),
        ("кунашир", ["Kunashir place", "· Кунашир"], "/2010/11/medvedev-visits-kunashir/"),
    ],
)
def test_any_name_finds_the_page_and_the_stories(page: Page, words: str, named: list[str], story: str) -> None:
    assert story in ask(page, words)
    shown = " | ".join(" ".join(one.split()) for one in pages_named(page))
    assert [part for part in named if part not in shown] == [], shown


def test_a_name_says_how_many_stories_its_page_and_its_filter_have(page: Page) -> None:
    names = page.evaluate("fetch(document.getElementById('search').dataset.names).then((answer) => answer.json())")
    counts = page.evaluate(
        "async () => { const index = await import('/pagefind/all/pagefind.js'); await index.init(); return index.filters(); }"
    )
    keys = {"countries": "country", "people": "person", "places": "place", "tags": "tag"}
    of_names = {
        (keys[url.split("/")[1]], name): count for name, url, *_, count, _ in names if url.split("/")[1] in keys and count
    }
    assert of_names == {(key, name): n for key in keys.values() for name, n in counts[key].items()}
    assert len(of_names) > 50
    assert set(counts) - {"bundle"} == {*keys.values(), "year"}


def test_a_story_found_by_another_name_shows_its_beginning_and_that_name(page: Page) -> None:
    ask(page, "安倍")
    said = page.locator("#search-results .summary").first.inner_text()
    assert said.endswith("Shinzo Abe: 安倍晋三")
    assert "⟦" not in said and "Nihon" not in said
    for words in ("treaty", "Etorofu", "Russian Federation", "Northern Territories", "1956", ""):
        ask(page, words, "date")
        for said in page.locator("#search-results .summary").all_inner_texts():
            assert "⟦" not in said and "⟧" not in said, (words, said)


def test_stories_of_one_place_are_told_apart(page: Page) -> None:
    found = ask(page, "", place=["Kunashir"])
    assert "/1956/09/dulles-aide-memoire/" in found
    assert "/1941/04/neutrality-pact/" not in found
    stories = (REPOSITORY / "content/articles").rglob("*.md")
    assert len(found) == sum(bool(re.search("^places:.*Kunashir", s.read_text("utf-8"), re.MULTILINE)) for s in stories)
