"""The front page, and all stories page by page."""

from collections.abc import Iterator

from communique.archive.story import Filed
from communique.model.page import Link
from communique.plan.articles import agreement_view
from communique.plan.contexts import FrontPage, StoriesPage
from communique.plan.planner import Planned, Planner
from communique.plan.terms import LATEST, MAX_RANKED, index_entry, ranked
from communique.plan.views import Ranked


def plan(p: Planner) -> Iterator[Planned]:
    """Plan `/` and `/stories/`."""
    if not p.shows("front"):
        return
    stories = p.archive.stories
    published = [s for s in stories if s.article.status != "retracted"]
    dossiers = sorted(p.archive.terms["dossiers"].values(), key=lambda t: (t.entity.order if t.entity else 999, t.name))
    pairs = sorted(
        (pair for pair in p.archive.pairs.values() if p.shows("relations") and p.has_pair(pair)),
        key=lambda pair: (-len(pair.stories), pair.slugs),
    )
    agreements = [agreement_view(p, Filed(t.slug)) for t in p.archive.terms["agreements"].values() if t.entity and t.stories]
    agreements.sort(key=lambda v: (v.signed.earliest if v.signed else LATEST, v.link.text))
    context = FrontPage(
        route="/",
        title=p.config.title,
        description=p.config.description,
        feed="/feed.xml" if p.config.feeds.site else "",
        lead=p.card(published[0]) if published else None,
        recent=p.cards(published[1 : 1 + p.config.front_stories]),
        dossiers=tuple(index_entry(p, t) for t in dossiers) if p.shows("dossiers") else (),
        countries=ranked(p, "countries", stories) if p.shows("countries") else (),
        pairs=tuple(Ranked(Link(" – ".join(pair.names), pair.route), len(pair.stories)) for pair in pairs[:MAX_RANKED]),
        agreements=tuple(agreements[:MAX_RANKED]) if p.shows("agreements") else (),
        stories=len(stories),
        first=min((s.article.happened[:4] for s in stories), default=""),
    )
    yield p.page("front", "front.html", context)
    for part, paginator in p.slices("/stories/", len(stories), p.config.page_size):
        yield p.page(
            "stories",
            "stories.html",
            StoriesPage(
                route="/stories/" if paginator.number == 1 else f"/stories/page/{paginator.number}/",
                title=p.words("All stories"),
                feed=context.feed,
                cards=p.cards(stories[part]),
                paginator=paginator,
            ),
        )
