"""The page of a story."""

import msgspec

from communique.model.dates import Edtf
from communique.model.page import Link
from communique.plan.views.agreements import AgreementView
from communique.plan.views.base import Base
from communique.plan.views.notes import CorrectionView, NoteView
from communique.plan.views.parts import ImageView, OriginalView, SourceView
from communique.plan.views.places import PlaceView
from communique.plan.views.statements import StatementView, occasions


class RoleLink(msgspec.Struct, frozen=True):
    """A term, and what it is to the story."""

    link: Link
    role: str = ""
    written: str = ""
    """What the story's source calls it, where that is another name than the archive's."""
    standing: str = ""
    """Of a country whose standing is disputed, as the settings have it."""
    claimed_by: tuple[Link, ...] = ()
    """Who claimed its territory on the story's day."""
    recognised_by: tuple[Link, ...] = ()
    """Of a country whose standing is disputed: who recognised it on the story's day."""


class PersonView(msgspec.Struct, frozen=True):
    """A person, with the offices held on the story's day."""

    link: Link
    offices: tuple[str, ...] = ()


class ThreadView(msgspec.Struct, frozen=True):
    """The stories before and after on the same pair, person, place or agreement; on several, where these have the same."""

    links: tuple[Link, ...]
    before: Link | None
    after: Link | None


class ArticlePage(Base, frozen=True, kw_only=True):
    """A story."""

    standfirst: str
    type: str
    status: str
    date: str
    told: str
    """The date that lists show."""
    published: str
    updated: str
    modified: str
    """When it was last updated, corrected or retracted; never before it was put online."""
    day: str
    """The page of the day of the year on which it happened; empty where there is none."""
    event: Edtf | None
    original_date: tuple[OriginalView, ...]
    dateline: str
    dateline_place: Link | None
    countries: tuple[RoleLink, ...]
    people: tuple[PersonView, ...]
    places: tuple[PlaceView, ...]
    organisations: tuple[Link, ...]
    agreements: tuple[AgreementView, ...]
    dossiers: tuple[Link, ...]
    tags: tuple[Link, ...]
    as_tagged: tuple[Link, ...]
    """The line of tags as the story prints it, where some of its names mean a country, a person, a place …"""
    other_terms: dict[str, tuple[Link, ...]]
    other_names: str
    """What else those are called whom the story names, each in brackets: for search, which shall find it by any name."""
    statements: tuple[StatementView, ...]
    sources: tuple[SourceView, ...]
    corrections: tuple[CorrectionView, ...]
    retraction: CorrectionView | None
    record_notes: tuple[NoteView, ...]
    threads: tuple[ThreadView, ...]
    image: ImageView | None
    share: str
    """The route of the picture with its headline, for those who share it; empty where there is none."""
    links: dict[str, str]
    """From a link as the text marks it to the address it means; empty where that may not be shown."""
    translation_of: Link | None = None
    conference: str = ""
    """The address of the list of conferences, where this is one."""
    changed: str = ""
    """In an archive as of a day: when this wording, which is a later one, came to be."""
    until: str = ""
    """In an archive as of a day: until when this wording stood, which is an earlier one."""

    @property
    def occasions(self) -> tuple[tuple[StatementView, ...], ...]:
        """The statements, with those together that were said at once."""
        return occasions(self.statements)

    @property
    def places_held(self) -> tuple[tuple[PlaceView, ...], ...]:
        """The places, with those together that the same held and claimed; first of all those of which nothing is told."""
        of: dict[tuple[tuple[Link, ...], ...], list[PlaceView]] = {}
        for place in self.places:
            of.setdefault((place.controlled_by, place.claimed_by), []).append(place)
        return tuple(tuple(row) for _, row in sorted(of.items(), key=lambda x: (any(x[0]), len(x[1]) > 1)))
