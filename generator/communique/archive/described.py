"""Pairs of countries that a file in `content/relations/` describes."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from communique.archive.pairs import Pair
from communique.archive.resolve import Resolver, slug_of
from communique.archive.story import Term
from communique.model.content import Relation
from communique.model.document import Mention
from communique.model.issue import Issue

Slugs = tuple[str, str]


def side(mention: Mention, resolver: Resolver) -> tuple[str, str]:
    """Give slug and name of the state that continues today the one that a file names; what nobody knows stands for itself."""
    known = resolver.find("countries", mention.name)
    head = resolver.succession.head(known.slug) if known else None
    return (head.slug, head.name) if head else (slug_of("countries", mention.name), mention.name)


def slugs_of(relation: Relation, resolver: Resolver) -> Slugs:
    """Give the slugs of the two sides that a file describes, sorted."""
    a, b = sorted(side(m, resolver)[0] for m in relation.countries)
    return a, b


def by_pair(relations: Iterable[Relation], resolver: Resolver) -> dict[Slugs, Relation]:
    """Give each pair's file; of two for one pair, which is a fault, the first by its path."""
    found: dict[Slugs, Relation] = {}
    for relation in sorted(relations, key=lambda r: r.path):
        slugs = slugs_of(relation, resolver)
        if slugs[0] != slugs[1]:
            found.setdefault(slugs, relation)
    return found


def with_profiles(
    pairs: Mapping[Slugs, Pair], described: Mapping[Slugs, Relation], resolver: Resolver, called: Mapping[str, Term]
) -> dict[Slugs, Pair]:
    """Give all pairs, those too that no story has and a file describes; `called` are the countries with a page."""
    found = dict(pairs)
    for slugs, relation in described.items():
        names = dict(side(m, resolver) for m in relation.countries)
        names |= {slug: called[slug].name for slug in slugs if slug in called}
        pair = found.get(slugs) or Pair(slugs, (names[slugs[0]], names[slugs[1]]), ())
        found[slugs] = msgspec.structs.replace(pair, profile=relation)
    return {slugs: found[slugs] for slugs in sorted(found)}


def without_stories(pairs: Mapping[Slugs, Pair], resolver: Resolver) -> Iterator[Issue]:
    """Tell of the pairs that a file describes and no story has; a name that nobody knows is told as such."""
    for pair in pairs.values():
        if pair.profile and not pair.stories and all(resolver.find("countries", m.name) for m in pair.profile.countries):
            one = pair.profile.countries[0]
            message = f"no story has both {pair.names[0]} and {pair.names[1]}: the page {pair.route} shows this text alone."
            hint = "See whether both are meant; a story belongs to the pair when it names both under 'countries', as parties."
            yield Issue(pair.profile.path, one.line, one.column, message, hint, "warning", "pair-without-stories")
