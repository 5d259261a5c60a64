"""Markdown to safe HTML, with every link inside the site marked for the plan to resolve."""

import posixpath
import re
from html import unescape
from typing import Any
from urllib.parse import unquote

import msgspec
import nh3
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode

from communique.model.article import ContentLink
from communique.model.issue import Issue
from communique.source.plain import PlainProse

MAX_OPEN_BRACKETS = 2000
"""Square brackets that a text may leave open; Python-Markdown's time grows with their square."""

_TAGS = nh3.ALLOWED_TAGS | {"section", "figure", "figcaption"}
_ATTRIBUTES: dict[str, set[str]] = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"class", "id", "lang", "dir", "title", "role"},
    "a": {"href", "hreflang", "rel"},
    "td": {"colspan", "rowspan", "headers", "style"},
    "th": {"colspan", "rowspan", "headers", "scope", "style"},
    "abbr": {"title"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "img": {"src", "alt", "width", "height"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes=_SCHEMES,
    link_rel=None,
    filter_style_properties={"text-align"},
    clean_content_tags={"script", "style", "template"},
)


class Body(msgspec.Struct, frozen=True):
    """A text as HTML, and what is known of it."""

    html: str
    links: tuple[ContentLink, ...]
    first_paragraph: str
    """Its first paragraph without mark-up."""


OPTIONS: dict[str, Any] = {
    "extension_configs": {
        "toc": {"slugify": slugify_unicode, "permalink": False},
        "footnotes": {"BACKLINK_TEXT": "↩", "SUPERSCRIPT_TEXT": "{}"},
    },
    "output_format": "html",
}
"""What Python-Markdown is told besides its extensions."""

_UNDERLINE = re.compile(r"\n[ \t>]*[=-]+[ \t]*(?:\n|$)")


def extensions_for(source: str) -> tuple[str, ...]:
    """Give the extensions that can make a difference to a text. Most stories need none of them, and then take half the time."""
    needed = (
        ("footnotes", "[^" in source),
        ("tables", "|" in source),
        ("attr_list", "{" in source),
        ("abbr", "*[" in source),
        ("toc", "#" in source or "[TOC]" in source or "<h" in source or _UNDERLINE.search(source) is not None),
    )
    return (*(name for name, is_needed in needed if is_needed), "sane_lists")


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

    def convert(self, path: str, source: str, first_line: int) -> tuple[Body, list[Issue]]:
        """Convert a text whose first line is line `first_line` of the file at `path`."""
        if fault := _too_many_brackets(path, source, first_line):
            return Body("", (), ""), [fault]
        try:
            html = self._markdown(source).convert(source)
        except RecursionError:
            return Body("", (), ""), [
                Issue(
                    path,
                    first_line,
                    1,
                    "the text is nested too deep.",
                    "Look for a run of '>' or of list marks.",
                    code="text-too-deep",
                )
            ]
        if not self._trusted:
            html = _cleaner.clean(html)
        html = _inside(path, html)
        issues: list[Issue] = []
        links = tuple(_links(source, html, first_line))
        if "javascript:" in source.lower() and not self._trusted:
            issues += _scripts(path, source, first_line)
        return Body(html, links, _first_paragraph(html)), issues


def _too_many_brackets(path: str, source: str, first_line: int) -> Issue | None:
    if source.count("[") <= MAX_OPEN_BRACKETS or source.count("[") - source.count("]") <= MAX_OPEN_BRACKETS:
        if source.count("[") <= 20 * MAX_OPEN_BRACKETS and "[" * 200 not in source:
            return None
    at = source.index("[")
    return Issue(
        path,
        first_line + source.count("\n", 0, at),
        at - source.rfind("\n", 0, at),
        f"the text holds {source.count('['):,} opening square brackets, far more than links need.",
        "Remove them, or write \\[ for a bracket that is meant as one.",
        code="too-many-brackets",
    )


_VALUE = re.compile(r'="([^"]*)"')
"""An attribute's value. It begins with a literal, which `re` finds many times faster than the name before it."""
_ATTRIBUTE = re.compile(r"[\s\"'](href|src)$")


def _inside(path: str, html: str) -> str:
    """Mark links to files in `content/` as `content:…` and to addresses in the site as `route:…`."""
    folder = posixpath.dirname(path)

    def mark(m: re.Match[str]) -> str:
        target = unescape(m[1])
        if not target or target.startswith(("#", "?", "//", "https:", "http:")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target):
            return m[0]
        if not _ATTRIBUTE.search(html, max(0, m.start() - 5), m.start()):
            return m[0]
        address, hash_, fragment = target.partition("#")
        if address.startswith("/"):
            return f'="route:{_escape(unquote(address))}{hash_}{_escape(fragment)}"'
        inside = posixpath.normpath(posixpath.join(folder, unquote(address)))
        inside = inside.removeprefix("content/") if inside.startswith("content/") else f"../{inside}"
        return f'="content:{_escape(inside)}{hash_}{_escape(fragment)}"'

    return _VALUE.sub(mark, html)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(" ", "%20")


PLACEHOLDER = re.compile(r'(href|src)="((?:content|route):[^"]*)"')


def _links(source: str, html: str, first_line: int) -> list[ContentLink]:
    found: dict[str, ContentLink] = {}
    if "content:" not in html and "route:" not in html:
        return []
    for m in PLACEHOLDER.finditer(html):
        target = unescape(m[2]).partition("#")[0]
        if target in found:
            continue
        name = target.rsplit("/", 1)[-1] if target.startswith("content:") else target.removeprefix("route:")
        at = source.find(name)
        if at < 0:
            at = source.find(name.replace("%20", " "))
        line, column = first_line, 0
        if at >= 0:
            opening = max(source.rfind(c, 0, at + 1) for c in "(<\"' \n")
            start = opening + 1 if opening >= 0 else 0
            line, column = first_line + source.count("\n", 0, start), start - source.rfind("\n", 0, start)
        found[target] = ContentLink(target, line, column)
    return list(found.values())


def _scripts(path: str, source: str, first_line: int) -> list[Issue]:
    return [
        Issue(
            path,
            first_line + source.count("\n", 0, m.start()),
            m.start() - source.rfind("\n", 0, m.start()),
            "a link that would run a script was left out.",
            "Link to an address instead.",
            "warning",
            "script-link",
        )
        for m in re.finditer(r"(?i)(?:\(|=[\"']?|<)\s*javascript:", source)
    ]


_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)


def _first_paragraph(html: str) -> str:
    m = _PARAGRAPH.search(html)
    if not m:
        return ""
    inner = re.sub(r"<sup\b.*?</sup>", "", m[1], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", inner)).split())

