"""What is read from a story's file, as its author wrote it."""

import msgspec

from communique.model.dates import Edtf, OriginalDate
from communique.model.document import Document, Mention, Record


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


class Dateline(Record, frozen=True, array_like=True, gc=False):
    """Where a story is datelined."""

    text: str
    place: Mention | None = None


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
