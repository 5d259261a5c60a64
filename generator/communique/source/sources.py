"""How a header's sources are read, and what can be wrong with them that needs neither the other files nor the clock."""

from collections.abc import Iterable

from communique.model.citation import LEVELS, same_address, snapshot
from communique.model.document import Source
from communique.model.issue import has_errors
from communique.source.dates import day_or_part
from communique.source.fields import choice, flag, language, text, url
from communique.source.frontmatter import Value
from communique.source.kinds import Field, Reader, kind
from communique.source.records import listed, mapping

_FIELDS = mapping(
    Source,
    {
        "publisher": Field(text, "Who published it."),
        "title": Field(text, "Its title."),
        "url": Field(url, "Where it is, or was."),
        "archived": Field(url, "An archived copy."),
        "accessed": Field(day_or_part, "When it was seen."),
        "lang": Field(language, "Its language."),
        "level": Field(choice(meaning=LEVELS), "How near it is to the event."),
        "after": Field(text, "Whose report its publisher passes on, such as an agency's."),
        "rotten": Field(flag, "Whether the original is gone: readers are then led to the copy."),
    },
    short="title",
    placed=True,
)


@kind(_FIELDS.what, _FIELDS.schema)
def _source(reader: Reader, name: str, value: Value) -> Source | None:
    got = _FIELDS(reader, name, value)
    if got is None:
        return None
    before = len(reader.issues)
    if not (got.publisher or got.title or got.url):
        hint = "Say at least one of the three, so that readers can find it."
        reader.fault(value, f"{name}: names no publisher, title or url.", hint, "empty-source")
    elif got.rotten and not got.archived:
        message = f"{name}: is marked as rotten, and there is no archived copy to lead to."
        hint = "Add 'archived:' with the address of a copy, or remove 'rotten'."
        reader.fault(_at(value, "rotten"), message, hint, "rotten-without-copy")
    elif got.url and not got.archived and (of := snapshot(got.url)[1]):
        hint = f"Write it as 'archived:', and the original, {of[:200]}, as 'url:'."
        reader.fault(_at(value, "url"), f"{name}.url: is an archived copy.", hint, "url-is-a-copy", "warning")
    elif got.archived and got.url:
        _compare(reader, name, value, got)
    elif got.archived:
        of = snapshot(got.archived)[1]
        hint = "Add 'url:', so that readers see where it was"
        hint += f": by its address, this is a copy of {of[:200]}" if of else " even if the archive is gone one day"
        at = _at(value, "archived")
        reader.fault(
            at, f"{name}.archived: is a copy of an original that is not named.", f"{hint}.", "archived-without-url", "warning"
        )
    return None if has_errors(reader.issues[before:]) else got


def _compare(reader: Reader, name: str, value: Value, got: Source) -> None:
    """See that a copy is one, and of what it is said to be."""
    at, of = _at(value, "archived"), snapshot(got.archived)[1]
    if same_address(got.archived, got.url):
        hint = "Give the address of a copy in a web archive, or remove the line."
        reader.fault(at, f"{name}.archived: is the original itself.", hint, "archived-is-original")
    elif of and not same_address(of, got.url):
        message = f"{name}.archived: is a copy of {of[:200]}, and 'url' is another page."
        hint = "Look which of the two is meant; where the page has moved, 'url' is the address that was archived."
        reader.fault(at, message, hint, "archived-not-a-copy", "warning")


def _at(value: Value, field: str) -> Value:
    """Give the value of a field of a source."""
    return value.data[field].value if isinstance(value.data, dict) and field in value.data else value


_many = listed(_source)


@kind(_many.what, _many.schema)
def sources(reader: Reader, name: str, value: Value) -> tuple[Source, ...]:
    """Read a list of sources; two that are the same are a warning."""
    got = _many(reader, name, value)
    for again, first in _twice(got):
        message = f"{name}: names the same source as line {first.line} does."
        reader.fault(Value(None, again.line, again.column), message, "Leave one of them out.", "source-twice", "warning")
    return got


def _twice(sources_: Iterable[Source]) -> Iterable[tuple[Source, Source]]:
    """Give each source that was there before, with the first like it: of the same address, else publisher and title."""
    seen: dict[str, Source] = {}
    for s in sources_:
        first = seen.setdefault(s.url or f"{s.publisher}\n{s.title}".casefold(), s)
        if first is not s:
            yield s, first


__all__ = ["sources"]
