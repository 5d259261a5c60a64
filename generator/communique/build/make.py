"""Making the files that are out of date, in a pool of workers; each makes the contexts of the pages that it renders."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from communique.build import pool
from communique.build.load import BugError
from communique.build.options import Options, Progress
from communique.build.outdated import Suspect
from communique.build.static import contents
from communique.build.unchanged import code_digest
from communique.model.config import Config
from communique.model.digest import Digest, digest_bytes
from communique.model.issue import Issue
from communique.model.page import Copy, Page, Ready, Wanted
from communique.output.folder import OutputFolder
from communique.output.stage import Placed, Staged
from communique.render.templates import Renderer, TemplateFaultError
from communique.render.theme import Sources
from communique.store import Store, Trace

ALONE_BELOW = 200
"""Files that one process makes as fast as several would with their beginning and ending."""


COMPILED = "templates-"


class Made(msgspec.Struct, frozen=True, gc=False):
    """A file that is ready to be put in place."""

    want: Wanted
    digest: Digest
    reason: str
    placed: Placed

    @property
    def trace(self) -> Trace:
        """What is kept of it once it is in place."""
        w, p = self.want, self.placed
        key = w.item.key if isinstance(w.item, Page) else self.digest
        return Trace(key, self.digest, w.theme, w.generator, p.size, p.mtime_ns, self.reason)


class Outcome(msgspec.Struct):
    """What came of making files."""

    made: list[Made] = []
    same: dict[str, Trace] = {}
    """New traces of files that turned out to be as they were."""
    digests: dict[str, Digest] = {}
    """Of each file that was looked at, by its path."""
    faults: list[Issue] = []
    """Of templates."""


class _Found(NamedTuple):
    """What a worker found of a file."""

    path: str
    digest: Digest
    reason: str
    placed: Placed | None


def make(
    site: Path,
    folder: OutputFolder,
    store: Store,
    config: Config,
    todo: Sequence[Suspect],
    sources: Sources,
    options: Options,
    progress: Progress,
) -> Outcome:
    """Render and copy to the stage what is out of date among `todo`; `sources` are the templates as the digests have them."""
    out = Outcome()
    faults: dict[tuple[str, int, str], Issue] = {}
    done = 0
    by_path = {s.want.path: s for s in todo}
    arguments = (str(site), config, str(store.path), str(folder.path), compiled(store.path.parent), sources)
    jobs = options.jobs or pool.cores()
    progress("render", 0, len(todo))
    for found, issues in pool.each(_Maker, arguments, todo, jobs=jobs, size=64, alone_below=ALONE_BELOW, pack=_packed):
        for path, digest, reason, placed in found:
            suspect = by_path[path]
            out.digests[path] = digest
            if placed:
                out.made.append(Made(suspect.want, digest, reason, placed))
            elif suspect.trace and suspect.trace.key != suspect.want.item.key:
                out.same[path] = msgspec.structs.replace(suspect.trace, key=suspect.want.item.key)
        for issue in issues:  # one template's fault shows on many pages; once is enough
            faults.setdefault((issue.path, issue.line, issue.message.rsplit(": ", 1)[-1]), issue)
        done += len(found) + len(issues)
        progress("render", done, len(todo))
    out.faults = sorted(faults.values())
    return out


def compiled(private: Path) -> Path | None:
    """Give the folder for templates that this very program has compiled, and remove those of others."""
    mine = private / f"{COMPILED}{code_digest().hex()[:16]}"
    if not mine.is_dir():
        try:
            for other in private.glob(f"{COMPILED}*"):
                shutil.rmtree(other)
            mine.mkdir()
        except OSError:
            return None
    return mine


def _packed(suspect: Suspect) -> Suspect:
    """Make a page's context here, for a worker that has nothing to make it of."""
    want, page = suspect.want, suspect.want.item
    if not isinstance(page, Page):
        return suspect
    page = msgspec.structs.replace(page, make=Ready(page.context))
    return msgspec.structs.replace(suspect, want=msgspec.structs.replace(want, item=page))


class _Maker:
    """Makes files, in this process or in a worker."""

    def __init__(self, site: str, config: Config, store: str, output: str, templates: Path | None, sources: Sources) -> None:
        self._store = Store(Path(store))
        self._store.hold()
        self._renderer = Renderer(Path(site), config, self._store.body, templates, sources)
        self._stager = Staged(OutputFolder(Path(output)), str(os.getpid()))

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def __call__(self, chunk: Sequence[Suspect]) -> tuple[list[_Found], list[Issue]]:
        """Give what lies ready, and faults."""
        found: list[_Found] = []
        issues: list[Issue] = []
        for suspect in chunk:
            try:
                found.append(self._page(suspect) if isinstance(suspect.want.item, Page) else self._copy(suspect))
            except TemplateFaultError as e:
                issues.append(e.issue)
        return found, issues

    def _page(self, suspect: Suspect) -> _Found:
        path, page = suspect.want.path, suspect.want.item
        assert isinstance(page, Page)  # the caller sees to it
        try:
            context = page.context
            digest = page.fingerprint(context)
        except Exception as e:
            raise BugError(page.route) from e
        reason = suspect.reason(digest)
        placed = self._stager.put(path, self._renderer.render(page, context)) if reason else None
        return _Found(path, digest, reason, placed)

    def _copy(self, suspect: Suspect) -> _Found:
        path, copy = suspect.want.path, suspect.want.item
        assert isinstance(copy, Copy)  # the caller sees to it
        reason = suspect.reason(copy.digest)
        if not reason:
            return _Found(path, copy.digest, "", None)
        data = contents(Path(copy.source))  # which may not be any more what the plan has seen
        return _Found(path, digest_bytes(data), reason, self._stager.put(path, data))
