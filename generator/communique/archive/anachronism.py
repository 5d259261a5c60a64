"""What is said of a state that is named for a day on which it did not exist, with its years and with who was there instead."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.archive.known import Days, Known, span
from communique.archive.succession import Reading
from communique.model.article import Article
from communique.model.dates import FIRST_DAY, LAST_DAY, bounds
from communique.model.document import Mention
from communique.model.entity import Entity, Party
from communique.model.issue import Issue, Severity

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ARTICLE = re.compile(
    r"\b(Union|Empire|Republics?|Kingdoms?|Commonwealth|States|Islands|Netherlands|Philippines|Bahamas|Maldives|Confederation"
    r"|Monarchy|Government|Communities|Settlements|Federation|Territory|Porte|Gambia|Comoros|Seychelles|Emirates|See"
    r"|Provinces|Colony|Towns|Sicilies|SSR|Reich|Duchy|Zone)\b"
)
"""Words in a name before which English sets an article."""


def days_of(article: Article) -> Days:
    """Give the days on which a story's states are looked for: those of the event, else of publication.

    An event that goes on (`1956/..`) is taken at its beginning.
    """
    e = article.event
    if e is None:
        day = article.date[:10]
        return day, day
    return e.earliest, e.latest if e.latest != LAST_DAY else e.earliest


class Naming(NamedTuple):
    """A state that a profile names."""

    field: str
    mention: Mention
    days: Days | None = None
    """For which days, where it says so."""
    judged: bool = True
    """Whether it is to be said here that the state did not exist then."""


def states_named(e: Entity) -> Iterator[Naming]:
    """Give the states that a profile names."""
    yield from (Naming("country", m) for m in e.countries)
    yield from (Naming("predecessor", m) for m in e.predecessors)
    yield from (Naming("successor", m) for m in e.successors)
    yield from (Naming("country", o.country, _dated(o.start, o.end)) for o in e.offices if o.country)
    # What is said of spans and names that do not fit their states stands with the soundness of places.
    spans = (*e.controlled_by, *e.claimed_by, *e.recognised_by)
    yield from (Naming("country", s.country, _dated(s.start, s.end), judged=False) for s in spans)
    yield from (Naming("part_of", m) for belongs in e.part_of for m in (*belongs.by, *belongs.denied_by))
    yield from (Naming("parties", party.country, party_days(e, party)) for party in e.parties)
    yield from (Naming("status_events.by", m, bounds(s.date)) for s in e.status_events for m in s.by)
    yield from (Naming("used_by", n.used_by, _dated(n.start, n.end), judged=False) for n in e.names if n.used_by)


def _dated(start: str, end: str) -> Days | None:
    return span(start, end) if start or end else None


def party_days(e: Entity, party: Party) -> Days | None:
    """Give the days on which a state first did something as a party; those of signing where its actions have no dates.

    A state that succeeds another may say so before it has its own name or all of that one's place.
    """
    if any(a.action == "succeeded" for a in party.actions):
        return None
    acts = [found for a in party.actions if (found := bounds(a.date))]
    if acts:
        return min(acts)
    return (e.signed.earliest, e.signed.latest) if e.signed else None


def day(text: str) -> str:
    """Write `YYYY-MM-DD`, `YYYY-MM` or `YYYY` out, in English."""
    year, *rest = text.split("-")
    if not rest:
        return year.lstrip("0")
    month = _MONTHS[int(rest[0]) - 1]
    return " ".join((*(str(int(d)) for d in rest[1:]), month, year.lstrip("0")))


def when(days: Days) -> str:
    """Write days out, with the preposition."""
    first, last = days
    if first == FIRST_DAY or last == LAST_DAY:
        return _between(days)
    if first == last:
        return f"on {day(first)}"
    for part in (first[:4], first[:7]):
        if bounds(part) == days:
            return f"in {day(part)}"
    return f"from {day(first)} to {day(last)}"


def the(name: str) -> str:
    """Set the article that English wants before the name of a state."""
    return f"the {name}" if _ARTICLE.search(name) and not name.startswith("The ") else name


def years(start: str, end: str) -> str:
    """Write a span of partial dates out; empty where both ends are open."""
    if start and end:
        return f"{day(start)} – {day(end)}"
    return f"since {day(start)}" if start else f"until {day(end)}" if end else ""


def _between(days: Days) -> str:
    """Write out the days for which something held; either end may be open."""
    first, last = days
    if first == FIRST_DAY:
        return f"until {day(last)}"
    return f"since {day(first)}" if last == LAST_DAY else f"from {day(first)} to {day(last)}"


def with_years(k: Known) -> str:
    """Name a state with its years."""
    span = years(*k.dates)
    return f"{the(k.name)} ({span})" if span else the(k.name)


def _any_of(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _all_of(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _quoted(states: tuple[Known, ...]) -> str:
    return _any_of([f"'{k.name}'" for k in states])


def out_of_time(reading: Reading, path: str, field: str, m: Mention, days: Days | None) -> Issue:
    """Say that a name does not go with the days for which it stands."""
    k = reading.written or reading.known
    name = m.name[:80]
    others = reading.candidates
    severity: Severity = "warning" if reading.known else "error"
    called = f"'{name}'" if k and k.name == name else f"'{name}', {the(k.name)}," if k else f"'{name}'"
    if days is None or reading.verdict == "state-ambiguous":
        then = f" {when(days)}" if days else ""
        message = f"{field}: '{name}' may be {_any_of([with_years(o) for o in others])}{then}."
        hint = f"Write {_quoted(others)}."
    elif reading.verdict == "name-out-of-time":
        was = " and ".join(_between(span) for span in reading.spans)
        message = f"{field}: '{name}' was a name of {the(k.name) if k else ''} {was}, not {when(days)}."
        hint = f"Write '{k.name if k else name}'."
    else:
        start, end = k.dates if k else ("", "")
        life = f"is a state since {day(start)}" if reading.verdict == "state-not-yet" else f"was a state until {day(end)}"
        message = f"{field}: {called} {life}"
        hint = f"Name the state that was there {when(days)}."
        if others:
            those = [with_years(o) for o in others]
            were = f"it was {those[0]}" if len(those) == 1 else f"there were {_all_of(those)}"
            message += f"; {when(days)} {were}"
            hint = f"Write {_quoted(others)}."
        if reading.verdict == "state-no-more" and field in {"countries", "tags"}:
            hint = f"{hint[:-1]}; where the story looks back on it, give it the role 'subject' under 'countries'."
        message += "."
    return Issue(path, m.line, m.column, message, hint, severity, reading.verdict)
