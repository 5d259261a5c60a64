"""The index of each taxonomy, and the pages of each term."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from communique.archive.anachronism import days_of
from communique.archive.known import span
from communique.archive.standing import made, status_now
from communique.archive.story import Filed, Story, Term
from communique.model.digest import SIZE, digest_bytes, digest_of
from communique.model.entity import Entity, Office
from communique.model.page import Page
from communique.model.route import slugify, unaccented
from communique.model.taxonomy import TAXONOMIES, Taxonomy
from communique.plan import indexes
from communique.plan.articles import agreement_view
from communique.plan.atlas import countries_page
from communique.plan.keys import keys_of
from communique.plan.lineage import Lineage
from communique.plan.places import belongings, claims_in_part, holding, naming, parts, spans, stories_of_parts
from communique.plan.planner import Planner, newest_first, per_year
from communique.plan.portrait import agreements_of, by_force, office_on, persons, roles
from communique.plan.sources import source_views
from communique.plan.views.parts import IndexEntry, NameView, OfficeView, Ranked
from communique.plan.views.terms import Facts, IndexPage, TermPage

MAX_RANKED = 12
"""Partners, people … named beside a term's stories."""
MAX_OF_PARTS = 20
"""Stories of a place's parts on its own page; the rest are on the pages of the parts."""
MAX_STATEMENTS = 4
"""Statements on a person's own page, the latest; the rest are on the speaker's page of statements."""


def plan(p: Planner) -> Iterator[Page]:
    """Plan the index and the term pages of every taxonomy that is switched on."""
    for t in TAXONOMIES:
        if p.shows(t.key):
            keys = [keys_of(term.stories) for term in p.archive.terms[t.key].values()]
            slugs = "\0".join(p.archive.terms[t.key]).encode()
            beside = [digest_of(p.outlets.of(o)) for o in p.archive.terms[t.key].values()] if t.key == "organisations" else []
            key = digest_bytes(p.profiles, slugs, *keys, *beside)
            make = partial(countries_page, p, partial(_index, p, t)) if t.key == "countries" else partial(_index, p, t)
            yield p.page(f"{t.singular}-index", f"index/{t.key}.html", f"/{t.key}/", make, key=key)
            if t.key in {"agreements", "dossiers"}:
                continue  # whose pages have modules of their own
            for term, key in zip(p.archive.terms[t.key].values(), keys, strict=True):
                yield from _term(p, t, term, key)


def _index(p: Planner, t: Taxonomy) -> IndexPage:
    entries = [index_entry(p, term) for term in p.archive.terms[t.key].values()]
    entries.sort(key=lambda e: (e.order if t.key == "dossiers" else 0, slugify(e.sort), e.link.route))
    return IndexPage(
        route=f"/{t.key}/",
        title=p.words(t.plural.capitalize()),
        taxonomy=t.key,
        entries=tuple(entries),
        **indexes.around(p, t.key, entries),
    )


def index_entry(p: Planner, term: Term) -> IndexEntry:
    """Show a term in its index."""
    e = term.entity
    days = [s.happened for s in term.stories]
    first, last = (min(days)[:4], max(days)[:4]) if days else ("", "")
    sort = (e.sort if e else "") or term.name
    how = made(e) if e and e.taxonomy == "agreements" else None
    return IndexEntry(
        p.link(term.taxonomy, term.slug),
        len(term.stories),
        first,
        last,
        sort,
        p.native(term),
        (e.summary or (e.offices[-1].title if e.offices else "")) if e else "",
        (e.kind if e else "") or (term.polity.kind if term.polity else ""),
        how[1] if how else None,
        status_now(e, p.archive.today)[0] if e else "",
        e.order if e else 999,
        e.short if e and e.short != e.name else "",
        letter=letter_of(sort),
        office=office_on(p, term.slug, days_of(term.stories[0].article)) if e and e.offices and term.stories else "",
        countries=p.named_all("countries", e.countries) if e and e.taxonomy in {"people", "organisations"} else (),
        heard=p.outlets.of(term) if term.taxonomy == "organisations" else None,
        lang=foreign(p, e) if e else "",
    )


def letter_of(sort: str) -> str:
    """Give the letter of the alphabet that a name stands under: its first, in upper case and without its accent."""
    return next((c.upper()[:1] for c in unaccented(sort) if c.isalnum()), "#")


def foreign(p: Planner, e: Entity) -> str:
    """Give the language of a profile's words where it is not the site's."""
    return e.lang if e.lang != p.config.language else ""


def _term(p: Planner, t: Taxonomy, term: Term, keys: bytes) -> Iterator[Page]:
    """Plan the pages of a term; `keys` are those of its stories."""
    e, count = term.entity, len(term.stories)
    basis = p.profiles if e or t.key in {"countries", "people"} else p.basis
    beside = list(Lineage(p, term).key()) if t.key == "countries" else []
    beside += p.ledger.key_of_term(term)
    if t.key == "places":
        beside.append(keys_of(stories_of_parts(p, term)))
    if t.key == "organisations":
        beside.append(digest_of(p.outlets.of(term)))
    for route, part, number in p.slices(term.route, count, p.config.page_size):
        first = number == 1
        shown = [keys, *beside] if first else [keys[part.start * SIZE : part.stop * SIZE]]
        links = digest_of((p.text_links(e), p.image(e))) if e and first else b""
        yield p.page(
            t.singular,
            f"{t.singular}.html",
            route,
            partial(term_page, p, t, term, route, part, number, term.stories),
            key=digest_bytes(basis, route.encode(), str(count).encode(), links, *shown),
            bodies=(e.digest,) if e and first else (),
            origin=e,
        )


def term_page(p: Planner, t: Taxonomy, term: Term, route: str, part: slice, number: int, listed: Sequence[Story]) -> TermPage:
    """Make one page of a term: that part of those of its stories that are `listed` there."""
    e, first = term.entity, number == 1
    paginator = p.paginator(term.route, number, len(listed), p.config.page_size, len(term.stories))
    return TermPage(
        route=route,
        title=term.name,
        description=e.excerpt if e else "",
        lang=foreign(p, e) if e else "",
        crumbs=(p.crumb(t.key),) if first else (p.crumb(t.key), p.link(t.key, term.slug)),
        feed=f"{term.route}feed.xml" if p.config.feeds.terms else "",
        taxonomy=t.key,
        name=term.name,
        names=_names(p, term),
        summary=e.summary if e else "",
        facts=_facts(p, term) if first else Facts(),
        sources=source_views(p, e.sources) if e and first else (),
        image=p.image(e) if e and first else None,
        has_body=bool(e) and first,
        links=p.text_links(e) if e and first else {},
        cards=p.cards(listed[part]),
        paginator=paginator,
        **(_around(p, t, term) if first else {}),
    )


def _names(p: Planner, term: Term) -> tuple[NameView, ...]:
    """Give a term's names; of a country and a person the one in its own language first."""
    if term.entity is None:
        return ()
    names = p.names(term.entity.names)
    own = p.native(term) if term.taxonomy in {"countries", "people"} else ()
    return (*own, *(n for n in names if n not in own))


def _around(p: Planner, t: Taxonomy, term: Term) -> dict[str, Any]:
    """Gather what stands beside a term's stories on its first page."""
    around: dict[str, Any] = {}
    if t.key in {"countries", "people", "organisations", "places", "tags"}:
        around["per_year"] = per_year(term.stories)
    if t.key == "countries":
        lineage = Lineage(p, term)
        around["partners"] = lineage.partners(MAX_RANKED)
        around["line"] = lineage.stages()
        around["drawing"] = lineage.drawing()
        around["roles"] = roles(term)
        if p.shows("people"):
            around["persons"] = persons(p, term)
        if p.shows("agreements"):
            around["in_force"], around["agreements"], around["agreements_of_others"] = by_force(p, term)
        around["earlier"] = lineage.earlier_stories()
    if t.key in {"dossiers", "agreements", "organisations", "places", "people"} and p.shows("people"):
        around["people"] = ranked(p, "people", term.stories, but=term.slug if t.key == "people" else "")
    if t.key in {"people", "organisations"} and p.shows("countries"):
        around["countries"] = ranked(p, "countries", term.stories)
    if t.key == "organisations":
        around["heard"] = p.outlets.of(term)
    if t.key in {"people", "places"} and p.shows("agreements"):
        around["agreements"] = tuple(agreements_of(p, term.stories))
    if t.key == "tags":
        around["related"] = ranked(p, "tags", term.stories, but=term.slug)
        around["dossiers"] = ranked(p, "dossiers", term.stories) if p.shows("dossiers") else ()
    if t.key == "places" and p.shows("agreements"):
        about = around["agreements_about"] = tuple(
            agreement_view(p, Filed(k.slug)) for k in p.agreements_about.get(term.slug, ())
        )
        around["agreements"] = tuple(a for a in around["agreements"] if a.link not in [b.link for b in about])
    if t.key == "places":
        around["holding"] = holding(p, term, around.get("agreements_about", ()))
    if t.key == "places" and (of_parts := stories_of_parts(p, term)):
        around["part_cards"] = p.cards(of_parts[:MAX_OF_PARTS])
        around["part_stories"] = len(of_parts)
    if t.key == "people" and p.shows("statements"):
        said = p.ledger.by_speaker.get(term.slug, ())
        around["statements"] = tuple(newest_first(p.ledger.view(x) for x in said)[:MAX_STATEMENTS])
    around["ledger"] = p.ledger.of_term(term)
    return around


def ranked(p: Planner, taxonomy: str, stories: Iterable[Story], *, but: str = "") -> tuple[Ranked, ...]:
    """Give the terms that most of the stories share."""
    counts: dict[str, int] = {}
    for s in stories:
        for f in s.terms.get(taxonomy, ()):
            if f.slug != but:
                counts[f.slug] = counts.get(f.slug, 0) + 1
    best = sorted(counts, key=lambda slug: (-counts[slug], slug))[:MAX_RANKED]
    return tuple(Ranked(p.link(taxonomy, slug), counts[slug]) for slug in best)


def _facts(p: Planner, term: Term) -> Facts:
    e, polity = term.entity, term.polity
    known = p.archive.resolver.known[term.taxonomy].get(term.slug)
    ours = known.disputed if known else None
    if e is None:
        if polity is None:
            return Facts()
        named = naming(p, "", ours) if known and known.is_disputed else {}
        return Facts(kind=polity.kind, code=polity.code, start=polity.start, end=polity.end, **named)
    return Facts(
        kind=e.kind or (polity.kind if polity else ""),
        code=e.code or (polity.code if polity else ""),
        start=e.start or (polity.start if polity else ""),
        end=e.end or (polity.end if polity else ""),
        predecessors=p.named_all("countries", e.predecessors),
        successors=p.named_all("countries", e.successors),
        countries=p.named_all("countries", e.countries),
        born=e.born,
        died=e.died,
        offices=tuple(office_view(p, o) for o in e.offices),
        part_of=belongings(p, e),
        parts=parts(p, term),
        claimed_in_part=claims_in_part(p, term),
        point=e.point,
        controlled_by=spans(p, e.controlled_by),
        claimed_by=spans(p, e.claimed_by),
        recognised_by=spans(p, e.recognised_by),
        **naming(p, e.label_note, ours),
        seat=p.named("places", e.seat) if e.seat else None,
        founded=e.founded,
        dissolved=e.dissolved,
    )


def office_view(p: Planner, o: Office) -> OfficeView:
    """Show an office, and whose it was."""
    body = p.named("organisations", o.organisation) if o.organisation else None
    if body is None and o.country:
        body = p.named("countries", o.country, span(o.start, o.end))
    return OfficeView(o.title, body, o.start, o.end)
