"""Of years that all have as many stories, none is the one with the most: a chart of them was one red block."""

from tests.conftest import Site


def test_only_a_year_that_stands_out_is_marked(site: Site) -> None:
    site.article("2001/03/talks", tags="[peace, trade]")
    site.article("2002/03/talks", tags="[peace, trade]")
    site.article("2002/04/talks", tags="[trade]")
    assert not site.build().failed
    assert {tag: site.read(f"tags/{tag}/index.html").count('class="most"') for tag in ("peace", "trade")} == {
        "peace": 0,
        "trade": 1,
    }
