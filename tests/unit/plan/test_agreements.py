"""Agreements' pages and their export: what a reader and a program find there."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Site, assert_as_clean

PACT = """\
---
name: Neutrality Pact
short: The Pact
kind: pact
signed: 1941-04-13
in_force: 1941-04-25
ended: 1946-04-25
place: Moscow
places: [Sakhalin, Atlantis]
depositary: [Soviet Union, League]
languages: [ja, ru]
texts:
  - {lang: ja, authentic: true, prevails: true, title: Jōyaku, url: 'https://texts.example/ja'}
  - {lang: en, url: 'https://texts.example/en', archived: 'https://web.example/en'}
registration: {series: LNTS, volume: 34, number: 866, date: 1941-05, url: 'https://lnts.example/866'}
parties:
  - country: Soviet Union
    actions:
      - {action: signed, date: 1941-04-13, by: [Molotov], note: at night}
      - {action: ratified, date: 1941-04-25}
  - country: Japan
    actions: [{action: signed, date: 1941-04-13}, {action: ratified, date: 1941-04-25}]
  - country: Norway
    actions: [{action: refused to sign, date: 1941-04-13}]
status_events:
  - {event: denounced, date: 1945-04-05, by: [Soviet Union, Japan], article: ../articles/1945/04/notice.md, note: a year ahead}
  - {event: superseded, date: 1945-08-09, as_to: Article 2, agreement: Alliance}
---

A pact.
"""


@pytest.fixture
def pact(site: Site) -> Site:
    site.write("content/agreements/pact.md", PACT)
    site.write("content/agreements/alliance.md", "---\nname: Alliance\nkind: treaty\nsigned: 1945-08-09\n---\n")
    site.write("content/places/sakhalin.md", "---\nname: Sakhalin\n---\n")
    site.write("content/organisations/league.md", "---\nname: League\n---\n")
    for path, role, date in (
        ("1941/04/signed", "signs", "1941-04-13"),
        ("1941/05/ratified", "ratifies", "1941-04-25"),
        ("1945/04/notice", "denounces", "1945-04-05"),
        ("1960/01/history", "concerns", "1960-01-01"),
        ("1961/01/memory", "", "1961-01-01"),
    ):
        named = f"[{{agreement: Neutrality Pact, relation: {role}}}]" if role else "[Neutrality Pact]"
        site.article(path, agreements=named, event_date=date, countries="[Soviet Union, Japan]")
    return site


def page(site: Site, path: str = "agreements/neutrality-pact") -> str:
    """Give a page with few tags left in it."""
    return re.sub(r"\s+", " ", re.sub(r"<(?!/?(?:a|h2|h3|td|th|tr|li)\b)[^>]*>", "", site.read(f"{path}/index.html")))


def sections(text: str) -> dict[str, str]:
    """Give what follows each heading."""
    return {m[1]: m[2] for m in re.finditer(r"<h2[^>]*>([^<]+)</h2>(.*?)(?=<h2|$)", text)}


def test_stories_stand_by_what_is_done_in_them(pact: Site) -> None:
    result = pact.build()
    assert not result.failed
    assert [i.code for i in result.issues] == ["unknown-place"]
    found = sections(page(pact))
    for heading, slug in (("Signed in", "signed"), ("Ratified in", "ratified"), ("Denounced in", "notice")):
        assert re.findall(r'<h3[^>]*><a href="[./]*/\d+/\d+/([a-z]+)/', found[heading]) == [slug], heading
    assert re.findall(r'<h3[^>]*><a href="[./]*/\d+/\d+/([a-z]+)/', found["Stories that concern it"]) == ["memory", "history"]
    assert "Suspended in" not in found


def test_stories_that_act_are_not_listed_again_on_later_pages(pact: Site, tmp_path: Path) -> None:
    pact.write("site.toml", 'title = "T"\nbase_url = "https://archive.example/"\npage_size = 1\n[search]\nenabled = false\n')
    assert not pact.build().failed
    first, second = page(pact), page(pact, "agreements/neutrality-pact/page/2")
    assert "Memory" in sections(first)["Stories that concern it"] and "History" in sections(second)["Stories"]
    assert "Signed in" not in sections(second) and "Its life" not in sections(second)
    assert not (pact.output / "agreements/neutrality-pact/page/3").exists()
    pact.article("1945/04/notice", agreements="[Neutrality Pact]", event_date="1945-04-05")
    pact.build()
    assert (pact.output / "agreements/neutrality-pact/page/3").exists()
    assert_as_clean(pact, tmp_path)


def test_the_table_gives_the_answer_for_any_day(pact: Site) -> None:
    pact.build()
    rows = re.findall(r"<tr>(.*?)</tr>", sections(page(pact))["How it stood"])
    cells = [[re.sub(r"<[^>]+>", "", c).strip() for c in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in rows]
    assert cells == [
        ["From", "Until", "Status", "In force"],
        ["The whole"],
        ["13 April 1941", "25 April 1941", "signed", "no"],
        ["25 April 1941", "5 April 1945", "in force", "yes"],
        ["5 April 1945", "25 April 1946", "denounced", "yes"],
        ["25 April 1946", "", "terminated", "no"],
        ["Norway"],
        ["13 April 1941", "", "refused to sign", "no"],
    ]


def test_its_life_names_parties_parts_agreements_and_stories(pact: Site) -> None:
    pact.build()
    life = sections(page(pact))["Its life"]
    turns = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", li)).strip() for li in re.findall(r"<li.*?</li>", life)]
    assert turns == [
        "13 April 1941Signed by Soviet Union , Empire of Japan",
        "13 April 1941Refused to sign by Norway",
        "25 April 1941Ratified by Soviet Union , Empire of Japan",
        "25 April 1941In force",
        "5 April 1945Denounced by Soviet Union , Empire of Japan a year ahead Notice",
        "9 August 1945Superseded as to Article 2 by Alliance",
        "25 April 1946Terminated",
    ]
    assert "agreements/alliance/index.html" in life and "1945/04/notice/index.html" in life


def test_what_is_known_of_the_instrument_stands_beside(pact: Site) -> None:
    pact.build()
    text = page(pact)
    found = sections(text)
    assert "places/sakhalin/index.html" in found["Places it disposes of"] and "Atlantis" in found["Places it disposes of"]
    assert '<a href="https://lnts.example/866" rel="external">LNTS vol. 34, No. 866</a>' in found["The instrument"]
    assert "organisations/league/index.html" in found["The instrument"]
    texts = re.findall(r"<li>(.*?)</li>", found["Texts"])
    assert [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", t)).strip() for t in texts] == [
        "Jōyaku Japanese, authentic; this text prevails",
        "English translation, archived copy",
        "Russian authentic",
    ]
    assert "In shortThe Pact" in text
    assert "Neutrality Pact" in sections(page(pact, "agreements/alliance"))["Earlier agreements"]


def test_the_pair_of_its_parties_is_linked_as_soon_as_it_has_a_page(pact: Site, tmp_path: Path) -> None:
    pact.write(
        "site.toml", 'title = "T"\nbase_url = "https://archive.example/"\npair_threshold = 6\n[search]\nenabled = false\n'
    )
    assert not pact.build().failed
    assert "relations/japan-russia" not in page(pact)
    pact.article("1970/01/other", countries="[Soviet Union, Japan]")
    assert not pact.build().failed
    assert 'Relations<a href="../../relations/japan-russia/index.html">Japan – Russia</a>' in page(pact)
    assert_as_clean(pact, tmp_path)


def test_many_parties_are_folded_in_columns(site: Site) -> None:
    def write(count: int) -> str:
        rows = "".join(
            f"  - {{country: State {n:02}, actions: [{{action: signed, date: 1950-01-01, by: [Envoy]}},"
            f" {{action: ratified, date: 1951-01-{n + 1:02}}}]}}\n"
            for n in range(count)
        )
        site.write(
            "content/agreements/pact.md",
            f"---\nname: Pact\nkind: pact\nsigned: 1950-01-01\nin_force: 1951-01-01\nparties:\n{rows}---\n",
        )
        states = ", ".join(f"State {n:02}" for n in range(count))
        for n in range(count):
            site.write(f"content/countries/state-{n:02}.md", f"---\nname: State {n:02}\nkind: state\n---\n")
        site.article("1950/01/signed", agreements="[Pact]", event_date="1950-01-01", countries=f"[{states}]")
        assert not site.build().failed
        return site.read("agreements/pact/index.html")

    few = write(12)
    assert 'class="fold each"' not in few
    assert few.count('<th scope="rowgroup" rowspan="2">') == 12
    many = write(13)
    assert many.count('<details class="fold each">') == 3
    assert '<dd><a href="#parties">13 parties</a></dd>' in many
    found = {k: " ".join(re.sub("<[^>]+>", " ", v).split()) for k, v in sections(many.replace("\n", " ")).items()}
    assert "Signed by all parties" in found["Its life"]
    assert "13 acts of parties 1 January 1951 ratified by State 00 2 January 1951" in found["Its life"]
    assert (
        "For each party State 01 signed 1 January 1950 – 2 January 1951 in force since 2 January 1951 State 02"
        in found["How it stood"]
    )
    assert "13 parties State 00 signed 1 January 1950 by Envoy ratified 1 January 1951 State 01" in found["Parties"]


def test_a_story_that_tells_of_a_turn_may_be_renamed(pact: Site, tmp_path: Path) -> None:
    assert not pact.build().failed
    pact.article(
        "1945/04/notice",
        title="Another title",
        agreements="[{agreement: Neutrality Pact, relation: denounces}]",
        event_date="1945-04-05",
        countries="[Soviet Union, Japan]",
        slug="anew",
    )
    assert not pact.build().failed
    assert "1945/04/anew/index.html" in sections(page(pact))["Its life"]
    assert_as_clean(pact, tmp_path)


def test_an_agreement_without_a_profile_has_a_page_of_its_stories(pact: Site) -> None:
    pact.article("1970/01/fish", agreements="[{agreement: Fisheries Accord, relation: signs}]")
    assert not pact.build().failed
    assert "Fish" in sections(page(pact, "agreements/fisheries-accord"))["Signed in"]


def test_machines_read_it_as_legislation(pact: Site) -> None:
    pact.build()
    m = re.search(r'<script type="application/ld\+json">(.*?)</script>', pact.read("agreements/neutrality-pact/index.html"))
    assert m
    data = json.loads(m[1])
    assert data["@type"] == "Legislation"
    assert data["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert data["legislationDate"] == "1941-04-13"
    assert data["legislationIdentifier"] == "LNTS vol. 34, No. 866"
    assert data["inLanguage"] == ["ja", "ru"]
    assert [c["name"] for c in data["legislationJurisdiction"]] == ["Soviet Union", "Empire of Japan", "Norway"]
    other = re.search(r'<script type="application/ld\+json">(.*?)</script>', pact.read("agreements/alliance/index.html"))
    assert other
    data = json.loads(other[1])
    assert "legislationLegalForce" not in data  # nobody says whether it is in force
    assert [c["name"] for c in data["legislationChanges"]] == ["Neutrality Pact"]


def test_all_agreements_are_there_as_json(pact: Site) -> None:
    pact.build()
    data = json.loads(pact.read("agreements/agreements.json"))
    one, other = data["agreements"]
    assert (one["name"], other["name"]) == ("Neutrality Pact", "Alliance")
    assert one["url"] == "https://archive.example/agreements/neutrality-pact/"
    assert one["made"] == {"how": "signed", "date": "1941-04-13", "place": {"name": "Moscow"}}
    assert one["parties"][0]["actions"][0] == {
        "action": "signed",
        "date": "1941-04-13",
        "by": [{"name": "Molotov"}],
        "note": "at night",
    }
    assert [(s["status"], s["in_force"], s.get("until")) for s in one["spells"] if "for" not in s] == [
        ("signed", "no", "1941-04-25"),
        ("in force", "yes", "1945-04-05"),
        ("denounced", "yes", "1946-04-25"),
        ("terminated", "no", None),
    ]
    assert [t["lang"] for t in one["texts"]] == ["ja", "en", "ru"]
    assert one["registration"]["number"] == "866"
    assert one["events"][-2] == {
        "event": "superseded",
        "date": "1945-08-09",
        "as_to": "Article 2",
        "agreement": {"name": "Alliance", "url": "https://archive.example/agreements/alliance/"},
    }
    assert [s["relation"] for s in one["stories"]] == ["signs", "ratifies", "denounces"]


def test_switched_off_with_the_pages(pact: Site) -> None:
    pact.write(
        "site.toml",
        'title = "T"\nbase_url = "https://archive.example/"\n[pages]\nagreements = false\n[search]\nenabled = false\n',
    )
    assert not pact.build().failed
    assert not (pact.output / "agreements").exists()
