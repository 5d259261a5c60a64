"""The states of the list beside those that files describe, and what each of their names means."""

import re
from collections.abc import Iterator

from communique.archive.known import Days, Known, span
from communique.archive.polities import Polity, other_keys, polities, polity_key, senses
from communique.archive.senses import Row, Senses
from communique.model.dates import FIRST_DAY, LAST_DAY
from communique.model.entity import Entity
from communique.model.issue import Issue
from communique.model.route import slugify
from communique.model.taxonomy import BY_KEY

_TWICE = re.compile(r"(.+?) ?\((.+)\)")


def slug_taken(known: Known, other: Known) -> Issue:
    """Say that a file would have the address of something else."""
    entity = known.entity
    assert entity is not None  # only a file can be put right
    singular = BY_KEY[known.taxonomy].singular
    whose = f"which {other.where} describes" if other.entity else "which is on the list of states"
    return Issue(
        entity.path,
        entity.line,
        entity.column,
        f"the {singular} '{known.name}' would have the address of '{other.name}', {whose}.",
        "Give one of them another 'slug'." if other.entity else "Give it another 'slug'.",
        code="slug-taken",
    )


class States:
    """The list of states, in a site's language."""

    def __init__(self, language: str) -> None:
        self._list = polities(language)
        self._by_key: dict[str, Polity] = {}
        for p in self._list:
            self._by_key[polity_key(p.name)] = p
        for p in self._list:
            for name in (*p.aliases, *(d.text for d in p.dated)):
                self._by_key.setdefault(polity_key(name), p)
        self.codes: dict[str, Known] = {}
        """By ISO 3166-1 code; two capital letters mean it where no state is called so."""
        self._codes = {p.code: p for p in self._list if p.code}
        self._known: dict[str, Known] = {}
        """By the name on the list: the state of that name, as a file describes it or as the list has it."""

    def described_by(self, entity: Entity) -> Polity | None:
        """Find the state on the list that a profile is about."""
        key = polity_key(entity.name)
        if key in senses() and (entity.start or entity.end):
            days = span(entity.start, entity.end)
            means = ((s, self._by_key[polity_key(s.state)]) for s in senses()[key])
            meant = {p.name: p for s, p in means if _meet(span(s.start, s.end), days) and _meet(span(p.start, p.end), days)}
            if len(meant) == 1:
                return next(iter(meant.values()))
        return self._by_key.get(key) or self._codes.get(entity.code.upper())

    def add(self, known: dict[str, Known]) -> Iterator[Issue]:
        """Add to the states that files describe those that none does; a file that takes the address of one is at fault."""
        for k in known.values():
            p = k.polity
            if p and (p.name not in self._known or polity_key(k.name) == polity_key(p.name)):
                self._known[p.name] = k
        for p in self._list:
            if p.name not in self._known:
                k = self._known[p.name] = Known("countries", slugify(p.name), p.name, None, p)
                there = known.get(k.slug)
                if there is None:
                    known[k.slug] = k
                elif there.entity:
                    yield slug_taken(there, k)
            if p.code:
                self.codes.setdefault(p.code, self._known[p.name])

    def replace(self, known: Known, by: Known) -> None:
        """Let one known state take the place of another, under all that the list calls it."""
        for found in (self._known, self.codes):
            found |= {name: by for name, k in found.items() if k is known}

    def called(self, name: str) -> Known | None:
        """Give the state that the list calls so, in English or in the site's language."""
        p = self._by_key.get(polity_key(name))
        return self._known.get(p.name) if p else None

    def senses(self, name: str, index: dict[str, Known]) -> Senses | None:
        """Give all that a name means, in files (`index`) and on the list; None where it means nothing.

        A name that nothing has is read as lists of treaties write it; two capital letters that still mean nothing are a code.
        """
        key = polity_key(name)
        for k in (key, *(() if key in index or key in self._by_key else other_keys(key))):
            if rows := list(self._rows(k, index)):
                return Senses(rows)
        if twice := _TWICE.fullmatch(name):  # "Republic of Upper Volta (Burkina Faso)", where both mean the same
            outer, inner = (self.senses(part, index) for part in twice.groups())
            if outer and inner and outer.undated and outer.undated is inner.undated:
                return outer
        coded = self.codes.get(name) if len(name) == 2 else None
        return Senses([Row(coded, *coded.life)]) if coded else None

    def _rows(self, key: str, index: dict[str, Known]) -> Iterator[Row]:
        mine = index.get(key)
        if mine:
            yield Row(mine, *mine.life, own=True, main=polity_key(mine.name) == key)
        p = self._by_key.get(key)
        if rows := senses().get(polity_key(p.english) if p and p.english and key == polity_key(p.name) else key):
            for s in rows:
                meant = self.called(s.state)
                assert meant is not None  # held by a test
                if both := _both(span(s.start, s.end), meant.life):
                    yield Row(meant, *both, main=meant.polity is p)
            return
        k = self._known.get(p.name) if p else None
        if p is None or k is None or k is mine:
            return
        spans = [span(d.start, d.end) for d in p.dated if polity_key(d.text) == key]
        if any(polity_key(n) == key for n in (p.name, *p.aliases)):
            spans = [(FIRST_DAY, LAST_DAY)]
        for days in [both for days in spans if (both := _both(days, k.life))] or [k.life]:
            yield Row(k, *days, main=polity_key(k.name) == key)


def _meet(a: Days, b: Days) -> bool:
    """Tell whether two spans share more than the day on which one gives way to the other."""
    return a[0] < b[1] and b[0] < a[1]


def _both(a: Days, b: Days) -> Days | None:
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return (first, last) if first <= last else None
