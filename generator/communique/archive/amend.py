"""The archive after a few stories have changed, made of the one before; the rest of it is not worked out again. Pure."""

from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from communique.archive.archive import Archive, living
from communique.archive.filing import Filing
from communique.archive.moments import day_of, month_of
from communique.archive.pairs import Pair, heads, story_pairs
from communique.archive.story import Story, Term
from communique.model.article import Article, Earlier
from communique.model.config import Config
from communique.model.issue import Issue, has_errors


def amended(
    before: Archive, changed: Mapping[str, Article | None], config: Config, now: int
) -> tuple[Archive, list[Issue]] | None:
    """Give the archive in which these articles, by their files, stand as they are now or, for None, no longer.

    `before` shows drafts, and was built with the same settings and profiles; then the result is what `archive.build` would give
    at `now`, but for the two moments at which it changes, of which the next is never too late. With it come the faults in the
    changed articles' names; where one is an error, the archive is still the one before. None where the change reaches further:
    where a story that is held back comes due, the day is another, or what a term is called depends on how others spell it.
    """
    if before.as_of or (before.next_moment is not None and before.next_moment <= now):
        return None
    if (day_of(now), month_of(now, config.timezone)) != (before.today, before.month):
        return None
    if any(isinstance(a, Earlier) for a in changed.values()):
        return None
    filing = Filing(before.resolver, config)
    new = [living(a, filing, now) for _, a in sorted(changed.items()) if a]
    if has_errors(filing.issues):
        return before, filing.issues
    names = _names(before, filing)
    if names is None:
        return None
    old = [s for s in before.stories if s.article.path in changed]
    if any((key, f.slug) in _respelled(before) for s in (*old, *new) for key, filed in s.terms.items() for f in filed):
        return None
    terms = _terms(before, old, new, names)
    pairs = _pairs(before, old, new, terms["countries"]) if config.pages.relations else {}
    if pairs is None:
        return None
    routes = {path: route for path, route in before.routes.items() if f"content/{path}" not in changed}
    routes |= {s.article.path.removeprefix("content/"): s.route for s in new}
    due = [s.article.due for s in new if s.article.status != "draft" and s.article.due > now]
    archive = replace(
        before,
        stories=_with(before.stories, changed, new),
        terms=terms,
        pairs=pairs,
        routes=routes,
        next_moment=min((m for m in (before.next_moment, *due) if m is not None), default=None),
    )
    return archive, filing.issues


def _with(stories: Iterable[Story], gone: Collection[str], new: Iterable[Story]) -> tuple[Story, ...]:
    """Give stories, the newest first, without those of some files and with others."""
    found = [s for s in stories if s.article.path not in gone]
    for s in new:
        insort(found, s, key=lambda s: s.newest_first)
    return tuple(found)


def _respelled(before: Archive) -> set[tuple[str, str]]:
    return {(taxonomy, slug) for taxonomy, slug, _ in before.spellings}


def _names(before: Archive, filing: Filing) -> dict[tuple[str, str], str] | None:
    """Give the names of terms that no file describes and changed stories have; None where other stories have a say in one."""
    names: dict[tuple[str, str], str] = {}
    for taxonomy, slug, spelled in filing.spelled_as():
        there = before.terms[taxonomy].get(slug)
        name = there.name if there else names.setdefault((taxonomy, slug), spelled)
        if spelled != name or taxonomy == "countries" or slug in before.resolver.known[taxonomy]:
            return None
    return names


def _terms(
    before: Archive, old: Sequence[Story], new: Sequence[Story], names: Mapping[tuple[str, str], str]
) -> dict[str, dict[str, Term]]:
    gone = {s.article.path for s in old}
    touched: dict[str, set[str]] = {}
    for s in (*old, *new):
        for taxonomy, filed in s.terms.items():
            touched.setdefault(taxonomy, set()).update(f.slug for f in filed)
    terms = dict(before.terms)
    for taxonomy, slugs in touched.items():
        of_kind = dict(before.terms[taxonomy])
        for slug in slugs:
            known = before.resolver.known[taxonomy].get(slug)
            mine = [s for s in new if any(f.slug == slug for f in s.terms.get(taxonomy, ()))]
            term = of_kind.pop(slug, None)
            stories = _with(term.stories if term else (), gone, mine)
            if term and (stories or term.entity):
                of_kind[slug] = replace(term, stories=stories)
            elif stories:
                name = known.name if known else names.get((taxonomy, slug), slug)
                entity, polity = (known.entity, known.polity) if known else (None, None)
                of_kind[slug] = Term(taxonomy, slug, name, stories, entity, polity)
        terms[taxonomy] = dict(sorted(of_kind.items()))
    return terms


def _pairs(
    before: Archive, old: Sequence[Story], new: Sequence[Story], called: Mapping[str, Term]
) -> dict[tuple[str, str], Pair] | None:
    """Give the pairs; None where a pair that a file describes loses its stories."""
    names: dict[str, str] = {}
    head = heads(before.resolver, {**before.terms["countries"], **called})
    gone = {s.article.path for s in old}
    mine: dict[tuple[str, str], list[Story]] = {}
    for s in new:
        for slugs in story_pairs(s, head, names):
            mine.setdefault(slugs, []).append(s)
    pairs = dict(before.pairs)
    for slugs in {*mine, *(slugs for s in old for slugs in story_pairs(s, head, names))}:
        pair = pairs.pop(slugs, None)
        stories = _with(pair.stories if pair else (), gone, mine.get(slugs, ()))
        if stories:
            profile = pair.profile if pair else None
            pairs[slugs] = Pair(slugs, (names[slugs[0]], names[slugs[1]]), stories, profile)
        elif pair and pair.profile:
            return None
    return dict(sorted(pairs.items()))
