"""A page for each story."""

from collections.abc import Iterator

from communique.archive.story import Filed, Story
from communique.model.article import Article, Entity, Span
from communique.model.dates import bounds, covers
from communique.model.page import Link
from communique.model.taxonomy import BY_KEY
from communique.plan.contexts import ArticlePage
from communique.plan.planner import Planned, Planner
from communique.plan.views import AgreementView, PersonView, PlaceView, RoleLink, StatementView, ThreadView

MAX_THREADS = 8
"""Threads below a story: beyond these, a reader has the term pages."""
_OWN_VIEW = {"countries", "people", "places", "organisations", "agreements", "dossiers", "tags"}


def plan(p: Planner) -> Iterator[Planned]:
    """Plan every story's page."""
    for story in p.archive.stories:
        yield _article(p, story)


def _article(p: Planner, story: Story) -> Planned:
    a = story.article
    terms = story.terms

    def links(taxonomy: str) -> tuple[Link, ...]:
        return tuple(p.link(taxonomy, f.slug) for f in terms.get(taxonomy, ()))

    year, month = a.date[:4], a.date[5:7]
    context = ArticlePage(
        route=story.route,
        title=a.title,
        description=a.excerpt,
        crumbs=((Link(year, f"/{year}/"), Link(f"{year}-{month}", f"/{year}/{month}/")) if p.config.pages.chronology else ()),
        lang=a.lang,
        held=story.held,
        index=a.status != "retracted",
        standfirst=a.summary,
        type=a.type,
        status=a.status,
        date=a.date,
        updated=a.updated,
        event=a.event,
        original_date=a.original_date,
        dateline=a.dateline.text if a.dateline else "",
        dateline_place=p.named("places", a.dateline.place) if a.dateline and a.dateline.place else None,
        countries=tuple(RoleLink(p.link("countries", f.slug), f.role) for f in terms.get("countries", ())),
        people=tuple(PersonView(p.link("people", f.slug), p.offices_on(f.slug, a.happened)) for f in terms.get("people", ())),
        places=tuple(place_view(p, f.slug, a.happened) for f in terms.get("places", ())),
        organisations=links("organisations"),
        agreements=tuple(agreement_view(p, f, a.happened) for f in terms.get("agreements", ())),
        dossiers=links("dossiers"),
        tags=links("tags"),
        other_terms={k: links(k) for k in BY_KEY if k in terms and k not in _OWN_VIEW},
        statements=tuple(statement_views(p, a)),
        sources=a.sources,
        corrections=a.corrections,
        record_notes=a.record_notes,
        threads=tuple(
            ThreadView(Link(t.name, t.route), p.story_link(t.before), p.story_link(t.after))
            for t in p.threads.get(story.route, ())[:MAX_THREADS]
        ),
        image=p.image(a.path, a.image),
        links=p.text_links(a),
        translation_of=_original(p, a),
    )
    return p.page("article", "article.html", context, bodies=(a.digest,), origin=a)


def _original(p: Planner, a: Article) -> Link | None:
    if not a.translation_of:
        return None
    path = a.translation_of.removeprefix("content/")
    route = p.archive.routes.get(path)
    return next((p.story_link(s) for s in p.archive.stories if s.route == route), None) if route else None


def _held_on(p: Planner, spans: tuple[Span, ...], day: str) -> tuple[Link, ...]:
    return tuple(p.named("countries", s.country) for s in spans if covers(s.start, s.end, day))


def place_view(p: Planner, slug: str, day: str) -> PlaceView:
    """Show a place as it stood on a day (ISO 8601)."""
    link = p.link("places", slug)
    known = p.archive.resolver.known["places"].get(slug)
    e = known.entity if known else None
    if e is None:
        return PlaceView(link)
    return PlaceView(link, p.names(e.names), _held_on(p, e.controlled_by, day), _held_on(p, e.claimed_by, day))


def status_on(e: Entity, day: str) -> tuple[str, str]:
    """Give the last turn in an agreement's life up to a day, and its date; empty where there was none yet."""
    turns = [(s.date, i, s.event) for i, s in enumerate(e.status_events)]
    if e.in_force and not any(t[2] == "in force" for t in turns):
        turns.append((e.in_force, len(turns), "in force"))
    last = ("", "")
    for date, _, event in sorted(turns):
        first = bounds(date)
        if first and first[0] <= day:
            last = (event, date)
    return last


def agreement_view(p: Planner, filed: Filed, day: str) -> AgreementView:
    """Show an agreement as it stood on a day."""
    link = p.link("agreements", filed.slug)
    known = p.archive.resolver.known["agreements"].get(filed.slug)
    if not known or not known.entity:
        return AgreementView(link, filed.role)
    status, since = status_on(known.entity, day)
    return AgreementView(link, filed.role, status, since, known.entity.signed)


def statement_views(p: Planner, a: Article, story: Story | None = None) -> Iterator[StatementView]:
    """Show the statements of an article; with their story where they are shown elsewhere."""
    for n, s in enumerate(a.statements, 1):
        date = s.date or a.happened
        first = bounds(date)
        speaker = p.named("people", s.speaker)
        known = p.archive.resolver.find("people", s.speaker.name)
        yield StatementView(
            speaker,
            p.offices_on(known.slug, first[0]) if known and first else (),
            s.text,
            date,
            s.lang,
            s.original,
            tuple(_outlet(p, name) for name in s.via),
            f"statement-{n}",
            p.story_link(story) if story else None,
        )


def _outlet(p: Planner, name: str) -> Link:
    term = p.archive.term("organisations", name)
    return p.link("organisations", term.slug) if term else Link(name)
