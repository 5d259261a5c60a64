"""The ledger's lists: every statement; those of a year, a speaker, a country; and an index of each of these."""

from collections.abc import Iterator, Sequence
from functools import partial

from communique.archive.ledger import Said
from communique.model.digest import digest_bytes, digest_of
from communique.model.page import Link, Page
from communique.model.route import slugify
from communique.plan import statement, statement_data
from communique.plan.ledger import by_office, by_year, keys_of
from communique.plan.planner import Planner
from communique.plan.views.parts import IndexEntry, Period
from communique.plan.views.statements import StatementIndexPage, StatementsPage

ROOT = "/statements/"


def plan(p: Planner) -> Iterator[Page]:
    """Plan `/statements/`, the lists and indexes below it, and a page for each statement."""
    if not p.shows("statements"):
        return
    entries = p.ledger.entries
    newest_first = sorted(entries, key=lambda x: (x.date.earliest, x.story.route), reverse=True)
    yield from _list(p, ROOT, "", None, newest_first)
    if not entries:
        return
    for of in ways(p):
        key = digest_bytes(p.spoken, of.encode())
        yield p.page("statement-index", "statement-index.html", f"{ROOT}{of}/", partial(_index, p, of), key=key)
    for slug, row in p.ledger.by_speaker.items():
        yield from _list(p, f"{ROOT}speakers/{slug}/", "speakers", p.ledger.speaker(slug), row)
    for slug, row in p.ledger.by_country.items():
        yield from _list(p, f"{ROOT}countries/{slug}/", "countries", p.link("countries", slug), row)
    years = _years(p)
    for i, (year, row) in enumerate(p.ledger.by_year.items()):
        near = years[i - 1] if i else None, years[i + 1] if i + 1 < len(years) else None
        yield from _list(p, f"{ROOT}{year}/", "years", Link(year), row, near)
    yield from statement.plan(p)
    yield from statement_data.plan(p)


def ways(p: Planner) -> tuple[str, ...]:
    """Name the indexes that there are."""
    return ("speakers", "countries", "years") if p.ledger.by_country else ("speakers", "years")


def _years(p: Planner) -> tuple[Period, ...]:
    return tuple(Period(f"{ROOT}{year}/", year, len(row)) for year, row in p.ledger.by_year.items())


def _list(
    p: Planner,
    root: str,
    of: str,
    name: Link | None,
    row: Sequence[Said],
    near: tuple[Period | None, Period | None] = (None, None),
) -> Iterator[Page]:
    """Plan the pages of a list of statements."""
    size = p.config.page_size
    beside = digest_of((name, near, len(row), ways(p)))
    for route, part, number in p.slices(root, len(row), size):
        make = partial(_statements, p, root, of, name, row, route, part, number, near)
        key = digest_bytes(p.profiles, route.encode(), beside, keys_of(row[part]))
        yield p.page("statements", "statements.html", route, make, key=key)


def _statements(
    p: Planner,
    root: str,
    of: str,
    name: Link | None,
    row: Sequence[Said],
    route: str,
    part: slice,
    number: int,
    near: tuple[Period | None, Period | None],
) -> StatementsPage:
    views = [p.ledger.view(x) for x in row[part]]
    crumbs: tuple[Link, ...] = (Link(p.words("Statements"), ROOT),) if of else ()
    if of in {"speakers", "countries"}:
        crumbs += (Link(index_title(p, of), f"{ROOT}{of}/"),)
    return StatementsPage(
        route=route,
        title=name.text if name else p.words("Statements"),
        crumbs=crumbs,
        feed=statement_data.FEED if row and not of and p.config.feeds.terms else "",
        of=of,
        name=name,
        ways=tuple(Link(index_title(p, key), f"{ROOT}{key}/") for key in ways(p)) if row else (),
        stretches=by_office(views) if of == "speakers" else by_year(views),
        paginator=p.paginator(root, number, len(row), p.config.page_size),
        earlier=near[0],
        later=near[1],
    )


def index_title(p: Planner, of: str) -> str:
    """Name an index."""
    return {"speakers": p.words("By speaker"), "countries": p.words("By country"), "years": p.words("By year")}[of]


def _index(p: Planner, of: str) -> StatementIndexPage:
    by = {"speakers": p.ledger.by_speaker, "countries": p.ledger.by_country}.get(of, {})
    entries = [_entry(p, of, slug, row) for slug, row in by.items()]
    entries.sort(key=lambda e: (slugify(e.sort), e.link.route))
    return StatementIndexPage(
        route=f"{ROOT}{of}/",
        title=index_title(p, of),
        crumbs=(Link(p.words("Statements"), ROOT),),
        of=of,
        ways=tuple(Link(index_title(p, key), f"{ROOT}{key}/") for key in ways(p)),
        entries=tuple(entries),
        periods=_years(p) if of == "years" else (),
        count=len(p.ledger.entries),
    )


def _entry(p: Planner, of: str, slug: str, row: Sequence[Said]) -> IndexEntry:
    taxonomy = "people" if of == "speakers" else "countries"
    known = p.archive.resolver.known[taxonomy].get(slug)
    name = (p.ledger.speaker(slug) if of == "speakers" else p.link("countries", slug)).text
    latest = p.ledger.offices(row[-1].statement, row[-1].date) if of == "speakers" else ()
    return IndexEntry(
        Link(name, f"{ROOT}{of}/{slug}/"),
        len(row),
        row[0].date.earliest[:4],
        row[-1].date.earliest[:4],
        (known.entity.sort if known and known.entity else "") or name,
        note=", ".join(latest),
    )
