"""On this day: a page for each day of the year on which something happened, their index, and a calendar to subscribe to."""

import calendar
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice

import msgspec

from communique.archive.ledger import Said
from communique.archive.standing import is_partial, turns
from communique.archive.story import Filed, Story
from communique.model.article import Article
from communique.model.dates import Edtf, day_of_year
from communique.model.digest import digest_bytes, digest_of
from communique.model.page import Link, Page
from communique.plan.planner import Planner
from communique.plan.views.days import Anniversary, CalendarEvent, CalendarPage, DayEntry, DayOfYear, DayPage, DaysPage

ROOT = "/on-this-day/"
CALENDAR = f"{ROOT}anniversaries.ics"
MAX_ANNIVERSARIES = 100
"""Anniversaries of one year on the index, the greatest first where there are more."""
MAX_EVENTS = 2000
"""Events in the calendar: what programs take without trouble. Agreements and people come before stories, old before new."""


class _Item(msgspec.Struct, frozen=True):
    """What happened on a day that is known: one of a story, a statement, a turn in the life of an agreement or a person."""

    date: Edtf
    rank: int
    """Of what happened on one day of one year, in which order it stands."""
    story: Story | None = None
    said: Said | None = None
    taxonomy: str = ""
    slug: str = ""
    what: str = ""
    """The turn, or `born` or `died`."""


_Row = list[_Item]


def day_route(p: Planner, article: Article) -> str:
    """Give the page of the day of the year on which a story's event began, or its own day; empty where there is none."""
    if not p.shows("on_this_day"):
        return ""
    day = day_of_year(article.event.text) if article.event else article.date[5:10]
    return f"{ROOT}{day}/" if day else ""


def plan(p: Planner) -> Iterator[Page]:
    """Plan the index, each day, and the calendar."""
    if not p.shows("on_this_day"):
        return
    days = _days(p)
    row = sorted(days)
    yield _index(p, days)
    for i, day in enumerate(row):
        yield from _day(p, day, days[day], row[i - 1], row[(i + 1) % len(row)])
    yield _calendar(p)


def _days(p: Planner) -> dict[str, _Row]:
    """Gather what happened on each day of the year (`MM-DD`), in order of years."""
    days: dict[str, _Row] = {}
    for s in p.by_event:
        a = s.article
        day = day_of_year(a.event.text) if a.event else a.date[5:10]
        if day:
            date = a.event or Edtf(a.date[:10], a.date[:10], a.date[:10])
            days.setdefault(day, []).append(_Item(date, 1, s))
    others = [_Item(x.date, 2, x.story, x) for x in p.ledger.entries] if p.shows("statements") else []
    others += (*_of_agreements(p), *_of_people(p))
    mixed = set()
    for item in others:
        if day := day_of_year(item.date.text):
            days.setdefault(day, []).append(item)
            mixed.add(day)
    for day in mixed:
        days[day].sort(key=lambda i: (i.date.earliest, i.rank))  # each kind was in order before, and stays so
    return days


def _of_agreements(p: Planner) -> Iterator[_Item]:
    if p.shows("agreements"):
        for term in p.archive.terms["agreements"].values():
            for t in turns(term.entity) if term.entity else ():
                if not (t.given and is_partial(term.entity, t.given)):  # type: ignore[arg-type]  # it has turns
                    yield _Item(t.edtf, 0, None, None, "agreements", term.slug, t.event)


def _of_people(p: Planner) -> Iterator[_Item]:
    if p.shows("people"):
        for term in p.archive.terms["people"].values():
            for what, date in (("born", term.entity.born), ("died", term.entity.died)) if term.entity else ():
                if date:
                    yield _Item(date, 3, None, None, "people", term.slug, what)


# a day


def _day(p: Planner, day: str, items: _Row, before: str, after: str) -> Iterator[Page]:
    route = f"{ROOT}{day}/"
    beside = digest_of((before, after, len(items)))
    for at, part, number in p.slices(route, len(items), p.config.page_size):
        some = items[part]
        keys = b"".join([i.story.key + b"%d " % (i.said.number if i.said else 0) for i in some if i.story])
        key = digest_bytes(p.profiles, at.encode(), beside, keys)
        make = partial(_day_page, p, day, at, some, len(items), number, (before, after))
        yield p.page("day", "day.html", at, make, key=key)


def _day_page(p: Planner, day: str, at: str, items: _Row, count: int, number: int, beside: tuple[str, str]) -> DayPage:
    route = f"{ROOT}{day}/"
    return DayPage(
        route=at,
        title=day,
        crumbs=(Link(p.words("On this day"), ROOT),),
        day=day,
        entries=tuple(_entry(p, i) for i in items),
        paginator=p.paginator(route, number, count, p.config.page_size),
        before=beside[0] if beside[0] != day else "",
        after=beside[1] if beside[1] != day else "",
    )


def _entry(p: Planner, i: _Item) -> DayEntry:
    if i.said:
        return DayEntry(i.date, "statement", statement=p.ledger.view(i.said))
    if i.story:
        mark = "agreement" if next(signed_in(i.story), None) else "story"
        return DayEntry(i.date, mark, card=p.card(i.story))
    return DayEntry(i.date, i.taxonomy, link=p.link(i.taxonomy, i.slug), what=i.what)


# the index


def _index(p: Planner, days: dict[str, _Row]) -> Page:
    year = int(p.archive.today[:4])
    since = {f"{year - n:04d}": n for n in range(1, year) if is_round(n)}
    round_ones = [
        (n, day, i) for day in sorted(days) for i in days[day] if (n := since.get(i.date.earliest[:4], 0)) and not i.said
    ]
    told = {(f.slug, i.date.earliest) for _, _, i in round_ones if i.story for f in signed_in(i.story)}
    round_ones = [found for found in round_ones if _is_named(found[2], told)]
    greatest = sorted(round_ones, key=lambda found: -found[0])[:MAX_ANNIVERSARIES]
    chosen = sorted(greatest, key=lambda found: (found[1], found[2].date.earliest))
    counts = {day: len(items) for day, items in sorted(days.items())}
    keys = b"".join([i.story.key for _, _, i in chosen if i.story])
    key = digest_bytes(p.profiles, digest_of(counts), keys, str(len(round_ones)).encode())
    return p.page("days", "days.html", ROOT, partial(_days_page, p, counts, chosen, year, len(round_ones)), key=key)


def signed_in(s: Story) -> Iterator[Filed]:
    """Give the agreements that a story tells the making of."""
    return (f for f in s.terms.get("agreements", ()) if f.role == "signs")


def _is_named(i: _Item, told: set[tuple[str, str]]) -> bool:
    """Tell whether an anniversary is named: of a story, a birth, a death, of an agreement that no story tells of."""
    if i.what in {"signed", "in force"}:
        return (i.slug, i.date.earliest) not in told
    return i.what in {"", "born", "died"}


def is_round(years: int) -> bool:
    """Tell whether so many years are an anniversary to be named: 10, 25, 50, 75, 100, and each 50 more."""
    return years > 0 and (years in {10, 25, 75} or years % 50 == 0)


def _days_page(
    p: Planner, counts: dict[str, int], chosen: Sequence[tuple[int, str, _Item]], year: int, all_of: int
) -> DaysPage:
    months = []
    for month in range(1, 13):
        row = [f"{month:02d}-{n:02d}" for n in range(1, calendar.monthrange(2000, month)[1] + 1)]  # a leap year
        months.append(tuple(DayOfYear(day, f"{ROOT}{day}/" if day in counts else "", counts.get(day, 0)) for day in row))
    return DaysPage(
        route=ROOT,
        title=p.words("On this day"),
        crumbs=(Link(p.words("Chronology"), "/chronology/"),) if p.shows("chronology") else (),
        months=tuple(months),
        year=year,
        anniversaries=tuple(Anniversary(i.date, n, _link(p, i), i.what, f"{ROOT}{day}/") for n, day, i in chosen),
        left_out=all_of - len(chosen),
        calendar=CALENDAR,
    )


def _link(p: Planner, i: _Item) -> Link:
    if i.story is None:
        return p.link(i.taxonomy, i.slug)
    return Link(i.story.article.title, i.story.route, i.story.article.lang)


# the calendar


def _calendar(p: Planner) -> Page:
    profiles = sorted((*_of_agreements(p), *_of_people(p)), key=lambda i: i.date.earliest)
    stories = (_Item(a.event, 1, s) for s in p.by_event if (a := s.article).event)
    known = (i for i in chain(profiles, stories) if day_of_year(i.date.text))
    chosen = list(islice(known, MAX_EVENTS))
    key = digest_bytes(p.profiles, b"".join([i.story.key for i in chosen if i.story]))
    return p.page("calendar", "anniversaries.ics", CALENDAR, partial(_calendar_page, p, chosen), key=key, listed=None)


def _calendar_page(p: Planner, chosen: Sequence[_Item]) -> CalendarPage:
    return CalendarPage(
        route=CALENDAR,
        title=f"{p.words('On this day')} · {p.config.title}",
        events=tuple(CalendarEvent(i.date, _link(p, i), i.what, i.story.article.excerpt if i.story else "") for i in chosen),
        index=False,
    )
