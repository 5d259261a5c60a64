"""`/sitemap.xml` and `/robots.txt`: planned last, since they list the others."""

from collections.abc import Iterator, Sequence

from communique.plan.contexts import ArticlePage, Base, SitemapPage
from communique.plan.planner import Planned, Planner

LIMIT = 50_000
"""Addresses in one sitemap (sitemaps.org)."""


def plan(p: Planner, pages: Sequence[Planned]) -> Iterator[Planned]:
    """Plan the sitemap of the pages that search engines shall list, and the robots file."""
    if p.shows("sitemap"):
        entries = []
        for page in pages:
            context = page.context
            if isinstance(context, Base) and context.index and not context.held and page.route.endswith("/"):
                changed = (context.updated or context.date)[:10] if isinstance(context, ArticlePage) else ""
                entries.append((page.route, changed))
        entries.sort()
        if len(entries) <= LIMIT:
            yield _sitemap(p, "/sitemap.xml", tuple(entries))
        else:
            cut = [tuple(entries[i : i + LIMIT]) for i in range(0, len(entries), LIMIT)]
            parts = tuple(f"/sitemap-{n}.xml" for n in range(1, len(cut) + 1))
            yield _sitemap(p, "/sitemap.xml", (), parts)
            for route, part in zip(parts, cut, strict=True):
                yield _sitemap(p, route, part)
    if p.shows("robots"):
        context = Base(route="/robots.txt", title="", description="/sitemap.xml" if p.shows("sitemap") else "", index=False)
        yield p.page("robots", "robots.txt", context)


def _sitemap(p: Planner, route: str, entries: tuple[tuple[str, str], ...], parts: tuple[str, ...] = ()) -> Planned:
    context = SitemapPage(route=route, title="", entries=entries, parts=parts, index=False)
    return p.page("sitemap", "sitemap.xml", context)
