"""How an agreement stands on a day, by the turns in its life: as a whole, and to each of its parties."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from communique.model.dates import FIRST_DAY, LAST_DAY, Edtf, bounds
from communique.model.entity import Entity, Party, StatusEvent

MAKING = ("signed", "adopted", "issued", "initialled")
"""Turns by which an agreement comes to be, in the order in which one is looked for to date it."""
_STAGES = {"initialled": 0, "adopted": 1, "issued": 1, "signed": 1, "ratified": 2}
"""Turns on the way into force."""
CONSENTS = frozenset({"ratified", "accepted", "approved", "acceded", "succeeded"})
"""What a party does to be bound, besides signing (Vienna Convention on the Law of Treaties, articles 11 to 16)."""
PROVISIONAL = "provisionally in force"
_IN_FORCE = frozenset({"in force", PROVISIONAL})
_ENDINGS = frozenset({"lapsed", "expired", "terminated", "annulled", "superseded"})
"""Turns after which an agreement is no more; one that is denounced mostly runs on for a time."""
_PAST_FORCE = _ENDINGS | {"suspended", "denounced", "disputed"}
"""Turns that come after an agreement's coming into force."""
_NEUTRAL = frozenset({"confirmed", "amended", "extended"})
"""Turns that leave an agreement as it stood."""
_RANKS = {**_STAGES, PROVISIONAL: 3, "in force": 4, "suspended": 5, "denounced": 5, **dict.fromkeys(_ENDINGS, 6)}
DECLARED = frozenset({"declaration", "communiqué", "statement"})
"""Kinds of agreement that mostly do not come into force: where no profile says that one did, it is taken not to."""
Force = Literal["yes", "no", "unsure"]


class Turn(msgspec.Struct, frozen=True, array_like=True):
    """A turn in an agreement's life."""

    event: str
    date: str
    """As written, where it is a day, a month or a year; empty for a date such as `1943-11-27~`."""
    first: str
    """The first day that it may mean, `YYYY-MM-DD`."""
    last: str
    """The last day that it may mean."""
    given: StatusEvent | None = None
    """As the profile has it; None for what is taken from another field."""
    when: Edtf | None = None
    """Its date, where `date` cannot hold it."""

    @property
    def edtf(self) -> Edtf:
        """Its date."""
        return self.when or Edtf(self.date, self.first, self.last)


class Spell(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of time through which an agreement stood in one way."""

    status: str
    force: Force
    """Whether it was in force then."""
    start: Edtf
    """When that began."""
    end: Edtf | None
    """When it was over: the date of the next turn; None where none is known."""
    first: str
    """The first day on which it may have stood so, `YYYY-MM-DD`."""
    last: str
    """The last day on which it may have stood so; `LAST_DAY` where no turn follows."""


def turn(event: str, date: str, given: StatusEvent | None = None) -> Iterator[Turn]:
    """Give a turn, or nothing where its date is none."""
    if days := bounds(date):
        yield Turn(event, date, *days, given)


def is_partial(e: Entity, s: StatusEvent) -> bool:
    """Tell whether a turn leaves the agreement as a whole as it was: it is about a part of it, or of its parties.

    A step towards force is whole when all have taken it. When one of two parties leaves, that ends it for both; when one of
    many does, it goes on between the others.
    """
    others = len(e.parties) - len(s.by)
    return bool(s.as_to) or bool(s.by and others > (0 if s.event in _STAGES else 1))


def turns(e: Entity) -> list[Turn]:
    """Give the turns in an agreement's life in order: its status events, and what its own fields say besides them.

    A date without a day counts by the last that it may mean, unless something that must come later has a date before that:
    what came into force in 1956 was signed before, and what was signed in 1956 came into force after that.
    """
    given = {s.event for s in e.status_events if not is_partial(e, s)}
    found = [t for s in e.status_events for t in turn(s.event, s.date, s)]
    for event, date in (("in force", e.in_force), (PROVISIONAL, e.provisional_from)):
        at = next((i for i, t in enumerate(found) if t.event in _PAST_FORCE or t.event == "in force"), len(found))
        again = at < len(found) and found[at].event in _PAST_FORCE  # an "in force" after that is another one
        if date and (again or event not in given):
            found[at:at] = turn(event, date)
    if e.signed and "signed" not in given:
        plain = e.signed.text if bounds(e.signed.text) else ""
        found.insert(0, Turn("signed", plain, e.signed.earliest, e.signed.latest, None, e.signed))
    if e.ended and not given & _ENDINGS:
        found += turn("terminated", e.ended)
    return in_order(found)


def in_order(found: Sequence[Turn]) -> list[Turn]:
    """Put turns in order of time, by the last day that each may mean, as `turns` has it."""

    def counts(t: Turn) -> str:
        if t.first == t.last:
            return t.last
        rank = _RANKS.get(t.event, 9)
        return min((t.last, *(u.last for u in found if _RANKS.get(u.event, 0) > rank and u.last >= t.first)))

    return sorted(found, key=counts)


def changes(e: Entity, whose: str = "", key: Callable[[str], str] = str) -> list[Turn]:
    """Give the turns after which an agreement as a whole stands otherwise, in order; or so to one country, by its key."""
    found: list[Turn] = []
    was_in_force = False
    for t in turns(e):
        if t.event in _NEUTRAL or (was_in_force and t.event in _STAGES):
            continue
        if t.given and is_partial(e, t.given) and (t.given.as_to or whose not in {key(m.name) for m in t.given.by}):
            continue
        was_in_force = was_in_force or t.event in _IN_FORCE
        found.append(t)
    return found


def status_on(e: Entity, day: str) -> tuple[str, str]:
    """Give the last turn that an agreement had surely taken by a day, and its date; empty where there was none yet."""
    return next(((t.event, t.date) for t in reversed(changes(e)) if t.last <= day), ("", ""))


def status_now(e: Entity, today: str) -> tuple[str, str]:
    """Give the last turn in an agreement's life as the archive stands: one dated by this year is written as a fact."""
    return next(((t.event, t.date) for t in reversed(changes(e)) if t.first <= today), ("", ""))


def force_now(e: Entity, today: str) -> Force:
    """Tell whether an agreement is in force as the archive stands; a turn dated by this year is taken as a fact."""
    return next((s.force for s in reversed(spells(e)) if s.first <= today), "no")


def made(e: Entity) -> tuple[str, Edtf] | None:
    """Give what made an agreement, and when: its signature, or else that it was issued, adopted or initialled."""
    by_event = {t.event: t for t in reversed(turns(e)) if not (t.given and is_partial(e, t.given))}
    return next(((event, by_event[event].edtf) for event in MAKING if event in by_event), None)


def spells(e: Entity) -> list[Spell]:
    """Give how an agreement as a whole stood from its making on, in order."""
    return _spells(e, changes(e))


def _spells(e: Entity, found: Sequence[Turn], *, doubtful: bool = False) -> list[Spell]:
    row = []
    for i, t in enumerate(found):
        follows = found[i + 1] if i + 1 < len(found) else None
        last = _day_before(follows.last) if follows else LAST_DAY
        force = _force(e, t, found[i + 1 :])
        if force == "yes" and doubtful:
            force = "unsure"
        if last >= t.first:
            row.append(Spell(t.event, force, t.edtf, follows.edtf if follows else None, t.first, last))
    return row


def _force(e: Entity, t: Turn, later: Sequence[Turn]) -> Force:
    if t.event in _IN_FORCE:
        return "yes"
    if t.event == "denounced":  # it runs on until its notice is over; where that is not said, nobody can tell
        return "yes" if any(u.event in _ENDINGS or u.event == "withdrew" for u in later) else "unsure"
    if t.event == "disputed":
        return "unsure"
    if t.event in _STAGES or t.event in CONSENTS:
        comes = e.kind in DECLARED or any(u.event in _IN_FORCE for u in later)
        return "no" if comes else "unsure"
    return "no"


def in_force_on(e: Entity, day: str) -> Force:
    """Tell whether an agreement as a whole was in force on a day (`YYYY-MM-DD`).

    `unsure` where its dates do not say, where it is disputed, or where it was denounced and nothing says when that took effect.
    """
    return _on(spells(e), day)


def _on(row: Sequence[Spell], day: str) -> Force:
    if not row:
        return "unsure"
    if day < row[0].first:
        return "unsure" if row[0].status in _PAST_FORCE else "no"
    found: set[Force] = {s.force for s in row if s.first <= day <= s.last}
    if day < row[0].start.latest:
        found.add("no")
    return found.pop() if len(found) == 1 else "unsure"


def party_spells(e: Entity, party: Party, key: Callable[[str], str] = str) -> list[Spell]:
    """Give how an agreement stood to one of its parties; `key` tells which names mean the same country.

    A party is bound from the day of its consent, where a party gives any besides its signature, and the agreement applies to
    it from then, or from its coming into force. Empty where nothing is said of that party but its name: what is true of the
    whole is true of it.
    """
    acts = [t for a in party.actions for t in turn(a.action, a.date)]
    if not acts:
        if party.actions and not any(a.action in (*MAKING, *CONSENTS) for a in party.actions):
            return [Spell(party.actions[0].action, "no", Edtf("..", FIRST_DAY, LAST_DAY), None, FIRST_DAY, LAST_DAY)]
        return []
    joined = [t for t in acts if t.event in CONSENTS]
    signed = [t for t in acts if t.event in MAKING]
    doubtful = not joined and any(a.action in CONSENTS for p in e.parties for a in p.actions)
    bound = next(iter(in_order(joined or signed)), None)
    own = [t for t in acts if t.event != "reservation"]
    if bound is None:
        return _spells(e, in_order(own))
    whole = [t for t in changes(e, key(party.country.name), key) if t.event not in _STAGES]
    earlier = [t for t in whole if t.last < bound.first]
    later = [t for t in whole if t.last >= bound.first]
    if earlier:
        own.append(msgspec.structs.replace(bound, event=earlier[-1].event))
    said = {(t.event, t.date) for t in own}
    row = in_order([*own, *(t for t in later if (t.event, t.date) not in said)])
    left = next((i for i, t in enumerate(row) if t.event == "withdrew"), len(row))
    return _spells(e, row[: left + 1], doubtful=doubtful)


def _day_before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat() if day > FIRST_DAY else day
