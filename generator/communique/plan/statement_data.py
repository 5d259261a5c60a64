"""Statements for other programs: a feed of the newest, and all of them as JSON and as a table."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from communique.archive.ledger import Said, beginning, countries_of
from communique.model.digest import digest_bytes
from communique.model.page import Page
from communique.plan.ledger import keys_of
from communique.plan.planner import Planner, rfc3339
from communique.plan.views.site import FeedEntry, FeedPage
from communique.plan.views.statements import StatementRecord, StatementsExport

FEED = "/statements/feed.xml"
TITLE = 80
"""Characters of a statement in the title of its entry in a feed."""


def plan(p: Planner) -> Iterator[Page]:
    """Plan the feed and the files of an archive that has statements."""
    if p.config.feeds.terms:
        of_story: dict[str, list[Said]] = {}
        for x in p.ledger.entries:
            of_story.setdefault(x.story.route, []).append(x)
        newest = (s for s in p.archive.stories if s.article.statements and s.article.status != "retracted")
        row = tuple(islice((x for s in newest for x in of_story[s.route]), p.config.feeds.limit))
        key = digest_bytes(p.profiles, keys_of(row))
        yield p.page("feed", "feed.xml", FEED, partial(_feed, p, row), key=key, listed=None)
    for name in ("statements.json", "statements.csv"):
        route = f"/statements/{name}"
        yield p.page("statements-export", name, route, partial(_export, p, route), key=p.spoken, listed=None)


def _feed(p: Planner, row: Sequence[Said]) -> FeedPage:
    entries = tuple(_entry(p, x) for x in row)
    return FeedPage(
        route=FEED,
        title=f"{p.words('Statements')} · {p.config.title}",
        home="/statements/",
        updated=max((e.updated for e in entries), default="1970-01-01T00:00:00Z"),
        entries=entries,
        full=False,
        index=False,
    )


def _entry(p: Planner, x: Said) -> FeedEntry:
    a, view = x.story.article, p.ledger.view(x)
    words = beginning(view.text, TITLE)
    published = rfc3339(a.online_moment)
    return FeedEntry(
        view.route,
        p.words("%(speaker)s: “%(words)s”") % {"speaker": view.speaker.text, "words": words},
        published,
        max(rfc3339(a.updated_moment), published) if a.updated else published,
        view.text,
        tuple(p.link("countries", slug).text for slug in p.ledger.countries_of(x)),
        a.lang,
        {},
        view.date,
    )


def _export(p: Planner, route: str) -> StatementsExport:
    records = tuple(_record(p, x) for x in p.ledger.entries)
    return StatementsExport(route=route, title=p.words("Statements"), records=records, index=False)


def _record(p: Planner, x: Said) -> StatementRecord:
    a = x.story.article
    countries = countries_of(p.archive.resolver, x.statement, x.date)
    days = x.date.earliest, x.date.latest
    return StatementRecord(p.ledger.view(x), tuple(p.named("countries", m, days) for m in countries), a.online, a.status)
