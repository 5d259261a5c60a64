"""States, offices and spans that end before they begin; successions that go round, have one side only, or leave years out."""

import datetime as dt
from collections.abc import Iterator, Sequence

from communique.archive.anachronism import day, the
from communique.archive.known import Known, span
from communique.archive.resolve import Resolver
from communique.model.content import AnyDocument
from communique.model.dates import FIRST_DAY, LAST_DAY
from communique.model.document import Mention
from communique.model.entity import Entity
from communique.model.issue import Issue

_GAP_DAYS = 366
"""A state may begin so long after the one before it ended, where an interregnum or a war lay between, without a word."""


def of_states(documents: Sequence[AnyDocument], resolver: Resolver) -> Iterator[Issue]:
    """Give what is wrong with the dates of states, offices and spans, and with the succession of states."""
    for d in documents:
        if isinstance(d, Entity):
            yield from _backwards(d)
    countries = [d for d in documents if isinstance(d, Entity) and d.taxonomy == "countries"]
    if countries:
        yield from _Successions(countries, resolver).faults()


def _backwards(e: Entity) -> Iterator[Issue]:
    for o in e.offices:
        if not _in_order(o.start, o.end):
            yield _ends_first(e.path, o.line, o.column, f"the office '{o.title[:60]}'", o.start, o.end)
    for n in e.names:
        if not _in_order(n.start, n.end):
            yield _ends_first(e.path, n.line, n.column, f"names: '{n.text[:60]}'", n.start, n.end)
    rows = (("controlled_by", e.controlled_by), ("claimed_by", e.claimed_by), ("recognised_by", e.recognised_by))
    for field, spans in rows:
        for s in spans:
            if not _in_order(s.start, s.end):
                yield _ends_first(e.path, s.line, s.column, f"{field}: {s.country.name[:60]}", s.start, s.end)
    if e.taxonomy == "countries" and not _in_order(e.start, e.end):
        yield _ends_first(e.path, e.line, e.column, f"'{e.name[:60]}'", e.start, e.end)


def _in_order(start: str, end: str) -> bool:
    """Tell whether a span of partial dates may be one: 1990 to 1990 is, 1990-06 to 1990 too."""
    return span(start, "")[0] <= span("", end)[1]


def _ends_first(path: str, line: int, column: int, what: str, start: str, end: str) -> Issue:
    message = f"{what} ends {_in(end)}, before it begins {_in(start)}."
    return Issue(path, line, column, message, "Put the earlier date under 'from'.", code="ends-before-begins")


def _in(date: str) -> str:
    return f"{'on' if len(date) == 10 else 'in'} {day(date)}"


class _Successions:
    """What the profiles of countries say of those before and after them."""

    def __init__(self, countries: Sequence[Entity], resolver: Resolver) -> None:
        self._resolver = resolver
        by_path = {k.entity.path: k for k in resolver.known["countries"].values() if k.entity}
        self._mine = [by_path[e.path] for e in countries if e.path in by_path]
        self._after = {k.slug: list(self._named(k, later=True)) for k in self._mine}
        self._before = {k.slug: list(self._named(k, later=False)) for k in self._mine}

    def _named(self, k: Known, *, later: bool) -> Iterator[tuple[Mention, Known]]:
        e = k.entity
        assert e is not None  # only of those that files describe
        at = k.life[1 if later else 0]
        for m in e.successors if later else e.predecessors:
            senses = self._resolver.senses(m.name)
            found = (senses.meant((at, at)) or senses.meant(None))[:1] if senses else ()
            for other in found:
                yield m, other

    def faults(self) -> Iterator[Issue]:
        """Give the faults of each profile in turn."""
        for k in self._mine:
            yield from self._circles(k)
            yield from self._one_sided(k)
            yield from self._gaps(k)

    def _circles(self, k: Known) -> Iterator[Issue]:
        """Find out whether a state follows itself, and say so at the mention that closes the circle."""
        e = k.entity
        assert e is not None
        graph = self._resolver.succession
        for field, named, way, beyond in (
            ("successor", self._after, "before", graph.later),
            ("predecessor", self._before, "after", graph.earlier),
        ):
            for m, other in named[k.slug]:
                if other is k:
                    message = f"{field}: '{k.name}' names itself."
                    hint = f"Name the state that came {'after' if field == 'successor' else 'before'} it."
                elif k.slug in beyond(other.slug):
                    message = (
                        f"{field}: '{other.name}' came {way} '{k.name}' by what the other profiles and the list of states say."
                    )
                    hint = f"The succession goes round in a circle: take '{m.name}' out here, or mend another profile."
                else:
                    continue
                yield Issue(e.path, m.line, m.column, message, hint, code="succession-circle")

    def _one_sided(self, k: Known) -> Iterator[Issue]:
        """Find the other profile that names its neighbours, and this one not among them."""
        e = k.entity
        assert e is not None
        for field, back, named, others in (
            ("successor", "predecessor", self._after, self._before),
            ("predecessor", "successor", self._before, self._after),
        ):
            for m, other in named[k.slug]:
                theirs = others.get(other.slug)
                if theirs and other is not k and all(them is not k for _, them in theirs):
                    there = ", ".join(f"'{them.name}'" for _, them in theirs)
                    message = f"{field}: {other.where} names {there} as {back}, and not '{k.name}'."
                    hint = f"Add '{k.name}' to its '{back}', or take '{m.name}' out here."
                    yield Issue(e.path, m.line, m.column, message, hint, "warning", "succession-one-sided")

    def _gaps(self, k: Known) -> Iterator[Issue]:
        """Find a successor that begins long after this state ended, or long before."""
        e = k.entity
        assert e is not None
        end = k.life[1]
        for m, other in self._after[k.slug]:
            start = other.life[0]
            if other is k or end == LAST_DAY or start == FIRST_DAY:
                continue
            if _days(start) - _days(end) > _GAP_DAYS:
                begins, ended = _in(other.dates[0]), _in(k.dates[1])
                message = f"successor: {the(other.name)} begins {begins}, long after {the(k.name)} ended {ended}."
                yield Issue(
                    e.path,
                    m.line,
                    m.column,
                    message,
                    "Name what lay between, or mend one of the dates.",
                    "warning",
                    "succession-gap",
                )


def _days(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()
