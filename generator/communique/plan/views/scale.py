"""What templates see of time drawn to scale: an axis, and what lies where on it. All places are in per cent of the axis."""

import msgspec


class Axis(msgspec.Struct, frozen=True):
    """A line of whole years."""

    first: int
    last: int
    """Its last year, to the end of which it runs."""
    ticks: tuple[tuple[int, float], ...]
    """Round years between the two, and where they begin."""


class Bar(msgspec.Struct, frozen=True):
    """A stretch of time."""

    start: float
    width: float
    form: str = ""
    """How it is drawn."""
    goes_on: bool = False
    """Whether no end is known."""


class Mark(msgspec.Struct, frozen=True):
    """A day."""

    at: float
    form: str = ""
