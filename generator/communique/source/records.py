"""Values of a header that are made of others: lists, sets of fields, names with roles."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from communique.model.document import Mention
from communique.model.issue import did_you_mean
from communique.model.taxonomy import BY_KEY
from communique.source.fields import choice, empty, text, wrong
from communique.source.frontmatter import Entry, Value
from communique.source.kinds import Field, Kind, Reader, fields_schema, kind, plural, ref

T = TypeVar("T")
_TURNED = re.compile(r"\s*(the|.*\sof(\s+the)?)\s*", re.IGNORECASE)
"""What follows the comma in a name that is turned round."""


def listed(each: Kind[T | None]) -> Kind[tuple[T, ...]]:
    """Read a list; a single value counts as a list of one."""
    one = each.schema["anyOf"] if set(each.schema) == {"anyOf"} else [each.schema]

    @kind(f"list of {plural(each.what)}", {"anyOf": [{"type": "array", "items": each.schema}, *one]})
    def read(reader: Reader, name: str, value: Value) -> tuple[T, ...]:
        if value.data is None:
            return ()
        items = value.data if isinstance(value.data, list) else [value]
        return tuple(got for v in items if (got := each(reader, name, v)) is not None)

    return read


def mapping(build: Callable[..., T], fields: dict[str, Field], *, short: str = "", placed: bool = False) -> Kind[T | None]:
    """Read a set of fields into a record; where `short` is given, a bare text stands for that field alone.

    A `placed` record has a `line` and a `column`, and is told where it stands.
    """
    what, whole = f"{{{', '.join(fields)}}}", fields_schema(fields)
    if short:
        what, whole = f"{fields[short].wants} or {what}", {"anyOf": [fields[short].read.schema, whole]}

    @kind(what, whole)
    def read(reader: Reader, name: str, value: Value) -> T | None:
        if isinstance(value.data, str) and short:
            got = fields[short].read(reader, name, value)
            return None if got is None else build(**{short: got}, **place(value))
        if not isinstance(value.data, dict):
            hint = f"Write its fields below it, indented, each as 'field: value': {', '.join(fields)}."
            wrong(reader, name, value, "a set of fields", hint)
            return None
        before = len(reader.issues)
        got = read_fields(reader, value.data, fields, value, prefix=f"{name}.")
        return build(**got, **place(value)) if len(reader.issues) == before else None

    def place(value: Value) -> dict[str, int]:
        return {"line": value.line, "column": value.column} if placed else {}

    return read


def read_fields(
    reader: Reader, given: dict[str, Entry], fields: dict[str, Field], whole: Value | Entry, *, prefix: str = ""
) -> dict[str, Any]:
    """Read the fields of a header or of a set inside it; unknown and missing ones are faults."""
    got: dict[str, Any] = {}
    for key, entry in given.items():
        field = fields.get(key)
        if field is None:
            hint = _other_name(key, fields) or did_you_mean(key, fields) or f"Known here: {', '.join(fields)}."
            reader.fault(entry, f"there is no field called '{prefix}{key[:60]}'.", hint, "unknown-field")
        elif not _blank(entry.value):
            value = field.read(reader, prefix + key, entry.value)
            if value is not None:
                got[key] = value
        elif field.required:
            reader.fault(entry, f"{prefix}{key}: is empty.", f"It must be given: {_lowered(field.doc)}", "missing-field")
    for key, field in fields.items():
        if field.required and key not in given:
            hint = f"Add '{key}: …': {_lowered(field.doc)}"
            reader.fault(whole, f"{prefix}{key}: is missing.", hint, "missing-field")
    return got


def _blank(value: Value) -> bool:
    return value.data is None or (isinstance(value.data, str) and not value.data.strip())


def _lowered(doc: str) -> str:
    return doc[:1].lower() + doc[1:]


_OTHER_NAMES = {
    "author": "publisher",
    "categories": "tags",
    "category": "tags",
    "description": "summary",
    "excerpt": "summary",
    "headline": "title",
    "keywords": "tags",
    "lastmod": "updated",
    "modified": "updated",
    "name": "title",
    "permalink": "slug",
    "person": "people",
    "redirect_from": "aliases",
    "title": "name",
}
"""What other generators call a field, or another kind of file here."""


def _other_name(key: str, fields: dict[str, Field]) -> str:
    if key.casefold() == "draft" and "status" in fields:
        return "Write 'status: draft'."
    other = _OTHER_NAMES.get(key.casefold(), "")
    return f"It is called '{other}' here." if other in fields else ""


@kind("name", ref("name"))
def mention(reader: Reader, name: str, value: Value) -> Mention | None:
    """Read the name of something."""
    if isinstance(value.data, list | dict):
        hint = "Write names with commas between them, or one a line, each after a hyphen."
        wrong(reader, name, value, "a name", hint)
        return None
    got = text(reader, name, value)
    if not got:
        if got == "":
            empty(reader, name, value)
        return None
    return Mention(" ".join(got.split()), "", value.line, value.column)


def name_of(taxonomy: str) -> Kind[Mention | None]:
    """Read the name of something of one kind, such as a country, a person or a place."""
    singular = BY_KEY[taxonomy].singular

    @kind(singular, ref(singular))
    def read(reader: Reader, name: str, value: Value) -> Mention | None:
        return mention(reader, name, value)

    return read


def mentions(taxonomy: str = "", role_field: str = "", roles: Mapping[str, str] | None = None) -> Kind[tuple[Mention, ...]]:
    """Read names: a list, or one text with commas between; with roles, an item may be `{country: Japan, role: host}`.

    `roles` has what each means. Without a taxonomy, they are names of any kind.
    """
    singular = BY_KEY[taxonomy].singular if taxonomy else "name"
    item: Kind[dict[str, Any] | None] | None = None
    each = ref(singular)
    if roles:
        item = mapping(
            dict[str, Any],
            {
                singular: Field(name_of(taxonomy), f"Name the {singular}.", required=True),
                role_field: Field(choice(meaning=roles), "What it is to the story."),
            },
        )
        each = {"anyOf": [ref(singular), item.schema]}

    @kind("name", each)
    def one(reader: Reader, name: str, value: Value) -> Mention | None:
        if isinstance(value.data, dict) and item:
            got = item(reader, name, value)
            if got is None:
                return None
            m: Mention = got[singular]
            return Mention(m.name, got.get(role_field, ""), m.line, m.column)
        return mention(reader, name, value)

    many = listed(one)
    what = f"names of {BY_KEY[taxonomy].plural}" if taxonomy else "names"

    @kind(f"{what}, or {{{singular}, {role_field}}}" if roles else what, many.schema)
    def read(reader: Reader, name: str, value: Value) -> tuple[Mention, ...]:
        if not isinstance(value.data, str):
            return many(reader, name, value)
        found: list[Mention] = []
        at = 0
        for part in value.data.split(","):
            if found and _TURNED.fullmatch(part):  # "Netherlands, The" is one name, and so is "Korea, Republic of"
                last = found.pop()
                clean = f"{last.name}, {' '.join(part.split())}"
                found.append(Mention(clean, "", last.line, last.column))
            elif clean := " ".join(part.split()):
                shift = at + len(part) - len(part.lstrip()) if value.plain else 0
                found.append(Mention(clean, "", value.line, value.column + shift))
            at += len(part) + 1
        return tuple(found)

    return read


_names = mentions("countries")


@kind("two names", _names.schema)
def two_countries(reader: Reader, name: str, value: Value) -> tuple[Mention, ...] | None:
    """Read the names of two countries."""
    got = _names(reader, name, value)
    if len(got) == 2:
        return got
    hint = "Name two, such as 'countries: [Japan, Russia]'."
    if len(got) > 2:
        hint += " Stories of three states and more have a page already: /relations/conferences/."
    reader.fault(value, f"{name}: names {len(got)}, and a relation is between two.", hint, "not-two-countries")
    return None
