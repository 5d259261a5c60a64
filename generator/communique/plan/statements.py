"""Every statement in the archive, the newest first."""

from collections.abc import Iterator
from functools import partial

from communique.model.digest import digest_bytes
from communique.model.page import Page
from communique.plan.contexts import StatementsPage
from communique.plan.planner import Planner


def plan(p: Planner) -> Iterator[Page]:
    """Plan `/statements/`."""
    if not p.shows("statements"):
        return
    count = sum(len(s.article.statements) for s in p.archive.stories)
    for route, part, number in p.slices("/statements/", count, p.config.page_size):
        key = digest_bytes(p.spoken, route.encode())
        yield p.page("statements", "statements.html", route, partial(_statements, p, route, part, number), key=key)


def _statements(p: Planner, route: str, part: slice, number: int) -> StatementsPage:
    found = p.all_statements
    return StatementsPage(
        route=route,
        title=p.words("Statements"),
        statements=tuple(found[part]),
        paginator=p.paginator("/statements/", number, len(found), p.config.page_size),
    )
