"""Spans of time in places' profiles: who held what when, and what of it cannot be."""

import datetime as dt
from collections.abc import Iterator, Sequence

from communique.archive.known import span as days_of
from communique.archive.resolve import Resolver
from communique.model.dates import FIRST_DAY, LAST_DAY, bounds
from communique.model.entity import Entity, Span
from communique.model.issue import Issue

_ONE_DAY = dt.timedelta(1)


def beginning(text: str) -> tuple[str, str]:
    """Give the first and the last day on which a span may begin that begins with `text`; it may be open there."""
    return bounds(text) or (FIRST_DAY, FIRST_DAY)


def ending(text: str) -> tuple[str, str]:
    """Give the first and the last day on which a span may end that ends with `text`; it may be open there."""
    return bounds(text) or (LAST_DAY, LAST_DAY)


def overlap(a: Span, b: Span) -> bool:
    """Tell whether two spans surely have more than a day in common, on which one gives way to the other."""
    return beginning(a.start)[1] < ending(b.end)[0] and beginning(b.start)[1] < ending(a.end)[0]


def shown(start: str, end: str) -> str:
    """Write a span for a message."""
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else "at all times"


def slug_of(resolver: Resolver, span: Span) -> str:
    """Give the slug of a span's country, or its name where nobody knows it."""
    known = resolver.find("countries", span.country.name, days_of(span.start, span.end))
    return known.slug if known else span.country.name


def existence(resolver: Resolver, span: Span) -> tuple[str, str, str]:
    """Give the name of a span's state, and from when to when it existed, as far as its profile or the list of states tells.

    A name may mean several states in turn, such as the Empire of Japan and Japan; they count as one here.
    """
    senses = resolver.senses(span.country.name)
    if senses is None:
        return span.country.name, "", ""
    meant = senses.meant(days_of(span.start, span.end)) or senses.meant(None)
    if not meant:
        return span.country.name, "", ""
    lives = [known.dates for known in meant]
    return meant[0].name, min(start for start, _ in lives), max((end for _, end in lives), key=lambda end: ending(end)[1])


def twice(e: Entity, resolver: Resolver, field: str, row: Sequence[Span]) -> Iterator[Issue]:
    """Tell of a country that stands in a list twice for the same time."""
    for n, span in enumerate(row):
        for earlier in row[:n]:
            if slug_of(resolver, earlier) == slug_of(resolver, span) and overlap(earlier, span):
                message = f"{field}: '{span.country.name}' is there already in line {earlier.line}, for the same time."
                hint = "Keep one of the two, or give each its own years."
                yield Issue(e.path, span.line, span.column, message, hint, "warning", "span-twice")
                break


def out_of_life(e: Entity, resolver: Resolver, field: str, row: Sequence[Span]) -> Iterator[Issue]:
    """Tell of a country that did not exist when it is said to have held or claimed a place."""
    for span in row:
        name, start, end = existence(resolver, span)
        too_early = bool(start and span.start) and beginning(span.start)[1] < beginning(start)[0]
        too_late = bool(end) and ending(span.end)[0] > ending(end)[1]
        if not (too_early or too_late):
            continue
        message = f"{field}: '{name}' existed {shown(start, end)}, and this span is {shown(span.start, span.end)}."
        if too_late and not span.end:
            hint = f"Add 'to: {end}' or earlier, and another span for the state that came after it."
        else:
            hint = "Name the state that existed then, in a span of its own."
        yield Issue(e.path, span.line, span.column, message, hint, "warning", "state-did-not-exist")


def between_holders(e: Entity, resolver: Resolver) -> Iterator[Issue]:
    """Tell of a time in which two held a place and neither is marked as shared, and of one in which nobody did."""
    row = sorted(e.controlled_by, key=lambda s: (beginning(s.start), ending(s.end)))
    until = ""
    last: Span | None = None
    for n, span in enumerate(row):
        for other in row[:n]:
            same = slug_of(resolver, other) == slug_of(resolver, span)
            if not same and overlap(other, span) and not (other.shared and span.shared):
                message = (
                    f"controlled_by: '{span.country.name}' {shown(span.start, span.end)} overlaps with"
                    f" '{other.country.name}' {shown(other.start, other.end)}."
                )
                hint = "Where each held a part of it, or both the whole, write 'shared: true' in both; else correct the dates."
                yield Issue(e.path, span.line, span.column, message, hint, "warning", "holders-overlap")
        first = beginning(span.start)[0]
        if last and until < LAST_DAY and dt.date.fromisoformat(first) > dt.date.fromisoformat(until) + _ONE_DAY:
            message = f"controlled_by: nobody holds it between {last.end} ('{last.country.name}') and {span.start}."
            hint = "Add who held it then, or correct the dates."
            yield Issue(e.path, span.line, span.column, message, hint, "warning", "holders-gap")
        if (end := ending(span.end)[1]) > until:
            until, last = end, span


def claimed_and_held(e: Entity, resolver: Resolver) -> Iterator[Issue]:
    """Tell of a country that claims what it holds."""
    for claim in e.claimed_by:
        for holder in e.controlled_by:
            same = slug_of(resolver, holder) == slug_of(resolver, claim)
            if same and overlap(holder, claim) and not holder.shared:
                message = f"claimed_by: '{claim.country.name}' is said to hold it at that time, in line {holder.line}."
                hint = "A holder needs no claim: give the claim the years in which another held the place, or remove it."
                yield Issue(e.path, claim.line, claim.column, message, hint, "warning", "claimant-holds")
                break
