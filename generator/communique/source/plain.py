"""A Python-Markdown extension that is quick about plain prose and leaves the output as it was.

Most blocks of a story are one paragraph on one line, and most of those hold no mark-up but a link or a word in italics. The
block processor here takes such a block straight to `<p>`, past the other processors, none of which could claim it. The two
tree processors keep the inline patterns away from texts that none of them could match, and from those with nothing but the
simplest links and emphasis, which they turn into elements themselves. Public extension points only;
tests/unit/source/test_plain.py holds the output equal to stock Python-Markdown's.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

_SPECIAL = re.compile("[\\\\`*_\\[<&\x02\x03]")
"""Where any inline pattern of the extensions that Communiqué uses could begin to match; but for a line break of two blanks."""

_SIMPLE = re.compile(
    r"(?<!!)\[(?P<text>[^\\`*_\[\]<&\x02\x03\n]+)\]\((?P<href>https?://[^\s\\`*_\[\]<>&()\"'\x02\x03]+)\)(?![({\[:])"
    r"|(?P<mark>\*\*?)(?!\s)(?P<inner>[^\\`*_\[\]<&\x02\x03\n]+)(?<!\s)(?P=mark)(?!\*)"
)
"""A link with nothing but plain text in it, or strong or plain emphasis around nothing but plain text."""

_TAGS = {"*": "em", "**": "strong"}


class _Paragraph(BlockProcessor):
    """Takes a block of one line that begins with a letter or an opening quotation mark."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        first = block[:1]
        opens = first.isalpha() or first in {"“", "«", "„", "‘", '"', "'"}
        return opens and "\n" not in block and not self.parser.state.isstate("list")

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = blocks.pop(0)


class _PlainText(AtomicString):
    """A text that holds nothing for the inline patterns."""


class _SimpleText(AtomicString):
    """A text that holds nothing for them but what `_SIMPLE` matches, found already."""

    found: list[re.Match[str]]


def _simple(text: str) -> AtomicString | None:
    """Mark a text that the inline patterns need not see; None for one that they must."""
    if "  \n" in text:
        return None
    special = _SPECIAL.search(text)
    if special is None:
        return _PlainText(text)
    found = []
    while special:
        match = _SIMPLE.match(text, special.start())
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
            child = SubElement(element, _TAGS[match["mark"]])
            child.text = match["inner"]
        child.tail = plain[match.end() : end]


class PlainProse(Extension):
    """The extension; give it last, so that it stands around whatever the others registered."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the block processor above all others, and the tree processors on either side of the inline one."""
        md.parser.blockprocessors.register(_Paragraph(md.parser), "plain-paragraph", 1000)
        md.treeprocessors.register(_Mark(md), "plain-mark", 20.5)
        md.treeprocessors.register(_Unmark(md), "plain-unmark", 19.5)
        md.treeprocessors.register(_Unescape(md), "unescape", 0)
