"""The axis of time of a pair: its stories, the turns in the life of agreements between the two, and what was said."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from communique.archive.anachronism import days_of
from communique.archive.ledger import date_of
from communique.archive.pairs import Pair
from communique.archive.standing import MAKING
from communique.archive.story import Story
from communique.model.dates import LAST_DAY, Edtf
from communique.model.entity import Entity
from communique.plan.between import Slugs
from communique.plan.planner import Planner
from communique.plan.views.pairs import Act, Era, Event, PairTurn
from communique.plan.views.statements import StatementView

ACTS = frozenset({"signs", "ratifies", "suspends", "denounces"})
MAX_TURNS = 3
"""Turns in a row, with no story between them, that are shown one by one."""


class _Entry(msgspec.Struct, frozen=True):
    """Something on the axis, and what the two were called then; no name where it does not say."""

    day: str
    event: Event
    name: str = ""


def axis(p: Planner, pair: Pair, row: Sequence[Story], part: slice) -> tuple[Era, ...]:
    """Give the eras of a part of a pair's stories, which are in order of time, with all that belongs between these."""
    stories = row[part]
    begins = stories[0].happened if part.start and stories else ""
    ends = row[part.stop].happened if part.stop < len(row) else "~"
    others = [*_turns(p, pair, row), *_said_elsewhere(p, pair, row)]
    entries = [e for e in others if begins <= e.day < ends]
    entries += [_story(p, pair, s) for s in stories]
    entries.sort(key=lambda e: e.day)
    return tuple(_eras(pair, entries))


def _story(p: Planner, pair: Pair, s: Story) -> _Entry:
    relations = {f.role for f in s.terms.get("agreements", ())}
    said = tuple(v for v, days in _said_in(p, pair, s) if _told_by(s, days))
    mark = "agreement" if relations & ACTS else "statement" if said else "story"
    return _Entry(s.happened, Event(mark, "", card=p.card(s), said=said), _names_then(p, pair, s))


def _said_in(p: Planner, pair: Pair, s: Story) -> Iterator[tuple[StatementView, Slugs]]:
    """Give what was said in a story for either of the two, or nobody knows for whom; with its first and its last day."""
    for number, statement in enumerate(s.article.statements):
        date = date_of(s.article, statement)
        if p.between.side(statement, date, pair.slugs) is not None:
            yield p.statements[s.route][number], (date.earliest, date.latest)


def _told_by(s: Story, days: Slugs) -> bool:
    """Tell whether a story is about the time of a turn or of a statement: its event is not open, and they overlap."""
    event = s.article.event
    first, last = days_of(s.article)
    return not (event and event.latest == LAST_DAY) and first <= days[1] and days[0] <= last


def _said_elsewhere(p: Planner, pair: Pair, row: Sequence[Story]) -> Iterator[_Entry]:
    """Give what was said on other days than those of the story that has it."""
    for s in row:
        if s.article.statements:
            views = [(v, days) for v, days in _said_in(p, pair, s) if not _told_by(s, days)]
            for day, same in groupby(views, key=lambda x: x[1][0]):
                yield _Entry(day, Event("statement", "", said=tuple(v for v, _ in same)))


def _turns(p: Planner, pair: Pair, row: Sequence[Story]) -> Iterator[_Entry]:
    """Give the turns in the life of agreements between the two that no story of theirs tells."""
    telling: dict[str, list[Story]] = {}
    for s in row:
        for f in s.terms.get("agreements", ()):
            telling.setdefault(f.slug, []).append(s)
    for slug, e in p.between.agreements(pair.slugs).items():
        told = telling.get(slug, ())
        by_day: dict[Edtf, list[Act]] = {}
        for turn, by in p.between.life(slug, e, pair.slugs):
            days = turn.first, turn.last
            if any(_told_by(s, days) for s in told):
                continue
            given = turn.given
            act = Act(
                turn.event,
                tuple(p.between.link(e, m) for m in by),
                given.as_to if given else "",
                given.note if given else "",
                p.story_link(p.told_in(e, given.article)) if given and given.article else None,
            )
            by_day.setdefault(turn.edtf, []).append(act)
        for date, acts in by_day.items():
            view = PairTurn(p.link("agreements", slug), date, tuple(acts))
            name = _names_in(p, pair, slug, e) if any(a.event in MAKING for a in acts) else ""
            yield _Entry(date.earliest, Event("agreement", "", turn=view), name)


def _names_in(p: Planner, pair: Pair, slug: str, e: Entity) -> str:
    """Give what an agreement calls the two."""
    named = p.between.names_in(slug, e)
    return " – ".join(named.get(side) or now for side, now in zip(pair.slugs, pair.names, strict=True))


def _names_then(p: Planner, pair: Pair, story: Story) -> str:
    names = []
    for head, now in zip(pair.slugs, pair.names, strict=True):
        filed = (f.slug for f in story.terms.get("countries", ()) if p.between.head(f.slug) == head)
        slug = next(filed, "")
        names.append(p.link("countries", slug).text if slug else now)
    return " – ".join(names)


def _eras(pair: Pair, entries: Sequence[_Entry]) -> Iterator[Era]:
    """Divide the axis where the two came to be called otherwise."""
    name = next((e.name for e in entries if e.name), " – ".join(pair.names))
    here: list[_Entry] = []
    years: set[str] = set()
    for e in entries:
        if e.name and e.name != name and here:
            yield _era(name, here, years)
            here = []
        name = e.name or name
        here.append(e)
    if here:
        yield _era(name, here, years)


def _era(name: str, entries: Sequence[_Entry], years: set[str]) -> Era:
    events: list[Event] = []
    for is_turn, group in groupby(entries, key=lambda e: e.event.turn is not None):
        same = list(group)
        if is_turn and len(same) > MAX_TURNS:
            turns = tuple(e.event.turn for e in same if e.event.turn)
            same = [_Entry(same[0].day, Event("agreement", "", folded=turns))]
        for e in same:
            year = e.day[:4]
            events.append(e.event if year in years else msgspec.structs.replace(e.event, year=year))
            years.add(year)
    return Era(name, entries[0].day[:4], entries[-1].day[:4], tuple(events))
