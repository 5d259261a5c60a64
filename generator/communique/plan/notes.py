"""Pages of the archive about itself, and the page for an address that does not exist."""

from collections.abc import Iterator

from communique.model.page import Page, Ready
from communique.plan.planner import Planner
from communique.plan.sources import source_views
from communique.plan.views.base import Base
from communique.plan.views.site import NotePage


def plan(p: Planner) -> Iterator[Page]:
    """Plan the notes and `/404.html`."""
    if p.shows("notes"):
        for note in p.archive.notes:
            context = NotePage(
                route=f"/{note.slug}/",
                title=note.title,
                description=note.excerpt,
                lang=note.lang,
                held="draft" if note.status == "draft" else "",
                links=p.text_links(note),
                sources=source_views(p, note.sources),
            )
            listed = None if context.held else ""
            bodies = (note.digest,)
            yield p.page("note", "note.html", context.route, Ready(context), bodies=bodies, listed=listed, origin=note)
    if p.shows("not_found"):
        missing = Base(route="/404.html", title=p.words("Not found"), index=False)
        yield p.page("not-found", "404.html", missing.route, Ready(missing), listed=None)
