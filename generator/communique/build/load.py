"""From a site's folder to its plan: what `build`, `check`, `explain` and the preview have in common."""

import contextlib
import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from communique.archive import archive as archives
from communique.build import pool
from communique.build.options import Options, Progress, quiet
from communique.build.static import static_files
from communique.build.unchanged import code_digest, settled
from communique.model.article import AnyDocument
from communique.model.config import Config
from communique.model.digest import Digest, digest_bytes, digest_of
from communique.model.issue import Issue, has_errors
from communique.model.taxonomy import TAXONOMIES
from communique.plan import Plan, plan
from communique.source import frontmatter, parse, scan, settings
from communique.store import Store

ROWS_AT_ONCE = 1000
"""Parsed files that are kept together: each time costs a part of the store's index, too."""


class BugError(Exception):
    """The program failed on a file that it should have read or found fault with; the message names the file."""


FOLDERS = ("articles", "pages", *(t.key for t in TAXONOMIES))
"""The folders in `content/` whose Markdown files are read."""


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


def load(site: Path, store: Store, options: Options, progress: Progress = quiet) -> Loaded:
    """Read, resolve and plan a site. Every fault of every file is in the result's issues, sorted."""
    seconds: dict[str, float] = {}
    start = time.perf_counter()

    def lap(stage: str) -> None:
        nonlocal start
        now = time.perf_counter()
        seconds[stage] = now - start
        start = now

    config, issues = settings.load(site, base_url=options.base_url)
    code = code_digest()
    generator = digest_bytes(code, digest_of(config)) if config else code
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
    loaded.scanned, documents, assets, found = read(site, store, config, options, progress)
    issues += found
    loaded.static, found = static_files(site)
    issues += found
    lap("read")
    loaded.archive, found = archives.build(documents, config, options.moment, drafts=options.drafts)
    issues += found
    lap("archive")
    from communique.render.words import translations

    # with faults in some files the rest is planned too, so that every fault is told in this run; such a plan is not used
    missing = {f.path for f in loaded.scanned if f.path.endswith(".md")} - {d.path for d in documents}
    assets |= {path.removeprefix("content/"): b"" for path in missing}
    unread = _as_slugs(site, sorted({i.path for i in issues if i.severity == "error" and i.path.startswith("content/")}))
    loaded.plan = plan(loaded.archive, config, assets, translations(config.language).gettext, unread, frozenset(loaded.static))
    issues += loaded.plan.issues
    if has_errors(issues):
        loaded.plan = None
    lap("plan")
    issues.sort()
    return loaded


def _as_slugs(site: Path, paths: Sequence[str]) -> str:
    """Give names and headers of files as slugs in a row: what pages they would make is in there, whatever else is wrong."""
    texts = []
    for path in paths:
        texts.append(path.removesuffix(".md"))
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
        parts = f.path.split("/")
        if len(parts) > 2 and parts[1] in FOLDERS:
            documents.append(f)
        else:
            issues.append(
                Issue(
                    f.path,
                    0,
                    0,
                    "lies outside the folders that Communiqué knows.",
                    f"Move it to content/articles/, or to one of: {', '.join(FOLDERS[1:])}.",
                    code="unknown-folder",
                )
            )
    return documents, others, issues


def read(
    site: Path, store: Store, config: Config, options: Options, progress: Progress
) -> tuple[list[scan.SourceFile], list[AnyDocument], dict[str, Digest], list[Issue]]:
    """Read every content file, from the store where it has not changed; give all files, documents, other files, and issues."""
    started_ns = time.time_ns()
    scanned, issues = scan.scan(site, "content")
    sources, others, misplaced = _content(scanned)
    issues += misplaced
    parser_key = parse.Parser(config, code_digest()).key
    known = store.sources() if store.setting("parser") == parser_key else {}
    stamps = {f.path: repr(f.stamp).encode() for f in sources}
    changed = [f for f in sources if known.get(f.path, (b"", b""))[0] != stamps[f.path]]
    digests = {f.path: known[f.path][1] for f in sources if f.path in known}
    records: dict[bytes, bytes] = {}
    if known:
        records = dict(store.parsed())
    done = 0
    total = len(changed)
    work = [(f.path, digests.get(f.path, b"") if digests.get(f.path) in records else b"") for f in changed]
    fresh: list[tuple[str, bytes, bytes]] = []
    rows: list[tuple[bytes, bytes, str]] = []
    for result in pool.each(
        _parser,
        (str(site), config, code_digest()),
        work,
        jobs=options.jobs or pool.cores(),
        size=32,
        alone_below=100,
    ):
        for path, digest, record, html in result:
            if not digest:
                issues.append(Issue(path, 0, 0, record.decode(), "Look at its permissions, or build again.", code="unreadable"))
                digests.pop(path, None)
                continue
            digests[path] = digest
            if record:
                records[digest] = record
                rows.append((digest, record, html))
            fresh.append((path, stamps[path], digest))
        if len(rows) >= ROWS_AT_ONCE:
            store.keep_parsed(rows)
            rows = []
        done += len(result)
        progress("read", done, total)
    store.keep_parsed(rows)
    by_path = {f.path: f for f in sources}
    gone = known.keys() - by_path.keys()
    if fresh or gone or not known:
        kept = [(path, stamp if settled(by_path[path], started_ns) else b"", d) for path, stamp, d in fresh]
        if not known:
            store.forget_sources()
        store.keep_sources(kept, gone)
        store.keep_setting("parser", parser_key)
    documents: list[AnyDocument] = []
    decode = parse.decoder.decode
    for f in sources:
        if known_as := digests.get(f.path):
            parsed = decode(records[known_as])
            issues += parsed.issues
            if parsed.document:
                documents.append(parsed.document)
    assets = {f.path.removeprefix("content/"): digest_bytes(repr(f.stamp).encode()) for f in others}
    return scanned, documents, assets, issues


def _parser(
    site: str, config: Config, code: Digest
) -> Callable[[Sequence[tuple[str, bytes]]], list[tuple[str, bytes, bytes, str]]]:
    parser = parse.Parser(config, code)
    encode = parse.encoder.encode

    def work(chunk: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes, bytes, str]]:
        done = []
        for path, before in chunk:
            try:
                with open(f"{site}/{path}", "rb", buffering=0) as f:
                    data = f.read() if os.fstat(f.fileno()).st_size <= parse.MAX_BYTES else f.read(parse.MAX_BYTES + 1)
            except OSError as e:
                done.append((path, b"", f"cannot be read: {e.strerror}.".encode(), ""))
                continue
            digest = parser.digest(path, data)
            if digest == before:
                done.append((path, digest, b"", ""))
                continue
            try:
                parsed, html = parser.parse(path, data, digest)
            except Exception as e:
                raise BugError(path) from e
            done.append((path, digest, encode(parsed), html))
        return done

    return work
