"""A site a moment after a save: only the files that changed are read, and no page is planned before it is asked for.

What `load` would tell besides, the faults that no changed file has by itself among it, is left for a full reading to tell.
"""

import os
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from communique.archive.amend import amended
from communique.archive.archive import Archive
from communique.build.load import MAIN, BugError, Loaded
from communique.build.options import Options
from communique.build.unchanged import code_digest
from communique.model.article import Article
from communique.model.digest import Digest
from communique.model.issue import Issue, has_errors
from communique.plan.asked import Asked
from communique.source import parse
from communique.source.scan import strange_name
from communique.store import Store

MOST = 100
"""Files read ahead; more are as soon read with all others."""


class Ahead(msgspec.Struct):
    """What became of a site. Where there are errors among the issues, there are no pages."""

    pages: Asked | None
    issues: list[Issue]


class Reader:
    """Reads what has changed since a full reading that found no errors."""

    def __init__(self, site: Path, store: Store, options: Options, loaded: Loaded) -> None:
        """Begin with what was `loaded`, with an archive and without errors."""
        assert loaded.config is not None  # there is an archive
        assert loaded.archive is not None  # there are no errors
        self._site = site
        self._store = store
        self._options = options
        self._config = loaded.config
        self._archive: Archive = loaded.archive
        self._assets = loaded.assets
        self._parser = parse.Parser(loaded.config, code_digest())
        self._parsed: dict[str, parse.Parsed | None] = {}
        self._digests: dict[str, Digest] = {s.article.path: s.article.digest for s in self._archive.stories}

    def pages(self, made_by: Collection[frozenset[str]] = ()) -> Asked:
        """Give the pages as they were when all was read."""
        return self._asked(self._archive, made_by)

    def read(self, changed: Iterable[str], made_by: Collection[frozenset[str]] = ()) -> Ahead | None:
        """Read what has changed, by absolute paths, besides what was read before; None where only a full reading will do."""
        for path in changed:
            if not self._read(path):
                return None
        if len(self._parsed) > MOST:
            return None
        issues = [i for p in self._parsed.values() if p for i in p.issues]
        if has_errors(issues):
            return Ahead(None, sorted(issues))
        articles: dict[str, Article | None] = {}
        for path, parsed in self._parsed.items():
            document = parsed.document if parsed else None
            if document is not None and not isinstance(document, Article):
                return None
            articles[path] = document
        found = amended(self._archive, articles, self._config, self._options.moment)
        if found is None:
            return None
        archive, named = found
        issues += named
        if not archive.stories or has_errors(issues):
            return Ahead(None, sorted(issues)) if has_errors(issues) else None
        pages = self._asked(archive, made_by)
        issues += pages.issues
        return Ahead(None if has_errors(issues) else pages, sorted(issues))

    def _asked(self, archive: Archive, made_by: Collection[frozenset[str]]) -> Asked:
        from communique.render.words import translations

        return Asked(archive, self._config, self._assets, translations(self._config.language).gettext, tuple(made_by))

    def _read(self, absolute: str) -> bool:
        """Read a file; tell whether it is a story's, or was."""
        path = os.path.relpath(absolute, self._site).replace(os.sep, "/")
        if not path.startswith("content/articles/") or not path.endswith(".md") or "/." in path:
            return False
        before = self._digests.get(path)
        if not os.path.lexists(absolute):
            if before:
                self._store.keep_sources([], [path], [before])
                self._parsed[path] = None
                del self._digests[path]
            return True
        if strange_name(path, os.path.basename(path)):
            return False
        if os.path.realpath(absolute) != absolute or not os.path.isfile(absolute):
            return False
        try:
            with open(absolute, "rb") as f:
                data = f.read(parse.MAX_BYTES + 1)
        except OSError:
            return False
        digest = self._parser.digest(path, data)
        if digest == before:
            return True
        try:
            parsed, html = self._parser.parse(path, data, digest)
        except Exception as e:
            raise BugError(path) from e
        (place,) = self._store.bodies.keep(MAIN, [html])
        self._store.keep_parsed([(digest, parse.encoder.encode(parsed), place)])
        self._store.keep_sources([(path, "", digest)], [], [before] if before else [])
        self._parsed[path] = parsed
        self._digests[path] = digest
        return True
