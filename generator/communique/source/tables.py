"""Tables of a text, each in a frame that can be scrolled, by the keyboard too, where the table is wider than the page."""

import re
from html import escape, unescape

MOST = 120
"""Characters in a frame's name."""

_TAG = re.compile(r'<(/?)table\b[^>"]*(?:"[^"]*"[^>"]*)*>|<[a-z][^>"]*(?:"[^"]*"[^>"]*)*>')
"""A table's beginning or end; any other tag, since its attributes may hold words about tables."""
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_HEAD = re.compile(r"<thead\b[^>]*>(.*?)</thead>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)


def scrolling(html: str) -> str:
    """Put a frame around each table of well-formed HTML; one within another has none of its own.

    The frame is a group, not a region: a landmark for every table of a story would drown those of the page. Its name is the
    table's caption or the heads of its columns, which are in the text's language.
    """
    if "<table" not in html:
        return html
    parts, depth, start, done = [], 0, 0, 0
    for m in _TAG.finditer(html):
        if m[1] is None:
            continue
        if not m[1]:
            start = m.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                table = html[start : m.end()]
                parts += [html[done:start], _frame(table), table, "</div>"]
                done = m.end()
    return "".join(parts) + html[done:]


def _frame(table: str) -> str:
    name = _name(table)
    named = f' role="group" aria-label="{escape(name)}"' if name else ""
    return f'<div class="scroll" tabindex="0"{named}>'


def _name(table: str) -> str:
    if m := _CAPTION.search(table):
        return _plain(m[1])[:MOST]
    head = _HEAD.search(table)
    words = ""
    for cell in filter(None, map(_plain, _CELL.findall(head[1]))) if head else ():
        more = f"{words}, {cell}" if words else cell
        if len(more) > MOST:
            break
        words = more
    return words


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<sup\b.*?</sup>|<[^>]+>", "", html)).split())
