"""The pages of the site as a whole: the front page, lists, search, feeds and sitemaps."""

from typing import Any

import msgspec

from communique.model.dates import Edtf
from communique.model.page import Link
from communique.plan.views.agreements import AgreementView
from communique.plan.views.base import Base
from communique.plan.views.front import Lives, MonthView, OnMap
from communique.plan.views.parts import Card, IndexEntry, Paginator, Period, Ranked, SourceView


class NameEntry(msgspec.Struct, frozen=True):
    """A term as the search page finds it: by any of its names."""

    name: str
    route: str
    kind: str
    others: tuple[str, ...]
    count: int
    """Stories filed under it."""
    see_also: tuple[str, ...] = ()
    """Routes of terms that a reader of its name may mean as well."""


class SchemaPage(Base, frozen=True, kw_only=True):
    """A JSON Schema, as plain data."""

    schema: dict[str, Any]


class FeedEntry(msgspec.Struct, frozen=True):
    """A story in a feed."""

    route: str
    title: str
    published: str
    updated: str
    summary: str
    categories: tuple[str, ...]
    lang: str
    links: dict[str, str]
    event: Edtf | None = None


class GridCell(msgspec.Struct, frozen=True):
    """A year or a month in the grid of the chronology."""

    date: str
    """`YYYY` or `YYYY-MM`."""
    route: str
    """Empty where it has no story."""
    count: int
    shade: int
    """From 1 to 4 by the number of stories; 0 where there is none."""
    agreements: int
    """How many were made then."""


class GridRow(msgspec.Struct, frozen=True):
    """A decade with its years, a year with its months, or many decades in which there is nothing."""

    first: str
    """Its first year."""
    last: str
    cells: tuple[GridCell | None, ...]
    """None before the first year of the archive and after its last; no cells at all where many rows are empty."""
    route: str = ""
    """Of a year."""
    count: int = 0


class ChronologyPage(Base, frozen=True, kw_only=True):
    """The index of years, a year with its months, or a month."""

    date: str
    periods: tuple[Period, ...]
    paginator: Paginator
    grid: tuple[GridRow, ...] = ()
    """Of the index."""
    months: tuple[GridCell, ...] = ()
    """Of a year."""
    continuing: tuple[Card, ...] = ()
    """Of what began in an earlier month or year."""
    cards: tuple[Card, ...] = ()
    vague: tuple[Card, ...] = ()
    """Of a year: what is known to that year only. Of the index: what is known less exactly."""
    earlier: Period | None = None
    later: Period | None = None


class TablePage(Base, frozen=True, kw_only=True):
    """A table for other programs: its head, and its rows."""

    rows: tuple[tuple[str, ...], ...]


class FrontPage(Base, frozen=True, kw_only=True):
    """The front page."""

    lead: Card | None
    recent: tuple[Card, ...]
    dossiers: tuple[IndexEntry, ...]
    countries: tuple[Ranked, ...]
    pairs: tuple[Ranked, ...]
    agreements: tuple[AgreementView, ...]
    stories: int
    first: str
    month: MonthView
    lives: Lives | None
    """None where no two agreements have a date."""
    map: tuple[OnMap, ...]
    """Empty where there is no map."""


class StoriesPage(Base, frozen=True, kw_only=True):
    """All stories, page by page."""

    cards: tuple[Card, ...]
    paginator: Paginator


class NotePage(Base, frozen=True, kw_only=True):
    """A page of the archive about itself."""

    links: dict[str, str]
    sources: tuple[SourceView, ...]


class Way(msgspec.Struct, frozen=True):
    """A way into the archive."""

    link: Link
    count: int = 0
    """Countries, pairs, years … that it leads to."""
    few: tuple[Ranked, ...] = ()
    """Those with the most stories."""


class SearchPage(Base, frozen=True, kw_only=True):
    """The search page."""

    periods: tuple[tuple[int, int, str], ...]
    """First year, last year and route of each bundle of the index, the newest first."""
    ways: tuple[Way, ...]
    stories: int


class NamesPage(Base, frozen=True, kw_only=True):
    """Every name of every term, for the search page."""

    entries: tuple[NameEntry, ...]


class PicturePage(Base, frozen=True, kw_only=True):
    """A picture for those who share a page: of the site, or of a story."""

    name: tuple[str, ...]
    """The archive's, in lines; nothing where its letters cannot be set."""
    lines: tuple[str, ...]
    """What it says, in lines that fit."""
    size: int
    """Of the letters of the picture's largest text, in pixels."""
    date: str = ""
    dateline: str = ""


class RedirectPage(Base, frozen=True, kw_only=True):
    """A page that leads to another."""

    target: str


class FeedPage(Base, frozen=True, kw_only=True):
    """A feed."""

    home: str
    updated: str
    entries: tuple[FeedEntry, ...]
    full: bool


class SitemapPage(Base, frozen=True, kw_only=True):
    """A sitemap, or the index of several."""

    entries: tuple[tuple[str, str], ...]
    """Route and day of the last change."""
    parts: tuple[str, ...] = ()
