"""What stood in lists and feeds, in which order, and under which name."""

import pytest

from tests.conftest import SETTINGS, Site
from tests.regressions.plan.conftest import Planning


def pages(site: Site, planned: Planning, **options: int) -> dict[str, object]:
    loaded = planned(site, **options)
    assert loaded.plan is not None, loaded.issues
    return {p.route: p.context for p in loaded.plan.pages}


# 21


def test_retracted_stories_stayed_in_the_feeds_of_terms_and_pairs(site: Site, planned: Planning) -> None:
    for n in (1, 2, 3):
        status = "retracted" if n == 2 else "published"
        site.article(f"2019/01/s{n}", countries="[Japan, Russia]", tags="t", status=status)
    found = pages(site, planned)
    for route in ("/feed.xml", "/feed.json", "/tags/t/feed.xml", "/relations/japan-russia/feed.xml"):
        assert sorted(e.route for e in found[route].entries) == ["/2019/01/s1/", "/2019/01/s3/"], route


# 22 and 27


def test_statements_of_one_story_were_sorted_by_their_anchors_as_texts(site: Site, planned: Planning) -> None:
    said = ", ".join(f"{{speaker: Abe, text: Word {n}}}" for n in range(1, 13))
    site.article("2019/01/a", statements=f"[{said}]", people="[Abe]", countries="[Japan, Russia]")
    site.article("2019/01/b", countries="[Japan, Russia]")
    site.article("2019/02/c", statements="[{speaker: Abe, text: Later}]", people="[Abe]")
    found = pages(site, planned)
    wanted = [f"Word {n}" for n in range(1, 13)]
    assert [s.text for s in found["/statements/"].statements] == ["Later", *wanted]
    assert [s.text for s in found["/people/abe/"].statements] == ["Later", *wanted[:3]]
    assert [s.text for said in found["/relations/japan-russia/"].position.first for s in said.statements] == wanted


def test_a_place_lists_its_parts(site: Site, planned: Planning) -> None:
    site.write("content/places/kurils.md", "---\nname: Kurils\n---\n")
    for name in ("Iturup", "Kunashir"):
        site.write(f"content/places/{name.lower()}.md", f"---\nname: {name}\npart_of: [Kurils, Kurils]\n---\n")
    found = pages(site, planned)
    assert [x.place.text for x in found["/places/kurils/"].facts.parts] == ["Iturup", "Kunashir"]


# 18


@pytest.mark.parametrize("name", ["The Free State of Zog", "Free State of Zog, The", "Freé-State of Zog"])
def test_an_unknown_country_was_called_by_its_slug(site: Site, planned: Planning, name: str) -> None:
    site.write("site.toml", SETTINGS.replace("[search]", 'unknown_countries = "allow"\n[search]'))
    for n in (1, 2):
        site.article(f"2019/01/s{n}", countries=f'["{name}", Japan]', people="[Ahmed]")
    site.write("content/people/ahmed.md", f'---\nname: Ahmed\ncountry: ["{name}"]\n---\n')
    found = pages(site, planned)
    assert found["/countries/free-state-of-zog/"].title == name
    assert found["/relations/free-state-of-zog-japan/"].title == f"{name} – Japan"
    assert found["/people/ahmed/"].facts.countries[0].route == "/countries/free-state-of-zog/"


def test_the_pages_of_countries_whose_pairs_have_a_text_and_no_story_could_not_be_made(site: Site) -> None:
    site.write("content/relations/egypt-libya.md", "---\ncountries: [Egypt, Libya]\n---\n\nTwo neighbours.\n")
    site.write("content/relations/chad-libya.md", "---\ncountries: [Chad, Libya]\n---\n\nTwo neighbours.\n")
    site.write("content/relations/chad-niger.md", "---\ncountries: [Chad, Niger]\n---\n\nTwo neighbours.\n")
    site.article("2019/01/a", countries="Libya")
    assert {i.code for i in site.build().issues} == {"pair-without-stories"}
    assert "chad-niger/index.html" in site.read("relations/index.html")
    assert "relations/egypt-libya/index.html" in site.read("countries/libya/index.html")
    assert "Two neighbours." in site.read("relations/egypt-libya/index.html")
