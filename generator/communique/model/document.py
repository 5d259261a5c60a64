"""What every content file has, whatever it is about, as its author wrote it."""

import msgspec


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


class Image(Record, frozen=True, array_like=True, gc=False):
    """A picture, with the words for those who do not see it."""

    src: str
    alt: str
    caption: str = ""
    credit: str = ""
    line: int = 0
    column: int = 0


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
