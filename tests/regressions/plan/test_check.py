"""What `check` passed, and `build` failed on."""

import pytest

from communique.build.options import Options
from communique.checks import check
from tests.conftest import NOW, Site


def found(site: Site) -> list[tuple[str, str]]:
    issues = check(site.folder, Options(drafts=True, now=NOW, jobs=1)).issues
    return [(i.code, i.severity) for i in issues]


def test_check_knew_a_country_from_a_profile_that_is_a_draft(site: Site) -> None:
    site.write("content/countries/narnia.md", "---\nname: Narnia\nstatus: draft\n---\n")
    site.article("2019/01/a", countries="[Narnia]")
    assert site.build().failed
    assert found(site) == [("unknown-country", "error")]


def test_check_found_no_link_to_a_page_that_only_drafts_make(site: Site) -> None:
    site.article("2019/01/a", "See [b](/tags/secret/).")
    site.article("2019/01/b", status="draft", tags="secret")
    assert site.build().failed
    assert found(site) == [("missing-page", "error")]


def test_check_finds_the_faults_of_drafts_too_and_each_fault_once(site: Site) -> None:
    site.article("2019/01/a", "See [b](gone.md).")
    site.article("2019/01/b", "See [c](gone.md).", status="draft")
    assert found(site) == [("missing-link", "error")] * 2


@pytest.mark.parametrize("link", ["/2019/01/b/", "b.md"])
def test_check_says_as_build_does_that_a_link_is_left_out(site: Site, link: str) -> None:
    site.article("2019/01/a", f"See [b]({link}).")
    site.article("2019/01/b", status="draft")
    assert not site.build().failed
    assert found(site) == [("link-to-held-back", "warning")]


def test_check_renders_pages_as_they_are_without_drafts(site: Site) -> None:
    site.write("templates/article.html", "{% if not page.links.values()|list|first %}{{ gone.away }}{% endif %}")
    site.article("2019/01/a", "See [b](b.md).")
    site.article("2019/01/b", "See [a](a.md).", status="draft")
    assert site.build().failed
    assert found(site) == [("link-to-held-back", "warning"), ("template-fault", "error")]
