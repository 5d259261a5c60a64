"""A relation at a glance, to scale: the states of each side in their times, agreements and meetings of leaders between them."""

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from communique.archive.pairs import Pair
from communique.archive.story import Story
from communique.model.dates import LAST_DAY, Edtf
from communique.plan.axis import Leaders
from communique.plan.planner import Planner
from communique.plan.scale import at, axis
from communique.plan.views.pairs import Bar, Era, Glance, Mark, PairAgreement, Stretch
from communique.plan.views.scale import Axis

WIDTHS = (300, 640, 1100)
"""Pixels that the scale has on a phone, on a tablet and on a desk."""
LETTER = 7.2
"""Pixels of a letter of its labels; a Chinese or Japanese one has twice as many."""
MAX_MARKS = 200
"""Agreements and meetings drawn, those of the most late ones; what a page can hold."""


def glance(
    p: Planner,
    pair: Pair,
    row: Sequence[Story],
    eras: Sequence[Era],
    bars: Sequence[Bar],
    agreements: Sequence[PairAgreement],
) -> Glance | None:
    """Give the scale of a relation, where it spans more than a year."""
    years = [int(y) for era in eras for y in (era.first, era.last)] + [b.year for b in bars]
    scale = axis(f"{year:04}-07-01" for year in years)
    if scale is None or scale.first == scale.last:
        return None
    here = {e.year for era in eras for event in era.events for e in (event, *event.folded)}
    routes = {f"{b.year:04}": b.route for b in bars if b.count}
    routes |= {year: f"{pair.route}#y{year}" for year in here if year and year not in routes}
    sides = tuple(tuple(_stretches(p, pair, row, eras, scale, side)) for side in (0, 1))
    marks = [*_meetings(p, pair, row, scale, routes), *_agreements(agreements, scale, routes)]
    return Glance(
        scale.first,
        scale.last,
        (sides[0], sides[1]),
        tuple(marks[-MAX_MARKS:]),
        tuple(_force(agreements, scale)),
        ((0.0, str(scale.first)), *((x, str(year)) for year, x in scale.ticks), (100.0, str(scale.last))),
    )


def _stretches(p: Planner, pair: Pair, row: Sequence[Story], eras: Sequence[Era], scale: Axis, side: int) -> Iterator[Stretch]:
    """Give the states of a side that its stories name, each until the next one began."""
    known = p.archive.resolver.known["countries"]
    filed = {f.slug for s in row for f in s.terms.get("countries", ()) if p.between.head(f.slug) == pair.slugs[side]}
    states = sorted((known[slug] for slug in {*filed, pair.slugs[side]} if slug in known), key=lambda k: (k.life, k.slug))
    for i, k in enumerate(states):
        first, last = k.life
        if i + 1 < len(states):
            last = min(last, states[i + 1].life[0])
        start, end = at(scale, first), at(scale, last)
        if end - start <= 0.1:
            continue
        name = p.link("countries", k.slug).text
        era = next((n for n, e in enumerate(eras, 1) if e.names[side] == name), 0)
        yield Stretch(name, f"{pair.route}#era-{era}" if era else "", start, round(end - start, 2), _room(name, end - start))


def _room(name: str, width: float) -> int:
    need = sum(2 if east_asian_width(c) in "WF" else 1 for c in name) * LETTER + 8
    return next((n for n, whole in enumerate(WIDTHS, 1) if need <= whole * width / 100), 0)


def _meetings(p: Planner, pair: Pair, row: Sequence[Story], scale: Axis, routes: Mapping[str, str]) -> Iterator[Mark]:
    leaders = Leaders(p, pair)
    for s in row:
        if leaders.meet_in(s):
            day, a = s.happened, s.article
            date = a.event or Edtf(a.date[:10], a.date[:10], a.date[:10])
            yield Mark("leaders", at(scale, day), date, a.title, routes.get(day[:4], s.route))


def _agreements(agreements: Sequence[PairAgreement], scale: Axis, routes: Mapping[str, str]) -> Iterator[Mark]:
    for a in agreements:
        date = a.view.signed
        if date and scale.first <= int(date.earliest[:4]) <= scale.last:
            route = routes.get(date.earliest[:4], a.view.link.route)
            yield Mark("agreement", at(scale, date.earliest), date, a.view.link.text, route)


def _force(agreements: Sequence[PairAgreement], scale: Axis) -> Iterator[tuple[float, float]]:
    """Give the times in which an agreement was in force, those that overlap as one.

    What goes on is drawn to the end of the scale: the day of the build is on no page.
    """
    spells = sorted(
        (at(scale, s.start.earliest), at(scale, s.end.latest if s.end else LAST_DAY))
        for a in agreements
        for s in a.force
        if s.start
    )
    merged: list[list[float]] = []
    for start, end in spells:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    for start, end in merged:
        if end > start:
            yield start, round(end - start, 2)
