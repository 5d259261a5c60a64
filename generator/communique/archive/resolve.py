"""Names to terms: which country, person, place … a name in a content file means."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

import msgspec

from communique.archive.known import Days, Known
from communique.archive.polities import polity_key
from communique.archive.senses import Cells, Senses
from communique.archive.states import States, slug_taken
from communique.archive.succession import Reading, Succession
from communique.model.document import Mention
from communique.model.entity import Entity, PartOf
from communique.model.issue import Issue, did_you_mean
from communique.model.route import slugify, unaccented
from communique.model.scripts import letters_of
from communique.model.taxonomy import BY_KEY, TAXONOMIES, term_key


def key_of(taxonomy: str, name: str) -> str:
    """Give the key under which spellings of a name meet: accents tell none apart, and more is alike for states'."""
    return polity_key(name) if taxonomy == "countries" else _plain_key(name)


@lru_cache(maxsize=65536)
def _plain_key(name: str) -> str:
    return term_key(unaccented(name))


def slug_of(taxonomy: str, name: str) -> str:
    """Give the slug of a term that no file describes: one for all the spellings that meet under its key, for states."""
    return slugify(polity_key(name) or name) if taxonomy == "countries" else slugify(name)


def _names(entity: Entity) -> Iterator[tuple[str, int, int]]:
    """Give each name with the place where it stands, or that of the profile's own name."""
    yield entity.name, entity.line, entity.column
    for alias in entity.aliases:
        yield alias.name, alias.line, alias.column
    others = [entity.short, *(t for n in entity.names for t in (n.text, n.latin))]
    for name in others:
        if name:
            yield name, entity.line, entity.column


def addressed_names(entity: Entity) -> Iterator[Mention]:
    """Give the names of a profile that make an address: its aliases, and its other names in Latin letters."""
    yield from entity.aliases
    for n in entity.names:
        for name in (n.text, n.latin):
            if name and letters_of(name) <= {"Latn"}:
                yield Mention(name, "", n.line, n.column)


class Resolver:
    """Every known name; asks nothing of the articles."""

    def __init__(self, entities: Iterable[Entity], language: str) -> None:
        self.issues: list[Issue] = []
        self.known: dict[str, dict[str, Known]] = {t.key: {} for t in TAXONOMIES}
        """By taxonomy and slug."""
        self._index: dict[str, dict[str, Known]] = {t.key: {} for t in TAXONOMIES}
        """By taxonomy and key; of states, only the names that files give them."""
        self._states = States(language)
        for entity in sorted(entities, key=lambda e: e.path):
            polity = self._states.described_by(entity) if entity.taxonomy == "countries" else None
            self._add_entity(Known(entity.taxonomy, entity.slug or slugify(entity.name), entity.name, entity, polity))
        self.issues += self._states.add(self.known["countries"])
        self._senses: dict[str, Senses | None] = {}

    def _add_entity(self, known: Known) -> None:
        entity = known.entity
        assert entity is not None  # only called for what a file describes
        other = self.known[known.taxonomy].get(known.slug)
        if other:
            self.issues.append(slug_taken(known, other))
            return
        self.known[known.taxonomy][known.slug] = known
        index = self._index[known.taxonomy]
        for name, line, column in _names(entity):
            found = index.setdefault(key_of(known.taxonomy, name), known)
            if found is not known:
                self._name_taken(entity, found, name, line, column)
        if entity.code:
            found = self._states.codes.setdefault(entity.code.upper(), known)
            if found is not known:
                self._name_taken(entity, found, entity.code, entity.line, entity.column)

    def _name_taken(self, entity: Entity, found: Known, name: str, line: int, column: int) -> None:
        singular = BY_KEY[entity.taxonomy].singular
        message = f"'{name}' is a name of the {singular} '{found.name}' already, by {found.where}."
        self.issues.append(Issue(entity.path, line, column, message, "Take it out of one of the two.", code="name-taken"))

    def see(self, profile: Callable[[Known, Entity], Entity | None]) -> None:
        """Have another profile, or none, in the place of each but those of states, whose dates say what their names mean."""
        for taxonomy, of_kind in self.known.items():
            if taxonomy == "countries":
                continue
            seen = {id(k): msgspec.structs.replace(k, entity=profile(k, k.entity)) for k in of_kind.values() if k.entity}
            of_kind.update({slug: seen.get(id(k), k) for slug, k in of_kind.items()})
            index = self._index[taxonomy]
            index.update({key: seen.get(id(k), k) for key, k in index.items()})
        for made_of_profiles in ("_parts", "_overlapping"):
            self.__dict__.pop(made_of_profiles, None)

    def replace(self, known: Known, by: Known) -> None:
        """Let one known thing take the place of another: under all its names, and its own."""
        del self.known[known.taxonomy][known.slug]
        self.known[by.taxonomy][by.slug] = by
        index = self._index[by.taxonomy]
        index |= {key: by for key, k in index.items() if k is known}
        index[key_of(by.taxonomy, by.name)] = by
        self._states.replace(known, by)
        self._senses.clear()
        self.__dict__.pop("succession", None)

    @staticmethod
    def slug_of_entity(entity: Entity) -> str:
        """Give the slug that a profile has."""
        return entity.slug or slugify(entity.name)

    def parts(self, slug: str) -> Sequence[tuple[str, PartOf]]:
        """Give the places that belong to one, by their slugs, sorted, and in whose view they do."""
        return self._parts.get(slug, ())

    def overlapping(self, slug: str) -> Sequence[str]:
        """Give the places that one belongs to, and those that share a part with it, by their slugs, sorted."""
        return self._overlapping.get(slug, ())

    @cached_property
    def _overlapping(self) -> dict[str, list[str]]:
        wholes: dict[str, set[str]] = {}
        for whole, parts in self._parts.items():
            for part, _ in parts:
                wholes.setdefault(part, set()).add(whole)
        found = {part: set(of) for part, of in wholes.items()}
        for of in wholes.values():
            for whole in of:
                found.setdefault(whole, set()).update(of - {whole})
        return {slug: sorted(of) for slug, of in found.items()}

    @cached_property
    def _parts(self) -> dict[str, list[tuple[str, PartOf]]]:
        found: dict[str, list[tuple[str, PartOf]]] = {}
        for slug, known in sorted(self.known["places"].items()):
            of_it: dict[str, PartOf] = {}
            for of in known.entity.part_of if known.entity else ():
                whole = self.find("places", of.place.name)
                if whole and whole.slug != slug:
                    of_it.setdefault(whole.slug, of)
            for whole_slug, of in of_it.items():
                found.setdefault(whole_slug, []).append((slug, of))
        return found

    def find(self, taxonomy: str, name: str, days: Days | None = None) -> Known | None:
        """Find what a name means in one taxonomy; of states, the one that it means on these days."""
        if taxonomy != "countries":
            return self._index[taxonomy].get(_plain_key(name))
        senses = self.senses(name)
        if senses is None:
            return None
        return self.read(senses, days).known if days else senses.undated

    def senses(self, name: str) -> Senses | None:
        """Give all that a name of a state means; None where no state is called so."""
        if name not in self._senses:
            self._senses[name] = self._states.senses(name, self._index["countries"])
        return self._senses[name]

    def read(self, senses: Senses, days: Days) -> Reading:
        """Say which state a name means on these days, and whether it existed then."""
        found = senses.meant(days)
        if len(found) == 1:
            return Reading(found[0])
        k = senses.undated
        if found:
            if k in found and all(self.succession.in_line(k.slug, other.slug) for other in found):
                return Reading(k)
            return Reading(k, "state-ambiguous", found)
        if k is None:
            return Reading(None, "state-ambiguous", senses.meant_ever)
        if k.lived(days):
            return Reading(k, "name-out-of-time", spans=tuple((r.first, r.last) for r in senses.rows if r.known is k))
        return self.succession.judge(k, days)

    def cells(self, senses: Senses) -> Cells:
        """Cut time where the reading of a name may change."""
        spans = [(r.first, r.last) for r in senses.rows]
        for slug, k in {r.known.slug: r.known for r in senses.rows}.items():
            spans += [k.life, *(other.life for other in self.succession.kin(slug))]
        return Cells(spans)

    @cached_property
    def succession(self) -> Succession:
        """Which state followed which."""

        def meant(name: str, days: Days | None) -> tuple[Known, ...]:
            senses = self.senses(name)
            if senses is None:
                return ()
            return senses.meant(days) or senses.meant(None)

        return Succession(self.known["countries"], self._states.called, meant)

    def find_anywhere(self, name: str, days: Days | None = None) -> Known | None:
        """Find what a name in a line of tags means: the first taxonomy of the table that knows it.

        A state that no file describes gives way to what one does, unless it is one of today's; it is not meant at all by a
        tag for a time at which it did not exist, nor is a body that is a party to treaties.
        """
        found = self.find("countries", name, days)
        if found and (found.entity or (found.polity and found.polity.kind == "state")):
            return found
        for t in TAXONOMIES:
            if t.key != "countries" and (other := self.find(t.key, name)):
                return other
        if found is None or (found.polity and found.polity.body) or (days and not found.lived(days)):
            return None
        return found

    def unknown_country(self, path: str, mention: Mention, field: str, *, allowed: bool) -> Issue:
        """Say that no country is called so, with the nearest names."""
        names = (n for k in self.known["countries"].values() for n in (k.name, *(k.polity.aliases if k.polity else ())))
        hint = did_you_mean(mention.name, names)
        if mention.name.upper() in self._states.codes and len(mention.name) == 2:
            hint = f"Write '{mention.name.upper()}' for the code."
        if any(mark in mention.name for mark in ";/|&") and len(parts := re.split(r" *[;/|&] *", mention.name)) > 1:
            known = sum(1 for part in parts if self.senses(part))
            hint = f"Put a comma between two names: {', '.join(parts)}." if known else hint
        if not hint:
            hint = f"Add content/countries/{slugify(mention.name)[:60]}.md, or correct the name."
        return Issue(
            path,
            mention.line,
            mention.column,
            f"{field}: no country is called '{mention.name[:80]}'.",
            hint,
            "warning" if allowed else "error",
            "unknown-country",
        )
