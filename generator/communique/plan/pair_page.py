"""The page of a pair of countries: an axis of time, and beside it how things stand between the two."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from communique.archive.pairs import Pair
from communique.archive.ranks import RANKS
from communique.archive.standing import force_now, spells
from communique.archive.story import Filed, Story
from communique.model.content import Relation
from communique.model.dates import FIRST_DAY, LAST_DAY
from communique.model.digest import digest_bytes, digest_of
from communique.model.entity import Span
from communique.model.page import Link, Page
from communique.plan import position
from communique.plan.articles import agreement_view
from communique.plan.axis import ACTS, axis
from communique.plan.between import Held
from communique.plan.glance import glance
from communique.plan.keys import keys_of
from communique.plan.lineage import pairs_beside
from communique.plan.places import place_view, spans
from communique.plan.planner import Planner, per_year
from communique.plan.portrait import LATEST
from communique.plan.sources import source_views
from communique.plan.views.agreements import SpellView
from communique.plan.views.pairs import Bar, Contest, Era, Holder, PairAgreement, PairPage, ProfileView, Rank

PAGE_SIZE = 100
"""Stories on one page of a pair's axis of time."""


def plan(p: Planner, pair: Pair) -> Iterator[Page]:
    """Plan the pages of a pair: those of its axis, and those of what was said."""
    row = sorted(pair.stories, key=lambda s: s.by_event)
    profile = pair.profile
    said = digest_of((profile.digest, p.text_links(profile), p.image(profile))) if profile else b""
    large = keys_of(p.between.large_meetings(pair))
    ledgers = digest_of((position.more(p, pair), pairs_beside(p, pair)))
    key = digest_bytes(p.profiles, p.told_key, repr(pair.names).encode(), said, keys_of(row), large, ledgers)
    for route, part, number in p.slices(pair.route, len(row), PAGE_SIZE):
        yield p.page(
            "relation",
            "relation.html",
            route,
            partial(_page, p, pair, row, route, part, number),
            key=digest_bytes(key, route.encode()),
            bodies=(profile.digest,) if profile and number == 1 else (),
            listed=None if profile and profile.status == "draft" else "",
            origin=profile,
        )
    yield from position.plan(p, pair, row, key)


def _page(p: Planner, pair: Pair, row: Sequence[Story], route: str, part: slice, number: int) -> PairPage:
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
        sides=(p.link("countries", pair.states[0]), p.link("countries", pair.states[1])),
        native=(p.native_of(pair.states[0]), p.native_of(pair.states[1])),
        profile=_profile(p, profile) if profile else None,
        links=p.text_links(profile) if profile else {},
        eras=axis(p, pair, row, part),
        paginator=p.paginator(pair.route, number, len(row), PAGE_SIZE),
    )
    return msgspec.structs.replace(page, **_beside(p, pair, row, page.eras)) if first else page


def _profile(p: Planner, r: Relation) -> ProfileView:
    return ProfileView(r.title, r.summary, r.lang, source_views(p, r.sources), p.image(r))


def _beside(p: Planner, pair: Pair, row: Sequence[Story], eras: Sequence[Era]) -> dict[str, Any]:
    """Gather what stands on a pair's first page besides its axis of time."""
    in_force, others = _agreements(p, pair, row)
    contested, passed = _places(p, pair)
    before, after = pairs_beside(p, pair)
    bars = tuple(_bars(p, pair, row))
    return {
        "before": before,
        "after": after,
        "bars": bars,
        "latest": p.story_link(row[-1]) if row else None,
        "glance": glance(p, pair, row, eras, bars, (*others, *in_force)),
        "in_force": in_force,
        "others": others,
        "contested": contested,
        "passed": passed,
        "position": position.position(p, pair, row),
        "offices": _offices(p, pair, row),
        "conferences": tuple(link for s in p.between.large_meetings(pair) if (link := p.story_link(s))),
    }


def _bars(p: Planner, pair: Pair, row: Sequence[Story]) -> Iterator[Bar]:
    """Give the years of the chart, and where on which page of the axis each begins."""
    begins: dict[int, int] = {}
    for i, s in enumerate(row):
        begins.setdefault(int(s.happened[:4]), i)
    pages = [route for route, _, _ in p.slices(pair.route, len(row), PAGE_SIZE)]
    for year, count in per_year(row):
        route = f"{pages[begins[year] // PAGE_SIZE]}#y{year:04}" if count else ""
        yield Bar(year, count, route)


# agreements


def _agreements(p: Planner, pair: Pair, row: Sequence[Story]) -> tuple[tuple[PairAgreement, ...], tuple[PairAgreement, ...]]:
    """Give the agreements between the two, those in force and the others; in order of their making."""
    known = p.between.agreements(pair.slugs)
    slugs = {*known, *_acted_on(p, pair, row)}
    found: list[tuple[bool, PairAgreement]] = []
    for slug in sorted(slugs):
        e = known.get(slug)
        times = tuple(SpellView(s.status, s.force, s.start, s.end) for s in spells(e) if s.force == "yes") if e else ()
        in_force = e is not None and force_now(e, p.archive.today) == "yes"
        found.append((in_force, PairAgreement(agreement_view(p, Filed(slug)), times)))
    found.sort(key=lambda x: (x[1].view.signed.earliest if x[1].view.signed else LATEST, x[1].view.link.text))
    return tuple(a for in_force, a in found if in_force), tuple(a for in_force, a in found if not in_force)


def _acted_on(p: Planner, pair: Pair, row: Iterable[Story]) -> Iterator[str]:
    """Give the agreements of which nobody knows the parties and that both, as parties to a story, made, ratified or left."""
    known = p.archive.resolver.known["agreements"]
    for s in row:
        acts = [f.slug for f in s.terms.get("agreements", ()) if f.role in ACTS]
        for slug in acts:
            k = known.get(slug)
            if k and k.entity and k.entity.parties:
                continue
            if p.between.parties(s) >= set(pair.slugs):
                yield slug


# places


def _places(p: Planner, pair: Pair) -> tuple[tuple[Contest, ...], tuple[Contest, ...]]:
    """Give the places contested between the two today, and those that were or that went from one to the other."""
    now = (p.archive.today, p.archive.today)
    contested: list[Contest] = []
    passed: list[Contest] = []

    def of_the_two(row: Iterable[Span]) -> list[Span]:
        return [s for s in row if p.between.held_by(s) in pair.slugs]

    for slug, e, today in p.between.places(pair.slugs):
        contest = Contest(place_view(p, slug, now), spans(p, of_the_two(e.controlled_by)), spans(p, of_the_two(e.claimed_by)))
        (contested if today else passed).append(contest)
    return tuple(contested), tuple(passed)


# offices


def _offices(p: Planner, pair: Pair, row: Sequence[Story]) -> tuple[tuple[Rank, ...], tuple[Rank, ...]]:
    """Give who held which office on each side in the years of the stories; where there are none, at any time.

    Of those in other offices than the ones of rank, a state has hundreds: those are there that the stories name.
    """
    first = f"{row[0].happened[:4]}-01-01" if row else FIRST_DAY
    last = f"{row[-1].happened[:4]}-12-31" if row else LAST_DAY
    named = {f.slug for s in row for f in s.terms.get("people", ())}

    def ranks(slug: str) -> Iterator[Rank]:
        held = p.between.offices(slug, first, last)
        for rank in (*RANKS, ""):
            if holders := tuple(_holder(p, h, named) for h in held if h.rank == rank and (rank or h.person in named)):
                yield Rank(rank, holders)

    return tuple(ranks(pair.slugs[0])), tuple(ranks(pair.slugs[1]))


def _holder(p: Planner, h: Held, named: set[str]) -> Holder:
    return Holder(p.link("people", h.person), h.office.title, h.office.start, h.office.end, h.person in named)
