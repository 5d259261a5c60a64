"""What is known before any article names it."""

import msgspec

from communique.archive.polities import Polity
from communique.model.config import Disputed
from communique.model.dates import FIRST_DAY, LAST_DAY, bounds, covers
from communique.model.entity import Entity

Days = tuple[str, str]
"""The first and the last day of something, `YYYY-MM-DD`, both included."""


def span(start: str, end: str) -> Days:
    """Give the first and the last day that partial dates may mean; an end that is missing is open."""
    first, last = bounds(start), bounds(end)
    return first[0] if first else FIRST_DAY, last[1] if last else LAST_DAY


def held(start: str, end: str, days: Days) -> bool:
    """Tell whether a span holds all of the days from one to another: a date without a day may mean any of them."""
    return covers(start, end, days[0]) and covers(start, end, days[1])


class Known(msgspec.Struct, frozen=True, gc=False):
    """A term that is known before any article names it: from a file, or from the list of states."""

    taxonomy: str
    slug: str
    name: str
    entity: Entity | None = None
    polity: Polity | None = None
    disputed: Disputed | None = None
    """What the site's settings say of it."""

    @property
    def is_disputed(self) -> bool:
        """Whether a country's name or standing is disputed: by the settings, by its kind, or since somebody claims it."""
        e, polity = self.entity, self.polity
        kind = (e.kind if e else "") or (polity.kind if polity else "")
        return bool(self.disputed or kind == "disputed" or (e and e.taxonomy == "countries" and e.claimed_by))

    @property
    def where(self) -> str:
        """Where it is defined, for messages."""
        return self.entity.path if self.entity else "the list of states"

    @property
    def dates(self) -> tuple[str, str]:
        """Since when and until when a state exists, as its file has it, or else the list; empty where that is open."""
        e, p = self.entity, self.polity
        start = e.start if e else ""
        end = e.end if e else ""
        return start or (p.start if p else ""), end or (p.end if p else "")

    @property
    def life(self) -> Days:
        """The days from the first to the last that the dates of a state may mean."""
        return span(*self.dates)

    def lived(self, days: Days) -> bool:
        """Tell whether a state existed on any of these days."""
        first, last = self.life
        return first <= days[1] and days[0] <= last
