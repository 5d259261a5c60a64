"""Pairs of countries that share stories, across the succession of states; and threads through the stories of one term."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from communique.archive.resolve import Resolver
from communique.archive.story import Story, Term
from communique.model.content import Relation


class Pair(msgspec.Struct, frozen=True):
    """Two countries that stories share, each by the state that continues it today."""

    slugs: tuple[str, str]
    names: tuple[str, str]
    stories: tuple[Story, ...]
    """The newest first."""
    profile: Relation | None = None
    """What a file in `content/relations/` says of it."""
    then: tuple[str, str] = ("", "")
    """In an archive as of a day, the slugs of the states that the two were on that day."""

    @property
    def states(self) -> tuple[str, str]:
        """The slugs of the states by which it is called."""
        return self.then if self.then[0] else self.slugs

    @property
    def route(self) -> str:
        """The address of its page."""
        return route_of(self.slugs)


def route_of(slugs: tuple[str, str]) -> str:
    """Give the address of the page of a pair."""
    return f"/relations/{slugs[0]}-{slugs[1]}/"


MAX_PARTIES = 8
"""A meeting of more countries than this makes no pairs; as a conference it is found all the same."""


def pairs(stories: Sequence[Story], resolver: Resolver, called: Mapping[str, Term]) -> dict[tuple[str, str], Pair]:
    """Give every pair of countries that some story has, by their slugs, sorted; `called` are the countries with a page."""
    head = heads(resolver, called)
    shared: dict[tuple[str, str], list[Story]] = {}
    names: dict[str, str] = {}
    for s in stories:
        for pair in story_pairs(s, head, names):
            shared.setdefault(pair, []).append(s)
    return {p: Pair(p, (names[p[0]], names[p[1]]), tuple(shared[p])) for p in sorted(shared)}


def heads(resolver: Resolver, called: Mapping[str, Term]) -> Callable[[str], tuple[str, str]]:
    """Give what gives slug and name of the state that continues today the one of a slug."""
    found: dict[str, tuple[str, str]] = {}

    def head(slug: str) -> tuple[str, str]:
        if slug not in found:
            known = resolver.succession.head(slug)
            found[slug] = (known.slug, known.name) if known else (slug, called[slug].name)
        return found[slug]

    return head


_PARTY = frozenset({"party", ""})


def story_pairs(story: Story, head: Callable[[str], tuple[str, str]], names: dict[str, str]) -> list[tuple[str, str]]:
    """Give the pairs that a story belongs to, by the roles that its countries have in it.

    Two parties or more: each two of them. One party: it and each subject; where there is no subject, it and each host. No
    party: each two subjects. Mediators, observers and depositaries make no pair. A country without a role is a party.
    """
    filed = story.terms.get("countries", ())
    parties = dict([head(f.slug) for f in filed if f.role in _PARTY])
    others: dict[str, str] = {}
    if len(parties) < 2:
        for role in ("subject", "host") if parties else ("subject",):
            others = dict([found for f in filed if f.role == role and (found := head(f.slug))[0] not in parties])
            if others:
                break
    if len(parties) + len(others) > MAX_PARTIES:
        return []
    names |= parties
    names |= others
    if parties and others:
        (a,) = parties
        return [(a, b) if a < b else (b, a) for b in others]
    slugs = sorted(parties or others)
    return [(a, b) for i, a in enumerate(slugs) for b in slugs[i + 1 :]]


class Thread(msgspec.Struct, frozen=True, gc=False):
    """A story's neighbours among the stories of one term or pair, in the order of events."""

    name: str
    route: str
    before: Story | None
    after: Story | None


THREADED = ("agreements", "people", "places")
"""Taxonomies along which threads run, after the pairs, in the order in which a page shows them."""


def threads(of: Iterable[Pair | Term]) -> dict[str, list[Thread]]:
    """Tie the stories of each pair and term in a row; give each story's threads by its route, in the order given."""
    tied: dict[str, list[Thread]] = {}
    for each in of:
        if len(each.stories) < 2:
            continue
        name = " – ".join(each.names) if isinstance(each, Pair) else each.name
        row = sorted(each.stories, key=lambda s: s.by_event)
        for before, story, after in zip([None, *row[:-1]], row, [*row[1:], None], strict=True):
            tied.setdefault(story.route, []).append(Thread(name, each.route, before, after))
    return tied
