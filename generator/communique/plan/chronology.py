"""The archive by year and month of publication."""

from collections.abc import Iterator
from functools import partial

from communique.archive.story import Story
from communique.model.digest import digest_of
from communique.model.page import Link, Page, Ready
from communique.plan.contexts import ChronologyPage
from communique.plan.planner import Planner
from communique.plan.views import Period


def plan(p: Planner) -> Iterator[Page]:
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
    index = ChronologyPage(
        route="/chronology/",
        title=p.words("Chronology"),
        date="",
        periods=tuple(of_years),
        cards=(),
        paginator=None,
    )
    yield p.page("chronology", "chronology.html", "/chronology/", Ready(index))
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
) -> Iterator[Page]:
    """Plan the pages of one year or month; stories in order, the earliest first."""
    earlier = row[at - 1] if at else None
    later = row[at + 1] if at + 1 < len(row) else None
    size = p.config.page_size

    def page(route: str, part: slice, number: int) -> ChronologyPage:
        return ChronologyPage(
            route=route,
            title=period.date,
            crumbs=crumbs,
            date=period.date,
            periods=within,
            cards=p.cards(stories[part]),
            paginator=p.paginator(period.route, number, len(stories), size),
            earlier=earlier,
            later=later,
        )

    beside = digest_of((period, within, earlier, later))
    for route, part, number in p.slices(period.route, len(stories), size):
        key = p.list_key(route, stories[part], beside)
        yield p.page("chronology", "chronology.html", route, partial(page, route, part, number), key=key)
