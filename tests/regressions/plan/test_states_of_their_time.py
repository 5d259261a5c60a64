"""A state or an office was taken for the one of another time."""

from tests.conftest import SETTINGS, Site

ROC = "Republic of China"


def test_a_party_to_an_agreement_is_the_state_that_it_was_when_it_signed(site: Site) -> None:
    site.write("site.toml", f"pair_threshold = 1\n{SETTINGS}")
    site.article("1945/06/charter", countries=f"[{ROC}, Japan]", agreements="[Charter]")
    site.article("1952/04/treaty", countries="[Taiwan, Japan]")
    parties = "".join(
        f"  - {{country: {c}, actions: [{{action: signed, date: 1945-06-26}}]}}\n" for c in (ROC, "Empire of Japan")
    )
    site.write("content/agreements/charter.md", f"---\nname: Charter\nsigned: 1945-06-26\nparties:\n{parties}---\n\nText.\n")
    assert not [i for i in site.build().issues if i.severity == "error"]
    assert "agreements/charter/" in site.read("relations/china-japan/index.html")
    assert "agreements/charter/" not in site.read("relations/japan-taiwan/index.html")
    charter = site.read("agreements/charter/index.html")
    assert "relations/china-japan/" in charter and "relations/japan-taiwan/" not in charter
    assert "countries/republic-of-china/" in charter and "countries/taiwan/" not in charter


def test_a_statement_is_listed_for_the_state_for_which_it_then_was(site: Site) -> None:
    site.write(
        "content/people/chiang.md",
        f"---\nname: Chiang\noffices:\n  - {{title: Chairman, country: {ROC}, from: 1943-08-01, to: 1948-05-20}}\n---\n\nA life.\n",
    )
    site.article(
        "1945/06/charter",
        countries=f"[{ROC}]",
        people="[Chiang]",
        statements='[{speaker: Chiang, text: "We agree.", via: [X]}]',
    )
    assert not [i for i in site.build().issues if i.severity == "error"]
    assert "We agree." in site.read("statements/countries/china/index.html")
    assert not (site.output / "statements/countries/taiwan").exists()
    text = next(p.read_text() for p in (site.output / "statements/1945").rglob("*chiang*/index.html"))
    assert "countries/republic-of-china/" in text and "countries/taiwan/" not in text


def test_who_held_an_office_when_something_began_that_goes_on_is_shown_in_it(site: Site) -> None:
    site.write(
        "content/people/abe.md",
        "---\nname: Abe\noffices:\n  - {title: Prime Minister, country: Japan, from: 2012-12-26, to: 2020-09-16}\n---\n\nA life.\n",
    )
    site.write(
        "content/places/iturup.md", "---\nname: Iturup\nclaimed_by:\n  - {country: Japan, to: 2020}\n---\n\nAn island.\n"
    )
    site.article("2019/01/talks", event_date="2019-01-14/..", people="[Abe]", places="[Iturup]")
    assert not site.build().issues
    story = site.read("2019/01/talks/index.html")
    assert "Prime Minister" in story and "claimed by" in story.lower()
