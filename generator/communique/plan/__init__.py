"""From the archive to pages: what each shows, and where it stands. Pure."""

from collections.abc import Callable, Iterator

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


def plan(archive: Archive, config: Config, assets: dict[str, Digest], words: Callable[[str], str], unread: str = "") -> Plan:
    """Plan the site. `words` translates the few words that are decided here, such as "Countries".

    `unread` is what files with faults hold, as slugs: a link to a page that one of them may stand for is no fault as yet.
    """
    p = Planner(archive, config, assets, words)
    pages: list[Planned] = [page for kind in KINDS for page in kind.plan(p)]
    pages += sitemaps.plan(p, pages)
    by_route: dict[str, Planned] = {}
    for page in sorted(pages, key=lambda page: (page.route, page.kind == "redirect")):
        there = by_route.setdefault(page.route, page)
        if there is not page:
            p.issues.append(_collision(there, page))
    p.issues += _files_for_folders(by_route)
    for path, target, line, column in p.route_links:
        route = target.partition("?")[0]
        slug = route.rstrip("/").rpartition("/")[2]
        if route not in by_route and not route.startswith(("/static/", "/media/")) and f"-{slug}-" not in unread:
            near = did_you_mean(route, by_route, count=1) if p.may_search() else ""
            hint = near or "Look for it on the site, and link to it as the browser shows its address."
            p.issues.append(Issue(path, line, column, f"links to {target}, where no page is.", hint, code="missing-page"))
    return Plan(tuple(by_route.values()), tuple(sorted(p.used_assets)), tuple(p.issues))


def _collision(there: Planned, page: Planned) -> Issue:
    """Blame an alias before a page, and of two pages the one whose file comes later; never one that has no file."""
    keeps, gives_way = sorted((there, page), key=lambda x: (x.origin != "", x.kind == "redirect", x.origin, x.line))
    own = f"a page of Communiqué's own ({keeps.kind.replace('-', ' ')})"
    by = f"{keeps.origin}:{keeps.line}" if keeps.origin else own
    alias = gives_way.kind == "redirect"
    return Issue(
        gives_way.origin or "content",
        gives_way.line,
        gives_way.column,
        f"{'the alias' if alias else 'its address'} {page.route} is taken by {by}.",
        "Remove the alias." if alias else "Give it another 'slug'.",
        code="route-taken",
    )


def _files_for_folders(by_route: dict[str, Planned]) -> Iterator[Issue]:
    """Tell of pages below what another page is as a file, such as /feed.xml/ and /feed.xml."""
    for route, page in by_route.items():
        parts = route.split("/")[1:-1]
        if "." not in route[: route.rfind("/")]:
            continue
        for n in range(1, len(parts) + 1):
            file = by_route.get("/" + "/".join(parts[:n]))
            if file:
                blamed, other = (page, file) if page.origin else (file, page)
                message = f"the address {blamed.route} cannot stand beside {other.route}: one is a file, the other a folder."
                hint = "Change one of the two."
                yield Issue(blamed.origin or "content", blamed.line, blamed.column, message, hint, code="route-taken")
