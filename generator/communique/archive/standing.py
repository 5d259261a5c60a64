"""How things stand on a day: an agreement by the turns in its life, a place by who held and claimed it."""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from communique.model.article import AnyDocument, Entity
from communique.model.dates import bounds

_PAST_FORCE = frozenset({"suspended", "denounced", "expired", "terminated", "superseded"})
"""Turns that come after an agreement's coming into force."""
_ENDINGS = frozenset({"expired", "terminated", "superseded"})
"""Turns after which an agreement is no more; one that is denounced mostly runs on for a time."""
_EPOCH = dt.date(1970, 1, 1).toordinal()
_DAY = 86_400
"""Seconds."""


class Turn(msgspec.Struct, frozen=True, array_like=True):
    """A turn in an agreement's life."""

    event: str
    date: str
    """As written, where it is a day, a month or a year; empty for a date such as `1943-11-27~`."""
    first: str
    """The first day that it may mean, `YYYY-MM-DD`."""
    last: str
    """The last day that it may mean."""


def _turn(event: str, date: str) -> Iterator[Turn]:
    if days := bounds(date):
        yield Turn(event, date, *days)


def turns(e: Entity) -> list[Turn]:
    """Give the turns in an agreement's life in order: its status events, and what its own fields say besides them.

    A date without a day counts by the last that it may mean: what came into force in 1956 was signed before that.
    """
    given = {s.event for s in e.status_events}
    found = [t for s in e.status_events for t in _turn(s.event, s.date)]
    if e.in_force and "in force" not in given:
        at = next((i for i, t in enumerate(found) if t.event in _PAST_FORCE), len(found))
        found[at:at] = _turn("in force", e.in_force)
    if e.signed and "signed" not in given:
        plain = e.signed.text if bounds(e.signed.text) else ""
        found.insert(0, Turn("signed", plain, e.signed.earliest, e.signed.latest))
    if e.ended and not given & _ENDINGS:
        found += _turn("terminated", e.ended)
    return sorted(found, key=lambda t: t.last)


def status_on(e: Entity, day: str) -> tuple[str, str]:
    """Give the last turn that an agreement had surely taken by a day, and its date; empty where there was none yet."""
    return next(((t.event, t.date) for t in reversed(turns(e)) if t.last <= day), ("", ""))


def status_now(e: Entity, today: str) -> tuple[str, str]:
    """Give the last turn in an agreement's life as the archive stands: one dated by this year is written as a fact."""
    return next(((t.event, t.date) for t in reversed(turns(e)) if t.first <= today), ("", ""))


def day_of(moment: int) -> str:
    """Give the day of a moment (seconds since 1970 UTC), in UTC."""
    return dt.date.fromordinal(min(max(moment // _DAY + _EPOCH, 1), dt.date.max.toordinal())).isoformat()


def _begins(day: str) -> int:
    return (dt.date.fromisoformat(day).toordinal() - _EPOCH) * _DAY


def moments(documents: Iterable[AnyDocument]) -> Iterator[int]:
    """Give every moment at which something comes to stand otherwise, in seconds since 1970 UTC."""
    for d in documents:
        if not isinstance(d, Entity):
            continue
        if d.taxonomy == "agreements":
            for t in turns(d):
                yield _begins(t.first)
        for span in (*d.controlled_by, *d.claimed_by):
            if start := bounds(span.start):
                yield _begins(start[0])
            if end := bounds(span.end):
                yield _begins(end[1]) + _DAY
