"""The preview in a browser: a page that is loaded again stands where it stood, and what a fault's code means can be read by all."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.test_accessible import violations
from tests.conftest import Site
from tests.preview.conftest import Served

pytestmark = pytest.mark.browser

WATCH = """window.seen = [];
for (const e of ["scroll", "DOMContentLoaded"]) addEventListener(e, () => seen.push(scrollY))"""
LATE = 0.2
"""Seconds by which the stylesheet is late: a page without it has another height."""


def late(route: Route) -> None:
    """Answer late."""
    threading.Event().wait(LATE)
    route.continue_()


@pytest.fixture
def served(small: Site) -> Iterator[Served]:
    small.article("2019/01/long", "\n\n".join(f"Paragraph {n}. {'They met in Moscow and talked. ' * 12}" for n in range(40)))
    running = Served(small.folder)
    yield running
    running.end()


def test_a_page_that_is_loaded_again_stands_where_it_stood(small: Site, served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(WATCH)
    page.route("**/style.css", late)
    page.goto(f"{served.address()}2019/01/long/")
    page.evaluate("document.fonts.ready.then(() => scrollTo({ top: 700, behavior: 'instant' }))")
    text = (small.folder / "content/articles/2019/01/long.md").read_text("utf-8")
    for n in range(2):
        with page.expect_event("load"):
            (small.folder / "content/articles/2019/01/long.md").write_text(f"{text}\n\nVersion {n}.\n", "utf-8")
        page.get_by_text(f"Version {n}.").wait_for(state="attached")
        page.evaluate(
            "document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => new Promise(requestAnimationFrame))"
        )
        assert set(page.evaluate("[...seen, scrollY]")) == {700}
    page.close()


def test_faults_and_what_they_mean_are_accessible(small: Site, served: Served, browser: Browser) -> None:
    page = browser.new_page()
    small.article("2019/01/moscow", date="2019-13-01", countries="[Rusia]")
    page.goto(served.address())
    page.get_by_role("link", name="not-a-date").wait_for()
    assert violations(page, "dark", 360) == []
    page.get_by_role("link", name="not-a-date").click()
    assert page.title() == "not-a-date"
    assert violations(page, "light", 1280) == []
    assert violations(page, "dark", 360, ["color-contrast", "target-size"]) == []
    page.close()
