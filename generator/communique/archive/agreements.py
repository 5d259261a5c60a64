"""What agreements have to do with each other, with states, with places and with the stories that tell of them."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from communique.archive.anachronism import party_days
from communique.archive.known import Known
from communique.archive.resolve import Resolver, key_of
from communique.archive.standing import CONSENTS, MAKING, Turn, in_order, made, turn, turns
from communique.model.dates import LAST_DAY
from communique.model.document import Mention
from communique.model.entity import Entity, Party, StatusEvent

BINDING = frozenset({"signed", "issued", "adopted", *CONSENTS})
"""What makes a state a party: one that only refused to sign is none."""
REPLACING = frozenset({"superseded", "terminated", "annulled", "amended", "extended", "confirmed"})
"""Turns that one agreement brings about in another's life."""
ACTS = ("signs", "ratifies", "suspends", "denounces")
"""What a story may tell that was done with an agreement, in the order in which a page shows it; all else concerns it."""


class Replaced(msgspec.Struct, frozen=True):
    """An agreement that another one superseded, amended, extended or confirmed, whole or in part."""

    known: Known
    given: StatusEvent


def life(e: Entity, key: Callable[[str], str]) -> list[tuple[Turn, tuple[Mention, ...]]]:
    """Give every turn in an agreement's life in order, each with the countries that took it.

    What only parties did is among them. `key` tells which names mean the same country.
    """
    acted: dict[tuple[str, str], dict[str, Mention]] = {}
    for party in e.parties:
        for a in party.actions:
            acted.setdefault((a.action, a.date), {}).setdefault(key(party.country.name), party.country)
    row: list[tuple[Turn, dict[str, Mention]]] = []
    steps = {**dict.fromkeys(MAKING, 0), **dict.fromkeys(CONSENTS, 1)}  # of several on one day these come first
    for t in turns(e):
        by = {key(m.name): m for m in t.given.by} if t.given else {}
        row.append((t, acted.pop((t.event, t.date), {}) | by))
    for (action, date), by in acted.items():
        row += [(t, by) for t in turn(action, date)]
    row.sort(key=lambda x: steps.get(x[0].event, 2))
    by_turn = {id(t): tuple(by.values()) for t, by in row}
    return [(t, by_turn[id(t)]) for t in in_order([t for t, _ in row])]


def states_of(resolver: Resolver, e: Entity) -> dict[str, Known]:
    """Give the states that are parties to an agreement, by the names that it has for them: those meant when they became so."""
    names = ((party.country.name, party_days(e, party)) for party in e.parties)
    found = ((name, resolver.find("countries", name, days) or resolver.find("countries", name)) for name, days in names)
    return {name: known for name, known in found if known}


def country_key(resolver: Resolver, e: Entity) -> Callable[[str], str]:
    """Give what tells whether two names in an agreement mean the same state: its slug, or the key of an unknown name."""
    parties = states_of(resolver, e)

    def key(name: str) -> str:
        known = parties.get(name) or resolver.find("countries", name)
        return known.slug if known else key_of("countries", name)

    return key


def is_bound(party: Party) -> bool:
    """Tell whether a party is bound, or nothing is said of what it did: who only refused to sign is none."""
    return not party.actions or any(a.action in BINDING for a in party.actions)


def described(resolver: Resolver) -> Iterator[tuple[Known, Entity]]:
    """Give every agreement with a profile, by its making and then by name; what has no date comes last."""
    found = [(k, k.entity) for k in resolver.known["agreements"].values() if k.entity]

    def when(pair: tuple[Known, Entity]) -> tuple[str, str]:
        made_ = made(pair[1])
        return made_[1].earliest if made_ else LAST_DAY, pair[0].slug

    yield from sorted(found, key=when)


def heads(resolver: Resolver, e: Entity) -> tuple[str, ...]:
    """Give the slugs of the states that continue an agreement's parties today, each once, sorted; who refused is none."""
    states = states_of(resolver, e)
    found = set()
    for party in e.parties:
        if not is_bound(party):
            continue
        country = states.get(party.country.name)
        head = resolver.succession.head(country.slug) if country else None
        if head:
            found.add(head.slug)
    return tuple(sorted(found))


def agreements_about(resolver: Resolver) -> dict[str, tuple[Known, ...]]:
    """Give the agreements that dispose of a place or of a part of it, by the place's slug; in order of their making."""
    found: dict[str, list[Known]] = {}
    for known, e in described(resolver):
        for slug in _with_wholes(resolver, (m.name for m in e.places)):
            found.setdefault(slug, []).append(known)
    return {slug: tuple(found[slug]) for slug in sorted(found)}


def _with_wholes(resolver: Resolver, names: Iterable[str]) -> list[str]:
    """Give the slugs of places and of those that they are part of, each once."""
    slugs: list[str] = []
    waiting = list(names)
    while waiting:
        known = resolver.find("places", waiting.pop(0))
        if known and known.slug not in slugs:
            slugs.append(known.slug)
            waiting += [p.place.name for p in known.entity.part_of] if known.entity else []
    return slugs


def replaced(resolver: Resolver) -> dict[str, tuple[Replaced, ...]]:
    """Give what each agreement has superseded, amended, extended or confirmed, by its slug; as the profiles of those say."""
    found: dict[str, list[Replaced]] = {}
    for known, e in described(resolver):
        for s in e.status_events:
            other = resolver.find("agreements", s.agreement.name) if s.agreement and s.event in REPLACING else None
            if other:
                found.setdefault(other.slug, []).append(Replaced(known, s))
    return {slug: tuple(found[slug]) for slug in sorted(found)}
