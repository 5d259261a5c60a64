"""How agreements, places and offices were said to stand."""

import datetime as dt

import pytest

from communique.archive import archive as archives
from communique.archive.standing import status_now, status_on
from communique.model.config import Config, Pages
from communique.model.dates import Edtf
from communique.model.document import Mention
from communique.model.entity import Entity, Span, StatusEvent
from tests.conftest import NOW, Site
from tests.regressions.plan.conftest import Planning

TODAY = "2026-09-21"


def agreement(*events: tuple[str, str], signed: str = "", in_force: str = "", ended: str = "") -> Entity:
    return Entity(
        path="content/agreements/a.md",
        digest=b"",
        taxonomy="agreements",
        name="A",
        status_events=tuple(StatusEvent(e, d) for e, d in events),
        signed=Edtf(signed, signed, signed) if signed else None,
        in_force=in_force,
        ended=ended,
    )


def moment(day: str) -> int:
    return int(dt.datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp())


# 17


@pytest.mark.parametrize(
    ("made", "status"),
    [
        (agreement(in_force="1941-04-25", ended="1945-08-09"), ("terminated", "1945-08-09")),
        (agreement(("denounced", "1945-04-05"), ended="1946-04-25"), ("terminated", "1946-04-25")),
        (agreement(("expired", "1946-04-25"), ended="1946-04-25"), ("expired", "1946-04-25")),
        (agreement(signed="1956-10-19"), ("signed", "1956-10-19")),
        (agreement(("in force", "1956"), signed="1956-10-19"), ("in force", "1956")),
        (agreement(("signed", "1956-10-19"), ("in force", "1956")), ("in force", "1956")),
        (agreement(("expired", "1951"), in_force="1951"), ("expired", "1951")),
        (agreement(("expired", "2030-01-01"), in_force="2000-01-01"), ("in force", "2000-01-01")),
        (agreement(("terminated", "2026"), in_force="2000-01-01"), ("terminated", "2026")),
        (agreement(), ("", "")),
    ],
)
def test_an_agreement_stood_otherwise_than_its_profile_says(made: Entity, status: tuple[str, str]) -> None:
    assert status_now(made, TODAY) == status


def test_an_agreement_was_in_force_before_it_was_signed() -> None:
    made = agreement(("in force", "1956"), signed="1956-10-19")
    days = ("1956-10-18", "1956-10-19", "1956-12-30", "1956-12-31")
    assert [status_on(made, d)[0] for d in days] == ["", "signed", "signed", "in force"]


def test_what_is_still_to_come_counted_as_past(site: Site, planned: Planning) -> None:
    site.write(
        "content/agreements/pact.md",
        "---\nname: Pact\nsigned: 2000-01-01\nin_force: 2001-01-01\nparties: [Japan, Russia]\n"
        "status_events: [{event: expired, date: 2030-03-01}]\n---\n",
    )
    for n in (1, 2):
        site.article(f"2019/01/s{n}", countries="[Japan, Russia]", agreements="[Pact]")

    def statuses(now: int) -> set[str]:
        loaded = planned(site, now=now)
        assert loaded.plan is not None
        assert loaded.archive is not None
        pages = {p.route: p.context for p in loaded.plan.pages}
        pair, country = pages["/relations/japan-russia/"], pages["/countries/japan/"]
        return {
            pages["/agreements/"].entries[0].status,
            pages["/"].agreements[0].status,
            (*country.in_force, *country.agreements)[0].status,
            (*pair.in_force, *pair.others)[0].view.status,
        }

    assert statuses(NOW) == {"in force"}
    assert statuses(moment("2030-02-28")) == {"in force"}
    assert statuses(moment("2030-03-01")) == {"expired"}


def test_the_next_moment_is_the_next_turn_and_the_last_the_last() -> None:
    without = Pages(front=False, on_this_day=False, places=False, agreements=False)
    config = Config(title="T", base_url="https://a.example/", pages=without)
    place = Entity(
        path="content/places/p.md",
        digest=b"",
        taxonomy="places",
        name="P",
        claimed_by=(Span(Mention("Japan"), "2031", "2032-01-01"),),
    )
    pact = agreement(("in force", "2001-01-01"), ("expired", "2030-03-01"))
    for day, last, coming in (
        ("2000-01-01", None, "2001-01-01"),
        ("2026-01-01", "2001-01-01", "2030-03-01"),
        ("2030-03-01", "2030-03-01", "2031-01-01"),
        ("2031-06-01", "2031-01-01", "2032-01-02"),
        ("2032-01-02", "2032-01-02", None),
    ):
        archive, _ = archives.build([pact, place], config, moment(day))
        assert archive.today == day
        assert archive.next_moment == (moment(coming) if coming else None)
        assert archive.last_moment == (moment(last) if last else None)


def test_a_year_that_begins_brings_other_anniversaries() -> None:
    config = Config(title="T", base_url="https://a.example/", pages=Pages(front=False))
    archive, _ = archives.build([], config, moment("2026-09-21"))
    assert archive.last_moment == moment("2026-01-01")
    assert archive.next_moment == moment("2027-01-01")


# 20


def test_an_office_was_held_on_a_date_without_a_day(site: Site, planned: Planning) -> None:
    site.write("content/people/abe.md", "---\nname: Abe\noffices: [{title: PM, from: 2012-12-26, to: 2020-09-16}]\n---\n")
    said = ", ".join(f"{{speaker: Abe, text: W, date: '{d}'}}" for d in ("2012-12", "2013-01", "2012", "2020-09", "2020-08"))
    site.article("2021/01/a", statements=f"[{said}]")
    site.article("2021/01/b", people="[Abe]", event_date="2012-12", statements="[{speaker: Abe, text: V}]")
    site.article("2021/01/c", people="[Abe]", event_date="2013-01")
    loaded = planned(site)
    assert loaded.plan is not None, loaded.issues
    pages = {p.route: p.context for p in loaded.plan.pages}
    assert [s.offices for s in pages["/2021/01/a/"].statements] == [(), ("PM",), (), (), ("PM",)]
    assert pages["/2021/01/b/"].people[0].offices == pages["/2021/01/b/"].statements[0].offices == ()
    assert pages["/2021/01/c/"].people[0].offices == ("PM",)


def test_a_place_was_held_on_a_date_without_a_day(site: Site, planned: Planning) -> None:
    site.write(
        "content/places/iturup.md",
        "---\nname: Iturup\ncontrolled_by: [{country: Japan, to: 1945-08-27}, {country: Soviet Union, from: 1945-08-28}]\n---\n",
    )
    for slug, date in (("a", "1945-08"), ("b", "1945-07"), ("c", "1945-09"), ("d", "1945-08-28")):
        site.article(f"2021/01/{slug}", places="[Iturup]", event_date=date)
    loaded = planned(site)
    assert loaded.plan is not None, loaded.issues
    pages = {p.route: p.context for p in loaded.plan.pages}
    held = [[x.text for x in pages[f"/2021/01/{slug}/"].places[0].controlled_by] for slug in "abcd"]
    assert held == [[], ["Empire of Japan"], ["Soviet Union"], ["Soviet Union"]]


def test_about_when_an_agreement_was_signed_is_still_said(site: Site) -> None:
    site.write("content/agreements/cairo.md", "---\nname: Cairo Declaration\nsigned: 1943-11-27~\n---\n")
    site.article("1943/12/a", agreements="[Cairo Declaration]")
    assert not site.build().failed
    assert "about 27 November 1943" in " ".join(site.read("1943/12/a/index.html").split()).replace(
        '<time datetime="1943-11-27">', ""
    ).replace("</time>", "")
