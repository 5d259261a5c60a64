"""A page at each alias that leads to the page meant."""

from collections.abc import Iterator

from communique.model.article import Document
from communique.model.route import slugify
from communique.plan.contexts import RedirectPage
from communique.plan.planner import Planned, Planner


def plan(p: Planner) -> Iterator[Planned]:
    """Plan a redirect for each alias of an article or note, and for each other name of a term."""
    if not p.shows("aliases"):
        return
    for s in p.archive.stories:
        for alias in s.article.aliases:
            yield _redirect(p, alias, s.route, s.article.title, s.article)
    for note in p.archive.notes:
        for alias in note.aliases:
            yield _redirect(p, alias, f"/{note.slug}/", note.title, note)
    for taxonomy, terms in p.archive.terms.items():
        if not p.shows(taxonomy):
            continue
        taken = set(terms)
        for term in terms.values():
            for name in term.entity.aliases if term.entity else ():
                slug = slugify(name)
                if slug not in taken:
                    taken.add(slug)
                    yield _redirect(p, f"/{taxonomy}/{slug}/", term.route, term.name, term.entity)


def _redirect(p: Planner, route: str, target: str, title: str, origin: Document | None) -> Planned:
    context = RedirectPage(route=route, title=title, target=target, index=False)
    return p.page("redirect", "redirect.html", context, origin=origin)
