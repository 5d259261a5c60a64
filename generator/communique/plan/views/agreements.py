"""What templates see of an agreement, in a story and on its own page; and the export of all."""

import msgspec

from communique.model.dates import Edtf
from communique.model.entity import Registration
from communique.model.page import Link
from communique.plan.views.base import Base
from communique.plan.views.parts import Card, OriginalView
from communique.plan.views.scale import Axis, Bar, Mark


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
    original_date: tuple[OriginalView, ...]
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


class LifeLane(msgspec.Struct, frozen=True):
    """How an agreement stood from time to time, as a whole or to some of its parties, drawn."""

    whose: tuple[Link, ...]
    """Empty for the whole."""
    bars: tuple[Bar, ...]


class LifeLine(msgspec.Struct, frozen=True):
    """An agreement's life on an axis of time: that of the whole first, then to those parties to whom it stood otherwise."""

    axis: Axis
    lanes: tuple[LifeLane, ...]
    turns: tuple[Mark, ...]
    """`part` are those that leave the rest as it was."""


class AgreementsExport(Base, frozen=True, kw_only=True):
    """Every agreement with a profile, as data."""

    records: tuple[AgreementRecord, ...]
