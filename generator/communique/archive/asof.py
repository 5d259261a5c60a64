"""The archive as it was known on a day: what stories and profiles could say then. Pure.

A story is there from its own day on. What befell it later is left out where the content dates it: an update, a correction, a
retraction, a statement, a note, a source that was seen later. Of a profile the facts are cut at that day, but its text has no
date and stays. A date without a day counts as known when the last day that it may mean has come.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from communique.archive.anachronism import days_of
from communique.archive.pairs import Pair
from communique.archive.polities import Polity
from communique.archive.resolve import Resolver
from communique.archive.story import Filed, Story, route_of
from communique.model.article import Article, Earlier
from communique.model.dates import LAST_DAY, Edtf, bounds
from communique.model.digest import digest_bytes
from communique.model.entity import Entity, Office, Party, Span
from communique.model.issue import Issue

S = TypeVar("S", Span, Office)


def known(date: str, day: str) -> bool:
    """Tell whether what a date dates had surely come to pass by a day; what has no date counts as always so."""
    days = bounds(date[:10])
    return days is None or days[1] <= day


def _known_edtf(date: Edtf | None, day: str) -> bool:
    """Tell the same of an EDTF date; an interval that is open at its end counts by its beginning."""
    return date is None or (date.earliest if date.latest == LAST_DAY else date.latest) <= day


def _if_known(date: str, day: str) -> str:
    return date if known(date, day) else ""


def is_later(a: Article, day: str) -> bool:
    """Tell whether a story is of a later day: by its own day, as lists have it, whenever it was put online."""
    return a.date[:10] > day


def article(a: Article, day: str) -> Article:
    """Give a story as it could be read on a day; when it was put online does not count, and stays as a fact."""
    corrections = tuple(c for c in a.corrections if known(c.date, day))
    status, retraction = a.status, a.retraction
    if retraction and not known(retraction.date, day):
        retraction = None
        status = "published" if status == "retracted" else status
    if status == "corrected" and a.corrections and not corrections:
        status = "published"
    updated = bool(a.updated) and a.updated[:10] <= day
    return replace(
        a,
        updated=a.updated if updated else "",
        updated_moment=a.updated_moment if updated else 0,
        status=status,
        retraction=retraction,
        corrections=corrections,
        statements=tuple(s for s in a.statements if _known_edtf(s.date, day)),
        record_notes=tuple(n for n in a.record_notes if known(n.date, day)),
        sources=tuple(s for s in a.sources if known(s.accessed, day)),
    )


def story(a: Article, today: Article, terms: dict[str, tuple[Filed, ...]], day: str) -> Story:
    """Make a story as it stood on a day, of the wording of that day; it has its address from the one of today."""
    then = article(a, day)
    key = then.digest if a is today else digest_bytes(then.digest, today.digest)
    return Story(then, route_of(then), terms, "", key, then.happened, changed(a, day))


def too_early(later: Iterable[Article], day: str) -> list[Issue]:
    """Tell of a day before there was any story, where there are some later."""
    first = min((a.date[:10] for a in later), default="")
    message = f"{day} is before the first story, which is of {first}."
    return [Issue("--as-of", 0, 0, message, "Name that day or a later one.", code="as-of-too-early")] if first else []


def changed(a: Article, day: str) -> str:
    """Give when a story's wording was first changed after a day; empty where nothing says that it was."""
    if isinstance(a, Earlier):
        return ""
    dates = [c.date for c in a.corrections]
    if a.updated:
        dates.append(a.updated[:10])
    return min((d for d in dates if not known(d, day)), default="")


def entity(e: Entity, day: str) -> Entity:
    """Give a profile with the facts of a day; its text, its names and its links are those of today."""
    return replace(
        e,
        names=tuple(replace(n, end=_if_known(n.end, day)) for n in e.names if known(n.start, day)),
        end=_if_known(e.end, day),
        recognised_by=_spans(e.recognised_by, day),
        died=e.died if _known_edtf(e.died, day) else None,
        offices=_spans(e.offices, day),
        controlled_by=_spans(e.controlled_by, day),
        claimed_by=_spans(e.claimed_by, day),
        dissolved=e.dissolved if _known_edtf(e.dissolved, day) else None,
        signed=e.signed if _known_edtf(e.signed, day) else None,
        provisional_from=_if_known(e.provisional_from, day),
        in_force=_if_known(e.in_force, day),
        ended=_if_known(e.ended, day),
        parties=tuple(p for party in e.parties if (p := _party(party, day))),
        status_events=tuple(s for s in e.status_events if known(s.date, day)),
        registration=e.registration if e.registration and known(e.registration.date, day) else None,
    )


def _spans(row: Iterable[S], day: str) -> tuple[S, ...]:
    """Give what had begun; what ended later goes on."""
    return tuple(replace(s, end=_if_known(s.end, day)) for s in row if known(s.start, day))


def _party(party: Party, day: str) -> Party | None:
    """Give what a party had done; nothing where all that it did came later."""
    actions = tuple(a for a in party.actions if known(a.date, day))
    return replace(party, actions=actions) if actions or not party.actions else None


def shown(e: Entity) -> Entity:
    """Give a profile, cut at a day, as its own page has it: a state that had not ended had no successor."""
    return replace(e, successors=()) if e.successors and not e.end else e


def pair(p: Pair, resolver: Resolver, day: str) -> Pair:
    """Have a pair called by what the two states were on a day; its address stays."""
    then = tuple(_state_on(slug, name, resolver, day) for slug, name in zip(p.slugs, p.names, strict=True))
    return replace(p, then=(then[0][0], then[1][0]), names=(then[0][1], then[1][1]))


def _state_on(head: str, name: str, resolver: Resolver, day: str) -> tuple[str, str]:
    """Give slug and name of the state of a line that had begun last by a day; those of its head where none had."""
    states = resolver.known["countries"]
    line = [states[s] for s in (*resolver.succession.earlier(head), head) if s in states]
    begun = [k for k in line if k.life[0] <= day and resolver.succession.in_line(k.slug, head)]
    if not begun or any(k.slug == head for k in begun):
        return head, name
    last = max(begun, key=lambda k: (k.life[0], k.slug))
    return last.slug, last.name


def polity(p: Polity, day: str) -> Polity:
    """Give a state as a list of that day would have it."""
    return p if known(p.end, day) else replace(p, end="")


def to_come(entities: Iterable[Entity], resolver: Resolver, day: str) -> frozenset[tuple[str, str]]:
    """Give the profiles of what began later than on a day, by taxonomy and slug."""
    found = set()
    for e in entities:
        began = [known(e.start, day), *(_known_edtf(date, day) for date in (e.born, e.founded, e.signed))]
        if not all(began) and (k := resolver.find(e.taxonomy, e.name)):
            found.add((k.taxonomy, k.slug))
    return frozenset(found)


def unwritten(later: Sequence[Article], resolver: Resolver) -> frozenset[tuple[str, str]]:
    """Give the profiles, by taxonomy and slug, of what later stories name.

    They have no page as yet unless a story of the time names them: nobody wrote one before.
    """
    found = set()
    for a in later:
        days = days_of(a)
        for taxonomy, mentions in a.terms.items():
            for m in mentions:
                k = resolver.find_anywhere(m.name, days) if taxonomy == "tags" else resolver.find(taxonomy, m.name, days)
                if k and k.entity:
                    found.add((k.taxonomy, k.slug))
    return frozenset(found)
