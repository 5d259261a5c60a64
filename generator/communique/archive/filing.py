"""What the names in stories and profiles mean: each story is filed under terms, and what nobody knows is told."""

from collections.abc import Iterable, Iterator

import msgspec

from communique.archive.anachronism import Naming, days_of, out_of_time, states_named
from communique.archive.known import Days, Known
from communique.archive.resolve import Resolver, key_of, slug_of
from communique.archive.senses import Cells, Senses
from communique.archive.story import Filed
from communique.archive.succession import Reading
from communique.model.article import Article
from communique.model.config import Config
from communique.model.document import Mention
from communique.model.entity import Entity
from communique.model.issue import Issue
from communique.model.taxonomy import TAXONOMIES

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


class Filing:
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

    def spelled_as(self) -> Iterator[tuple[str, str, str]]:
        """Give each name that no file describes, as it is spelled: its taxonomy, the slug that it makes, and itself."""
        return ((taxonomy, use.filed.slug, name) for taxonomy, name, use in self._undescribed())

    def _undescribed(self) -> Iterator[tuple[str, str, _Use]]:
        for taxonomy, uses in self._uses.items():
            for name, met in uses.items():
                use = met.by_day.tag if met.by_day and met.by_day.tag else met
                if use.key:
                    yield taxonomy, name, use

    def names(self) -> dict[tuple[str, str], str]:
        """Give the name of each term that no file describes, by taxonomy and slug; merged spellings are warnings."""
        named: dict[tuple[str, str], str] = {}
        together: dict[tuple[str, str], dict[str, _Use]] = {}
        for taxonomy, name, use in self._undescribed():
            if not (taxonomy == "countries" and self.config.unknown_countries != "allow"):
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
