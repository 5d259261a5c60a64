"""Statements as pages show them: each made once, and in order by speaker, by country, by year."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from communique.archive.known import Days
from communique.archive.ledger import NO_OFFICE, Said, countries_of, date_of, said, speaker_slug, then_held
from communique.archive.ledger import address as address_of
from communique.archive.story import Story, Term
from communique.model.article import Article, Relay, Statement
from communique.model.dates import Edtf
from communique.model.digest import Digest, digest_bytes, digest_of
from communique.model.document import Mention
from communique.model.page import Link
from communique.model.route import slugify
from communique.model.taxonomy import term_key
from communique.plan.views.parts import Ranked
from communique.plan.views.statements import RelayView, StatementView, Stretch

if TYPE_CHECKING:
    from communique.plan.planner import Planner

RELAYS_BY_KIND = frozenset({"agency", "broadcaster"})
"""Kinds of organisations that say what these are in a chain."""


class Ledger:
    """Every statement in the archive. Holds only what is derived from it."""

    def __init__(self, planner: "Planner") -> None:
        self._p = planner
        self._resolver = planner.archive.resolver
        self._heads: dict[tuple[str, Days], str] = {}

    # in order

    @cached_property
    def entries(self) -> list[Said]:
        """Every statement, the oldest first; cheap, without what pages show of it."""
        return said((s for s in self._p.archive.stories if s.article.statements), self._resolver)

    @cached_property
    def by_speaker(self) -> dict[str, list[Said]]:
        """The same, by the speaker's slug."""
        by: dict[str, list[Said]] = {}
        for x in self.entries:
            by.setdefault(x.speaker, []).append(x)
        return by

    @cached_property
    def by_year(self) -> dict[str, list[Said]]:
        """The same, by the year in which it was said, or in which its date begins; the years in order."""
        by: dict[str, list[Said]] = {}
        for x in self.entries:
            by.setdefault(x.date.earliest[:4], []).append(x)
        return by

    @cached_property
    def by_country(self) -> dict[str, list[Said]]:
        """The same, by the slug of the state that today continues the one for which it was said; the slugs in order."""
        by: dict[str, list[Said]] = {}
        for x in self.entries:
            for slug in self.countries_of(x):
                by.setdefault(slug, []).append(x)
        return dict(sorted(by.items()))

    def countries_of(self, x: Said) -> tuple[str, ...]:
        """Give the slugs of the states that today continue those for which something was said."""
        days = x.date.earliest, x.date.latest
        slugs = (self._head(m.name, days) for m in countries_of(self._resolver, x.statement, x.date))
        return tuple(dict.fromkeys(slug for slug in slugs if slug))

    def _head(self, country: str, days: Days) -> str:
        found = self._heads.get((country, days))
        if found is None:
            known = self._resolver.find("countries", country, days)
            head = self._resolver.succession.head(known.slug) if known else None
            found = self._heads[country, days] = head.slug if head else ""
        return found

    @cached_property
    def by_pair(self) -> dict[tuple[str, str], list[Said]]:
        """The same, by name and route of each pair of countries with a page to whose stories it belongs."""
        by: dict[tuple[str, str], list[Said]] = {}
        for x in self.entries:
            for t in self._p.threads.get(x.story.route, ()):
                if t.route.startswith("/relations/"):
                    by.setdefault((t.name, t.route), []).append(x)
        return by

    def speaker(self, slug: str) -> Link:
        """Link to a speaker, who need not have a page."""
        return self._speaker(self.by_speaker[slug][0].statement.speaker)

    def _speaker(self, m: Mention) -> Link:
        """Link to the person who spoke, or to the organisation, where it is one that a file describes."""
        person = self._resolver.find("people", m.name) or self._p.archive.term("people", m.name)
        body = not person and self._resolver.find("organisations", m.name)
        return self._p.named("organisations" if body else "people", m)

    def of_term(self, term: Term) -> Ranked | None:
        """Link to the page of all statements by a person or for a country, where there are any."""
        if not self.entries or not self._p.shows("statements"):
            return None
        if term.taxonomy == "people":
            slug, row = term.slug, self.by_speaker.get(term.slug)
            route = f"/statements/speakers/{slug}/"
        elif term.taxonomy == "countries":
            head = self._resolver.succession.head(term.slug)
            slug = head.slug if head else ""
            row = self.by_country.get(slug)
            route = f"/statements/countries/{slug}/"
        else:
            return None
        return Ranked(Link(self._p.link(term.taxonomy, slug).text, route), len(row)) if row else None

    def key_of_term(self, term: Term) -> list[Digest]:
        """Give the keys of what a term's page shows of the ledger."""
        found = self.of_term(term)
        if found is None:
            return []
        row = self.by_speaker[term.slug] if term.taxonomy == "people" else []
        return [digest_of(found), keys_of(row)]

    # as pages show them

    @cached_property
    def by_story(self) -> dict[str, tuple[StatementView, ...]]:
        """Every statement with its story, by the story's route; made once for all the pages that show them."""
        stories = (s for s in self._p.archive.stories if s.article.statements)
        return {s.route: tuple(self.views(s.article, s)) for s in stories}

    def view(self, x: Said) -> StatementView:
        """Show a statement with its story."""
        return self.by_story[x.story.route][x.number - 1]

    def views(self, a: Article, story: Story | None = None) -> Iterator[StatementView]:
        """Show the statements of an article; with their story where they are shown elsewhere."""
        p = self._p
        for n, s in enumerate(a.statements, 1):
            date = date_of(a, s)
            yield StatementView(
                self._speaker(s.speaker),
                self.offices(s, date),
                s.text,
                date,
                s.lang,
                s.original,
                tuple(self._relay(a, r) for r in s.via),
                f"statement-{n}",
                p.story_link(story) if story else None,
                address_of(a, s, self._resolver) if p.shows("statements") else "",
                s.translated_by,
                s.url,
                a.lang if a.lang != p.config.language else "",
                a.status == "retracted",
            )

    def offices(self, s: Statement, date: Edtf) -> tuple[str, ...]:
        """Give the titles of the offices in which something was said."""
        if s.office:
            return () if s.office == NO_OFFICE else (s.office,)
        known = self._resolver.known["people"].get(speaker_slug(self._resolver, s))
        return tuple(o.title for o in then_held(known.entity, date)) if known and known.entity else ()

    def _relay(self, a: Article, r: Relay) -> RelayView:
        """Show who passed words on, with a link to the organisation, or to what the archive cites of it."""
        known = self._resolver.find("organisations", r.name)
        kind = known.entity.kind if known and known.entity else ""
        term = self._p.archive.term("organisations", r.name)
        link = self._p.link("organisations", term.slug) if term else Link(r.name)
        if not link.route and not known and self._p.shows("sources"):
            name = term_key(r.name)
            if any(term_key(s.publisher) == name for s in a.sources):  # its page is there, whatever other stories cite
                link = Link(r.name, f"/sources/{slugify(name)}/")
        return RelayView(link, r.role or (kind if kind in RELAYS_BY_KIND else ""), r.url, r.date)


def keys_of(row: Iterable[Said]) -> Digest:
    """Digest what pages can show of statements."""
    return digest_bytes(*(b"%d " % x.number + x.story.key for x in row))


def by_office(views: Iterable[StatementView]) -> tuple[Stretch, ...]:
    """Divide one speaker's statements, the oldest first, where the speaker's office changes."""
    return _divided(views, lambda v: ", ".join(v.offices))


def by_year(views: Iterable[StatementView]) -> tuple[Stretch, ...]:
    """Divide statements in the order of time, or against it, by their years."""
    return _divided(views, lambda v: v.date.earliest[:4])


def _divided(views: Iterable[StatementView], heading: Callable[[StatementView], str]) -> tuple[Stretch, ...]:
    return tuple(Stretch(h, tuple(same)) for h, same in groupby(views, heading))
