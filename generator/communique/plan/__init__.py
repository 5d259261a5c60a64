"""From the archive to pages: what each shows, and where it stands. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from communique.archive.archive import Archive
from communique.model.config import Config
from communique.model.digest import Digest
from communique.model.issue import Issue, did_you_mean
from communique.model.page import Page
from communique.model.route import output_path
from communique.plan import (
    agreements,
    articles,
    chronology,
    days,
    dossiers,
    feeds,
    front,
    notes,
    pictures,
    places,
    record,
    redirects,
    relations,
    schemas,
    search,
    sitemaps,
    sources,
    statements,
    terms,
)
from communique.plan.planner import Planner

KINDS = (
    front,
    articles,
    terms,
    agreements,
    dossiers,
    relations,
    chronology,
    days,
    statements,
    sources,
    record,
    notes,
    search,
    feeds,
    pictures,
)
"""Each page kind's module; a new one is one more entry here. Sitemaps come after all of them, and then redirects."""


class Plan(msgspec.Struct, frozen=True):
    """Every page of the site, and the content files that pages show as they are."""

    files: dict[str, Page]
    """Every page, by its file relative to the output folder, sorted."""
    assets: tuple[str, ...]
    """Paths relative to `content/`, sorted."""
    issues: tuple[Issue, ...]
    made_by: tuple[frozenset[str], ...] = ()
    """For each module in KINDS, the kinds of the pages that it planned."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page, sorted by its file."""
        return tuple(self.files.values())


OWN_FOLDERS = ("/media/", "/pagefind/", "/static/")
"""The folders of the output that hold files and no pages."""


def plan(
    archive: Archive,
    config: Config,
    assets: dict[str, Digest],
    words: Callable[[str], str],
    unread: str = "",
    static: frozenset[str] = frozenset(),
    forms: Mapping[str, schemas.Make] | None = None,
    between: Callable[[], object] = list,
) -> Plan:
    """Plan the site. `words` translates the few words that are decided here, such as "Countries".

    `unread` is what files with faults hold, as slugs: a link to a page that one of them may stand for is no fault as yet.
    `static` are the routes of the files that the theme and the site bring, where links to them shall be checked.
    `forms` make the schemas of headers, by their names; without them none are planned. `between` is called after each kind of
    page, and may break off by raising.
    """
    p = Planner(archive, config, assets, words)
    pages: list[Page] = []
    made_by = []
    for kind in KINDS:
        made = tuple(kind.plan(p))
        made_by.append(frozenset(page.kind for page in made))
        pages += made
        between()
    pages += schemas.plan(p, forms or {})
    pages += sitemaps.plan(p, pages)
    by_path: dict[str, Page] = {}
    for page in (*pages, *redirects.plan(p)):
        there = by_path.setdefault(output_path(page.route), page)
        if there is not page:
            p.issues.append(_collision(there, page))
    p.issues += places.faults(p)
    p.issues += _files_for_folders(by_path)
    p.issues += _in_own_folders(by_path.values())
    routes = {page.route for page in by_path.values()}
    if archive.as_of:
        p.unlink(routes)
        # which addresses there are is not in the keys of pages with texts
        by_path = {path: replace(page, key=b"") if page.bodies else page for path, page in by_path.items()}
    else:
        p.issues += _dead(p, routes, unread, static)
    return Plan(dict(sorted(by_path.items())), tuple(sorted(p.used_assets)), tuple(p.issues), tuple(made_by))


def _dead(p: Planner, routes: Collection[str], unread: str, static: Collection[str]) -> Iterator[Issue]:
    """Tell of links to addresses where nothing is."""
    for place, target, route in p.route_links:
        is_file = route.startswith("/static/")
        among = static if is_file else routes
        slug = route.rstrip("/").rpartition("/")[2]
        if route in among or (is_file and not static) or f"-{slug}-" in unread:
            continue
        near = did_you_mean(route, among, count=1) if p.may_search() else ""
        hint = near or "Look for it on the site, and link to it as the browser shows its address."
        message = f"links to {target}, where no {'file' if is_file else 'page'} is."
        yield Issue(*place, message, hint, code="missing-page")


def _collision(there: Page, page: Page) -> Issue:
    """Blame an alias before a page, and of two pages the one whose file comes later; never one that has no file."""
    keeps, gives_way = sorted((there, page), key=lambda x: (x.origin != "", x.kind == "redirect", x.origin, x.line))
    own = f"a page of Communiqué's own ({keeps.kind.replace('-', ' ')})"
    by = f"{keeps.origin}:{keeps.line}" if keeps.origin else own
    alias = gives_way.kind == "redirect"
    hint = "Remove the alias." if alias else "Give it another 'slug'."
    what = "the alias" if alias else "its address"
    if gives_way.kind == "statement":
        what = "the statement's address"
        hint = "Keep one, where they are the same; or give it an 'id' that no other of its year has, such as 'on-the-islands'."
    return Issue(
        gives_way.origin or "content",
        gives_way.line,
        gives_way.column,
        f"{what} {page.route} is taken by {by}.",
        hint,
        code="route-taken",
    )


def _files_for_folders(by_path: Mapping[str, Page]) -> Iterator[Issue]:
    """Tell of pages below what another page is as a file, such as /feed.xml/ and /feed.xml."""
    for path, page in by_path.items():
        folder = path.rpartition("/")[0]
        while "." in folder:  # every page's file has an ending
            file = by_path.get(folder)
            if file:
                blamed, other = (page, file) if page.origin else (file, page)
                message = f"the address {blamed.route} cannot stand beside {other.route}: one is a file, the other a folder."
                hint = "Change one of the two."
                yield Issue(blamed.origin or "content", blamed.line, blamed.column, message, hint, code="route-taken")
            folder = folder.rpartition("/")[0]


def _in_own_folders(pages: Iterable[Page]) -> Iterator[Issue]:
    """Tell of pages in folders that hold no pages."""
    for page in pages:
        if page.route.startswith(OWN_FOLDERS):
            message = f"its address {page.route} lies in a folder that holds Communiqué's own files."
            hint = "Give it another 'slug'."
            yield Issue(page.origin or "content", page.line, page.column, message, hint, code="route-taken")
