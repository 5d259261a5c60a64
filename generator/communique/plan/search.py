"""The search page, and the periods by which its index is divided."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from heapq import nsmallest

from communique.archive.story import Term
from communique.model.digest import Digest, digest_bytes
from communique.model.page import Link, Page
from communique.model.taxonomy import BY_KEY, TAXONOMIES
from communique.plan.chronology import shown_in
from communique.plan.keys import keys_of
from communique.plan.planner import Planner
from communique.plan.views.parts import Ranked
from communique.plan.views.site import NameEntry, NamesPage, SearchPage, Way

ONE_BUNDLE = 1000
"""Stories that one bundle holds well; more are divided by period."""
MAX_BUNDLES = 10
"""A browser loads every bundle before it answers: thirty-five of them took about a second."""
FEW = 6
"""Names below each way into the archive."""
WAYS = (
    "countries", "relations", "people", "places", "agreements", "dossiers", "organisations", "tags", "chronology", "statements",
)  # fmt: skip
"""The ways into the archive, in the order in which the search page offers them."""
LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Years in a period. Periods begin at multiples of their length, so that a new story moves no boundary."""


def plan(p: Planner) -> Iterator[Page]:
    """Plan `/search/`."""
    if not p.config.search.enabled:
        return
    names = _key(p)
    yield p.page("search-names", "names.json", "/search/names.json", partial(_names, p), key=names, listed=None)
    pairs = "\0".join([f"{pair.route} {pair.names} {len(pair.stories)}" for pair in p.archive.pairs.values()])
    key = digest_bytes(names, pairs.encode(), keys_of(p.archive.stories))
    yield p.page("search", "search.html", "/search/", partial(_page, p), key=key)


def _key(p: Planner) -> Digest:
    return digest_bytes(p.profiles, *(f"{t.route}\0{t.name}\0{len(t.stories)}".encode() for t in _named(p)))


def _named(p: Planner) -> Iterator[Term]:
    """Give every term with a page."""
    return (t for key, terms in p.archive.terms.items() if p.shows(key) for t in terms.values())


def _names(p: Planner) -> NamesPage:
    kinds = {t.key: p.words(t.singular) for t in TAXONOMIES}
    entries = tuple(
        NameEntry(t.name, t.route, kinds[t.taxonomy], p.other_names(t.taxonomy, t.slug), len(t.stories), _see_also(p, t))
        for t in _named(p)
    )
    return NamesPage(route="/search/names.json", title="", entries=entries)


def _see_also(p: Planner, term: Term) -> tuple[str, ...]:
    """Give the routes of the places that contain a place, or have parts in common with it."""
    if term.taxonomy != "places":
        return ()
    shown = p.archive.terms["places"]
    return tuple(shown[slug].route for slug in p.archive.resolver.overlapping(term.slug) if slug in shown)


def _page(p: Planner) -> SearchPage:
    stories = p.archive.stories
    years = [int(s.article.date[:4]) for s in stories]
    ways = tuple(_way(p, key) for key in WAYS if p.shows(key))
    return SearchPage(route="/search/", title=p.words("Search"), periods=periods(years), ways=ways, stories=len(stories))


def _way(p: Planner, key: str) -> Way:
    """Give a way into the archive, and what most stories are filed under along it."""
    if key in BY_KEY:
        terms = p.archive.terms[key].values()
        most = nsmallest(FEW, (t for t in terms if t.stories), key=lambda t: (-len(t.stories), t.slug))
        return Way(p.crumb(key), len(terms), tuple(Ranked(p.link(key, t.slug), len(t.stories)) for t in most))
    if key == "relations":
        pairs = [pair for pair in p.archive.pairs.values() if p.has_pair(pair)]
        first = nsmallest(FEW, pairs, key=lambda pair: (-len(pair.stories), pair.slugs))
        few = tuple(Ranked(Link(" – ".join(pair.names), pair.route), len(pair.stories)) for pair in first)
        return Way(Link(p.words("Relations"), "/relations/"), len(pairs), few)
    if key == "statements":
        return Way(Link(p.words("Statements"), "/statements/"))
    told = Counter(year for s in p.archive.stories for year in {month[:4] for month in shown_in(s.article)} if year)
    few = tuple(Ranked(Link(y, f"/{y}/"), n) for y, n in nsmallest(FEW, told.items(), key=lambda year: (-year[1], year[0])))
    return Way(Link(p.words("Chronology"), "/chronology/"), len(told), few)


def periods(years: list[int]) -> tuple[tuple[int, int, str], ...]:
    """Divide the years of stories into periods: first year, last year, and route of the bundle, the newest first."""
    if not years:
        return ()
    first, last = min(years), max(years)
    if len(years) <= ONE_BUNDLE:
        return ((first, last, "/pagefind/all/"),)
    length = next(n for n in LENGTHS if last // n - first // n < MAX_BUNDLES)
    there = sorted({y // length * length for y in years}, reverse=True)
    return tuple((y, y + length - 1, f"/pagefind/{y}-{y + length - 1}/") for y in there)
