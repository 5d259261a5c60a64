"""The axis of time of a pair: its stories, the turns in the life of agreements between the two, and what was said."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from communique.archive.anachronism import days_of
from communique.archive.ledger import date_of
from communique.archive.pairs import Pair
from communique.archive.ranks import RANKS
from communique.archive.standing import MAKING
from communique.archive.story import Story
from communique.model.dates import FIRST_DAY, LAST_DAY, Edtf
from communique.model.entity import Entity
from communique.plan.between import Held, Slugs
from communique.plan.planner import Planner
from communique.plan.views.pairs import Act, Era, Event, Holder, PairTurn
from communique.plan.views.statements import StatementView

ACTS = frozenset({"signs", "ratifies", "suspends", "denounces"})
LEADING = frozenset(RANKS) - {"foreign minister"}
FEWEST = 3
"""Turns; where there are fewer, every story is shown as one."""
MAX_SMALL = 1
"""Entries in a row that are no turn of the relation and are shown one by one; more are folded."""
MAX_OF_FEW = 3
"""The same where there are few stories."""
FEW = 8
"""Stories of which each counts as a turn."""


class _Entry(msgspec.Struct, frozen=True):
    """Something on the axis, and what the two were called then; no name where it does not say."""

    day: str
    event: Event
    names: Slugs | tuple[()] = ()


def axis(p: Planner, pair: Pair, row: Sequence[Story], part: slice) -> tuple[Era, ...]:
    """Give the eras of a part of a pair's stories, which are in order of time, with all that belongs between these."""
    stories = row[part]
    begins = stories[0].happened if part.start and stories else ""
    ends = row[part.stop].happened if part.stop < len(row) else "~"
    others = [*_turns(p, pair, row), *_said_elsewhere(p, pair, row)]
    entries = [e for e in others if begins <= e.day < ends]
    leaders = Leaders(p, pair)
    named = set(p.text_links(pair.profile).values()) if pair.profile else set()
    entries += [_story(p, pair, s, named, leaders, few=len(row) <= FEW) for s in stories]
    entries.sort(key=lambda e: e.day)
    if sum(e.event.key for e in entries) < FEWEST:  # nothing tells which of them are turns
        entries = [_shown(e) for e in entries]
    return tuple(_eras(p, pair, entries, stories, MAX_OF_FEW if len(row) <= FEW else MAX_SMALL))


def _shown(e: _Entry) -> _Entry:
    """Show a story as a turn, whatever it is."""
    return msgspec.structs.replace(e, event=msgspec.structs.replace(e.event, key=True)) if e.event.card else e


class Leaders:
    """Who led either of two states when: its head, its ruling party's leader, the head of its government."""

    def __init__(self, p: Planner, pair: Pair) -> None:
        self._find = p.archive.resolver.find
        self._held: list[dict[str, list[Slugs]]] = []
        for slug in pair.slugs:
            held: dict[str, list[Slugs]] = {}
            for h in p.between.offices(slug, FIRST_DAY, LAST_DAY):
                if h.rank in LEADING:
                    held.setdefault(h.person, []).append((h.first, h.last))
            self._held.append(held)

    def meet_in(self, s: Story) -> bool:
        """Tell whether a story names leaders of both states of its days; where it has words, one of these must be a leader's.

        What a spokesman says about two presidents is no meeting of theirs.
        """
        first, last = days_of(s.article)
        people = [f.slug for f in s.terms.get("people", ())]

        def led(held: dict[str, list[Slugs]], who: str) -> bool:
            return any(a <= last and first <= b for a, b in held.get(who, ()))

        if not all(any(led(held, who) for who in people) for held in self._held):
            return False
        speakers = {k.slug for x in s.article.statements if (k := self._find("people", x.speaker.name))}
        return not s.article.statements or any(led(held, who) for held in self._held for who in speakers)


def _story(p: Planner, pair: Pair, s: Story, named: set[str], leaders: Leaders, *, few: bool) -> _Entry:
    said = tuple(v for v, days in _said_in(p, pair, s) if _told_by(s, days))
    acts = is_act(s)
    mark = "agreement" if acts else "statement" if said else "story"
    large = few or acts
    key = large or s.route in named or leaders.meet_in(s)
    event = Event(mark, "", card=p.card(s), said=said, key=key, large=large)
    return _Entry(s.happened, event, _names_then(p, pair, s))


def is_act(s: Story) -> bool:
    """Tell whether something is done with an agreement in a story: it is signed, ratified, suspended or denounced."""
    return any(f.role in ACTS for f in s.terms.get("agreements", ()))


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
            made = any(a.event in MAKING for a in acts)
            yield _Entry(
                date.earliest, Event("agreement", "", turn=view, key=made), _names_in(p, pair, slug, e) if made else ()
            )


def _names_in(p: Planner, pair: Pair, slug: str, e: Entity) -> Slugs:
    """Give what an agreement calls the two."""
    named = p.between.names_in(slug, e)
    one, other = (named.get(side) or now for side, now in zip(pair.slugs, pair.names, strict=True))
    return one, other


def _names_then(p: Planner, pair: Pair, story: Story) -> Slugs:
    names = []
    for head, now in zip(pair.slugs, pair.names, strict=True):
        filed = (f.slug for f in story.terms.get("countries", ()) if p.between.head(f.slug) == head)
        slug = next(filed, "")
        names.append(p.link("countries", slug).text if slug else now)
    return names[0], names[1]


def _eras(p: Planner, pair: Pair, entries: Sequence[_Entry], stories: Sequence[Story], most: int) -> Iterator[Era]:
    """Divide the axis where the two came to be called otherwise; `most` entries that are no turn stand in a row."""
    names = next((e.names for e in entries if e.names), pair.names)
    parts: list[tuple[Slugs, list[_Entry]]] = []
    for e in entries:
        if not parts or (e.names and e.names != names):
            names = e.names or names
            parts.append((names, []))
        parts[-1][1].append(e)
    years: set[str] = set()
    for i, (called, here) in enumerate(parts):
        until = parts[i + 1][1][0].day if i + 1 < len(parts) else f"{here[-1].day[:4]}-12-31"
        people = {f.slug for s in stories if here[0].day <= s.happened <= here[-1].day for f in s.terms.get("people", ())}
        held = _held(p, pair, here[0].day, until, people)
        yield Era(" – ".join(called), called, here[0].day[:4], here[-1].day[:4], tuple(_events(here, years, most)), held)


def _held(p: Planner, pair: Pair, first: str, until: str, people: set[str]) -> tuple[tuple[Holder, ...], tuple[Holder, ...]]:
    """Give the offices of rank that those whom the stories of an era name held on each side in it, person by person."""

    def side(slug: str) -> Iterator[Holder]:
        held: dict[str, list[Held]] = {}
        for h in p.between.offices(slug, first, until):
            if h.rank and h.person in people:
                held.setdefault(h.person, []).append(h)
        for person, offices in held.items():
            for same in _unbroken(offices):
                titles = ", ".join(dict.fromkeys(h.office.title for h in same))
                end = "" if any(not h.office.end for h in same) else max(h.office.end for h in same)
                yield Holder(p.link("people", person), titles, same[0].office.start, end, in_stories=True)

    return tuple(side(pair.slugs[0])), tuple(side(pair.slugs[1]))


def _unbroken(offices: Sequence[Held]) -> list[list[Held]]:
    """Put offices together, in order of time, of which each began in a year of the one before."""
    found: list[list[Held]] = []
    until = ""
    for h in offices:
        if found and h.first[:4] <= until:
            found[-1].append(h)
        else:
            found.append([h])
        until = max(until, h.last[:4])
    return found


def _events(entries: Sequence[_Entry], years: set[str], most: int) -> Iterator[Event]:
    """Give the events of an era, the first of each year marked with it; many in a row that are no turn are folded.

    `years` are those that have been marked, and grow.
    """

    def dated(e: _Entry) -> Event:
        year = e.day[:4]
        new = year not in years
        years.add(year)
        return msgspec.structs.replace(e.event, year=year) if new else e.event

    for key, group in groupby(entries, key=lambda e: e.event.key):
        same = [dated(e) for e in group]
        if key or len(same) <= most:
            yield from same
        else:
            yield Event("", "", folded=tuple(same))
