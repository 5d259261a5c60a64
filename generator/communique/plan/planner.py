"""What every page kind plans with: the archive, links to terms, cards of stories, pages with their digests."""

import datetime as dt
import posixpath
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import unquote

import msgspec
from babel.languages import get_official_languages

from communique.archive.archive import Archive
from communique.archive.pairs import THREADED, Pair, Thread, lineage, threads
from communique.archive.story import Story, Term
from communique.model.article import Document, Image, Mention, Name
from communique.model.config import Config
from communique.model.dates import covers
from communique.model.digest import Digest, digest_bytes, digest_of
from communique.model.issue import Issue, nearest
from communique.model.page import Link, Page
from communique.plan.contexts import Base
from communique.plan.views import Card, ImageView, NameView, Paginator

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def rfc3339(moment: int) -> str:
    """Give seconds since 1970 UTC as RFC 3339, which Atom wants (RFC 4287, 3.3)."""
    return (_EPOCH + dt.timedelta(seconds=moment)).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


MAX_SEARCHES = 50
"""Near names that are looked for in one run."""


class Planned(Page, frozen=True):
    """A page, and the file that asks for it, for the case that two ask for one route."""

    origin: str = ""
    line: int = 0
    column: int = 0


class Planner:
    """Makes pages out of an archive. Holds only what is derived from it and the settings."""

    def __init__(
        self,
        archive: Archive,
        config: Config,
        assets: dict[str, Digest],
        words: Callable[[str], str],
    ) -> None:
        self.archive = archive
        self.config = config
        self.assets = assets
        """Files in `content/` that are no documents, by path relative to it."""
        self.words = words
        self.issues: list[Issue] = []
        self.used_assets: set[str] = set()
        self.route_links: list[tuple[str, str, int, int]] = []
        """Links to addresses: the file, the address, line and column. Checked when all routes are known."""
        self._names: dict[str, list[str]] = {}
        self._searches = 0
        self._notes = tuple(Link(n.title, f"/{n.slug}/", n.lang) for n in archive.notes) if self.shows("notes") else ()
        self._cards: dict[str, Card] = {}
        self._links: dict[tuple[str, str], Link] = {}
        self._text_links: dict[str, dict[str, str]] = {}
        paired = [p for p in archive.pairs.values() if self.has_pair(p)] if config.pages.relations else []
        threaded = [t for key in THREADED if self.shows(key) for t in archive.terms[key].values()]
        self.threads: dict[str, list[Thread]] = threads([*paired, *threaded])

    # what is shown

    def shows(self, kind: str) -> bool:
        """Tell whether a kind of page is switched on."""
        return bool(getattr(self.config.pages, kind, True))

    def has_pair(self, pair: Pair) -> bool:
        """Tell whether a pair has a page of its own."""
        return len(pair.stories) >= self.config.pair_threshold

    # links

    def link(self, taxonomy: str, slug: str) -> Link:
        """Link to a term; without a route where it has no page."""
        found = self._links.get((taxonomy, slug))
        if found is None:
            term = self.archive.terms[taxonomy].get(slug)
            known = self.archive.resolver.known[taxonomy].get(slug)
            name = term.name if term else known.name if known else slug
            found = Link(name, term.route if term and self.shows(taxonomy) else "")
            self._links[taxonomy, slug] = found
        return found

    def named(self, taxonomy: str, mention: Mention) -> Link:
        """Link to the term that a profile names; plain text where there is none."""
        term = self.archive.term(taxonomy, mention.name)
        if term:
            return self.link(taxonomy, term.slug)
        known = self.archive.resolver.find(taxonomy, mention.name)
        return Link(known.name if known else mention.name)

    def named_all(self, taxonomy: str, mentions: Iterable[Mention]) -> tuple[Link, ...]:
        """Link to several."""
        return tuple(self.named(taxonomy, m) for m in mentions)

    def names(self, names: Iterable[Name]) -> tuple[NameView, ...]:
        """Show names in their scripts."""
        return tuple(
            NameView(n.text, n.lang, n.latin, self.named("countries", n.used_by) if n.used_by else None) for n in names
        )

    def native(self, term: Term) -> tuple[NameView, ...]:
        """Give a term's own name: in an official language of its country (CLDR), else as its profile has it first."""
        e = term.entity
        if e is None:
            return ()
        names = [n for n in e.names if n.text != term.name]
        if term.taxonomy in {"countries", "people"}:
            slugs = [term.slug] if term.taxonomy == "countries" else [self._slug(m) for m in e.countries]
            heads = [lineage(self.archive.resolver, s) for s in slugs]
            codes = [k.polity.code for k in heads if k and k.polity and k.polity.code]
            own = [n for c in codes for n in names if n.lang.split("-")[0] in get_official_languages(c, de_facto=True)]
            if own or codes:
                return self.names(own[:1])
        return self.names(names[:1])

    def _slug(self, country: Mention) -> str:
        known = self.archive.resolver.find("countries", country.name)
        return known.slug if known else ""

    def native_of(self, slug: str) -> tuple[NameView, ...]:
        """Give a country's own name."""
        term = self.archive.terms["countries"].get(slug)
        return self.native(term) if term else ()

    def offices_on(self, slug: str, day: str) -> tuple[str, ...]:
        """Give the offices that a person held on a day (ISO 8601)."""
        known = self.archive.resolver.known["people"].get(slug)
        if not known or not known.entity:
            return ()
        return tuple(o.title for o in known.entity.offices if covers(o.start, o.end, day))

    # stories

    def card(self, story: Story) -> Card:
        """Give a story's card, the same object each time."""
        card = self._cards.get(story.route)
        if card is None:
            a = story.article
            filed = story.terms.get("countries", ())
            parties = [f for f in filed if f.role in {"party", ""}] or list(filed)
            marks = tuple(s for s in (a.status,) if s in {"corrected", "retracted"})
            if a.record_notes:
                marks += ("record-notes",)
            card = self._cards[story.route] = Card(
                story.route,
                a.title,
                a.excerpt,
                a.date,
                a.event,
                a.dateline.text if a.dateline else "",
                tuple(self.link("countries", f.slug) for f in parties[:3]),
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
        """Link to a story, with its day as the note."""
        return Link(story.article.title, story.route, story.article.lang, story.article.happened) if story else None

    # links inside texts

    def text_links(self, document: Document) -> dict[str, str]:
        """Resolve the links that a document's text makes; missing targets become issues."""
        if not document.links:
            return {}
        if document.path in self._text_links:
            return self._text_links[document.path]
        found = self._text_links[document.path] = {}
        for link in document.links:
            kind, _, target = link.target.partition(":")
            if kind == "route":
                found[link.target] = target
                self.route_links.append((document.path, target, link.line, link.column))
            else:
                found[link.target] = self._file(document.path, target, link.line, link.column)
        return found

    def _file(self, path: str, target: str, line: int, column: int) -> str:
        target = unquote(target)
        if target in self.archive.routes:
            return self.archive.routes[target]
        if target in self.assets:
            self.used_assets.add(target)
            return f"/media/{target}"
        if target in self.archive.held_back:
            self.issues.append(
                Issue(
                    path,
                    line,
                    column,
                    f"links to content/{target}, which is not published.",
                    "The link is left out until it is.",
                    "warning",
                    "link-to-held-back",
                )
            )
            return ""
        outside = target.startswith("../")
        message = f"links to content/{target}, which does not exist."
        if outside:
            message = f"links to {posixpath.normpath('content/' + target)}, which lies outside content/."
        hint = "Copy it into content/, and link to it there." if outside else self._near(path, target)
        self.issues.append(Issue(path, line, column, message, hint, code="missing-link"))
        return ""

    def _near(self, path: str, target: str) -> str:
        """Give the file that a link may mean: one of that name elsewhere, or one of nearly that name; as the link to write."""
        folder, _, name = target.rpartition("/")
        if not self._names:
            for p in sorted((*self.archive.routes, *self.assets)):
                self._names.setdefault(p.rpartition("/")[2], []).append(p)
        near = name if name in self._names else nearest(name, self._names) if self.may_search() else ""
        if not near:
            return "Write the way to it from this file's folder, such as '../02/talks.md'."
        found = min(self._names[near], key=lambda p: (p.rpartition("/")[0] != folder, p))
        return f"Did you mean '{posixpath.relpath('content/' + found, posixpath.dirname(path))}'?"

    def may_search(self) -> bool:
        """Tell whether another near name may be looked for, which takes long where there are many names and many faults."""
        self._searches += 1
        return self._searches <= MAX_SEARCHES

    def image(self, path: str, image: Image | None) -> ImageView | None:
        """Find a picture, relative to the file that names it."""
        if image is None:
            return None
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), image.src)).removeprefix("content/")
        route = self._file(path, target, image.line, image.column)
        return ImageView(route, image.alt, image.caption, image.credit) if route else None

    # pages

    def page(
        self,
        kind: str,
        template: str,
        context: Base,
        *,
        bodies: tuple[Digest, ...] = (),
        origin: Document | None = None,
    ) -> Planned:
        """Make a page of a context."""
        if self._notes and template.endswith(".html"):
            context = msgspec.structs.replace(context, notes=self._notes)
        digest = digest_bytes(template.encode(), digest_of(context), *bodies)
        where = (origin.path, origin.line, origin.column) if origin else ("", 0, 0)
        return Planned(context.route, kind, template, context, digest, bodies, *where)

    def slices(self, route: str, count: int, size: int) -> list[tuple[slice, Paginator]]:
        """Cut a list of `count` items into pages of `size`, the first at `route` itself."""
        total = max(1, -(-count // size))
        routes = [route] + [f"{route}page/{n}/" for n in range(2, total + 1)]
        cut = []
        for i in range(total):
            near = sorted({0, total - 1, *range(max(0, i - 2), min(total, i + 3))})
            links: list[Link] = []
            for before, n in zip([-1, *near], near, strict=False):
                if n - before > 1:
                    links.append(Link("…"))
                links.append(Link(str(n + 1), routes[n]))
            cut.append(
                (
                    slice(i * size, (i + 1) * size),
                    Paginator(
                        i + 1,
                        total,
                        count,
                        tuple(links),
                        routes[i - 1] if i else "",
                        routes[i + 1] if i + 1 < total else "",
                    ),
                )
            )
        return cut

    def crumb(self, taxonomy: str) -> Link:
        """Link to the index of a taxonomy."""
        return Link(self.words(taxonomy.capitalize()), f"/{taxonomy}/")


def per_year(stories: Sequence[Story]) -> tuple[tuple[int, int], ...]:
    """Count stories by the year of what they tell, from the first to the last, none left out."""
    counts: dict[int, int] = {}
    for s in stories:
        year = int(s.article.happened[:4])
        counts[year] = counts.get(year, 0) + 1
    if not counts:
        return ()
    return tuple((y, counts.get(y, 0)) for y in range(min(counts), max(counts) + 1))
