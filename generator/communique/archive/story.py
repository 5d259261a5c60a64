"""A story with its address, and what stories are filed under."""

from collections.abc import Iterator

import msgspec

from communique.archive.polities import Polity
from communique.model.article import Article
from communique.model.content import AnyDocument
from communique.model.digest import Digest
from communique.model.entity import Entity
from communique.model.route import slugify


class Filed(msgspec.Struct, frozen=True, gc=False):
    """A story's place under a term."""

    slug: str
    role: str = ""
    written: str = ""
    """What the story calls it, where that is another name than the archive's."""


def route_of(article: Article) -> str:
    """Give the address of an article's page."""
    return f"/{article.date[:4]}/{article.date[5:7]}/{article.slug}/"


def held_routes(d: AnyDocument) -> Iterator[str]:
    """Give the addresses that a document which is not published will have."""
    if isinstance(d, Entity):
        yield f"/{d.taxonomy}/{d.slug or slugify(d.name)}/"
        yield from (f"/{d.taxonomy}/{slugify(alias.name)}/" for alias in d.aliases)
    else:
        yield route_of(d) if isinstance(d, Article) else f"/{d.slug}/"
        yield from (alias.name for alias in d.aliases)


class Story(msgspec.Struct, frozen=True):
    """An article, with its address and its terms."""

    article: Article
    route: str
    terms: dict[str, tuple[Filed, ...]]
    """By taxonomy key, in the order in which the article names them."""
    held: str = ""
    """`draft` or `future` where only a preview shows it."""
    key: Digest = b""
    """Of all that this story's own file can say on any page."""
    happened: str = ""
    """The first day of what it tells, `YYYY-MM-DD`."""
    changed: str = ""
    """In an archive as of a day: when this wording, which is a later one, came to be."""

    @property
    def newest_first(self) -> tuple[int, str]:
        """Sorts by publication, the newest first; by path where two were published at one moment."""
        return -self.article.moment, self.article.path

    @property
    def by_event(self) -> tuple[str, int, str]:
        """Sorts by what happened first."""
        return self.happened, self.article.moment, self.article.path


class Term(msgspec.Struct, frozen=True):
    """What stories are filed under."""

    taxonomy: str
    slug: str
    name: str
    stories: tuple[Story, ...]
    """The newest first."""
    entity: Entity | None = None
    polity: Polity | None = None

    @property
    def route(self) -> str:
        """The address of its page."""
        return f"/{self.taxonomy}/{self.slug}/"
