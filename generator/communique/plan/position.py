"""How the position moved: what was said for either of two countries, in order of time, and who came into office meanwhile."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

import msgspec

from communique.archive.ledger import date_of
from communique.archive.pairs import Pair
from communique.archive.story import Story
from communique.model.dates import Edtf
from communique.model.digest import Digest, digest_bytes
from communique.model.document import Mention
from communique.model.page import Link, Page
from communique.plan.chronology import way_to
from communique.plan.planner import Planner
from communique.plan.views.pairs import Change, Position, PositionPage, Said
from communique.plan.views.parts import Ranked

MOST = 12
"""Speakers in a row on a pair's own page; of more, it shows some of the earliest and most of the latest."""
EARLIEST = 4
PAGE_SIZE = 60
"""Speakers on one page of all that was said."""


def plan(p: Planner, pair: Pair, row: Sequence[Story], key: Digest) -> Iterator[Page]:
    """Plan the pages of all that was said, where a pair's own page cannot hold it; `key` is that of all it depends on."""
    if sum(len(s.article.statements) for s in row) <= MOST:
        return
    count = len(_in_order(p, pair, row))
    if count <= MOST:
        return
    for route, part, number in p.slices(route_of(pair), count, PAGE_SIZE):
        make = partial(_page, p, pair, row, route, part, number)
        yield p.page("position", "position.html", route, make, key=digest_bytes(key, route.encode()))


def route_of(pair: Pair) -> str:
    """Give the address of the page of all that was said."""
    return f"{pair.route}statements/"


def _page(p: Planner, pair: Pair, row: Sequence[Story], route: str, part: slice, number: int) -> PositionPage:
    said = list(_said(p, pair, row))
    link = Link(" – ".join(pair.names), pair.route)
    return PositionPage(
        route=route,
        title=p.words("How the position moved"),
        crumbs=(Link(p.words("Relations"), "/relations/"), link),
        pair=link,
        said=tuple(said[part]),
        paginator=p.paginator(route_of(pair), number, len(said), PAGE_SIZE),
    )


def position(p: Planner, pair: Pair, row: Sequence[Story]) -> Position | None:
    """Give what a pair's own page shows of it."""
    said = list(_said(p, pair, row))
    count = sum(len(x.statements) for x in said)
    if len(said) <= MOST:
        return Position(count, tuple(said), more=more(p, pair)) if said else None
    first, last = said[:EARLIEST], said[EARLIEST - MOST :]
    left = sum(len(x.statements) for x in said[EARLIEST : EARLIEST - MOST])
    return Position(count, tuple(first), tuple(last), route_of(pair), left, more(p, pair))


class _Words(msgspec.Struct, frozen=True):
    """One statement, and where it stands."""

    date: Edtf
    whose: Mention | None
    side: int
    story: Story
    number: int
    """Its place in its story, from 0."""

    @property
    def together(self) -> tuple[str, str, str, str]:
        """Tells what one speaker said in one story for one state at one time."""
        speaker = self.story.article.statements[self.number].speaker
        return self.story.route, speaker.name, self.whose.name if self.whose else "", self.date.earliest


def _in_order(p: Planner, pair: Pair, row: Sequence[Story]) -> list[list[_Words]]:
    """Give all that was said, the earliest first; what belongs together in one list."""
    words = []
    for s in row:
        for number, statement in enumerate(s.article.statements):
            date = date_of(s.article, statement)
            side = p.between.side(statement, date, pair.slugs)
            if side is not None:
                words.append(_Words(date, side[1], side[0], s, number))
    words.sort(key=lambda w: w.date.earliest)
    return [list(same) for _, same in groupby(words, key=lambda w: w.together)]


def _said(p: Planner, pair: Pair, row: Sequence[Story]) -> Iterator[Said]:
    """Show it, with who had come into office since the words before."""
    groups = _in_order(p, pair, row)
    changes = list(_changes(p, pair, groups[0][0].date.earliest, groups[-1][0].date.earliest)) if groups else []
    at = 0
    for same in groups:
        first = same[0]
        until = next((i for i in range(at, len(changes)) if changes[i][0] > first.date.earliest), len(changes))
        yield Said(
            p.named("countries", first.whose, (first.date.earliest, first.date.latest)) if first.whose else None,
            next(iter(way_to(p, first.story.article)), None),
            tuple(p.statements[w.story.route][w.number] for w in same),
            tuple(c for _, c in changes[at:until]),
            first.side,
        )
        at = until


def _changes(p: Planner, pair: Pair, first: str, last: str) -> Iterator[tuple[str, Change]]:
    """Give who came into an office of rank on either side after one day and by another, in order, with the day."""
    found = [
        (h.first, Change(p.link("people", h.person), h.office.title, h.office.start, side))
        for side, slug in enumerate(pair.slugs)
        for h in p.between.offices(slug, first, last)
        if h.rank and first < h.first <= last
    ]
    yield from sorted(found, key=lambda x: x[0])


def more(p: Planner, pair: Pair) -> tuple[Ranked, ...]:
    """Link to all statements for each of the two."""
    terms = [term for slug in pair.slugs if (term := p.archive.terms["countries"].get(slug))]
    return tuple(found for term in terms if (found := p.ledger.of_term(term)))
