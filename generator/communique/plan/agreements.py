"""Agreements: a page for each, with its life, how it stood and which stories act on it; and all of them as data."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from communique.archive.agreements import ACTS, Replaced, country_key, heads, is_bound, life
from communique.archive.pairs import Pair
from communique.archive.standing import Spell, force_now, made, party_spells, spells
from communique.archive.story import Filed, Story, Term
from communique.model.digest import digest_bytes, digest_of
from communique.model.document import Mention
from communique.model.entity import AgreementText, Entity, Party
from communique.model.issue import Issue, did_you_mean
from communique.model.page import Link, Page
from communique.model.route import slugify
from communique.model.taxonomy import BY_KEY
from communique.plan.articles import agreement_view
from communique.plan.keys import keys_of
from communique.plan.lifeline import lifeline
from communique.plan.planner import Planner, newest_first
from communique.plan.terms import term_page
from communique.plan.views.agreements import (
    ActionView,
    AgreementRecord,
    AgreementsExport,
    PartyView,
    ReplacedView,
    SpellView,
    StandingView,
    StoriesView,
    TextView,
    TurnView,
)
from communique.plan.views.statements import StatementView
from communique.plan.views.terms import AgreementPage

MAX_PAIRS = 8
"""Pairs of states that a page leads to: an agreement of many has hundreds."""
MAX_SAID = 3
"""Statements on an agreement's page, the latest; its stories have them all."""
_TAXONOMY = BY_KEY["agreements"]
_UNKNOWN = {"places": "unknown-place", "agreements": "unknown-agreement", "organisations": "unknown-organisation"}
"""The codes of names that nothing knows."""


def plan(p: Planner) -> Iterator[Page]:
    """Plan the pages of every agreement, and the export."""
    if not p.shows("agreements"):
        return
    terms = tuple(p.archive.terms["agreements"].values())
    p.issues += [issue for term in terms if term.entity for issue in _unknown(p, term.entity)]
    acting = [_by_act(term) for term in terms]
    for term, acts in zip(terms, acting, strict=True):
        yield from _pages(p, term, acts)
    keys = b"".join([keys_of(s for row in acts.values() for s in row) for acts in acting])
    key = digest_bytes(p.profiles, p.told_key, keys)
    make = partial(_export, p, terms, acting)
    yield p.page("agreements-export", "agreements.json", "/agreements/agreements.json", make, key=key, listed=None)


def _unknown(p: Planner, e: Entity) -> Iterator[Issue]:
    """Tell of what a profile names and neither a profile nor a story knows: the page shows it without a link."""
    named: list[tuple[str, str, Mention, tuple[str, ...]]]
    named = [("places", "place", m, ("places",)) for m in e.places]
    named += [("status_events.agreement", "agreement", s.agreement, ("agreements",)) for s in e.status_events if s.agreement]
    named += [("depositary", "country or organisation", m, ("countries", "organisations")) for m in e.depositary]
    resolver = p.archive.resolver
    for field, what, m, among in named:
        if any(resolver.find(t, m.name) or p.archive.term(t, m.name) for t in among):
            continue
        known = (k.name for t in among for k in resolver.known[t].values())
        near = did_you_mean(m.name, known) if p.may_search() else ""
        hint = near or f"Add content/{among[-1]}/{slugify(m.name)[:60]}.md, or correct the name; it has no link now."
        message = f"{field}: no {what} is called '{m.name[:80]}'."
        yield Issue(e.path, m.line, m.column, message, hint, "warning", _UNKNOWN[among[-1]])


def _by_act(term: Term) -> dict[str, list[Story]]:
    """Give the stories in which something is done with an agreement, by what that is, in order of time."""
    found: dict[str, list[Story]] = {}
    for s in term.stories:
        role = next(f.role for f in s.terms["agreements"] if f.slug == term.slug)
        if role in ACTS:
            found.setdefault(role, []).append(s)
    return {act: sorted(found[act], key=lambda s: s.by_event) for act in ACTS if act in found}


def _pages(p: Planner, term: Term, acts: dict[str, list[Story]]) -> Iterator[Page]:
    """Plan the pages of one: the first shows the stories that act on it, and all page by page those that concern it."""
    e = term.entity
    acting = {s.route for row in acts.values() for s in row}
    rest = [s for s in term.stories if s.route not in acting] if acting else term.stories
    between = _pairs(p, e) if e else ()
    beside = digest_of((p.text_links(e), p.image(e), tuple((pair.names, pair.route) for pair in between))) if e else b""
    basis = p.spoken if any(s.article.statements for s in term.stories) else p.profiles
    for route, part, number in p.slices(term.route, len(rest), p.config.page_size):
        first = number == 1
        shown = (beside, p.told_key, keys_of(term.stories)) if first else (keys_of(rest[part]),)
        yield p.page(
            _TAXONOMY.singular,
            "agreement.html",
            route,
            partial(_page, p, term, acts, rest, between, route, part, number),
            key=digest_bytes(basis, route.encode(), str((len(term.stories), len(rest))).encode(), *shown),
            bodies=(e.digest,) if e and first else (),
            origin=e,
        )


def _page(
    p: Planner,
    term: Term,
    acts: dict[str, list[Story]],
    rest: Sequence[Story],
    between: Sequence[Pair],
    route: str,
    part: slice,
    number: int,
) -> AgreementPage:
    page = term_page(p, _TAXONOMY, term, route, part, number, rest)
    given = {f: getattr(page, f) for f in page.__struct_fields__}
    if number > 1:
        return AgreementPage(**given, record=None)
    e = term.entity
    record = _record(p, term, e, acts) if e else None
    return AgreementPage(
        **given,
        record=record,
        parties=tuple(p.between.link(e, x.country) for x in e.parties if is_bound(x)) if e else (),
        said=_said(p, term),
        now=agreement_view(p, Filed(term.slug)),
        lifeline=lifeline(record, p.archive.today) if record else None,
        acts=tuple(StoriesView(act, p.cards(row)) for act, row in acts.items()),
        between=tuple(Link(" – ".join(pair.names), pair.route) for pair in between),
    )


def _said(p: Planner, term: Term) -> tuple[StatementView, ...]:
    """Give the latest statements in an agreement's stories."""
    if not p.shows("statements"):
        return ()
    return tuple(newest_first(v for s in term.stories for v in p.statements.get(s.route, ()))[:MAX_SAID])


def _pairs(p: Planner, e: Entity) -> tuple[Pair, ...]:
    """Give the pairs among an agreement's parties that have a page, those with the most stories first."""
    if not p.shows("relations"):
        return ()
    found = [pair for slugs in combinations(heads(p.archive.resolver, e), 2) if (pair := p.archive.pairs.get(slugs))]
    shown = sorted((pair for pair in found if p.has_pair(pair)), key=lambda pair: (-len(pair.stories), pair.slugs))
    return tuple(shown[:MAX_PAIRS])


def _record(p: Planner, term: Term, e: Entity, acts: dict[str, list[Story]]) -> AgreementRecord:
    how, when = made(e) or ("", None)
    return AgreementRecord(
        link=p.link("agreements", term.slug),
        short=e.short if e.short != e.name else "",
        kind=e.kind,
        made=how,
        date=when,
        original_date=p.original_dates(e.original_date),
        place=p.named("places", e.place) if e.place else None,
        in_force=e.in_force,
        ended=e.ended,
        force=force_now(e, p.archive.today),
        parties=tuple(_party(p, e, party) for party in e.parties),
        life=tuple(_life(p, e)),
        standing=tuple(_standing(p, e)),
        texts=tuple(_texts(e)),
        registration=e.registration,
        depositary=tuple(_keeper(p, m) for m in e.depositary),
        places=p.named_all("places", e.places),
        replaced=tuple(_replaced(p, r) for r in p.replaced.get(term.slug, ())),
        stories=tuple((act, p.story_link(s)) for act, row in acts.items() for s in row),
    )


def _party(p: Planner, e: Entity, party: Party) -> PartyView:
    actions = tuple(ActionView(a.action, a.date, p.named_all("people", a.by), a.note) for a in party.actions)
    return PartyView(p.between.link(e, party.country), actions)


def _life(p: Planner, e: Entity) -> Iterator[TurnView]:
    for t, by in life(e, country_key(p.archive.resolver, e)):
        given = t.given
        yield TurnView(
            t.event,
            t.edtf,
            tuple(p.between.link(e, m) for m in by),
            by_all=len(by) == len(e.parties),
            as_to=given.as_to if given else "",
            agreement=p.named("agreements", given.agreement) if given and given.agreement else None,
            story=p.story_link(p.told_in(e, given.article)) if given and given.article else None,
            note=given.note if given else "",
        )


def _standing(p: Planner, e: Entity) -> Iterator[StandingView]:
    """Give how it stood as a whole, then to those parties to whom it did not stand so."""
    key = country_key(p.archive.resolver, e)
    whole = spells(e)
    yield StandingView((), tuple(_spell(s) for s in whole))
    others: dict[tuple[SpellView, ...], list[Link]] = {}
    for party in e.parties:
        row = party_spells(e, party, key)
        if row and _force(row) != _force(whole):
            others.setdefault(tuple(_spell(s) for s in row), []).append(p.between.link(e, party.country))
    for views, whose in others.items():
        yield StandingView(tuple(whose), views)


def _force(row: Sequence[Spell]) -> list[tuple[str, str, str]]:
    return [(s.force, s.first, s.last) for s in row if s.force != "no"]


def _spell(s: Spell) -> SpellView:
    return SpellView(s.status, s.force, s.start, s.end)


def _texts(e: Entity) -> Iterator[TextView]:
    """Give its texts; of a language that is authentic and has none, the name alone."""
    there = {t.lang for t in e.texts}
    for t in (*e.texts, *(AgreementText(lang) for lang in e.languages if lang not in there)):
        yield TextView(t.lang, t.authentic or t.lang in e.languages, t.prevails, t.title, t.url, t.archived)


def _keeper(p: Planner, m: Mention) -> Link:
    """Link to the state, or else the organisation, that keeps the original."""
    resolver = p.archive.resolver
    state = resolver.find("countries", m.name)
    is_state = state is not None and (state.entity is not None or not (state.polity and state.polity.body))
    taxonomy = "countries" if is_state else "organisations"
    return p.named(taxonomy, m)


def _replaced(p: Planner, r: Replaced) -> ReplacedView:
    return ReplacedView(p.link("agreements", r.known.slug), r.given.event, r.given.as_to)


def _export(p: Planner, terms: Sequence[Term], acting: Sequence[dict[str, list[Story]]]) -> AgreementsExport:
    records = [_record(p, term, term.entity, acts) for term, acts in zip(terms, acting, strict=True) if term.entity]
    records.sort(key=lambda r: (r.date.earliest if r.date else "9999", r.link.route))
    return AgreementsExport(
        route="/agreements/agreements.json", title=p.words("Agreements"), records=tuple(records), index=False
    )
