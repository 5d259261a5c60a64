"""Links inside the site that lead nowhere: where each was written."""

import os
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

import jinja2

from communique.archive.archive import Archive
from communique.checks.addresses import Links
from communique.checks.documents import documents_of
from communique.checks.rendered import Dead, Rendered, Version
from communique.model.config import Config
from communique.model.document import Document
from communique.model.issue import Issue, nearest
from communique.model.page import Page
from communique.model.route import output_path
from communique.render.theme import Loader
from communique.source import scan
from communique.source.links import address, written

Place = tuple[str, int, int]


def faults(site: Path, config: Config, archive: Archive, versions: Sequence[Version], seen: Rendered) -> Iterator[Issue]:
    """Give each dead link once: at every place in the content that makes it, or else at the template."""
    if not seen.dead:
        return
    pages = {(output_path(v.page.route), v.drafts): v.page for v in versions}
    documents = {d.digest: d for d in documents_of(archive)}
    texts = _Texts(site, config)
    told: set[tuple[object, ...]] = set()
    others: dict[tuple[str, str], list[Dead]] = {}
    for d in seen.dead:
        page = pages[d.file, d.drafts]
        places = [place for digest in page.bodies if digest in documents for place in texts.places(documents[digest], page, d)]
        if not places:
            others.setdefault(("" if d.target == d.file else d.target, d.fragment), []).append(d)
        for place in places:
            if (place, d.target, d.fragment) not in told:
                told.add((place, d.target, d.fragment))
                yield _issue(place, d, "", seen.names[d.target])
    theme = Templates(site)
    for same in others.values():
        first = pages[same[0].file, same[0].drafts]
        files = len({d.file for d in same})
        pages_said = f"on the page {first.route}" + (f" and {files - 1} more" if files > 1 else "")
        yield _issue(theme.place(first, same[0]), same[0], pages_said, seen.names[same[0].target])


def _issue(place: Place, d: Dead, where: str, names: Collection[str]) -> Issue:
    route = "/" + d.target.removesuffix("index.html")
    on = f" {where}" if where else ""
    if d.fragment:
        there = "on that page" if where and d.target == d.file else f"in {route}"
        message = f"a link{on} leads to #{d.fragment}, and nothing {there} is called so."
        near = nearest(d.fragment, names)
        hint = (
            f"Did you mean '#{near}'?" if near else "A heading's name is its words, in lower case, with hyphens between them."
        )
        return Issue(*place, message, hint, "warning", "missing-fragment")
    what = "page" if d.target.endswith(".html") else "file"
    message = f"a link{on} leads to {route}, where no {what} is."
    hint = (
        "In a template, write the address as url('/about/'), or take the link out." if where else "Correct it, or take it out."
    )
    return Issue(*place, message, hint, code="broken-link")


class _Texts:
    """Finds the links of texts that lead where a dead one does."""

    def __init__(self, site: Path, config: Config) -> None:
        self._site = site
        self._own = Links(config.base_url, frozenset())
        self._links: dict[str, list[tuple[str, int, int]]] = {}

    def places(self, document: Document, page: Page, d: Dead) -> Iterator[Place]:
        """Give where a document's file makes a link."""
        routes: Mapping[str, str] = getattr(page.context, "links", {})
        folder = posixpath.dirname(document.path)
        for target, line, column in self._written(document):
            if unquote(target.partition("#")[2]) == d.fragment and self._file(folder, target, routes, d.file) == d.target:
                yield document.path, line, column

    def _file(self, folder: str, target: str, routes: Mapping[str, str], page: str) -> str:
        marked = address(folder, target)
        if target.startswith("#"):
            return page
        if marked in routes:
            return output_path(unquote(routes[marked].partition("#")[0].partition("?")[0])) if routes[marked] else ""
        found = self._own.target(page, target)  # by its whole address, maybe
        return found.file if found else ""

    def _written(self, document: Document) -> list[tuple[str, int, int]]:
        """Give the links that a file makes, with line and column."""
        if document.path not in self._links:
            found: list[tuple[str, int, int]] = []
            self._links[document.path] = found
            try:
                source = scan.decode(document.path, (self._site / document.path).read_bytes())
            except OSError:
                return found  # it has gone since it was read
            for target, at in written(source) if isinstance(source, str) else ():
                found.append((target, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)))  # type: ignore[union-attr]
        return self._links[document.path]


class Templates:
    """Finds what templates write: the site's own, before the shipped ones."""

    def __init__(self, site: Path) -> None:
        self._site = site
        loader = Loader(site, {})
        names = sorted(loader.list_templates(), key=lambda name: (name.startswith("!"), name))
        self._files = {name: self._file(loader.path(name), name) for name in names}
        self._sources = {name: _source(loader, name) for name in names}

    def place(self, page: Page, d: Dead) -> Place:
        """Give where a template writes a link, where its words are found in one, or the template of the page."""
        route = "/" + d.target.removesuffix("index.html")
        written_as = [d.href, f"{route}#{d.fragment}"] if d.fragment else [d.href, route, route.rstrip("/"), d.target]
        written_as += [f"#{d.fragment}"] if d.fragment else []
        found = (self.find(text, first=page.template) for text in written_as if text.strip("/#"))
        return next(filter(None, found), (self._files.get(page.template, f"templates/{page.template}"), 0, 0))

    def find(self, text: str, first: str = "", *, own: bool = False) -> Place | None:
        """Give where a template writes a text: the one called `first` before others, or only the site's own."""
        for name in (first, *self._files) if first in self._files else self._files:
            file, source = self._files[name], self._sources[name]
            if text not in source or (own and (os.path.isabs(file) or name.startswith("!"))):
                continue
            if found := re.search(rf"{re.escape(text)}(?![\w-])", source):
                at = found.start()
                return file, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)
        return None

    def _file(self, path: Path | None, name: str) -> str:
        if path and path.is_relative_to(self._site):
            return path.relative_to(self._site).as_posix()
        return path.as_posix() if path else f"templates/{name}"


def _source(loader: Loader, name: str) -> str:
    try:
        return loader.get_source(jinja2.Environment(autoescape=True), name)[0]
    except (jinja2.TemplateNotFound, UnicodeDecodeError, OSError):
        return ""
