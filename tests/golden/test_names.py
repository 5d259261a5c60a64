"""Contested names in the founding archive: what a place's card says, and how a story keeps its source's names."""

import re
from html import unescape

from tests.golden.test_founding import SEED


def words(html: str) -> list[str]:
    """Give the texts of a piece of HTML, one a line."""
    return [t for t in (" ".join(unescape(t).split()) for t in re.split(r"<[^>]*>", html)) if t]


def part(text: str, start: str, end: str) -> str:
    at = text.index(start)
    return text[at : text.index(end, at)]


def test_a_contested_places_card(pages: dict[str, str]) -> None:
    text = pages["places/iturup/index.html"]
    assert words(part(text, '<dl class="sides">', "</dl>")) == [
        "In", "Russia", "Итуруп", "Russian", "Cyrillic", "In", "Japan", "択捉島", "Etorofu-tō", "Japanese",
    ]  # fmt: skip
    assert words(part(text, '<p class="label-note">', "</p>")) == [
        "Why “Iturup”?",
        "The form most common in English reference works. Japan calls it Etorofu.",
        "How this archive names what is contested",
    ]
    assert 'href="../../about/index.html#names"' in part(text, '<p class="label-note">', "</p>")
    assert 'id="names"' in pages["about/index.html"]
    held = words(part(text, 'aria-labelledby="held"', "</section>"))
    assert held[-7:] == ["Russia", "since", "26 December 1991", "Claimed by", "Japan", "since", "1955"]
    assert words(part(text, "<h2>Part of</h2>", "</section>")) == [
        "Part of", "Kuril Islands", "in the view of", "Russia", "; not in that of", "Japan", "Northern Territories", "in the view of", "Japan",
    ]  # fmt: skip


def test_the_kuril_islands_show_the_claim_and_are_contested(pages: dict[str, str]) -> None:
    text = pages["places/kuril-islands/index.html"]
    held = words(part(text, 'aria-labelledby="held"', "</section>"))
    assert held[-11:] == [
        "Japan", "parts of it:", "Habomai", ",", "Iturup", ",", "Kunashir", ",", "Shikotan", "since", "1955",
    ]  # fmt: skip
    pair = pages["relations/japan-russia/index.html"]
    contested = part(pair, ">Contested places</h2>", "</section>")
    for place in ("kuril-islands", "iturup", "kunashir", "shikotan", "habomai"):
        assert f"places/{place}/" in contested, place


def test_the_kuril_islands_lead_to_the_declaration_of_1956_and_its_story(pages: dict[str, str]) -> None:
    text = pages["places/kuril-islands/index.html"]
    assert "agreements/soviet-japanese-joint-declaration/" in part(text, 'aria-labelledby="about-it"', "</section>")
    assert "2018/11/singapore-1956-as-basis/" in part(text, 'aria-labelledby="of-parts"', "</section>")


def test_the_seeds_tag_line_is_kept_as_printed_and_leads_to_what_is_meant(pages: dict[str, str]) -> None:
    line = part(pages[SEED], "Tagged in the source:", "</p>")
    assert "".join(words(line)).removeprefix("Tagged in the source:") == "Russia,Japan,Kuril Islands,Shinzo Abe,Putin"
    found = re.findall(r'href="(?:\.\./)*([^"]+)/index.html"', line)
    assert found == [
        "countries/russia",
        "countries/japan",
        "places/kuril-islands",
        "people/shinzo-abe",
        "people/vladimir-putin",
    ]


def test_the_seeds_aside_tells_who_claims_parts_of_the_kurils(pages: dict[str, str]) -> None:
    places = part(pages[SEED], ">Places</h2>", "</section>")
    kurils = places[places.index("kuril-islands/") :]
    assert "held by" in kurils and "claims parts of it:" in kurils
