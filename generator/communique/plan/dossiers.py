"""Dossiers: a page for each, to be read from its beginning; its stories in order of time, numbered, among the agreements."""

from collections.abc import Iterator, Sequence
from functools import partial

from communique.archive.story import Story, Term
from communique.model.dates import FIRST_DAY
from communique.model.digest import digest_bytes, digest_of
from communique.model.page import Page
from communique.model.taxonomy import BY_KEY
from communique.plan.keys import keys_of
from communique.plan.planner import Planner
from communique.plan.terms import agreements_of, term_page
from communique.plan.views.agreements import AgreementView
from communique.plan.views.terms import Chapter, DossierPage

_TAXONOMY = BY_KEY["dossiers"]


def plan(p: Planner) -> Iterator[Page]:
    """Plan the pages of every dossier."""
    for term in p.archive.terms["dossiers"].values() if p.shows("dossiers") else ():
        yield from _pages(p, term)


def _pages(p: Planner, term: Term) -> Iterator[Page]:
    e = term.entity
    row = sorted(term.stories, key=lambda s: s.by_event)
    key = digest_bytes(p.profiles, keys_of(term.stories))
    for route, part, number in p.slices(term.route, len(row), p.config.page_size):
        first = number == 1
        links = digest_of((p.text_links(e), p.image(e))) if e and first else b""
        yield p.page(
            _TAXONOMY.singular,
            "dossier.html",
            route,
            partial(_page, p, term, row, route, part, number),
            key=digest_bytes(key, route.encode(), links),
            bodies=(e.digest,) if e and first else (),
            origin=e,
        )


def _page(p: Planner, term: Term, row: Sequence[Story], route: str, part: slice, number: int) -> DossierPage:
    page = term_page(p, _TAXONOMY, term, route, part, number, row)
    given = {f: getattr(page, f) for f in page.__struct_fields__}
    made = agreements_of(p, term) if p.shows("agreements") else ()
    return DossierPage(
        **given,
        chapters=tuple(_chapters(p, row, part, made)),
        first=row[0].happened[:4] if row else "",
        last=row[-1].happened[:4] if row else "",
        latest=p.story_link(row[-1]) if len(row) > 1 and number == 1 else None,
    )


def _chapters(p: Planner, row: Sequence[Story], part: slice, made: Sequence[AgreementView]) -> Iterator[Chapter]:
    """Give a page's stories with the agreements made between them; with one that a story tells the signing of, that story."""
    signed = {f.slug for s in row for f in s.terms.get("agreements", ()) if f.role == "signs"}
    links = {p.link("agreements", slug) for slug in signed}
    between = [a for a in made if a.signed and a.signed.earliest > FIRST_DAY and a.link not in links]
    by_link = {a.link: a for a in made}
    stories = row[part]
    start = part.start or 0
    after = row[start - 1].happened if start else ""
    until = stories[-1].happened if start + len(stories) < len(row) else "9"
    waiting = [a for a in between if a.signed and after < a.signed.earliest <= until]
    for n, s in enumerate(stories, start + 1):
        while waiting and waiting[0].signed and waiting[0].signed.earliest <= s.happened:
            yield _made(waiting.pop(0))
        here = (p.link("agreements", f.slug) for f in s.terms.get("agreements", ()) if f.role == "signs")
        yield Chapter(s.happened[:4], n, p.card(s), tuple(by_link[to] for to in here if to in by_link))
    yield from map(_made, waiting)


def _made(a: AgreementView) -> Chapter:
    assert a.signed is not None  # only such are waiting
    return Chapter(a.signed.earliest[:4], 0, None, (a,))
