"""Every name of a place or a person finds its stories and its own page, in whatever script, and says by which it was found."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from communique.build.options import Options
from communique.build.run import build
from tests.browser.conftest import serving
from tests.browser.test_search import ask
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    output = tmp_path_factory.mktemp("names") / "public"
    assert not build(REPOSITORY, output, Options(jobs=1)).issues
    with serving(output) as address:
        page = browser.new_page()
        page.goto(f"{address}search/")
        yield page
        page.close()


def pages_named(page: Page) -> list[str]:
    return page.locator("#search-names li").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "named", "story"),
    [
        ("Northern Territories", "Northern Territories place", "/1956/09/dulles-aide-memoire/"),
        ("Южные Курилы", "Northern Territories place · Южные Курилы", "/1956/09/dulles-aide-memoire/"),
        ("Chishima retto", "Kuril Islands place · Chishima rettō", "/1945/02/yalta-agreement/"),
        ("安倍", "Shinzo Abe person · 安倍晋三", "/2018/11/singapore-1956-as-basis/"),
        ("Абэ", "Shinzo Abe person · Синдзо Абэ", "/2018/11/singapore-1956-as-basis/"),
        ("Abe Shinzo", "Shinzo Abe person", "/2018/11/singapore-1956-as-basis/"),
        ("Imperial Japan", "Empire of Japan country · Imperial Japan", "/1905/09/treaty-of-portsmouth/"),
        ("кунашир", "Kunashir place · Кунашир", "/2010/11/medvedev-visits-kunashir/"),
    ],
)
def test_any_name_finds_the_page_and_the_stories(page: Page, words: str, named: str, story: str) -> None:
    assert story in ask(page, words)
    assert named in pages_named(page)
