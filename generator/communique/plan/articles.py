"""A page for each story."""

from collections.abc import Iterator
from functools import partial

from communique.archive.anachronism import days_of
from communique.archive.moments import modified
from communique.archive.pairs import Thread
from communique.archive.resolve import slug_of
from communique.archive.standing import force_now, in_force_on, made, status_now, status_on
from communique.archive.story import Filed, Story
from communique.model.article import Earlier
from communique.model.digest import SIZE, Digest, digest_bytes
from communique.model.page import Link, Page
from communique.model.taxonomy import BY_KEY
from communique.plan import conferences, pictures
from communique.plan.chronology import way_to
from communique.plan.days import day_route
from communique.plan.noted import corrections_of, notes_of, retraction_of
from communique.plan.places import country_view, place_view
from communique.plan.planner import Planner
from communique.plan.sources import source_views
from communique.plan.views.agreements import AgreementView
from communique.plan.views.articles import ArticlePage, PersonView, RoleLink, ThreadView

NO_KEY = bytes(SIZE)
MAX_THREADS = 8
"""Threads below a story: beyond these, a reader has the term pages."""
_OWN_VIEW = {"countries", "people", "places", "organisations", "agreements", "dossiers", "tags"}


def plan(p: Planner) -> Iterator[Page]:
    """Plan every story's page."""
    for s in p.archive.stories if p.asked is None else [s for s in p.archive.stories if s.route == p.asked]:
        a = s.article
        listed = None if s.held or a.status == "retracted" else modified(a)[1][:10]
        make, key = partial(_article, p, s), _key(p, s)
        yield p.page("article", "article.html", s.route, make, key=key, bodies=(a.digest,), listed=listed, origin=a)


def _key(p: Planner, story: Story) -> Digest:
    """Digest all that a story's page can depend on: the story, its neighbours, and what profiles say of whom it names."""
    threads = p.threads_of(story)[:MAX_THREADS]
    around = [s.key if s else NO_KEY for t in threads for s in (t.before, t.after)]
    ways = "\0".join([t.route for t in threads])
    a = story.article
    shows_profiles = "places" in story.terms or a.statements or a.dateline or a.record_notes or _names_disputed(p, story)
    return digest_bytes(p.profiles if shows_profiles else p.basis, p.story_key(story), ways.encode(), b"".join(around))


def _names_disputed(p: Planner, story: Story) -> bool:
    return bool(p.disputed) and any(f.slug in p.disputed for f in story.terms.get("countries", ()))


def _article(p: Planner, story: Story) -> ArticlePage:
    a = story.article
    terms = story.terms
    days = days_of(a)

    def links(taxonomy: str) -> tuple[Link, ...]:
        return tuple(p.link(taxonomy, f.slug) for f in terms.get(taxonomy, ()))

    return ArticlePage(
        route=story.route,
        title=a.title,
        description=a.excerpt,
        crumbs=way_to(p, a),
        lang=a.lang,
        held=story.held,
        index=a.status != "retracted",
        standfirst=a.summary,
        type=a.type,
        status=a.standing or a.status,
        date=a.date,
        told=a.told,
        published=a.online,
        updated=a.updated,
        modified=modified(a)[1],
        day=day_route(p, a),
        event=a.event,
        original_date=p.original_dates(a.original_date),
        dateline=a.dateline.text if a.dateline else "",
        dateline_place=p.named("places", a.dateline.place) if a.dateline and a.dateline.place else None,
        countries=tuple(_state(p, f, a.happened, days) for f in terms.get("countries", ())),
        people=tuple(PersonView(p.link("people", f.slug), p.offices_on(f.slug, days)) for f in terms.get("people", ())),
        places=tuple(place_view(p, f.slug, days, f.written) for f in terms.get("places", ())),
        organisations=links("organisations"),
        agreements=tuple(agreement_view(p, f, a.happened) for f in terms.get("agreements", ())),
        dossiers=links("dossiers"),
        tags=links("tags"),
        as_tagged=_as_tagged(p, story),
        other_names=_other_names(p, story) if p.config.search.enabled else "",
        other_terms={k: links(k) for k in BY_KEY if k in terms and k not in _OWN_VIEW},
        statements=tuple(p.ledger.views(a)),
        sources=source_views(p, a.sources, linked=True),
        corrections=corrections_of(p, story),
        retraction=retraction_of(p, story),
        record_notes=tuple(notes_of(p, story)),
        threads=_threads(p, story),
        image=p.image(a),
        share=pictures.route_of(p, story),
        links=p.text_links(a),
        translation_of=p.story_link(p.original(a)),
        conference=conferences.ROUTE if p.shows("relations") and conferences.is_conference(p, story) else "",
        changed=story.changed,
        until=a.until if isinstance(a, Earlier) else "",
    )


def _threads(p: Planner, story: Story) -> tuple[ThreadView, ...]:
    """Show a story's threads; those that lead to the same stories as one."""
    rows: dict[tuple[str, ...], list[Thread]] = {}
    for t in p.threads_of(story)[:MAX_THREADS]:
        rows.setdefault(tuple(s.route if s else "" for s in (t.before, t.after)), []).append(t)
    return tuple(
        ThreadView(tuple(Link(t.name, t.route) for t in same), p.story_link(same[0].before), p.story_link(same[0].after))
        for same in rows.values()
    )


def _other_names(p: Planner, story: Story) -> str:
    """Give what else those are called whom a story names, and every name of the places that its places belong to."""
    own = [p.bracketed(k, f.slug) for k, filed in story.terms.items() for f in filed]
    places = [f.slug for f in story.terms.get("places", ())]
    wholes = dict.fromkeys(w for slug in places for w in p.archive.resolver.overlapping(slug) if w not in places)
    return " ".join([*filter(None, own), *(p.bracketed("places", w) or f"⟦{p.link('places', w).text}⟧" for w in wholes)])


def _state(p: Planner, filed: Filed, day: str, days: tuple[str, str]) -> RoleLink:
    """Show a country with the name that the story has for it, or else that it had on that day, where this is another."""
    link, then = p.link("countries", filed.slug), p.state_then(filed.slug, day)
    return country_view(p, filed, filed.written or (then.text if then is not link else ""), days)


def _as_tagged(p: Planner, story: Story) -> tuple[Link, ...]:
    """Give the tags as the story prints them, each with the address of what it means; nothing where all of them are tags."""
    written = story.article.terms.get("tags", ())
    if len(written) == len(story.terms.get("tags", ())):
        return ()  # each has been filed as a tag
    found = [p.archive.resolver.find_anywhere(m.name, days_of(story.article)) for m in written]
    if not any(k and k.taxonomy != "tags" for k in found):
        return ()
    meant = ((k.taxonomy, k.slug) if k else ("tags", slug_of("tags", m.name)) for k, m in zip(found, written, strict=True))
    return tuple(Link(m.name, p.link(*term).route) for m, term in zip(written, meant, strict=True))


def agreement_view(p: Planner, filed: Filed, day: str = "") -> AgreementView:
    """Show an agreement as it stood on a day, or as it stands now."""
    link = p.link("agreements", filed.slug)
    known = p.archive.resolver.known["agreements"].get(filed.slug)
    if not known or not known.entity:
        return AgreementView(link, filed.role)
    status, since = status_on(known.entity, day) if day else status_now(known.entity, p.archive.today)
    how, when = made(known.entity) or ("signed", None)
    if status == how and not since:
        status = ""  # the date of the signature says more than this: about when, or between which days
    force = ""
    if status == "denounced":
        force = in_force_on(known.entity, day) if day else force_now(known.entity, p.archive.today)
    return AgreementView(link, filed.role, status, since, when, how, force)
