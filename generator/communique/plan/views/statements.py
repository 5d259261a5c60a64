"""What templates see of statements, and the pages of them."""

from collections.abc import Iterable
from itertools import groupby

import msgspec

from communique.model.dates import Edtf
from communique.model.page import Link
from communique.plan.views.base import Base
from communique.plan.views.parts import IndexEntry, OfficeView, Paginator, Period


class RelayView(msgspec.Struct, frozen=True):
    """Who passed words on."""

    link: Link
    role: str = ""
    url: str = ""
    date: str = ""


class StatementView(msgspec.Struct, frozen=True):
    """Words, who said them in which office, and how they came here."""

    speaker: Link
    offices: tuple[str, ...]
    text: str
    date: Edtf
    """When it was said: never a finer date than is known."""
    lang: str
    original: str
    via: tuple[RelayView, ...]
    anchor: str
    """The fragment under which the statement stands on its story's page."""
    story: Link | None = None
    route: str = ""
    """The address of its own page; empty where such pages are switched off."""
    translated_by: str = ""
    url: str = ""
    """Where the exact words can be seen."""
    text_lang: str = ""
    """The language of `text`, where it is not the site's."""
    retracted: bool = False
    """Whether its story is."""


def occasions(row: Iterable[StatementView]) -> tuple[tuple[StatementView, ...], ...]:
    """Put words together that share all but the words: one speaker on one day, told in one story, passed on by the same."""
    return tuple(tuple(same) for _, same in groupby(row, _occasion))


def _occasion(s: StatementView) -> object:
    by = s.speaker, s.offices, s.lang, s.translated_by, s.text_lang
    return by, s.date, s.story, tuple(r.link for r in s.via)


class StatementRecord(msgspec.Struct, frozen=True):
    """A statement as data."""

    statement: StatementView
    countries: tuple[Link, ...]
    """For which it was said, as each was then called."""
    published: str
    """When its story was put online."""
    status: str
    """Of its story."""


class StepView(msgspec.Struct, frozen=True):
    """A statement before or after another."""

    link: Link
    date: Edtf
    speaker: str


class StatementThread(msgspec.Struct, frozen=True):
    """The statements before and after by the same speaker, or on the same pair of countries."""

    link: Link
    before: StepView | None
    after: StepView | None


class Stretch(msgspec.Struct, frozen=True):
    """Statements under one heading: of a year, or of a speaker's time in an office."""

    heading: str
    statements: tuple[StatementView, ...]

    @property
    def occasions(self) -> tuple[tuple[StatementView, ...], ...]:
        """The same, with those together that were said at once."""
        return occasions(self.statements)


class StatementsPage(Base, frozen=True, kw_only=True):
    """Statements in order of time: all, the newest first; or those of a year, a speaker or a country, the oldest first."""

    of: str
    """`years`, `speakers`, `countries`, or empty for all."""
    name: Link | None
    """The year, the speaker or the country."""
    ways: tuple[Link, ...]
    """The indexes of statements."""
    stretches: tuple[Stretch, ...]
    """By year; those of a speaker by office."""
    paginator: Paginator
    earlier: Period | None = None
    later: Period | None = None

    @property
    def statements(self) -> tuple[StatementView, ...]:
        """All of them in one row."""
        return tuple(s for stretch in self.stretches for s in stretch.statements)


class StatementsExport(Base, frozen=True, kw_only=True):
    """Every statement, as data."""

    records: tuple[StatementRecord, ...]


class StatementIndexPage(Base, frozen=True, kw_only=True):
    """Who made statements, for which country they were made, or in which years."""

    of: str
    ways: tuple[Link, ...]
    entries: tuple[IndexEntry, ...]
    periods: tuple[Period, ...]
    count: int
    """Statements in all."""


class StatementPage(Base, frozen=True, kw_only=True):
    """One statement."""

    statement: StatementView
    offices: tuple[OfficeView, ...]
    none_on_record: bool
    """Whether the speaker's profile has offices, and none of that day."""
    event: Edtf | None
    """What the story tells."""
    published: str
    """When the story was."""
    story_lang: str
    countries: tuple[Link, ...]
    """For which the words were said, as each was then called."""
    by_country: tuple[Link, ...]
    """All statements for these, by the states that continue them today."""
    by_speaker: Link
    threads: tuple[StatementThread, ...]
