"""A Python-Markdown extension that is quick about plain prose and leaves the output as it was.

Most blocks of a story are one paragraph on one line, and most of those hold no mark-up but a link or a word in italics. The
preprocessor here writes runs of such paragraphs out at once and puts them into the stash that Python-Markdown keeps for
finished HTML, so that nothing else looks at them. Steps that look for what a text does not hold are passed over. Where a plain
text stands in a heading, a list or a quotation, the two tree processors keep the inline patterns away from it. Public extension
points only; test_plain.py and test_plain_suites.py in tests/unit/source hold the output equal to stock Python-Markdown's.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from communique.source.prose import MARKS, SIMPLE, TAGS, paragraph, quotation

_SPECIAL = re.compile("[\\\\`*_\\[<&\x02\x03]")
"""Where any inline pattern of the extensions that Communiqué uses could begin to match; but for a line break of two blanks."""


class _Whitespace(NormalizeWhitespace):
    """Looks for tabs and blank lines that are not empty only where there are any."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "\t" in source or "\r" in source or "\n " in source or "\x02" in source or "\x03" in source:
            return super().run(lines)
        return [*lines, "", ""]


class _RawHtml(HtmlBlockPreprocessor):
    """Looks for HTML only where there is any, or a character by its number, which may want its semicolon."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        return super().run(lines) if "<" in source or ("&" in source and "&#" in source) else lines


_NOTES_HERE = "///Footnotes Go Here///"
"""What an author may write, as Python-Markdown has it, to say where the notes stand."""


class _Paragraphs(Preprocessor):
    """Writes out the runs of paragraphs that stand on one line each and hold nothing but text, simple links and emphasis."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "abbr" in self.md.treeprocessors:  # its abbreviations are looked for in every text
            return lines
        if "footnote" in self.md.treeprocessors and _NOTES_HERE in source:  # which is looked for in every text too
            return lines
        foreign = [c for c in _FOREIGN if c in source]
        marks = [c for c in MARKS if c in source]
        kept: list[str] = []
        ready: list[str] = []
        quoted = False
        blocks = source.split("\n\n")
        for n, block in enumerate(blocks):
            plain = not any(c in block for c in foreign)
            html = paragraph(block, marks) if plain else ""
            may_be_quoted = plain and block.startswith("> ") and (ready or n == 0) and not quoted
            if may_be_quoted and _ends_quotation(blocks, n):
                html = quotation(block, marks)
            quoted = block.startswith(">")
            if html:
                ready.append(html)
                continue
            if ready:
                kept.append(self.md.htmlStash.store("\n".join(ready)))
                ready = []
            kept.append(block)
        if ready:
            kept.append(self.md.htmlStash.store("\n".join(ready)))
        return "\n\n".join(kept).split("\n")


_FOREIGN = ("<", "&", "`", "\\", "{", "\x02", "\x03")
_JOINED = re.compile(r"\s*[>\[]")
"""How a block begins that may be another quotation, which is joined with the one before, or a definition, which parts none."""


def _ends_quotation(blocks: list[str], n: int) -> bool:
    """Tell whether what comes after a quotation keeps the next one from being joined with it."""
    n += 1
    while n < len(blocks) and not blocks[n].strip():
        n += 1
    return n == len(blocks) or not _JOINED.match(blocks[n])


class _PlainText(AtomicString):
    """A text that holds nothing for the inline patterns."""


class _SimpleText(AtomicString):
    """A text that holds nothing for them but what `SIMPLE` matches, found already."""

    found: list[re.Match[str]]


def _simple(text: str) -> AtomicString | None:
    """Mark a text that the inline patterns need not see; None for one that they must."""
    if "  \n" in text:
        return None
    special = _SPECIAL.search(text)
    if special is None or HTML_PLACEHOLDER_RE.fullmatch(text):
        return _PlainText(text)
    found = []
    while special:
        match = SIMPLE.match(text, special.start())
        if match is None:
            return None
        found.append(match)
        special = _SPECIAL.search(text, match.end())
    marked = _SimpleText(text)
    marked.found = found
    return marked


class _Mark(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and not len(element):
                marked = _simple(text)
                if marked is not None:
                    element.text = marked


class _Unmark(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            text = element.text
            if isinstance(text, _PlainText):
                element.text = str(text)
            elif isinstance(text, _SimpleText):
                _expand(element, text)


class _Unescape(UnescapeTreeprocessor):
    """Looks for escaped characters only where there are any."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if "\x02" in text else text


def _expand(element: Element, text: _SimpleText) -> None:
    """Turn the links and emphases that were found in an element's text into its children."""
    plain = str(text)
    ends = [m.start() for m in text.found[1:]] + [len(plain)]
    element.text = plain[: text.found[0].start()]
    for match, end in zip(text.found, ends, strict=True):
        if match["href"]:
            child = SubElement(element, "a", {"href": match["href"]})
            child.text = match["text"]
        else:
            child = SubElement(element, TAGS[match["mark"]])
            child.text = match["inner"]
        child.tail = plain[match.end() : end]


class _Restore(RawHtmlPostprocessor):
    """Puts finished HTML back by its placeholders; only HTML with placeholders of its own takes the long way."""

    def run(self, text: str) -> str:
        ready = [html for html in self.md.htmlStash.rawHtmlBlocks if isinstance(html, str) and "\x02" not in html]
        if len(ready) < len(self.md.htmlStash.rawHtmlBlocks):
            return super().run(text)
        parts, at = [], 0
        for m in HTML_PLACEHOLDER_RE.finditer(text):
            start, end = m.span()
            html = ready[int(m[1])]
            if text.endswith("<p>", at, start) and text.startswith("</p>", end) and self.isblocklevel(html):
                start, end = start - 3, end + 4
            parts += [text[at:start], html]
            at = end
        parts.append(text[at:])
        return "".join(parts)


class PlainProse(Extension):
    """The extension; give it last, so that it stands around whatever the others registered."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the preprocessor after that of raw HTML, and the tree processors on either side of the inline one."""
        md.preprocessors.register(_Whitespace(md), "normalize_whitespace", 30)
        md.preprocessors.register(_RawHtml(md), "html_block", 20)
        md.preprocessors.register(_Paragraphs(md), "plain-paragraphs", 15)
        md.treeprocessors.register(_Mark(md), "plain-mark", 20.5)
        md.treeprocessors.register(_Unmark(md), "plain-unmark", 19.5)
        md.treeprocessors.register(_Unescape(md), "unescape", 0)
        md.postprocessors.register(_Restore(md), "raw_html", 30)
