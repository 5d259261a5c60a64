"""What is read from one content file: an article, an entity or a note, as its author wrote it."""

import msgspec

from communique.model.dates import Calendar, Edtf, OriginalDate


class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A small record that is kept by the hundred thousand: encoded without field names, and not tracked as garbage."""


class Mention(Record, frozen=True, array_like=True, gc=False):
    """A name in a content file, not yet resolved, and where it stands."""

    name: str
    role: str = ""
    line: int = 0
    column: int = 0


class Name(Record, frozen=True, array_like=True, gc=False):
    """A name in some language and script, and which country uses it."""

    text: str
    lang: str = ""
    """A BCP 47 language tag."""
    latin: str = ""
    """The name in Latin letters, where `text` is not."""
    used_by: Mention | None = None
    start: str = ""
    end: str = ""
    """Its last day; either end may be open."""
    script: str = ""
    """ISO 15924, such as `Jpan`; where it is empty, the letters tell it (model/scripts.py)."""
    line: int = 0
    column: int = 0


class Source(Record, frozen=True, array_like=True, gc=False):
    """Where something was seen."""

    publisher: str = ""
    title: str = ""
    url: str = ""
    archived: str = ""
    accessed: str = ""
    lang: str = ""
    level: str = ""
    """How near it is to the event: primary, official, agency, press, scholarly or reference."""
    after: str = ""
    """Whose report its publisher passes on, such as an agency's."""
    rotten: bool = False
    """Whether the original is gone."""
    line: int = 0
    column: int = 0


class Relay(Record, frozen=True, array_like=True, gc=False):
    """Who passed words on: one link of the chain by which they came here."""

    name: str
    role: str = ""
    """broadcaster, agency, outlet, platform, official or edition."""
    url: str = ""
    """Where it printed or sent them."""
    date: str = ""
    """When: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    line: int = 0
    column: int = 0


class Statement(Record, frozen=True, array_like=True, gc=False):
    """Words that somebody said, and the chain by which they came here."""

    speaker: Mention
    text: str
    date: Edtf | None = None
    lang: str = ""
    original: str = ""
    via: tuple[Relay, ...] = ()
    """From the speaker outwards: broadcaster, agency, outlet."""
    id: str = ""
    """The last part of its address; made from its day, its speaker and its first words where it is empty."""
    office: str = ""
    """In which the speaker spoke, where not by the profile; `none` for one who then held none."""
    translated_by: str = ""
    url: str = ""
    """Where the exact words can be seen."""
    line: int = 0
    column: int = 0


class Correction(Record, frozen=True, array_like=True, gc=False):
    """An error of our own, put right."""

    date: str
    text: str
    line: int = 0
    column: int = 0


class Retraction(Record, frozen=True, array_like=True, gc=False):
    """That the archive no longer stands by a story, since when, and why."""

    date: str
    reason: str
    line: int = 0
    column: int = 0


class Basis(Record, frozen=True, array_like=True, gc=False):
    """Where something is seen that the record shows. Without a text it is called as what it names."""

    text: str = ""
    url: str = ""
    archived: str = ""
    agreement: Mention | None = None
    article: Mention | None = None
    """The target of a link, as `ContentLink` has it, to a story of the archive's own."""
    line: int = 0
    column: int = 0


class RecordNote(Record, frozen=True, array_like=True, gc=False):
    """Where a source departs from the record."""

    says: str
    record: str
    basis: tuple[Basis, ...] = ()
    source: Mention | None = None
    """Which of the article's sources: its publisher or its title."""
    kind: str = ""
    """error, omission, conflict or usage."""
    date: str = ""
    """When the note was written."""
    line: int = 0
    column: int = 0


class Image(Record, frozen=True, array_like=True, gc=False):
    """A picture, with the words for those who do not see it."""

    src: str
    alt: str
    caption: str = ""
    credit: str = ""
    line: int = 0
    column: int = 0


class Dateline(Record, frozen=True, array_like=True, gc=False):
    """Where a story is datelined."""

    text: str
    place: Mention | None = None


class ContentLink(Record, frozen=True, array_like=True, gc=False):
    """A link inside the site that a text makes, and where it stands.

    `target` is `content:articles/1956/10/x.md` for a file in `content/`, `route:/about/` for an address.
    """

    target: str
    line: int = 0
    column: int = 0


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What every content file has."""

    path: str
    """Relative to the site's folder: `content/articles/2019/01/x.md`."""
    digest: bytes
    """Of the file's bytes and of all else that its parsing depended on; its body is kept in the store under it."""
    slug: str = ""
    aliases: tuple[Mention, ...] = ()
    """Older addresses of an article or note; other names of an entity."""
    status: str = "published"
    summary: str = ""
    lead: str = ""
    """The first paragraph, where there is no summary."""
    sources: tuple[Source, ...] = ()
    image: Image | None = None
    links: tuple[ContentLink, ...] = ()
    lang: str = ""
    line: int = 0
    """Where the slug stands, or else the title or name: the place to mend when an address is taken twice."""
    column: int = 0

    @property
    def excerpt(self) -> str:
        """The summary, or the first paragraph where there is none."""
        return self.summary or self.lead


Terms = dict[str, tuple[Mention, ...]]
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Terms)


def encode_terms(terms: Terms) -> bytes:
    """Encode what an article is to be filed under."""
    return _encoder.encode(terms)


class Article(Document, frozen=True, kw_only=True, tag_field="is", tag="article"):
    """One story."""

    title: str
    date: str
    """The story's day, by which it has its place in lists and its address. ISO 8601: a day, or a moment with its offset."""
    moment: int
    """The same in seconds since 1970-01-01 UTC; negative before."""
    published: str = ""
    """When it was put online, where that was not on the story's day."""
    published_moment: int = 0
    updated: str = ""
    updated_moment: int = 0
    event: Edtf | None = None
    original_date: tuple[OriginalDate, ...] = ()
    dateline: Dateline | None = None
    type: str = "news"
    translation_of: str = ""
    mentions: bytes = b""
    """`terms`, encoded: they are read once, when the article is filed, and would be most of what it takes in memory."""
    statements: tuple[Statement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    record_notes: tuple[RecordNote, ...] = ()
    retraction: Retraction | None = None

    @property
    def terms(self) -> Terms:
        """The names that the article is to be filed under, by taxonomy key."""
        return _decoder.decode(self.mentions) if self.mentions else {}

    @property
    def standing(self) -> str:
        """What readers must know of it: `retracted`, `corrected` (it says so, or lists what was), or nothing."""
        if self.status == "retracted":
            return "retracted"
        return "corrected" if self.corrections or self.status == "corrected" else ""

    @property
    def happened(self) -> str:
        """The first day of the event where one is given, else the day of publication."""
        return self.event.earliest if self.event else self.date[:10]

    @property
    def online(self) -> str:
        """When it was put online."""
        return self.published or self.date

    @property
    def online_moment(self) -> int:
        """The same in seconds since 1970 UTC."""
        return self.published_moment if self.published else self.moment

    @property
    def due(self) -> int:
        """From when on it is shown, in seconds since 1970 UTC: neither before its day nor before it is put online."""
        return max(self.moment, self.published_moment) if self.published else self.moment

    @property
    def told(self) -> str:
        """The date that lists show: that of the event where this begins on the story's day, which then stands for it."""
        day = self.date[:10]
        return self.event.text if self.event and self.event.earliest == day else day


class Earlier(Article, frozen=True, kw_only=True, tag_field="is", tag="earlier"):
    """A story in words that it no longer has: `content/earlier/…`, shown only in an archive as of a day."""

    of: Mention
    """The story's file, relative to the site's folder."""
    until: str
    """When the next wording took its place; ISO 8601: a day, which the next one has already, or a moment with its offset."""
    until_moment: int
    """The same in seconds since 1970-01-01 UTC."""
    until_line: int = 0
    until_column: int = 0


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
    where: dict[str, tuple[int, int]] = {}
    """Line and column of those fields of an agreement that may contradict each other."""
    # dossiers and notes
    order: int = 0
    sort: str = ""
    """What it is listed under, such as `Abe, Shinzo`; its name where empty."""


class Note(Document, frozen=True, kw_only=True, tag_field="is", tag="note"):
    """A page of the archive about itself, such as its naming policy: `content/pages/about.md` → `/about/`."""

    title: str
    order: int = 0
    anchors: tuple[str, ...] = ()
    """The ids of its headings, which links may name after a `#`."""


class Relation(Document, frozen=True, kw_only=True, tag_field="is", tag="relation"):
    """What is written about a pair of countries: `content/relations/japan-russia.md` → `/relations/japan-russia/`.

    Its address comes from the two countries, never from the file's name: it has no slug.
    """

    countries: tuple[Mention, ...]
    """Two."""
    title: str = ""
    """The heading of the text; the page is called by the names of the two."""


AnyDocument = Article | Earlier | Entity | Note | Relation

__all__ = ["AnyDocument", "Article", "Calendar", "Earlier", "Entity", "Note", "Relation"]
