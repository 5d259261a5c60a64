"""Dossiers: a page for each, to be read from its beginning; its stories in order of time, numbered, among the agreements."""

from collections.abc import Iterator
from functools import cached_property, partial

from communique.archive.story import Term
from communique.model.dates import FIRST_DAY
from communique.model.digest import digest_bytes, digest_of
from communique.model.page import Link, Page
from communique.model.taxonomy import BY_KEY
from communique.plan.keys import keys_of
from communique.plan.planner import Planner
from communique.plan.portrait import agreements_of
from communique.plan.terms import term_page
from communique.plan.views.agreements import AgreementView
from communique.plan.views.terms import Chapter, DossierPage

_TAXONOMY = BY_KEY["dossiers"]


def plan(p: Planner) -> Iterator[Page]:
    """Plan the pages of every dossier."""
    for term in p.archive.terms["dossiers"].values() if p.shows("dossiers") else ():
        yield from _pages(p, term)


class _Reading:
    """A dossier in the order in which it is read; worked out once for all its pages."""

    def __init__(self, p: Planner, term: Term) -> None:
        self.p, self.term = p, term
        self.stories = sorted(term.stories, key=lambda s: s.by_event)
        filed = {(f.slug, f.role == "signs") for s in self.stories for f in s.terms.get("agreements", ())}
        self.agreements = tuple(sorted(filed))
        """Each by its slug, and whether a story tells of its signing."""

    @cached_property
    def made(self) -> dict[Link, AgreementView]:
        """The agreements of its stories, in order of their making."""
        if not self.p.shows("agreements"):
            return {}
        return {a.link: a for a in agreements_of(self.p, self.stories)}

    @cached_property
    def between(self) -> list[tuple[str, AgreementView]]:
        """Those whose signing no story tells, with their days."""
        signed = {self.p.link("agreements", slug) for slug, signs in self.agreements if signs}
        dated = [(a.signed.earliest, a) for a in self.made.values() if a.signed and a.link not in signed]
        return [(day, a) for day, a in dated if day > FIRST_DAY]

    def around(self, part: slice) -> tuple[str, str]:
        """Give the days after which and until which an agreement stands among a part of the stories; empty where all do."""
        after = self.stories[part.start - 1].happened if part.start else ""
        return after, self.stories[part.stop - 1].happened if part.stop < len(self.stories) else ""

    def chapters(self, part: slice) -> Iterator[Chapter]:
        """Give a part of the stories, each with the agreements signed in it, and between them those made meanwhile."""
        after, until = self.around(part)
        waiting = [(day, a) for day, a in self.between if after < day and (not until or day <= until)]
        for n, s in enumerate(self.stories[part], part.start + 1):
            while waiting and waiting[0][0] <= s.happened:
                day, a = waiting.pop(0)
                yield Chapter(day[:4], 0, None, (a,))
            here = [self.p.link("agreements", f.slug) for f in s.terms.get("agreements", ()) if f.role == "signs"]
            yield Chapter(s.happened[:4], n, self.p.card(s), tuple(self.made[to] for to in here if to in self.made))
        for day, a in waiting:
            yield Chapter(day[:4], 0, None, (a,))


def _pages(p: Planner, term: Term) -> Iterator[Page]:
    e, reading = term.entity, _Reading(p, term)
    stories = reading.stories
    beside = digest_of((reading.agreements, len(stories)))
    for route, part, number in p.slices(term.route, len(stories), p.config.page_size):
        first = number == 1
        links = digest_of((p.text_links(e), p.image(e))) if e and first else b""
        shown = keys_of(stories if first else stories[part])
        yield p.page(
            _TAXONOMY.singular,
            "dossier.html",
            route,
            partial(_page, reading, route, part, number),
            key=digest_bytes(p.profiles, route.encode(), beside, digest_of(reading.around(part)), links, shown),
            bodies=(e.digest,) if e and first else (),
            origin=e,
        )


def _page(reading: _Reading, route: str, part: slice, number: int) -> DossierPage:
    p, stories = reading.p, reading.stories
    page = term_page(p, _TAXONOMY, reading.term, route, part, number, stories)
    given = {f: getattr(page, f) for f in page.__struct_fields__}
    first = number == 1
    return DossierPage(
        **given,
        chapters=tuple(reading.chapters(part)),
        first=stories[0].happened[:4] if stories and first else "",
        last=stories[-1].happened[:4] if stories and first else "",
        latest=p.story_link(stories[-1]) if len(stories) > 1 and first else None,
    )
