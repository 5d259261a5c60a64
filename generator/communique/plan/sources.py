"""Sources by publisher: the index, a page for each publisher, and a table of all of them for other programs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from communique.archive.known import Known
from communique.archive.story import Story
from communique.model.citation import LEVELS, version_date
from communique.model.digest import digest_bytes, digest_of
from communique.model.document import Source
from communique.model.issue import Issue
from communique.model.page import Link, Page
from communique.model.route import absolute, slugify
from communique.model.taxonomy import term_key
from communique.plan.keys import keys_of
from communique.plan.noted import cited_in, notes_by_story
from communique.plan.planner import Planner
from communique.plan.views.parts import SourceView
from communique.plan.views.site import TablePage
from communique.plan.views.sources import CitedView, PublisherPage, PublisherRow, SourcesPage

MAX_CITING = 12
"""Stories named below a source; of the rest, only their number is told."""
COLUMNS = ("story", "publisher", "after", "title", "url", "archived", "accessed", "level", "language", "rotten")


class Cited(msgspec.Struct, gc=False):
    """A source, however often it is cited."""

    source: Source
    """As the newest story cites it, but for one that has an archived copy, where that has none."""
    of: Story
    """The story that cites it so."""
    stories: list[Story]
    """The newest first."""


class Publisher(msgspec.Struct):
    """Who published sources that stories cite."""

    slug: str
    known: Known | None
    """The organisation that it is, where a file describes it."""
    path: str
    first: Source
    """Where it is met first, and in which file."""
    cited: dict[str, Cited]
    """By address, or by title where there is none; the most lately cited first."""
    spellings: dict[str, int]
    passed_on: "dict[str, Publisher]"
    """Who else publishes its reports, by slug."""
    stories: int = 0
    newest: Story | None = None
    noted: "list[tuple[Story, int]]" = msgspec.field(default_factory=list)
    """The notes about its reports, by their story and their number there from 0; those of the newest story first."""

    @property
    def name(self) -> str:
        """What it is called: as its file has it, else as it is mostly written."""
        return self.known.name if self.known else min(self.spellings, key=lambda n: (-self.spellings[n], n))

    @property
    def route(self) -> str:
        """The address of its page."""
        return f"/sources/{self.slug}/"

    def add(self, story: Story, source: Source) -> None:
        """Count a source that a story cites."""
        self.spellings[source.publisher] = self.spellings.get(source.publisher, 0) + 1
        if story is not self.newest:
            self.newest = story
            self.stories += 1
        name = _same(source)
        there = self.cited.get(name)
        if there is None:
            self.cited[name] = Cited(source, story, [story])
        else:
            if there.stories[-1] is not story:
                there.stories.append(story)
            if source.archived and not there.source.archived:
                there.source, there.of = source, story


def _key(p: Planner, name: str) -> tuple[str, str, Known | None]:
    """Give that under which a publisher's spellings meet, and the last part of its address.

    What a file describes has the slug of its own page.
    """
    known = p.archive.resolver.find("organisations", name)
    if known:
        return f"/{known.slug}", known.slug, known
    key = term_key(name)
    return key, slugify(key), None


def route_of(p: Planner, name: str) -> str:
    """Give the address of the page of a publisher that some story cites."""
    return f"/sources/{_key(p, name)[1]}/"


def _same(source: Source) -> str:
    """Give what two citations of one source have in common: the address without scheme and last slash, else the title."""
    return source.url.partition("://")[2].removeprefix("www.").rstrip("/") or source.title


def source_views(p: Planner, sources: Iterable[Source], *, linked: bool = False) -> tuple[SourceView, ...]:
    """Show sources; those of stories lead to their publishers' pages, which there may be none of for those of profiles."""
    linked = linked and p.shows("sources")
    return tuple(
        SourceView(
            Link(s.publisher, route_of(p, s.publisher) if linked and s.publisher else ""),
            s.title,
            s.url,
            s.archived,
            version_date(s),
            s.accessed,
            s.lang,
            s.level,
            s.after,
            s.rotten,
        )
        for s in sources
    )


def plan(p: Planner) -> Iterator[Page]:
    """Plan `/sources/`, a page for each publisher, and `/sources.csv`."""
    if not p.shows("sources"):
        return
    publishers = _publishers(p)
    index = partial(_index, p, publishers)
    yield p.page("sources", "sources.html", "/sources/", index, key=digest_bytes(p.cited, b"sources"))
    table = partial(_table, p)
    yield p.page("table", "sources.csv", "/sources.csv", table, key=digest_bytes(p.cited, b"table"), listed=None)
    for publisher in publishers:
        cited = list(publisher.cited.values())
        term = p.archive.term("organisations", publisher.name)
        organisation = p.link("organisations", term.slug) if term else None
        passed_on = tuple(Link(x.name, x.route) for _, x in sorted(publisher.passed_on.items()))
        around = digest_of((publisher.name, organisation, passed_on, publisher.stories, len(cited)))
        for route, part, number in p.slices(publisher.route, len(cited), p.config.page_size):
            shown = cited[part]
            counts = digest_of([len(c.stories) for c in shown])
            stories = [s for c in shown for s in (c.of, *c.stories[:MAX_CITING])]
            noted = publisher.noted[: p.config.page_size] if number == 1 and p.shows("record_notes") else []
            beside = digest_of((len(publisher.noted), [n for _, n in noted])), *(p.story_key(s) for s, _ in noted)
            key = digest_bytes(p.profiles, route.encode(), around, counts, keys_of(stories), *beside)
            make = partial(_publisher, p, publisher, organisation, passed_on, shown, noted, route, number)
            yield p.page("publisher", "publisher.html", route, make, key=key)


def _publishers(p: Planner) -> list[Publisher]:
    """Gather the publishers in the order of their addresses; two that would have one address are a fault."""
    by_name: dict[str, Publisher] = {}
    by_key: dict[str, Publisher] = {}
    for story in p.archive.stories:
        for source in story.article.sources:
            name = source.publisher
            publisher = by_name.get(name)
            if publisher is None:
                if not name:
                    continue
                key, slug, known = _key(p, name)
                new = Publisher(slug, known, story.article.path, source, {}, {}, {})
                publisher = by_name[name] = by_key.setdefault(key, new)
            publisher.add(story, source)
        for n, note in enumerate(story.article.record_notes):
            if publisher := by_name.get(cited_in(story.article, note)):
                publisher.noted.append((story, n))
    for publisher in by_key.values():
        for name in sorted({c.source.after for c in publisher.cited.values()} - {""}):
            agency = by_key.get(_key(p, name)[0])
            if agency and agency is not publisher:
                agency.passed_on[publisher.slug] = publisher
    by_slug: dict[str, Publisher] = {}
    for publisher in sorted(by_key.values(), key=lambda x: (x.known is None, x.path, x.first.line)):
        there = by_slug.setdefault(publisher.slug, publisher)
        if there is not publisher:
            p.issues.append(_taken(publisher, there))
    return [by_slug[slug] for slug in sorted(by_slug)]


def _taken(publisher: Publisher, there: Publisher) -> Issue:
    where = there.known.where if there.known else f"{there.path}:{there.first.line}"
    return Issue(
        publisher.path,
        publisher.first.line,
        publisher.first.column,
        f"sources: the publisher '{publisher.name}' would have the address of '{there.name}' ({where}): {publisher.route}.",
        "Write them the same way if they are one, or describe one in content/organisations/ with another 'slug'.",
        code="slug-taken",
    )


def _row(link: Link, cited: Sequence[Cited], stories: int) -> PublisherRow:
    levels = Counter(c.source.level for c in cited)
    languages = Counter(c.source.lang for c in cited if c.source.lang)
    addresses = [c.source for c in cited if c.source.url or c.source.archived]
    return PublisherRow(
        link,
        stories,
        len(cited),
        tuple((level, levels[level]) for level in (*LEVELS, "") if levels[level]),
        tuple(sorted(languages.items(), key=lambda x: (-x[1], x[0]))),
        len(addresses),
        sum(1 for s in addresses if s.archived),
    )


def _index(p: Planner, publishers: Sequence[Publisher]) -> SourcesPage:
    rows = [_row(Link(x.name, x.route), list(x.cited.values()), x.stories) for x in publishers]
    with_sources = [s for s in p.archive.stories if s.article.sources]
    unnamed = {_same(s): Cited(s, story, []) for story in with_sources for s in story.article.sources if not s.publisher}
    everything = [c for x in publishers for c in x.cited.values()] + list(unnamed.values())
    return SourcesPage(
        route="/sources/",
        title=p.words("Sources"),
        whole=_row(Link(""), everything, len(with_sources)),
        publishers=tuple(sorted(rows, key=lambda r: (slugify(r.link.text), r.link.route))),
        unnamed=len(unnamed),
    )


def _publisher(
    p: Planner,
    publisher: Publisher,
    organisation: Link | None,
    passed_on: tuple[Link, ...],
    shown: Sequence[Cited],
    noted: Sequence[tuple[Story, int]],
    route: str,
    number: int,
) -> PublisherPage:
    return PublisherPage(
        route=route,
        title=publisher.name,
        crumbs=(p.crumb("sources"),) if number == 1 else (p.crumb("sources"), Link(publisher.name, publisher.route)),
        organisation=organisation,
        passed_on=passed_on if number == 1 else (),
        stories=publisher.stories,
        cited=tuple(_cited(p, c) for c in shown),
        noted=notes_by_story(p, noted),
        notes_in_all=len(publisher.noted),
        paginator=p.paginator(publisher.route, number, len(publisher.cited), p.config.page_size),
    )


def _cited(p: Planner, c: Cited) -> CitedView:
    stories = (p.story_link(s) for s in c.stories[:MAX_CITING])
    return CitedView(
        source_views(p, [c.source])[0],
        tuple(link for link in stories if link),
        max(0, len(c.stories) - MAX_CITING),
    )


def _table(p: Planner) -> TablePage:
    rows = [COLUMNS]
    for story in p.archive.stories:
        address = absolute(p.config.base_url, story.route) if story.article.sources else ""
        for s in story.article.sources:
            rotten = "yes" if s.rotten else ""
            rows.append((address, s.publisher, s.after, s.title, s.url, s.archived, s.accessed, s.level, s.lang, rotten))
    return TablePage(route="/sources.csv", title="", rows=tuple(rows))
