"""A Python-Markdown extension that is quick about plain prose and leaves the output as it was.

Most blocks of a story are one paragraph on one line, and most of those hold no mark-up. The block processor here takes such a
block straight to `<p>`, past the other processors, none of which could claim it; the two tree processors keep the inline
patterns away from texts that none of them could match. Public extension points only; tests/unit/source/test_plain.py holds
the output equal to stock Python-Markdown's.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_SPECIAL = re.compile("[\\\\`*_\\[\\]!<>&:@{}\x02\x03]|  \n").search
"""What any inline pattern of the extensions that Communiqué uses needs in order to match."""


class _Paragraph(BlockProcessor):
    """Takes a block of one line that begins with a letter or an opening quotation mark."""

    def test(self, parent: Element, block: str) -> bool:
        first = block[:1]
        opens = first.isalpha() or first in {"“", "«", "„", "‘", '"', "'"}
        return opens and "\n" not in block and not self.parser.state.isstate("list")

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = blocks.pop(0)


class _PlainText(AtomicString):
    """A text that holds nothing for the inline patterns."""


class _Mark(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and not _SPECIAL(text):
                element.text = _PlainText(text)


class _Unmark(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if isinstance(element.text, _PlainText):
                element.text = str(element.text)


class PlainProse(Extension):
    """The extension; give it last, so that it stands around whatever the others registered."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the block processor above all others, and the tree processors on either side of the inline one."""
        md.parser.blockprocessors.register(_Paragraph(md.parser), "plain-paragraph", 1000)
        md.treeprocessors.register(_Mark(md), "plain-mark", 20.5)
        md.treeprocessors.register(_Unmark(md), "plain-unmark", 19.5)
