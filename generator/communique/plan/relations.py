"""Pairs of countries: the index, as a list and a matrix, and a page for each pair; and conferences, of more than two."""

from collections.abc import Iterator, Sequence
from functools import partial

from communique.archive.pairs import Pair
from communique.model.digest import Digest, digest_bytes
from communique.model.page import Link, Page
from communique.plan import conferences, pair_page
from communique.plan.planner import Planner
from communique.plan.views.pairs import PairEntry, PairIndexPage
from communique.plan.views.parts import Ranked

MATRIX_SIZE = 24
"""Rows and columns of the matrix: what a page can hold, and a desk show."""


def plan(p: Planner) -> Iterator[Page]:
    """Plan the index, every pair that enough stories share or a file describes, and the list of conferences."""
    if not p.shows("relations"):
        return
    shown = [pair for pair in p.archive.pairs.values() if p.has_pair(pair)]
    found = conferences.meetings(p)
    key = _index_key(p, shown, len(found))
    yield p.page("relation-index", "relations.html", "/relations/", partial(_index, p, shown, len(found)), key=key)
    for pair in shown:
        yield from pair_page.plan(p, pair)
    yield from conferences.plan(p, found)


def _index_key(p: Planner, shown: Sequence[Pair], meetings: int) -> Digest:
    """Digest what the index shows of each pair: names, years, how many stories, and its file."""
    said = [f"{pair.route}\0{pair.names}\0{len(pair.stories)}\0{_years(pair)}" for pair in shown]
    files = [pair.profile.digest for pair in shown if pair.profile]
    return digest_bytes(p.profiles, str(meetings).encode(), "\0".join(said).encode(), *files)


def _years(pair: Pair) -> tuple[str, str]:
    """Give the first and the last year of which its stories tell."""
    days = [s.happened for s in pair.stories]
    return (min(days)[:4], max(days)[:4]) if days else ("", "")


def _index(p: Planner, shown: Sequence[Pair], meetings: int) -> PairIndexPage:
    entries = []
    weight: dict[str, int] = {}
    by_slugs = {pair.slugs: pair for pair in shown}
    for pair in shown:
        profile = pair.profile
        about = (profile.summary, profile.lang) if profile else ("", "")
        link = Link(" – ".join(pair.names), pair.route)
        entries.append(PairEntry(link, pair.names, len(pair.stories), *_years(pair), *about))
        for slug in pair.slugs:
            weight[slug] = weight.get(slug, 0) + len(pair.stories)
    entries.sort(key=lambda e: (-e.count, e.link.text))
    heaviest = sorted(weight, key=lambda s: (-weight[s], s))[:MATRIX_SIZE]
    rows = []
    for a in heaviest:
        row: list[Ranked | None] = []
        for b in heaviest:
            found = by_slugs.get((min(a, b), max(a, b))) if a != b else None
            row.append(Ranked(Link(" – ".join(found.names), found.route), len(found.stories)) if found else None)
        rows.append(tuple(row))
    return PairIndexPage(
        route="/relations/",
        title=p.words("Relations"),
        pairs=tuple(entries),
        matrix_names=tuple(p.link("countries", s) for s in heaviest),
        matrix=tuple(rows),
        left_out=len(weight) - len(heaviest),
        threshold=p.config.pair_threshold,
        conferences=meetings,
    )
