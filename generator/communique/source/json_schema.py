"""JSON Schemas (2020-12) of every kind of header and of `site.toml`, from the declarations by which these are read.

They say what a file may hold as far as one file can say it. That a name is known, a day is in the calendar and a link leads
somewhere is for the build to see. Headers are meant as YAML 1.2 reads them, as language servers do: `1956` may be a number.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, get_args, get_origin

import msgspec

from communique.model.config import CHOICES, Config
from communique.model.taxonomy import TAXONOMIES
from communique.source import schema
from communique.source.kinds import Field, Schema, fields_schema
from communique.source.settings import LEAST, most
from communique.source.shapes import DEFS

Names = Mapping[str, Sequence[str]]
"""Names to be proposed, by what they are names of: `country`, `person` …"""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SITE = "site"
"""The name of the schema of `site.toml`; the others are those of headers."""


class Form(msgspec.Struct, frozen=True):
    """A kind of file that has a schema."""

    title: str
    files: str
    """Where such files lie, as a pattern from the site's folder."""
    fields: dict[str, Field]


@lru_cache(maxsize=1)
def forms() -> dict[str, Form]:
    """Give every kind of header, by the name of its schema."""
    found = {
        "article": Form("The header of an article", "content/articles/**/*.md", schema.ARTICLE),
        "page": Form("The header of a page of the archive about itself", "content/pages/**/*.md", schema.NOTE),
        "relation": Form("The header of a text about two countries", "content/relations/**/*.md", schema.RELATION),
        "earlier": Form("The header of an earlier wording of a story", "content/earlier/**/*.md", schema.EARLIER),
    }
    for t in TAXONOMIES:
        article = "an" if t.singular[0] in "aeiou" else "a"
        title = f"The header of the profile of {article} {t.singular}"
        found[t.singular] = Form(title, f"content/{t.key}/**/*.md", schema.ENTITIES[t.key])
    return found


NAMES = ("article", *(t.singular for t in TAXONOMIES), "relation", "page", "earlier", SITE)
"""Of all schemas."""


def make(name: str, names: Names, base_url: str) -> Schema:
    """Make one schema, with the address that it has on the site and with names to be proposed.

    A name that is not among them is not refused: a story may be the first to name somebody.
    """
    head: Schema = {"$schema": DIALECT, "$id": f"{base_url}schema/{name}.json"}
    if name == SITE:
        return head | _settings(names.get("country", ()))
    form = forms()[name]
    body = fields_schema(form.fields)
    shared = DEFS | {t.singular: _proposing(names.get(t.singular, ())) for t in TAXONOMIES}
    defs: dict[str, Schema] = {}
    _gather(body, shared, defs)
    return head | {"title": form.title, **body, "$defs": dict(sorted(defs.items()))}


def _proposing(names: Sequence[str]) -> Schema:
    any_name = {"$ref": "#/$defs/name"}
    return {"anyOf": [{"enum": list(names)}, any_name]} if names else any_name


def _gather(part: Any, shared: Mapping[str, Schema], found: dict[str, Schema]) -> None:
    """Put what a schema names, and what that names, among its own definitions."""
    for name in _named(part):
        if name not in found:
            found[name] = shared[name]
            _gather(shared[name], shared, found)


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref":
                yield value.removeprefix("#/$defs/")
            elif key not in {"enum", "examples", "enumDescriptions"}:
                yield from _named(value)
    elif isinstance(part, list):
        for value in part:
            yield from _named(value)


# site.toml


def docs(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Give the text below each attribute of a class."""
    import ast  # with `inspect`, 10 ms, and only one schema needs them
    import inspect

    body = ast.parse(inspect.getsource(struct)).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        a.target.id: " ".join(inspect.cleandoc(d.value.value).split())
        for a, d in itertools.pairwise(body.body)
        if isinstance(a, ast.AnnAssign) and isinstance(a.target, ast.Name)
        if isinstance(d, ast.Expr) and isinstance(d.value, ast.Constant) and isinstance(d.value.value, str)
    }


def _settings(countries: Sequence[str]) -> Schema:
    whole = _struct(Config, "")
    whole["properties"]["disputed"]["propertyNames"] = {"anyOf": [{"enum": list(countries)}, {"type": "string"}]}
    return {"title": "The settings of an archive (site.toml)", **whole}


def _struct(struct: type[msgspec.Struct], section: str) -> Schema:
    told = docs(struct)
    fields = msgspec.structs.fields(struct)
    return {
        "type": "object",
        "properties": {f.name: {"description": told[f.name], **_setting(f, section + f.name)} for f in fields},
        "required": [f.name for f in fields if f.required],
        "additionalProperties": False,
    }


_TYPES = {str: "string", bool: "boolean", int: "integer"}
_FORMS: dict[str, Schema] = {
    "title": {"pattern": r"\S", "examples": ["The name of the archive"]},
    "base_url": {"pattern": r"^https?://[^\s/]+(/[^\s?#]*)?$", "examples": ["https://archive.example/"]},
    "language": {"pattern": r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "examples": ["en", "ja", "zh-Hant"]},
    "timezone": {"examples": ["UTC", "Europe/Paris", "Asia/Tokyo"]},
}
"""What the type of a setting does not tell."""


def _type(kind: Any) -> Schema:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _type(get_args(kind)[0])}
    return {"type": _TYPES[kind]}


def _setting(f: msgspec.structs.FieldInfo, full: str) -> Schema:
    if get_origin(f.type) is dict:
        return {"type": "object", "additionalProperties": {**_struct(get_args(f.type)[1], ""), "minProperties": 1}}
    if isinstance(f.type, type) and issubclass(f.type, msgspec.Struct):
        return _struct(f.type, f"{full}.")
    made: Schema = {**_type(f.type), **_FORMS.get(full, {})}
    if full in CHOICES:
        made["enum"] = list(CHOICES[full])
    if f.type is int:
        made |= {"minimum": LEAST.get(full, 0), "maximum": most(full)}
    return made if f.required else {**made, "default": f.default}
