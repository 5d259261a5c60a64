"""A build of what has changed: render, write, prune, and keep the traces."""

import contextlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from communique.build import pool
from communique.build.load import Loaded, load
from communique.build.options import Options, Progress
from communique.build.outdated import outdated, stale, wanted
from communique.build.result import BuildResult
from communique.build.unchanged import Note, inputs_digest, leave_note, remove_note, stats, themes
from communique.model.config import Config
from communique.model.digest import digest_bytes
from communique.model.issue import Issue
from communique.model.page import Copy, Page, Wanted
from communique.model.route import output_path
from communique.output.folder import OutputFolder, Placed, Staged
from communique.render import search
from communique.render.templates import Renderer, TemplateFaultError
from communique.store import Store, Trace


def build_changed(site: Path, folder: OutputFolder, store: Store, options: Options, progress: Progress) -> BuildResult:
    """Load, render, write and prune; `run.build` has claimed the output folder.

    Nothing in the output changes before every page is rendered and every index made.
    """
    remove_note(store)
    loaded = load(site, store, options, progress)
    seconds = loaded.seconds
    result = BuildResult(issues=loaded.issues, seconds=seconds)
    if loaded.plan is None or loaded.config is None:
        return result
    with _timed(seconds, "compare"):
        wants, bundles = wanted_files(site, loaded, store)
        traces = store.traces()
        there = stats(folder.path, traces)
        todo = outdated(wants, traces, there)
        stale_bundles = [b for b in bundles if stale(b, traces, there)]
    before = folder.files()
    folder.announce([w.path for w, _ in todo])
    try:
        with _timed(seconds, "render"):
            made, faults = _make(site, folder, store, loaded.config, todo, options, progress)
        if not faults and stale_bundles:
            with _timed(seconds, "search"):
                staged = {m.placed.path: m.placed.staged for m in made if m.placed.staged}
                found, faults = _index(folder, stale_bundles, staged, progress)
                made += found
    except BaseException:
        folder.settle(before)
        raise
    if faults:
        folder.settle(before)
        result.issues = sorted([*loaded.issues, *faults])
        return result
    with _timed(seconds, "write"):
        fresh = tuple(b.folder for b in bundles if b not in stale_bundles)
        final = {w.path for w in wants} | {m.want.path for m in made} | {p for p in traces if p.startswith(fresh)}
        _put_in_place(folder, store, made)
        gone = folder.settle(final)
        store.keep_traces((), [p for p in traces if p not in final])
    pages = [m for m in made if isinstance(m.want.item, Page)]
    result.planned = len(wants) + len(bundles)
    result.pages = sum(1 for w in wants if w.path.endswith(".html"))
    result.rendered = len(pages)
    result.copied = len(todo) - len(pages)
    result.indexed = len(stale_bundles)
    result.unchanged = result.planned - len(todo) - len(stale_bundles)
    result.pruned = len(gone)
    result.reasons = dict(sorted(Counter(why for _, why in todo).items()))
    result.routes = sorted(m.want.item.route for m in pages)
    _leave_note(site, store, loaded, options, result)
    return result


class Made(msgspec.Struct, frozen=True, gc=False):
    """A file that is ready to be put in place."""

    want: Wanted
    reason: str
    placed: Placed


@contextlib.contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - start


def _index(
    folder: OutputFolder, stale: Sequence[search.Bundle], staged: Mapping[str, str], progress: Progress
) -> tuple[list[Made], list[Issue]]:
    """Make the stale bundles of the search index, of pages that are staged or in place already."""
    stager = Staged(folder, "search")
    made = []
    for n, bundle in enumerate(stale):
        progress("search", n, len(stale))
        try:
            files = search.index(bundle.pages, lambda p: staged.get(p) or str(folder.path / p))
            folder.announce([bundle.folder + path for path in files])
            for path, data in files.items():
                item = Copy(f"/{bundle.folder}{path}", "", bundle.digest)
                made.append(Made(wanted(item), "data", stager.put(bundle.folder + path, data)))
        except search.SearchError as e:
            hint = "Every page of a story needs an <html> element; [search] enabled = false does without an index."
            return [], [Issue("templates/article.html", 0, 0, f"{e}", hint, code="search")]
    return made, []


def _put_in_place(folder: OutputFolder, store: Store, made: Sequence[Made]) -> None:
    """Move what was made into place, and keep its traces."""
    place = Staged(folder, "").place
    traces: list[tuple[str, Trace]] = []
    try:
        for m in made:
            place(m.placed)
            w = m.want
            traces.append((w.path, Trace(w.digest, w.theme, w.generator, m.placed.size, m.placed.mtime_ns, m.reason)))
    finally:
        store.keep_traces(traces)


def _leave_note(site: Path, store: Store, loaded: Loaded, options: Options, result: BuildResult) -> None:
    assert loaded.archive is not None
    inputs = inputs_digest(site, loaded.scanned, themes(), options.key)
    if inputs is None:
        return
    since, until = loaded.archive.last_moment, loaded.archive.next_moment
    leave_note(store, Note(inputs, since, until, result.pages, result.planned, tuple(result.issues)))


def wanted_files(site: Path, loaded: Loaded, store: Store) -> tuple[list[Wanted], list[search.Bundle]]:
    """Give every file of the site as it should be, and the bundles of its search index."""
    assert loaded.plan is not None and loaded.config is not None and loaded.archive is not None  # noqa: PT018
    renderer = Renderer(site, loaded.config, store.body)
    wants = [wanted(p, renderer.theme_digest(p.template), loaded.generator) for p in loaded.plan.pages]
    for route, path in loaded.static.items():
        wants.append(wanted(Copy(route, str(path), digest_bytes(path.read_bytes()))))
    for asset in loaded.plan.assets:
        source = site / "content" / asset
        wants.append(wanted(Copy(f"/media/{asset}", str(source), digest_bytes(source.read_bytes()))))
    bundles = search.bundles(wants) if loaded.config.search.enabled else []
    return wants, bundles


def _make(
    site: Path,
    folder: OutputFolder,
    store: Store,
    config: Config,
    todo: Sequence[tuple[Wanted, str]],
    options: Options,
    progress: Progress,
) -> tuple[list[Made], list[Issue]]:
    """Render and copy to the stage; give what was made, and the faults of templates."""
    made: list[Made] = []
    faults: dict[tuple[str, int, str], Issue] = {}
    done = 0
    by_path = {w.path: (w, why) for w, why in todo}
    arguments = (str(site), config, str(store.path), str(folder.path))
    items = [w.item for w, _ in todo]
    jobs = options.jobs or pool.cores()
    for files, issues in pool.each(_maker, arguments, items, jobs=jobs, size=64, alone_below=200):
        for placed in files:
            made.append(Made(*by_path[placed.path], placed))
        for issue in issues:  # one template's fault shows on many pages; once is enough
            faults.setdefault((issue.path, issue.line, issue.message.rsplit(": ", 1)[-1]), issue)
        done += len(files) + len(issues)
        progress("render", done, len(items))
    return made, sorted(faults.values())


def _maker(
    site: str, config: Config, store: str, output: str
) -> Callable[[Sequence[Page | Copy]], tuple[list[Placed], list[Issue]]]:
    """Prepare to make files, in this process or in a worker: give what lies ready, and faults."""
    kept = Store(Path(store))
    kept.hold()
    renderer = Renderer(Path(site), config, kept.body)
    stager = Staged(OutputFolder(Path(output)), str(os.getpid()))

    def work(chunk: Sequence[Page | Copy]) -> tuple[list[Placed], list[Issue]]:
        files, issues = [], []
        for item in chunk:
            try:
                data = renderer.render(item) if isinstance(item, Page) else Path(item.source).read_bytes()
            except TemplateFaultError as e:
                issues.append(e.issue)
                continue
            files.append(stager.put(output_path(item.route), data))
        return files, issues

    return work
