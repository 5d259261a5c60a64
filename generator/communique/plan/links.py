"""Links inside texts, and pictures: which page or file each means, and what to say where there is none."""

import posixpath
import re
from collections.abc import Collection
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from communique.archive.archive import Archive
from communique.archive.story import Story
from communique.model.article import Article, Earlier
from communique.model.config import Config
from communique.model.content import Note
from communique.model.digest import Digest
from communique.model.document import ContentLink, Document, Image, Mention
from communique.model.entity import Entity
from communique.model.taxonomy import TAXONOMIES
from communique.plan.files import Files, Place, address
from communique.plan.views.parts import ImageView

_PERIOD = re.compile(r"/\d{4}/(\d{2}/)?(page/\d+/)?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class RouteLink(NamedTuple):
    """A link to an address of the site."""

    place: Place
    target: str
    """As the text has it."""
    route: str


class Links(Files):
    """Resolves links to files and addresses; what cannot be found becomes an issue."""

    def __init__(self, archive: Archive, config: Config, assets: dict[str, Digest]) -> None:
        super().__init__(archive, config, assets)
        self.route_links: list[RouteLink] = []
        """Checked when all routes are known."""
        self._text_links: dict[str, dict[str, str]] = {}
        self._images: dict[str, ImageView | None] = {}
        self._originals: dict[str, Story | None] = {}
        self.told: dict[tuple[str, str], Story | None] = {}
        """The stories that turns in agreements' lives name, by the agreement's file and as it names them."""

    def resolve_all(self) -> None:
        """Find what all links and pictures mean, so that every fault among them is told and pages can be made without any."""
        entities = (t.entity for key, terms in self.archive.terms.items() if self.shows(key) for t in terms.values())
        articles = [s.article for s in self.archive.stories]
        relations = (pair.profile for pair in self.archive.pairs.values() if pair.profile)
        notes = self.archive.notes if self.shows("notes") else ()
        for document in (*articles, *filter(None, entities), *relations, *notes):
            if document.links:
                self._text_links[document.path] = self._resolve(document)
            if isinstance(document, Article) and document.translation_of:
                self._originals[document.path] = self._original(document)
            for s in document.status_events if isinstance(document, Entity) else ():
                if s.article:
                    place = Place(document.path, s.article.line, s.article.column)
                    hint = "Name the article that tells of it, such as '../articles/2019/02/talks.md'."
                    story = self._story_named(place, s.article.name, "status_events.article", hint)
                    self.told[document.path, s.article.name] = story
            if document.image and not isinstance(document, Note):
                self._images[document.path] = self._image(document.path, document.image)

    # links inside texts

    def text_links(self, document: Document) -> dict[str, str]:
        """Give the address that each link of a document's text means, or nothing where it has none."""
        return self._text_links.get(document.path, {})

    def _resolve(self, document: Document) -> dict[str, str]:
        found: dict[str, str] = {}
        original = original_link(document)
        for link in document.links:
            if link is not original:
                place = Place(document.path, link.line, link.column)
                kind, _, target = link.target.partition(":")
                found[link.target] = self._page(place, target) if kind == "route" else self._file(place, unquote(target))
        return found

    def unlink(self, routes: Collection[str]) -> None:
        """Leave out the links of texts to addresses where there is no page as yet."""
        for place, target, route in self.route_links:
            if route not in routes and not route.startswith("/static/"):
                self._text_links[place.path][f"route:{target}"] = ""

    def _page(self, place: Place, target: str) -> str:
        """Find what a link to an address of the site means."""
        path, mark, query = target.partition("?")
        route = self._route(path)
        if path.startswith("/media/"):
            return self._media(place, (target, path))
        if route in self.archive.held_routes and route not in self._shown:
            return self._left_out(place, target, held=True)
        if self._switched_off(route):
            return self._left_out(place, target)
        self.route_links.append(RouteLink(place, target, route))
        return address(route) + mark + query

    def _route(self, path: str) -> str:
        """Give the route that an address means, in the Unicode form in which the page has it."""
        route = path if path in self._shown else unquote(path)
        return route if route.isascii() or route in self._shown else self._shown_by_form.get(normalize("NFC", route), route)

    @cached_property
    def _shown(self) -> frozenset[str]:
        """The addresses of stories, terms and notes with a page, and their aliases."""
        routes = {s.route for s in self.archive.stories}
        routes |= {t.route for key, terms in self.archive.terms.items() if self.shows(key) for t in terms.values()}
        routes |= {pair.route for pair in self.archive.pairs.values() if self.has_pair(pair)}
        documents: list[Document] = [s.article for s in self.archive.stories]
        documents += [pair.profile for pair in self.archive.pairs.values() if pair.profile]
        if self.shows("notes"):
            routes |= {f"/{note.slug}/" for note in self.archive.notes}
            documents += self.archive.notes
        if self.shows("aliases"):
            routes |= {alias.name for d in documents for alias in d.aliases}
        return frozenset(routes)

    @cached_property
    def _shown_by_form(self) -> dict[str, str]:
        return {normalize("NFC", route): route for route in sorted(self._shown) if not route.isascii()}

    def _switched_off(self, route: str) -> bool:
        """Tell whether an address belongs to a kind of page that is switched off."""
        if route in self._shown:
            return False
        kind = route.split("/")[1] if "/" in route else ""
        if route == "/" or kind == "stories":
            return not self.shows("front")
        if kind == "search":
            return not self.config.search.enabled
        if kind == "chronology" or _PERIOD.fullmatch(route):
            return not self.shows("chronology")
        if kind == "on-this-day":
            return not self.shows("on_this_day")
        if kind in _FOLDERS:
            return not self.shows(kind)
        return not self.shows("notes") and route in {f"/{note.slug}/" for note in self.archive.notes}

    def _file(self, place: Place, target: str) -> str:
        """Find what a link to a file means."""
        found = self._find(target)
        if found in self.archive.routes:
            folder = found.partition("/")[0]
            shown = self.shows("notes" if folder == "pages" else folder)
            return address(self.archive.routes[found]) if shown else self._left_out(place, f"content/{found}")
        if found in self.assets:
            return self._asset(place, found)
        return self._left_out(place, f"content/{found}", held=True) if found else self._missing(place, target)

    # what headers name

    def image(self, document: Document) -> ImageView | None:
        """Give a document's picture."""
        return self._images.get(document.path)

    def original(self, article: Article) -> Story | None:
        """Give the article that one translates."""
        return self._originals.get(article.path)

    def _image(self, path: str, image: Image) -> ImageView | None:
        """Find a picture, relative to the file that names it."""
        place = Place(path, image.line, image.column)
        if image.src.startswith("/media/"):
            route = self._media(place, (image.src,))
        elif image.src.startswith("/") or _SCHEME.match(image.src):
            hint = "Copy it there, and name it by the way from this file's folder, such as 'handshake.jpg'."
            self._say(
                place, f"image: a picture must lie in content/, and '{image.src[:80]}' does not.", hint, "picture-outside"
            )
            return None
        else:
            route = self._picture(place, _inside(path, image.src))
        return ImageView(route, image.alt, image.caption, image.credit) if route else None

    def _picture(self, place: Place, target: str) -> str:
        found = self._find(target) or self._find(unquote(target))
        if found in self.assets:
            return self._asset(place, found)
        if found:
            self._say(place, f"image: content/{found} is no picture.", "Name the picture's own file.", "no-picture")
            return ""
        return self._missing(place, target)

    def told_in(self, document: Document, named: Mention) -> Story | None:
        """Give the article that a turn in an agreement's life names."""
        return self.told.get((document.path, named.name))

    def _original(self, article: Article) -> Story | None:
        """Find the article that one translates: by the way from its folder, as links have it, or from `content/`."""
        stated = article.translation_of.strip()
        if not stated:
            return None
        link = original_link(article)
        place = Place(article.path, link.line, link.column) if link else Place(article.path, article.line, article.column)
        return self._story_named(
            place, stated, "translation_of", "Name the article that this one translates, such as '../02/talks.md'."
        )

    def _story_named(self, place: Place, stated: str, field: str, hint: str) -> Story | None:
        """Find the article that a header names by the way from its file's folder or from `content/`."""
        beside, below = _inside(place.path, stated), posixpath.normpath(stated.removeprefix("content/"))
        found = next(filter(None, (self._find(t) for c in (beside, below) for t in (c, unquote(c)))), "")
        story = self._stories.get(found)
        if story:
            return story
        if not found:
            self._missing(place, below if stated.startswith(("content/", "articles/")) else beside)
        elif found in self.archive.held_back and found.startswith("articles/"):
            self._left_out(place, f"content/{found}", held=True)
        elif not (found in self.assets and found.endswith(".md")):  # such a one is an article with faults of its own
            self._say(place, f"{field}: content/{found} is no article.", hint, "no-article")
        return None

    def basis_story(self, article: Mention) -> Story | None:
        """Find the story on which a note rests."""
        return self._stories.get(self._find(unquote(article.name.removeprefix("content:"))))

    @cached_property
    def _stories(self) -> dict[str, Story]:
        found = {s.article.path.removeprefix("content/"): s for s in self.archive.stories}
        if self.archive.as_of:
            found |= {
                s.article.of.name.removeprefix("content/"): s for s in self.archive.stories if isinstance(s.article, Earlier)
            }
        return found


_FOLDERS = frozenset({"relations", "sources", "statements", "record-notes", "corrections", *(t.key for t in TAXONOMIES)})
"""The kinds of pages whose addresses begin with their names."""


def _inside(path: str, target: str) -> str:
    """Give the path from `content/` to what a file names by the way from its own folder."""
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return inside.removeprefix("content/") if inside.startswith("content/") else f"../{inside}"


def original_link(document: Document) -> ContentLink | None:
    """Give the link that stands for an article's `translation_of`, after all those of its text."""
    if not isinstance(document, Article) or not document.translation_of or not document.links:
        return None
    last = document.links[-1]
    stated = document.translation_of.strip().removeprefix("content/")
    return last if unquote(last.target) == f"content:{unquote(stated)}" else None
