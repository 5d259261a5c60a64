"""Agreements: turns and acts that cannot have come in the order given, parties twice over, stories that tell of another day."""

from collections.abc import Callable, Iterator, Sequence

from communique.archive.agreements import country_key
from communique.archive.resolve import Resolver
from communique.archive.standing import CONSENTS, MAKING, changes, is_partial, made, turns
from communique.model.article import Article
from communique.model.content import AnyDocument
from communique.model.dates import Edtf, bounds
from communique.model.document import Mention
from communique.model.entity import Entity, StatusEvent
from communique.model.issue import Issue

_PASSIVE = {"signs": "signed", "ratifies": "ratified", "suspends": "suspended", "denounces": "denounced"}
"""What a story says was done with an agreement, as the agreement's profile says it."""
_MARKS = tuple(act.encode() for act in _PASSIVE)
_BREAKS = frozenset({"suspended", "denounced", "disputed", "lapsed", "expired", "terminated", "annulled", "superseded"})
"""Turns after which an agreement may come into force anew."""
_LATER = {"acceded", "succeeded"}
"""Consents of those who did not sign."""


def of_agreements(documents: Sequence[AnyDocument], resolver: Resolver) -> Iterator[Issue]:
    """Give what is wrong with the agreements, and with what stories say was done with them."""
    told: _Told = {}
    described = any(k.entity for k in resolver.known["agreements"].values())
    for d in documents:
        if isinstance(d, Entity) and d.taxonomy == "agreements":
            key = country_key(resolver, d)
            yield from _dates(d)
            yield from _events(d, key)
            yield from _parties(d, key, resolver)
            yield from _languages(d)
        elif described and isinstance(d, Article) and any(mark in d.mentions for mark in _MARKS):
            yield from _acts(d, resolver, told)


def _say(e: Entity, at: tuple[int, int], message: str, hint: str, code: str) -> Issue:
    return Issue(e.path, *at, message, hint, "warning", code)


# the agreement's own dates


def _dates(e: Entity) -> Iterator[Issue]:
    """Tell of an agreement that was in force before it was made, or ended before it was in force."""
    how, when = made(e) or ("", None)
    for field in ("provisional_from", "in_force"):
        days = bounds(getattr(e, field))
        if days and when and days[1] < when.earliest:
            message = f"{field}: {getattr(e, field)} is before it was {how}, {when.text}."
            yield Issue(e.path, *_at(e, field), message, "Correct one of the two dates.", code="in-force-before-signed")
    begins, ends = bounds(e.in_force or e.provisional_from), bounds(e.ended)
    if ends and begins and ends[1] < begins[0]:
        message = f"ended: {e.ended} is before it came into force, {e.in_force or e.provisional_from}."
        yield Issue(e.path, *_at(e, "ended"), message, "Correct one of the two dates.", code="ended-before-in-force")
    elif ends and when and not begins and ends[1] < when.earliest:
        message = f"ended: {e.ended} is before it was {how}, {when.text}."
        yield Issue(e.path, *_at(e, "ended"), message, "Correct one of the two dates.", code="ended-before-in-force")


def _at(e: Entity, field: str) -> tuple[int, int]:
    return e.where.get(field, (e.line, e.column))


def _events(e: Entity, key: Callable[[str], str]) -> Iterator[Issue]:
    """Tell of turns before the making, out of order, twice, or without the agreement that they speak of."""
    how, when = made(e) or ("", None)
    parties = {key(p.country.name) for p in e.parties}
    before: StatusEvent | None = None
    for s in e.status_events:
        at, days = (s.line, s.column), bounds(s.date)
        if when and days and s.event not in MAKING and days[1] < when.earliest:
            message = f"status_events: '{s.event}' on {s.date} is before it was {how}, {when.text}."
            yield _say(e, at, message, "Correct one of the two dates.", "event-before-signature")
        earlier = bounds(before.date) if before else None
        if before and days and earlier and days[1] < earlier[0]:
            message = f"status_events: '{s.event}' on {s.date} stands after '{before.event}' on {before.date}."
            yield _say(e, at, message, "Put the turns in order of time, or correct a date.", "events-out-of-order")
        before = s
        if s.event == "superseded" and not s.agreement:
            hint = "Add 'agreement: …', so that each of the two leads to the other; or call it lapsed or terminated."
            yield _say(e, at, "status_events: does not say which agreement superseded it.", hint, "superseded-by-nothing")
        for m in s.by:
            if parties and key(m.name) not in parties:
                message = f"status_events.by: '{m.name}' is not among the parties."
                hint = "Add it to 'parties', or name the party whose act it was."
                yield _say(e, (m.line, m.column), message, hint, "by-no-party")
    yield from _in_force(e)


def _in_force(e: Entity) -> Iterator[Issue]:
    """Tell of a coming into force that is given twice, and of two dates for it."""
    whole = (s for s in e.status_events if not is_partial(e, s))
    first = next((s for s in whole if s.event == "in force" or s.event in _BREAKS), None)
    field, event = bounds(e.in_force), bounds(first.date) if first and first.event == "in force" else None
    if first and field and event and (field[1] < event[0] or event[1] < field[0]):
        message = f"status_events: 'in force' on {first.date}, and the field 'in_force' says {e.in_force}."
        hint = "Correct one of the two; the field alone is enough where the event has no note."
        yield _say(e, (first.line, first.column), message, hint, "in-force-twice")
    last: StatusEvent | None = None
    for t in changes(e):
        if t.event in _BREAKS:
            last = None
        elif t.event == "in force" and t.given:
            if last:
                message = f"status_events: 'in force' on {t.date}, and already in line {last.line} on {last.date}."
                hint = "Remove one, say between them what ended it, or name in 'by' for whom each holds."
                yield _say(e, (t.given.line, t.given.column), message, hint, "in-force-twice")
            last = t.given


# parties


def _parties(e: Entity, key: Callable[[str], str], resolver: Resolver) -> Iterator[Issue]:
    """Tell of a party twice, of a state beside the one that continues it, and of consents before the signature."""
    _, when = made(e) or ("", None)
    there: dict[str, Mention] = {}
    continued: dict[str, Mention] = {}
    for party in e.parties:
        m, slug = party.country, key(party.country.name)
        head = resolver.succession.head(slug)
        line = head.slug if head else slug
        if slug in there:
            message = f"parties: '{m.name}' is there already in line {there[slug].line}."
            yield _say(e, (m.line, m.column), message, "Put its actions together under one of the two.", "party-twice")
        elif line in continued and not any(a.action == "succeeded" for a in party.actions):
            other = continued[line]
            message = f"parties: '{m.name}' and '{other.name}' in line {other.line} are one state at two times."
            hint = "Keep the one that existed then; where the other took its place later, give it the action 'succeeded'."
            yield _say(e, (m.line, m.column), message, hint, "party-and-successor")
        there.setdefault(slug, m)
        continued.setdefault(line, m)
        own = [days for a in party.actions if a.action == "signed" and (days := bounds(a.date))]
        signed = min(own)[0] if own else when.earliest if when else ""
        for a in party.actions:
            days = bounds(a.date)
            if a.action in CONSENTS - _LATER and days and signed and days[1] < signed:
                message = f"parties: '{m.name}' {a.action} it on {a.date}, before it was signed, {signed}."
                yield _say(e, (a.line, a.column), message, "Correct one of the two dates.", "ratified-before-signature")


# texts


def _languages(e: Entity) -> Iterator[Issue]:
    seen: set[str] = set()
    for lang in e.languages:
        if lang in seen:
            yield _say(e, _at(e, "languages"), f"languages: '{lang}' is there twice.", "Remove one.", "language-twice")
        seen.add(lang)
    prevails = ""
    for t in e.texts:
        if (t.authentic or t.prevails) and e.languages and t.lang not in seen:
            message = f"texts: the text in '{t.lang}' is called authentic, and 'languages' does not name it."
            hint = f"Add '{t.lang}' to languages, or remove 'authentic' from a translation."
            yield _say(e, (t.line, t.column), message, hint, "text-in-another-language")
        if t.prevails and prevails and prevails != t.lang:
            message = f"texts: both '{prevails}' and '{t.lang}' are said to prevail."
            yield _say(e, (t.line, t.column), message, "Only one text can decide; remove the other.", "two-texts-prevail")
        prevails = prevails or (t.lang if t.prevails else "")


# stories


_Told = dict[tuple[str, str], list[Edtf]]
"""The dates of an act, by the agreement's file and the act: hundreds of stories ask for those of one with many parties."""


def _acts(a: Article, resolver: Resolver, told: _Told) -> Iterator[Issue]:
    """Tell of a story that says that something was done with an agreement on a day on which its profile knows nothing of it."""
    days = (a.event.earliest, a.event.latest) if a.event else (a.date[:10], a.date[:10])
    for m in a.terms.get("agreements", ()):
        known = resolver.find("agreements", m.name) if m.role in _PASSIVE else None
        if not known or not known.entity:
            continue
        dates = told.get((known.entity.path, m.role))
        if dates is None:
            dates = told[known.entity.path, m.role] = _dates_of(known.entity, m.role)
        if dates and not any(d.earliest <= days[1] and days[0] <= d.latest for d in dates):
            days_told = " or ".join(dict.fromkeys(d.text for d in dates))
            message = (
                f"agreements: the story tells of {a.event.text if a.event else a.date[:10]},"
                f" and '{known.name}' was {_PASSIVE[m.role]} on {days_told}."
            )
            hint = "Correct 'event_date', or the relation: 'concerns' is right for a story about it."
            yield Issue(a.path, m.line, m.column, message, hint, "warning", "act-on-another-day")


def _dates_of(e: Entity, act: str) -> list[Edtf]:
    """Give the dates on which an agreement was signed, ratified …, as its profile says; empty where it says nothing of that.

    Ratifications are told on the day of their exchange too, on which an agreement mostly comes into force.
    """
    events = {"signs": {*MAKING}, "ratifies": {*CONSENTS}, "suspends": {"suspended"}, "denounces": {"denounced", "withdrew"}}[
        act
    ]
    found = [t.edtf for t in turns(e) if t.event in events]
    for p in e.parties:
        found += [Edtf(x.date, *days) for x in p.actions if x.action in events and (days := bounds(x.date))]
    if found and act == "ratifies":
        found += [t.edtf for t in turns(e) if t.event == "in force"]
    return found
