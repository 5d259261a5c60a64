"""What templates see of record notes and corrections, and the lists of them."""

import msgspec

from communique.model.document import Source
from communique.model.page import Link
from communique.plan.views.base import Base
from communique.plan.views.parts import Paginator


class BasisView(msgspec.Struct, frozen=True):
    """What a note rests on: an agreement, a story, an address, or words alone."""

    link: Link
    rest: str = ""
    """What follows the linked words."""
    url: str = ""
    archived: str = ""


class NoteView(msgspec.Struct, frozen=True):
    """Where a source departs from the record."""

    anchor: str
    """The fragment under which the note stands on its story's page."""
    kind: str
    source: Source | None
    """What it is about; None where that is none of the story's own sources."""
    publisher: str
    """Whose report that is; empty where it is none of them."""
    says: str
    record: str
    basis: tuple[BasisView, ...]
    date: str = ""
    story: Link | None = None


class NoteYear(msgspec.Struct, frozen=True):
    """The notes about one publisher's reports of one year."""

    year: str
    notes: tuple[NoteView, ...]


class NoteGroup(msgspec.Struct, frozen=True):
    """The notes about one publisher; about sources that the stories do not cite where the name is empty."""

    name: str
    anchor: str
    count: int
    """Of all its notes, also on other pages of the list."""
    years: tuple[NoteYear, ...]


class CorrectionView(msgspec.Struct, frozen=True):
    """An error of our own put right, or a story retracted."""

    date: str
    text: str
    anchor: str
    story: Link | None = None


class RecordNotesPage(Base, frozen=True, kw_only=True):
    """Where sources depart from the record, by publisher and year."""

    groups: tuple[NoteGroup, ...]
    publishers: tuple[Link, ...]
    """On the first page, every publisher of whom there are notes, where they begin, and how many as the note."""
    paginator: Paginator


class CorrectionsPage(Base, frozen=True, kw_only=True):
    """What the archive has retracted and corrected, the newest first."""

    retractions: tuple[CorrectionView, ...]
    corrections: tuple[CorrectionView, ...]
    retracted: int
    """How many stories are retracted, on all pages of the list."""
    paginator: Paginator
