"""The archive: every published story, filed under terms, in order."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from communique.archive import asof, disputed, earlier
from communique.archive.anachronism import Naming, days_of, out_of_time, states_named
from communique.archive.described import by_pair, with_profiles, without_stories
from communique.archive.held import held_routes
from communique.archive.known import Days, Known
from communique.archive.pairs import Pair, pairs
from communique.archive.pairs import route_of as route_of_pair
from communique.archive.resolve import Resolver, key_of, slug_of
from communique.archive.senses import Cells, Senses
from communique.archive.soundness import faults
from communique.archive.standing import day_of, moments, new_years
from communique.archive.story import Filed, Story, Term, route_of
from communique.archive.succession import Reading
from communique.model.article import AnyDocument, Article, Earlier, Entity, Mention, Note, Relation
from communique.model.config import Config
from communique.model.digest import digest_bytes
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
    filing = _Filing(resolver, config)
    for d in shown:
        if isinstance(d, Entity):
            filing.check(d)
        elif isinstance(d, Relation):
            filing.check_named(d.path, "countries", d.countries)
    found = [*faults(shown, resolver), *earlier.faults(versions, present)]
    unborn: frozenset[tuple[str, str]] = frozenset()
    if as_of:
        later = [d for d in held_back if isinstance(d, Article) and d.status != "draft"]
        unborn = asof.unborn((d for d in shown if isinstance(d, Entity)), later, resolver, as_of)
        resolver.see(lambda e: asof.entity(e, as_of))
    stories = _stories(shown, filing, now, as_of, earlier.by_story(versions))
    terms = _terms(stories, resolver, filing, unborn, as_of)
    if as_of:
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
        if config.pages.on_this_day:
            changes += new_years(now)
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
    shown: Iterable[AnyDocument], filing: "_Filing", now: int, as_of: str, wordings: Mapping[str, Sequence[Earlier]]
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
        held = "draft" if d.status == "draft" else "future" if d.due > now else ""
        key = digest_bytes(d.digest, held.encode()) if held else d.digest
        stories.append(Story(d, route_of(d), filing.file(d), held, key, d.happened))
    return sorted(stories, key=lambda s: s.newest_first)


_KEYS = tuple(t.key for t in TAXONOMIES)


class _Use(msgspec.Struct):
    """A name that stories use, and what it means."""

    taxonomy: str
    filed: Filed
    """As a story is filed that gives it no role."""
    key: str
    """That under which its spellings meet; empty for what is known."""
    path: str
    first: Mention
    """Where it is met first."""
    count: int = 0
    by_day: "_Dated | None" = None
    """What it means when, for the name of a state that does not mean the same at all times."""
    reading: Reading | None = None
    """What is to be said where it is used, on the days that it is for."""


class _Dated(msgspec.Struct):
    """What the name of a state means when."""

    senses: Senses
    cells: Cells
    uses: dict[tuple[int, int], _Use] = {}
    """By the cells of time."""
    tag: _Use | None = None
    """As it is used in a line of tags where it means no state."""


class _Filing:
    """Files articles under terms, and gathers the spellings of those that no file describes."""

    def __init__(self, resolver: Resolver, config: Config) -> None:
        self.resolver = resolver
        self.config = config
        self.issues: list[Issue] = []
        self.spelled: list[tuple[str, str, str]] = []
        """Taxonomy, slug and name of what is spelled in several ways."""
        self._uses: dict[str, dict[str, _Use]] = {t.key: {} for t in TAXONOMIES}
        self._strangers: set[str] = set()
        self._filed: dict[tuple[str, str, str], Filed] = {}

    def file(self, article: Article) -> dict[str, tuple[Filed, ...]]:
        """Resolve the names of an article."""
        filed: dict[str, dict[str, Filed]] = {}
        days: Days | None = None
        for taxonomy, mentions in article.terms.items():
            uses = self._uses[taxonomy]
            for m in mentions:
                use = uses.get(m.name) or self._meet(article.path, taxonomy, m)
                if use.by_day:
                    days = days or days_of(article)
                    then = self._then(use.by_day, article, days, taxonomy, m)
                    if then is None:
                        continue
                    use = then
                if use.key:
                    use.count += 1
                    if taxonomy == "countries" and not self._stranger(article.path, m, taxonomy):
                        continue
                mine = filed.get(use.taxonomy)
                if mine is None:
                    mine = filed[use.taxonomy] = {}
                f = use.filed
                there = mine.setdefault(f.slug, f)
                if m.role and not there.role:
                    mine[f.slug] = self._filed_as(f.slug, m.role, there.written)
        return {key: tuple(filed[key].values()) for key in _KEYS if key in filed}

    def _filed_as(self, slug: str, role: str, written: str = "") -> Filed:
        """Give the same object for the same thing: an archive has a few hundred terms and many times as many stories."""
        found = self._filed.get((slug, role, written))
        if found is None:
            found = self._filed[slug, role, written] = Filed(slug, role, written)
        return found

    def _meet(self, path: str, taxonomy: str, m: Mention) -> _Use:
        """Find out what a name means that is met for the first time."""
        known = self.resolver.find_anywhere(m.name) if taxonomy == "tags" else self.resolver.find(taxonomy, m.name)
        use = self._use(known, path, taxonomy, m)
        if taxonomy in {"countries", "tags"} and (senses := self.resolver.senses(m.name)) and not senses.timeless:
            use.by_day = _Dated(senses, self.resolver.cells(senses))
        self._uses[taxonomy][m.name] = use
        return use

    def _use(self, known: Known | None, path: str, taxonomy: str, m: Mention) -> _Use:
        if known:
            own = key_of(known.taxonomy, m.name) == key_of(known.taxonomy, known.name)
            return _Use(known.taxonomy, self._filed_as(known.slug, "", "" if own else m.name), "", path, m)
        return _Use(taxonomy, self._filed_as(slug_of(taxonomy, m.name), ""), key_of(taxonomy, m.name), path, m)

    def _then(self, dated: _Dated, article: Article, days: Days, taxonomy: str, m: Mention) -> _Use | None:
        """Give what a name means on the days of an article, and say so where that is not well named; None for an error."""
        cell = dated.cells.of(days)
        then = dated.uses.get(cell)
        if then is None:
            reading = self.resolver.read(dated.senses, days)
            known = self.resolver.find_anywhere(m.name, days) if taxonomy == "tags" else reading.known
            if known is None and taxonomy == "tags":
                then = dated.tag = dated.tag or self._use(None, article.path, taxonomy, m)
            else:
                then = self._use(known, article.path, taxonomy, m)
            if reading.verdict and (taxonomy == "countries" or (known and known.taxonomy == "countries")):
                then.reading = reading
            dated.uses[cell] = then
        reading_then = then.reading
        if reading_then is None:
            return then
        if reading_then.verdict == "state-no-more" and m.role == "subject":
            return self._use(reading_then.written, article.path, taxonomy, m)  # looked back on
        self.issues.append(out_of_time(reading_then, article.path, taxonomy, m, days))
        return then if reading_then.known else None

    def check(self, entity: Entity) -> None:
        """Tell of the countries that a profile names and nobody knows, or that did not exist when it says."""
        for named in states_named(entity):
            self._check(entity.path, named)

    def check_named(self, path: str, field: str, mentions: Iterable[Mention | None]) -> None:
        """Tell of those countries among the ones that a field names that nobody knows."""
        for m in mentions:
            if m:
                self._check(path, Naming(field, m))

    def _check(self, path: str, named: Naming) -> None:
        m, days = named.mention, named.days
        senses = self.resolver.senses(m.name)
        if senses is None:
            self._stranger(path, m, named.field)
        elif days or senses.undated is None:
            reading = self.resolver.read(senses, days) if days else Reading(None, "state-ambiguous", senses.meant_today)
            if reading.verdict and (named.judged or reading.known is None):
                self.issues.append(out_of_time(reading, path, named.field, m, days))

    def _stranger(self, path: str, m: Mention, field: str) -> bool:
        """Tell of a country that nobody knows, once where that is allowed; give whether it is."""
        allowed = self.config.unknown_countries == "allow"
        if not allowed or m.name not in self._strangers:
            self._strangers.add(m.name)
            self.issues.append(self.resolver.unknown_country(path, m, field, allowed=allowed))
        return allowed

    def names(self) -> dict[tuple[str, str], str]:
        """Give the name of each term that no file describes, by taxonomy and slug; merged spellings are warnings."""
        named: dict[tuple[str, str], str] = {}
        together: dict[tuple[str, str], dict[str, _Use]] = {}
        for taxonomy, uses in self._uses.items():
            for name, met in uses.items():
                use = met.by_day.tag if met.by_day and met.by_day.tag else met
                if use.key and not (taxonomy == "countries" and self.config.unknown_countries != "allow"):
                    together.setdefault((taxonomy, use.key), {})[name] = use
        for (taxonomy, _), spellings in sorted(together.items()):
            name = min(spellings, key=lambda n: (-spellings[n].count, n))
            path, first = spellings[name].path, spellings[name].first
            if len(spellings) > 1:
                self.spelled.append((taxonomy, spellings[name].filed.slug, name))
            for other in sorted(spellings):
                if other != name:
                    use = spellings[other]
                    self.issues.append(
                        Issue(
                            use.path,
                            use.first.line,
                            use.first.column,
                            f"{taxonomy}: '{other}' is filed under '{name}', as it is mostly written.",
                            "Write it the same way everywhere.",
                            "warning",
                            "spellings-merged",
                        )
                    )
            slug = slug_of(taxonomy, name)
            taken = named.get((taxonomy, slug))
            known = self.resolver.known[taxonomy].get(slug)
            if taken or known:
                there = self._uses[taxonomy][taken] if taken else None
                whose = f"'{known.name}' ({known.where})" if known else ""
                if there:
                    whose = f"'{taken}' ({there.path}:{there.first.line})"
                self.issues.append(
                    Issue(
                        path,
                        first.line,
                        first.column,
                        f"{taxonomy}: '{name}' would have the address of {whose}: /{taxonomy}/{slug}/.",
                        f"Write them the same way if they are one, or describe one in content/{taxonomy}/ with another 'slug'.",
                        code="slug-taken",
                    )
                )
            named[taxonomy, slug] = name
        return named


def _terms(
    stories: Sequence[Story], resolver: Resolver, filing: _Filing, unborn: frozenset[tuple[str, str]], as_of: str
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
