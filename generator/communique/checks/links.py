"""Links inside the site that lead nowhere: where each was written."""

import os
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

import jinja2

from communique.archive.archive import Archive
from communique.checks.documents import documents_of
from communique.checks.rendered import Dead, Rendered, Version
from communique.model.document import Document
from communique.model.issue import Issue, nearest
from communique.model.page import Page
from communique.model.route import output_path
from communique.render.theme import Loader
from communique.source import scan
from communique.source.links import address, written

Place = tuple[str, int, int]


def faults(site: Path, archive: Archive, versions: Sequence[Version], seen: Rendered) -> Iterator[Issue]:
    """Give each dead link once: at every place in the content that makes it, or else at the template."""
    if not seen.dead:
        return
    pages = {(output_path(v.page.route), v.drafts): v.page for v in versions}
    texts = {d.digest: d for d in documents_of(archive)}
    told: set[tuple[object, ...]] = set()
    others: dict[tuple[str, str], list[Dead]] = {}
    for d in seen.dead:
        page = pages[d.file, d.drafts]
        places = [place for digest in page.bodies if digest in texts for place in _in_text(site, texts[digest], page, d)]
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
    hint = "In a template, write the address as url('/about/'), or take the link out."
    return Issue(*place, message, hint, code="broken-link")


def _in_text(site: Path, document: Document, page: Page, d: Dead) -> Iterator[Place]:
    """Find the links in a document's file that lead where a dead one does."""
    try:
        source = scan.decode(document.path, (site / document.path).read_bytes())
    except OSError:
        return  # it has gone since it was read
    if isinstance(source, Issue):
        return
    links: Mapping[str, str] = getattr(page.context, "links", {})
    folder = posixpath.dirname(document.path)
    for target, at in written(source):
        if unquote(target.partition("#")[2]) != d.fragment:
            continue
        marked = address(folder, target)
        route = unquote(links.get(marked, "").partition("#")[0]) if marked else page.route
        if target.startswith("#") or route:
            file = d.file if target.startswith("#") else output_path(route.partition("?")[0])
            if file == d.target:
                yield document.path, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)


class Templates:
    """Finds what templates write: the site's own, before the shipped ones."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._loader = Loader(site, {})
        self._names = sorted(self._loader.list_templates(), key=lambda name: (name.startswith("!"), name))

    def place(self, page: Page, d: Dead) -> Place:
        """Give where a template writes a link, where its words are found in one, or the template of the page."""
        route = "/" + d.target.removesuffix("index.html")
        written_as = [d.href, f"{route}#{d.fragment}"] if d.fragment else [d.href, route, route.rstrip("/"), d.target]
        written_as += [f"#{d.fragment}"] if d.fragment else []
        found = (self.find(text, first=page.template) for text in written_as if text.strip("/#"))
        return next(filter(None, found), (self._file(page.template), 0, 0))

    def find(self, text: str, first: str = "", *, own: bool = False) -> Place | None:
        """Give where a template writes a text: the one called `first` before others, or only the site's own."""
        for name in (first, *self._names) if first else self._names:
            file = self._file(name)
            if not (own and (os.path.isabs(file) or name.startswith("!"))):
                source = self._source(name)
                if found := re.search(rf"{re.escape(text)}(?![\w-])", source):
                    at = found.start()
                    return file, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)
        return None

    def _source(self, name: str) -> str:
        try:
            return self._loader.get_source(jinja2.Environment(autoescape=True), name)[0]
        except (jinja2.TemplateNotFound, UnicodeDecodeError, OSError):
            return ""

    def _file(self, name: str) -> str:
        path = self._loader.path(name)
        if path and path.is_relative_to(self._site):
            return path.relative_to(self._site).as_posix()
        return path.as_posix() if path else f"templates/{name}"
