"""The parts that pages are made of, as templates see them."""

import msgspec

from communique.model.article import Registration, Source
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


class NameEntry(msgspec.Struct, frozen=True):
    """A term as the search page finds it: by any of its names."""

    name: str
    route: str
    kind: str
    others: tuple[str, ...]


class RoleLink(msgspec.Struct, frozen=True):
    """A term, and what it is to the story."""

    link: Link
    role: str = ""
    written: str = ""
    """What the story's source calls it, where that is another name than the archive's."""
    standing: str = ""
    """Of a country whose standing is disputed, as the settings have it."""
    claimed_by: tuple[Link, ...] = ()
    """Who claimed its territory on the story's day."""
    recognised_by: tuple[Link, ...] = ()
    """Of a country whose standing is disputed: who recognised it on the story's day."""


class PersonView(msgspec.Struct, frozen=True):
    """A person, with the offices held on the story's day."""

    link: Link
    offices: tuple[str, ...] = ()


class Claim(msgspec.Struct, frozen=True):
    """A country that claims parts of a place, not the whole."""

    country: Link
    parts: tuple[Link, ...]
    start: str = ""
    """Since when it has claimed the first of them."""


class Belonging(msgspec.Struct, frozen=True):
    """A place that another belongs to; in whose view, and in whose not, where that is disputed."""

    place: Link
    by: tuple[Link, ...] = ()
    denied_by: tuple[Link, ...] = ()


class PlaceView(msgspec.Struct, frozen=True):
    """A place, with each side's name, and who held and claimed it on the story's day."""

    link: Link
    names: tuple[NameView, ...] = ()
    controlled_by: tuple[Link, ...] = ()
    claimed_by: tuple[Link, ...] = ()
    claimed_in_part: tuple[Claim, ...] = ()
    written: str = ""
    """What the story's source calls it, where that is another name than the archive's."""

    @property
    def contested(self) -> bool:
        """Whether somebody claims it, or a part of it."""
        return bool(self.claimed_by or self.claimed_in_part)


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
    force: str = ""
    """Of one that was denounced: whether it was still in force, yes, no or unsure."""


class RelayView(msgspec.Struct, frozen=True):
    """Who passed words on."""

    link: Link
    role: str = ""
    url: str = ""
    date: str = ""


class StatementView(msgspec.Struct, frozen=True):
    """Words, who said them in which office, and how they came here."""

    speaker: Link
    offices: tuple[str, ...]
    text: str
    date: Edtf
    """When it was said: never a finer date than is known."""
    lang: str
    original: str
    via: tuple[RelayView, ...]
    anchor: str
    """The fragment under which the statement stands on its story's page."""
    story: Link | None = None
    route: str = ""
    """The address of its own page; empty where such pages are switched off."""
    translated_by: str = ""
    url: str = ""
    """Where the exact words can be seen."""
    text_lang: str = ""
    """The language of `text`, where it is not the site's."""
    retracted: bool = False
    """Whether its story is."""


class StatementRecord(msgspec.Struct, frozen=True):
    """A statement as data."""

    statement: StatementView
    countries: tuple[Link, ...]
    """For which it was said, as each was then called."""
    published: str
    """When its story was put online."""
    status: str
    """Of its story."""


class StepView(msgspec.Struct, frozen=True):
    """A statement before or after another."""

    link: Link
    date: Edtf
    speaker: str


class StatementThread(msgspec.Struct, frozen=True):
    """The statements before and after by the same speaker, or on the same pair of countries."""

    link: Link
    before: StepView | None
    after: StepView | None


class Stretch(msgspec.Struct, frozen=True):
    """Statements under one heading: of a year, or of a speaker's time in an office."""

    heading: str
    statements: tuple[StatementView, ...]


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


class CitedView(msgspec.Struct, frozen=True):
    """A source, and the stories that cite it."""

    source: SourceView
    stories: tuple[Link, ...]
    """The newest first."""
    more: int
    """How many more there are."""


class PublisherRow(msgspec.Struct, frozen=True):
    """A publisher in the index of sources."""

    link: Link
    stories: int
    sources: int
    levels: tuple[tuple[str, int], ...]
    """How many of its sources are of each level, from the nearest to the event; an empty word stands for those of none."""
    languages: tuple[tuple[str, int], ...]
    """The same by language (BCP 47), the most first."""
    addresses: int
    """How many of its sources have one."""
    archived: int
    """How many of these have an archived copy."""


class BasisView(msgspec.Struct, frozen=True):
    """What a note rests on: an agreement, a story, an address, or words alone."""

    link: Link
    rest: str = ""
    """What follows the linked words."""
    url: str = ""
    archived: str = ""


class NoteView(msgspec.Struct, frozen=True):
    """Where a source departs from the record."""

    anchor: str
    """The fragment under which the note stands on its story's page."""
    kind: str
    source: Source | None
    """What it is about; None where that is none of the story's own sources."""
    publisher: str
    """Whose report that is; empty where it is none of them."""
    says: str
    record: str
    basis: tuple[BasisView, ...]
    date: str = ""
    story: Link | None = None


class NoteYear(msgspec.Struct, frozen=True):
    """The notes about one publisher's reports of one year."""

    year: str
    notes: tuple[NoteView, ...]


class NoteGroup(msgspec.Struct, frozen=True):
    """The notes about one publisher; about sources that the stories do not cite where the name is empty."""

    name: str
    anchor: str
    count: int
    """Of all its notes, also on other pages of the list."""
    years: tuple[NoteYear, ...]


class CorrectionView(msgspec.Struct, frozen=True):
    """An error of our own put right, or a story retracted."""

    date: str
    text: str
    anchor: str
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


class OriginalView(msgspec.Struct, frozen=True):
    """A date as the documents of the time have it."""

    text: str
    calendar: str
    lang: str = ""


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
    note: str = ""


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
    part_of: tuple[Belonging, ...] = ()
    parts: tuple[Belonging, ...] = ()
    """The places that belong to it."""
    claimed_in_part: tuple[Claim, ...] = ()
    point: tuple[float, float] | None = None
    controlled_by: tuple[SpanView, ...] = ()
    claimed_by: tuple[SpanView, ...] = ()
    recognised_by: tuple[SpanView, ...] = ()
    label_note: str = ""
    standing: str = ""
    """Of a country whose standing is disputed, as the settings have it."""
    policy: Link | None = None
    """Where the archive says how it names what is contested."""
    seat: Link | None = None
    founded: Edtf | None = None
    dissolved: Edtf | None = None


class SpellView(msgspec.Struct, frozen=True):
    """A stretch of time through which an agreement stood in one way, and whether it was in force then."""

    status: str
    force: str
    """yes, no or unsure."""
    start: Edtf
    end: Edtf | None
    """The date of the next turn; None where none is known."""


class StandingView(msgspec.Struct, frozen=True):
    """How an agreement stood from time to time, as a whole or to some of its parties."""

    whose: tuple[Link, ...]
    """Empty for the whole."""
    spells: tuple[SpellView, ...]


class TurnView(msgspec.Struct, frozen=True):
    """A turn in an agreement's life: what, when, by whom, in which part, by which agreement, and the story that tells of it."""

    event: str
    date: Edtf
    by: tuple[Link, ...]
    by_all: bool
    as_to: str
    agreement: Link | None
    story: Link | None
    note: str


class TextView(msgspec.Struct, frozen=True):
    """A text of an agreement."""

    lang: str
    authentic: bool
    prevails: bool
    title: str = ""
    url: str = ""
    archived: str = ""


class ReplacedView(msgspec.Struct, frozen=True):
    """An agreement that this one superseded, amended, extended or confirmed, or the part of which it did so."""

    link: Link
    event: str
    as_to: str


class StoriesView(msgspec.Struct, frozen=True):
    """Stories in which the same is done with an agreement: signs, ratifies, suspends or denounces."""

    act: str
    cards: tuple[Card, ...]


class AgreementRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a profile says of an agreement, and what follows of it."""

    link: Link
    short: str
    kind: str
    made: str
    """signed, issued, adopted or initialled; empty where its profile does not say."""
    date: Edtf | None
    """When that was."""
    original_date: tuple["OriginalView", ...]
    place: Link | None
    in_force: str
    ended: str
    force: str
    """Whether it is in force as the archive stands: yes, no or unsure."""
    parties: tuple[PartyView, ...]
    life: tuple[TurnView, ...]
    standing: tuple[StandingView, ...]
    """Of the whole first."""
    texts: tuple[TextView, ...]
    registration: Registration | None
    depositary: tuple[Link, ...]
    places: tuple[Link, ...]
    replaced: tuple[ReplacedView, ...]
    stories: tuple[tuple[str, Link | None], ...]
    """What is done with it, and in which story."""


class Ranked(msgspec.Struct, frozen=True):
    """A link and how many stories stand behind it."""

    link: Link
    count: int


class Stage(msgspec.Struct, frozen=True):
    """A state on the line of those before and after a country."""

    link: Link
    start: str
    end: str
    count: int
    here: bool
    """Whether the page is its own."""
    joined: tuple[Link, ...]
    """Other states that went into it."""
    left: tuple[Link, ...]
    """Other states that came out of it."""


class Earlier(msgspec.Struct, frozen=True):
    """A state before a country, with its stories."""

    link: Link
    start: str
    end: str
    count: int
    cards: tuple[Card, ...]
    """The newest; empty where the site only leads to them."""


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
    event: Edtf | None = None


class DayOfYear(msgspec.Struct, frozen=True):
    """A day of the year, and how much happened on it."""

    day: str
    """`MM-DD`."""
    route: str
    """Empty where nothing did."""
    count: int


class DayEntry(msgspec.Struct, frozen=True):
    """What happened on a day: a story, a statement, or a turn in the life of an agreement or a person."""

    date: Edtf
    mark: str
    """agreement, story or statement; of a turn, the taxonomy."""
    card: Card | None = None
    statement: StatementView | None = None
    link: Link | None = None
    what: str = ""
    """The turn, or `born` or `died`."""


class Anniversary(msgspec.Struct, frozen=True):
    """A round number of years since something."""

    date: Edtf
    years: int
    link: Link
    what: str
    route: str
    """Of the page of its day."""


class CalendarEvent(msgspec.Struct, frozen=True):
    """Something whose day comes again every year."""

    date: Edtf
    link: Link
    what: str
    text: str
