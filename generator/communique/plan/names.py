"""Terms by their names: links to them, what else they are called, and what a country was called on a day."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from babel.languages import get_official_languages

from communique.archive.archive import Archive
from communique.archive.known import Days, Known, held
from communique.archive.polities import DatedName
from communique.archive.story import Term
from communique.model.config import Config
from communique.model.dates import covers
from communique.model.digest import Digest
from communique.model.document import Mention, Name
from communique.model.entity import Entity
from communique.model.page import Link
from communique.model.scripts import script_of
from communique.plan.keys import Keys
from communique.plan.views.parts import NameView


class Names(Keys):
    """Gives each term its name and its link, the same object each time."""

    def __init__(self, archive: Archive, config: Config, assets: dict[str, Digest]) -> None:
        super().__init__(archive, config, assets)
        self._links: dict[tuple[str, str], Link] = {}
        self._others: dict[tuple[str, str], tuple[str, ...]] = {}
        self._bracketed: dict[tuple[str, str], str] = {}

    def link(self, taxonomy: str, slug: str) -> Link:
        """Link to a term; without a route where it has no page."""
        found = self._links.get((taxonomy, slug))
        if found is None:
            term = self.archive.terms[taxonomy].get(slug)
            known = self.archive.resolver.known[taxonomy].get(slug)
            name = term.name if term else known.name if known else slug
            found = Link(name, term.route if term and self.shows(taxonomy) else "")
            self._links[taxonomy, slug] = found
        return found

    def state_then(self, slug: str, day: str) -> Link:
        """Link to a country under the name that it had on a day, such as Siam."""
        link = self.link("countries", slug)
        names = self.names_then.get(slug)
        if not names:
            return link
        then = next((n.text for n in names if covers(n.start, n.end, day)), "")
        return Link(then, link.route) if then else link

    @cached_property
    def names_then(self) -> dict[str, tuple[DatedName, ...]]:
        """The names that countries had for a time, by their slugs; they are in English, and so are on an English site alone."""
        if self.config.language.split("-")[0] != "en":
            return {}
        terms = self.archive.terms["countries"].values()
        return {t.slug: t.polity.dated for t in terms if t.polity and t.polity.dated}

    def named(self, taxonomy: str, mention: Mention, days: Days | None = None) -> Link:
        """Link to the term that a profile names, of states the one meant on these days; plain text where there is none."""
        term = self.archive.term(taxonomy, mention.name, days)
        if term:
            return self.link(taxonomy, term.slug)
        known = self.archive.resolver.find(taxonomy, mention.name, days)
        return Link(known.name if known else mention.name)

    def named_all(self, taxonomy: str, mentions: Iterable[Mention]) -> tuple[Link, ...]:
        """Link to several."""
        return tuple(self.named(taxonomy, m) for m in mentions)

    def names(self, names: Iterable[Name]) -> tuple[NameView, ...]:
        """Show names in their scripts."""
        return tuple(
            NameView(
                n.text,
                n.lang,
                n.latin,
                self.named("countries", n.used_by) if n.used_by else None,
                n.start,
                n.end,
                n.script or script_of(n.text, n.lang),
            )
            for n in names
        )

    def profile(self, taxonomy: str, slug: str) -> Entity | None:
        """Give a term's profile as pages show it: in an archive as of a day, with the facts of that day."""
        term = self.archive.terms[taxonomy].get(slug)
        known = self.archive.resolver.known[taxonomy].get(slug)
        return term.entity if term else known.entity if known else None

    def other_names(self, taxonomy: str, slug: str) -> tuple[str, ...]:
        """Give what else a term is called: in other languages and scripts, in sources, in the list of states."""
        found = self._others.get((taxonomy, slug))
        if found is None:
            known = self.archive.resolver.known[taxonomy].get(slug)
            names = _other_names(known, self.profile(taxonomy, slug)) if known else ()
            found = self._others[taxonomy, slug] = tuple(names)
        return found

    def bracketed(self, taxonomy: str, slug: str) -> str:
        """Give a term with what else it is called, as a story's page has it for search; nothing where it has no other name."""
        found = self._bracketed.get((taxonomy, slug))
        if found is None:
            others = self.other_names(taxonomy, slug)
            text = f"⟦{self.link(taxonomy, slug).text}: {'; '.join(others)}⟧" if others else ""
            found = self._bracketed[taxonomy, slug] = text
        return found

    def native(self, term: Term) -> tuple[NameView, ...]:
        """Give a term's own name: in an official language of its country (CLDR), else as its profile has it first."""
        e = term.entity
        if e is None:
            return ()
        names = [n for n in e.names if n.text != term.name]
        if term.taxonomy in {"countries", "people", "places"}:
            slugs = [term.slug] if term.taxonomy == "countries" else [self._slug(m) for m in e.countries]
            heads = [self.archive.resolver.succession.head(s) for s in slugs]
            codes = [k.polity.code for k in heads if k and k.polity and k.polity.code]
            own = [n for c in codes for n in names if n.lang.split("-")[0] in get_official_languages(c, de_facto=True)]
            if own or codes:
                return self.names(own[:1])
        return self.names(names[:1])

    def _slug(self, country: Mention) -> str:
        known = self.archive.resolver.find("countries", country.name)
        return known.slug if known else ""

    def native_of(self, slug: str) -> tuple[NameView, ...]:
        """Give a country's own name."""
        term = self.archive.terms["countries"].get(slug)
        return self.native(term) if term else ()

    def offices_on(self, slug: str, days: tuple[str, str]) -> tuple[str, ...]:
        """Give the offices that a person held from one day to another (ISO 8601), both ends included."""
        known = self.archive.resolver.known["people"].get(slug)
        if not known or not known.entity:
            return ()
        return tuple(o.title for o in known.entity.offices if held(o.start, o.end, days))


def _other_names(known: Known, e: Entity | None) -> Iterator[str]:
    """Give each name of a term but its own once; no codes."""
    names: list[str] = []
    if e:
        names += [e.name, *(t for n in e.names for t in (n.text, n.latin)), e.short, *(a.name for a in e.aliases)]
    if known.polity:
        names += [known.polity.name, *known.polity.aliases, *(d.text for d in known.polity.dated)]
    seen = {"", known.name.casefold()}
    for name in names:
        if name.casefold() not in seen and not (len(name) == 2 and name.isascii()):
            seen.add(name.casefold())
            yield name
