"""Feeds: Atom for the site, each term and each pair; JSON Feed for the site."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from communique.archive.moments import modified
from communique.archive.story import Story
from communique.model.digest import digest_bytes
from communique.model.page import Page
from communique.model.taxonomy import TAXONOMIES
from communique.plan.planner import Planner, rfc3339
from communique.plan.views.site import FeedEntry, FeedPage


def plan(p: Planner) -> Iterator[Page]:
    """Plan every feed that is switched on."""
    feeds = p.config.feeds
    stories = p.archive.stories
    home = _home(p)
    if feeds.site:
        yield _feed(p, "/feed.xml", home, p.config.title, stories)
    if feeds.json:
        yield _feed(p, "/feed.json", home, p.config.title, stories, template="feed.json")
    if feeds.terms:
        for t in TAXONOMIES:
            if p.shows(t.key):
                for term in p.archive.terms[t.key].values():
                    yield _feed(p, f"{term.route}feed.xml", term.route, f"{term.name} · {p.config.title}", term.stories)
        if p.shows("relations"):
            for pair in p.archive.pairs.values():
                if p.has_pair(pair):
                    title = f"{' – '.join(pair.names)} · {p.config.title}"
                    yield _feed(p, f"{pair.route}feed.xml", pair.route, title, pair.stories)


def _home(p: Planner) -> str:
    """Give the page that the site's own feeds belong to: the front page, or else the first index that there is."""
    if p.shows("front"):
        return "/"
    indexes = ("chronology", *(t.key for t in TAXONOMIES), "relations", "statements")
    return next((f"/{key}/" for key in indexes if p.shows(key)), "/search/" if p.config.search.enabled else "/")


def _feed(p: Planner, route: str, home: str, title: str, stories: Sequence[Story], template: str = "feed.xml") -> Page:
    full = p.config.feeds.content == "full"
    chosen = tuple(islice((s for s in stories if s.article.status != "retracted"), p.config.feeds.limit))
    key = digest_bytes(p.basis, title.encode(), b"".join([p.story_key(s) for s in chosen]))
    make = partial(_context, p, route, home, title, chosen, full=full)
    bodies = tuple(s.article.digest for s in chosen) if full else ()
    return p.page("feed", template, route, make, key=key, bodies=bodies, listed=None)


def _context(p: Planner, route: str, home: str, title: str, chosen: Sequence[Story], *, full: bool) -> FeedPage:
    entries = tuple(_entry(p, s, full=full) for s in chosen)
    return FeedPage(
        route=route,
        title=title,
        home=home,
        updated=max((e.updated for e in entries), default="1970-01-01T00:00:00Z"),
        entries=entries,
        full=full,
        index=False,
    )


def _entry(p: Planner, s: Story, *, full: bool) -> FeedEntry:
    a = s.article
    categories = [p.link(k, f.slug).text for k in ("countries", "tags") for f in s.terms.get(k, ())]
    if a.standing:
        categories.append(p.words(a.standing))
    return FeedEntry(
        s.route,
        a.title,
        rfc3339(a.online_moment),
        rfc3339(modified(a)[0]),
        a.excerpt,
        tuple(categories),
        a.lang,
        p.text_links(a) if full else {},
        a.event,
    )
