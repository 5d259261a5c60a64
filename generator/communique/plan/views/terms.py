"""The pages of terms, and the index of a taxonomy."""

import msgspec

from communique.model.dates import Edtf
from communique.model.page import Link
from communique.plan.views.agreements import AgreementRecord, AgreementView, LifeLine, StoriesView
from communique.plan.views.base import Base
from communique.plan.views.front import OnMap
from communique.plan.views.parts import (
    Card,
    Heard,
    ImageView,
    IndexEntry,
    NameView,
    OfficeView,
    Paginator,
    Ranked,
    SourceView,
    SpanView,
)
from communique.plan.views.places import Belonging, Claim, Holding, PlaceView
from communique.plan.views.scale import Axis, Bar
from communique.plan.views.statements import StatementView


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
    out_of: tuple[Link, ...] = ()
    """Other states that it came out of, which lived on."""


class Segment(msgspec.Struct, frozen=True):
    """A state on a drawing of its line; lengths are in units of `plan.drawn.WIDTH`."""

    link: Link
    start: str
    end: str
    here: bool
    """Whether the page is its own."""
    x: int
    """Where it begins."""
    width: int
    label: int
    """Where its name begins, or ends."""
    label_ends: bool
    row: int
    """Of its name below the line, from 0."""


class Branch(msgspec.Struct, frozen=True):
    """A state that joined the line or came out of it, or several of them."""

    link: Link | None
    """None for several."""
    count: int
    first: int
    """Where it begins."""
    last: int
    meets: int
    """Where it joins the line, or leaves it."""
    joins: bool
    row: int = 0
    """Above the line, from 0."""
    label: int = 0
    """Where its name begins: `first`, or else at the end of the drawing, where it ends."""


class Drawing(msgspec.Struct, frozen=True):
    """The line of states that a country stands in, to scale."""

    segments: tuple[Segment, ...]
    branches: tuple[Branch, ...]
    below: int
    """Rows of names."""
    above: int
    """Rows of branches."""


class Earlier(msgspec.Struct, frozen=True):
    """A state before a country, with its stories."""

    link: Link
    start: str
    end: str
    count: int
    cards: tuple[Card, ...]
    """The newest; empty where the site only leads to them."""


class Beside(msgspec.Struct, frozen=True):
    """What an index shows beside an entry."""

    place: PlaceView | None = None
    """How it stands."""
    parties: tuple[Link, ...] = ()
    """To an agreement."""
    force: str = ""
    """Whether an agreement is in force as the archive stands: yes, no or unsure."""
    bars: tuple[Bar, ...] = ()
    """An agreement's life, or the years of a dossier's stories."""


class PersonRow(msgspec.Struct, frozen=True):
    """Somebody whom a country's stories name."""

    link: Link
    count: int
    """Of the stories."""
    office: str
    """The one held on the day of the newest of them, or else the last one before it."""
    own: bool
    """Whether they acted for that country, under whichever name it then had."""


class IndexPage(Base, frozen=True, kw_only=True):
    """The index of a taxonomy."""

    taxonomy: str
    entries: tuple[IndexEntry, ...]
    beside: dict[str, Beside] = msgspec.field(default_factory=dict)
    """By the entries' routes."""
    axis: Axis | None = None
    """On which bars are drawn."""
    see: tuple[tuple[str, Link], ...] = ()
    """Of tags: other names, and what each means."""


class CountriesPage(IndexPage, frozen=True, kw_only=True):
    """The index of countries."""

    map: tuple[OnMap, ...]
    """Empty where there is no map."""


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
    related: tuple[Ranked, ...] = ()
    """Of a tag: the others of its stories."""
    dossiers: tuple[Ranked, ...] = ()
    """Of a tag: those of its stories."""
    line: tuple[Stage, ...] = ()
    """Of a country: the states before and after it, the earliest first, itself among them."""
    drawing: Drawing | None = None
    """The same to scale, where dates are known."""
    earlier: tuple[Earlier, ...] = ()
    """Of a country: those before it that have stories, the nearest first."""
    roles: tuple[tuple[str, int], ...] = ()
    """Of a country: what it is in how many of its stories, the most frequent first."""
    people: tuple[Ranked, ...] = ()
    """Whom its stories name; of a person, whom besides."""
    persons: tuple[PersonRow, ...] = ()
    """Of a country: the same with their offices."""
    countries: tuple[Ranked, ...] = ()
    """Of a person and an organisation: those of its stories."""
    agreements: tuple[AgreementView, ...] = ()
    in_force: tuple[AgreementView, ...] = ()
    """Of a country: its agreements in force; those that are not are in `agreements`."""
    agreements_of_others: tuple[AgreementView, ...] = ()
    """Of a country: those in its stories to which it is no party."""
    agreements_about: tuple[AgreementView, ...] = ()
    """Of a place: those that dispose of it or of a part of it, in order of time."""
    statements: tuple[StatementView, ...] = ()
    """A person's latest, the newest first."""
    heard: Heard | None = None
    """Of an organisation: where it is heard as a source."""
    ledger: Ranked | None = None
    """The page of all statements by a person or for a country, and how many it has."""
    holding: Holding | None = None
    """Of a place: who held it and who claimed it."""
    part_cards: tuple[Card, ...] = ()
    """Of a place: the newest stories of its parts that are not its own too."""
    part_stories: int = 0
    """How many there are."""


class AgreementPage(TermPage, frozen=True, kw_only=True):
    """An agreement; `cards` are the stories that concern it, besides those in which something is done with it."""

    record: AgreementRecord | None
    """On its first page, where it has a profile."""
    parties: tuple[Link, ...] = ()
    """Those whom it binds, as far as is known: not who refused."""
    said: tuple[StatementView, ...] = ()
    """The latest statements in its stories, the newest first."""
    now: AgreementView | None = None
    """How it stands as the archive does."""
    lifeline: LifeLine | None = None
    acts: tuple[StoriesView, ...] = ()
    between: tuple[Link, ...] = ()
    """The pairs of states among its parties that have a page."""


class Chapter(msgspec.Struct, frozen=True):
    """A story of a dossier with the agreements signed in it, or else an agreement made before it."""

    year: str
    number: int
    """From 1, through all pages; 0 for an agreement."""
    card: Card | None
    agreements: tuple[AgreementView, ...]


class DossierPage(TermPage, frozen=True, kw_only=True):
    """A dossier; its stories in order of time."""

    chapters: tuple[Chapter, ...]
    first: str
    """On the first page: the year of the first story; empty where there is none."""
    last: str
    latest: Link | None
    """On the first page: the story with which it ends for now."""
