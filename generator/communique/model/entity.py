"""What is read from a profile: of a country, a person, a place, an organisation, an agreement."""

import msgspec

from communique.model.dates import Edtf, OriginalDate
from communique.model.document import Document, Mention, Name, Record


class Span(Record, frozen=True, array_like=True, gc=False):
    """A country that held, claimed or recognised something for a time; either end may be open."""

    country: Mention
    start: str = ""
    end: str = ""
    shared: bool = False
    """Whether it held the place together with another, or a part of it each."""
    line: int = 0
    column: int = 0


class PartOf(Record, frozen=True, array_like=True, gc=False):
    """A place that another belongs to; where that is disputed, in whose view it does and in whose it does not."""

    place: Mention
    by: tuple[Mention, ...] = ()
    denied_by: tuple[Mention, ...] = ()
    line: int = 0
    column: int = 0


class Office(Record, frozen=True, array_like=True, gc=False):
    """An office that a person held; `end` is its last day."""

    title: str
    country: Mention | None = None
    organisation: Mention | None = None
    start: str = ""
    end: str = ""
    line: int = 0
    column: int = 0
    rank: str = ""
    """Of `archive.ranks.RANKS`, or `other`; empty where the title tells."""


class Action(Record, frozen=True, array_like=True, gc=False):
    """What a party did with an agreement."""

    action: str
    date: str = ""
    by: tuple[Mention, ...] = ()
    line: int = 0
    column: int = 0
    note: str = ""


class Party(Record, frozen=True, array_like=True, gc=False):
    """A country that is party to an agreement, and what it did."""

    country: Mention
    actions: tuple[Action, ...] = ()
    line: int = 0
    column: int = 0


class StatusEvent(Record, frozen=True, array_like=True, gc=False):
    """A turn in an agreement's life."""

    event: str
    date: str
    note: str = ""
    line: int = 0
    column: int = 0
    by: tuple[Mention, ...] = ()
    """The countries whose act it was, or for which alone it holds."""
    agreement: Mention | None = None
    """The agreement by which that came about: which superseded, amended or confirmed this one."""
    article: Mention | None = None
    """The file of the story that tells of it, by the way from this file's folder or from `content/`."""
    as_to: str = ""
    """The part to which alone it applies, in words, such as `southern Sakhalin`: the rest stands as it did."""


class AgreementText(Record, frozen=True, array_like=True, gc=False):
    """A text of an agreement in one language."""

    lang: str
    """A BCP 47 language tag."""
    authentic: bool = False
    prevails: bool = False
    """Whether it decides where the texts differ."""
    title: str = ""
    url: str = ""
    archived: str = ""
    line: int = 0
    column: int = 0


class Registration(Record, frozen=True, array_like=True, gc=False):
    """Where an agreement is registered: in the series of the League of Nations or the United Nations, mostly."""

    text: str = ""
    """All of it in words, where it is given so."""
    series: str = ""
    volume: str = ""
    number: str = ""
    date: str = ""
    url: str = ""
    line: int = 0
    column: int = 0


class Entity(Document, frozen=True, kw_only=True, tag_field="is", tag="entity"):
    """A profile: of a country, a person, a place … Fields that a kind does not use stay empty."""

    taxonomy: str
    name: str
    names: tuple[Name, ...] = ()
    kind: str = ""
    countries: tuple[Mention, ...] = ()
    label_note: str = ""
    """Why the archive calls it as it does."""
    # countries
    code: str = ""
    start: str = ""
    end: str = ""
    predecessors: tuple[Mention, ...] = ()
    successors: tuple[Mention, ...] = ()
    recognised_by: tuple[Span, ...] = ()
    # people
    born: Edtf | None = None
    died: Edtf | None = None
    offices: tuple[Office, ...] = ()
    # places and organisations
    part_of: tuple[PartOf, ...] = ()
    point: tuple[float, float] | None = None
    """Latitude and longitude in degrees, WGS 84."""
    controlled_by: tuple[Span, ...] = ()
    claimed_by: tuple[Span, ...] = ()
    """Also of a country whose standing is disputed."""
    seat: Mention | None = None
    founded: Edtf | None = None
    dissolved: Edtf | None = None
    # agreements
    short: str = ""
    signed: Edtf | None = None
    original_date: tuple[OriginalDate, ...] = ()
    place: Mention | None = None
    provisional_from: str = ""
    in_force: str = ""
    ended: str = ""
    parties: tuple[Party, ...] = ()
    status_events: tuple[StatusEvent, ...] = ()
    texts: tuple[AgreementText, ...] = ()
    registration: Registration | None = None
    depositary: tuple[Mention, ...] = ()
    """Countries or organisations."""
    places: tuple[Mention, ...] = ()
    """The places that it disposes of."""
    languages: tuple[str, ...] = ()
    where: dict[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Line and column of those fields of an agreement that may contradict each other."""
    # dossiers and notes
    order: int = 0
    sort: str = ""
    """What it is listed under, such as `Abe, Shinzo`; its name where empty."""
