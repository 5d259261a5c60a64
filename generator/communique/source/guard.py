"""Texts that Python-Markdown would take minutes over, told from the rest before it meets them.

It looks for the end of each bracket and each tag from where it opens, and takes each underlined heading off the front of what
is left of a block; so its time grows with the distances between openings and ends. Here those distances are added up, in one
pass. In a text that is meant as one they come to a few thousand characters, in one that would take a second, to millions.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from communique.model.issue import Issue

MAX_EFFORT = 10_000_000
"""Characters that may be looked at while ends are sought: one to two seconds."""
SHORT = 4_000
"""Characters in a text that cannot take long, whatever it holds."""
_MARKS = b"[(<>*_`\\&-="
"""Every character that begins something whose end is sought."""

_BLANK = re.compile(r"\n[ \t]*\n")
_TOKEN = re.compile(r"\\.|\]\(|[\[\]()]")
_LINE = re.compile(r"^[ \t>]*(?:[-=]+[ \t]*$|\*\[)", re.MULTILINE)
_QUOTED = re.compile(r"^(?: {0,3}>){8,}", re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\n]{1,200})\]")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def too_long_to_read(path: str, source: str, first_line: int) -> Issue | None:
    """Tell of a text that would take too long, at what makes it so."""
    # no mark costs more than three times the text's length, and no line more than a part of it
    data = source.encode(errors="replace")
    marks = len(data) - len(data.translate(None, _MARKS)) + data.count(b"\n") / 100
    if len(source) <= SHORT or 3 * marks * len(source) <= MAX_EFFORT:
        return None
    total = 0.0
    by_kind: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    for found in (_tags(source), _blocks(source), _notes(source)):
        for at, effort, kind in found:
            total += effort
            by_kind[kind] += effort
            if kind not in first and effort > len(source) / 20:
                first[kind] = at
            if total > MAX_EFFORT:
                worst = max(by_kind, key=lambda k: by_kind[k])
                return _issue(path, source, first_line, first.get(worst, 0), worst)
    return None


_SAID = {
    "[": (
        "too many brackets from here on are opened and not closed.",
        "Close them, or write \\[ for a bracket that is meant as one.",
    ),
    "<": (
        "too many tags from here on are opened with < and not closed with >.",
        "Close them, or write &lt; for a < that is meant as one.",
    ),
    "-": (
        "too many lines of hyphens, equals signs or abbreviations follow each other here.",
        "Put blank lines between them, or remove them.",
    ),
    "^": ("one footnote is referred to too often.", "Refer to it once or twice, or divide it."),
    "*": (
        "too many marks for emphasis, links or code are in this one paragraph.",
        "Divide it with blank lines.",
    ),
    ">": (
        "too many quotations begin within each other here.",
        "One > begins a line of a quotation, and >> one of a quotation within it.",
    ),
    "": ("the text has too many paragraphs.", "Divide it into several files."),
}


def _issue(path: str, source: str, first_line: int, at: int, kind: str) -> Issue:
    line, column = first_line + source.count("\n", 0, at), at - source.rfind("\n", 0, at)
    return Issue(path, line, column, *_SAID[kind], code="text-too-tangled")


def _tags(source: str) -> Iterator[tuple[int, float, str]]:
    """Give each tag's place, and the way to its end: that of the text where there is none."""
    end = -1
    for number, m in enumerate(_TAG.finditer(source), 1):
        if end < m.end():
            end = source.find(">", m.end())
            if end < 0:
                end = len(source)
        yield m.start(), (end - m.start()) / 2 + number / 7, "<"  # each is kept in a list that is gone through for each


def _notes(source: str) -> Iterator[tuple[int, float, str]]:
    """Give each reference to a footnote; a name is sought for it by going through those of all before it."""
    counts: Counter[str] = Counter()
    for m in _NOTE.finditer(source):
        counts[m[1]] += 1
        yield m.start(), counts[m[1]] * 10, "^"


def _blocks(source: str) -> Iterator[tuple[int, float, str]]:
    start, number = 0, 0
    while start < len(source):
        m = _BLANK.search(source, start)
        end = m.start() if m else len(source)
        number += 1
        yield start, number / 50, ""  # each is taken off the front of a list, which moves the rest
        yield from _brackets(source, start, end)
        for quoted in _QUOTED.finditer(source, start, end):
            line_end = source.find("\n", quoted.end())
            length = (line_end if line_end >= 0 else end) - quoted.start()
            yield quoted.start(), quoted[0].count(">") * length / 100, ">"
        if end - start > SHORT:
            marks = sum(source.count(c, start, end) for c in "*_`[<&\\")
            yield start, marks * (end - start) / 160, "*"  # each is cut out of the text, which copies the rest
        for line in _LINE.finditer(source, start, end):
            yield line.start(), (end - line.start()) / 3, "-"
        start = m.end() if m else end


def _brackets(source: str, start: int, end: int) -> Iterator[tuple[int, float, str]]:
    square: list[int] = []
    round_: list[int] = []
    for m in _TOKEN.finditer(source, start, end):
        sign = m[0]
        if sign[0] == "]" and square:
            opened = square.pop()
            yield opened, m.start() - opened, "["
        if sign == "[":
            square.append(m.start())
        elif sign == "](" or (sign == "(" and round_):
            round_.append(m.end() - 1)
        elif sign == ")" and round_:
            opened = round_.pop()
            yield opened, m.start() - opened, "["
    for opened in sorted(square + round_):
        yield opened, end - opened, "["
