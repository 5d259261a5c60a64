"""The line of states on a country's page, the stories of those before it, and where a state that is gone leads on to."""

import re
from pathlib import Path

import pytest

from tests.conftest import Site, assert_as_clean


@pytest.fixture
def states(site: Site) -> Site:
    site.article("1905/09/portsmouth", countries="[Russian Empire, Japan]")
    for n in range(14):
        site.article(f"1956/10/moscow-{n:02}", countries="[Soviet Union, Japan]")
    site.article("1993/10/tokyo", countries="[Russia, Japan, {country: Soviet Union, role: subject}]")
    site.article("1900/05/bangkok", countries="[Siam, Russia]")
    site.article("1970/05/prague-a", countries="[Czechoslovakia, Japan]")
    site.article("1970/05/prague-b", countries="[Czechoslovakia, Japan]")
    for n in "ab":
        site.article(f"2001/05/{n}", countries="[Czechia, Japan]")
    result = site.build()
    assert not result.failed
    assert [str(i) for i in result.issues] == []
    return site


def plain(site: Site, path: str) -> str:
    """Give a page's text, with blanks run together."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", site.read(f"{path}/index.html")))


def test_the_line_is_drawn_with_its_years(states: Site) -> None:
    line = "Russian Empire 1721–1917 Soviet Russia 1917–1922 Soviet Union 1922–1991 Russia since 1991"
    for page in ("countries/russia", "countries/soviet-union", "countries/russian-empire"):
        assert line in plain(states, page)
    assert re.search(r'aria-current="true">\s*Soviet Union', states.read("countries/soviet-union/index.html"))


def test_branches_are_named(states: Site) -> None:
    assert "Also came out of Soviet Union: Armenia , Azerbaijan" in plain(states, "countries/soviet-union")
    assert "Also came out of" not in plain(states, "countries/russia")  # none of them has a page here
    assert "Austria-Hungary 1867–1918 Czechoslovakia 1918–1992 Czechia since 1993" in plain(states, "countries/czechia")


def test_a_state_that_joined_another_is_not_the_line_before_it(states: Site) -> None:
    states.article("1860/05/berlin", countries="[Prussia, Hanover]")
    states.article("1960/05/bonn", countries="[West Germany, Norway]")
    states.article("1961/05/pankow", countries="[East Germany, Norway]")
    states.article("1995/05/berlin", countries="[Germany, Norway]")
    states.build()
    text = plain(states, "countries/germany")
    assert "Also became part of Prussia: Hanover" in text
    assert (
        text.index("Prussia until 1871") < text.index("North German Confederation 1867–1871") < text.index("Germany since 1990")
    )
    assert "Also became part of Germany: East Germany , West Berlin" in text
    after = text[text.index("Before Germany") :]
    assert after.index("West Germany 1949") < after.index("East Germany 1949") < after.index("Prussia until")


def test_stories_of_earlier_states_stand_apart_the_nearest_first(states: Site) -> None:
    text = plain(states, "countries/russia")
    head = text.index("Before Russia")
    assert text.index("Tokyo") < head < text.index("Moscow 00") < text.index("Portsmouth")
    assert "Soviet Union 1922–1991 · 15 stories" in text
    assert "All 15 stories: Soviet Union" in text
    assert text.count("Tokyo") == 1  # under both states, and shown once
    assert text.count("Moscow ") == 12
    page = states.read("countries/russia/index.html")
    assert page[page.index('id="earlier"') :].count('<details class="fold">') == 2  # they are passed over until asked for


def test_a_site_may_only_lead_to_earlier_states(states: Site) -> None:
    settings = (states.folder / "site.toml").read_text("utf-8")
    states.write("site.toml", f'predecessors = "link"\n{settings}')
    states.build()
    text = plain(states, "countries/russia")
    assert "Soviet Union 1922–1991 · 15 stories" in text
    assert "Moscow" not in text


def test_a_state_that_is_gone_leads_to_the_pair_of_the_one_that_continues_it(states: Site) -> None:
    page = states.read("countries/soviet-union/index.html")
    with_others = page[page.index("With other states") :]
    assert "relations/japan-russia/" in with_others
    assert re.search(r"Japan</a>.*?>15<", with_others, re.DOTALL)
    assert re.search(r"Japan</a>.*?>16<", states.read("countries/russia/index.html"), re.DOTALL)


def test_the_pair_of_a_state_that_broke_up_leads_to_those_of_its_successors_and_back(states: Site) -> None:
    gone = states.read("relations/czechoslovakia-japan/index.html")
    assert "czechia-japan/index.html" in gone[gone.index("Pairs of the states after them") :]
    here = states.read("relations/czechia-japan/index.html")
    assert "czechoslovakia-japan/index.html" in here[here.index("Pairs of the states before them") :]


def test_a_state_is_shown_by_the_name_of_the_day(states: Site) -> None:
    assert "Siam – Russian Empire" in plain(states, "countries/thailand")
    assert re.search(r"Siam \(here:.*?countries/thailand/", states.read("1900/05/bangkok/index.html"), re.DOTALL)


def test_what_earlier_states_show_is_rendered_again_when_it_changes(states: Site, tmp_path: Path) -> None:
    states.article("1956/10/moscow-00", "Another text.", title="A new headline", countries="[Soviet Union, Japan]")
    states.build()
    assert "A new headline" in states.read("countries/russia/index.html")
    states.article("1956/11/later", countries="[Soviet Union, Norway]")
    states.article("1970/05/prague-b", countries="[Czechoslovakia, Norway]")
    states.build()
    assert "16 stories" in plain(states, "countries/russia")
    assert not (states.output / "relations/czechoslovakia-japan").exists()
    assert "Pairs of the states before them" not in states.read("relations/czechia-japan/index.html")
    assert_as_clean(states, tmp_path)
