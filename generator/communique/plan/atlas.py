"""The index of countries and its map: which country stands for which shape. Both count the same stories."""

from collections.abc import Callable

import msgspec

from communique.archive.story import Term
from communique.model.route import slugify
from communique.plan.planner import Planner
from communique.plan.views.front import OnMap
from communique.plan.views.parts import IndexEntry
from communique.plan.views.terms import CountriesPage, IndexPage


def on_map(p: Planner) -> tuple[OnMap, ...]:
    """Give the countries that may have a shape on a map of today and that have stories, sorted by name.

    A state of the past has none: its stories count for no state of today, unless its own profile gives it the code of one that
    the archive does not know besides. In an archive as of a day there is no map: the borders are today's.
    """
    if not p.shows("map") or not p.shows("countries") or p.archive.as_of:
        return ()
    found: dict[str, Term] = {}
    for term in p.archive.terms["countries"].values():
        code = _code(term)
        if code and (code not in found or _rank(term) < _rank(found[code])):
            found[code] = term
    row = [OnMap(code, p.link("countries", t.slug), len(t.stories)) for code, t in found.items() if t.stories]
    return tuple(sorted(row, key=lambda c: (c.link.text, c.code)))


def _code(term: Term) -> str:
    """Give what the map knows a country by; empty where it is no country of today."""
    e, polity = term.entity, term.polity
    code = (e.code if e else "") or (polity.code if polity else "")
    if code:
        return code.upper()
    return polity.name if polity and polity.kind == "disputed" and not is_past(term) else ""


def is_past(term: Term) -> bool:
    """Tell whether a state is one of the past: by its kind, or since it has an end."""
    e, polity = term.entity, term.polity
    kind = (e.kind if e else "") or (polity.kind if polity else "")
    return kind == "historical state" or bool((e.end if e else "") or (polity.end if polity else ""))


def _rank(term: Term) -> tuple[bool, int, str]:
    return is_past(term), -len(term.stories), term.slug


def countries_page(p: Planner, make: Callable[[], IndexPage]) -> CountriesPage:
    """Make the index of countries out of that which `make` makes as of any taxonomy."""
    page = make()
    terms = {t.route: t for t in p.archive.terms["countries"].values()}
    entries = tuple(_state(p, e, terms[e.link.route]) for e in page.entries)
    fields = {f: getattr(page, f) for f in page.__struct_fields__}
    return CountriesPage(**{**fields, "entries": entries}, map=on_map(p))


def _state(p: Planner, entry: IndexEntry, term: Term) -> IndexEntry:
    e, polity = term.entity, term.polity
    known = p.archive.resolver.known["countries"].get(term.slug)
    return msgspec.structs.replace(
        entry,
        start=(e.start if e else "") or (polity.start if polity else ""),
        end=(e.end if e else "") or (polity.end if polity else ""),
        standing=known.disputed.standing if known and known.disputed else "",
        past=is_past(term),
        letter=slugify(entry.sort)[:1].upper(),
    )
