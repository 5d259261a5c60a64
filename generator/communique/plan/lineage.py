"""The line of states that a country stands in, on its page: who came before and after it, and their stories."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from communique.archive.asof import known
from communique.archive.known import span
from communique.archive.pairs import Pair
from communique.archive.story import Story, Term
from communique.model.dates import LAST_DAY
from communique.model.digest import digest_of
from communique.model.page import Link
from communique.plan.drawn import Beside, Life, drawing
from communique.plan.keys import keys_of
from communique.plan.planner import Planner
from communique.plan.views.parts import Ranked
from communique.plan.views.terms import Drawing, Earlier, Stage

MAX_EARLIER = 12
"""Stories of an earlier state that a country's page shows; the rest are on that state's own page."""


def pairs_beside(p: Planner, pair: Pair) -> tuple[tuple[Ranked, ...], tuple[Ranked, ...]]:
    """Give the pairs of the states that came before the two of a pair, and of those that came after them, with their stories.

    A pair spans each state under all its names; these are the pairs of others, where a state broke up or joined another.
    """
    graph = p.archive.resolver.succession

    def others(slug: str, found: list[str]) -> list[str]:
        heads = [k.slug for s in found if (k := graph.head(s))]
        return [s for s in dict.fromkeys(heads) if s != slug]

    beside = []
    for reached in (graph.earlier, graph.later):
        a, b = ([slug, *others(slug, reached(slug))] for slug in pair.slugs)
        slugs = {(min(x, y), max(x, y)) for x in a for y in b if x != y} - {pair.slugs}
        found = [p.archive.pairs[s] for s in slugs if s in p.archive.pairs and p.has_pair(p.archive.pairs[s])]
        found.sort(key=lambda other: (-len(other.stories), other.slugs))
        beside.append(tuple(Ranked(Link(" – ".join(other.names), other.route), len(other.stories)) for other in found))
    return beside[0], beside[1]


class Lineage:
    """A country among the states before and after it."""

    def __init__(self, p: Planner, term: Term) -> None:
        self._p = p
        self._term = term
        self._graph = p.archive.resolver.succession
        self._known = p.archive.resolver.known["countries"]

    @cached_property
    def line(self) -> list[str]:
        """The slugs of the states on the line through this one, the earliest first.

        It follows the state under its several names, and where it ends, the only one before or after it.
        """
        line = [self._term.slug]
        while (slug := self._before(line[0])) and slug not in line:
            line.insert(0, slug)
        while (slug := self._after(line[-1])) and slug not in line:
            line.append(slug)
        return line

    def _before(self, slug: str) -> str:
        before = self._graph.before.get(slug, [])
        same = [b for b in before if self._graph.continues(b) == slug]
        if same:
            return max(same, key=lambda b: (self._known[b].life[1], b))
        return before[0] if len(before) == 1 and self._came_out_of(slug, before[0]) else ""

    def _came_out_of(self, slug: str, other: str) -> bool:
        """Tell whether a state began after another one; Prussia did not with Hanover, which joined it."""
        return self._known[other].life[0] < self._known[slug].life[0]

    def _after(self, slug: str) -> str:
        after = self._graph.after.get(slug, [])
        found = self._graph.continues(slug) or (after[0] if len(after) == 1 else "")
        return found if self._begun(found) else ""

    def _begun(self, slug: str) -> bool:
        """Tell whether there was a state by the day as of which the archive is shown; always, where it is the living one."""
        day = self._p.archive.as_of
        return not day or (slug in self._known and self._known[slug].life[0] <= day)

    def _dates(self, slug: str) -> tuple[str, str]:
        """Give since when and until when a state existed, as far as was known on the day of the archive."""
        start, end = self._known[slug].dates
        day = self._p.archive.as_of
        return start, end if not day or known(end, day) else ""

    @cached_property
    def earlier(self) -> list[str]:
        """The slugs of the states before this one that have stories: the nearest first, each with those that joined it."""
        upto = self.line[: self.line.index(self._term.slug) + 1]
        found: list[str] = []
        for slug, nearest in zip(reversed(upto), [*reversed(upto[:-1]), ""], strict=True):
            found += [nearest, *self._joined(slug)]
        return [s for s in dict.fromkeys(found) if s and s != self._term.slug and self._stories(s)]

    def _joined(self, slug: str) -> list[str]:
        return [b for b in self._graph.before.get(slug, []) if b not in self.line and not self._lived_on(b, slug)]

    def _out_of(self, slug: str) -> list[str]:
        """Give those that a state came out of which are none of its line: Malaysia, of Singapore."""
        return [b for b in self._graph.before.get(slug, []) if b not in self.line and self._lived_on(b, slug)]

    def _lived_on(self, other: str, slug: str) -> bool:
        """Tell whether another state was there before one and after it had begun, and outlived it or is there today."""
        one, it = self._known[other].life, self._known[slug].life
        return one[0] < it[0] and it[0] < one[1] and (one[1] > it[1] or one[1] == LAST_DAY)

    def _left(self, slug: str) -> list[str]:
        return [a for a in self._graph.after.get(slug, []) if a not in self.line and self._begun(a)]

    def _stories(self, slug: str) -> tuple[Story, ...]:
        term = self._p.archive.terms["countries"].get(slug)
        return term.stories if term else ()

    def _newest(self, slug: str) -> list[Story]:
        """Give the newest stories of an earlier state that do not stand under the country itself."""
        own = {s.route for s in self._term.stories}
        return list(islice((s for s in self._stories(slug) if s.route not in own), MAX_EARLIER))

    def key(self) -> Iterator[bytes]:
        """Give what the country's page depends on besides its own stories and all profiles: the stories of those around it."""
        if len(self.line) > 1 or self.earlier:
            yield digest_of([(slug, len(self._stories(slug))) for slug in (*self.line, *self.earlier)])
            yield b"".join(keys_of(self._newest(slug)) for slug in self.earlier)
        for pair in self.pairs:
            yield digest_of((pair.names, pair.route, len(pair.stories)))

    # what its page shows

    def stages(self) -> tuple[Stage, ...]:
        """Give the states of the line, with those that joined or left it; nothing for a state that stands alone."""
        if len(self.line) == 1 and not (self._graph.before.get(self.line[0]) or self._left(self.line[0])):
            return ()
        return tuple(
            Stage(
                self._p.link("countries", slug),
                *self._dates(slug),
                len(self._stories(slug)),
                slug == self._term.slug,
                self._branches(slug, self._joined(slug)),
                self._branches(slug, self._left(slug)),
                self._branches(slug, self._out_of(slug)),
            )
            for slug in self.line
            if slug in self._known
        )

    def _branches(self, slug: str, others: list[str]) -> tuple[Link, ...]:
        """Link to the states beside a state of the line: to all where the page is its own, else to those that have a page."""
        links = [self._p.link("countries", s) for s in others]
        return tuple(link for link in links if link.route or slug == self._term.slug)

    def drawing(self) -> Drawing | None:
        """Draw the line to scale."""
        stages = [slug for slug in self.line if slug in self._known]
        if self._term.slug not in stages:
            return None

        def lives(slug: str, others: list[str]) -> tuple[Life, ...]:
            return tuple(life for s in others if (life := self._life(s)).link.route or slug == self._term.slug)

        return drawing(
            [self._life(slug) for slug in stages],
            stages.index(self._term.slug),
            [Beside(*(lives(s, of(s)) for of in (self._joined, self._out_of, self._left))) for s in stages],
            self._p.archive.today[:4],
        )

    def _life(self, slug: str) -> Life:
        start, end = self._dates(slug)
        return Life(self._p.link("countries", slug), *span(start, end), start, end)

    def earlier_stories(self) -> tuple[Earlier, ...]:
        """Give the earlier states, each with its newest stories, or with their number alone where the site says so."""
        cards = self._p.config.predecessors == "apart"
        return tuple(
            Earlier(
                self._p.link("countries", slug),
                *self._dates(slug),
                len(self._stories(slug)),
                self._p.cards(self._newest(slug)) if cards else (),
            )
            for slug in self.earlier
        )

    @property
    def pairs(self) -> list[Pair]:
        """The pairs with a page that this state belongs to: by the one that continues it today."""
        head = self._graph.head(self._term.slug)
        return self._p.pairs_of.get(head.slug if head else self._term.slug, [])

    def partners(self, most: int) -> tuple[Ranked, ...]:
        """Give the other states of its pairs, with the stories that it shares with each.

        The pair of a state that is gone is that of the one which continues it, with its own stories counted.
        """
        if not self._p.shows("relations"):
            return ()
        head = self._graph.head(self._term.slug)
        mine = head.slug if head else self._term.slug
        own = None if mine == self._term.slug else {s.route for s in self._term.stories}
        counted = [(len(x.stories) if own is None else sum(s.route in own for s in x.stories), x) for x in self.pairs]
        counted = sorted((c for c in counted if c[0] or (own is None and c[1].profile)), key=lambda c: (-c[0], c[1].slugs))
        return tuple(Ranked(Link(x.names[1 if x.slugs[0] == mine else 0], x.route), count) for count, x in counted[:most])
