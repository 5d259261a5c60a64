"""Dates that contradict each other: one calendar and the other, birth and death."""

from collections.abc import Iterator, Sequence

from communique.archive.resolve import Resolver
from communique.model.article import Article
from communique.model.calendars import in_words
from communique.model.content import AnyDocument
from communique.model.dates import FIRST_DAY, LAST_DAY, Edtf, OriginalDate, within
from communique.model.entity import Entity
from communique.model.issue import Issue

NAMES = {"julian": "Julian", "japanese": "Japanese"}


def of_dates(documents: Sequence[AnyDocument], _: Resolver) -> Iterator[Issue]:
    """Give what is wrong with the dates of documents."""
    for d in documents:
        if isinstance(d, Article):
            if d.original_date:
                yield from _original(d.path, d.original_date, d.event, "event_date")
        elif isinstance(d, Entity):
            if d.original_date:
                yield from _original(d.path, d.original_date, d.signed, "signed")
            if d.born or d.founded:
                yield from _life(d)


def _original(path: str, given: Sequence[OriginalDate], ours: Edtf | None, field: str) -> Iterator[Issue]:
    for o in given:
        if not o.earliest:
            continue
        days = (o.earliest, o.latest)
        wanted = o.earliest if o.earliest == o.latest else f"{o.earliest}/{o.latest}"
        if ours is None:
            message = f"original_date: '{o.text[:60]}' is given, and no {field} to check it against."
            yield Issue(path, o.line, o.column, message, f"Add '{field}: {wanted}'.", "warning", "calendar-no-event")
        elif not within(days, _days(ours)):
            said = f"{o.text[:60]} in the {NAMES[o.calendar]} calendar is {in_words(days)}, but {field} is {_told(ours)}"
            hint = f"Mend one of the two: {field}: {wanted} would agree."
            yield Issue(path, o.line, o.column, f"original_date: {said}.", hint, code="calendar-mismatch")


def _days(date: Edtf) -> tuple[str, str]:
    """Give first and last day of a date; with a year more at each end where it is given only roughly or doubted."""
    first, last = date.earliest, date.latest
    if not (date.approximate or date.uncertain):
        return first, last
    first = FIRST_DAY if first[:4] == "0001" else f"{int(first[:4]) - 1:04d}-01-01"
    return first, LAST_DAY if last[:4] == "9999" else f"{int(last[:4]) + 1:04d}-12-31"


def _told(date: Edtf) -> str:
    return in_words((date.earliest, date.latest)) if date.earliest == date.latest else date.text


def _life(e: Entity) -> Iterator[Issue]:
    lives = ((e.born, e.died, "died", "the birth"), (e.founded, e.dissolved, "dissolved", "the founding"))
    for first, last, ended, beginning in lives:
        if first and last and last.latest < first.earliest:
            message = f"{ended}: {last.text} comes before {beginning}, {first.text}."
            yield Issue(e.path, e.line, e.column, message, "Mend one of the two.", code="ended-before-begun")
