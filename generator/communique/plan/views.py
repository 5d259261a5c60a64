"""The parts that pages are made of, as templates see them."""

import msgspec

from communique.model.article import Registration
from communique.model.dates import Edtf, OriginalDate
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
    )

    def __init__(
        self,
        route: str,
        title: str,
        summary: str,
        date: str,
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
            (route, title, summary, date, event, dateline, countries, marks, sources, lang, held),
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


class RoleLink(msgspec.Struct, frozen=True):
    """A term, and what it is to the story."""

    link: Link
    role: str = ""


class PersonView(msgspec.Struct, frozen=True):
    """A person, with the offices held on the story's day."""

    link: Link
    offices: tuple[str, ...] = ()


class PlaceView(msgspec.Struct, frozen=True):
    """A place, with each side's name, and who held and claimed it on the story's day."""

    link: Link
    names: tuple[NameView, ...] = ()
    controlled_by: tuple[Link, ...] = ()
    claimed_by: tuple[Link, ...] = ()


class AgreementView(msgspec.Struct, frozen=True):
    """An agreement, what the story has to do with it, and how it stood on the story's day."""

    link: Link
    relation: str = ""
    status: str = ""
    since: str = ""
    signed: Edtf | None = None
    """When it was made."""
    made: str = "signed"
    """What made it: that it was signed, issued, adopted or initialled."""


class StatementView(msgspec.Struct, frozen=True):
    """Words, who said them in which office, and how they came here."""

    speaker: Link
    offices: tuple[str, ...]
    text: str
    date: str
    lang: str
    original: str
    via: tuple[Link, ...]
    anchor: str
    """The fragment under which the statement stands on its story's page."""
    story: Link | None = None


class ThreadView(msgspec.Struct, frozen=True):
    """The stories before and after on the same pair, person, place or agreement."""

    link: Link
    before: Link | None
    after: Link | None


class ImageView(msgspec.Struct, frozen=True):
    """A picture."""

    route: str
    alt: str
    caption: str
    credit: str


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


class SpanView(msgspec.Struct, frozen=True):
    """A country over a span of time."""

    country: Link
    start: str = ""
    end: str = ""


class OfficeView(msgspec.Struct, frozen=True):
    """An office held."""

    title: str
    body: Link | None
    start: str
    end: str


class ActionView(msgspec.Struct, frozen=True):
    """What a party did."""

    action: str
    date: str
    by: tuple[Link, ...]


class PartyView(msgspec.Struct, frozen=True):
    """A party to an agreement."""

    country: Link
    actions: tuple[ActionView, ...]


class Facts(msgspec.Struct, frozen=True):
    """What a profile says; each kind uses its own part of it."""

    kind: str = ""
    code: str = ""
    start: str = ""
    end: str = ""
    predecessors: tuple[Link, ...] = ()
    successors: tuple[Link, ...] = ()
    countries: tuple[Link, ...] = ()
    born: Edtf | None = None
    died: Edtf | None = None
    offices: tuple[OfficeView, ...] = ()
    part_of: tuple[Link, ...] = ()
    parts: tuple[Link, ...] = ()
    point: tuple[float, float] | None = None
    controlled_by: tuple[SpanView, ...] = ()
    claimed_by: tuple[SpanView, ...] = ()
    seat: Link | None = None
    founded: Edtf | None = None
    dissolved: Edtf | None = None
    signed: Edtf | None = None
    original_date: OriginalDate | None = None
    place: Link | None = None
    in_force: str = ""
    ended: str = ""
    parties: tuple[PartyView, ...] = ()
    status_events: tuple[tuple[str, str, str], ...] = ()
    registration: Registration | None = None
    languages: tuple[str, ...] = ()


class Ranked(msgspec.Struct, frozen=True):
    """A link and how many stories stand behind it."""

    link: Link
    count: int


class PairEntry(msgspec.Struct, frozen=True):
    """A pair of countries in the index."""

    link: Link
    names: tuple[str, str]
    count: int
    first: str
    last: str


class Event(msgspec.Struct, frozen=True):
    """One entry on the axis of time."""

    date: str
    mark: str
    """agreement, statement or story."""
    card: Card


class Era(msgspec.Struct, frozen=True):
    """A stretch of the axis in which the two states were called as they then were."""

    name: str
    events: tuple[Event, ...]


class Period(msgspec.Struct, frozen=True):
    """A year or a month, and how many stories it has."""

    route: str
    date: str
    count: int


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
