"""What the pages of a country, a person and an organisation tell besides their stories, and that it is rendered again."""

import re
from pathlib import Path

import pytest

from tests.conftest import Site, assert_as_clean


def plain(site: Site, path: str) -> str:
    """Give a page's text, with blanks run together."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", site.read(f"{path}/index.html")))


@pytest.fixture
def talks(site: Site) -> Site:
    site.article(
        "2019/01/moscow",
        countries="[Russia, Japan]",
        people="[Shinzo Abe, Vladimir Putin, A Guest]",
        agreements="[Joint Declaration, Yalta Agreement]",
        organisations="[TASS]",
        sources="[{publisher: TASS, title: One}, {publisher: Reuters, title: Two}]",
        statements="[{speaker: Shinzo Abe, text: We shall talk., via: [{name: TASS, role: agency}]}]",
    )
    site.article("2018/11/singapore", countries="[Russia, Japan, {country: Singapore, role: host}]", people="[Shinzo Abe]")
    site.write(
        "content/people/abe.md",
        "---\nname: Shinzo Abe\ncountry: [Japan]\noffices:\n"
        "- {title: Chief Cabinet Secretary, country: Japan, from: 2005-10-31, to: 2006-09-26}\n"
        "- {title: Prime Minister of Japan, country: Japan, from: 2012-12-26, to: 2020-09-16}\n---\n",
    )
    site.write(
        "content/agreements/declaration.md",
        "---\nname: Joint Declaration\nsigned: 1956-10-19\nin_force: 1956-12-12\n"
        "parties: [{country: Soviet Union}, {country: Japan}]\n---\n",
    )
    site.write(
        "content/agreements/yalta.md",
        "---\nname: Yalta Agreement\nsigned: 1945-02-11\nparties: [{country: Soviet Union}, {country: United States}]\n---\n",
    )
    assert not site.build().failed
    return site


def test_a_country_has_its_people_with_the_office_of_the_day_before_those_of_others(talks: Site) -> None:
    text = plain(talks, "countries/japan")
    own, others = text.index("Its people"), text.index("People of others")
    assert "Shinzo Abe Prime Minister of Japan 2" in text[own:others]
    assert "Vladimir Putin" in text[others:]


def test_a_countrys_own_agreements_in_force_stand_apart_from_those_of_others(talks: Site) -> None:
    text = plain(talks, "countries/japan")
    force, others = text.index("Agreements in force"), text.index("1 of others, in these stories")
    assert force < text.index("1956 Joint Declaration in force since 12 December 1956") < others < text.index("Yalta Agreement")
    text = plain(talks, "countries/russia")
    assert "of others, in these stories" not in text  # it continues the Soviet Union


def test_a_country_of_one_story_shows_it_whole_and_says_what_it_was_in_it(talks: Site) -> None:
    text = plain(talks, "countries/singapore")
    assert "Named in 1 story of 2018." in text and "Its part host" in text
    assert "The story" in text and "Stories by year" not in text and "1 stories" not in text


def test_a_person_without_a_profile_is_told_by_the_stories(talks: Site) -> None:
    text = plain(talks, "people/a-guest")
    assert "Named in 1 story of 2019." in text
    assert "Named together with Shinzo Abe Vladimir Putin" in text and "Life" not in text


def test_an_organisation_is_counted_as_a_source(talks: Site, tmp_path: Path) -> None:
    assert "1 story names it 1 source published by it cited in 1 story 1 statement passed on by it" in plain(
        talks, "organisations/tass"
    )
    assert "TASS Sources: 1 2019" in plain(talks, "organisations")
    talks.article("2019/02/later", sources="[{publisher: TASS, title: Three}]")
    talks.build()
    assert "2 sources published by it cited in 2 stories" in plain(talks, "organisations/tass")
    assert "TASS Sources: 2 2019" in plain(talks, "organisations")
    assert_as_clean(talks, tmp_path)


def test_letters_come_with_many_people_and_an_accent_makes_no_other_letter(site: Site) -> None:
    names = [f"{'OÖA'[n % 3]}nna {n:02}" for n in range(24)]
    site.article("2019/01/a", people=f"[{', '.join(names)}]")
    site.build()
    assert "letter-1" not in site.read("people/index.html")  # 24
    site.article("2019/02/b", people="[Zoe]")
    site.build()
    text = site.read("people/index.html")
    assert re.findall(r'<h2 id="letter-\d+">(.)</h2>', text) == ["A", "O", "Z"]


def test_the_newest_stories_have_standfirsts_and_the_older_stand_by_year(site: Site) -> None:
    for year in range(2001, 2011):
        site.article(f"{year}/05/story-{year}", f"Text of {year}.", countries="[Norway, Japan]")
    site.build()
    text = plain(site, "countries/norway")
    assert "Text of 2007." in text and "Text of 2006." not in text
    assert text.index("Before that") < text.index("2006 Story 2006 15 May") < text.index("2001 Story 2001 15 May")
