"""The lines of a file around a fault, as far as they are shown: on a terminal, and on the page of a preview."""

from pathlib import Path

import msgspec

from communique.model.issue import Issue
from communique.source.characters import is_invisible

LARGEST = 4_000_000
"""Bytes of a file read for its lines."""
TAB = 4
"""Cells from one tab stop to the next."""


class Line(msgspec.Struct, frozen=True):
    """A line of a file, as far as it is shown."""

    number: int
    text: str
    here: bool = False
    """Whether the fault is in it."""
    before: str = ""
    """What is shown of it before the fault."""
    marked: str = ""
    """What is shown of what the fault is about: the word that the message quotes, or one character."""


class Lines:
    """The lines of a site's files, each file read once."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._read: dict[str, list[str]] = {}

    def around(self, issue: Issue, *, around: int, width: int) -> tuple[Line, ...]:
        """Give the line at fault and as many before and after it as `around` says; none where it cannot be read."""
        if not issue.line:
            return ()
        if issue.path not in self._read:
            self._read[issue.path] = _lines(self._site / issue.path)
        return excerpt(issue, self._read[issue.path], around=around, width=width)


def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as f:
            data = f.read(LARGEST)
    except (OSError, ValueError):
        return []
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def excerpt(issue: Issue, lines: list[str], *, around: int, width: int) -> tuple[Line, ...]:
    """Give the line at fault and those around it, each cut to `width` cells so that the fault is in sight."""
    if not 1 <= issue.line <= len(lines):
        return ()
    found: list[Line] = []
    for number in range(max(1, issue.line - around), min(len(lines), issue.line + around) + 1):
        whole = lines[number - 1]
        here = number == issue.line
        text, before, marked = _cut(whole, issue.column if here else 0, width, _quoted(issue, whole) if here else 1)
        found.append(Line(number, text, here, before if here else "", marked))
    return tuple(found)


def _quoted(issue: Issue, whole: str) -> int:
    """Give how many characters the fault is about: those of a word that the message quotes, where it stands there."""
    rest = whole[issue.column - 1 :] if issue.column else ""
    words = [word for word in issue.message.split("'")[1::2] if word and rest.startswith(word)]
    return len(words[0]) if words else 1


def cells(text: str) -> int:
    """Give the columns of a terminal that a text takes: two for a wide letter, none for a combining mark."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # 9 ms, which only other scripts need

    return cell_len(text)


def _printed(characters: str) -> list[str]:
    """Give what is shown for each character: tabs up to their stop, and a mark for what cannot be seen."""
    found: list[str] = []
    at = 0
    for c in characters:
        piece = "→" + " " * (TAB - 1 - at % TAB) if c == "\t" else "\N{REPLACEMENT CHARACTER}" if is_invisible(c) else c
        at += cells(piece)
        found.append(piece)
    return found


def _cut(whole: str, column: int, width: int, marked: int) -> tuple[str, str, str]:
    """Cut a line to `width` cells with a column in sight; give it, what is before, and what is marked."""
    here = min(max(column, 1), len(whole) + 1) - 1
    first = max(0, here - width)
    pieces = _printed(whole[first : here + width])
    sizes = [cells(piece) for piece in pieces]
    at, start, end = here - first, 0, len(pieces)
    is_cut = first > 0 or here + width < len(whole)
    if is_cut or sum(sizes) > width:
        room = max(width - 2, 1)  # less a mark on each side
        if first or sum(sizes[:at]) > room * 3 // 4:
            start, left = at, room // 2
            while start and sizes[start - 1] <= left:
                start -= 1
                left -= sizes[start]
            while start < at and not sizes[start]:  # a combining mark stays with its letter
                start += 1
        end = start
        while end < len(pieces) and sizes[end] <= room:
            room -= sizes[end]
            end += 1
    lead = "…" if first + start else ""
    tail = "…" if first + end < len(whole) else ""
    shown = "".join(pieces[start:end])
    about = "".join(pieces[at : min(at + marked, end)]) if column else ""
    return lead + shown + tail, lead + "".join(pieces[start:at]), about
