"""The pages of the days of the year, and the calendar of anniversaries."""

import msgspec

from communique.model.dates import Edtf
from communique.model.page import Link
from communique.plan.views.base import Base
from communique.plan.views.parts import Card, Paginator
from communique.plan.views.statements import StatementView


class DayOfYear(msgspec.Struct, frozen=True):
    """A day of the year, and how much happened on it."""

    day: str
    """`MM-DD`."""
    route: str
    """Empty where nothing did."""
    count: int


class DayEntry(msgspec.Struct, frozen=True):
    """What happened on a day: a story, a statement, or a turn in the life of an agreement or a person."""

    date: Edtf
    mark: str
    """agreement, story or statement; of a turn, the taxonomy."""
    card: Card | None = None
    statement: StatementView | None = None
    link: Link | None = None
    what: str = ""
    """The turn, or `born` or `died`."""


class Anniversary(msgspec.Struct, frozen=True):
    """A round number of years since something."""

    date: Edtf
    years: int
    link: Link
    what: str
    route: str
    """Of the page of its day."""


class CalendarEvent(msgspec.Struct, frozen=True):
    """Something whose day comes again every year."""

    date: Edtf
    link: Link
    what: str
    text: str


class DaysPage(Base, frozen=True, kw_only=True):
    """The days of the year, and the anniversaries of one year."""

    months: tuple[tuple[DayOfYear, ...], ...]
    year: int
    anniversaries: tuple[Anniversary, ...]
    left_out: int
    """Anniversaries that are not named, where there are very many."""
    calendar: str
    """The route of the calendar to subscribe to."""


class DayPage(Base, frozen=True, kw_only=True):
    """What happened on one day of the year."""

    day: str
    """`MM-DD`."""
    entries: tuple[DayEntry, ...]
    paginator: Paginator
    before: str
    """The day before on which something happened; empty where there is no other."""
    after: str


class CalendarPage(Base, frozen=True, kw_only=True):
    """The calendar of anniversaries."""

    events: tuple[CalendarEvent, ...]
