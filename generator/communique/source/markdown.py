"""Markdown to safe HTML, with every link inside the site marked for the plan to resolve."""

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import nh3
from markdown import Markdown

from communique.model.document import ContentLink
from communique.model.issue import Issue
from communique.source.anchors import heading_id
from communique.source.body import Body
from communique.source.guard import too_long_to_read
from communique.source.links import SCHEMES, Places, address, left_out, without_words
from communique.source.plain import PlainProse
from communique.source.tables import scrolling

_TAGS = nh3.ALLOWED_TAGS | {"section", "figure", "figcaption"}
_ATTRIBUTES: dict[str, set[str]] = {
    # `cite` holds an address whose scheme the sanitiser does not look at
    **{tag: set(names) - {"cite"} for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"class", "id", "lang", "dir", "title", "role"},
    "a": {"href", "hreflang", "rel"},
    "td": {"colspan", "rowspan", "headers", "style"},
    "th": {"colspan", "rowspan", "headers", "scope", "style"},
    "abbr": {"title"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "time": {"datetime"},
    "img": {"src", "alt", "width", "height"},
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What an entity such as `&#7;` may stand for, and XML, which feeds are, does not allow."""
_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes=set(SCHEMES),
    link_rel=None,
    filter_style_properties={"text-align"},
    clean_content_tags={"script", "style", "template"},
)


OPTIONS: dict[str, Any] = {
    "extension_configs": {
        "toc": {"slugify": heading_id, "permalink": False},
        "footnotes": {"BACKLINK_TEXT": "↩", "SUPERSCRIPT_TEXT": "{}"},
    },
    "output_format": "html",
}
"""What Python-Markdown is told besides its extensions."""

_UNDERLINE = re.compile(r"\n[ \t>]*[=-]+[ \t]*(?:\n|$)")


def _underlined(source: str) -> bool:
    # \r ends a line too; no file has one, `decode` of scan.py sees to that
    return "\r" in source or _UNDERLINE.search(source) is not None


def extensions_for(source: str) -> tuple[str, ...]:
    """Give the extensions that can make a difference to a text. Most stories need none of them, and then take half the time."""
    brackets, tags = "[" in source, "<" in source  # one character is found many times faster than two
    needed = (
        ("footnotes", brackets and "[^" in source),
        ("tables", "|" in source),
        ("attr_list", "{" in source),
        ("abbr", brackets and "*[" in source),
        ("toc", "#" in source or (brackets and "[TOC]" in source) or (tags and "<h" in source) or _underlined(source)),
    )
    return (*(name for name, is_needed in needed if is_needed), "sane_lists")


class _LeftoversError(Exception):
    """Python-Markdown has left marks of its own in its output, as version 3.11 does of `*a**b*` with a line break after it."""


class Text:
    """Python-Markdown, set up once for each combination of extensions; not for two threads at once."""

    def __init__(self, *, trust_html: bool) -> None:
        self._trusted = trust_html
        self._instances: dict[tuple[str, ...], Markdown] = {}

    def _markdown(self, source: str) -> Markdown:
        names = extensions_for(source)
        found = self._instances.get(names)
        if found is None:
            configs = {k: v for k, v in OPTIONS["extension_configs"].items() if k in names}
            found = self._instances[names] = Markdown(
                extensions=[*names, PlainProse()], **{**OPTIONS, "extension_configs": configs}
            )
        return found.reset()

    def _html(self, source: str) -> str:
        html = self._markdown(source).convert(source)
        if "\x02" in html or "\x03" in html:
            raise _LeftoversError
        return html

    def _fault(self, path: str, source: str, first_line: int, e: Exception) -> Issue:
        """Find the block at which a conversion breaks off."""
        starts = [0, *(m.end() for m in re.finditer(r"\n[ \t]*\n", source))]
        low, high = 0, len(starts) - 1
        while low < high:
            middle = (low + high) // 2
            self._instances.clear()  # what broke off may have left them in any state
            try:
                self._html(source[: starts[middle + 1]])
            except Exception:  # noqa: BLE001 - the same as above
                high = middle
            else:
                low = middle + 1
        self._instances.clear()
        line = first_line + source.count("\n", 0, starts[low])
        if isinstance(e, _LeftoversError):
            hint = "Look for a * or _ too many, and write \\* or \\_ for one that is meant as such."
            message = "emphasis in the text from here on begins and ends in a way that cannot be told apart."
            return Issue(path, line, 1, message, hint, code="text-unreadable")
        if isinstance(e, RecursionError):
            hint = "Look for a run of '>' or list marks, or for mark-up within mark-up."
            return Issue(path, line, 1, "the text from here on is nested too deep.", hint, code="text-too-deep")
        said = " ".join(str(e).split())[:80] or type(e).__name__
        hint = "Look for HTML or mark-up that is begun and not ended."
        return Issue(path, line, 1, f"the text from here on cannot be read ({said}).", hint, code="text-unreadable")

    def convert(self, path: str, source: str, first_line: int) -> tuple[Body, list[Issue]]:
        """Convert a text whose first line is line `first_line` of the file at `path`."""
        if fault := too_long_to_read(path, source, first_line):
            return Body("", ()), [fault]
        try:
            html = self._html(source)
        except Exception as e:  # noqa: BLE001 - whatever a library says of a text is for its author to hear
            return Body("", ()), [self._fault(path, source, first_line, e)]
        issues: list[Issue] = []
        if not self._trusted:
            issues += left_out(path, source, html, first_line, _TAGS)
            html = _cleaner.clean(html)
        if not self._trusted or "<" not in source:  # HTML that is trusted may be of any shape
            html = scrolling(html)
        if "&#" in source:
            html = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", html)
        issues += without_words(path, source, html, first_line)
        html = _inside(path, html)
        links = tuple(_links(path, source, html, first_line))
        return Body(html, links), issues


_VALUE = re.compile(r'="([^"<>]*)"')
"""An attribute's value. It begins with a literal, which `re` finds many times faster than the name before it."""
_ATTRIBUTE = re.compile(r"[\s\"'](href|src)$")


def _inside(path: str, html: str) -> str:
    """Mark links to files in `content/` as `content:…` and to addresses in the site as `route:…`."""
    folder = posixpath.dirname(path)

    def mark(m: re.Match[str]) -> str:
        target = unescape(m[1])
        if target.startswith(("content:", "route:")) and not _in_tag(html, m.start()):  # our marks, in words about them
            return f"=&quot;{m[1]}&quot;"
        outside = target.startswith(("#", "?", "//", "https:", "http:")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target)
        if not target or outside:
            return m[0]
        if not _ATTRIBUTE.search(html, max(0, m.start() - 5), m.start()):
            return m[0]
        if not _in_tag(html, m.start()):  # words about HTML, not HTML
            return m[0]
        _, hash_, fragment = target.partition("#")
        return f'="{_escape(address(folder, target))}{hash_}{_escape(fragment).replace(" ", "%20")}"'

    return _VALUE.sub(mark, html)


def _in_tag(html: str, at: int) -> bool:
    return html.rfind("<", 0, at) > html.rfind(">", 0, at)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


PLACEHOLDER = re.compile(r'(href|src)="((?:content|route):[^"]*)"')


def _links(path: str, source: str, html: str, first_line: int) -> Iterator[ContentLink]:
    """Give every link inside the site, each as often as it is made, and where."""
    if '="content:' not in html and '="route:' not in html:
        return
    places = Places(path, source, first_line)
    seen = set()
    for m in PLACEHOLDER.finditer(html):
        target = unescape(m[2]).partition("#")[0]
        line, column = places.next(target)
        link = ContentLink(target, line or first_line, column)
        if link not in seen:
            seen.add(link)
            yield link
