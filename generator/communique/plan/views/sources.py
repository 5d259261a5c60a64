"""The pages of those whose work stories cite."""

import msgspec

from communique.model.citation import LEVELS
from communique.model.page import Link
from communique.plan.views.base import Base
from communique.plan.views.notes import StoryNotes
from communique.plan.views.parts import Paginator, Ranked, SourceView


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


class SourcesPage(Base, frozen=True, kw_only=True):
    """Every publisher whose work stories cite."""

    whole: PublisherRow
    """All of them taken together."""
    publishers: tuple[PublisherRow, ...]
    unnamed: int
    """Sources that name no publisher."""

    @property
    def cited_most(self) -> tuple[Ranked, ...]:
        """The publishers whose work is cited in the most stories, with the number of these; at most as many as levels."""
        row = sorted((r for r in self.publishers if r.stories > 1), key=lambda r: (-r.stories, -r.sources))
        return tuple(Ranked(r.link, r.stories) for r in row[: len(LEVELS)])


class PublisherPage(Base, frozen=True, kw_only=True):
    """What stories cite of one publisher, the most lately cited first."""

    organisation: Link | None
    passed_on: tuple[Link, ...]
    """Who else publishes its reports."""
    stories: int
    cited: tuple[CitedView, ...]
    noted: tuple[StoryNotes, ...]
    """On the first page, where its reports depart from the record: the newest notes, by story."""
    notes_in_all: int
    paginator: Paginator
