"""The archive by year and month of publication."""

from collections.abc import Iterator

from communique.archive.story import Story
from communique.model.page import Link
from communique.plan.contexts import ChronologyPage
from communique.plan.planner import Planned, Planner
from communique.plan.views import Period


def plan(p: Planner) -> Iterator[Planned]:
    """Plan the index of years, each year, each month."""
    if not p.shows("chronology"):
        return
    months: dict[str, list[Story]] = {}
    for s in reversed(p.archive.stories):
        months.setdefault(s.article.date[:7], []).append(s)
    years: dict[str, list[Period]] = {}
    for month in sorted(months):
        years.setdefault(month[:4], []).append(Period(f"/{month[:4]}/{month[5:]}/", month, len(months[month])))
    of_years = [Period(f"/{y}/", y, sum(m.count for m in ms)) for y, ms in years.items()]
    root = Link(p.words("Chronology"), "/chronology/")
    yield p.page(
        "chronology",
        "chronology.html",
        ChronologyPage(
            route="/chronology/",
            title=p.words("Chronology"),
            date="",
            periods=tuple(of_years),
            cards=(),
            paginator=None,
        ),
    )
    for i, year in enumerate(of_years):
        of_year = [s for m in years[year.date] for s in months[m.date]]
        yield from _period(p, year, tuple(years[year.date]), of_year, of_years, i, (root,))
    all_months = [m for ms in years.values() for m in ms]
    for i, of_month in enumerate(all_months):
        crumbs = (root, Link(of_month.date[:4], f"/{of_month.date[:4]}/"))
        yield from _period(p, of_month, (), months[of_month.date], all_months, i, crumbs)


def _period(
    p: Planner,
    period: Period,
    within: tuple[Period, ...],
    stories: list[Story],
    row: list[Period],
    at: int,
    crumbs: tuple[Link, ...],
) -> Iterator[Planned]:
    """Plan the pages of one year or month; stories in order, the earliest first."""
    for part, paginator in p.slices(period.route, len(stories), p.config.page_size):
        first = paginator.number == 1
        context = ChronologyPage(
            route=period.route if first else f"{period.route}page/{paginator.number}/",
            title=period.date,
            crumbs=crumbs,
            date=period.date,
            periods=within,
            cards=p.cards(stories[part]),
            paginator=paginator,
            earlier=row[at - 1] if at else None,
            later=row[at + 1] if at + 1 < len(row) else None,
        )
        yield p.page("chronology", "chronology.html", context)
