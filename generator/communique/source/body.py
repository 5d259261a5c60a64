"""The text of a content file, as HTML."""

import re
from html import unescape

import msgspec

from communique.model.document import ContentLink


class Body(msgspec.Struct, frozen=True):
    """A text as HTML, and what is known of it."""

    html: str
    links: tuple[ContentLink, ...]

    @property
    def first_paragraph(self) -> str:
        """Its first paragraph without mark-up."""
        return _first_paragraph(self.html)


_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)


def _first_paragraph(html: str) -> str:
    m = _PARAGRAPH.search(html)
    if not m:
        return ""
    inner = re.sub(r"<sup\b.*?</sup>", "", m[1], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", inner)).split())
