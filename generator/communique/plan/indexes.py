"""What the indexes of places, agreements, dossiers and tags show beside each entry."""

from collections.abc import Iterable
from typing import Any

from communique.archive.agreements import is_bound
from communique.archive.standing import force_now, spells
from communique.archive.story import Term
from communique.model.page import Link
from communique.plan.lifeline import bars
from communique.plan.places import place_view
from communique.plan.planner import Planner
from communique.plan.scale import axis, bar
from communique.plan.views.agreements import SpellView
from communique.plan.views.parts import IndexEntry
from communique.plan.views.terms import Beside


def around(p: Planner, taxonomy: str, entries: Iterable[IndexEntry]) -> dict[str, Any]:
    """Give what an index shows besides its entries, as fields of its page."""
    if taxonomy == "places":
        return {"beside": _places(p)}
    if taxonomy == "agreements":
        return _agreements(p)
    if taxonomy == "dossiers":
        return _dossiers(entries)
    if taxonomy == "tags":
        return {"see": _see(p)}
    return {}


def _described(p: Planner, taxonomy: str) -> list[Term]:
    return [t for t in p.archive.terms[taxonomy].values() if t.entity]


def _places(p: Planner) -> dict[str, Beside]:
    """Show each place as it stands."""
    today = p.archive.today
    return {t.route: Beside(place=place_view(p, t.slug, (today, today))) for t in _described(p, "places")}


def _agreements(p: Planner) -> dict[str, Any]:
    """Draw every agreement's life on one axis, and name its parties."""
    today = p.archive.today
    rows = {
        t.route: (e, tuple(SpellView(s.status, s.force, s.start, s.end) for s in spells(e)))
        for t in _described(p, "agreements")
        if (e := t.entity)
    }
    days = [d for _, row in rows.values() for s in row for d in (s.start.earliest, s.end.earliest if s.end else today)]
    line = axis(days)
    beside = {
        route: Beside(
            parties=tuple(p.between.link(e, party.country) for party in e.parties if is_bound(party)),
            force=force_now(e, today),
            bars=tuple(bars(line, row)) if line else (),
        )
        for route, (e, row) in rows.items()
    }
    return {"axis": line, "beside": beside}


def _dossiers(entries: Iterable[IndexEntry]) -> dict[str, Any]:
    """Draw the years of every dossier's stories on one axis."""
    years = {e.link.route: (f"{e.first}-01-01", f"{e.last}-12-31") for e in entries if e.first}
    line = axis(day for days in years.values() for day in days)
    return {"axis": line, "beside": {route: Beside(bars=(bar(line, *days),)) for route, days in years.items()} if line else {}}


def _see(p: Planner) -> tuple[tuple[str, Link], ...]:
    """Give every other name of a tag with the tag that it means, as the index of a book has it."""
    tags = _described(p, "tags")
    return tuple((name, p.link("tags", t.slug)) for t in tags for name in p.other_names("tags", t.slug))
