"""Profiles that nothing names: no story, no other profile, no link."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from communique.archive.archive import Archive
from communique.archive.resolve import addressed_names, key_of
from communique.archive.story import Term
from communique.checks.documents import documents_of, mentions_of
from communique.model.article import Article
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.issue import Issue
from communique.model.route import slugify
from communique.model.taxonomy import BY_KEY


def faults(archive: Archive) -> Iterator[Issue]:
    """Give each profile that nothing names. One that only another such profile names is named."""
    lonely = [(t.entity, t) for terms in archive.terms.values() for t in terms.values() if t.entity and not t.stories]
    if not lonely:
        return
    names, addresses = _named(documents_of(archive))
    for e, term in lonely:
        called = [e.name, e.short, e.code, *(a.name for a in e.aliases), *(x for n in e.names for x in (n.text, n.latin))]
        own = f"content:{e.path.removeprefix('content/')}"
        if any(names.get(key_of(e.taxonomy, name), set()) - {e.path} for name in called if name):
            continue
        if own in addresses or any(route in addresses for route in _routes(e, term)):
            continue
        kind = BY_KEY[e.taxonomy].singular
        message = f"no story, profile or link names the {kind} '{e.name}'."
        hint = f"Name it under '{e.taxonomy}:' in a story; where one calls it otherwise, add what it says to 'aliases' here."
        yield Issue(e.path, e.line, e.column, message, hint, "warning", "named-by-nothing")


def _routes(e: Entity, term: Term) -> Iterator[str]:
    yield f"route:{term.route}"
    yield from (f"route:/{e.taxonomy}/{slugify(m.name)}/" for m in addressed_names(e))


def _named(documents: Iterable[Document]) -> tuple[dict[str, set[str]], set[str]]:
    """Give each name with the files that name it, whatever it means there; and each target of a link."""
    names: dict[str, set[str]] = {}
    addresses: set[str] = set()
    for d in documents:
        addresses |= {unquote(link.target) for link in d.links}
        said = [m.name for m in mentions_of(d)]
        said += [s.publisher for s in d.sources] + [s.after for s in d.sources]
        if isinstance(d, Article):
            said += [relay.name for statement in d.statements for relay in statement.via]
        for name in set(filter(None, said)):
            for key in {key_of("countries", name), key_of("tags", name)}:
                names.setdefault(key, set()).add(d.path)
    return names, addresses
