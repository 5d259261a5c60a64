"""The front page, and all stories page by page."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from communique.archive.story import Filed
from communique.model.page import Link, Page
from communique.plan.articles import agreement_view
from communique.plan.atlas import on_map
from communique.plan.lives import lives
from communique.plan.month import in_other_years
from communique.plan.planner import Planner
from communique.plan.portrait import LATEST
from communique.plan.terms import MAX_RANKED, index_entry
from communique.plan.views.parts import Ranked
from communique.plan.views.site import FrontPage, StoriesPage

MAX_WAYS = 5
"""Countries, and pairs of them, to which the front page leads."""


def plan(p: Planner) -> Iterator[Page]:
    """Plan `/` and `/stories/`."""
    if not p.shows("front"):
        return
    yield p.page("front", "front.html", "/", partial(_front, p))
    stories = p.archive.stories
    count = len(stories)
    for route, part, number in p.slices("/stories/", count, p.config.page_size):
        key = p.list_key(route, stories[part], str(count).encode())
        yield p.page("stories", "stories.html", route, partial(_stories, p, route, part, number), key=key)


def _front(p: Planner) -> FrontPage:
    stories = p.archive.stories
    published = list(islice((s for s in stories if s.article.status != "retracted"), 1 + p.config.front_stories))
    dossiers = sorted(p.archive.terms["dossiers"].values(), key=lambda t: (t.entity.order if t.entity else 999, t.name))
    pairs = sorted(
        (pair for pair in p.archive.pairs.values() if p.shows("relations") and p.has_pair(pair)),
        key=lambda pair: (-len(pair.stories), pair.slugs),
    )
    agreements = [agreement_view(p, Filed(t.slug)) for t in p.archive.terms["agreements"].values() if t.entity and t.stories]
    agreements.sort(key=lambda v: (v.signed.earliest if v.signed else LATEST, v.link.text))
    return FrontPage(
        route="/",
        title=p.config.title,
        description=p.config.description,
        feed="/feed.xml" if p.config.feeds.site else "",
        lead=p.card(published[0]) if published else None,
        recent=p.cards(published[1 : 1 + p.config.front_stories]),
        dossiers=tuple(index_entry(p, t) for t in dossiers) if p.shows("dossiers") else (),
        countries=_countries(p) if p.shows("countries") else (),
        pairs=tuple(Ranked(Link(" – ".join(pair.names), pair.route), len(pair.stories)) for pair in pairs[:MAX_WAYS]),
        agreements=tuple(agreements[:MAX_RANKED]) if p.shows("agreements") else (),
        stories=len(stories),
        first=min((s.happened for s in stories), default="")[:4],
        month=in_other_years(p),
        lives=lives(p),
        map=on_map(p),
    )


def _countries(p: Planner) -> tuple[Ranked, ...]:
    """Give the countries with the most stories."""
    terms = sorted((t for t in p.archive.terms["countries"].values() if t.stories), key=lambda t: (-len(t.stories), t.slug))
    return tuple(Ranked(p.link("countries", t.slug), len(t.stories)) for t in terms[:MAX_WAYS])


def _stories(p: Planner, route: str, part: slice, number: int) -> StoriesPage:
    stories = p.archive.stories
    return StoriesPage(
        route=route,
        title=p.words("All stories"),
        feed="/feed.xml" if p.config.feeds.site else "",
        cards=p.cards(stories[part]),
        paginator=p.paginator("/stories/", number, len(stories), p.config.page_size),
    )
