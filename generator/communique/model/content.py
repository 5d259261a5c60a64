"""Whatever a content file may hold: besides stories and profiles, notes and what describes a pair of countries."""

from communique.model.article import Article, Earlier
from communique.model.document import Document, Mention
from communique.model.entity import Entity


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
