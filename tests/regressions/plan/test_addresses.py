"""Pages that would have been written over each other."""

import pytest

from tests.conftest import SETTINGS, Site
from tests.regressions.plan.conftest import Planning


def told(site: Site, planned: Planning) -> list[str]:
    return [str(i) for i in planned(site).issues]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[/index.html/x/]", "[]"),
        ("[/old.html]", "[/old.html/b/]"),
        ("[/old.html/b/]", "[/old.html]"),
        ("[/2019/index.html/c/]", "[]"),
        ("[/feed.xml/a/b/]", "[]"),
    ],
)
def test_a_page_below_another_ones_file_was_no_fault(site: Site, planned: Planning, first: str, second: str) -> None:
    site.article("2019/01/a", aliases=first)
    site.article("2019/01/b", aliases=second)
    (line,) = told(site, planned)
    assert "one is a file, the other a folder" in line
    assert line.startswith("content/articles/2019/01/")


def test_a_page_called_index_html_was_no_fault(site: Site, planned: Planning) -> None:
    site.write("content/pages/x.md", "---\ntitle: X\nslug: index.html\n---\n")
    site.article("2019/01/a")
    assert [line for line in told(site, planned) if line.startswith("content/pages/x.md:3:")]


def test_two_addresses_of_one_file_were_no_fault(site: Site, planned: Planning) -> None:
    site.article("2019/01/a", aliases="[/2019/02/index.html]")
    site.article("2019/02/b")
    (line,) = told(site, planned)
    assert "is taken by" in line and line.startswith("content/articles/2019/01/a.md:")


@pytest.mark.parametrize("slug", ["media", "static", "pagefind"])
def test_a_note_in_a_folder_of_files_was_no_fault(site: Site, planned: Planning, slug: str) -> None:
    site.write("content/pages/x.md", f"---\ntitle: X\nslug: {slug}\n---\n")
    assert [line for line in told(site, planned) if line.startswith("content/pages/x.md:3:")]


def test_a_note_at_a_taken_index_names_its_file(site: Site, planned: Planning) -> None:
    site.write("site.toml", SETTINGS)
    site.write("content/pages/x.md", "---\ntitle: X\nslug: statements\n---\n")
    (line,) = told(site, planned)
    assert line.startswith("content/pages/x.md:3:") and "/statements/ is taken" in line


@pytest.mark.parametrize(
    ("tag", "route"),
    [("peace \N{DOVE OF PEACE}\ufe0f talks", "/tags/peace-talks/"), ("5\ufe0f\u20e3 points", "/tags/5-points/")],
)
def test_the_address_of_a_term_with_a_picture_kept_what_cannot_be_seen_of_it(
    site: Site, planned: Planning, tag: str, route: str
) -> None:
    site.article("2019/01/a", tags=f'["{tag}"]')
    assert route in {page.route for page in planned(site).plan.pages}
