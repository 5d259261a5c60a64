"""What every page kind plans with: the archive, links to terms, cards of stories, pages with their digests."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

import msgspec

from communique.archive.agreements import Replaced, agreements_about, replaced
from communique.archive.archive import Archive
from communique.archive.known import Known
from communique.archive.pairs import THREADED, Pair, Thread, heads, story_pairs, threads
from communique.archive.story import Story
from communique.model.config import Config
from communique.model.dates import OriginalDate
from communique.model.digest import Digest
from communique.model.document import Document
from communique.model.page import Link, Page
from communique.plan.between import Between
from communique.plan.ledger import Ledger
from communique.plan.names import Names
from communique.plan.outlets import Outlets
from communique.plan.views.parts import Card, OriginalView, Paginator
from communique.plan.views.statements import StatementView

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def rfc3339(moment: int) -> str:
    """Give seconds since 1970 UTC as RFC 3339, which Atom wants (RFC 4287, 3.3)."""
    return (_EPOCH + dt.timedelta(seconds=moment)).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


class Planner(Names):
    """Makes pages out of an archive. Holds only what is derived from it and the settings."""

    def __init__(
        self,
        archive: Archive,
        config: Config,
        assets: dict[str, Digest],
        words: Callable[[str], str],
    ) -> None:
        super().__init__(archive, config, assets)
        self.words = words
        self.asked: str | None = None
        """Where pages are planned as they are asked for: the address of the story that is; empty between two of them."""
        self.resolve_all()
        self._notes = tuple(Link(n.title, f"/{n.slug}/", n.lang) for n in archive.notes) if self.shows("notes") else ()
        self._cards: dict[str, Card] = {}

    # stories

    @cached_property
    def threads(self) -> dict[str, list[Thread]]:
        """The threads of every story, by its route."""
        paired = [p for p in self.archive.pairs.values() if self.has_pair(p)] if self.config.pages.relations else []
        threaded = [t for key in THREADED if self.shows(key) for t in self.archive.terms[key].values()]
        return threads([*paired, *threaded])

    def threads_of(self, story: Story) -> Sequence[Thread]:
        """Give the threads of a story."""
        if self.asked is None or "threads" in self.__dict__:
            return self.threads.get(story.route, ())
        archive = self.archive  # for the few that are asked for, not all are tied
        named = {key: {f.slug for f in story.terms.get(key, ())} for key in THREADED}
        mine = set(story_pairs(story, heads(archive.resolver, archive.terms["countries"]), {}))
        paired = [p for slugs, p in archive.pairs.items() if slugs in mine and self.has_pair(p)]
        threaded = [t for key in THREADED if self.shows(key) for slug, t in archive.terms[key].items() if slug in named[key]]
        return threads([*(paired if self.config.pages.relations else ()), *threaded]).get(story.route, ())

    def card(self, story: Story) -> Card:
        """Give a story's card, the same object each time."""
        card = self._cards.get(story.route)
        if card is None:
            a = story.article
            filed = story.terms.get("countries", ())
            parties = [f for f in filed if f.role in {"party", ""}] or list(filed)
            marks: tuple[str, ...] = (a.standing,) if a.standing else ()
            if a.record_notes:
                marks += ("record-notes",)
            card = self._cards[story.route] = Card(
                story.route,
                a.title,
                a.excerpt,
                a.date,
                a.told,
                a.event,
                a.dateline.text if a.dateline else "",
                tuple(self.state_then(f.slug, story.happened) for f in parties[:3]),
                marks,
                len(a.sources),
                a.lang,
                story.held,
            )
        return card

    def cards(self, stories: Iterable[Story]) -> tuple[Card, ...]:
        """Give the cards of several."""
        return tuple(self.card(s) for s in stories)

    def story_link(self, story: Story | None) -> Link | None:
        """Link to a story; the note is the date of what it tells, as EDTF has it, the mark what befell it since."""
        if story is None:
            return None
        a = story.article
        return Link(a.title, story.route, a.lang, a.event.text if a.event else a.date[:10], a.standing)

    def original_dates(self, dates: Iterable[OriginalDate]) -> tuple[OriginalView, ...]:
        """Show dates as the documents have them."""
        return tuple(OriginalView(d.text, d.calendar, d.lang) for d in dates)

    @cached_property
    def by_event(self) -> list[Story]:
        """Every story, in order of what happened; made once for all the pages in that order."""
        return sorted(self.archive.stories, key=lambda s: (s.happened, s.article.moment, s.article.path))

    # statements

    @cached_property
    def ledger(self) -> Ledger:
        """Every statement, in order."""
        return Ledger(self)

    @property
    def statements(self) -> dict[str, tuple[StatementView, ...]]:
        """Every statement with its story, by the story's route; made once for all the pages that show them."""
        return self.ledger.by_story

    @cached_property
    def outlets(self) -> Outlets:
        """Where organisations are heard as sources."""
        return Outlets(self)

    # what belongs together

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The slugs of the countries whose name or standing is disputed."""
        return frozenset(k.slug for k in self.archive.resolver.known["countries"].values() if k.is_disputed)

    @cached_property
    def agreements_about(self) -> dict[str, tuple[Known, ...]]:
        """The agreements that dispose of a place or of a part of it, by its slug."""
        return agreements_about(self.archive.resolver)

    @cached_property
    def replaced(self) -> dict[str, tuple[Replaced, ...]]:
        """The agreements that an agreement superseded, amended, extended or confirmed, by its slug."""
        return replaced(self.archive.resolver)

    @cached_property
    def pairs_of(self) -> dict[str, list[Pair]]:
        """The pairs with a page of their own that a country belongs to, by its slug."""
        of: dict[str, list[Pair]] = {}
        for pair in self.archive.pairs.values():
            if self.has_pair(pair):
                for slug in pair.slugs:
                    of.setdefault(slug, []).append(pair)
        return of

    @cached_property
    def between(self) -> Between:
        """What any two countries have to do with each other."""
        return Between(self)

    # pages

    def page(
        self,
        kind: str,
        template: str,
        route: str,
        make: Callable[[], object],
        *,
        key: Digest = b"",
        bodies: tuple[Digest, ...] = (),
        listed: str | None = "",
        origin: Document | None = None,
    ) -> Page:
        """Plan a page; `make` makes its context, and `key` is empty or the digest of all that this can depend on."""
        if self.archive.as_of:
            make, listed = partial(as_of, make, self.archive.as_of), None
        if self._notes and template.endswith(".html"):
            make = partial(self._with_notes, make)
        if origin is None:
            return Page(route, kind, template, make, key, bodies, listed)
        return Page(route, kind, template, make, key, bodies, listed, origin.path, origin.line, origin.column)

    def _with_notes(self, make: Callable[[], Any]) -> object:
        return msgspec.structs.replace(make(), notes=self._notes)

    def slices(self, route: str, count: int, size: int) -> Iterator[tuple[str, slice, int]]:
        """Cut a list of `count` items into pages of `size`: each page's route, part of the list, and number from 1."""
        for n in range(1, max(1, -(-count // size)) + 1):
            yield _page_route(route, n), slice((n - 1) * size, n * size), n

    def paginator(self, route: str, number: int, count: int, size: int, items: int | None = None) -> Paginator:
        """Say where page `number` of a list stands among the others; `items` are all, where some stand outside the list."""
        total = max(1, -(-count // size))
        near = sorted({1, total, *range(max(1, number - 2), min(total, number + 2) + 1)})
        links: list[Link] = []
        for before, n in zip([0, *near], near, strict=False):
            if n - before > 1:
                links.append(Link("…"))
            links.append(Link(str(n), _page_route(route, n)))
        newer = _page_route(route, number - 1) if number > 1 else ""
        older = _page_route(route, number + 1) if number < total else ""
        return Paginator(number, total, count if items is None else items, tuple(links), newer, older)

    def crumb(self, taxonomy: str) -> Link:
        """Link to the index of a taxonomy."""
        return Link(self.words(taxonomy.capitalize()), f"/{taxonomy}/")


def as_of(make: Callable[[], Any], day: str) -> object:
    """Make a page of the archive as of a day: it says so, and search engines shall not list it."""
    return msgspec.structs.replace(make(), as_of=day, index=False)


def _page_route(route: str, number: int) -> str:
    return route if number == 1 else f"{route}page/{number}/"


def newest_first(statements: Iterable[StatementView]) -> list[StatementView]:
    """Sort statements: the newest first, and those of one story as they stand there."""
    return sorted(statements, key=lambda v: (v.date.earliest, v.story.route if v.story else ""), reverse=True)


def per_year(stories: Sequence[Story]) -> tuple[tuple[int, int], ...]:
    """Count stories by the year of what they tell, from the first to the last, none left out."""
    counts: dict[int, int] = {}
    for s in stories:
        year = int(s.happened[:4])
        counts[year] = counts.get(year, 0) + 1
    if not counts:
        return ()
    return tuple((y, counts.get(y, 0)) for y in range(min(counts), max(counts) + 1))
