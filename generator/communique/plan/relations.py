"""Pairs of countries: the index, as a list and a matrix, and a page for each pair."""

from collections.abc import Iterator

from communique.archive.pairs import Pair, lineage
from communique.archive.story import Filed, Story
from communique.model.page import Link
from communique.plan.articles import agreement_view, place_view
from communique.plan.contexts import PairIndexPage, PairPage
from communique.plan.planner import Planned, Planner, newest_first, per_year
from communique.plan.terms import LATEST
from communique.plan.views import Era, Event, PairEntry, Ranked

MATRIX_SIZE = 12
"""Rows and columns of the matrix: what a page can hold."""
PAGE_SIZE = 100
"""Events on one page of a pair's axis of time."""
MAX_STATEMENTS = 12
BINDING = ("signed", "ratified", "acceded")
"""What makes a state a party: one that only refused to sign is none."""


def plan(p: Planner) -> Iterator[Planned]:
    """Plan the index and every pair that enough stories share."""
    if not p.shows("relations"):
        return
    shown = [pair for pair in p.archive.pairs.values() if p.has_pair(pair)]
    yield _index(p, shown)
    for pair in shown:
        yield from _pair(p, pair)


def _index(p: Planner, shown: list[Pair]) -> Planned:
    entries = []
    weight: dict[str, int] = {}
    by_slugs = {pair.slugs: pair for pair in shown}
    for pair in shown:
        years = sorted(s.article.happened[:4] for s in pair.stories)
        entries.append(PairEntry(Link(" – ".join(pair.names), pair.route), pair.names, len(pair.stories), years[0], years[-1]))
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
    context = PairIndexPage(
        route="/relations/",
        title=p.words("Relations"),
        pairs=tuple(entries),
        matrix_names=tuple(p.link("countries", s) for s in heaviest),
        matrix=tuple(rows),
        threshold=p.config.pair_threshold,
    )
    return p.page("relation-index", "relations.html", context)


def _pair(p: Planner, pair: Pair) -> Iterator[Planned]:
    row = sorted(pair.stories, key=lambda s: s.by_event)
    agreements = {f.slug for s in row for f in s.terms.get("agreements", ()) if _is_between(p, f.slug, pair)}
    views = [agreement_view(p, Filed(slug)) for slug in sorted(agreements)]
    views.sort(key=lambda v: (v.signed.earliest if v.signed else LATEST, v.link.text))
    places = {f.slug for s in row for f in s.terms.get("places", ())}
    now = (p.archive.today, p.archive.today)
    contested = [v for slug in sorted(places) if (v := place_view(p, slug, now)).claimed_by]
    statements = newest_first(v for s in row for v in p.statements.get(s.route, ()))
    sides = (p.link("countries", pair.slugs[0]), p.link("countries", pair.slugs[1]))
    feed = f"{pair.route}feed.xml" if p.config.feeds.terms else ""
    title = " – ".join(pair.names)
    for part, paginator in p.slices(pair.route, len(row), PAGE_SIZE):
        first = paginator.number == 1
        context = PairPage(
            route=pair.route if first else f"{pair.route}page/{paginator.number}/",
            title=title,
            crumbs=(Link(p.words("Relations"), "/relations/"),) + (() if first else (Link(title, pair.route),)),
            feed=feed,
            sides=sides,
            native=(p.native_of(pair.slugs[0]), p.native_of(pair.slugs[1])),
            eras=tuple(_eras(p, pair, row[part])),
            paginator=paginator,
            in_force=tuple(v for v in views if v.status == "in force") if first else (),
            ended=tuple(v for v in views if v.status != "in force") if first else (),
            places=tuple(contested) if first else (),
            statements=tuple(statements[:MAX_STATEMENTS]) if first else (),
            per_year=per_year(row) if first else (),
        )
        yield p.page("relation", "relation.html", context)


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
