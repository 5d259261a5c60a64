"""`/sitemap.xml` and `/robots.txt`: planned last, since they list the others."""

from collections.abc import Iterator, Sequence

from communique.model.page import Page, Ready
from communique.plan.planner import Planner
from communique.plan.views.base import Base
from communique.plan.views.site import SitemapPage

LIMIT = 50_000
"""Addresses in one sitemap (sitemaps.org)."""


def plan(p: Planner, pages: Sequence[Page]) -> Iterator[Page]:
    """Plan the sitemap of the pages that search engines shall list, and the robots file."""
    shown = p.shows("sitemap") and not p.archive.as_of
    if shown:
        entries = sorted((page.route, page.listed) for page in pages if page.listed is not None and page.route.endswith("/"))
        if len(entries) <= LIMIT:
            yield _sitemap(p, "/sitemap.xml", tuple(entries))
        else:
            cut = [tuple(entries[i : i + LIMIT]) for i in range(0, len(entries), LIMIT)]
            parts = tuple(f"/sitemap-{n}.xml" for n in range(1, len(cut) + 1))
            yield _sitemap(p, "/sitemap.xml", (), parts)
            for route, part in zip(parts, cut, strict=True):
                yield _sitemap(p, route, part)
    if p.shows("robots"):
        context = Base(route="/robots.txt", title="", description="/sitemap.xml" if shown else "", index=False)
        yield p.page("robots", "robots.txt", context.route, Ready(context), listed=None)


def _sitemap(p: Planner, route: str, entries: tuple[tuple[str, str], ...], parts: tuple[str, ...] = ()) -> Page:
    context = SitemapPage(route=route, title="", entries=entries, parts=parts, index=False)
    return p.page("sitemap", "sitemap.xml", route, Ready(context), listed=None)
