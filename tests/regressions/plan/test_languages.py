"""Words of another language than the site's that did not say so."""

import re

import pytest

from tests.conftest import Site

SUMMARY, TEXT = "Une ville.", "Une ville sur la Loire."


@pytest.fixture
def built(site: Site) -> Site:
    site.article("2019/01/a", places="[Nantes]", countries="[France]")
    site.article("2019/02/a", places="[Nantes]", countries="[France]")
    site.write("content/places/nantes.md", f"---\nname: Nantes\nlang: fr\nsummary: {SUMMARY}\n---\n\n{TEXT}\n")
    site.write("content/places/tours.md", f"---\nname: Tours\nlang: en\nsummary: {SUMMARY}\n---\n\n{TEXT}\n")
    site.write("content/dossiers/loire.md", f"---\nname: Loire\nlang: fr\nsummary: {SUMMARY}\n---\n\n{TEXT}\n")
    assert not site.build().failed
    return site


@pytest.mark.parametrize("page", ["places/nantes", "dossiers/loire"])
def test_a_profile_did_not_name_its_language(built: Site, page: str) -> None:
    html = built.read(f"{page}/index.html")
    assert re.search(rf'<p class="standfirst" lang="fr" dir="auto">{SUMMARY}', html)
    assert re.search(rf'<div class="prose" lang="fr" dir="auto"><p>{TEXT}', html)


def test_the_note_of_an_index_did_not_name_its_language(built: Site) -> None:
    assert re.search(rf' lang="fr" dir="auto">{SUMMARY}', built.read("dossiers/index.html"))


def test_a_profile_in_the_sites_language_says_nothing(built: Site) -> None:
    assert ' lang="en" dir="auto"' not in built.read("places/tours/index.html")
