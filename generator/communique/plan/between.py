"""What profiles and statements say of two countries: found once for all of them, and only when a page asks for it."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from communique.archive.agreements import country_key, heads, life, states_of
from communique.archive.known import Days, Known, span
from communique.archive.ledger import countries_of
from communique.archive.pairs import MAX_PARTIES, Pair
from communique.archive.ranks import rank_of
from communique.archive.resolve import slug_of
from communique.archive.standing import Turn
from communique.archive.story import Story
from communique.model.article import Statement
from communique.model.dates import Edtf
from communique.model.document import Mention
from communique.model.entity import Entity, Office, Span
from communique.model.page import Link

if TYPE_CHECKING:
    from communique.plan.planner import Planner

Slugs = tuple[str, str]
PARTY = frozenset({"party", ""})


class Held(msgspec.Struct, frozen=True):
    """An office that a person held for a state."""

    person: str
    """The slug."""
    office: Office
    rank: str
    first: str
    """The first day that it may have been held on, `YYYY-MM-DD`; `FIRST_DAY` where that is open."""
    last: str


class Between:
    """Looks up what any two countries have to do with each other. A state counts as the one that continues it today."""

    def __init__(self, planner: "Planner") -> None:
        self._p = planner
        self._resolver = planner.archive.resolver
        self._heads: dict[str, str] = {}
        self._states: dict[str, dict[str, Known]] = {}
        self._lives: dict[str, list[tuple[Turn, tuple[tuple[str, Mention], ...]]]] = {}
        self._names: dict[str, dict[str, str]] = {}

    def head(self, slug: str) -> str:
        """Give the slug of the state that continues one today; its own where there is none."""
        found = self._heads.get(slug)
        if found is None:
            known = self._resolver.succession.head(slug)
            found = self._heads[slug] = known.slug if known else slug
        return found

    def head_of(self, country: Mention, days: Days | None = None) -> str:
        """Give the same for a name, as it is meant on some days; the slug that it would have where nobody knows it."""
        known = self._resolver.find("countries", country.name, days)
        return self.head(known.slug) if known else slug_of("countries", country.name)

    def parties(self, story: Story) -> set[str]:
        """Give the slugs of the states that continue the parties to a story; a country without a role is a party."""
        return {self.head(f.slug) for f in story.terms.get("countries", ()) if f.role in PARTY}

    # agreements

    @cached_property
    def _agreements(self) -> dict[str, dict[str, Known]]:
        """The agreements to which a state is a party, by the state's slug and their own."""
        found: dict[str, dict[str, Known]] = {}
        for slug, known in self._resolver.known["agreements"].items():
            for head in heads(self._resolver, known.entity) if known.entity else ():
                found.setdefault(head, {})[slug] = known
        return found

    def agreements(self, pair: Slugs) -> dict[str, Entity]:
        """Give the agreements to which both are parties, by their slugs."""
        one, other = (self._agreements.get(slug, {}) for slug in pair)
        return {slug: known.entity for slug, known in one.items() if slug in other and known.entity}

    def state(self, e: Entity, m: Mention) -> Known | None:
        """Give the state that an agreement names: a party, as what its name meant when it became one."""
        states = self._states.get(e.path)
        if states is None:
            states = self._states[e.path] = states_of(self._resolver, e)
        return states.get(m.name) or self._resolver.find("countries", m.name)

    def party(self, e: Entity, m: Mention) -> str:
        """Give the slug of the state that continues it today; the slug that it would have where nobody knows it."""
        known = self.state(e, m)
        return self.head(known.slug) if known else slug_of("countries", m.name)

    def link(self, e: Entity, m: Mention) -> Link:
        """Link to the state that an agreement names."""
        known = self.state(e, m)
        return self._p.link("countries", known.slug) if known else self._p.named("countries", m)

    def life(self, slug: str, e: Entity, pair: Slugs) -> Iterator[tuple[Turn, tuple[Mention, ...]]]:
        """Give the turns in an agreement's life that concern both: those of all its parties, and those that either took."""
        whole = self._lives.get(slug)
        if whole is None:  # an agreement of many is between hundreds of pairs
            turns = life(e, country_key(self._resolver, e))
            whole = self._lives[slug] = [(turn, tuple((self.party(e, m), m) for m in by)) for turn, by in turns]
        for turn, by in whole:
            mine = [(head, m) for head, m in by if head in pair]
            if mine or not by:
                yield turn, tuple(m for _, m in mine) if len({head for head, _ in mine}) < 2 else ()

    def names_in(self, slug: str, e: Entity) -> dict[str, str]:
        """Give what an agreement calls its parties, by the slugs of the states that continue them today."""
        names = self._names.get(slug)
        if names is None:
            names = self._names[slug] = {self.party(e, party.country): party.country.name for party in e.parties}
        return names

    # places

    @cached_property
    def _places(self) -> dict[str, dict[str, Entity]]:
        """The places that a state has held or claimed, by the state's slug and their own."""
        found: dict[str, dict[str, Entity]] = {}
        for slug, known in self._resolver.known["places"].items():
            e = known.entity
            for s in (*e.controlled_by, *e.claimed_by) if e else ():
                found.setdefault(self.held_by(s), {})[slug] = e  # type: ignore[assignment]  # it has spans
        return found

    def held_by(self, s: Span) -> str:
        """Give the slug of the state that continues the one that held or claimed something."""
        return self.head_of(s.country, span(s.start, s.end))

    def places(self, pair: Slugs) -> Iterator[tuple[str, Entity, bool]]:
        """Give the places that one side claimed while the other held or claimed them, or that went from one to the other.

        Each with its slug, and whether it is contested between them today.
        """
        one, other = (self._places.get(slug, {}) for slug in pair)
        today = self._p.archive.today
        for slug in sorted(one.keys() & other.keys()):
            e = one[slug]
            rival = [x for a, b in (pair, pair[::-1]) for x in self._rivalry(e, a, b)]
            changed = {self.held_by(s) for s in e.controlled_by} >= set(pair)
            if rival or changed:
                yield slug, e, any(first <= today <= last for first, last in rival)

    def _rivalry(self, e: Entity, claimant: str, other: str) -> Iterator[Slugs]:
        """Give first and last day of each time in which one claimed what the other held or claimed."""
        theirs = [span(s.start, s.end) for s in (*e.controlled_by, *e.claimed_by) if self.held_by(s) == other]
        for claim in e.claimed_by:
            if self.held_by(claim) == claimant:
                first, last = span(claim.start, claim.end)
                for begin, end in theirs:
                    if max(first, begin) <= min(last, end):
                        yield max(first, begin), min(last, end)

    # offices

    @cached_property
    def _offices(self) -> dict[str, list[Held]]:
        """The offices held for a state, by its slug, in order of time."""
        found: dict[str, list[Held]] = {}
        for slug, known in self._resolver.known["people"].items():
            for office in known.entity.offices if known.entity else ():
                days = span(office.start, office.end)
                for head in dict.fromkeys(self.head_of(m, days) for m in self.whose(office)):
                    found.setdefault(head, []).append(Held(slug, office, rank_of(office), *days))
        for row in found.values():
            row.sort(key=lambda h: (h.first, h.last, h.person, h.office.title))
        return found

    def whose(self, office: Office) -> tuple[Mention, ...]:
        """Give the countries of an office: the one that it names, or those of its organisation."""
        if office.country:
            return (office.country,)
        body = self._resolver.find("organisations", office.organisation.name) if office.organisation else None
        return body.entity.countries if body and body.entity else ()

    def offices(self, country: str, first: str, last: str) -> list[Held]:
        """Give the offices held for a state at some time between two days, in order of time."""
        return [h for h in self._offices.get(country, ()) if h.first <= last and first <= h.last]

    # statements

    def side(self, s: Statement, date: Edtf, pair: Slugs) -> tuple[int, Mention | None] | None:
        """Tell for which of the two something was said, 0 or 1, and how the office or the person calls that state.

        None where it was said for another; -1 where the archive does not know for whom.
        """
        countries = tuple(countries_of(self._resolver, s, date))
        if not countries:
            return -1, None
        heads_ = ((self.head_of(m, (date.earliest, date.latest)), m) for m in countries)
        return next(((pair.index(head), m) for head, m in heads_ if head in pair), None)

    # large meetings

    @cached_property
    def _large(self) -> dict[str, list[Story]]:
        """The stories of so many parties that these make no pairs, by the slug of each party; in order of time."""
        found: dict[str, list[Story]] = {}
        large = [s for s in self._p.archive.stories if len(s.terms.get("countries", ())) > MAX_PARTIES]
        for s in sorted(large, key=lambda s: s.by_event):
            parties = self.parties(s)
            for head in parties if len(parties) > MAX_PARTIES else ():
                found.setdefault(head, []).append(s)
        return found

    def large_meetings(self, pair: Pair) -> list[Story]:
        """Give the meetings of so many parties that they make no pairs at which both were, in order of time."""
        one, other = (self._large.get(slug, ()) for slug in pair.slugs)
        there = {s.route for s in other}
        return [s for s in one if s.route in there]
