"""A site in Arabic is mirrored as a whole: what begins at the left elsewhere begins at the right, arrows and axes turn, figures do not."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.stress.sites import ROOTS, Sites, kinds

pytestmark = pytest.mark.browser

EDGES = """() => {
  const body = document.body.getBoundingClientRect(), ends = (r) => [Math.round(r.left - body.left), Math.round(body.right - r.right)];
  return ["title", "crumbs", "text", "record"].map((name) => [...document.getElementsByClassName(name)].map((e) => ends(e.getBoundingClientRect())));
}"""
"""How far boxes are from the page's two sides."""
WRONG = """() => {
  const found = [];
  for (const e of document.querySelectorAll("svg text")) if (e.getScreenCTM().a < 0) found.push("mirrored letters: " + e.textContent);
  for (const e of document.querySelectorAll("time, .n, .latin, small"))
    if (!/isolate/.test(getComputedStyle(e).unicodeBidi)) found.push("not apart from what is around: " + e.outerHTML.slice(0, 80));
  for (const e of document.querySelectorAll("[lang]"))
    if (!e.closest("svg") && e.lang !== "ar" && e !== document.documentElement && !e.dir && !e.matches(".latin") && !e.closest("[dir=auto]"))
      found.push("of no direction: " + e.outerHTML.slice(0, 80));
  for (const e of document.querySelectorAll("main p[dir=auto]")) {
    const { direction, textAlign } = getComputedStyle(e);
    if (direction === "ltr" && textAlign === "start") found.push("at the wrong edge: " + e.outerHTML.slice(0, 80));
  }
  return found.slice(0, 3);
}"""


def test_every_kind_of_page_keeps_figures_names_and_letters_apart(browser: Browser, sites: Sites) -> None:
    wrong = {}
    page = browser.new_page(viewport={"width": 1280, "height": 256}, reduced_motion="reduce")
    with serving(sites("mirrored"), ROOTS["mirrored"]) as address:
        for pages in kinds(sites("mirrored")).values():
            page.goto(address + pages[-1])
            assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
            if found := page.evaluate(WRONG):
                wrong[pages[-1]] = found
    page.close()
    assert wrong == {}


@pytest.mark.parametrize("path", ["2020/02/marks/", "people/ostap-bender/", "dossiers/two-hundred-stories/"])
def test_boxes_stand_where_their_mirror_images_stand(browser: Browser, sites: Sites, path: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    found = {}
    for name in ("odd", "mirrored"):
        with serving(sites(name), ROOTS[name]) as address:
            page.goto(address + path)
            page.evaluate("document.fonts.ready")
            found[name] = page.evaluate(EDGES)
    page.close()
    starts = [[box[0] for box in boxes] for boxes in found["odd"]]
    assert starts == [[pytest.approx(box[1], abs=2) for box in boxes] for boxes in found["mirrored"]]
    assert sum(map(len, starts)) >= 2


def test_arrows_point_the_other_way(browser: Browser, sites: Sites) -> None:
    page = browser.new_page()
    arrows = (
        """(css) => [...new Set([...document.querySelectorAll(css)].map((e) => getComputedStyle(e, "::before").content))]"""
    )
    found = {}
    for name in ("odd", "mirrored"):
        page.goto((sites(name) / "2020/03/arabic/index.html").as_uri())
        found[name] = [page.evaluate(arrows, ".chain > li + li"), page.evaluate(arrows, ".threads .next:not(:empty)")]
    page.close()
    assert found == {"odd": [['"→"'], ['"→"']], "mirrored": [['"←"'], ['"←"']]}
