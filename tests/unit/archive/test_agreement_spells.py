"""How an agreement stood, as a whole and to each party, on any day."""

import pytest

from communique.archive.standing import force_now, in_force_on, made, party_spells, spells, status_on, turns
from communique.model.dates import LAST_DAY, Edtf, bounds
from communique.model.document import Mention
from communique.model.entity import Action, Entity, Party, StatusEvent


def edtf(text: str) -> Edtf:
    days = bounds(text.rstrip("~"))
    assert days
    return Edtf(text, *days)


def event(name: str, date: str, *by: str, as_to: str = "") -> StatusEvent:
    return StatusEvent(name, date, by=tuple(map(Mention, by)), as_to=as_to)


def party(country: str, *acts: tuple[str, str]) -> Party:
    return Party(Mention(country), tuple(Action(a, d) for a, d in acts))


def agreement(
    *events: StatusEvent, parties: tuple[Party, ...] = (), kind: str = "treaty", signed: str = "", **more: str
) -> Entity:
    return Entity(
        path="content/agreements/a.md",
        digest=b"",
        taxonomy="agreements",
        name="A",
        kind=kind,
        status_events=events,
        parties=parties,
        signed=edtf(signed) if signed else None,
        **more,  # type: ignore[arg-type]
    )


TWO = (party("Japan"), party("Soviet Union"))
THREE = (*TWO, party("Norway"))
PACT = agreement(event("denounced", "1945-04-05"), signed="1941-04-13", in_force="1941-04-25")


def shown(e: Entity) -> list[tuple[str, str, str, str]]:
    return [(s.status, s.force, s.first, s.last) for s in spells(e)]


def test_each_spell_lasts_until_the_day_before_the_next_turn() -> None:
    e = agreement(event("suspended", "1950-03-01"), event("in force", "1951-03-01"), signed="1949-01-01", in_force="1949-02-01")
    assert shown(e) == [
        ("signed", "no", "1949-01-01", "1949-01-31"),
        ("in force", "yes", "1949-02-01", "1950-02-28"),
        ("suspended", "no", "1950-03-01", "1951-02-28"),
        ("in force", "yes", "1951-03-01", LAST_DAY),
    ]
    days = ("1948-12-31", "1949-01-31", "1949-02-01", "1950-02-28", "1950-03-01", "1951-03-01")
    assert [in_force_on(e, day) for day in days] == ["no", "no", "yes", "yes", "no", "yes"]


def test_on_the_day_of_two_turns_the_later_one_counts() -> None:
    assert shown(agreement(event("in force", "1945-09-02"), signed="1945-09-02")) == [
        ("in force", "yes", "1945-09-02", LAST_DAY)
    ]


def test_notice_keeps_an_agreement_in_force_until_its_end_where_that_is_known() -> None:
    assert in_force_on(PACT, "1945-04-04") == "yes"
    assert in_force_on(PACT, "1945-04-05") == in_force_on(PACT, "1946-04-25") == "unsure"
    ended = agreement(event("denounced", "1945-04-05"), signed="1941-04-13", in_force="1941-04-25", ended="1946-04-25")
    assert [in_force_on(ended, d) for d in ("1945-04-05", "1946-04-24", "1946-04-25")] == ["yes", "yes", "no"]


@pytest.mark.parametrize(
    ("kind", "force"), [("treaty", "unsure"), ("", "unsure"), ("declaration", "no"), ("communiqué", "no"), ("statement", "no")]
)
def test_what_is_not_said_to_have_come_into_force(kind: str, force: str) -> None:
    assert in_force_on(agreement(signed="1855-02-07", kind=kind), "1860-01-01") == force


def test_nothing_is_known_of_an_agreement_without_dates_or_before_the_first_turn_that_is_an_end() -> None:
    assert in_force_on(agreement(), "1900-01-01") == "unsure"
    assert in_force_on(agreement(ended="1900-01-01"), "1899-01-01") == "unsure"
    assert in_force_on(agreement(ended="1900-01-01"), "1900-01-01") == "no"


def test_a_date_without_a_day_leaves_its_days_uncertain() -> None:
    e = agreement(signed="1905-09-05", in_force="1905-10", ended="1945")
    days = ("1905-09-04", "1905-09-30", "1905-10-01", "1905-10-31", "1944-12-31", "1945-06-01", "1945-12-31")
    assert [in_force_on(e, d) for d in days] == ["no", "no", "unsure", "yes", "yes", "unsure", "no"]


def test_what_was_signed_in_a_year_was_so_before_it_came_into_force_in_it() -> None:
    e = agreement(signed="1956", in_force="1956-12-12")
    assert [t.event for t in turns(e)] == ["signed", "in force"]
    assert status_on(e, "1957-01-01") == ("in force", "1956-12-12")
    assert [t.event for t in turns(agreement(in_force="1990", ended="1990-05-01"))] == ["in force", "terminated"]


def test_a_part_that_is_superseded_leaves_the_whole_in_force() -> None:
    e = agreement(event("superseded", "1905-10-01", as_to="southern Sakhalin"), signed="1875-05-07", in_force="1875-08-22")
    assert in_force_on(e, "1920-01-01") == "yes"
    assert status_on(e, "1920-01-01") == ("in force", "1875-08-22")
    assert [t.event for t in turns(e)] == ["signed", "in force", "superseded"]
    with_end = agreement(event("superseded", "1905", as_to="a part"), in_force="1875", ended="1925-01-01")
    assert in_force_on(with_end, "1926-01-01") == "no"


def test_what_one_of_two_does_ends_it_for_both_and_what_one_of_three_does_for_itself() -> None:
    leaves = event("denounced", "1945-04-05", "Soviet Union")
    two = agreement(leaves, parties=TWO, signed="1941-04-13", in_force="1941-04-25")
    three = agreement(leaves, parties=THREE, signed="1941-04-13", in_force="1941-04-25")
    assert [s.status for s in spells(two)] == ["signed", "in force", "denounced"]
    assert [s.status for s in spells(three)] == ["signed", "in force"]


def test_a_ratification_is_that_of_the_whole_when_all_have_ratified() -> None:
    row = [event("ratified", "1956-11-01", "Japan"), event("ratified", "1956-12-08", "Japan", "Soviet Union")]
    e = agreement(*row, parties=TWO, signed="1956-10-19", in_force="1956-12-12")
    assert [(s.status, s.first) for s in spells(e)] == [
        ("signed", "1956-10-19"),
        ("ratified", "1956-12-08"),
        ("in force", "1956-12-12"),
    ]


def test_amendments_confirmations_and_late_ratifications_change_nothing() -> None:
    row = [event(name, f"195{n}-01-01") for n, name in enumerate(("amended", "extended", "confirmed", "ratified"))]
    assert [s.status for s in spells(agreement(*row, signed="1949-01-01", in_force="1949-02-01"))] == ["signed", "in force"]


def test_it_may_be_applied_before_it_is_in_force() -> None:
    e = agreement(signed="1994-12-17", provisional_from="1994-12-18", in_force="1998-04-16")
    assert [(s.status, s.force) for s in spells(e)] == [
        ("signed", "no"),
        ("provisionally in force", "yes"),
        ("in force", "yes"),
    ]


def test_what_is_to_come_is_not_yet() -> None:
    e = agreement(signed="2020-01-01", in_force="2030-01-01")
    assert force_now(e, "2029-12-31") == "no"
    assert force_now(e, "2030-01-01") == "yes"
    assert force_now(e, "2019-12-31") == "no"


@pytest.mark.parametrize(
    ("e", "expected"),
    [
        (agreement(event("issued", "1943-12-01"), event("adopted", "1943-11-27")), ("adopted", "1943-11-27")),
        (agreement(event("issued", "1945-07-26"), signed="1945-07-27"), ("signed", "1945-07-27")),
        (agreement(event("initialled", "1992-03")), ("initialled", "1992-03")),
        (agreement(signed="1943-11-27~"), ("signed", "1943-11-27~")),
        (agreement(event("ratified", "1992-03")), None),
        (agreement(event("signed", "1992-03", as_to="the protocol")), None),
    ],
)
def test_an_agreement_is_dated_by_what_made_it(e: Entity, expected: tuple[str, str] | None) -> None:
    found = made(e)
    assert (found and (found[0], found[1].text)) == expected


# parties


def of_party(e: Entity, n: int) -> list[tuple[str, str, str]]:
    return [(s.status, s.force, s.first) for s in party_spells(e, e.parties[n])]


def test_an_agreement_applies_to_a_party_from_its_own_ratification() -> None:
    parties = (
        party("Japan", ("signed", "1951-09-08"), ("ratified", "1951-11-28")),
        party("Norway", ("signed", "1951-09-08"), ("ratified", "1952-06-19")),
        party("Argentina", ("signed", "1951-09-08")),
        party("Soviet Union", ("refused to sign", "1951-09-08")),
        party("Laos", ("acceded", "1960-01-01"), ("withdrew", "1970-01-01")),
        party("Peru"),
        Party(Mention("Poland"), (Action("refused to sign"),)),
    )
    e = agreement(event("terminated", "1980-01-01"), parties=parties, signed="1951-09-08", in_force="1952-04-28")
    ended = ("terminated", "no", "1980-01-01")
    assert of_party(e, 0) == [
        ("signed", "no", "1951-09-08"),
        ("ratified", "no", "1951-11-28"),
        ("in force", "yes", "1952-04-28"),
        ended,
    ]
    assert of_party(e, 1) == [("signed", "no", "1951-09-08"), ("in force", "yes", "1952-06-19"), ended]
    assert of_party(e, 2) == [("signed", "no", "1951-09-08"), ("in force", "unsure", "1952-04-28"), ended]
    assert of_party(e, 3) == [("refused to sign", "no", "1951-09-08")]
    assert of_party(e, 4) == [("in force", "yes", "1960-01-01"), ("withdrew", "no", "1970-01-01")]
    assert of_party(e, 5) == []
    assert of_party(e, 6) == [("refused to sign", "no", "0001-01-01")]


def test_a_turn_of_some_parties_is_one_for_them_alone() -> None:
    parties = tuple(party(c, ("signed", "1950-01-01")) for c in ("Japan", "USSR", "Norway"))
    e = agreement(event("suspended", "1960-01-01", "Soviet Union"), parties=parties, signed="1950-01-01", in_force="1950-02-01")
    same = {"USSR": "Soviet Union"}

    def now(n: int) -> str:
        return party_spells(e, parties[n], lambda name: same.get(name, name))[-1].force

    assert [now(n) for n in range(3)] == ["yes", "no", "yes"]
    assert spells(e)[-1].force == "yes"


def test_who_joined_what_had_ended_is_not_bound() -> None:
    parties = (party("Japan"), party("Norway"), party("Laos", ("acceded", "1970-01-01")))
    e = agreement(parties=parties, signed="1950-01-01", in_force="1951-01-01", ended="1960-01-01")
    assert {s.force for s in party_spells(e, parties[2])} == {"no"}
