"""What templates see of record notes and corrections, and the lists of them."""

import msgspec

from communique.model.document import Source
from communique.model.page import Link
from communique.plan.views.base import Base
from communique.plan.views.parts import Paginator, Ranked


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


class StoryNotes(msgspec.Struct, frozen=True):
    """The notes of one story that stand on one page of the list."""

    story: Link
    notes: tuple[NoteView, ...]

    @property
    def publisher(self) -> str:
        """Whose report all of them are about; empty where they are about several, or about none of the story's sources."""
        names = {n.publisher for n in self.notes}
        return names.pop() if len(names) == 1 else ""


class CorrectionView(msgspec.Struct, frozen=True):
    """An error of our own put right, or a story retracted."""

    date: str
    text: str
    anchor: str
    story: Link | None = None


class RecordNotesPage(Base, frozen=True, kw_only=True):
    """Where sources depart from the record, by story, that of the latest event first."""

    groups: tuple[StoryNotes, ...]
    stories: int
    """With notes, on all pages of the list."""
    kinds: tuple[tuple[str, int], ...]
    """How many notes there are of each kind, the most first; of none under an empty word."""
    publishers: tuple[Ranked, ...]
    """On the first page, whose reports the notes are about, the most first; about no source of a story under an empty text."""
    paginator: Paginator


class CorrectionsPage(Base, frozen=True, kw_only=True):
    """What the archive has retracted and corrected, the newest first."""

    retractions: tuple[CorrectionView, ...]
    corrections: tuple[CorrectionView, ...]
    retracted: int
    """How many stories are retracted, on all pages of the list."""
    paginator: Paginator
