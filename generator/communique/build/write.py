"""A build of what has changed: render, write, prune, and keep the traces."""

import contextlib
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.build.edited import edits, forget
from communique.build.load import Loaded, load
from communique.build.make import Made, compiled, make
from communique.build.options import Options, Progress
from communique.build.outdated import stale, suspects, wanted
from communique.build.pool import cores
from communique.build.result import BuildResult
from communique.build.standing import Standing
from communique.build.static import contents
from communique.build.unchanged import Note, Seen, leave_note, remove_note
from communique.model.digest import digest_bytes
from communique.model.issue import Issue
from communique.model.page import Copy, Page, Wanted
from communique.output.folder import OutputFolder
from communique.output.stage import Staged
from communique.render import search
from communique.render.pagefind import SearchError
from communique.render.templates import Renderer
from communique.render.theme import Sources
from communique.store import Store, Trace

INDEXED = "indexed"
HTML = ("/", ".html")
"""How the routes of HTML pages end."""
_last: list[object] = []
"""What the last build has read and planned. To take it apart takes a tenth of the time of a small change to a large archive,
and a process that builds ends after it."""


def build_changed(
    site: Path,
    folder: OutputFolder,
    store: Store,
    seen: Seen,
    standing: Standing,
    options: Options,
    progress: Progress,
) -> BuildResult:
    """Load, render, write and prune; `run.build` has claimed the output folder.

    Nothing in the output changes before every page is rendered and every index made.
    """
    remove_note(store)
    loaded = load(site, store, options, progress, seen)
    seconds = loaded.seconds
    result = BuildResult(issues=loaded.issues, seconds=seconds)
    if loaded.plan is None or loaded.config is None or loaded.archive is None:
        return result
    result.stories, result.held = len(loaded.archive.stories), 0 if options.as_of else len(loaded.archive.held_back)
    with _timed(seconds, "compare"):
        wants, sources = wanted_files(site, loaded, store)
        traces = store.traces()
        differing = standing.differing(lambda: {p: (t.size, t.mtime_ns) for p, t in traces.items()})
        todo = suspects(wants, traces, differing)
    _last[:] = loaded, wants, traces
    before = folder.files()
    folder.announce([s.want.path for s in todo])
    try:
        with _timed(seconds, "render"):
            out = make(site, folder, store, loaded.config, todo, sources, options, progress)
        made, faults = out.made, out.faults
        bundles: list[search.Bundle] = []
        outdated: list[search.Bundle] = []
        if loaded.config.search.enabled and not faults:
            bundles = search.bundles(wants, lambda path: out.digests.get(path) or traces[path].digest)
            outdated = [b for b in bundles if stale(b, traces, differing)]
        if outdated:
            with _timed(seconds, "search"):
                found, faults = _index(folder, outdated, made, options.jobs or cores(), progress)
                made += found
    except BaseException:
        folder.settle(before)
        raise
    if faults:
        folder.settle(before)
        result.issues = sorted([*loaded.issues, *faults])
        return result
    with _timed(seconds, "write"):
        fresh = tuple(b.folder for b in bundles if b not in outdated)
        final = {w.path for w in wants} | {m.want.path for m in made} | {p for p in traces if p.startswith(fresh)}
        _put_in_place(folder, store, made)
        gone = folder.settle(final)
        store.keep_traces(out.same.items(), [p for p in traces if p not in final])
    result.planned, result.indexed = len(wants) + len(bundles), len(outdated)
    result.pages = sum(1 for p in loaded.plan.files.values() if p.route.endswith(HTML))
    result.removed, result.pruned = [p for p in gone if p not in traces or traces[p].reason != INDEXED], len(gone)
    result.fresh, result.first, result.regenerated = (
        not traces,
        not before,
        any(s.trace and s.trace.generator != s.want.generator for s in todo),
    )
    result.edited = edits(store, {f.path for f in loaded.scanned}) if traces else {}
    forget(store)
    _count(result, made)
    if seen.inputs:
        since, until = loaded.archive.last_moment, loaded.archive.next_moment
        leave_note(store, Note(seen.inputs, since, until, result.pages, result.planned, tuple(result.issues)))
    return result


def _count(result: BuildResult, made: Sequence[Made]) -> None:
    """Count what was made, but for the files of the search index, which are counted by their bundles."""
    mine = [m for m in made if m.reason != INDEXED]
    pages = [(m.want.item, m.reason) for m in mine if isinstance(m.want.item, Page)]
    result.routes = sorted(page.route for page, _ in pages)
    result.rendered = len(result.routes)
    result.made = {m.want.path: m.reason for m in mine}
    appeared = {p.origin for p, why in pages if p.kind == "article" and why == "new" and p.origin not in result.edited}
    result.appeared = 0 if result.fresh else len(appeared)
    read = [(p, why) for p, why in pages if p.route.endswith(HTML)]
    result.own = sum(1 for p, _ in read if p.kind != "redirect" and (p.origin in result.edited or p.origin in appeared))
    result.pages_for = dict(sorted(Counter(why for _, why in read).items()))
    result.copied = len(mine) - result.rendered
    result.unchanged = result.planned - len(mine) - result.indexed
    result.reasons = dict(sorted(Counter(m.reason for m in mine).items()))
    result.copied_for = dict(sorted(Counter(m.reason for m in mine if isinstance(m.want.item, Copy)).items()))


@contextlib.contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - start


def _index(
    folder: OutputFolder, stale: Sequence[search.Bundle], pages: Sequence[Made], jobs: int, progress: Progress
) -> tuple[list[Made], list[Issue]]:
    """Make the stale bundles of the search index, of pages that are staged or in place already."""
    stager = Staged(folder, "search")
    staged = {m.placed.path: m.placed.staged for m in pages if m.placed.staged}
    made = []
    progress("search", 0, len(stale))
    try:
        for n, (bundle, files) in enumerate(search.indexes(stale, lambda p: staged.get(p) or str(folder.path / p), jobs)):
            progress("search", n + 1, len(stale))
            folder.announce([bundle.folder + path for path in files])
            for path, data in files.items():
                want = wanted(Copy(f"/{bundle.folder}{path}", "", bundle.digest))
                made.append(Made(want, bundle.digest, INDEXED, stager.put(want.path, data)))
    except SearchError as e:
        hint = "Every page of a story needs an <html> element; [search] enabled = false does without an index."
        return [], [Issue("templates/article.html", 0, 0, f"{e}", hint, code="search-failed")]
    return made, []


def _put_in_place(folder: OutputFolder, store: Store, made: Sequence[Made]) -> None:
    """Move what was made into place, and keep its traces."""
    place = Staged(folder, "").place
    traces: list[tuple[str, Trace]] = []
    try:
        for m in made:
            place(m.placed)
            traces.append((m.want.path, m.trace))
    finally:
        store.keep_traces(traces)


def wanted_files(site: Path, loaded: Loaded, store: Store) -> tuple[list[Wanted], Sources]:
    """Give every file of the site as it should be, but those of the search index; and the templates by which that is so."""
    assert loaded.plan is not None and loaded.config is not None  # noqa: PT018
    renderer = Renderer(site, loaded.config, store.body, compiled(store.path.parent))
    themes = {template: renderer.theme_digest(template) for template in {p.template for p in loaded.plan.pages}}
    wants = [wanted(page, themes[page.template], loaded.generator, path) for path, page in loaded.plan.files.items()]
    for route, path in loaded.static.items():
        wants.append(wanted(Copy(route, str(path), digest_bytes(contents(path)))))
    for asset in loaded.plan.assets:
        source = site / "content" / asset
        wants.append(wanted(Copy(f"/media/{asset}", str(source), digest_bytes(source.read_bytes()))))
    return wants, renderer.sources
