"""The search page, and the periods by which its index is divided."""

from collections.abc import Iterator
from functools import partial

from communique.archive.story import Term
from communique.model.digest import Digest, digest_bytes
from communique.model.page import Link, Page, Ready
from communique.model.taxonomy import TAXONOMIES
from communique.plan.planner import Planner
from communique.plan.views.site import NameEntry, NamesPage, SearchPage

ONE_BUNDLE = 1000
"""Stories that one bundle holds well; more are divided by period."""
MAX_BUNDLES = 10
"""A browser loads every bundle before it answers: thirty-five of them took about a second."""
WAYS = (
    "countries", "relations", "people", "places", "agreements", "statements", "chronology", "dossiers", "organisations", "tags",
)  # fmt: skip
"""The ways into the archive, in the order of its navigation."""
LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Years in a period. Periods begin at multiples of their length, so that a new story moves no boundary."""


def plan(p: Planner) -> Iterator[Page]:
    """Plan `/search/`."""
    if not p.config.search.enabled:
        return
    titles = {t.key: p.crumb(t.key) for t in TAXONOMIES if p.shows(t.key)}
    more = (("relations", "Relations"), ("statements", "Statements"), ("chronology", "Chronology"))
    titles |= {key: Link(p.words(text), f"/{key}/") for key, text in more if p.shows(key)}
    browse = tuple(titles[key] for key in WAYS if key in titles)
    years = [int(s.article.date[:4]) for s in p.archive.stories]
    yield p.page("search-names", "names.json", "/search/names.json", partial(_names, p), key=_key(p), listed=None)
    context = SearchPage(route="/search/", title=p.words("Search"), periods=periods(years), browse=browse)
    yield p.page("search", "search.html", context.route, Ready(context))


def _named(p: Planner) -> Iterator[Term]:
    """Give every term with a page."""
    return (t for key, terms in p.archive.terms.items() if p.shows(key) for t in terms.values())


def _key(p: Planner) -> Digest:
    return digest_bytes(p.profiles, *(f"{t.route}\0{t.name}".encode() for t in _named(p)))


def _names(p: Planner) -> NamesPage:
    kinds = {t.key: p.words(t.singular) for t in TAXONOMIES}
    entries = tuple(NameEntry(t.name, t.route, kinds[t.taxonomy], p.other_names(t.taxonomy, t.slug)) for t in _named(p))
    return NamesPage(route="/search/names.json", title="", entries=entries)


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
