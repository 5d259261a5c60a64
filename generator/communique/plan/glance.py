"""A relation at a glance, to scale: the states of each side in their times, agreements and meetings of leaders between them."""

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from communique.archive.pairs import Pair
from communique.archive.story import Story
from communique.model.dates import LAST_DAY, Edtf
from communique.plan.axis import Leaders
from communique.plan.planner import Planner
from communique.plan.views.pairs import Bar, Era, Glance, Mark, PairAgreement, Stretch

WIDTHS = (300, 640, 1100)
"""Pixels that the scale has on a phone, on a tablet and on a desk."""
LETTER = 7.2
"""Pixels of a letter of its labels; a Chinese or Japanese one has twice as many."""
MAX_MARKS = 200
"""Agreements and meetings drawn, those of the most late ones; what a page can hold."""
STEPS = (1, 2, 5, 10, 25, 50, 100, 250)
"""Years between two that are written."""


class _Scale:
    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def at(self, day: str) -> float:
        """Give the place of a day, in hundredths of the whole."""
        year = int(day[:4]) + (int(day[5:7]) - 1) / 12 + (int(day[8:10]) - 1) / 366
        return round(min(100.0, max(0.0, (year - self.first) * 100 / (self.last + 1 - self.first))), 2)


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
    if not years or max(years) == min(years):
        return None
    scale = _Scale(min(years), max(years))
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
        tuple(_ticks(scale)),
    )


def _stretches(
    p: Planner, pair: Pair, row: Sequence[Story], eras: Sequence[Era], scale: _Scale, side: int
) -> Iterator[Stretch]:
    """Give the states of a side that its stories name, each until the next one began."""
    known = p.archive.resolver.known["countries"]
    filed = {f.slug for s in row for f in s.terms.get("countries", ()) if p.between.head(f.slug) == pair.slugs[side]}
    states = sorted((known[slug] for slug in {*filed, pair.slugs[side]} if slug in known), key=lambda k: (k.life, k.slug))
    for i, k in enumerate(states):
        first, last = k.life
        if i + 1 < len(states):
            last = min(last, states[i + 1].life[0])
        start, end = scale.at(first), scale.at(last)
        if end - start <= 0.1:
            continue
        name = p.link("countries", k.slug).text
        era = next((n for n, e in enumerate(eras, 1) if e.names[side] == name), 0)
        yield Stretch(name, f"{pair.route}#era-{era}" if era else "", start, round(end - start, 2), _room(name, end - start))


def _room(name: str, width: float) -> int:
    need = sum(2 if east_asian_width(c) in "WF" else 1 for c in name) * LETTER + 8
    return next((n for n, whole in enumerate(WIDTHS, 1) if need <= whole * width / 100), 0)


def _meetings(p: Planner, pair: Pair, row: Sequence[Story], scale: _Scale, routes: Mapping[str, str]) -> Iterator[Mark]:
    leaders = Leaders(p, pair)
    for s in row:
        if leaders.meet_in(s):
            day, a = s.happened, s.article
            date = a.event or Edtf(a.date[:10], a.date[:10], a.date[:10])
            yield Mark("leaders", scale.at(day), date, a.title, routes.get(day[:4], s.route))


def _agreements(agreements: Sequence[PairAgreement], scale: _Scale, routes: Mapping[str, str]) -> Iterator[Mark]:
    for a in agreements:
        date = a.view.signed
        if date and scale.first <= int(date.earliest[:4]) <= scale.last:
            route = routes.get(date.earliest[:4], a.view.link.route)
            yield Mark("agreement", scale.at(date.earliest), date, a.view.link.text, route)


def _force(agreements: Sequence[PairAgreement], scale: _Scale) -> Iterator[tuple[float, float]]:
    """Give the times in which an agreement was in force, those that overlap as one.

    What goes on is drawn to the end of the scale: the day of the build is on no page.
    """
    spells = sorted(
        (scale.at(s.start.earliest), scale.at(s.end.latest if s.end else LAST_DAY))
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


def _ticks(scale: _Scale) -> Iterator[tuple[float, str]]:
    """Give the first year, the last, and round ones that do not come too near to these."""
    span = scale.last - scale.first
    step = next((s for s in STEPS if span / s <= 5), STEPS[-1])
    yield 0.0, str(scale.first)
    for year in range(scale.first // step * step + step, scale.last, step):
        at = scale.at(f"{year:04}-01-01")
        if 12 < at < 88:
            yield at, str(year)
    yield 100.0, str(scale.last)
