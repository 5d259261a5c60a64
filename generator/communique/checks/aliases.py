"""Older addresses and other names: what none leads to, what nobody needs, and links that take the long way."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from communique.archive.archive import Archive
from communique.archive.story import Term
from communique.checks.documents import documents_of
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.issue import Issue
from communique.model.page import Page
from communique.model.route import slugify
from communique.model.taxonomy import term_key


def faults(archive: Archive, files: Mapping[str, Page]) -> Iterator[Issue]:
    """Give what is wrong with aliases, by the pages that are planned."""
    for of_kind in archive.terms.values():
        for term in of_kind.values():
            if term.entity:
                yield from _of_profile(term.entity, term, of_kind)
    leads: dict[str, str] = {p.route: p.context.target for p in files.values() if p.kind == "redirect"}  # type: ignore[attr-defined]  # RedirectPage
    for d in documents_of(archive):
        if not isinstance(d, Entity):
            yield from _twice(d, [(a.name, a.name) for a in d.aliases])
        yield from _by_alias(d, leads)


def _of_profile(e: Entity, term: Term, others: Mapping[str, Term]) -> Iterator[Issue]:
    """Tell of the names in a profile that do nothing."""
    yield from _twice(e, [(a.name, term_key(a.name)) for a in e.aliases])
    for a in e.aliases:
        if term_key(a.name) == term_key(e.name):
            message = f"aliases: '{a.name}' is the same as the name '{e.name}': capitals tell no names apart."
            yield Issue(e.path, a.line, a.column, message, "Take it out.", "warning", "alias-not-needed")
        other = others.get(slugify(a.name))
        if other and other is not term:
            message = f"aliases: '{a.name}' has no address of its own: {other.route} is the page of '{other.name}'."
            hint = "Take it out, or give the other one another 'slug'."
            yield Issue(e.path, a.line, a.column, message, hint, "warning", "alias-leads-nowhere")


def _twice(d: Document, aliases: list[tuple[str, str]]) -> Iterator[Issue]:
    met: set[str] = set()
    for alias, (name, key) in zip(d.aliases, aliases, strict=True):
        if key in met:
            yield Issue(
                d.path,
                alias.line,
                alias.column,
                f"aliases: '{name}' is there twice.",
                "Take one out.",
                "warning",
                "alias-not-needed",
            )
        met.add(key)


def _by_alias(d: Document, leads: Mapping[str, str]) -> Iterator[Issue]:
    """Tell of links to an address that only leads on to another."""
    for link in d.links:
        kind, _, target = link.target.partition(":")
        route = target if target in leads else unquote(target)
        if kind == "route" and route in leads:
            message = f"links to {target}, an older address or other name that only leads on to {leads[route]}."
            yield Issue(
                d.path, link.line, link.column, message, f"Link to {leads[route]}, or to its file.", "warning", "link-to-alias"
            )
