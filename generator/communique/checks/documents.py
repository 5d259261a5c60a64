"""What is written in `content/`, as checks go through it."""

from collections.abc import Iterator

import msgspec

from communique.archive.archive import Archive
from communique.model.document import Document, Mention


def documents_of(archive: Archive) -> list[Document]:
    """Give every story, profile, pair and note of an archive."""
    entities = (t.entity for terms in archive.terms.values() for t in terms.values() if t.entity)
    pairs = (p.profile for p in archive.pairs.values() if p.profile)
    return [*(s.article for s in archive.stories), *entities, *pairs, *archive.notes]


def records_of(thing: object) -> Iterator[msgspec.Struct]:
    """Give every record within a document's header, and the records within those; not the document itself."""
    values = [getattr(thing, name) for name in thing.__struct_fields__] if isinstance(thing, msgspec.Struct) else []
    while values:
        value = values.pop()
        if isinstance(value, tuple | list):
            values += value
        elif isinstance(value, msgspec.Struct):
            yield value
            values += [getattr(value, name) for name in value.__struct_fields__]


def mentions_of(document: Document) -> Iterator[Mention]:
    """Give every name that a document's header names, but for those that a story is filed under, and aliases."""
    own = set(map(id, document.aliases))
    return (r for r in records_of(document) if isinstance(r, Mention) and id(r) not in own)
