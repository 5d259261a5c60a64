"""The header that a new file begins with: what is known is written out, and every common field stands below, explained."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from communique.source.kinds import Field, Schema

WIDTH = 80
"""Characters in a line, where words allow it."""
AT = 34
"""The column at which explanations begin."""
_PLAIN = re.compile(r"(?!(?:true|false|null|yes|no|on|off)$)[^\W_][^\n:#\[\]{},\"'&*!|>%@`\\]*", re.IGNORECASE)


def header(fields: Mapping[str, Field], given: Mapping[str, Any], notes: Mapping[str, str] | None = None) -> str:
    """Write a header: the fields that are `given`, in that order, then those that have an example, to be uncommented.

    `notes` explain given fields in other words than their own. A text is written as it must be for YAML; None leaves a field
    blank.
    """
    notes = notes or {}
    lines = ["---"]
    for name, value in given.items():
        field = fields[name]
        explained = notes.get(name) or _brief(field)
        if value is None and field.example is not None:
            lines += [*_explained(f"{name}:", explained), *_value(name, field.example, "# ")[1], *_more(field)]
        else:
            lines += _field(name, value, explained, "")
    lines.append("# Take '# ' off the beginning of a line to use it.")
    for name, field in fields.items():
        if name not in given and field.example is not None:
            lines += [*_field(name, field.example, _brief(field), "# "), *_more(field)]
    return "\n".join([*lines, "---", "", ""])


def _field(name: str, value: Any, explained: str, mark: str) -> list[str]:
    first, below = _value(name, value, mark)
    return [*_explained(first, explained), *below]


def _value(name: str, value: Any, mark: str) -> tuple[str, list[str]]:
    """Write a field: its first line, and the items of a list that need lines of their own."""
    if isinstance(value, list) and any(isinstance(v, dict) for v in value):
        return f"{mark}{name}:", [line for v in value for line in _item(v, mark)]
    return f"{mark}{name}: {flow(value)}".rstrip(), []


def _item(value: Any, mark: str) -> list[str]:
    """Write an item of a list in one line, or a field a line where that would be too long."""
    line = f"{mark}  - {flow(value)}"
    if len(line) <= WIDTH or not isinstance(value, dict):
        return [line]
    return [f"{mark}  {'-' if n == 0 else ' '} {k}: {flow(v)}" for n, (k, v) in enumerate(value.items())]


def _explained(line: str, words: str) -> list[str]:
    """Put words beside a line, or below one that is too long."""
    parts = textwrap.wrap(words, WIDTH - AT - 2)
    if len(line) < AT:
        starts = [line, *["#"] * len(parts)]
        return [f"{start.ljust(AT - 1)} # {part}" for start, part in zip(starts, parts, strict=False)]
    return [line, *(f"{'#'.ljust(AT - 1)} # {part}" for part in parts)]


def _brief(field: Field) -> str:
    """Give what a field means up to where details begin."""
    return re.split(r"[;:.](?:\s|$)", field.doc, maxsplit=1)[0]


def _more(field: Field) -> Iterator[str]:
    """Explain what takes one of a few words, where the field's own words do not name these."""
    if "enum" in field.read.schema and field.read.schema["enum"][0] not in field.doc:
        yield from _explained("#", ", ".join(field.read.schema["enum"]))
    for name, words in _choices(field.read.schema):
        yield from _explained("#", f"{name}: {', '.join(words)}")


def _choices(schema: Schema) -> Iterator[tuple[str, list[str]]]:
    """Find the fields of the items of a list, or of a set, that take one of a few words."""
    for part in (schema, *schema.get("anyOf", ()), *schema.get("items", {}).get("anyOf", ())):
        if part is not schema and "items" in part:
            yield from _choices(part["items"])
            return
        for name, inner in part.get("properties", {}).items():
            for one in (inner, *inner.get("anyOf", ())):
                if "enum" in one:
                    yield name, one["enum"]


def flow(value: Any) -> str:
    """Write a value on one line, as YAML and as its reader here understand it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str() if not _PLAIN.fullmatch(value) and not re.fullmatch(r"https?://[\w./-]+", value):
            return json.dumps(value, ensure_ascii=False)  # JSON's quoted text is YAML's
        case _:
            return str(value)
