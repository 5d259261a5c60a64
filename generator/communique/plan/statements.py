"""Every statement in the archive, the newest first."""

from collections.abc import Iterator

from communique.plan.contexts import StatementsPage
from communique.plan.planner import Planned, Planner, newest_first


def plan(p: Planner) -> Iterator[Planned]:
    """Plan `/statements/`."""
    if not p.shows("statements"):
        return
    found = newest_first(v for views in p.statements.values() for v in views)
    for part, paginator in p.slices("/statements/", len(found), p.config.page_size):
        context = StatementsPage(
            route="/statements/" if paginator.number == 1 else f"/statements/page/{paginator.number}/",
            title=p.words("Statements"),
            statements=tuple(found[part]),
            paginator=paginator,
        )
        yield p.page("statements", "statements.html", context)
