"""What a finished page links to, and the names within it that links may lead to."""

import posixpath
import re
from collections.abc import Set as AbstractSet
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import msgspec

_HREF = re.compile(r'(?:href="|src=")([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PICTURES = re.compile(r'srcset="([^"]*)"')
_UNCHECKED = ("pagefind/",)
"""Folders whose files are made from finished pages, so that no plan names them."""


class Target(msgspec.Struct, frozen=True, gc=False):
    """Where a link inside the site leads."""

    file: str
    """Relative to the output folder."""
    fragment: str = ""


Link = tuple[str, Target]
"""A link as it stands in a page, and where it leads."""


class Links:
    """Reads pages for their links, one after another; most links it has met before.

    The renderer's pages hold their attributes in double quotation marks, and none in a text but as `&#34;` or in code that an
    article shows; so a search for marks finds every link, and once in a while what only looks like one. Whatever it finds
    fault with is looked at again by `certain`.
    """

    def __init__(self, base_url: str, files: AbstractSet[str]) -> None:
        """Prepare; `files` are those of the site, relative to the output folder."""
        self._base = base_url
        self._root = urlsplit(base_url).path or "/"
        self._files = files
        self._good: dict[str, set[str]] = {}
        """Links of which nothing is to be said, by the way from the page to the top."""
        self.outside: set[str] = set()
        """Each address outside the site to which a page links."""

    def of(self, file: str, html: str) -> tuple[list[Link], list[Link]]:
        """Give the links of the page in a file to nowhere, and those to a place within a page; each as it stands there, too."""
        folder = file.rpartition("/")[0]
        up = "../" * (folder.count("/") + 1) if folder else ""
        good = self._good.setdefault(up, set())
        found = set(_HREF.findall(html))
        if 'srcset="' in html:
            found |= {part.split()[0] for texts in _PICTURES.findall(html) for part in texts.split(",") if part.strip()}
        nowhere, within = [], []
        for href in found - good:
            target = self.target(file, unescape(href))
            if target is None:
                self.outside.add(unescape(href))
            elif target.file not in self._files and not target.file.startswith(_UNCHECKED):
                nowhere.append((href, target))
                continue
            elif target.fragment:
                within.append((href, target))
                continue
            if target is None or href.startswith(("/", up)):  # it leads to the same from every page as deep
                good.add(href)
        return nowhere, within

    def target(self, file: str, href: str) -> Target | None:
        """Give what a link of the page in a file leads to inside the site; None where it leads out of it."""
        folder = file.rpartition("/")[0]
        if href.startswith(self._base):
            href = self._root + href[len(self._base) :]
        elif href.startswith("//") or _SCHEME.match(href):
            return None
        path, _, fragment = href.partition("#")
        path = unquote(path.partition("?")[0])
        if path.startswith("/"):
            if not path.startswith(self._root):
                return Target(path)
            path = "/" + path[len(self._root) :]
        elif path:
            path = f"/{folder}/{path}" if folder else f"/{path}"
        else:
            return Target(file, unquote(fragment))
        whole = posixpath.normpath(path).lstrip("/")
        if path.endswith(("/", "/.", "/..")):
            whole = f"{whole}/index.html" if whole else "index.html"
        return Target(whole, unquote(fragment))


def names_within(html: str) -> frozenset[str]:
    """Give the ids of a page, found by their marks: sometimes too few, where a template writes them in another way."""
    if "&lt;" in html:  # it shows marks as text, which are not its own
        return certain(html)[1]
    return frozenset(map(unescape, _ID.findall(html)))


def leads_somewhere(fragment: str, names: AbstractSet[str]) -> bool:
    """Tell whether a browser finds a place in a page: by its id, or as its top, or by words (Text Fragments)."""
    return not fragment or fragment in names or fragment.lower() == "top" or fragment.startswith(":~:")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"}:
                self.links.add(value or "")
            elif name == "srcset":
                self.links |= {part.split()[0] for part in (value or "").split(",") if part.strip()}
            elif name == "id" or (tag == "a" and name == "name"):
                self.names.add(value or "")


def certain(html: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the links and the names of a page, read as HTML: slow, and for pages that seem to have a fault."""
    reader = _Reader()
    reader.feed(html)
    return frozenset(reader.links), frozenset(reader.names)
