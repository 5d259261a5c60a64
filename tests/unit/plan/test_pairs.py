"""The dossier of two countries: its axis, agreements, places, offices and words; and conferences."""

import json
from typing import Any

import pytest

from communique.plan import pair_page, position
from communique.plan.views.pairs import ConferencesPage, PairPage, PositionPage
from tests.conftest import Site
from tests.regressions.plan.conftest import Planning

SIDES = "[{country: Japan, role: party}, {country: Russia, role: party}]"
PACT = """\
---
name: Pact
kind: treaty
parties:
- {country: Japan, actions: [{action: signed, date: 1956-10-19}, {action: ratified, date: 1956-12-08}]}
- country: Soviet Union
  actions: [{action: signed, date: 1956-10-19}, {action: ratified, date: 1956-12-08}, {action: denounced, date: 1990-04-05}]
- {country: Norway, actions: [{action: signed, date: 1956-10-19}, {action: ratified, date: 1957-01-01}]}
status_events:
- {event: signed, date: 1956-10-19}
- {event: in force, date: 1956-12-08, note: at Tokyo}
---
"""


def page(site: Site, planned: Planning, route: str = "/relations/japan-russia/", **options: Any) -> Any:
    loaded = planned(site, **options)
    assert loaded.plan is not None, loaded.issues
    return next(p.context for p in loaded.plan.pages if p.route == route)


def routes(site: Site, planned: Planning) -> set[str]:
    loaded = planned(site)
    assert loaded.plan is not None, loaded.issues
    return {p.route for p in loaded.plan.pages}


def said(*words: tuple[str, str] | tuple[str, str, str]) -> str:
    rows = [{"speaker": w[0], "text": w[1], **({"date": w[2]} if len(w) > 2 else {}), "via": ["TASS"]} for w in words]
    return json.dumps(rows)


def axis(pair: PairPage) -> list[tuple[str, str]]:
    """Give what is on the axis: the era and the entry."""
    row = []
    for era in pair.eras:
        for e in era.events:
            if e.card:
                row.append((era.name, e.card.title))
            elif e.turn:
                row.append((era.name, f"{e.turn.agreement.text}: {', '.join(a.event for a in e.turn.acts)}"))
            elif e.folded:
                row.append((era.name, f"{len(e.folded)} entries"))
            else:
                row.append((era.name, f"“{e.said[0].text}”"))
    return row


@pytest.fixture
def two(site: Site) -> Site:
    """A pair with two stories."""
    site.article(
        "1956/10/declaration",
        countries="[Japan, Soviet Union]",
        date="1956-10-19",
        agreements="[{agreement: Pact, relation: signs}]",
    )
    site.article("2019/01/talks", countries=SIDES, date="2019-01-14")
    return site


def test_turns_of_agreements_stand_between_the_stories_unless_one_of_these_tells_them(two: Site, planned: Planning) -> None:
    two.write("content/agreements/pact.md", PACT)
    old = "Japan – Soviet Union"
    assert axis(page(two, planned)) == [
        (old, "Declaration"), (old, "Pact: ratified, in force"), (old, "Pact: denounced"), ("Japan – Russia", "Talks"),
    ]  # fmt: skip


def test_what_a_third_party_does_with_an_agreement_is_not_the_pairs(two: Site, planned: Planning) -> None:
    two.write("content/agreements/pact.md", PACT)
    turns = [e.turn for era in page(two, planned).eras for e in era.events if e.turn]
    assert "1957" not in {t.date.text[:4] for t in turns}
    assert [[link.text for link in a.by] for t in turns for a in t.acts] == [[], [], ["Soviet Union"]]


def test_many_turns_in_a_row_are_folded(two: Site, planned: Planning) -> None:
    events = ", ".join(f"{{event: amended, date: {year}}}" for year in range(1960, 1970))
    two.write(
        "content/agreements/fish.md",
        f"---\nname: Fish\nsigned: 1959\nparties: [Japan, Soviet Union]\nstatus_events: [{events}]\n---\n",
    )
    assert [what for _, what in axis(page(two, planned))] == ["Declaration", "Fish: signed", "10 entries", "Talks"]


def test_an_agreement_of_both_that_no_story_names_is_there(two: Site, planned: Planning) -> None:
    two.write("content/agreements/fish.md", "---\nname: Fish\nsigned: 1998\nin_force: 1999\nparties: [Japan, Russia]\n---\n")
    two.write("content/agreements/oil.md", "---\nname: Oil\nsigned: 1998\nparties: [Japan, Norway]\n---\n")
    pair = page(two, planned)
    assert [a.view.link.text for a in pair.in_force] == ["Fish"]
    assert [a.view.link.text for a in pair.others] == ["Pact"]


def test_an_agreement_without_parties_is_theirs_only_where_both_act_on_it(site: Site, planned: Planning) -> None:
    site.article("2019/01/a", countries=SIDES, agreements="[{agreement: Signed, relation: signs}, {agreement: Mentioned}]")
    site.article(
        "2019/01/b",
        countries="[{country: Japan, role: party}, {country: Russia, role: subject}]",
        agreements="[{agreement: Another, relation: signs}]",
    )
    pair = page(site, planned)
    assert [a.view.link.text for a in (*pair.in_force, *pair.others)] == ["Signed"]


def test_an_agreement_says_when_it_was_in_force(two: Site, planned: Planning) -> None:
    two.write(
        "content/agreements/pact.md",
        "---\nname: Pact\nsigned: 1941-04-13\nin_force: 1941-04-25\nended: 1946-04-24\nparties: [Japan, Soviet Union]\n---\n",
    )
    (pact,) = page(two, planned).others
    assert [(s.start.text, s.end.text if s.end else "") for s in pact.force] == [("1941-04-25", "1946-04-24")]


PLACES = {
    "claimed": "controlled_by: [{country: Russia, from: 1945}]\nclaimed_by: [{country: Japan, from: 1955}]",
    "given up": "controlled_by: [{country: Russia, from: 1945}]\nclaimed_by: [{country: Japan, from: 1955, to: 1990}]",
    "taken": "controlled_by: [{country: Empire of Japan, from: 1905, to: 1945}, {country: Soviet Union, from: 1945, to: 1991}]",
    "claimed by both": "claimed_by: [{country: Japan, from: 1955}, {country: Russia}]",
    "claimed of another": "controlled_by: [{country: Norway, from: 1945}]\nclaimed_by: [{country: Japan, from: 1955}]",
    "claimed too late": "controlled_by: [{country: Norway, from: 1945}, {country: Russia, to: 1900}]\nclaimed_by: [{country: Japan, from: 1955}]",
    "russian": "controlled_by: [{country: Russia}]",
}  # fmt: skip


def test_places_are_contested_where_one_side_claims_what_the_other_holds_or_claims(two: Site, planned: Planning) -> None:
    for name, text in PLACES.items():
        two.write(f"content/places/{name.replace(' ', '-')}.md", f"---\nname: {name.capitalize()}\n{text}\n---\n")
    pair = page(two, planned)
    assert [c.place.link.text for c in pair.contested] == ["Claimed", "Claimed by both"]
    assert [c.place.link.text for c in pair.passed] == ["Given up", "Taken"]


def test_a_place_shows_the_two_sides_alone(two: Site, planned: Planning) -> None:
    two.write(
        "content/places/port.md",
        "---\nname: Port\ncontrolled_by: [{country: Qing Empire, to: 1898}, {country: Russian Empire, from: 1898, to: 1905}, {country: Empire of Japan, from: 1905}]\n---\n",
    )
    (port,) = page(two, planned).passed
    assert [(s.country.text, s.start, s.end) for s in port.controlled] == [
        ("Russian Empire", "1898", "1905"),
        ("Empire of Japan", "1905", ""),
    ]


PEOPLE = {
    "hatoyama": ("Ichiro Hatoyama", "Japan", "Prime Minister of Japan", "1954-12-10", "1956-12-23"),
    "molotov": (
        "Vyacheslav Molotov",
        "Soviet Union",
        "Minister of Foreign Affairs of the Soviet Union",
        "1953-03-05",
        "1956-06-01",
    ),
    "putin": ("Vladimir Putin", "Russia", "President of Russia", "2012-05-07", ""),
    "abe": ("Shinzo Abe", "Japan", "Prime Minister of Japan", "2012-12-26", "2020-09-16"),
    "peskov": ("Dmitry Peskov", "Russia", "Press Secretary of the President of Russia", "2012-05-22", ""),
    "witte": ("Sergei Witte", "Russian Empire", "Prime Minister of the Russian Empire", "1905", "1906"),
    "trump": ("Donald Trump", "United States", "President of the United States", "2017-01-20", "2021-01-20"),
}


@pytest.fixture
def manned(two: Site) -> Site:
    """The same, with people in office."""
    for slug, (name, country, title, start, end) in PEOPLE.items():
        until = f", to: {end}" if end else ""
        two.write(
            f"content/people/{slug}.md",
            f"---\nname: {name}\noffices: [{{title: {title}, country: {country}, from: {start}{until}}}]\n---\n",
        )
    return two


def test_who_held_office_on_each_side_in_the_years_of_the_stories(manned: Site, planned: Planning) -> None:
    manned.article("2019/01/words", countries=SIDES, date="2019-01-27", people="[Dmitry Peskov]")
    manned.write(
        "content/people/envoy.md",
        "---\nname: An Envoy\noffices: [{title: Ambassador of Russia to Norway, country: Russia}]\n---\n",
    )
    one, other = page(manned, planned).offices
    assert [(r.rank, [h.person.text for h in r.holders]) for r in one] == [
        ("head of government", ["Ichiro Hatoyama", "Shinzo Abe"])
    ]
    assert [(r.rank, [h.person.text for h in r.holders]) for r in other] == [
        ("head of state", ["Vladimir Putin"]), ("foreign minister", ["Vyacheslav Molotov"]), ("", ["Dmitry Peskov"]),
    ]  # fmt: skip


def test_an_office_of_an_organisation_is_its_countrys(two: Site, planned: Planning) -> None:
    two.write("content/organisations/mid.md", "---\nname: MID\ncountry: [Russia]\n---\n")
    two.write(
        "content/people/lavrov.md",
        "---\nname: Lavrov\noffices: [{title: Minister of Foreign Affairs, organisation: MID, from: 2004}]\n---\n",
    )
    _, other = page(two, planned).offices
    assert [h.person.text for r in other for h in r.holders] == ["Lavrov"]


def test_the_position_is_told_by_both_sides_the_earliest_first_and_by_nobody_else(manned: Site, planned: Planning) -> None:
    manned.article(
        "2018/11/singapore",
        countries=SIDES,
        date="2018-11-14",
        statements=said(("Shinzo Abe", "Later."), ("Donald Trump", "Mine."), ("Vladimir Putin", "So be it.")),
    )
    manned.article(
        "1956/01/london",
        countries="[Japan, Soviet Union]",
        date="1956-01-14",
        statements=said(("Vyacheslav Molotov", "First."), ("A Stranger", "Perhaps.")),
    )
    found = page(manned, planned).position
    assert [(x.whose.text if x.whose else "", [s.text for s in x.statements]) for x in found.first] == [
        ("Soviet Union", ["First."]), ("", ["Perhaps."]), ("Japan", ["Later."]), ("Russia", ["So be it."]),
    ]  # fmt: skip
    assert found.count == 4
    assert [[(c.person.text, c.start) for c in x.changes] for x in found.first] == [
        [], [], [("Vladimir Putin", "2012-05-07"), ("Shinzo Abe", "2012-12-26")], [],
    ]  # fmt: skip
    assert [x.year.route if x.year else "" for x in found.first] == ["/1956/", "/1956/", "/2018/", "/2018/"]
    assert {s.route for x in found.first for s in x.statements} <= routes(manned, planned)


def test_words_of_another_day_than_their_story_stand_on_their_own_day(manned: Site, planned: Planning) -> None:
    manned.article(
        "2018/11/s",
        countries=SIDES,
        date="2018-11-14",
        statements=said(("Shinzo Abe", "Then."), ("Shinzo Abe", "Before.", "2017-05-05")),
    )
    events = [
        (e.year, e.card.title if e.card else "", [s.text for s in e.said])
        for era in page(manned, planned).eras
        for e in era.events
    ]
    assert events == [("1956", "Declaration", []), ("2017", "", ["Before."]), ("2018", "S", ["Then."]), ("2019", "Talks", [])]


def test_many_statements_have_a_page_of_their_own(manned: Site, planned: Planning, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(position.MOST):
        manned.article(
            f"2018/11/s{n:02}",
            countries=SIDES,
            date=f"2018-11-{n + 1:02}",
            statements=said(("Shinzo Abe", f"Word {n}"), ("Shinzo Abe", f"And {n}")),
        )
    assert page(manned, planned).position.route == ""
    assert "/relations/japan-russia/statements/" not in routes(manned, planned)
    manned.article("2018/12/last", countries=SIDES, date="2018-12-02", statements=said(("Vladimir Putin", "Last.")))
    monkeypatch.setattr(position, "PAGE_SIZE", 10)
    found = page(manned, planned).position
    assert found.route == "/relations/japan-russia/statements/"
    shown = [s.text for x in (*found.first, *found.last) for s in x.statements]
    assert shown[0] == "Word 0" and shown[-1] == "Last."
    assert found.count == len(shown) + found.left == 2 * position.MOST + 1
    whole: list[str] = []
    for route in (found.route, f"{found.route}page/2/"):
        part: PositionPage = page(manned, planned, route)
        whole += [s.text for x in part.said for s in x.statements]
    assert len(whole) == found.count and set(shown) < set(whole)


def test_the_chart_leads_to_the_years_place_on_the_axis(two: Site, planned: Planning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_page, "PAGE_SIZE", 1)
    pair = page(two, planned)
    found = {b.year: b.route for b in pair.bars if b.count}
    assert found == {1956: "/relations/japan-russia/#y1956", 2019: "/relations/japan-russia/page/2/#y2019"}
    for route in found.values():
        there, _, anchor = route.partition("#y")
        assert anchor in {x.year for era in page(two, planned, there).eras for e in era.events for x in (e, *e.folded)}


def test_each_turn_is_on_one_page_of_the_axis(two: Site, planned: Planning, monkeypatch: pytest.MonkeyPatch) -> None:
    two.write("content/agreements/pact.md", PACT)
    one = sorted(what for _, what in axis(page(two, planned)))
    monkeypatch.setattr(pair_page, "PAGE_SIZE", 1)
    both = [*axis(page(two, planned)), *axis(page(two, planned, "/relations/japan-russia/page/2/"))]
    assert sorted(what for _, what in both) == one


def test_a_described_pair_has_a_page_below_the_threshold_with_its_text(site: Site) -> None:
    site.article("2019/01/a", countries="[Japan, Norway]")
    site.write(
        "content/relations/x.md",
        "---\ncountries: [Japan, Norway]\ntitle: Whales\nsummary: Of whales.\nsources: [TASS]\n---\n\nSee [it](../articles/2019/01/a.md).\n",
    )
    site.write("content/relations/y.md", "---\ncountries: [Norway, Russia]\n---\n\nFish.\n")
    site.article("2019/01/b", "See [them](../../../relations/y.md).")
    result = site.build()
    assert not result.failed, result.issues
    text = site.read("relations/japan-norway/index.html")
    assert '<h2 id="intro">Whales</h2>' in text and "Of whales." in text and "2019/01/a/index.html" in text
    assert "no story of the two" in site.read("relations/norway-russia/index.html")
    assert "relations/norway-russia/index.html" in site.read("2019/01/b/index.html")
    index = site.read("relations/index.html")
    assert "Of whales." in index and "norway-russia/index.html" in index
    assert "relations/japan-norway/index.html" in site.read("countries/japan/index.html")


def test_countries_whose_only_pairs_are_described_have_pages_that_lead_there(site: Site) -> None:
    for name in ("Japan", "Norway", "Russia"):
        site.write(f"content/countries/{name.lower()}.md", f"---\nname: {name}\n---\n")
    for name in ("Norway", "Russia"):
        site.write(f"content/relations/{name.lower()}.md", f"---\ncountries: [Japan, {name}]\n---\n\nText.\n")
    result = site.build()
    assert not result.failed, result.issues
    for path in ("index.html", "relations/index.html", "countries/japan/index.html"):
        assert "japan-norway/index.html" in site.read(path), path


def test_a_draft_about_a_pair_is_told_by_nobody(two: Site) -> None:
    two.write(
        "content/relations/x.md",
        "---\ncountries: [Japan, Russia]\ntitle: Hidden quagga\nsummary: Quagga.\nstatus: draft\n---\n\nQuagga.\n",
    )
    two.build()
    for path in two.output.rglob("*.html"):
        assert "uagga" not in path.read_text("utf-8"), path
    two.build(drafts=True)
    assert "Only a preview shows this page" in two.read("relations/japan-russia/index.html")


def test_conferences_are_told_with_all_who_took_part(site: Site, planned: Planning) -> None:
    countries = "[{country: Japan}, {country: Russia, role: party}, {country: China, role: party}, {country: France, role: host}, {country: Norway, role: depositary}]"
    site.article("2019/01/three", countries=countries)
    site.article("2018/01/two", countries=SIDES)
    site.article(
        "2017/01/one",
        countries="[{country: Japan, role: party}, {country: Soviet Union, role: party}, {country: Russian Empire, role: party}]",
    )
    site.article(
        "2016/01/named", countries="[{country: Japan, role: party}, {country: Russia, role: observer}]", type="conference"
    )
    found: ConferencesPage = page(site, planned, "/relations/conferences/")
    assert [c.card.title for c in found.conferences] == ["Three", "Named"]
    assert [(g.role, [link.text for link in g.countries]) for g in found.conferences[0].groups] == [
        ("party", ["Japan", "Russia", "China"]), ("host", ["France"]), ("depositary", ["Norway"]),
    ]  # fmt: skip
    site.build()
    assert "2 meetings" in site.read("relations/index.html")
    assert "conferences/index.html" in site.read("2019/01/three/index.html")
    assert "conferences/index.html" not in site.read("2018/01/two/index.html")


def test_a_meeting_of_too_many_for_pairs_is_named_on_the_pages_of_its_pairs(two: Site, planned: Planning) -> None:
    many = ["Japan", "Russia", "China", "France", "Norway", "Spain", "Italy", "Chile", "Peru"]
    two.article("2000/01/summit", countries=json.dumps(many))
    assert [link.text for link in page(two, planned).conferences] == ["Summit"]
    assert "/relations/china-japan/" not in routes(two, planned)


def test_there_is_no_list_of_conferences_where_there_are_none(two: Site, planned: Planning) -> None:
    assert "/relations/conferences/" not in routes(two, planned)


def test_a_relation_of_many_stories_shows_its_turns_and_folds_the_rest(manned: Site, planned: Planning) -> None:
    for n in range(1, 10):
        manned.article(f"2018/0{n}/news-{n}", countries=SIDES, date=f"2018-0{n}-02")
    manned.article("2018/05/told", countries=SIDES, date="2018-05-03")
    manned.article("2018/06/summit", countries=SIDES, date="2018-06-03", people="[Shinzo Abe, Vladimir Putin]")
    spoken = said(("Dmitry Peskov", "They will meet."))
    manned.article(
        "2018/07/of-both", countries=SIDES, date="2018-07-03", people="[Shinzo Abe, Vladimir Putin]", statements=spoken
    )
    manned.write(
        "content/relations/japan-russia.md",
        "---\ncountries: [Japan, Russia]\n---\n\nAs [told](../articles/2018/05/told.md).\n",
    )
    pair = page(manned, planned)
    assert [what for _, what in axis(pair)] == ["Declaration", "5 entries", "Told", "News 6", "Summit", "5 entries"]
    assert [m.title for m in pair.glance.marks if m.kind == "leaders"] == ["Summit"]
    assert [(h.person.text, h.start) for h in pair.eras[1].held[1]] == [("Vladimir Putin", "2012-05-07")]


def test_a_relation_is_drawn_to_scale(manned: Site, planned: Planning) -> None:
    manned.article("1956/10/declaration", countries="[Japan, Soviet Union]", date="1956-01-01")
    manned.article("2005/12/summit", countries=SIDES, date="2018-01-01", people="[Shinzo Abe, Vladimir Putin]")
    manned.article("2055/12/now", countries=SIDES, date="2025-12-31")
    manned.write(
        "content/agreements/pact.md",
        "---\nname: Pact\nsigned: 1960-01-01\nin_force: 1961-01-01\nended: 1991-01-01\nparties: [Japan, Soviet Union]\n---\n",
    )
    g = page(manned, planned).glance
    assert (g.first, g.last) == (1956, 2025)
    assert [(s.name, s.route[-6:]) for s in g.sides[0]] == [("Japan", "#era-1")]
    assert [(s.name, s.start, s.route[-6:]) for s in g.sides[1]] == [
        ("Soviet Union", 0.0, "#era-1"),
        ("Russia", 51.4, "#era-2"),
    ]
    assert [(m.kind, m.start, m.title, m.route[-6:]) for m in g.marks] == [
        ("leaders", 88.57, "Summit", "#y2018"), ("agreement", 5.71, "Pact", "#y1960"),
    ]  # fmt: skip
    assert g.force == ((7.15, 42.85),)
    assert [year for _, year in g.ticks] == ["1956", "1980", "2000", "2025"]


def test_a_relation_of_one_year_has_no_scale(site: Site, planned: Planning) -> None:
    site.article("2019/01/a", countries=SIDES)
    site.article("2019/02/b", countries=SIDES, date="2019-02-01")
    pair = page(site, planned)
    assert pair.glance is None
    assert [what for _, what in axis(pair)] == ["A", "B"]


def test_where_nothing_tells_the_turns_of_a_relation_every_story_is_shown(site: Site, planned: Planning) -> None:
    for n in range(1, 13):
        site.article(f"2018/{n:02}/news-{n}", countries=SIDES, date=f"2018-{n:02}-02")
    assert [what for _, what in axis(page(site, planned))] == [f"News {n}" for n in range(1, 13)]
