"""Pairs of countries: the index, as a list and a matrix, and a page for each pair."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from communique.archive.agreements import BINDING
from communique.archive.pairs import Pair, lineage
from communique.archive.story import Filed, Story
from communique.model.article import Relation
from communique.model.digest import Digest, digest_bytes, digest_of
from communique.model.page import Link, Page
from communique.plan.articles import agreement_view
from communique.plan.contexts import PairIndexPage, PairPage
from communique.plan.keys import keys_of
from communique.plan.places import place_view
from communique.plan.planner import Planner, newest_first, per_year
from communique.plan.sources import source_views
from communique.plan.terms import LATEST
from communique.plan.views import Era, Event, PairEntry, ProfileView, Ranked

MATRIX_SIZE = 12
"""Rows and columns of the matrix: what a page can hold."""
PAGE_SIZE = 100
"""Events on one page of a pair's axis of time."""
MAX_STATEMENTS = 12


def plan(p: Planner) -> Iterator[Page]:
    """Plan the index and every pair that enough stories share."""
    if not p.shows("relations"):
        return
    shown = [pair for pair in p.archive.pairs.values() if p.has_pair(pair)]
    yield p.page("relation-index", "relations.html", "/relations/", partial(_index, p, shown), key=_index_key(p, shown))
    for pair in shown:
        yield from _pair(p, pair)


def _index_key(p: Planner, shown: list[Pair]) -> Digest:
    """Digest what the index shows of each pair: names, years, how many stories, and its file."""
    said = [f"{pair.route}\0{pair.names}\0{len(pair.stories)}\0{_years(pair)}" for pair in shown]
    files = [pair.profile.digest for pair in shown if pair.profile]
    return digest_bytes(p.profiles, "\0".join(said).encode(), *files)


def _years(pair: Pair) -> tuple[str, str]:
    """Give the first and the last year of which its stories tell."""
    days = [s.happened for s in pair.stories]
    return (min(days)[:4], max(days)[:4]) if days else ("", "")


def _index(p: Planner, shown: list[Pair]) -> PairIndexPage:
    entries = []
    weight: dict[str, int] = {}
    by_slugs = {pair.slugs: pair for pair in shown}
    for pair in shown:
        profile = pair.profile
        about = (profile.summary, profile.lang) if profile else ("", "")
        link = Link(" – ".join(pair.names), pair.route)
        entries.append(PairEntry(link, pair.names, len(pair.stories), *_years(pair), *about))
        for slug in pair.slugs:
            weight[slug] = weight.get(slug, 0) + len(pair.stories)
    entries.sort(key=lambda e: (-e.count, e.link.text))
    heaviest = sorted(weight, key=lambda s: (-weight[s], s))[:MATRIX_SIZE]
    rows = []
    for a in heaviest:
        row: list[Ranked | None] = []
        for b in heaviest:
            found = by_slugs.get((min(a, b), max(a, b))) if a != b else None
            row.append(Ranked(Link(" – ".join(found.names), found.route), len(found.stories)) if found else None)
        rows.append(tuple(row))
    return PairIndexPage(
        route="/relations/",
        title=p.words("Relations"),
        pairs=tuple(entries),
        matrix_names=tuple(p.link("countries", s) for s in heaviest),
        matrix=tuple(rows),
        threshold=p.config.pair_threshold,
    )


def _pair(p: Planner, pair: Pair) -> Iterator[Page]:
    row = sorted(pair.stories, key=lambda s: s.by_event)
    profile = pair.profile
    said = digest_of((profile.digest, p.text_links(profile), p.image(profile))) if profile else b""
    shown = digest_bytes(p.profiles, repr(pair.names).encode(), said, keys_of(row))
    for route, part, number in p.slices(pair.route, len(row), PAGE_SIZE):
        yield p.page(
            "relation",
            "relation.html",
            route,
            partial(_page, p, pair, row, route, part, number),
            key=digest_bytes(shown, route.encode()),
            bodies=(profile.digest,) if profile and number == 1 else (),
            listed=None if profile and profile.status == "draft" else "",
            origin=profile,
        )


def _page(p: Planner, pair: Pair, row: list[Story], route: str, part: slice, number: int) -> PairPage:
    first = number == 1
    title = " – ".join(pair.names)
    profile = pair.profile if first else None
    page = PairPage(
        route=route,
        title=title,
        description=profile.excerpt if profile else "",
        held="draft" if pair.profile and pair.profile.status == "draft" else "",
        crumbs=(Link(p.words("Relations"), "/relations/"),) + (() if first else (Link(title, pair.route),)),
        feed=f"{pair.route}feed.xml" if p.config.feeds.terms else "",
        sides=(p.link("countries", pair.slugs[0]), p.link("countries", pair.slugs[1])),
        native=(p.native_of(pair.slugs[0]), p.native_of(pair.slugs[1])),
        profile=_profile(p, profile) if profile else None,
        links=p.text_links(profile) if profile else {},
        eras=tuple(_eras(p, pair, row[part])),
        paginator=p.paginator(pair.route, number, len(row), PAGE_SIZE),
    )
    return msgspec.structs.replace(page, **_beside(p, pair, row)) if first else page


def _profile(p: Planner, r: Relation) -> ProfileView:
    return ProfileView(r.title, r.summary, r.lang, source_views(p, r.sources), p.image(r))


def _beside(p: Planner, pair: Pair, row: list[Story]) -> dict[str, Any]:
    """Gather what stands beside a pair's axis of time on its first page."""
    agreements = {f.slug for s in row for f in s.terms.get("agreements", ()) if _is_between(p, f.slug, pair)}
    views = [agreement_view(p, Filed(slug)) for slug in sorted(agreements)]
    views.sort(key=lambda v: (v.signed.earliest if v.signed else LATEST, v.link.text))
    places = {f.slug for s in row for f in s.terms.get("places", ())}
    now = (p.archive.today, p.archive.today)
    contested = [v for slug in sorted(places) if (v := place_view(p, slug, now)).contested]
    statements = newest_first(v for s in row for v in p.statements.get(s.route, ()))
    return {
        "in_force": tuple(v for v in views if v.status == "in force"),
        "ended": tuple(v for v in views if v.status != "in force"),
        "places": tuple(contested),
        "statements": tuple(statements[:MAX_STATEMENTS]),
        "per_year": per_year(row),
    }


def _is_between(p: Planner, slug: str, pair: Pair) -> bool:
    """Tell whether both sides of a pair are parties to an agreement; where its parties are not given, its stories decide."""
    known = p.archive.resolver.known["agreements"].get(slug)
    if not known or not known.entity or not known.entity.parties:
        return True
    heads = set()
    for party in known.entity.parties:
        if party.actions and not any(a.action in BINDING for a in party.actions):
            continue
        country = p.archive.resolver.find("countries", party.country.name)
        head = lineage(p.archive.resolver, country.slug) if country else None
        if head:
            heads.add(head.slug)
    return set(pair.slugs) <= heads


def _eras(p: Planner, pair: Pair, row: list[Story]) -> Iterator[Era]:
    """Group the axis by what the two states were called at the time."""
    name = ""
    events: list[Event] = []
    for s in row:
        then = _names_then(p, pair, s)
        if then != name and events:
            yield Era(name, tuple(events))
            events = []
        name = then
        relations = {f.role for f in s.terms.get("agreements", ())}
        mark = "agreement" if "signs" in relations else "statement" if s.article.statements else "story"
        events.append(Event(s.article.event.text if s.article.event else s.article.date, mark, p.card(s)))
    if events:
        yield Era(name, tuple(events))


def _names_then(p: Planner, pair: Pair, story: Story) -> str:
    names = []
    for head_slug, head_name in zip(pair.slugs, pair.names, strict=True):
        then = head_name
        for f in story.terms.get("countries", ()):
            head = lineage(p.archive.resolver, f.slug)
            if head and head.slug == head_slug:
                then = p.link("countries", f.slug).text
                break
        names.append(then)
    return " – ".join(names)
