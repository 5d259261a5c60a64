"""A page for each statement: the exact words, who said them as what, and how they came here."""

from collections.abc import Iterator
from functools import partial

import msgspec

from communique.archive.ledger import NO_OFFICE, Said, beginning, countries_of, first_words, offices_in
from communique.archive.moments import modified
from communique.model.digest import Digest, digest_bytes
from communique.model.page import Link, Page
from communique.plan.articles import NO_KEY
from communique.plan.planner import Planner
from communique.plan.terms import office_view
from communique.plan.views.parts import OfficeView
from communique.plan.views.statements import StatementPage, StatementThread, StepView

EXCERPT = 90
"""Characters of a statement that stand for it before and after another."""
MAX_PAIRS = 3
"""Pairs of countries along which a statement leads to others."""


class Row(msgspec.Struct, frozen=True):
    """A statement's neighbours in one order of them."""

    link: Link
    before: Said | None
    after: Said | None


def plan(p: Planner) -> Iterator[Page]:
    """Plan every statement's page."""
    around = _rows(p)
    for x in p.ledger.entries:
        a = x.story.article
        rows = tuple(around[x.route])
        listed = None if x.story.held or a.status == "retracted" else modified(a)[1][:10]
        make, key = partial(_statement, p, x, rows), _key(p, x, rows)
        page = p.page("statement", "statement.html", x.route, make, key=key, listed=listed, origin=a)
        yield msgspec.structs.replace(page, line=x.statement.line, column=x.statement.column)


def _rows(p: Planner) -> dict[str, list[Row]]:
    """Put each statement between the ones before and after it, by the same speaker and of the same pairs of countries."""
    around: dict[str, list[Row]] = {x.route: [] for x in p.ledger.entries}
    for slug, row in p.ledger.by_speaker.items():
        link = Link(p.ledger.speaker(slug).text, f"/statements/speakers/{slug}/")
        _tie(around, link, row)
    for (name, route), row in p.ledger.by_pair.items():
        _tie(around, Link(name, route), row, MAX_PAIRS + 1)
    return around


def _tie(around: dict[str, list[Row]], link: Link, row: list[Said], most: int = 1) -> None:
    for before, x, after in zip([None, *row[:-1]], row, [*row[1:], None], strict=True):
        if (before or after) and len(around[x.route]) < most:
            around[x.route].append(Row(link, before, after))


def _key(p: Planner, x: Said, rows: tuple[Row, ...]) -> Digest:
    """Digest all that a statement's page can depend on: its story, its neighbours, and what profiles say."""
    near = [
        part for r in rows for part in (f"{r.link.text}\0{r.link.route}".encode(), *(_mark(n) for n in (r.before, r.after)))
    ]
    return digest_bytes(p.profiles, _mark(x), *near)


def _mark(x: Said | None) -> bytes:
    return b"%d " % x.number + x.story.key if x else NO_KEY


def _statement(p: Planner, x: Said, rows: tuple[Row, ...]) -> StatementPage:
    a, s = x.story.article, x.statement
    view = p.ledger.view(x)
    known = p.archive.resolver.known["people"].get(x.speaker)
    person = known.entity if known else None
    offices = offices_in(person, s, x.date) if person and s.office != NO_OFFICE else ()
    countries = tuple(
        p.named("countries", m, (x.date.earliest, x.date.latest)) for m in countries_of(p.archive.resolver, s, x.date)
    )
    year = x.date.earliest[:4]
    return StatementPage(
        route=x.route,
        title=view.speaker.text,
        description=first_words(s.text, 200),
        crumbs=(Link(p.words("Statements"), "/statements/"), Link(year, f"/statements/{year}/")),
        held=x.story.held,
        index=a.status != "retracted",
        statement=view,
        offices=tuple(office_view(p, o) for o in offices) or tuple(OfficeView(o, None, "", "") for o in view.offices),
        none_on_record=bool(person and person.offices and not view.offices),
        event=a.event,
        published=a.online,
        story_lang=a.lang,
        countries=countries,
        by_country=tuple(
            Link(p.link("countries", slug).text, f"/statements/countries/{slug}/") for slug in p.ledger.countries_of(x)
        ),
        by_speaker=Link(view.speaker.text, f"/statements/speakers/{x.speaker}/"),
        threads=tuple(StatementThread(r.link, _step(p, r.before), _step(p, r.after)) for r in rows),
    )


def _step(p: Planner, x: Said | None) -> StepView | None:
    if x is None:
        return None
    view = p.ledger.view(x)
    return StepView(Link(beginning(view.text, EXCERPT), view.route, view.text_lang), view.date, view.speaker.text)
