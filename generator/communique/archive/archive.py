"""The archive: every published story, filed under terms, in order."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from communique.archive import asof, disputed, earlier
from communique.archive.described import by_pair, with_profiles, without_stories
from communique.archive.filing import Filing
from communique.archive.held import held_routes
from communique.archive.known import Days, Known
from communique.archive.moments import day_of, moments, month_of, new_months, new_years
from communique.archive.pairs import Pair, pairs
from communique.archive.pairs import route_of as route_of_pair
from communique.archive.resolve import Resolver, slug_of
from communique.archive.soundness import faults
from communique.archive.story import Story, Term, route_of
from communique.model.article import Article, Earlier
from communique.model.config import Config
from communique.model.content import AnyDocument, Note, Relation
from communique.model.digest import digest_bytes
from communique.model.entity import Entity
from communique.model.issue import Issue
from communique.model.taxonomy import TAXONOMIES


class Archive(msgspec.Struct, frozen=True):
    """All that is published at one moment."""

    stories: tuple[Story, ...]
    """The newest first."""
    terms: dict[str, dict[str, Term]]
    """By taxonomy key and slug, sorted by slug."""
    pairs: dict[tuple[str, str], Pair]
    """Empty where pages for them are switched off."""
    notes: tuple[Note, ...]
    routes: dict[str, str]
    """From a file, relative to `content/`, to the address of its page."""
    held_back: frozenset[str]
    """The files, relative to `content/`, of what is not published."""
    resolver: Resolver
    next_moment: int | None
    """When a story that is held back for its date will next be due, or an agreement or a place stand otherwise: before
    this, in seconds since 1970 UTC, the archive stays as it is."""
    last_moment: int | None
    """When the last such thing came to pass: before this the archive was another."""
    today: str
    """The day on which the archive stands so, `YYYY-MM-DD`, UTC. Pages may show what follows of it, never the day."""
    month: str
    """The month in which the archive stands so, `YYYY-MM`, in the site's time zone."""
    held_routes: frozenset[str]
    """The addresses of what is not published, its aliases too; some may be those of other pages."""
    spellings: tuple[tuple[str, str, str], ...]
    """Taxonomy, slug and name of each term that no file describes and stories spell in several ways: whose name may change
    with a story that has nothing else to do with the page that shows it."""
    as_of: str = ""
    """The day (`YYYY-MM-DD`) as of which the archive is shown; empty for the living one."""

    def term(self, taxonomy: str, name: str, days: Days | None = None) -> Term | None:
        """Find the term that a name means, where it has a page; of states, the one that it means on these days."""
        known = self.resolver.find(taxonomy, name, days)
        return self.terms[taxonomy].get(known.slug if known else slug_of(taxonomy, name))


def build(
    documents: Iterable[AnyDocument], config: Config, now: int, *, drafts: bool = False, as_of: str = ""
) -> tuple[Archive, list[Issue]]:
    """Make the archive of what is published at `now` (seconds since 1970 UTC), and the faults found on the way.

    With `drafts`, drafts and future stories are in it too, marked. With `as_of`, a day (`YYYY-MM-DD`), it is the archive as it
    stood on that day, whatever `now` is; the faults are those of the content as it is.
    """
    present, versions = earlier.split(sorted(documents, key=lambda d: d.path))
    shown, held_back = _chosen(present, now, as_of, drafts=drafts and not as_of)
    changes = [d.due for d in present if isinstance(d, Article) and d.status != "draft"]
    resolver = Resolver((d for d in shown if isinstance(d, Entity)), config.language)
    disputes = disputed.apply(resolver, config)
    filing = Filing(resolver, config)
    for d in shown:
        if isinstance(d, Entity):
            filing.check(d)
        elif isinstance(d, Relation):
            filing.check_named(d.path, "countries", d.countries)
    found = [*faults(shown, resolver), *earlier.faults(versions, present)]
    unborn: frozenset[tuple[str, str]] = frozenset()
    to_come: frozenset[tuple[str, str]] = frozenset()
    if as_of:
        later = [d for d in held_back if isinstance(d, Article) and d.status != "draft"]
        to_come = asof.to_come((d for d in shown if isinstance(d, Entity)), resolver, as_of)
        unborn = to_come | asof.unwritten(later, resolver)
    stories = _stories(shown, filing, now, as_of, earlier.by_story(versions))
    terms = _terms(stories, resolver, filing, unborn, as_of)
    if as_of:
        # of what was still to come and no story of the time names, nothing is known but the name
        hidden = {(taxonomy, slug) for taxonomy, slug in to_come if slug not in terms[taxonomy]}
        resolver.see(lambda k, e: None if (k.taxonomy, k.slug) in hidden else asof.entity(e, as_of))
        there = {t.entity.path for of_kind in terms.values() for t in of_kind.values() if t.entity}
        held_back += [d for d in shown if isinstance(d, Entity) and d.path not in there]
        found += asof.too_early(later, as_of) if not stories else []
        changes = []
    notes = tuple(sorted((d for d in shown if isinstance(d, Note)), key=lambda n: (n.order, n.path)))
    routes = {s.article.path.removeprefix("content/"): s.route for s in stories}
    routes |= {s.article.of.name.removeprefix("content/"): s.route for s in stories if isinstance(s.article, Earlier)}
    routes |= {n.path.removeprefix("content/"): f"/{n.slug}/" for n in notes}
    for of_kind in terms.values():
        routes |= {t.entity.path.removeprefix("content/"): t.route for t in of_kind.values() if t.entity}
    paired = pairs(stories, resolver, terms["countries"]) if config.pages.relations else {}
    if as_of:
        paired = {slugs: asof.pair(p, resolver, as_of) for slugs, p in paired.items()}
    described = by_pair((d for d in shown if isinstance(d, Relation)), resolver)
    if as_of:
        held_back += [r for slugs, r in described.items() if slugs not in paired]
        described = {slugs: r for slugs, r in described.items() if slugs in paired}
    routes |= {r.path.removeprefix("content/"): route_of_pair(slugs) for slugs, r in described.items()}
    if not as_of:
        changes += moments(shown)
        if config.pages.on_this_day or config.pages.places or config.pages.agreements:  # which draw time up to this year
            changes += new_years(now)
        if config.pages.front:
            changes += new_months(now, config.timezone)
    if config.pages.relations:
        paired = with_profiles(paired, described, resolver, terms["countries"])
    archive = Archive(
        tuple(stories),
        terms,
        paired,
        notes,
        routes,
        frozenset(d.path.removeprefix("content/") for d in held_back),
        resolver,
        min((m for m in changes if m > now), default=None),
        max((m for m in changes if m <= now), default=None),
        as_of or day_of(now),
        as_of[:7] or month_of(now, config.timezone),
        frozenset(r for d in held_back for r in held_routes(d, resolver)),
        tuple(filing.spelled),
        as_of,
    )
    return archive, [*resolver.issues, *disputes, *filing.issues, *found, *without_stories(paired, resolver)]


def _chosen(
    present: Iterable[AnyDocument], now: int, as_of: str, *, drafts: bool
) -> tuple[list[AnyDocument], list[AnyDocument]]:
    """Tell what is shown from what is held back."""
    shown: list[AnyDocument] = []
    held_back: list[AnyDocument] = []
    for d in present:
        future = isinstance(d, Article) and (asof.is_later(d, as_of) if as_of else d.due > now)
        (held_back if (d.status == "draft" or future) and not drafts else shown).append(d)
    return shown, held_back


def _stories(
    shown: Iterable[AnyDocument], filing: Filing, now: int, as_of: str, wordings: Mapping[str, Sequence[Earlier]]
) -> list[Story]:
    """Make the stories, the newest first."""
    stories = []
    for d in shown:
        if not isinstance(d, Article):
            continue
        if as_of:
            then = earlier.wording(d, wordings, as_of)
            stories.append(asof.story(then, d, filing.file(then), as_of))
            continue
        stories.append(living(d, filing, now))
    return sorted(stories, key=lambda s: s.newest_first)


def living(article: Article, filing: Filing, now: int) -> Story:
    """Make the story that an article tells in the archive of today."""
    held = "draft" if article.status == "draft" else "future" if article.due > now else ""
    key = digest_bytes(article.digest, held.encode()) if held else article.digest
    return Story(article, route_of(article), filing.file(article), held, key, article.happened)


def _terms(
    stories: Sequence[Story], resolver: Resolver, filing: Filing, unborn: frozenset[tuple[str, str]], as_of: str
) -> dict[str, dict[str, Term]]:
    under: dict[str, dict[str, list[Story]]] = {t.key: {} for t in TAXONOMIES}
    for s in stories:
        for taxonomy, filed in s.terms.items():
            mine = under[taxonomy]
            for f in filed:
                mine.setdefault(f.slug, []).append(s)
    named = filing.names()
    terms: dict[str, dict[str, Term]] = {}
    for t in TAXONOMIES:
        known = resolver.known[t.key]
        slugs = set(under[t.key]) | {slug for slug, k in known.items() if k.entity and (t.key, slug) not in unborn}
        of_kind = terms[t.key] = {}
        for slug in sorted(slugs):
            k = known.get(slug) or Known(t.key, slug, named.get((t.key, slug), slug))
            e, polity = k.entity, k.polity
            if as_of:
                e, polity = asof.shown(asof.entity(e, as_of)) if e else None, asof.polity(polity, as_of) if polity else None
            of_kind[slug] = Term(t.key, slug, k.name, tuple(under[t.key].get(slug, ())), e, polity)
    return terms
