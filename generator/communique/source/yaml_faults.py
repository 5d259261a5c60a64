"""What YAML's parser says of a header, in words that help who wrote it."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import yaml

LOOK = "Look at this line and the one above for a missing colon, quotation mark or bracket."
_QUOTE = "Put the whole value in quotation marks."


class _Fault(msgspec.Struct, frozen=True):
    """A fault as the parser sees it."""

    problem: str
    context: str
    mark: Any
    """Where the parser gave up."""
    opened: Any
    """Where what it was reading began."""
    lines: list[str]

    def around(self, mark: Any) -> tuple[str, str]:
        """Give what stands before and after a mark in its line."""
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return line[: mark.column], line[mark.column :]


_Said = tuple[Any, str, str]
"""The mark to point at, what is wrong, what to do."""


def explain(e: yaml.YAMLError, text: str) -> tuple[int, int, str, str]:
    """Give line and column in a header, both from 0, what is wrong there, and what to do."""
    problem, context = (" ".join(str(getattr(e, name, "") or "").split()).rstrip(".") for name in ("problem", "context"))
    mark = getattr(e, "problem_mark", None) or getattr(e, "context_mark", None)
    if mark is None:
        return 0, 0, problem or " ".join(str(e).split()).rstrip("."), LOOK
    f = _Fault(problem, context, mark, getattr(e, "context_mark", None) or mark, text.split("\n"))
    for tell in _TELLERS:
        if told := tell(f):
            at, said, hint = told
            return at.line, at.column, said, hint
    return mark.line, mark.column, f"it cannot be read here ({problem or context})", LOOK


def _colon(f: _Fault) -> _Said | None:
    if "mapping values are not allowed" not in f.problem:
        return None
    if re.search(r":\s", f.around(f.mark)[0]):
        return f.mark, "there is a second colon in this value", _QUOTE
    hint = "Begin it in the column of the field above; or put that value in quotation marks, if this belongs to it."
    return f.mark, "a field begins where the value of the one above goes on", hint


def _quotation(f: _Fault) -> _Said | None:
    if "quoted scalar" in f.context and "end of stream" in f.problem:
        return f.opened, "the quotation mark that opens here is never closed", "Put the same mark at the end of the value."
    if any(word in f.problem or word in f.context for word in ("escape", "hexdecimal")):
        hint = "Write \\\\ for a backslash, or put the value in single quotation marks."
        return f.mark, "a backslash in double quotation marks begins something that YAML does not know", hint
    return None


def _bracket(f: _Fault) -> _Said | None:
    if not any(word in f.context for word in ("flow sequence", "flow mapping", "flow node")):
        return None
    bracket = f.around(f.opened)[1][:1]
    closing = {"[": "]", "{": "}"}.get(bracket)
    if closing is None:
        return f.opened, "a value is missing between brackets", "Write something there, or remove the comma."
    hint = f"Close it with {closing}; put values that hold a comma, colon or bracket in quotation marks."
    return f.opened, f"the bracket {bracket} that opens here is not closed, or a comma is missing in it", hint


def _beginning(f: _Fault) -> _Said | None:
    before, after = f.around(f.mark)
    if "cannot start any token" in f.problem:
        return f.mark, f"a value cannot begin with {after[:1] or 'this'}", _QUOTE
    if "alphabetic or numeric" in f.problem or "undefined alias" in f.problem:
        sign = next((c for c in (before[-1:], after[:1]) if c in {"*", "&"}), "* or &")
        return f.mark, f"a value that begins with {sign} means something else in YAML", _QUOTE
    if any("tag" in words or "handle" in words for words in (f.problem, f.context)):
        return f.mark, "a value cannot begin with !", _QUOTE
    return None


def _line(f: _Fault) -> _Said | None:
    if "another document" in f.problem:
        return f.mark, "a line of hyphens divides the header in two", "Remove it, or what follows it on the line."
    if "simple key" in f.context or "could not find expected ':'" in f.problem:
        if m := re.match(r"[\w-]+:(?=\S)", f.around(f.opened)[1]):
            return f.opened, f"a blank is missing after '{m[0][:60]}'", f"Write '{m[0][:60]} …'."
        return f.opened, "this line has no colon after a field's name", "Write it as 'field: value'."
    return None


def _key(f: _Fault) -> _Said | None:
    if "expected key" not in f.problem and "'-' indicator" not in f.problem:
        return None
    last = f.around(f.mark)[0].rstrip()[-1:]
    if last in {'"', "'"}:
        hint = 'Put the whole value in one pair of marks; within double ones, write \\" for a mark that belongs to it.'
        return f.mark, "the value goes on after its closing quotation mark", hint
    if last in {"]", "}"}:
        return f.mark, "the value goes on after its closing bracket", _QUOTE
    hint = "Begin it below the others that it belongs with."
    return f.mark, "this line begins in a column where no field or list item does", hint


_TELLERS: tuple[Callable[[_Fault], _Said | None], ...] = (_colon, _quotation, _bracket, _beginning, _line, _key)
"""Each knows some of what the parser says; the first that does is heard."""
