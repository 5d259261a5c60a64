"""Conferences: stories of three states and more, or of the type `conference`, with those who took part as what."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from communique.archive.story import Filed, Story
from communique.model.digest import SIZE, digest_bytes
from communique.model.page import Link, Page
from communique.model.taxonomy import BY_KEY
from communique.plan.keys import keys_of
from communique.plan.planner import Planner
from communique.plan.views.pairs import ConferencesPage, ConferenceView, RoleGroup

ROUTE = "/relations/conferences/"
FEWEST = 3
"""Parties that make a meeting a conference without its saying so."""
TYPE = "conference"


def meetings(p: Planner) -> list[Story]:
    """Give the stories of conferences, those that happened last first."""
    found = [s for s in p.archive.stories if is_conference(p, s)]
    return sorted(found, key=lambda s: s.by_event, reverse=True)


def is_conference(p: Planner, s: Story) -> bool:
    """Tell whether a story is of a conference: by its type, or by its parties, each counted as what continues it today."""
    if s.article.type == TYPE:
        return True
    return len(s.terms.get("countries", ())) >= FEWEST and len(p.between.parties(s)) >= FEWEST


def plan(p: Planner, found: Sequence[Story]) -> Iterator[Page]:
    """Plan the list of conferences."""
    if not found:
        return
    keys = keys_of(found)
    for route, part, number in p.slices(ROUTE, len(found), p.config.page_size):
        shown = keys[part.start * SIZE : part.stop * SIZE]
        key = digest_bytes(p.profiles, route.encode(), str(len(found)).encode(), shown)
        yield p.page("conferences", "conferences.html", route, partial(_page, p, found, route, part, number), key=key)


def _page(p: Planner, found: Sequence[Story], route: str, part: slice, number: int) -> ConferencesPage:
    return ConferencesPage(
        route=route,
        title=p.words("Conferences"),
        crumbs=(Link(p.words("Relations"), "/relations/"),),
        conferences=tuple(ConferenceView(p.card(s), tuple(groups(p, s.terms.get("countries", ())))) for s in found[part]),
        paginator=p.paginator(ROUTE, number, len(found), p.config.page_size),
    )


def groups(p: Planner, filed: Iterable[Filed]) -> Iterator[RoleGroup]:
    """Give the participants by their roles; who has none is a party."""
    by_role: dict[str, list[Link]] = {}
    for f in filed:
        by_role.setdefault(f.role or next(iter(BY_KEY["countries"].roles)), []).append(p.link("countries", f.slug))
    for role in BY_KEY["countries"].roles:
        if role in by_role:
            yield RoleGroup(role, tuple(by_role[role]))
