"""Names that may be one thing under two: `Putin` and `Vladimir Putin`, `Kuril Island` and `Kuril Islands`.

Few are told, and those with a reason that can be said: an editor who is asked about fifty pairs that are none looks at no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from communique.archive.archive import Archive
from communique.archive.resolve import key_of
from communique.archive.story import Term
from communique.checks import spelling
from communique.model.config import Config
from communique.model.issue import Issue
from communique.model.taxonomy import BY_KEY, term_key

RARE = 2
"""Stories under a name that may be a slip of the keyboard; what is written more often is meant so."""


class _Named(msgspec.Struct, frozen=True, eq=False):
    """A term, with all that it is called."""

    term: Term
    names: tuple[str, ...]

    @property
    def described(self) -> bool:
        """Whether it has a file."""
        return self.term.entity is not None or self.term.polity is not None

    @property
    def weight(self) -> tuple[bool, int, str]:
        """Of two, the greater is the one that is meant."""
        return self.described, len(self.term.stories), self.term.slug


_Pair = tuple[_Named, _Named]
_Found = dict[frozenset[int], tuple[str, _Pair]]
"""Each pair that is alike, with the reason."""


def faults(archive: Archive, config: Config) -> Iterator[Issue]:
    """Give each pair of terms that may be one; those that the settings call different are left out."""
    named = [_Named(t, tuple(_names(t))) for of_kind in archive.terms.values() for t in of_kind.values()]
    found: _Found = {}
    for why, forms, both_described in _RULES:
        by_form: dict[object, list[_Named]] = defaultdict(list)
        for n in named:
            for form in {form for name in n.names for form in forms(name)}:
                by_form[form].append(n)
        for together in by_form.values():
            for pair in combinations(together, 2) if 1 < len(together) < 10 else ():
                if _comparable(*pair) and (both_described or not all(n.described for n in pair)):
                    found.setdefault(frozenset(map(id, pair)), (why, pair))
    _shortened(named, found)
    _slips(named, found)
    different = {frozenset((term_key(a), term_key(b))) for group in config.check.different for a, b in combinations(group, 2)}
    for why, pair in found.values():
        meant, other = sorted(pair, key=lambda n: n.weight, reverse=True)
        if not any(frozenset((term_key(a), term_key(b))) in different for a in meant.names for b in other.names):
            yield _issue(meant, other, why)


def _names(term: Term) -> Iterator[str]:
    yield term.name
    if e := term.entity:
        yield from (alias.name for alias in e.aliases)
        yield from (text for n in e.names for text in (n.text, n.latin) if text)


def _comparable(a: _Named, b: _Named) -> bool:
    """Tell whether two may be one: of one kind, or a tag and anything; but no two states, which the list tells apart."""
    kinds = {a.term.taxonomy, b.term.taxonomy}
    return kinds != {"countries"} and (len(kinds) == 1 or "tags" in kinds)


_RULES = (
    ("differ only in hyphens, blanks or accents", spelling.letters, True),
    ("have the same words in another order", spelling.any_order, True),
    ("are spellings of one sound", spelling.sounds, True),
    ("differ only as one and many", spelling.singular, False),
)
"""Why two names may be one, the forms under which they then meet, and whether that holds for two with a file each."""


def _shortened(named: Iterable[_Named], found: _Found) -> None:
    """Find names that stand for a person's whole name, where only one person is called so."""
    whole: dict[str, set[_Named]] = defaultdict(set)
    for n in named:
        if n.term.taxonomy == "people":
            for name in n.names:
                for short in spelling.shortened(name, n.term.entity.sort if n.term.entity else ""):
                    whole[short].add(n)
    for n in named:
        if n.term.taxonomy in {"people", "tags"} and not n.described and n.term.name[:1].isupper():
            people = whole.get(term_key(n.term.name.replace(".", " ")), set()) - {n}
            if len(people) == 1:
                pair = (n, people.pop())
                found.setdefault(frozenset(map(id, pair)), ("may be short and long for one person", pair))


def _slips(named: Iterable[_Named], found: _Found) -> None:
    """Find names that few stories have and that are one letter off another."""
    by_gap: dict[str, list[tuple[_Named, str]]] = defaultdict(list)
    for n in named:
        for gap in set(spelling.gaps(n.term.name)):
            by_gap[gap].append((n, n.term.name))
    for together in by_gap.values():
        for (a, x), (b, y) in combinations(together, 2) if 1 < len(together) < 10 else ():
            meant, other = sorted((a, b), key=lambda n: n.weight, reverse=True)
            rare = not other.described and len(other.term.stories) <= RARE
            outweighed = meant.described or len(meant.term.stories) > 2 * len(other.term.stories)
            if rare and outweighed and _comparable(a, b) and spelling.one_slip(x, y):
                found.setdefault(frozenset((id(a), id(b))), ("differ in one letter", (a, b)))


def _issue(meant: _Named, other: _Named, why: str) -> Issue:
    t, o = meant.term, other.term
    what = "" if t.taxonomy == o.taxonomy else f"the {BY_KEY[t.taxonomy].singular} "
    counts = f"{_stories(o)} and {_stories(t)}"
    message = f"{o.taxonomy}: '{o.name}' and {what}'{t.name}' {why} ({counts})."
    if t.entity and not other.described:
        one = f"add '{o.name}' to 'aliases' in {t.entity.path}"
    elif other.described:
        one = "keep one of the two files"
    else:
        one = f"write '{t.name}' everywhere"
    hint = f'If they are one, {one}; if not, add ["{o.name}", "{t.name}"] to \'different\' under [check] in site.toml.'
    return Issue(*_where(o), message, hint, "warning", "names-alike")


def _stories(term: Term) -> str:
    return f"{len(term.stories)} stor{'y' if len(term.stories) == 1 else 'ies'}"


def _where(term: Term) -> tuple[str, int, int]:
    """Give where a term is described, or where its first story names it."""
    if term.entity:
        return term.entity.path, term.entity.line, term.entity.column
    key = key_of(term.taxonomy, term.name)
    for story in reversed(term.stories):
        for mentions in story.article.terms.values():
            for m in mentions:
                if key_of(term.taxonomy, m.name) == key:
                    return story.article.path, m.line, m.column
    return (term.stories[-1].article.path, 0, 0) if term.stories else ("content", 0, 0)
