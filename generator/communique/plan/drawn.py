"""The line of states as a drawing: who was when on one axis of time, to scale, with the names below it and branches above.

Lengths are in units of the drawing, which is `WIDTH` wide. A theme that reads from right to left mirrors it.
"""

from collections.abc import Iterator, Sequence

import msgspec

from communique.model.dates import FIRST_DAY, LAST_DAY
from communique.model.page import Link
from communique.plan.scale import day_number
from communique.plan.views.terms import Branch, Drawing, Segment

WIDTH = 1000
LETTER = 8
"""About the width of one letter of a name."""
YEARS = 84
"""About the width of `1603–1868`, which stands below a name."""
SPACE = 18
"""Between two names in one row."""
MOST = 3
"""Branches at one state that are drawn one by one; more are one stroke with their number."""
OPEN = 0.1
"""The part of the axis that stands for a time before all known dates."""


class Life(msgspec.Struct, frozen=True):
    """A state from the first day of its life to the last, `YYYY-MM-DD`; `FIRST_DAY` and `LAST_DAY` where that is open."""

    link: Link
    first: str
    last: str
    start: str
    """As written."""
    end: str


class Beside(msgspec.Struct, frozen=True):
    """The states beside one of the line."""

    joined: tuple[Life, ...]
    out_of: tuple[Life, ...]
    """Those that it came out of."""
    left: tuple[Life, ...]
    """Those that came out of it."""


def drawing(line: Sequence[Life], here: int, beside: Sequence[Beside], now: str) -> Drawing | None:
    """Draw a line of states, of which the page's own is the one of the number `here`, and those beside each.

    Nothing for a state that stands alone, and for a line of which no date is known; `now` is this year.
    """
    before = [s for b in beside for s in (*b.joined, *b.out_of)]
    others = [*before, *(s for b in beside for s in b.left)]
    days = [d for s in line for d in (s.first, s.last)]
    known = [day_number(d) for d in (*days, *(s.first for s in before)) if d not in {FIRST_DAY, LAST_DAY}]
    if not known or len(line) + len(others) < 2:
        return None
    since, until = min(known), max(known)
    if LAST_DAY in days or any(s.last == LAST_DAY for s in others):
        until = max(until, day_number(f"{now}-12-31") + 1)
    if FIRST_DAY in days:
        since -= round((until - since) * OPEN) or 366
    scale = WIDTH / ((until - since) or 1)

    def at(day: str) -> int:
        if day in {FIRST_DAY, LAST_DAY}:
            return 0 if day == FIRST_DAY else WIDTH
        return min(WIDTH, max(0, round((day_number(day) - since) * scale)))

    spans = [(at(s.first), at(s.last)) for s in line]
    below = _below([s.link.text for s in line], [a for a, _ in spans])
    segments = tuple(
        Segment(s.link, s.start, s.end, i == here, a, max(1, b - a), *below[i])
        for i, (s, (a, b)) in enumerate(zip(line, spans, strict=True))
    )
    branches: list[Branch] = []
    for i, (a, b) in enumerate(spans):
        came = [(at(s.first), end := min(b, max(a, at(s.last))), end, s) for s in beside[i].joined]
        went = [(start := min(b, max(a, at(s.first))), at(s.last), start, s) for s in beside[i].left]
        parts = [(at(s.first), at(s.last), a, s) for s in beside[i].out_of]
        branches += [*_branches(came, joins=True), *_branches(parts, joins=True), *_branches(went, joins=False)]
    placed = _stacked(branches)
    return Drawing(segments, placed, max(s.row for s in segments) + 1, max((b.row + 1 for b in placed), default=0))


def _below(names: Sequence[str], begins: Sequence[int]) -> list[tuple[int, bool, int]]:
    """Place each name under the beginning of what it names: where, whether it ends there, and in which row.

    From the last to the first: one that would run into the next goes a row down, and no stroke to a name crosses another.
    """
    taken: list[tuple[int, int, int]] = []

    def free(row: int, first: int, last: int) -> bool:
        return not any(r == row and first < y + SPACE and x < last + SPACE for x, y, r in taken)

    found: list[tuple[int, bool, int]] = []
    for name, a in zip(reversed(names), reversed(begins), strict=True):
        width = max(len(name) * LETTER, YEARS)
        after = (a, a + width) if a + width <= WIDTH else (WIDTH - width, WIDTH)
        before = (a - width, a)
        fits = a > width and not any(before[0] < x < a for x in begins)  # their strokes would cross it
        tries = [(row, *label) for row in range(len(names)) for label in ((after, before) if row and fits else (after,))]
        row, *label = next(t for t in tries if free(*t))
        ends = label[0] != a
        taken += [(label[0], label[1], row), *((a, a, above) for above in range(row))]
        found.append((label[1] if ends else a, ends, row))
    return found[::-1]


def _branches(row: Sequence[tuple[int, int, int, Life]], *, joins: bool) -> Iterator[Branch]:
    """Draw those that joined a state, or left it, in order of time; of many, one stroke as long as the longest."""
    if len(row) > MOST:
        first, last = min(b[0] for b in row), max(b[1] for b in row)
        yield Branch(None, len(row), first, last, last if joins else first, joins)
        return
    for x, y, at, s in sorted(row, key=lambda b: (b[0], b[1], b[3].link.text)):
        yield Branch(s.link, 1, x, y, at, joins)


def _stacked(branches: Sequence[Branch]) -> tuple[Branch, ...]:
    """Put each branch as near to the line as others and their names let it be."""
    ends: list[int] = []
    placed = []
    for b in sorted(branches, key=lambda b: (b.first, b.last)):
        width = len(b.link.text) * LETTER if b.link else YEARS * 2
        first = min(b.first, WIDTH - width)
        row = next((i for i, end in enumerate(ends) if end + SPACE <= first), len(ends))
        ends[row : row + 1] = [max(b.last, first + width)]
        placed.append(msgspec.structs.replace(b, row=row, label=b.first if first == b.first else WIDTH))
    return tuple(placed)
