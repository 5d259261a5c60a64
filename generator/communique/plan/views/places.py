"""What templates see of a place."""

import msgspec

from communique.model.page import Link
from communique.plan.views.parts import NameView, SpanView
from communique.plan.views.scale import Axis, Bar, Mark


class Claim(msgspec.Struct, frozen=True):
    """A country that claims parts of a place, not the whole."""

    country: Link
    parts: tuple[Link, ...]
    start: str = ""
    """Since when it has claimed the first of them."""


class Belonging(msgspec.Struct, frozen=True):
    """A place that another belongs to; in whose view, and in whose not, where that is disputed."""

    place: Link
    by: tuple[Link, ...] = ()
    denied_by: tuple[Link, ...] = ()


class Lane(msgspec.Struct, frozen=True):
    """A state, and when it held or claimed a place or parts of it; drawn where the dates are known."""

    country: Link
    spans: tuple[SpanView, ...]
    bars: tuple[Bar, ...]
    parts: tuple[Link, ...] = ()
    """Those that it claims, where it does not claim the whole."""


class Holding(msgspec.Struct, frozen=True):
    """Who held a place and who claimed it, state by state, on one axis of time."""

    axis: Axis | None
    held: tuple[Lane, ...]
    claimed: tuple[Lane, ...]
    agreements: tuple[Mark, ...]
    """When those were made that dispose of it."""


class PlaceView(msgspec.Struct, frozen=True):
    """A place, with each side's name, and who held and claimed it on the story's day."""

    link: Link
    names: tuple[NameView, ...] = ()
    controlled_by: tuple[Link, ...] = ()
    claimed_by: tuple[Link, ...] = ()
    claimed_in_part: tuple[Claim, ...] = ()
    written: str = ""
    """What the story's source calls it, where that is another name than the archive's."""

    @property
    def contested(self) -> bool:
        """Whether somebody claims it, or a part of it."""
        return bool(self.claimed_by or self.claimed_in_part)
