"""The lives of agreements on one scale of time, from the first to the year of the build."""

from collections.abc import Sequence

from communique.archive.standing import force_now, made, spells
from communique.archive.story import Term
from communique.model.dates import Edtf
from communique.model.entity import Entity
from communique.plan.planner import Planner
from communique.plan.scale import at, from_round_year
from communique.plan.views.front import LifeView, Lives, Stretch
from communique.plan.views.scale import Axis

MAX_LIVES = 12
MAX_NAMES = 3


def lives(p: Planner) -> Lives | None:
    """Give the agreements that most stories tell of, and of which the day or the year of their making is known.

    None where there are fewer than two: they have no scale in common.
    """
    found = [(t, t.entity, when) for t in p.archive.terms["agreements"].values() if t.entity and (when := _made(p, t))]
    if not p.shows("agreements") or len(found) < 2:
        return None
    first = min(found, key=lambda x: (x[2].earliest, x[0].slug))
    best = sorted((f for f in found if f is not first), key=lambda x: (-len(x[0].stories), x[0].slug))
    row = sorted([first, *best[: MAX_LIVES - 1]], key=lambda x: (x[2].earliest, x[0].slug))
    scale = from_round_year(int(row[0][2].earliest[:4]), max(int(p.archive.month[:4]), int(row[-1][2].latest[:4])))
    e = first[1]
    names = {n.lang: n for n in reversed(e.names) if n.text != e.name}
    own = p.names(n for n in e.names if names.get(n.lang) is n)
    return Lives(scale.ticks, tuple(_life(p, scale, *x) for x in row), own[:MAX_NAMES], e.summary, e.lang)


def _made(p: Planner, term: Term) -> Edtf | None:
    found = made(term.entity) if term.entity else None
    return found[1] if found and found[1].earliest <= p.archive.today else None


def _life(p: Planner, scale: Axis, term: Term, e: Entity, when: Edtf) -> LifeView:
    today = p.archive.today
    begun = [s for s in spells(e) if s.first <= today and s.force != "no"]
    # what goes on goes to the end of the scale: the day of the build is on no page
    row = [Stretch(at(scale, s.first), at(scale, s.last) if s.last < today else 100.0, s.force == "yes") for s in begun]
    return LifeView(p.link("agreements", term.slug), when, at(scale, when.earliest), _joined(row), force_now(e, today) == "yes")


def _joined(row: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Join stretches that follow on one another and are of one kind."""
    found: list[Stretch] = []
    for s in row:
        if found and found[-1].sure == s.sure and s.start - found[-1].end <= 0.1:
            found[-1] = Stretch(found[-1].start, max(s.end, found[-1].end), s.sure)
        else:
            found.append(s)
    return tuple(found)
