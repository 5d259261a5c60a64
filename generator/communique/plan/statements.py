"""Every statement in the archive, the newest first."""

from collections.abc import Iterator

from communique.plan.articles import statement_views
from communique.plan.contexts import StatementsPage
from communique.plan.planner import Planned, Planner


def plan(p: Planner) -> Iterator[Planned]:
    """Plan `/statements/`."""
    if not p.shows("statements"):
        return
    found = [v for s in p.archive.stories if s.article.statements for v in statement_views(p, s.article, s)]
    found.sort(key=lambda v: (v.date, v.story.route if v.story else "", v.anchor), reverse=True)
    for part, paginator in p.slices("/statements/", len(found), p.config.page_size):
        context = StatementsPage(
            route="/statements/" if paginator.number == 1 else f"/statements/page/{paginator.number}/",
            title=p.words("Statements"),
            statements=tuple(found[part]),
            paginator=paginator,
        )
        yield p.page("statements", "statements.html", context)
