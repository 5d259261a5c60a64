"""Every kind of page is accessible: by axe-core's rules in light and dark, by the keyboard alone, in the reader's own colours.

axe-core takes up to a second for a page. So each kind is looked at in one scheme at one width, the next kind in the next, the
founding archive and the stress site in turn; those that readers meet first in all four, by the rules that hang on that. `make validate` looks at all in all.
"""

from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serving
from tests.stress.sites import ROOTS, THOROUGH, Sites, kinds

pytestmark = pytest.mark.browser

VARIANTS = list(product(("light", "dark"), (360, 1280)))
MAIN = ("front", "article", "country", "relation", "search")
BY_VARIANT = ["color-contrast", "target-size"]
"""The rules whose answer hangs on scheme or width."""
AXE = """(rules) => axe.run({ resultTypes: ["violations"], ...(rules && { runOnly: rules }) }).then((r) => r.violations.map((v) =>
  `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + n.html.slice(0, 100)).join(" | ")}`))"""


def violations(page: Page, scheme: str, width: int, rules: list[str] | None = None) -> list[str]:
    """Give what axe-core has against a page that is open, by all rules or some."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(AXE, rules)


@pytest.mark.parametrize("name", ["founding", "odd", *(["mirrored", "crowd"] if THOROUGH else [])])
def test_axe_finds_nothing_against_any_kind_of_page(browser: Browser, sites: Sites, name: str) -> None:
    output, wrong = sites(name), {}
    page = browser.new_page(reduced_motion="reduce")  # colours on their way from one scheme to the other are neither
    with serving(output, ROOTS[name]) as address:
        for n, (kind, pages) in enumerate(kinds(output).items()):
            if not THOROUGH and n % 2 != (name == "odd") and (kind not in MAIN or name == "odd"):
                continue
            first = VARIANTS[n % 4]
            for path in {pages[0], pages[len(pages) // 2], pages[-1]} if THOROUGH else {pages[len(pages) // 2]}:
                page.goto(address + path)
                for variant in VARIANTS if THOROUGH or kind in MAIN else [first]:
                    rules = None if THOROUGH or variant == first else BY_VARIANT
                    if found := violations(page, *variant, rules):
                        wrong[path, *variant] = found
    page.close()
    assert wrong == {}


def test_axe_sees_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=en><title>A</title><main><h1>A</h1><p style='color: #ccc; background: #fff'>Pale</p></main>")
    assert [v.split(":")[0] for v in violations(page, "light", 360)] == ["color-contrast"]
    page.close()


WATCH = """() => {
  const can = "a[href], button, input, select, textarea, summary, [tabindex]";
  const open = (e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  window.expected = [...document.querySelectorAll(can)].filter((e) => e.tabIndex >= 0 && !e.disabled && open(e));
  window.reached = [], window.unseen = [];
  const shape = (e) => [...e.children].map((c) => { const s = getComputedStyle(c); return s.strokeWidth + s.stroke; }).join();
  const before = new Map(expected.filter((e) => e instanceof SVGElement).map((e) => [e, shape(e)]));  // drawn anew, with no outline
  addEventListener("focusin", ({ target: e }) => {
    reached.push(e);
    const s = getComputedStyle(e), r = e.getBoundingClientRect(), name = `${e.localName}.${e.className} “${e.textContent.trim().slice(0, 30)}”`;
    const box = [...e.getClientRects(), ...[...e.querySelectorAll("*")].flatMap((c) => [...c.getClientRects()])];
    const drawn = before.has(e) && shape(e) !== before.get(e);
    if (!drawn && (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2)) unseen.push("no outline: " + name);
    else if (!drawn && !box.some((r) => r.width > 0 && r.height > 0)) unseen.push("no size: " + name);
    else if (r.bottom < 0 || r.top > innerHeight || r.right < 0 || r.left > innerWidth) unseen.push("outside the window: " + name);
  });
}"""
REACHED = """() => {
  const name = (e) => `${e.localName} “${e.textContent.trim().slice(0, 40)}”`;
  const never = expected.filter((e) => !reached.includes(e)).map((e) => "not reached: " + name(e));
  const order = reached.filter((e, i) => i && reached[i - 1] !== e && !(reached[i - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING));
  return [...unseen, ...never, ...order.map((e) => "out of order: " + name(e))].slice(0, 5);
}"""


@pytest.mark.parametrize("name", ["founding", "odd"])
def test_tab_reaches_everything_in_order_and_focus_can_be_seen(browser: Browser, sites: Sites, name: str) -> None:
    output, wrong, most = sites(name), {}, 1000 if THOROUGH else 40
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    with serving(output, ROOTS[name]) as address:
        for n, (kind, pages) in enumerate(kinds(output).items()):
            if not THOROUGH and kind not in MAIN and n % 2 != (name == "odd"):
                continue
            page.goto(address + pages[0])
            page.evaluate(WATCH)
            count = page.evaluate("expected.length")
            assert count > 10, pages[0]
            if count > most:
                page.evaluate(f"expected.length = {most}")
            for _ in range(min(count, most)):
                page.keyboard.press("Tab")
            if found := page.evaluate(REACHED):
                wrong[pages[0]] = found
            elif count <= most:
                page.keyboard.press("Tab")
                assert page.evaluate("document.activeElement === document.body || document.activeElement === expected[0]"), (
                    pages[0]
                )
    page.close()
    assert wrong == {}


def test_the_skip_link_shows_itself_and_leads_to_the_content(browser: Browser, sites: Sites) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto((sites("odd") / "2020/02/marks/index.html").as_uri())
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    box = skip.bounding_box()
    assert skip.inner_text() == "Skip to the content"
    assert box
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.close()


def test_a_wide_table_is_scrolled_by_the_keyboard_and_code_is_seen_whole(browser: Browser, sites: Sites) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    page.goto((sites("odd") / "2020/02/marks/index.html").as_uri())
    frame = page.locator(".prose .scroll").first
    assert (
        frame.get_attribute("aria-label")
        == "Year, Japan, France, Germany, Italy, Spain, Portugal, Norway, Sweden, Finland, Denmark, Iceland, Total of all"
    )
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth + 100")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.prose .scroll').scrollLeft > 0")
    assert page.locator(".prose pre").evaluate("e => e.scrollWidth <= e.clientWidth")
    page.close()


@pytest.mark.parametrize(
    "media",
    [{"forced_colors": "active"}, {"contrast": "more"}, {"reduced_motion": "reduce"}, {"reduced_motion": "no-preference"}],
)
def test_what_the_readers_machine_asks_for_is_given(browser: Browser, sites: Sites, media: dict[str, str]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.emulate_media(**media)
    page.goto((sites("founding") / "relations/japan-russia/index.html").as_uri())
    style = page.evaluate(
        """() => {
          const s = (e) => getComputedStyle(document.querySelector(e)), root = s("html");
          return { scroll: root.scrollBehavior, moves: s("main a").transitionDuration, ink: root.color, meta: s("main .meta, main .label, main small").color, paper: root.backgroundColor };
        }"""
    )
    assert (style["scroll"] == "smooth") == (media.get("reduced_motion") != "reduce")
    assert (style["moves"] == "0s") == (media.get("reduced_motion") == "reduce")
    if media.get("forced_colors"):
        assert style["ink"] != style["paper"]
        assert violations(page, "light", 1280) == []
    if media.get("contrast"):
        soft = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--soft')")
        assert soft == page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')")
    page.close()
