"""HTML to Markdown."""

import re

from bs4 import BeautifulSoup, Comment
from markdownify import MarkdownConverter

_NO_TEXT = ("script", "style", "noscript", "template", "svg", "form", "button", "input")
_FRAMES = ("iframe", "video", "audio", "object", "embed")


class _Converter(MarkdownConverter):
    def convert_figcaption(self, el: object, text: str, parent_tags: object) -> str:  # noqa: ARG002 - markdownify's signature
        return f"\n\n*{text.strip()}*\n\n" if text.strip() else ""


def markdown(html: str) -> tuple[str, list[str]]:
    """Give HTML as Markdown, and what was left out of it."""
    soup = BeautifulSoup(html, "lxml")
    said = []
    for comment in soup.find_all(string=lambda t: isinstance(t, Comment)):
        comment.extract()
    for frame in soup.find_all(_FRAMES):
        said.append(f"left out an embedded {frame.name}: {frame.get('src') or frame.get('data') or 'without an address'}")
        frame.decompose()
    for tag in soup.find_all(_NO_TEXT):
        tag.decompose()
    text = _Converter(heading_style="ATX", bullets="-", strong_em_symbol="*", escape_misc=False).convert_soup(soup)
    text = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", said


def with_paragraphs(html: str) -> str:
    """Put paragraphs where an author's editor left blank lines for them, as WordPress does when it shows a text."""
    if re.search(r"<p[\s>]", html, re.IGNORECASE):
        return html
    blocks = [b.strip() for b in re.split(r"\n\s*\n", html.replace("\r\n", "\n")) if b.strip()]
    block = re.compile(r"</?(?:article|aside|blockquote|dl|div|figure|h[1-6]|hr|ol|pre|section|table|ul)\b", re.IGNORECASE)
    return "\n".join(b if block.match(b) else f"<p>{b.replace(chr(10), '<br>')}</p>" for b in blocks)
