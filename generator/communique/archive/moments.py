"""Moments in time: the days on which they lie, and those at which something in the archive comes to stand otherwise."""

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from communique.archive.standing import turns
from communique.model.article import Article
from communique.model.content import AnyDocument
from communique.model.dates import bounds
from communique.model.entity import Entity

_EPOCH = dt.date(1970, 1, 1).toordinal()
_DAY = 86_400
"""Seconds."""


def day_of(moment: int) -> str:
    """Give the day of a moment (seconds since 1970 UTC), in UTC."""
    return dt.date.fromordinal(min(max(moment // _DAY + _EPOCH, 1), dt.date.max.toordinal())).isoformat()


def new_years(now: int) -> Iterator[int]:
    """Give the beginning of the year of a moment, and that of the next, in seconds since 1970 UTC."""
    year = int(day_of(now)[:4])
    yield _begins(f"{year:04d}-01-01")
    if year < dt.MAXYEAR:
        yield _begins(f"{year + 1:04d}-01-01")


def month_of(moment: int, zone: str) -> str:
    """Give the month (`YYYY-MM`) of a moment (seconds since 1970 UTC) in a time zone (IANA)."""
    return _local(moment, zone).isoformat()[:7]


def new_months(now: int, zone: str) -> Iterator[int]:
    """Give the beginning of the month of a moment in a time zone, and that of the next, in seconds since 1970 UTC."""
    first = _local(now, zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    yield int(first.timestamp())
    if (first.year, first.month) < (dt.MAXYEAR, 12):
        then = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
        yield int(then.timestamp())


def _local(moment: int, zone: str) -> dt.datetime:
    """Give a moment on the clocks of a time zone; one beyond the calendar as the nearest day of it but one."""
    least, most = (_begins(day) for day in ("0001-01-03", "9999-12-30"))
    return dt.datetime.fromtimestamp(min(max(moment, least), most), ZoneInfo(zone))


def _begins(day: str) -> int:
    return (dt.date.fromisoformat(day).toordinal() - _EPOCH) * _DAY


def first_moment(date: str) -> int:
    """Give when a day, a month or a year begins, in seconds since 1970 UTC; 0 for what is no such date."""
    days = bounds(date)
    return _begins(days[0]) if days else 0


def modified(article: Article) -> tuple[int, str]:
    """Give when a story was last changed in a way that readers should know of, in seconds since 1970 UTC and as written.

    That is when it was updated, corrected or retracted, but never before it was put online. A date without a day counts from
    the first that it may mean.
    """
    if not (article.updated or article.corrections or article.retraction):
        return article.online_moment, article.online
    turns_ = [(c.date, bounds(c.date)) for c in article.corrections]
    if article.retraction and article.status == "retracted":
        turns_.append((article.retraction.date, bounds(article.retraction.date)))
    found = [(_begins(days[0]), date) for date, days in turns_ if days]
    if article.updated:
        found.append((article.updated_moment, article.updated))
    return max([(article.online_moment, article.online), *found], key=lambda x: x[0])


def moments(documents: Iterable[AnyDocument]) -> Iterator[int]:
    """Give every moment at which something comes to stand otherwise, in seconds since 1970 UTC."""
    for d in documents:
        if not isinstance(d, Entity):
            continue
        if d.taxonomy == "agreements":
            for t in turns(d):
                yield _begins(t.first)
        for span in (*d.controlled_by, *d.claimed_by, *d.recognised_by):
            if start := bounds(span.start):
                yield _begins(start[0])
            if end := bounds(span.end):
                yield _begins(end[1]) + _DAY
