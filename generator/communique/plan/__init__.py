"""From the archive to pages: what each shows, and where it stands. Pure."""

from collections.abc import Callable, Sequence

import msgspec

from communique.archive.archive import Archive
from communique.model.config import Config
from communique.model.digest import Digest
from communique.model.issue import Issue, did_you_mean
from communique.plan import (
    articles,
    chronology,
    feeds,
    front,
    notes,
    redirects,
    relations,
    search,
    sitemaps,
    statements,
    terms,
)
from communique.plan.planner import Planned, Planner

KINDS = (front, articles, terms, relations, chronology, statements, notes, search, feeds, redirects)
"""Each page kind's module; a new one is one more entry here. Sitemaps come after all of them."""


class Plan(msgspec.Struct, frozen=True):
    """Every page of the site, and the content files that pages show as they are."""

    pages: tuple[Planned, ...]
    """Sorted by route."""
    assets: tuple[str, ...]
    """Paths relative to `content/`, sorted."""
    issues: tuple[Issue, ...]


def plan(archive: Archive, config: Config, assets: dict[str, Digest], words: Callable[[str], str]) -> Plan:
    """Plan the site. `words` translates the few words that are decided here, such as "Countries"."""
    p = Planner(archive, config, assets, words)
    pages: list[Planned] = [page for kind in KINDS for page in kind.plan(p)]
    pages += sitemaps.plan(p, pages)
    by_route: dict[str, Planned] = {}
    for page in sorted(pages, key=lambda page: (page.route, page.kind == "redirect")):
        there = by_route.setdefault(page.route, page)
        if there is not page:
            p.issues.append(_collision(there, page))
    for path, target, line, column in p.route_links:
        if target not in by_route and target != "":
            near = did_you_mean(target, by_route, count=1)
            p.issues.append(
                Issue(path, line, column, f"links to {target}, where no page is.", near, code="missing-link")
            )
    return Plan(tuple(by_route.values()), tuple(sorted(p.used_assets)), tuple(p.issues))


def _collision(there: Planned, page: Planned) -> Issue:
    first, second = sorted((there, page), key=lambda x: (x.origin == "", x.origin, x.line), reverse=True)
    where = f"{second.origin}:{second.line}" if second.origin else f"the page of kind '{second.kind}'"
    if first.origin == "":
        first, where = second, f"the page of kind '{there.kind}'"
    return Issue(
        first.origin,
        first.line,
        first.column,
        f"its address {page.route} is taken by {where}.",
        "Give one of them another 'slug', or remove the alias.",
        code="route-taken",
    )
