"""Contested names: who held and claimed a place, what it is called by whom, what it belongs to."""

from collections.abc import Iterator, Sequence

from communique.archive.resolve import Resolver
from communique.archive.soundness.spans import between_holders, claimed_and_held, out_of_life, slug_of, twice
from communique.model.content import AnyDocument
from communique.model.document import Mention, Name
from communique.model.entity import Entity
from communique.model.issue import Issue, did_you_mean
from communique.model.route import slugify
from communique.model.scripts import fits, letters_of, scripts, scripts_of


def of_places(documents: Sequence[AnyDocument], resolver: Resolver) -> Iterator[Issue]:
    """Give what is wrong with the places, and with the names of all that has a profile."""
    for d in documents:
        if not isinstance(d, Entity):
            continue
        yield from _names(d, resolver)
        for field, row in (
            ("controlled_by", d.controlled_by),
            ("claimed_by", d.claimed_by),
            ("recognised_by", d.recognised_by),
        ):
            yield from twice(d, resolver, field, row)
            yield from out_of_life(d, resolver, field, row)
        yield from between_holders(d, resolver)
        yield from claimed_and_held(d, resolver)
        if d.taxonomy == "places":
            yield from _sides(d, resolver)
            yield from _belonging(d, resolver)
        elif d.taxonomy == "countries":
            yield from _of_itself(d, resolver)
    yield from _circles(resolver)


# names


def _names(e: Entity, resolver: Resolver) -> Iterator[Issue]:
    seen: dict[tuple[str, str, str, str, str], Name] = {}
    for n in e.names:
        user = resolver.find("countries", n.used_by.name) if n.used_by else None
        key = (n.text, n.lang, user.slug if user else "", n.start, n.end)
        if (first := seen.setdefault(key, n)) is not n:
            message = f"names: '{n.text}' is there already in line {first.line}."
            yield Issue(e.path, n.line, n.column, message, "Remove one of the two.", "warning", "name-twice")
        yield from _script(e, n)


def _script(e: Entity, n: Name) -> Iterator[Issue]:
    letters = letters_of(n.text)
    if n.script:
        if not fits(n.script, letters):
            message = f"names: '{n.text}' has no letter of the script '{n.script}' ({scripts()[n.script]})."
            hint = "Correct the script, or leave it out: it is told by the letters."
            yield Issue(e.path, n.line, n.column, message, hint, "warning", "script-and-text")
            return
        usual = scripts_of(n.lang) if n.lang else ()
        family = {"Hans", "Hant", "Hani"}
        if usual and n.script not in usual and n.script != "Latn" and not (n.script in family and family & set(usual)):
            message = f"names: '{n.text}' is said to be in the script '{n.script}', in which '{n.lang}' is not written."
            hint = f"It is written in {_either(usual)}: correct 'script' or 'lang'."
            yield Issue(e.path, n.line, n.column, message, hint, "warning", "script-and-lang")
        return
    usual = scripts_of(n.lang) if n.lang else ()
    if not letters or not usual or any(fits(s, letters) for s in usual):
        return
    message = f"names: '{n.text}' is not in the letters of its language, '{n.lang}' ({_either(usual)})."
    if letters == {"Latn"}:
        hint = "Write the name in those letters, and this one as 'latin: …'; or say that it is meant so: 'script: Latn'."
    else:
        hint = "Correct 'lang', or say which script is meant: 'script: …'."
    yield Issue(e.path, n.line, n.column, message, hint, "warning", "script-and-lang")


def _either(codes: Sequence[str]) -> str:
    return " or ".join(scripts().get(c, c) for c in codes)


def _head(resolver: Resolver, slug: str) -> str:
    """Give the slug of the state that one of old continues as."""
    head = resolver.succession.head(slug)
    return head.slug if head else slug


def _sides(e: Entity, resolver: Resolver) -> Iterator[Issue]:
    """Compare who holds and claims a place with who is said to use its names."""
    users = {_head(resolver, k.slug) for n in e.names if n.used_by and (k := resolver.find("countries", n.used_by.name))}
    held = [s for s in (*e.controlled_by, *e.claimed_by) if resolver.find("countries", s.country.name)]
    if e.claimed_by:
        told = set()
        for span in held:
            slug = slug_of(resolver, span)
            if not span.end and slug not in told and _head(resolver, slug) not in users:
                told.add(slug)
                verb = "claims" if span in e.claimed_by else "holds"
                message = f"names: '{span.country.name}' {verb} it, and no name is said to be used there."
                hint = f"Add to names: {{text: …, lang: …, used_by: {span.country.name}}}."
                yield Issue(e.path, span.line, span.column, message, hint, "warning", "side-without-name")
    if not held:
        return
    sides = {_head(resolver, slug_of(resolver, s)) for s in held}
    for part, _ in resolver.parts(resolver.slug_of_entity(e)):
        entity = resolver.known["places"][part].entity
        sides |= {_head(resolver, slug_of(resolver, s)) for s in (entity.claimed_by if entity else ())}
    for n in e.names:
        known = resolver.find("countries", n.used_by.name) if n.used_by else None
        if n.used_by and known and _head(resolver, known.slug) not in sides:
            message = f"names.used_by: '{n.used_by.name}' neither holds nor claims it, now or ever."
            hint = (
                "Correct it, add the span to controlled_by or claimed_by, or leave 'used_by' out: 'lang' says whose word it is."
            )
            yield Issue(e.path, n.used_by.line, n.used_by.column, message, hint, "warning", "used-by-outsider")


def _of_itself(e: Entity, resolver: Resolver) -> Iterator[Issue]:
    own = resolver.slug_of_entity(e)
    for field, row in (("claimed_by", e.claimed_by), ("recognised_by", e.recognised_by)):
        for span in row:
            if slug_of(resolver, span) == own:
                message = f"{field}: '{span.country.name}' is this country itself."
                yield Issue(e.path, span.line, span.column, message, "Name the other one.", "warning", "of-itself")


# what belongs to what


def _belonging(e: Entity, resolver: Resolver) -> Iterator[Issue]:
    own = resolver.slug_of_entity(e)
    seen: dict[str, int] = {}
    for of in e.part_of:
        at = of.place
        known = resolver.find("places", at.name)
        if known is None:
            hint = did_you_mean(at.name, (k.name for k in resolver.known["places"].values()))
            hint = hint or f"Add content/places/{slugify(at.name)[:60]}.md, or correct the name."
            message = f"part_of: no profile describes the place '{at.name[:80]}'."
            yield Issue(e.path, at.line, at.column, message, hint, "warning", "unknown-place")
            continue
        if known.slug == own:
            message = f"part_of: '{at.name}' is this place itself."
            yield Issue(e.path, at.line, at.column, message, "Name the larger one, or remove it.", code="part-of-itself")
        elif known.slug in seen:
            message = f"part_of: '{at.name}' is there already in line {seen[known.slug]}."
            yield Issue(e.path, at.line, at.column, message, "Remove one of the two.", "warning", "part-twice")
        seen.setdefault(known.slug, at.line)
        both = _slugs(resolver, of.by) & _slugs(resolver, of.denied_by)
        for m in of.denied_by:
            if _slugs(resolver, (m,)) & both:
                message = f"part_of: '{m.name}' is said both to hold this view and to deny it."
                yield Issue(e.path, m.line, m.column, message, "Keep it in 'by' or in 'denied_by'.", "warning", "both-views")


def _slugs(resolver: Resolver, row: Sequence[Mention]) -> set[str]:
    return {k.slug for m in row if (k := resolver.find("countries", m.name))}


def _circles(resolver: Resolver) -> Iterator[Issue]:
    """Tell of places that belong to one another in a circle, once for each circle."""
    above: dict[str, list[tuple[str, Mention]]] = {}
    for slug, known in sorted(resolver.known["places"].items()):
        for of in known.entity.part_of if known.entity else ():
            whole = resolver.find("places", of.place.name)
            if whole and whole.slug != slug:
                above.setdefault(slug, []).append((whole.slug, of.place))
    told: set[str] = set()
    for start, next_up in above.items():
        way = _way_back(start, above)
        if way and not told & set(way):
            told |= set(way)
            known = resolver.known["places"][start]
            at = next(m for to, m in next_up if to == way[1])
            names = " → ".join(f"'{resolver.known['places'][s].name}'" for s in way)
            message = f"part_of: goes round in a circle: {names}."
            path = known.entity.path if known.entity else ""
            yield Issue(path, at.line, at.column, message, "Remove one of these steps.", code="part-of-circle")


def _way_back(start: str, above: dict[str, list[tuple[str, Mention]]]) -> list[str]:
    """Give the shortest way from a place back to itself; empty where there is none."""
    ways = [[start]]
    seen = set()
    while ways:
        way = ways.pop(0)
        for to, _ in above.get(way[-1], ()):
            if to == start:
                return [*way, to]
            if to not in seen:
                seen.add(to)
                ways.append([*way, to])
    return []
