"""What a field of a header is: the one declaration from which reading, the JSON Schema, the docs' tables and `new` follow."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

import msgspec

from communique.model.issue import Issue, Severity
from communique.source.frontmatter import Entry, Value

Schema = dict[str, Any]
"""A JSON Schema (2020-12). What several share it names by `$ref`, as `#/$defs/date`; `json_schema` holds these."""

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Reader:
    """Collects the faults of one file while its fields are read."""

    def __init__(self, path: str, zone: ZoneInfo) -> None:
        self.path = path
        self.zone = zone
        self.issues: list[Issue] = []

    def fault(self, at: Value | Entry, message: str, hint: str, code: str, severity: Severity = "error") -> None:
        """Add an issue at the place of a value or a field's name."""
        self.issues.append(Issue(self.path, at.line, at.column, message, hint, severity, code))


Read = Callable[[Reader, str, Value], T]
"""Gives the model's value; None, mostly, after it has reported a fault."""


class Kind(Protocol[T_co]):
    """A kind of value: a function that reads it and knows what may stand there."""

    what: str
    """What may stand there, for people: `date`, `list of {text, lang}`."""
    schema: Schema

    def __call__(self, reader: Reader, name: str, value: Value, /) -> T_co:
        """Give the model's value; None, mostly, after a fault has been reported."""


def kind(what: str, schema: Schema) -> Callable[[Read[T]], Kind[T]]:
    """Declare what a function that reads a value admits. The function stays as it is, so that reading costs no more."""

    def declare(read: Read[T]) -> Kind[T]:
        declared = cast("Kind[T]", read)
        declared.what, declared.schema = what, schema
        return declared

    return declare


class Field(msgspec.Struct, frozen=True):
    """One field that a header may have."""

    read: Kind[Any]
    doc: str
    """What it means, in a sentence that begins with a capital letter."""
    required: bool = False
    what: str = ""
    """What may stand there, where its kind's word for that is too general."""
    example: Any = None
    """Plain data; a field with one is among those that `communique new` writes into a header."""

    @property
    def wants(self) -> str:
        """What may stand there, for people."""
        return self.what or self.read.what


def ref(name: str) -> Schema:
    """Name what several schemas share."""
    return {"$ref": f"#/$defs/{name}"}


def words(of: Mapping[str, str] | tuple[str, ...]) -> Schema:
    """Describe one of a few words; with what each means, where there is more to say than the word."""
    if isinstance(of, Mapping):
        return {"enum": list(of), "enumDescriptions": list(of.values())}  # annotations that language servers show
    return {"enum": list(of)}


def plural(what: str) -> str:
    """Write what the items of a list are."""
    if what.endswith(("}", "]", " code")) or " or " in what:
        return what
    if what.endswith("ss"):
        return f"{what}es"
    return f"{what[:-1]}ies" if what.endswith("ry") else f"{what}s"


def fields_schema(fields: Mapping[str, Field]) -> Schema:
    """Describe a set of fields. One that is not required may be left blank."""
    return {
        "type": "object",
        "properties": {name: _field_schema(f) for name, f in fields.items()},
        "required": [name for name, f in fields.items() if f.required],
        "additionalProperties": False,
    }


def _field_schema(field: Field) -> Schema:
    schema = field.read.schema
    if field.required:
        made = ref("some-text") if schema == ref("text") else schema
    else:
        made = {"anyOf": [*(schema["anyOf"] if set(schema) == {"anyOf"} else [schema]), ref("blank")]}
    examples = [field.example] if field.example is not None else []
    return {"description": field.doc, **made, **({"examples": examples} if examples else {})}
