"""A page at each alias that leads to the page meant."""

from collections.abc import Iterator

import msgspec

from communique.archive.known import Known
from communique.archive.resolve import addressed_names
from communique.model.document import Document, Mention
from communique.model.page import Page, Ready
from communique.model.route import slugify
from communique.plan.planner import Planner
from communique.plan.views.site import RedirectPage


def plan(p: Planner) -> Iterator[Page]:
    """Plan a redirect for each alias of an article or note, and for each other name of a term."""
    if not p.shows("aliases"):
        return
    for s in p.archive.stories:
        for alias in s.article.aliases:
            yield _redirect(p, alias.name, s.route, s.article.title, s.article, alias)
    for note in p.archive.notes if p.shows("notes") else ():
        for alias in note.aliases:
            yield _redirect(p, alias.name, f"/{note.slug}/", note.title, note, alias)
    for pair in p.archive.pairs.values():
        for alias in pair.profile.aliases if pair.profile else ():
            yield _redirect(p, alias.name, pair.route, " – ".join(pair.names), pair.profile, alias)
    for taxonomy, terms in p.archive.terms.items():
        if not p.shows(taxonomy):
            continue
        taken = set(terms)
        for term in terms.values():
            renamed = p.archive.resolver.known[taxonomy].get(term.slug)
            for alias in addressed_names(term.entity) if term.entity else _old_name(renamed):
                slug = slugify(alias.name)
                if slug not in taken:
                    taken.add(slug)
                    yield _redirect(p, f"/{taxonomy}/{slug}/", term.route, term.name, term.entity, alias)


def _old_name(known: Known | None) -> Iterator[Mention]:
    """Give the name of a state that the settings call otherwise."""
    if known and known.disputed and known.polity:
        yield Mention(known.polity.name)


def _redirect(p: Planner, route: str, target: str, title: str, origin: Document | None, alias: Mention) -> Page:
    context = RedirectPage(route=route, title=title, target=target, index=False)
    page = p.page("redirect", "redirect.html", route, Ready(context), listed=None, origin=origin)
    return msgspec.structs.replace(page, line=alias.line, column=alias.column)
