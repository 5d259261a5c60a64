"""Malaysia, which Singapore left in 1965, was told to have become part of Singapore."""

import re

from tests.conftest import Site


def test_a_state_that_lives_on_did_not_join_the_one_that_left_it(site: Site) -> None:
    site.article("2018/11/talks", countries="[Singapore, Malaysia]")
    site.build()
    page = site.read("countries/singapore/index.html")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
    assert "Singapore came out of: Malaysia" in text
    assert not re.search(r"became part of Singapore:[^.]*Malaysia", text)
    drawn = page[page.index('<svg class="to-scale"') : page.index("</svg>")]
    assert "malaysia/index.html" in drawn
