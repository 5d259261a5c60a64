"""Where an organisation is heard as a source: what of its stories cite, and which statements it passed on."""

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from communique.archive.story import Term
from communique.model.route import slugify
from communique.model.taxonomy import term_key
from communique.plan.views.parts import Heard

if TYPE_CHECKING:
    from communique.plan.planner import Planner


class _Count(msgspec.Struct):
    """What is counted of one publisher."""

    works: set[str]
    """By address, or by title where there is none: as `plan.sources` tells sources apart."""
    stories: int = 0
    relayed: int = 0


class Outlets:
    """Counts sources by their publishers. Holds only what is derived from the archive."""

    def __init__(self, planner: "Planner") -> None:
        self._p = planner
        self._slugs: dict[str, str] = {}

    def _slug(self, name: str) -> str:
        """Give the last part of the address of the page on which a publisher's sources stand."""
        found = self._slugs.get(name)
        if found is None:
            known = self._p.archive.resolver.find("organisations", name)
            found = self._slugs[name] = known.slug if known else slugify(term_key(name))
        return found

    @cached_property
    def _counts(self) -> dict[str, _Count]:
        counts: dict[str, _Count] = {}
        for story in self._p.archive.stories:
            a = story.article
            here = set()
            for source in a.sources:
                if source.publisher:
                    slug = self._slug(source.publisher)
                    counts.setdefault(slug, _Count(set())).works.add(source.url or source.title)
                    here.add(slug)
            for slug in here:
                counts[slug].stories += 1
            for statement in a.statements:
                for slug in {self._slug(r.name) for r in statement.via}:
                    counts.setdefault(slug, _Count(set())).relayed += 1
        return counts

    def of(self, term: Term) -> Heard | None:
        """Tell where an organisation is heard; None where it is not."""
        slug = self._slug(term.name)
        found = self._counts.get(slug)
        if found is None:
            return None
        route = f"/sources/{slug}/" if found.works and self._p.shows("sources") else ""
        return Heard(route, len(found.works), found.stories, found.relayed)
