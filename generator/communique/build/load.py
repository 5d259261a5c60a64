"""From a site's folder to its plan: what `build`, `check`, `explain` and the preview have in common."""

import contextlib
import os
import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from communique.archive import archive as archives
from communique.build import edited, pool
from communique.build.options import Options, Progress, quiet
from communique.build.static import static_files
from communique.build.unchanged import Seen, all_settled, code_digest, look
from communique.model.config import Check, Config
from communique.model.content import AnyDocument
from communique.model.digest import Digest, digest_bytes, digest_of
from communique.model.issue import Issue, did_you_mean, has_errors
from communique.model.taxonomy import TAXONOMIES
from communique.plan import Plan, plan
from communique.source import frontmatter, json_schema, parse, scan, settings
from communique.store import Store
from communique.store.bodies import Bodies, Place

MAIN = "main"
"""The pack of texts that this process adds to; a worker begins one of its own."""
ROWS_AT_ONCE = 1000
"""Parsed files that are kept together: each time costs a part of the store's index, too."""


class BugError(Exception):
    """The program failed on a file that it should have read or found fault with; the message names the file."""


FOLDERS = ("articles", "pages", "relations", *(t.key for t in TAXONOMIES), "earlier")
"""The folders in `content/` whose Markdown files are read."""


_FOLDERS = tuple(f"content/{folder}/" for folder in FOLDERS)


class Loaded(msgspec.Struct):
    """A site, read and planned. Where there are errors, what could not be made is missing."""

    config: Config | None
    archive: archives.Archive | None
    plan: Plan | None
    issues: list[Issue]
    generator: Digest
    """Of the program and the settings: what every page depends on besides its data and its template."""
    seconds: dict[str, float]
    scanned: list[scan.SourceFile] = []
    """Every file in `content/`."""
    static: dict[str, Path] = {}
    """Every static file, by its route."""
    assets: dict[str, Digest] = {}
    """The files in `content/` that are no documents, relative to it, each with what changes when it does."""


def load(
    site: Path,
    store: Store,
    options: Options,
    progress: Progress = quiet,
    seen: Seen | None = None,
    *,
    planned: bool = True,
    between: Callable[[], object] = list,
) -> Loaded:
    """Read, resolve and plan a site, as it was `seen` or else as it is. Every fault of every file is in the result, sorted.

    Where it need not be `planned`, it is only where there are errors, so that all of them are told. `between` is called after
    each part of the work, and may break off by raising.
    """
    seconds: dict[str, float] = {}
    start = time.perf_counter()

    def lap(stage: str) -> None:
        nonlocal start
        now = time.perf_counter()
        seconds[stage] = now - start
        start = now

    config, issues = settings.load(site, base_url=options.base_url)
    code = code_digest()
    generator = digest_bytes(code, digest_of(msgspec.structs.replace(config, check=Check()))) if config else code
    loaded = Loaded(config, None, None, issues, generator, seconds)
    if config is None:
        return loaded
    if not (site / "content").is_dir():
        hint = "Make it, or run 'communique init' for an example."
        issues.append(Issue("content", 0, 0, "is missing: the articles go there.", hint, code="no-content"))
        return loaded
    if not frontmatter.LIBYAML:
        issues.append(
            Issue(
                "site.toml",
                0,
                0,
                "PyYAML was built without libyaml, so that headers are read eight times more slowly.",
                "Install PyYAML from a wheel.",
                "warning",
                "no-libyaml",
            )
        )
    seen = seen or look(site, options.key)
    issues += seen.issues
    loaded.scanned = seen.files
    documents, assets, found = read(site, store, config, options, progress, seen, between)
    issues += found
    loaded.assets = dict(assets)
    loaded.static, found = static_files(site)
    issues += found
    lap("read")
    progress("archive", 0, 0)
    loaded.archive, found = archives.build(documents, config, options.moment, drafts=options.drafts, as_of=options.as_of)
    issues += found
    progress("archive", 1, 1)
    lap("archive")
    between()
    if not planned and not has_errors(issues):
        issues[:] = sorted(settings.located(site, issues))
        return loaded
    progress("plan", 0, 0)
    from communique.render.words import translations

    # with faults in some files the rest is planned too, so that every fault is told in this run; such a plan is not used
    if has_errors(issues):
        missing = {f.path for f in loaded.scanned if f.path.endswith(".md")} - {d.path for d in documents}
        assets |= {path.removeprefix("content/"): b"" for path in missing}
    unread = _as_slugs(site, sorted({i.path for i in issues if i.severity == "error" and i.path.startswith("content/")}))
    loaded.plan = plan(
        loaded.archive,
        config,
        assets,
        translations(config.language).gettext,
        unread,
        frozenset(loaded.static),
        {name: partial(json_schema.make, name) for name in json_schema.NAMES},
        between,
    )
    issues += loaded.plan.issues
    progress("plan", 1, 1)
    if has_errors(issues):
        loaded.plan = None
    lap("plan")
    issues[:] = settings.located(site, issues)
    issues.sort()
    return loaded


def _as_slugs(site: Path, paths: Sequence[str]) -> str:
    """Give names and headers of files as slugs in a row: what pages they would make is in there, whatever else is wrong."""
    texts = []
    for path in paths:
        texts.append(path.removesuffix(".md"))
        if not os.path.isfile(site / path):  # to open a pipe would be to wait for ever
            continue
        with contextlib.suppress(OSError), open(site / path, "rb") as f:
            text = f.read(parse.MAX_BYTES).decode(errors="replace")
            parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
            texts.append(parts[1] if len(parts) > 2 else text)
    return "-".join(["", *(re.sub(r"[\W_]+", "-", t.casefold()).strip("-") for t in texts), ""])


def _content(files_: Sequence[scan.SourceFile]) -> tuple[list[scan.SourceFile], list[scan.SourceFile], list[Issue]]:
    """Tell documents from other files; a document in a folder that means nothing is a fault."""
    documents, others, issues = [], [], []
    for f in files_:
        if not f.path.endswith(".md"):
            others.append(f)
            if f.path.lower().endswith((".md", ".markdown", ".mdown", ".mkd")):
                message = "is not read as an article, because its name does not end in '.md'."
                issues.append(Issue(f.path, 0, 0, message, "Rename it.", "warning", "not-md"))
            continue
        if f.path.startswith(_FOLDERS):
            documents.append(f)
        else:
            near = did_you_mean(f.path.split("/")[1], FOLDERS, count=1) if f.path.count("/") > 1 else ""
            issues.append(
                Issue(
                    f.path,
                    0,
                    0,
                    "lies outside the folders that Communiqué knows.",
                    near or f"Move it to content/articles/, or to one of: {', '.join(FOLDERS[1:])}.",
                    code="unknown-folder",
                )
            )
    return documents, others, issues


def read(
    site: Path,
    store: Store,
    config: Config,
    options: Options,
    progress: Progress,
    seen: Seen,
    between: Callable[[], object] = list,
) -> tuple[list[AnyDocument], dict[str, Digest], list[Issue]]:
    """Read every content file, from the store where it has not changed; give documents, other files, and issues."""
    sources, others, issues = _content(seen.files)
    parser_key = parse.Parser(config, code_digest()).key
    as_before = store.setting("parser") == parser_key
    known = store.sources() if as_before else {}
    if not known:
        store.forget_parsed()
    by_digest = {digest: path for path, (_, digest) in known.items()}
    decode = parse.decoder.decode
    parsed = {by_digest[digest]: decode(record) for digest, record in store.records() if digest in by_digest}
    between()
    changed = [f for f in sources if f.path not in parsed or known[f.path][0] != f.stamp]
    work = [(f.path, known[f.path][1] if f.path in parsed else b"") for f in changed]
    fresh: list[tuple[str, str, bytes]] = []
    edits: list[tuple[str, bytes]] = []
    old = []
    rows: list[tuple[bytes, bytes, Place]] = []
    by_path = {f.path: f for f in changed}
    done = 0
    for result in pool.each(
        _Parser,
        (str(site), config, code_digest(), str(store.path), os.getpid()),
        work,
        jobs=options.jobs or pool.cores(),
        size=32,
        alone_below=100,
    ):
        for path, digest, record, place in result:
            if not digest:
                issues.append(
                    Issue(path, 0, 0, record.decode(), "Look at its permissions, or build again.", code="not-readable")
                )
                parsed.pop(path, None)
                continue
            if place:
                parsed[path] = decode(record)
                rows.append((digest, record, place))
                edits.append((path, digest))
                old += [known[path][1]] if path in known else []
            f = by_path[path]
            fresh.append((path, f.stamp if all_settled((f.mtime_ns, f.ctime_ns), seen.started_ns) else "", digest))
        if len(rows) >= ROWS_AT_ONCE:
            store.keep_parsed(rows)
            rows = []
        done += len(result)
        progress("read", done, len(changed))
    store.keep_parsed(rows)
    gone = known.keys() - {f.path for f in sources}
    if as_before and (edits or gone):
        edited.note(store, {path: digest for path, (_, digest) in known.items()}, edits, gone)
    if fresh or gone or not known:
        store.keep_sources(fresh, gone, [*old, *(known[path][1] for path in gone)])
        store.keep_setting("parser", parser_key)
        store.repack()
    documents: list[AnyDocument] = []
    for f in sources:
        if one := parsed.get(f.path):
            issues += one.issues
            if one.document:
                documents.append(one.document)
    assets = {f.path.removeprefix("content/"): digest_bytes(f.stamp.encode()) for f in others}
    between()
    return documents, assets, issues


class _Parser:
    """Parses files: each gives its path, digest, record and where its text lies.

    Without a place, its contents are as before; without a digest, it cannot be read, and the record says why.
    """

    def __init__(self, site: str, config: Config, code: Digest, store: str, parent: int) -> None:
        self._site = site
        self._parser = parse.Parser(config, code)
        self._bodies = Bodies(Path(store))
        self._pack = MAIN if os.getpid() == parent else self._bodies.new()

    def close(self) -> None:
        """Close the pack."""
        self._bodies.close()

    def __call__(self, chunk: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes, bytes, Place | None]]:
        """Parse some, each given by its path and the digest that it had."""
        done: list[tuple[str, bytes, bytes, Place | None]] = []
        made: list[tuple[str, bytes, bytes]] = []
        texts: list[str] = []
        for path, before in chunk:
            try:
                with open(f"{self._site}/{path}", "rb", buffering=0) as f:
                    data = f.read() if os.fstat(f.fileno()).st_size <= parse.MAX_BYTES else f.read(parse.MAX_BYTES + 1)
            except OSError as e:
                done.append((path, b"", f"cannot be read: {e.strerror}.".encode(), None))
                continue
            digest = self._parser.digest(path, data)
            if digest == before:
                done.append((path, digest, b"", None))
                continue
            try:
                parsed, html = self._parser.parse(path, data, digest)
            except Exception as e:
                raise BugError(f"{path}: {type(e).__name__}: {e}") from e
            made.append((path, digest, parse.encoder.encode(parsed)))
            texts.append(html)
        places = self._bodies.keep(self._pack, texts) if texts else []
        return done + [(*m, place) for m, place in zip(made, places, strict=True)]
