"""Places: what they are called, who held and claimed them, what they belong to and what belongs to them."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from communique.archive.known import held, span
from communique.archive.story import Filed, Story, Term
from communique.model.config import Disputed
from communique.model.entity import Entity, PartOf, Span
from communique.model.issue import Issue, did_you_mean
from communique.model.page import Link
from communique.plan.planner import Planner
from communique.plan.scale import at, axis, bar, first_day, last_day
from communique.plan.views.agreements import AgreementView
from communique.plan.views.articles import RoleLink
from communique.plan.views.parts import SpanView
from communique.plan.views.places import Belonging, Claim, Holding, Lane, PlaceView
from communique.plan.views.scale import Axis, Bar, Mark


def place_view(p: Planner, slug: str, days: tuple[str, str], written: str = "") -> PlaceView:
    """Show a place as it stood from one day to another (ISO 8601), and under the name that a story gives it."""
    link = p.link("places", slug)
    known = p.archive.resolver.known["places"].get(slug)
    e = known.entity if known else None
    if e is None:
        return PlaceView(link, written=written)
    return PlaceView(
        link,
        p.names(e.names),
        _held_on(p, e.controlled_by, days),
        _held_on(p, e.claimed_by, days),
        _in_part(p, slug, days, e),
        written,
    )


def _held_on(p: Planner, row: tuple[Span, ...], days: tuple[str, str]) -> tuple[Link, ...]:
    return tuple(p.named("countries", s.country, days) for s in row if held(s.start, s.end, days))


def spans(p: Planner, row: Iterable[Span]) -> tuple[SpanView, ...]:
    """Show spans in order of time; one that has no beginning comes first."""
    ordered = sorted(row, key=lambda s: (s.start, s.end or "~"))
    return tuple(SpanView(p.named("countries", s.country, span(s.start, s.end)), s.start, s.end) for s in ordered)


def country_view(p: Planner, filed: Filed, written: str, days: tuple[str, str]) -> RoleLink:
    """Show a country under the name that it has in a story; where its standing is disputed, how it stood on that day."""
    link = p.link("countries", filed.slug)
    known = p.archive.resolver.known["countries"].get(filed.slug)
    if known is None or not known.is_disputed:
        return RoleLink(link, filed.role, written)
    e = p.profile("countries", filed.slug)
    return RoleLink(
        link,
        filed.role,
        written,
        known.disputed.standing if known.disputed else "",
        _held_on(p, e.claimed_by, days) if e else (),
        _held_on(p, e.recognised_by, days) if e else (),
    )


# what belongs to what


def _belonging(p: Planner, place: Link, of: PartOf) -> Belonging:
    return Belonging(place, p.named_all("countries", of.by), p.named_all("countries", of.denied_by))


def belongings(p: Planner, e: Entity) -> tuple[Belonging, ...]:
    """Show what a place belongs to."""
    return tuple(_belonging(p, p.named("places", of.place), of) for of in e.part_of)


def parts(p: Planner, term: Term) -> tuple[Belonging, ...]:
    """Show what belongs to a place; only what has a page."""
    if term.taxonomy != "places":
        return ()
    shown = p.archive.terms["places"]
    return tuple(_belonging(p, p.link("places", slug), of) for slug, of in p.archive.resolver.parts(term.slug) if slug in shown)


def _in_part(p: Planner, slug: str, days: tuple[str, str], whole: Entity | None) -> tuple[Claim, ...]:
    """Say who claims parts of a place, and not all of it, from one day to another."""
    all_of_it = {s.country.name for s in whole.claimed_by if held(s.start, s.end, days)} if whole else set()
    by: dict[str, tuple[Link, list[Link], list[str]]] = {}
    for part, _ in p.archive.resolver.parts(slug):
        known = p.archive.resolver.known["places"][part]
        for s in known.entity.claimed_by if known.entity else ():
            if held(s.start, s.end, days) and s.country.name not in all_of_it:
                country = p.named("countries", s.country, days)
                _, claimed, starts = by.setdefault(country.text, (country, [], []))
                starts.append(s.start)
                if (link := p.link("places", part)) not in claimed:
                    claimed.append(link)
    return tuple(Claim(country, tuple(claimed), min(starts)) for _, (country, claimed, starts) in sorted(by.items()))


def claims_in_part(p: Planner, term: Term) -> tuple[Claim, ...]:
    """Say who claims parts of a place as the archive stands."""
    return _in_part(p, term.slug, (p.archive.today, p.archive.today), term.entity) if term.taxonomy == "places" else ()


def holding(p: Planner, term: Term, about: Iterable[AgreementView]) -> Holding | None:
    """Draw who held a place and who claimed it, with the agreements `about` it; None where nobody is known to have."""
    e = term.entity
    in_part = claims_in_part(p, term)
    if e is None or not (e.controlled_by or e.claimed_by or in_part):
        return None
    held_by, claimed_by = spans(p, e.controlled_by), spans(p, e.claimed_by)
    parts_claimed = tuple(SpanView(c.country, c.start) for c in in_part)
    row = (*held_by, *claimed_by, *parts_claimed)
    days = [day for s in row for day in (first_day(s.start) if s.start else "", last_day(s.end) if s.end else "")]
    made = [a.signed.earliest for a in about if a.signed]
    if any(days):
        days += [*made, *([p.archive.today] if any(not s.end for s in row) else [])]
    line = axis(days, earlier=any(not s.start for s in row))
    partly = (
        replace(lane, parts=c.parts)
        for c, s in zip(in_part, parts_claimed, strict=True)
        for lane in _lanes(line, (s,), "claimed")
    )
    return Holding(
        line,
        _lanes(line, held_by, "held"),
        (*_lanes(line, claimed_by, "claimed"), *partly),
        tuple(Mark(at(line, day)) for day in made) if line else (),
    )


def _lanes(line: Axis | None, row: Iterable[SpanView], form: str) -> tuple[Lane, ...]:
    """Put spans of one state on one lane, in the order in which the states come in."""
    by: dict[Link, list[SpanView]] = {}
    for s in row:
        by.setdefault(s.country, []).append(s)

    def drawn(s: SpanView) -> Bar:
        assert line is not None
        return bar(line, first_day(s.start), last_day(s.end), form)

    return tuple(Lane(country, tuple(of), tuple(map(drawn, of)) if line else ()) for country, of in by.items())


def stories_of_parts(p: Planner, term: Term) -> tuple[Story, ...]:
    """Give the stories of a place's parts that are not its own too, the newest first."""
    own = {s.route for s in term.stories}
    of_parts = {
        s.route: s
        for slug, _ in p.archive.resolver.parts(term.slug)
        if (part := p.archive.terms["places"].get(slug))
        for s in part.stories
        if s.route not in own
    }
    return tuple(sorted(of_parts.values(), key=lambda s: s.newest_first))


# how the archive names


def policy(p: Planner, given: str = "") -> Link | None:
    """Link to where the archive says how it names what is contested, if the settings tell."""
    file, _, fragment = (given or p.config.naming_policy).partition("#")
    route = p.archive.routes.get(f"pages/{file}") if file and p.shows("notes") else None
    if route is None:
        return None
    return Link(p.words("How this archive names what is contested"), f"{route}#{fragment}" if fragment else route)


def naming(p: Planner, note: str, ours: Disputed | None) -> dict[str, Any]:
    """Give what a page says of the archive's own name for what is contested; the settings speak before the profile."""
    if ours is None:
        return {"label_note": note, "policy": policy(p)}
    return {"standing": ours.standing, "label_note": ours.note or note, "policy": policy(p, ours.policy)}


def faults(p: Planner) -> Iterator[Issue]:
    """Tell of policies in the settings that lead nowhere; source/settings.py finds the lines."""
    tables = ((f'disputed."{name}".policy', d.policy) for name, d in p.config.disputed.items())
    notes = {n.path.removeprefix("content/pages/"): n for n in p.archive.notes}
    for setting, given in (("naming_policy", p.config.naming_policy), *tables):
        file, mark, fragment = given.partition("#")
        note = notes.get(file)
        if note is None and given:
            hint = (
                did_you_mean(file, notes) or "Name a file of that folder and, after a #, one of its headings: 'about.md#names'."
            )
            message = f"{setting}: there is no page content/pages/{file}."
            if f"pages/{file}" in p.archive.held_back:
                message = f"{setting}: content/pages/{file} is not published."
                hint = "Publish it, or leave the setting out until then."
            yield Issue("site.toml", 0, 0, message, hint, code="policy-nowhere")
        elif note and mark and fragment not in note.anchors:
            hint = did_you_mean(fragment, note.anchors)
            hint = hint or (
                f"Its headings are: {', '.join(note.anchors)}." if note.anchors else "It has none: leave out the #."
            )
            message = f"{setting}: no heading of content/pages/{file} is '#{fragment}'."
            yield Issue("site.toml", 0, 0, message, hint, code="policy-nowhere")
