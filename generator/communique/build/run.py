"""A build, from start to end: the one orchestrator."""

import errno
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from communique.build import pool
from communique.build.load import Loaded, Options, Progress, load, quiet
from communique.build.outdated import Wanted, outdated, wanted
from communique.model.digest import digest_bytes
from communique.model.issue import Issue, has_errors
from communique.model.page import Copy, Page
from communique.output.folder import OutputError, OutputFolder, Staged
from communique.render import search
from communique.render.templates import Renderer, TemplateFaultError
from communique.render.theme import static_files
from communique.store import Store, Trace


class BuildResult(msgspec.Struct, kw_only=True):
    """What a build did."""

    planned: int = 0
    """Files that the site consists of."""
    pages: int = 0
    """Of these, HTML pages."""
    rendered: int = 0
    """Pages rendered in this build."""
    copied: int = 0
    """Static files and pictures copied in this build."""
    indexed: int = 0
    """Bundles of the search index made in this build."""
    unchanged: int = 0
    pruned: int = 0
    """Files removed because the site has them no longer."""
    reasons: dict[str, int] = {}
    """How many files were made for each reason."""
    routes: list[str] = []
    """The routes of the pages rendered, sorted."""
    issues: list[Issue] = []
    seconds: dict[str, float] = {}
    """By stage."""

    @property
    def failed(self) -> bool:
        """Whether the site was left as it was because of faults."""
        return has_errors(self.issues)


def store_path(site: Path, output: Path) -> Path:
    """Give the store's file for one site and one output folder."""
    mark = digest_bytes(os.path.abspath(output).encode()).hex()[:8]
    return site / ".communique" / f"{output.name or 'root'}-{mark}.sqlite"


def build(
    site: Path, output: Path, options: Options, *, clean: bool = False, progress: Progress = quiet
) -> BuildResult:
    """Build a site into an output folder.

    Faults in the input come back in the result, and the output stays as it was. Raises OutputError where the output cannot
    be used, or the disk is full.
    """
    site, output = site.resolve(), Path(os.path.abspath(output))
    if output == site or output in site.parents or any(
        (site / d) == output or (site / d) in output.parents for d in ("content", "templates", "static", ".communique")
    ):
        raise OutputError(f"{output} cannot be the output folder: the site's own files are there.")
    if not (site / "site.toml").is_file():
        with_settings = load_settings_only(site, options)
        return BuildResult(issues=with_settings)
    folder = OutputFolder(output)
    with folder.claimed():
        path = store_path(site, output)
        if clean:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
        try:
            with Store(path) as store:
                return _build(site, folder, store, options, progress)
        except OSError as e:
            if e.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise OutputError(f"the disk is full: {e.filename or output}. The site is as it was.") from e
            raise OutputError(f"{e.filename or output}: {e.strerror}. The site may be partly new; build again.") from e
        finally:
            folder.clear_stage()


def load_settings_only(site: Path, options: Options) -> list[Issue]:
    """Give the faults of a folder that is no site, without writing anything into it."""
    from communique.source import settings

    return settings.load(site, base_url=options.base_url)[1]


def _build(site: Path, folder: OutputFolder, store: Store, options: Options, progress: Progress) -> BuildResult:
    loaded = load(site, store, options, progress)
    if loaded.plan is None or loaded.config is None:
        return BuildResult(issues=loaded.issues, seconds=loaded.seconds)
    start = time.perf_counter()
    wants, bundles = wanted_files(site, loaded, store)
    traces = store.traces()
    known = folder.files()
    stats = _stats(folder.path, traces)
    todo = outdated(wants, traces, stats)
    stale = [b for b in bundles if b.outdated(traces, stats)]
    loaded.seconds["compare"] = time.perf_counter() - start

    result = BuildResult(
        planned=len(wants) + len(bundles),
        pages=sum(1 for w in wants if w.path.endswith(".html")),
        issues=loaded.issues,
        seconds=loaded.seconds,
    )
    start = time.perf_counter()
    made, faults = _make(site, folder, store, loaded, todo, options, progress)
    if faults:
        result.issues = sorted([*loaded.issues, *faults])
        return result
    loaded.seconds["render"] = time.perf_counter() - start

    start = time.perf_counter()
    staged = {path: name for path, name in made if name}
    stager = Staged(folder, "search")
    bundle_files: dict[str, tuple[str, bytes]] = {}
    for n, bundle in enumerate(stale):
        progress("search", n, len(stale))
        try:
            for path, data in search.index(bundle.pages, lambda p: staged.get(p) or str(folder.path / p)):
                full = f"{bundle.folder}{path}"
                bundle_files[full] = (stager.put(full, data), bundle.digest)
        except search.SearchError as e:
            hint = "Every page of a story needs an <html> element; [search] enabled = false does without an index."
            result.issues = sorted([*loaded.issues, Issue("templates/article.html", 0, 0, f"{e}", hint, code="search")])
            return result
    if stale:
        loaded.seconds["search"] = time.perf_counter() - start

    start = time.perf_counter()
    fresh = [b for b in bundles if b not in stale]
    kept = {p for p in traces if any(p.startswith(b.folder) for b in fresh)}
    final = {w.path for w in wants} | kept | set(bundle_files)
    foreign = folder.announce(sorted({p for p, _ in made} | set(bundle_files)), known)
    if foreign:
        raise OutputError(
            f"{folder.path / foreign[0]} was put there by something other than Communiqué, and a page belongs there"
            + (f" ({len(foreign)} such files)" if len(foreign) > 1 else "")
            + ". Move it away."
        )
    by_path = {w.path: (w, why) for w, why in todo}
    placed: list[tuple[str, Trace]] = []
    place = Staged(folder, "").place
    try:
        for path, name in made:
            s = place(name, path)
            w, why = by_path[path]
            placed.append((path, Trace(w.digest, w.theme, w.generator, s.st_size, s.st_mtime_ns, why)))
        for path, (name, digest) in bundle_files.items():
            s = place(name, path)
            placed.append((path, Trace(digest, b"", b"", s.st_size, s.st_mtime_ns, "data")))
    finally:
        store.keep_traces(placed)
    gone = folder.settle(final, known | {p for p, _ in made} | set(bundle_files))
    store.keep_traces((), [p for p in traces if p not in final])
    loaded.seconds["write"] = time.perf_counter() - start

    for w, why in todo:
        result.reasons[why] = result.reasons.get(why, 0) + 1
        if isinstance(w.item, Page):
            result.rendered += 1
            result.routes.append(w.item.route)
        else:
            result.copied += 1
    result.routes.sort()
    result.indexed = len(stale)
    result.unchanged = result.planned - result.rendered - result.copied - result.indexed
    result.pruned = len(gone)
    return result


def wanted_files(site: Path, loaded: Loaded, store: Store) -> tuple[list[Wanted], list[search.Bundle]]:
    """Give every file of the site as it should be, and the bundles of its search index."""
    assert loaded.plan is not None and loaded.config is not None and loaded.archive is not None  # noqa: PT018
    renderer = Renderer(site, loaded.config, store.body)
    wants = [wanted(p, renderer.theme_digest(p.template), loaded.generator) for p in loaded.plan.pages]
    taken = {w.path for w in wants}
    for route, path in static_files(site).items():
        wants.append(wanted(Copy(route, str(path), digest_bytes(path.read_bytes()))))
    for asset in loaded.plan.assets:
        source = site / "content" / asset
        wants.append(wanted(Copy(f"/media/{asset}", str(source), digest_bytes(source.read_bytes()))))
    assert taken.isdisjoint(w.path for w in wants[len(taken) :])  # /static/ and /media/ are no page's
    bundles = search.bundles([w for w in wants if isinstance(w.item, Page)]) if loaded.config.search.enabled else []
    return wants, bundles


def _stats(output: Path, paths: Sequence[str] | dict[str, Trace]) -> dict[str, tuple[int, int]]:
    found = {}
    top = str(output)
    for path in paths:
        try:
            s = os.stat(f"{top}/{path}", follow_symlinks=False)
        except OSError:
            continue
        found[path] = (s.st_size, s.st_mtime_ns)
    return found


def _make(
    site: Path,
    folder: OutputFolder,
    store: Store,
    loaded: Loaded,
    todo: Sequence[tuple[Wanted, str]],
    options: Options,
    progress: Progress,
) -> tuple[list[tuple[str, str]], list[Issue]]:
    """Render and copy to the stage; give path and staged name of each file, and the faults of templates."""
    made: list[tuple[str, str]] = []
    faults: dict[tuple[str, int, str], Issue] = {}
    done = 0
    items = [w.item for w, _ in todo]
    for files, issues in pool.each(
        _maker,
        (str(site), loaded.config, str(store.path), str(folder.path)),
        items,
        jobs=options.jobs or pool.cores(),
        size=64,
        alone_below=200,
    ):
        made += files
        for issue in issues:  # one template's fault shows on many pages; once is enough
            faults.setdefault((issue.path, issue.line, issue.message.rsplit(": ", 1)[-1]), issue)
        done += len(files) + len(issues)
        progress("render", done, len(items))
    return made, sorted(faults.values())


def _maker(
    site: str, config: object, store: str, output: str
) -> Callable[[Sequence[Page | Copy]], tuple[list[tuple[str, str]], list[Issue]]]:
    from communique.model.config import Config
    from communique.model.route import output_path

    assert isinstance(config, Config)
    renderer = Renderer(Path(site), config, Store(Path(store)).body)
    stager = Staged(OutputFolder(Path(output)), str(os.getpid()))

    def work(chunk: Sequence[Page | Copy]) -> tuple[list[tuple[str, str]], list[Issue]]:
        files, issues = [], []
        for item in chunk:
            path = output_path(item.route)
            try:
                data = renderer.render(item) if isinstance(item, Page) else Path(item.source).read_bytes()
            except TemplateFaultError as e:
                issues.append(e.issue)
                continue
            files.append((path, stager.put(path, data)))
        return files, issues

    return work
