"""The life of an agreement drawn to scale: when it was made, in force, and over."""

from collections.abc import Iterable, Iterator

from communique.archive.standing import CONSENTS, MAKING
from communique.model.dates import FIRST_DAY, LAST_DAY
from communique.plan.scale import at, axis, bar
from communique.plan.views.agreements import AgreementRecord, LifeLane, LifeLine, SpellView
from communique.plan.views.scale import Axis, Bar, Mark

MAX_LANES = 12
"""More than these are not drawn: the page tells them in words."""


def lifeline(a: AgreementRecord, today: str) -> LifeLine | None:
    """Draw an agreement's life, to the end of this year where it goes on; None where no day of it is known.

    Treaties of many have hundreds of turns: those that fall together are one mark.
    """
    rows = [tuple(_drawn(s.spells)) for s in a.standing]
    days = [t.date.earliest for t in a.life] + [s.start.earliest for row in rows for s in row]
    days += [s.end.latest for row in rows for s in row if s.end]
    if any(not s.end for row in rows for s in row):
        days.append(today)
    line = axis(days)
    if line is None:
        return None
    turns: dict[float, str] = {}
    for t in a.life:
        if t.date.earliest > FIRST_DAY:
            place = at(line, t.date.earliest)
            whole = not t.as_to and (t.by_all or len(t.by) < 2)
            turns[place] = "" if whole or turns.get(place) == "" else "part"
    if len(rows) > MAX_LANES:
        rows = rows[:1]
    lanes = (LifeLane(s.whose, tuple(bars(line, row))) for s, row in zip(a.standing, rows, strict=False))
    return LifeLine(line, tuple(lane for lane in lanes if lane.bars), tuple(Mark(x, turns[x]) for x in sorted(turns)))


def bars(line: Axis, row: Iterable[SpellView]) -> Iterator[Bar]:
    """Draw stretches of an agreement's life: `yes`, `no` or `unsure`, as it was in force or not."""
    for s in _drawn(row):
        if s.start.earliest > FIRST_DAY:
            yield bar(line, s.start.earliest, s.end.earliest if s.end else LAST_DAY, s.force)


def _drawn(row: Iterable[SpellView]) -> Iterator[SpellView]:
    """Leave out what follows an agreement's end; one that is only signed, or suspended for a time, still stands."""
    for s in row:
        if s.force != "no" or s.end or s.status in {*MAKING, *CONSENTS}:
            yield s
