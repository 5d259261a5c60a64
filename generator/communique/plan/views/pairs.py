"""The pages about several countries: of pairs, of conferences, and the index of both."""

import msgspec

from communique.model.dates import Edtf
from communique.model.page import Link
from communique.plan.views.agreements import AgreementView, SpellView
from communique.plan.views.base import Base
from communique.plan.views.parts import Card, ImageView, NameView, Paginator, Ranked, SourceView, SpanView
from communique.plan.views.places import PlaceView
from communique.plan.views.statements import StatementView


class ProfileView(msgspec.Struct, frozen=True):
    """What a file says of a pair besides its text."""

    heading: str
    summary: str
    lang: str
    sources: tuple[SourceView, ...]
    image: ImageView | None


class Act(msgspec.Struct, frozen=True):
    """What became of an agreement on a day."""

    event: str
    by: tuple[Link, ...]
    """Those of the two that did it; empty where it concerns all parties."""
    as_to: str
    note: str
    story: Link | None


class PairTurn(msgspec.Struct, frozen=True):
    """A turn in the life of an agreement between the two that no story of theirs tells."""

    agreement: Link
    date: Edtf
    acts: tuple[Act, ...]


class Event(msgspec.Struct, frozen=True):
    """One entry on the axis of time: a story, a turn in an agreement's life, or words that were said on another day."""

    mark: str
    """agreement, statement or story."""
    year: str
    """The year, where this is its first entry on the page."""
    card: Card | None = None
    turn: PairTurn | None = None
    said: tuple[StatementView, ...] = ()
    """By speakers of either side."""
    key: bool = False
    """Whether the relation turns here: an agreement, a meeting of leaders, or what the text about the two tells."""
    large: bool = False
    """Whether it is shown with all that its card says: where something is done with an agreement."""
    folded: "tuple[Event, ...]" = ()
    """Several entries in a row that are no such turn, to be shown when asked for."""


class Holder(msgspec.Struct, frozen=True):
    """Somebody in an office."""

    person: Link
    title: str
    start: str
    end: str
    in_stories: bool
    """Whether the stories of the pair name that person."""


class Era(msgspec.Struct, frozen=True):
    """A stretch of the axis in which the two states were called as they then were."""

    name: str
    names: tuple[str, str]
    """What each was called."""
    first: str
    """Its first year."""
    last: str
    events: tuple[Event, ...]
    held: tuple[tuple[Holder, ...], tuple[Holder, ...]] = ((), ())
    """Who of those that its stories name held an office of rank on each side."""


class Stretch(msgspec.Struct, frozen=True):
    """The time of a state on the scale of a relation; its place and its width in hundredths of the whole."""

    name: str
    route: str
    """Of the first era in which it is."""
    start: float
    width: float
    room: int
    """On how wide a page its name fits: 1 on a phone's, 2 on a tablet's, 3 on a desk's; 0 on none."""


class Mark(msgspec.Struct, frozen=True):
    """An agreement or a meeting of leaders on that scale."""

    kind: str
    """agreement or leaders."""
    start: float
    date: Edtf
    title: str
    route: str


class Glance(msgspec.Struct, frozen=True):
    """A relation to scale: the states of each side, agreements, meetings of leaders, and when an agreement was in force."""

    first: int
    last: int
    """Its last year."""
    sides: tuple[tuple[Stretch, ...], tuple[Stretch, ...]]
    marks: tuple[Mark, ...]
    force: tuple[tuple[float, float], ...]
    """Place and width of each time in which an agreement was in force."""
    ticks: tuple[tuple[float, str], ...]
    """Round years."""


class Bar(msgspec.Struct, frozen=True):
    """A year, how many stories it has, and where on the axis these begin."""

    year: int
    count: int
    route: str


class PairAgreement(msgspec.Struct, frozen=True):
    """An agreement between the two, and when it was in force."""

    view: AgreementView
    force: tuple[SpellView, ...]


class Contest(msgspec.Struct, frozen=True):
    """A place that one of the two has claimed against the other or taken over from it, as it stands and as it stood."""

    place: PlaceView
    controlled: tuple[SpanView, ...]
    """By either of the two, in order of time."""
    claimed: tuple[SpanView, ...]


class Rank(msgspec.Struct, frozen=True):
    """Who held offices of one rank for one side, in order of time."""

    rank: str
    """Of `archive.ranks.RANKS`; empty for all other offices."""
    holders: tuple[Holder, ...]


class Change(msgspec.Struct, frozen=True):
    """Somebody coming into an office."""

    person: Link
    title: str
    start: str
    side: int = 0


class Said(msgspec.Struct, frozen=True):
    """What one speaker said in one story, and who had come into office since the words before."""

    whose: Link | None
    """For which state, as it then was; None where that is not known."""
    year: Link | None
    """The year in which the story stands."""
    statements: tuple[StatementView, ...]
    changes: tuple[Change, ...]
    side: int = -1
    """For which of the two, 0 or 1."""


class Position(msgspec.Struct, frozen=True):
    """How the position moved: words in order of time, the earliest first."""

    count: int
    """Of statements in all."""
    first: tuple[Said, ...]
    last: tuple[Said, ...] = ()
    """The latest, where those between are left to a page of their own."""
    route: str = ""
    """Of that page."""
    left: int = 0
    """How many statements are only there."""
    more: tuple[Ranked, ...] = ()
    """To all statements for each of the two, whatever they are about."""


class PairEntry(msgspec.Struct, frozen=True):
    """A pair of countries in the index."""

    link: Link
    names: tuple[str, str]
    count: int
    first: str
    """The first year of its stories; empty where it has none."""
    last: str
    summary: str = ""
    lang: str = ""


class RoleGroup(msgspec.Struct, frozen=True):
    """Those that had one role at a meeting."""

    role: str
    countries: tuple[Link, ...]


class ConferenceView(msgspec.Struct, frozen=True):
    """A meeting of several states, and who took part as what."""

    card: Card
    groups: tuple[RoleGroup, ...]


class PairIndexPage(Base, frozen=True, kw_only=True):
    """Every pair with a page of its own, as a list and as a matrix."""

    pairs: tuple[PairEntry, ...]
    matrix_names: tuple[Link, ...]
    """The countries with the most pairs; rows and columns of the matrix."""
    matrix: tuple[tuple[Ranked | None, ...], ...]
    left_out: int
    """How many countries are in pairs and not in the matrix."""
    threshold: int
    conferences: int
    """How many meetings of several states there are."""


class PairPage(Base, frozen=True, kw_only=True):
    """A pair of countries."""

    sides: tuple[Link, Link]
    native: tuple[tuple[NameView, ...], tuple[NameView, ...]]
    profile: ProfileView | None
    """What its file says, on the first page."""
    links: dict[str, str]
    eras: tuple[Era, ...]
    paginator: Paginator
    bars: tuple[Bar, ...] = ()
    glance: Glance | None = None
    latest: Link | None = None
    """The last of its stories; the note is its date."""
    in_force: tuple[PairAgreement, ...] = ()
    others: tuple[PairAgreement, ...] = ()
    """Agreements that are not in force, or of which nobody can say."""
    contested: tuple[Contest, ...] = ()
    passed: tuple[Contest, ...] = ()
    """Places that were contested, or went from one to the other."""
    position: Position | None = None
    offices: tuple[tuple[Rank, ...], tuple[Rank, ...]] = ((), ())
    """Of each side."""
    conferences: tuple[Link, ...] = ()
    """Meetings of so many states that they make no pairs, at which both were."""
    before: tuple[Ranked, ...] = ()
    """The pairs of the states out of which these two came."""
    after: tuple[Ranked, ...] = ()
    """The pairs of the states that came out of these two."""


class PositionPage(Base, frozen=True, kw_only=True):
    """All that was said for two countries in their stories, page by page."""

    pair: Link
    said: tuple[Said, ...]
    paginator: Paginator


class ConferencesPage(Base, frozen=True, kw_only=True):
    """Meetings of several states, the latest first."""

    conferences: tuple[ConferenceView, ...]
    paginator: Paginator
