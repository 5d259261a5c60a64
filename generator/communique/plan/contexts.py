"""What templates see: one struct for each kind of page, of plain data only."""

import msgspec

from communique.model.dates import Edtf
from communique.model.page import Link
from communique.plan.views import (
    AgreementRecord,
    AgreementView,
    Anniversary,
    CalendarEvent,
    Card,
    CitedView,
    CorrectionView,
    DayEntry,
    DayOfYear,
    Earlier,
    Facts,
    FeedEntry,
    ImageView,
    IndexEntry,
    NameEntry,
    NameView,
    NoteGroup,
    NoteView,
    OfficeView,
    OriginalView,
    Paginator,
    Period,
    PersonView,
    PlaceView,
    PublisherRow,
    Ranked,
    RoleLink,
    SourceView,
    Stage,
    StatementRecord,
    StatementThread,
    StatementView,
    StoriesView,
    Stretch,
    ThreadView,
)


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """What every page has."""

    route: str
    title: str
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    feed: str = ""
    """The route of the feed that belongs to this page."""
    lang: str = ""
    """Where it is not the site's."""
    held: str = ""
    as_of: str = ""
    """The day (`YYYY-MM-DD`) as of which the archive is shown; empty in the living one."""
    index: bool = True
    """Whether search engines shall list it."""
    notes: tuple[Link, ...] = ()
    """The archive's pages about itself, which every page links to."""


class ArticlePage(Base, frozen=True, kw_only=True):
    """A story."""

    standfirst: str
    type: str
    status: str
    date: str
    told: str
    """The date that lists show."""
    published: str
    updated: str
    modified: str
    """When it was last updated, corrected or retracted; never before it was put online."""
    day: str
    """The page of the day of the year on which it happened; empty where there is none."""
    event: Edtf | None
    original_date: tuple[OriginalView, ...]
    dateline: str
    dateline_place: Link | None
    countries: tuple[RoleLink, ...]
    people: tuple[PersonView, ...]
    places: tuple[PlaceView, ...]
    organisations: tuple[Link, ...]
    agreements: tuple[AgreementView, ...]
    dossiers: tuple[Link, ...]
    tags: tuple[Link, ...]
    as_tagged: tuple[Link, ...]
    """The line of tags as the story prints it, where some of its names mean a country, a person, a place …"""
    other_terms: dict[str, tuple[Link, ...]]
    other_names: str
    """What else those are called whom the story names, each in brackets: for search, which shall find it by any name."""
    statements: tuple[StatementView, ...]
    sources: tuple[SourceView, ...]
    corrections: tuple[CorrectionView, ...]
    retraction: CorrectionView | None
    record_notes: tuple[NoteView, ...]
    threads: tuple[ThreadView, ...]
    image: ImageView | None
    links: dict[str, str]
    """From a link as the text marks it to the address it means; empty where that may not be shown."""
    translation_of: Link | None = None
    conference: str = ""
    """The address of the list of conferences, where this is one."""
    changed: str = ""
    """In an archive as of a day: when this wording, which is a later one, came to be."""
    until: str = ""
    """In an archive as of a day: until when this wording stood, which is an earlier one."""


class IndexPage(Base, frozen=True, kw_only=True):
    """The index of a taxonomy."""

    taxonomy: str
    entries: tuple[IndexEntry, ...]


class TermPage(Base, frozen=True, kw_only=True):
    """A term and one page of its stories."""

    taxonomy: str
    name: str
    names: tuple[NameView, ...]
    summary: str
    facts: Facts
    sources: tuple[SourceView, ...]
    image: ImageView | None
    has_body: bool
    links: dict[str, str]
    cards: tuple[Card, ...]
    paginator: Paginator
    per_year: tuple[tuple[int, int], ...] = ()
    """Stories in each year, from the first to the last."""
    partners: tuple[Ranked, ...] = ()
    line: tuple[Stage, ...] = ()
    """Of a country: the states before and after it, the earliest first, itself among them."""
    earlier: tuple[Earlier, ...] = ()
    """Of a country: those before it that have stories, the nearest first."""
    people: tuple[Ranked, ...] = ()
    agreements: tuple[AgreementView, ...] = ()
    agreements_about: tuple[AgreementView, ...] = ()
    """Of a place: those that dispose of it or of a part of it, in order of time."""
    statements: tuple[Stretch, ...] = ()
    """A person's latest, the oldest first, by the office held."""
    ledger: Ranked | None = None
    """The page of all statements by a person or for a country, and how many it has."""
    part_cards: tuple[Card, ...] = ()
    """Of a place: the newest stories of its parts that are not its own too."""
    part_stories: int = 0
    """How many there are."""


class AgreementPage(TermPage, frozen=True, kw_only=True):
    """An agreement; `cards` are the stories that concern it, besides those in which something is done with it."""

    record: AgreementRecord | None
    """On its first page, where it has a profile."""
    acts: tuple[StoriesView, ...] = ()
    between: tuple[Link, ...] = ()
    """The pairs of states among its parties that have a page."""


class AgreementsExport(Base, frozen=True, kw_only=True):
    """Every agreement with a profile, as data."""

    records: tuple[AgreementRecord, ...]


class ChronologyPage(Base, frozen=True, kw_only=True):
    """The index of years, a year with its months, or a month."""

    date: str
    periods: tuple[Period, ...]
    paginator: Paginator
    continuing: tuple[Card, ...] = ()
    """Of what began in an earlier month or year."""
    cards: tuple[Card, ...] = ()
    vague: tuple[Card, ...] = ()
    """Of a year: what is known to that year only. Of the index: what is known less exactly."""
    earlier: Period | None = None
    later: Period | None = None


class StatementsPage(Base, frozen=True, kw_only=True):
    """Statements in order of time: all, the newest first; or those of a year, a speaker or a country, the oldest first."""

    of: str
    """`years`, `speakers`, `countries`, or empty for all."""
    name: Link | None
    """The year, the speaker or the country."""
    ways: tuple[Link, ...]
    """The indexes of statements."""
    stretches: tuple[Stretch, ...]
    """By year; those of a speaker by office."""
    paginator: Paginator
    earlier: Period | None = None
    later: Period | None = None

    @property
    def statements(self) -> tuple[StatementView, ...]:
        """All of them in one row."""
        return tuple(s for stretch in self.stretches for s in stretch.statements)


class StatementsExport(Base, frozen=True, kw_only=True):
    """Every statement, as data."""

    records: tuple[StatementRecord, ...]


class StatementIndexPage(Base, frozen=True, kw_only=True):
    """Who made statements, for which country they were made, or in which years."""

    of: str
    ways: tuple[Link, ...]
    entries: tuple[IndexEntry, ...]
    periods: tuple[Period, ...]
    count: int
    """Statements in all."""


class StatementPage(Base, frozen=True, kw_only=True):
    """One statement."""

    statement: StatementView
    offices: tuple[OfficeView, ...]
    none_on_record: bool
    """Whether the speaker's profile has offices, and none of that day."""
    event: Edtf | None
    """What the story tells."""
    published: str
    """When the story was."""
    story_lang: str
    countries: tuple[Link, ...]
    """For which the words were said, as each was then called."""
    by_country: tuple[Link, ...]
    """All statements for these, by the states that continue them today."""
    by_speaker: Link
    threads: tuple[StatementThread, ...]


class SourcesPage(Base, frozen=True, kw_only=True):
    """Every publisher whose work stories cite."""

    whole: PublisherRow
    """All of them taken together."""
    publishers: tuple[PublisherRow, ...]
    unnamed: int
    """Sources that name no publisher."""


class PublisherPage(Base, frozen=True, kw_only=True):
    """What stories cite of one publisher, the most lately cited first."""

    organisation: Link | None
    passed_on: tuple[Link, ...]
    """Who else publishes its reports."""
    stories: int
    cited: tuple[CitedView, ...]
    paginator: Paginator


class TablePage(Base, frozen=True, kw_only=True):
    """A table for other programs: its head, and its rows."""

    rows: tuple[tuple[str, ...], ...]


class RecordNotesPage(Base, frozen=True, kw_only=True):
    """Where sources depart from the record, by publisher and year."""

    groups: tuple[NoteGroup, ...]
    publishers: tuple[Link, ...]
    """On the first page, every publisher of whom there are notes, where they begin, and how many as the note."""
    paginator: Paginator


class CorrectionsPage(Base, frozen=True, kw_only=True):
    """What the archive has retracted and corrected, the newest first."""

    retractions: tuple[CorrectionView, ...]
    corrections: tuple[CorrectionView, ...]
    retracted: int
    """How many stories are retracted, on all pages of the list."""
    paginator: Paginator


class DaysPage(Base, frozen=True, kw_only=True):
    """The days of the year, and the anniversaries of one year."""

    months: tuple[tuple[DayOfYear, ...], ...]
    year: int
    anniversaries: tuple[Anniversary, ...]
    left_out: int
    """Anniversaries that are not named, where there are very many."""
    calendar: str
    """The route of the calendar to subscribe to."""


class DayPage(Base, frozen=True, kw_only=True):
    """What happened on one day of the year."""

    day: str
    """`MM-DD`."""
    entries: tuple[DayEntry, ...]
    paginator: Paginator
    before: str
    """The day before on which something happened; empty where there is no other."""
    after: str


class CalendarPage(Base, frozen=True, kw_only=True):
    """The calendar of anniversaries."""

    events: tuple[CalendarEvent, ...]


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


class StoriesPage(Base, frozen=True, kw_only=True):
    """All stories, page by page."""

    cards: tuple[Card, ...]
    paginator: Paginator


class NotePage(Base, frozen=True, kw_only=True):
    """A page of the archive about itself."""

    links: dict[str, str]
    sources: tuple[SourceView, ...]


class SearchPage(Base, frozen=True, kw_only=True):
    """The search page."""

    periods: tuple[tuple[int, int, str], ...]
    """First year, last year and route of each bundle of the index, the newest first."""
    browse: tuple[Link, ...]


class NamesPage(Base, frozen=True, kw_only=True):
    """Every name of every term, for the search page."""

    entries: tuple[NameEntry, ...]


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
