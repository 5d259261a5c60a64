"""The parts that pages of many kinds are made of: cards of stories, names, sources, the places of pages in a list."""

import msgspec

from communique.model.dates import Edtf
from communique.model.digest import Digested, digest_of
from communique.model.page import Link


class Card(Digested):
    """A story as lists show it. Made once and shared by every page that shows it."""

    __slots__ = (
        "countries",
        "date",
        "dateline",
        "event",
        "held",
        "lang",
        "marks",
        "route",
        "sources",
        "summary",
        "title",
        "when",
    )

    def __init__(
        self,
        route: str,
        title: str,
        summary: str,
        date: str,
        when: str,
        event: Edtf | None,
        dateline: str,
        countries: tuple[Link, ...],
        marks: tuple[str, ...],
        sources: int,
        lang: str,
        held: str,
    ) -> None:
        self.route = route
        self.title = title
        self.summary = summary
        self.date = date
        self.when = when
        """The date that lists show, as EDTF has it: that of the event where this begins on the story's day, else that day."""
        self.event = event
        self.dateline = dateline
        self.countries = countries
        self.marks = marks
        """Of `corrected`, `retracted`, `record-notes`."""
        self.sources = sources
        """How many are named."""
        self.lang = lang
        self.held = held
        self.digest = digest_of(
            (route, title, summary, date, when, event, dateline, countries, marks, sources, lang, held),
        )


class Paginator(msgspec.Struct, frozen=True):
    """Where one page of a list stands among the others."""

    number: int
    total: int
    items: int
    routes: tuple[Link, ...]
    """First, last and those near this one, in order; a gap is a link without a route."""
    newer: str = ""
    older: str = ""


class NameView(msgspec.Struct, frozen=True):
    """A name in its language and script."""

    text: str
    lang: str = ""
    latin: str = ""
    used_by: Link | None = None
    start: str = ""
    end: str = ""
    script: str = ""
    """ISO 15924; empty where the letters do not tell it."""


class SourceView(msgspec.Struct, frozen=True):
    """Where something was seen, as pages show it."""

    publisher: Link
    """Leads to all that the archive cites of it."""
    title: str
    url: str
    archived: str
    version: str
    """The day for which it is cited, `YYYY-MM-DD`; empty where nothing tells."""
    accessed: str
    lang: str
    level: str
    after: str
    rotten: bool


class ImageView(msgspec.Struct, frozen=True):
    """A picture."""

    route: str
    alt: str
    caption: str
    credit: str


class OriginalView(msgspec.Struct, frozen=True):
    """A date as the documents of the time have it."""

    text: str
    calendar: str
    lang: str = ""


class OfficeView(msgspec.Struct, frozen=True):
    """An office held."""

    title: str
    body: Link | None
    start: str
    end: str


class Heard(msgspec.Struct, frozen=True):
    """What the archive has from an organisation."""

    route: str
    """Of the page of what it cites of it; empty where there is none."""
    works: int
    """Sources published by it that stories cite."""
    stories: int
    """Stories that cite them."""
    relayed: int
    """Statements that it passed on."""


class IndexEntry(msgspec.Struct, frozen=True):
    """A term in the index of its taxonomy."""

    link: Link
    count: int
    first: str
    last: str
    sort: str
    """What it is listed under."""
    native: tuple[NameView, ...] = ()
    note: str = ""
    kind: str = ""
    date: Edtf | None = None
    status: str = ""
    order: int = 999
    short: str = ""
    start: str = ""
    """Of a state: since when it exists; empty where that is not known."""
    end: str = ""
    standing: str = ""
    """Of a country whose standing is disputed, as the settings have it."""
    past: bool = False
    """Whether it is a state of the past."""
    letter: str = ""
    """The one that it stands under in a list with letters, without accents."""
    office: str = ""
    """A person's, on the day of the newest story or before it."""
    countries: tuple[Link, ...] = ()
    """Of a person or an organisation."""
    heard: Heard | None = None
    """Of an organisation."""
    lang: str = ""
    """Of the note, where it is not the site's."""


class SpanView(msgspec.Struct, frozen=True):
    """A country over a span of time."""

    country: Link
    start: str = ""
    end: str = ""


class Ranked(msgspec.Struct, frozen=True):
    """A link and how many stories stand behind it."""

    link: Link
    count: int


class Period(msgspec.Struct, frozen=True):
    """A year or a month, and how many stories it has."""

    route: str
    date: str
    count: int
