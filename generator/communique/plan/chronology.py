"""The archive by year and month of what happened; a story that gives no event is filed by its own day."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from communique.archive.story import Story
from communique.model.article import Article
from communique.model.digest import digest_of
from communique.model.page import Link, Page
from communique.model.periods import periods
from communique.plan import century
from communique.plan.planner import Planner
from communique.plan.views.parts import Period
from communique.plan.views.site import ChronologyPage, GridCell, GridRow

INDEX = "/chronology/"


class _Filed(msgspec.Struct):
    """The stories of one month or year, each part in order of what happened."""

    continuing: list[Story] = []
    """Of what began before."""
    beginning: list[Story] = []
    vague: list[Story] = []
    """Of a year: those whose month is not known."""

    @property
    def stories(self) -> list[Story]:
        """All of them, as the pages show them."""
        return [*self.continuing, *self.beginning, *self.vague]

    def part(self, part: slice) -> tuple[list[Story], list[Story], list[Story]]:
        """Give a part of the same row, in its three parts."""
        found = []
        start, stop = part.start, part.stop
        for row in (self.continuing, self.beginning, self.vague):
            found.append(row[max(start, 0) : max(stop, 0)])
            start, stop = start - len(row), stop - len(row)
        return found[0], found[1], found[2]


def shown_in(article: Article) -> tuple[str, ...]:
    """Give the months and years in which a story is shown (see `model.periods`), that in which it begins first."""
    return periods(article.event) if article.event else (article.date[:7],)


def way_to(p: Planner, article: Article) -> tuple[Link, ...]:
    """Link down to the month or the year in which a story is shown, or to the index where its year is not known."""
    if not p.shows("chronology"):
        return ()
    period = shown_in(article)[0]
    if not period:
        return (_root(p),)
    year = Link(period[:4], f"/{period[:4]}/")
    return (year, Link(period, f"/{period[:4]}/{period[5:]}/")) if len(period) == 7 else (year,)


def _root(p: Planner) -> Link:
    return Link(p.words("Chronology"), INDEX)


def plan(p: Planner) -> Iterator[Page]:
    """Plan the index of years, each year, each month."""
    if not p.shows("chronology"):
        return
    months, years, ageless = _file(p.by_event)
    of_months = {m: Period(f"/{m[:4]}/{m[5:]}/", m, len(months[m].stories)) for m in sorted(months)}
    of_years = [Period(f"/{y}/", y, len(years[y].stories)) for y in sorted(years)]
    made = century.signed(p)
    yield from _index(p, tuple(of_years), century.grid(of_years, of_months, made), ageless)
    root = _root(p)
    within: dict[str, list[Period]] = {}
    for m, period in of_months.items():
        within.setdefault(m[:4], []).append(period)
    for i, year in enumerate(of_years):
        here = tuple(within.get(year.date, ()))
        at_a_glance = century.months_of(year.date, {m.date: m for m in here}, made)
        yield from _period(p, year, here, years[year.date], of_years, i, (root,), at_a_glance)
    all_months = list(of_months.values())
    for i, of_month in enumerate(all_months):
        crumbs = (root, Link(of_month.date[:4], f"/{of_month.date[:4]}/"))
        yield from _period(p, of_month, (), months[of_month.date], all_months, i, crumbs)


def _file(stories: Sequence[Story]) -> tuple[dict[str, _Filed], dict[str, _Filed], list[Story]]:
    """File stories, in order of what happened, under months and years; the rest are those whose year is not known."""
    months: dict[str, _Filed] = {}
    years: dict[str, _Filed] = {}
    ageless: list[Story] = []
    for s in stories:
        shown = shown_in(s.article)
        first = shown[0]
        if not first:
            ageless.append(s)
            continue
        if len(first) == 7:
            _at(months, first).beginning.append(s)
            _at(years, first[:4]).beginning.append(s)
        else:
            _at(years, first).vague.append(s)
        if len(shown) == 1:
            continue
        before = {first[:4]}
        for period in shown[1:]:
            if len(period) == 7:
                _at(months, period).continuing.append(s)
            if period[:4] not in before:
                before.add(period[:4])
                _at(years, period[:4]).continuing.append(s)
    return months, years, ageless


def _at(filed: dict[str, _Filed], period: str) -> _Filed:
    found = filed.get(period)
    if found is None:
        found = filed[period] = _Filed()
    return found


def _index(p: Planner, of_years: tuple[Period, ...], grid: tuple[GridRow, ...], ageless: list[Story]) -> Iterator[Page]:
    def page(route: str, part: slice, number: int) -> ChronologyPage:
        return ChronologyPage(
            route=route,
            title=p.words("Chronology"),
            crumbs=() if number == 1 else (_root(p),),
            date="",
            periods=of_years if number == 1 else (),
            grid=grid if number == 1 else (),
            vague=p.cards(ageless[part]),
            paginator=p.paginator(INDEX, number, len(ageless), p.config.page_size),
        )

    beside = digest_of((of_years, grid, len(ageless)))
    for route, part, number in p.slices(INDEX, len(ageless), p.config.page_size):
        key = p.list_key(route, ageless[part], beside)
        yield p.page("chronology", "chronology.html", route, partial(page, route, part, number), key=key)


def _period(
    p: Planner,
    period: Period,
    within: tuple[Period, ...],
    filed: _Filed,
    row: list[Period],
    at: int,
    crumbs: tuple[Link, ...],
    months: tuple[GridCell, ...] = (),
) -> Iterator[Page]:
    """Plan the pages of one year or month."""
    earlier = row[at - 1] if at else None
    later = row[at + 1] if at + 1 < len(row) else None
    size = p.config.page_size
    stories = filed.stories

    def page(route: str, part: slice, number: int) -> ChronologyPage:
        continuing, beginning, vague = (p.cards(some) for some in filed.part(part))
        return ChronologyPage(
            route=route,
            title=period.date,
            crumbs=crumbs,
            date=period.date,
            periods=within,
            months=months if number == 1 else (),
            continuing=continuing,
            cards=beginning,
            vague=vague,
            paginator=p.paginator(period.route, number, len(stories), size),
            earlier=earlier,
            later=later,
        )

    beside = digest_of((period, within, months, earlier, later, len(filed.continuing), len(filed.beginning)))
    for route, part, number in p.slices(period.route, len(stories), size):
        key = p.list_key(route, stories[part], beside)
        yield p.page("chronology", "chronology.html", route, partial(page, route, part, number), key=key)
