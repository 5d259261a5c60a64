"""The header of a content file: YAML, read so that every value keeps its place and stays as it was written.

python-frontmatter splits the file, at fences that are stricter here than its own. Plain scalars stay text until the schema says
what they should be, so that `NO` is a country and `12:30:45` a time, whatever YAML 1.1 thinks of them.
"""

import re
from typing import Any, Never

import frontmatter
import msgspec
import yaml
from frontmatter.default_handlers import BaseHandler

from communique.model.issue import Issue
from communique.source.yaml_faults import explain

MAX_DEPTH = 40
"""Levels of nesting in a header; libyaml's composer is recursive and dies of some thousands."""
MAX_HEADER = 256 * 1024
"""Characters in a header."""

LIBYAML: bool = yaml.__with_libyaml__
"""Whether the fast parser is there; without it headers are read about eight times more slowly."""

_Base: Any = yaml.CBaseLoader if LIBYAML else yaml.BaseLoader


class _Loader(_Base):  # type: ignore[misc]  # one of two classes
    """Composes nodes without looking for what a scalar may mean: that is the schema's to say."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
        return _PLAIN_TAGS[kind]

    def descend_resolver(self, *_: object) -> None: ...

    def ascend_resolver(self) -> None: ...


_PLAIN_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
_SUSPECT = re.compile(r"(?:[-?:] +){20}|^ {80}", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


class Value(msgspec.Struct, frozen=True, gc=False):
    """A value of the header, and where it stands in the file."""

    data: "str | list[Value] | dict[str, Entry] | None"
    line: int
    column: int
    plain: bool = False
    """Whether it is a scalar on one line without quotation marks, whose characters stand in the file one for one."""

    @property
    def kind(self) -> str:
        """What a person would call it."""
        match self.data:
            case None:
                return "nothing"
            case str():
                return "text"
            case list():
                return "a list"
            case _:
                return "a set of fields"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A field: where its name stands, and its value."""

    line: int
    column: int
    value: Value


class Header(msgspec.Struct, frozen=True):
    """A content file taken apart."""

    fields: dict[str, Entry]
    body: str
    body_line: int
    """The line of the file on which the body begins, counted from 1."""
    issues: tuple[Issue, ...] = ()
    """Faults that leave the rest of the header readable, such as a field that is given twice."""


class _FaultError(Exception):
    """A fault in a header; not a ValueError, which python-frontmatter takes for the absence of one."""

    def __init__(self, line: int, column: int, message: str, hint: str, code: str) -> None:
        super().__init__(message)
        self.parts = (line, column, message, hint, code)


def _fault(line: int, column: int, message: str, hint: str, code: str) -> Never:
    raise _FaultError(line, column, message, hint, code)


class _Fences(BaseHandler):
    """Splits at the fences and composes the header; `fields`, `body_at` and `issues` hold what is found."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.body_at = 0
        self.fields: dict[str, Entry] = {}
        self.issues: list[Issue] = []

    def split(self, text: str) -> tuple[str, str]:
        closing = _CLOSING.search(text, 3)
        if closing is None:
            _fault(
                self.first_line,
                1,
                "the header that begins here is never closed.",
                "Put a line of three hyphens (---) after its last field.",
                "header-not-closed",
            )
        start = text.index("\n") + 1
        self.body_at = closing.end()
        return text[start : closing.start()], text[closing.end() :]

    def load(self, text: str) -> dict[str, Entry]:
        shift = self.first_line + 1
        if "\t" in text and (tab := re.search(r"^ *\t(?=[ \t]*\S)", text, re.MULTILINE)):
            line = text.count("\n", 0, tab.start()) + shift
            column = tab.end() - tab.start()
            _fault(
                line,
                column,
                "the line is indented with a tab.",
                "Put two spaces in its place; or nothing, where a field of its own begins.",
                "tab-in-header",
            )
        text = text.translate(_LINE_ENDS)
        _check_depth(text, shift)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        except yaml.YAMLError as e:
            _yaml_fault(e, text, shift)
        finally:
            loader.dispose()
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            what = "a list" if isinstance(node, yaml.SequenceNode) else "plain text"
            _fault(
                node.start_mark.line + shift,
                node.start_mark.column + 1,
                f"the header is {what}, not fields with values.",
                "Write it as lines such as 'title: …' and 'date: 1956-10-19'.",
                "header-not-fields",
            )
        value = _Values(self.path, shift, self.issues).of(node, 0)
        assert isinstance(value.data, dict)  # a mapping node gives a dictionary
        self.fields = value.data
        return value.data


_LINE_ENDS = str.maketrans("\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", "  ")
"""Characters that end a line for YAML and for no editor."""


def _yaml_fault(e: yaml.YAMLError, text: str, shift: int) -> Never:
    line, column, said, hint = explain(e, text)
    _fault(line + shift, column + 1, f"the header is not YAML: {said}.", hint, "header-not-yaml")


def _check_depth(text: str, shift: int) -> None:
    """Refuse deep nesting before the composer, which is recursive C, meets it; the event parser is a flat loop."""
    if len(text) > MAX_HEADER:
        _fault(
            shift - 1,
            1,
            f"the header is {len(text):,} characters long; {MAX_HEADER:,} are the most.",
            "Is its closing line (---) in the right place?",
            "header-too-long",
        )
    if text.count("[") + text.count("{") <= MAX_DEPTH and not _SUSPECT.search(text):
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    mark: Any = event.start_mark
                    _fault(
                        mark.line + shift,
                        mark.column + 1,
                        f"the header is nested more than {MAX_DEPTH} levels deep.",
                        _FLATTER,
                        "header-too-deep",
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as e:
        _yaml_fault(e, text, shift)
    except RecursionError:
        _fault(shift, 1, "the header is nested too deep.", _FLATTER, "header-too-deep")


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


MAX_VALUES = 50_000
"""Values in a header, those counted again that an alias repeats; a few lines of aliases can stand for thousands of millions."""
_FLATTER = "A field holds a value, a list or a list of fields; nothing deeper is needed."
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map", "yaml")
)


class _Values:
    """Turns nodes into values, and gathers the faults that leave the rest readable."""

    def __init__(self, path: str, shift: int, issues: list[Issue]) -> None:
        self._path = path
        self._shift = shift
        self._issues = issues
        self._count = 0

    def _say(self, node: yaml.Node, message: str, hint: str, code: str) -> None:
        mark = node.start_mark
        self._issues.append(Issue(self._path, mark.line + self._shift, mark.column + 1, message, hint, code=code))

    def of(self, node: yaml.Node, depth: int) -> Value:
        """Turn a node and those in it into values."""
        mark = node.start_mark
        line, column = mark.line + self._shift, mark.column + 1
        self._count += 1
        if depth > MAX_DEPTH:  # an alias may nest what the events did not
            _fault(line, column, "the header is nested too deep.", _FLATTER, "header-too-deep")
        if self._count > MAX_VALUES:
            hint = "Write out what stands after '&' and '*', and keep what readers need."
            _fault(line, column, f"the header holds more than {MAX_VALUES:,} values.", hint, "header-too-long")
        if node.tag not in _TAGS:
            self._say(node, "a value cannot begin with !.", "Put the whole value in quotation marks.", "header-not-yaml")
        if isinstance(node, yaml.ScalarNode):
            text: str = node.value
            plain = node.style is None or node.style == ""
            if plain and text in _NULLS:
                return Value(None, line, column)
            if not plain and (m := _CONTROL.search(text)):
                message = f"the value holds the control character U+{ord(m[0]):04X}, which no text has."
                self._say(node, message, "Remove the backslash and what follows it.", "control-character")
                text = _CONTROL.sub("", text)
            return Value(text, line, column, plain=plain and node.end_mark.line == mark.line)
        if isinstance(node, yaml.SequenceNode):
            return Value([self.of(n, depth + 1) for n in node.value], line, column)
        fields: dict[str, Entry] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                hint = "Write it as 'field: value'; put a value that begins with a bracket or question mark in quotation marks."
                self._say(key, "a field's name must be a word.", hint, "header-not-yaml")
            elif key.value in fields:
                first = fields[key.value].line
                message = f"'{key.value[:60]}' is given twice; it stands in line {first} already."
                self._say(key, message, "Keep one of the two.", "duplicate-key")
            else:
                at = key.start_mark
                fields[key.value] = Entry(at.line + self._shift, at.column + 1, self.of(value, depth + 1))
        return Value(fields, line, column)


def read(path: str, text: str) -> Header | Issue:
    """Take a content file apart into its header's fields and its body, or say what is wrong with it."""
    lead = len(text) - len(text.lstrip())
    stripped = text[lead:]
    if not stripped:
        return Issue(path, 1, 1, "is empty.", "Give it a header with a title and a date, or remove it.", code="empty-file")
    first_line = text.count("\n", 0, lead) + 1
    if re.match(r"\+\+\+[ \t]*\n", stripped):
        return Issue(
            path,
            first_line,
            1,
            "has a TOML header (+++).",
            "Communiqué reads YAML: write '---' lines around it, and 'title: …' for 'title = …'.",
            code="toml-header",
        )
    if stripped.startswith("{"):
        return Issue(
            path,
            first_line,
            1,
            "seems to begin with a JSON header.",
            "Communiqué reads YAML between two '---' lines.",
            code="json-header",
        )
    if not re.match(r"---[ \t]*\n", stripped):
        return Issue(
            path,
            first_line,
            1,
            "has no header.",
            "Begin it with a line '---', then 'title: …' and 'date: …', then '---' again.",
            code="no-header",
        )
    fences = _Fences(path, first_line)
    try:
        frontmatter.parse(text, handler=fences)
    except _FaultError as e:
        line, column, message, hint, code = e.parts
        return Issue(path, line, column, message, hint, code=code)
    # python-frontmatter strips the body, and with it the indentation of a first line of code
    rest = stripped[fences.body_at :]
    body = rest.lstrip("\n")
    body_line = first_line + stripped.count("\n", 0, fences.body_at + len(rest) - len(body))
    return Header(fences.fields, body.rstrip(), body_line, tuple(fences.issues))
