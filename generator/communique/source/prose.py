"""Plain prose as HTML, without Python-Markdown: most stories hold paragraphs, links, a heading, a quotation or a list.

What is written out here is what Python-Markdown writes, character for character, and what cannot be read here with certainty is
left to it. tests/unit/source/test_plain.py holds both.
"""

import re

_FOREIGN = ("<", "&", "`", "\\", "{", "|", "\t", "\r", "\x02", "\x03")
"""What is found in a text that only Python-Markdown can read."""
MARKS = ("*", "[", "_")
"""What else may be mark-up within a line."""
_OPENING = frozenset("“«„‘\"'[*")
"""What a paragraph may begin with besides a letter; a link or an emphasis is looked at again as such."""
_HOST = r"(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z][A-Za-z0-9]*"
"""One that is surely valid: the sanitiser drops addresses that are not."""
SIMPLE = re.compile(
    r"(?<!!)\[(?P<text>[^\\`*_\[\]<&\x02\x03\n]+)\]"
    rf"\((?P<href>https?://{_HOST}(?:[/?#][^\s\\`\[\]<>&()\"'\x02\x03]*)?)\)(?![({{\[:])"
    r"|(?P<mark>\*\*?)(?!\s)(?P<inner>[^\\`*_\[\]<&\x02\x03\n]+)(?<!\s)(?P=mark)(?!\*)"
)
"""A link with nothing but plain text in it, or strong or plain emphasis around nothing but plain text."""
TAGS = {"*": "em", "**": "strong"}
_HEADING = re.compile(r"(#{1,6}) ([^#\s](?:[^#\n]*[^#\s])?)")
_ITEM = re.compile(r"(?:[-*+]|\d+\.) ")
_NUMBER = re.compile(r"\d+\. ")


def html(source: str) -> str | None:
    """Give a text as HTML where it is plain prose through and through, which is safe as it stands; else None."""
    for foreign in _FOREIGN:
        if foreign in source:
            return None
    marks = [c for c in MARKS if c in source]
    if ("[" in marks and ("[^" in source or "*[" in source)) or ("=" in source and '="' in source):
        return None  # footnotes, abbreviations; words that look like a mark of our own
    ids: set[str] = set()
    ready: list[str] = []
    before = ""
    for block in source.split("\n\n"):
        first = block[:1]
        done = ""
        if _ITEM.match(block):
            first = "list"
            done = _list(block, marks) if before != "list" else ""
        elif first == "#":
            done = _heading(block, marks, ids)
        elif first != ">":
            done = paragraph(block, marks)
        elif before != ">":
            done = quotation(block, marks)
        if not done:
            return None
        ready.append(done)
        before = first
    whole = "\n".join(ready)
    return whole.replace("\N{NO-BREAK SPACE}", "&nbsp;") if "\N{NO-BREAK SPACE}" in whole else whole  # as nh3 writes it


def paragraph(block: str, marks: list[str]) -> str:
    """Give a block as HTML, or an empty text where it may be more than a paragraph of plain text, simple links and emphasis."""
    if not block or block[-1].isspace() or ("\n" in block and not all(map(_is_plain_line, block.split("\n")))):
        return ""
    first = block[0]
    if not (first.isalpha() or first in _OPENING or (first.isdigit() and not _ITEM.match(block))):
        return ""
    inner = _inline(block, marks)
    return f"<p>{inner}</p>" if inner else ""


def _is_plain_line(line: str) -> bool:
    """Tell whether a line of several can only go on with a paragraph."""
    return (line[:1].isalpha() or line[:1] in _OPENING) and not line[-1].isspace()


def _inline(text: str, marks: list[str]) -> str:
    """Write out a text's links and emphases; give an empty text where there is anything else."""
    at = _first(text, marks, 0)
    if at < 0:
        return text.replace(">", "&gt;") if ">" in text else text
    parts, done = [], 0
    while at >= 0:
        match = SIMPLE.match(text, at)
        if match is None:
            return ""
        words, href, mark, inner = match.groups()
        tag = TAGS[mark] if mark else "a"
        start = f'<a href="{href}">' if href else f"<{tag}>"
        parts.append(text[done:at].replace(">", "&gt;"))
        parts.append(f"{start}{(words or inner).replace('>', '&gt;')}</{tag}>")
        done = match.end()
        at = _first(text, marks, done)
    parts.append(text[done:].replace(">", "&gt;"))
    return "".join(parts)


def _first(text: str, marks: list[str], start: int) -> int:
    """Find the first of some characters; several searches for one are quicker than one for several."""
    found = [at for c in marks if (at := text.find(c, start)) >= 0]
    return min(found) if found else -1


def _heading(block: str, marks: list[str], ids: set[str]) -> str:
    """Give a heading of plain text as HTML, with its id."""
    match = _HEADING.fullmatch(block)
    if match is None or ">" in block or any(c in block for c in marks):
        return ""
    from markdown.extensions.toc import unique  # most texts are read without Python-Markdown, which takes 20 ms to import

    from communique.source.anchors import heading_id

    level, text = len(match[1]), match[2]
    return f'<h{level} id="{unique(heading_id(text, "-"), ids)}">{text}</h{level}>'


def quotation(block: str, marks: list[str]) -> str:
    """Give a quotation of one paragraph on one line as HTML; one beside another would be joined with it."""
    inner = paragraph(block[2:], marks) if block.startswith("> ") and "\n" not in block else ""
    return f"<blockquote>\n{inner}\n</blockquote>" if inner else ""


def _list(block: str, marks: list[str]) -> str:
    """Give a list whose items stand on one line each as HTML; one beside another might be joined with it."""
    lines = block.split("\n")
    mark = block[:2]
    if mark[0] in "-*+":
        tag, texts = "ul", [line[2:] if line.startswith(mark) else "" for line in lines]
    elif block.startswith("1. "):
        tag, texts = "ol", [line[m.end() :] if (m := _NUMBER.match(line)) else "" for line in lines]
    else:
        return ""
    items = [_inline(t, marks) if t and _is_plain_line(t) else "" for t in texts]
    return f"<{tag}>\n" + "".join(f"<li>{i}</li>\n" for i in items) + f"</{tag}>" if all(items) else ""
