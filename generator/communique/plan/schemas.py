"""`/schema/`: a JSON Schema of each kind of header and of the settings, by which text editors complete fields and names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from heapq import nsmallest
from typing import Any

from communique.archive.archive import Archive
from communique.model.digest import digest_bytes, digest_of
from communique.model.page import Page
from communique.model.taxonomy import TAXONOMIES
from communique.plan.planner import Planner
from communique.plan.views.site import SchemaPage

Names = Mapping[str, Sequence[str]]
Make = Callable[[Names, str], dict[str, Any]]
"""Makes a schema of the names to be proposed, by what they are names of, and the site's address."""

MOST = 1000
"""Names of one kind; of more, an editor's list is slow and nobody reads it. Those with the most stories are kept."""


def plan(p: Planner, schemas: Mapping[str, Make]) -> Iterator[Page]:
    """Plan a page for each schema, by its name; an archive as of a day is not for those who write."""
    if not p.shows("schema") or p.archive.as_of:
        return
    known = names(p.archive)
    key = digest_of(known)
    for name, make in schemas.items():
        route = f"/schema/{name}.json"
        context = partial(_context, route, make, known, p.config.base_url)
        yield p.page("schema", "schema.json", route, context, key=digest_bytes(key, route.encode()), listed=None)


def names(archive: Archive) -> dict[str, tuple[str, ...]]:
    """Give the names of what is published, sorted, by what they are names of, such as `country` or `person`."""
    found = {}
    for t in TAXONOMIES:
        terms = archive.terms[t.key].values()
        if len(terms) > MOST:
            terms = nsmallest(MOST, terms, key=lambda term: (-len(term.stories), term.slug))  # type: ignore[assignment]
        of_kind = {term.name for term in terms}
        if t.key == "countries":
            of_kind |= {k.name for k in archive.resolver.known["countries"].values()}
        found[t.singular] = tuple(sorted(of_kind))
    return found


def _context(route: str, make: Make, known: Names, base_url: str) -> SchemaPage:
    return SchemaPage(route=route, title="", schema=make(known, base_url), index=False)
