"""Every kind of page can be read at any size: on a telephone, on a desk, enlarged four times, with wider spacing, with larger letters.

The longest page of each kind is looked at. `make validate` looks at all four sites in every way.
"""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serving
from tests.browser.looks import FITS, LARGE, READABLE, SPACED
from tests.stress.sites import ROOTS, THOROUGH, Sites, kinds

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280)
"""The first is that of a desk's screen of 1280 at 400 %: WCAG 2.2, 1.4.10."""
CROWDED = ("chronology", "country", "country-index", "front", "relation", "stories")
"""What 5,000 stories can make long."""


def faults(page: Page, widths: tuple[int, ...], styles: tuple[tuple[int, str], ...] = ()) -> dict[str, list[str]]:
    """Look at a page in several widths, and in some with a style of the reader's."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 256})
        for style in ("", *(style for at, style in styles if at == width)):
            tag = page.add_style_tag(content=style) if style else None
            if bad := page.evaluate(FITS) or page.evaluate(READABLE):
                found[f"{page.url} at {width} px {style[:8]}"] = bad
            if tag:
                tag.evaluate("tag => tag.remove()")
    return found


@pytest.mark.parametrize("name", ["odd", "founding", "mirrored", "crowd"])
def test_every_kind_of_page_fits_every_screen_with_any_spacing_and_letters_twice_as_large(
    browser: Browser, sites: Sites, name: str
) -> None:
    widths = WIDTHS if THOROUGH or name == "odd" else (360,) if name == "founding" else (360, 1280)
    styles = ((320, SPACED), (1280, SPACED), (1280, LARGE)) if THOROUGH or name == "odd" else ()
    output, wrong = sites(name), {}
    page = browser.new_page(reduced_motion="reduce")
    with serving(output, ROOTS[name]) as address:
        for kind, pages in kinds(output).items():
            if THOROUGH or name != "crowd" or kind in CROWDED:
                page.goto(address + pages[-1])
                wrong |= faults(page, widths, styles)
    page.close()
    assert wrong == {}


def test_the_checks_see_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.set_content("<p style='inline-size: 30rem'>Too wide</p>")
    assert "px too wide: p. Too wide" in page.evaluate(FITS)[0]
    page.set_content("<div style='block-size: 1rem; overflow: hidden'>Cut<br>off</div>")
    assert page.evaluate(READABLE)[0].startswith("cut off: div.")
    page.set_content("<p>Below</p><p style='margin-block-start: -2.2rem'>Above</p>")
    assert page.evaluate(READABLE) == ["p. “Above” lies on p. “Below”"]
    page.set_content("<div style='overflow: auto'><p style='inline-size: 30rem'>Can be scrolled</p></div><p>Alone</p>")
    assert page.evaluate(FITS) == page.evaluate(READABLE) == []
    page.close()
