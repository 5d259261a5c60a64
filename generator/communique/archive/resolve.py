"""Names to terms: which country, person, place … a name in a content file means."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

import msgspec

from communique.archive.polities import Polity, polities, polity_key
from communique.model.article import Entity, Mention, PartOf
from communique.model.issue import Issue, did_you_mean
from communique.model.route import slugify, unaccented
from communique.model.taxonomy import BY_KEY, TAXONOMIES, term_key


class Known(msgspec.Struct, frozen=True, gc=False):
    """A term that is known before any article names it: from a file, or from the list of states."""

    taxonomy: str
    slug: str
    name: str
    entity: Entity | None = None
    polity: Polity | None = None

    @property
    def where(self) -> str:
        """Where it is defined, for messages."""
        return self.entity.path if self.entity else "the list of states"


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
    others = [entity.short, entity.code, *(t for n in entity.names for t in (n.text, n.latin))]
    for name in others:
        if name:
            yield name, entity.line, entity.column


class Resolver:
    """Every known name; asks nothing of the articles."""

    def __init__(self, entities: Iterable[Entity], language: str) -> None:
        self.issues: list[Issue] = []
        self.known: dict[str, dict[str, Known]] = {t.key: {} for t in TAXONOMIES}
        """By taxonomy and slug."""
        self._index: dict[str, dict[str, Known]] = {t.key: {} for t in TAXONOMIES}
        states = {polity_key(n): p for p in polities(language) for n in (p.name, *p.aliases)}
        for entity in sorted(entities, key=lambda e: e.path):
            polity = None
            if entity.taxonomy == "countries":
                polity = states.get(polity_key(entity.name)) or states.get(polity_key(entity.code))
            known = Known(entity.taxonomy, entity.slug or slugify(entity.name), entity.name, entity, polity)
            self._add_entity(known)
        described: dict[str, Known] = {}
        for known in self.known["countries"].values():
            if known.polity:
                described.setdefault(known.polity.name, known)
        for polity in polities(language):
            if polity.name not in described:
                known = Known("countries", slugify(polity.name), polity.name, None, polity)
                if known.slug not in self.known["countries"]:
                    self.known["countries"][known.slug] = known
                    for name in (polity.name, *polity.aliases):
                        self._index["countries"].setdefault(polity_key(name), known)
            else:
                for name in (polity.name, *polity.aliases):
                    self._index["countries"].setdefault(polity_key(name), described[polity.name])

    def _add_entity(self, known: Known) -> None:
        entity = known.entity
        assert entity is not None  # only called for what a file describes
        singular = BY_KEY[known.taxonomy].singular
        other = self.known[known.taxonomy].get(known.slug)
        if other:
            self.issues.append(
                Issue(
                    entity.path,
                    entity.line,
                    entity.column,
                    f"the {singular} '{known.name}' would have the address of '{other.name}', which {other.where} describes.",
                    "Give one of them another 'slug'.",
                    code="slug-taken",
                )
            )
            return
        self.known[known.taxonomy][known.slug] = known
        index = self._index[known.taxonomy]
        for name, line, column in _names(entity):
            found = index.setdefault(key_of(known.taxonomy, name), known)
            if found is not known:
                self.issues.append(
                    Issue(
                        entity.path,
                        line,
                        column,
                        f"'{name}' is a name of the {singular} '{found.name}' already, by {found.where}.",
                        "Take it out of one of the two.",
                        code="name-taken",
                    )
                )

    def find(self, taxonomy: str, name: str) -> Known | None:
        """Find what a name means in one taxonomy."""
        return self._index[taxonomy].get(key_of(taxonomy, name))

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

    def find_anywhere(self, name: str) -> Known | None:
        """Find what a name in a line of tags means: the first taxonomy of the table that knows it."""
        for t in TAXONOMIES:
            if found := self.find(t.key, name):
                return found
        return None

    def unknown_country(self, path: str, mention: Mention, field: str, *, allowed: bool) -> Issue:
        """Say that no country is called so, with the nearest names."""
        names = (n for k in self.known["countries"].values() for n in (k.name, *(k.polity.aliases if k.polity else ())))
        hint = did_you_mean(mention.name, names)
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
