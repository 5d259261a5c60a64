"""What the front page shows besides stories: the map, the lives of agreements, a month in other years."""

import msgspec

from communique.model.dates import Edtf
from communique.model.page import Link
from communique.plan.views.parts import NameView


class OnMap(msgspec.Struct, frozen=True):
    """A country as the map shows it, where there is a shape for its code."""

    code: str
    """ISO 3166-1 alpha-2; the English name of one that has none."""
    link: Link
    count: int


class InOtherYears(msgspec.Struct, frozen=True):
    """What happened in a month of another year: a story, or a turn in the life of an agreement that no story tells of."""

    date: Edtf
    link: Link
    mark: str
    """agreement or story."""
    what: str = ""
    """The turn."""


class MonthView(msgspec.Struct, frozen=True):
    """The month of the build in other years."""

    month: str
    """`YYYY-MM`."""
    entries: tuple[InOtherYears, ...]
    """The latest first."""
    left_out: int
    """How many more there are."""


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of an agreement's life through which it was in force, or may have been, in per cent of the scale."""

    start: float
    end: float
    sure: bool


class LifeView(msgspec.Struct, frozen=True):
    """An agreement on the scale of time: when it was made, and when it was in force."""

    link: Link
    made: Edtf
    at: float
    """When it was made, in per cent of the scale."""
    stretches: tuple[Stretch, ...]
    in_force: bool


class Lives(msgspec.Struct, frozen=True):
    """Agreements on a common scale of time."""

    ticks: tuple[tuple[int, float], ...]
    """Years, and where they begin in per cent of the scale."""
    rows: tuple[LifeView, ...]
    """In the order of their making."""
    names: tuple[NameView, ...]
    """Of the first: its names in other languages, one for each."""
    summary: str
    """Of the first."""
    lang: str
    """Of that text, where it is not the site's."""
