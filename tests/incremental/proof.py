"""A site that is edited and built again and again; each build is held against a clean one.

`COMMUNIQUE_STEPS=5000 pytest tests/incremental/test_random_edits.py tests/incremental/test_single_edits.py -s` runs the
proof for longer, and tells what it did.
"""

import contextlib
import gc
import os
import shutil
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from communique.build import load as load_module
from communique.build import unchanged as unchanged_module
from communique.build.options import Options
from communique.build.result import BuildResult
from communique.build.run import build, store_path
from communique.model.route import output_path
from communique.output.folder import OutputFolder
from communique.output.stage import Staged
from communique.store import Store
from tests.conftest import NOW, files
from tests.incremental.disk import bring_to_disk, on_disk
from tests.incremental.edits import Model, beginning
from tests.incremental.processes import wait_until

STEPS = int(os.environ.get("COMMUNIQUE_STEPS", "0"))
MOMENTS = [
    NOW,
    NOW - 86_400,
    1_790_035_199,  # 2026-09-21T23:59:59Z
    1_790_035_200,  # a story is due
    1_790_780_399,  # 2026-09-30T23:59:59+09:00
    1_790_780_400,  # a month begins in Tokyo
    1_790_812_799,  # 2026-09-30T23:59:59Z
    1_790_812_800,  # a place changes hands, and a month begins
    1_790_985_600,  # 2026-10-03, a claim has ended
    1_791_158_400,  # 2026-10-05, an agreement ends
    1_796_083_200,  # 2026-12-01, another story is due
    1_798_761_599,  # 2026-12-31T23:59:59Z
    1_798_761_600,  # a year begins, and with it other anniversaries
    1_798_761_601,
    NOW + 10**9,
]
"""Clocks, just before and after something comes to stand otherwise."""
SETTLED_NS = 110_000_000
"""After this, the stamp of a file is trusted."""
cleans: dict[object, "Clean"] = {}
"""The latest clean builds, by all that they depend on."""
done: Counter[str] = Counter()
"""What a run has done."""


def tell() -> None:
    print("\n".join(f"{count:5} {what}" for what, count in sorted(done.items())))


DAYS = ["2018-12-01", "2019-02-10", "2026-10-01"]
"""Days as of which the archive is built: before and after stories, updates, corrections, and turns in profiles."""


class Circumstances(NamedTuple):
    """What a build depends on besides the site's folder."""

    now: int = NOW
    drafts: bool = False
    base_url: str = ""
    version: bytes = b""
    as_of: str = ""

    @property
    def options(self) -> Options:
        return Options(now=self.now, drafts=self.drafts, base_url=self.base_url, as_of=self.as_of, jobs=1)


class Clean(NamedTuple):
    """What a clean build gives."""

    files: dict[str, bytes]
    inputs: dict[str, tuple[bytes, ...]]
    issues: list[tuple[object, ...]]


Inputs = dict[str, tuple[bytes, ...]]
"""By output file, the digests of all that it depends on."""


class SiteOfEdits:
    """A site that is edited and built; each build is held against a clean one."""

    def __init__(self) -> None:
        memory = Path("/dev/shm")
        self.root = Path(tempfile.mkdtemp(prefix="communique-edits-", dir=memory if os.access(memory, os.W_OK) else None))
        self.folder = self.root / "site"
        self.model = beginning()
        self.good: Model = self.model
        """As it was when it could last be built."""
        self.given = Circumstances()
        self.failing = 0
        """How many builds have failed in a row."""
        self.unread = True
        """Whether the store may be unreadable, so that nobody can say what will be rendered."""
        self.edited_ns = 0
        self.bring("write")

    @property
    def output(self) -> Path:
        """The output folder: one for the living site, and one for each day as of which it is shown."""
        return self.root / (f"as-of-{self.given.as_of}" if self.given.as_of else "out")

    def close(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def bring(self, how: str) -> None:
        done["files touched"] += bring_to_disk(self.folder, on_disk(self.model), how)
        self.edited_ns = time.time_ns()

    @contextlib.contextmanager
    def running_version(self) -> Iterator[None]:
        """Let the program be of another version."""
        real = unchanged_module.code_digest()
        with pytest.MonkeyPatch.context() as patch:
            for module in (unchanged_module, load_module):
                patch.setattr(module, "code_digest", lambda: real + self.given.version)
            yield

    def build(self) -> BuildResult:
        with self.running_version():
            return build(self.folder, self.output, self.given.options)

    def store(self) -> Path:
        return store_path(self.folder.resolve(), self.output)

    def clean(self) -> Clean:
        """Build what there is now in folders that nobody has built in."""
        key = (tuple(sorted(files(self.folder).items())), self.given)
        if key not in cleans:
            if len(cleans) > 100:
                cleans.clear()
            site, out = self.root / "clean", self.root / "clean-out"
            shutil.copytree(self.folder, site, ignore=shutil.ignore_patterns(".communique"))
            try:
                with self.running_version():
                    result = build(site, out, self.given.options)
                made = {} if result.failed else files(out)
                inputs = {} if result.failed else kept(store_path(site.resolve(), out))[0]
                cleans[key] = Clean(made, inputs, issues(result))
            finally:
                shutil.rmtree(site)
                shutil.rmtree(out, ignore_errors=True)
        return cleans[key]

    def check(self, *, rested: bool = False, again: bool = True) -> BuildResult:
        """Build, and hold what is there against a clean build; `rested` lets the files come of an age to be trusted."""
        before = files(self.output)
        inputs, intact = ({}, set()) if self.unread else kept(self.store(), self.output)
        result, clean = self.build(), self.clean()
        after = files(self.output)
        assert issues(result) == clean.issues
        self.failing = self.failing + 1 if result.failed else 0
        done["builds"] += 1
        if result.failed:
            done["failed"] += 1
            assert after == before
            assert not list(self.output.glob(".communique/stage"))
            return result
        assert sorted(after) == sorted(clean.files)
        assert [path for path in after if after[path] != clean.files[path]] == []
        now_kept, now_intact = kept(self.store(), self.output)
        assert now_kept == clean.inputs
        assert now_intact == after.keys()
        made = set(map(output_path, result.routes))
        assert len(made) == result.rendered
        if not self.unread:
            wanted = {path for path in after if inputs.get(path) != clean.inputs[path] or path not in intact}
            copies = {path for path in wanted if path.startswith(("static/", "media/"))}
            assert sorted(made) == sorted(wanted - copies)
            assert result.copied == len(copies)
            assert [path for path in after if before.get(path) != after[path] and path not in wanted] == []
            done["pages rendered"] += len(made)
            done["pages rendered with the same bytes"] += sum(before.get(path) == after[path] for path in made)
        assert result.pruned >= len(before.keys() - after.keys())
        self.good, self.unread = self.model, False
        if not again:
            return result
        if rested:
            assert wait_until(lambda: time.time_ns() > self.edited_ns + SETTLED_NS)
        second = self.build()
        assert (second.rendered, second.copied, second.pruned) == (0, 0, 0)
        assert issues(second) == clean.issues
        if rested:
            at_a_glance = self.build()
            assert list(at_a_glance.seconds) == ["compare"]  # nothing was loaded
            assert issues(at_a_glance) == clean.issues
        assert files(self.output) == after
        return result


def issues(result: BuildResult) -> list[tuple[object, ...]]:
    """Give the issues of a build; a template's name one of the pages on which it fails, whichever was rendered first."""
    return [(i.path, i.line, i.code) if i.code == "template-fault" else (str(i), i.code) for i in result.issues]


def kept(store: Path, output: Path | None = None) -> tuple[Inputs, set[str]]:
    """Give each output file's inputs as the store has them, and the files that are in place as they were written."""
    with Store(store) as opened:
        traces = opened.traces()
    intact = set()
    for path, t in traces.items() if output else ():
        with contextlib.suppress(OSError):
            state = (output / path).stat()
            if (state.st_size, state.st_mtime_ns) == (t.size, t.mtime_ns):
                intact.add(path)
    return {path: (t.digest, t.theme, t.generator) for path, t in traces.items()}, intact


def steps_of_a_build() -> Iterator[tuple[type, str]]:
    """Give what a build does to the disk, each a moment at which it may end."""
    yield from ((Staged, "put"), (Staged, "place"), (OutputFolder, "announce"), (OutputFolder, "settle"))
    yield from ((Store, name) for name in vars(Store) if name.startswith(("keep", "forget")))


def build_that_ends(site: SiteOfEdits, at: int, how: Callable[[], None]) -> None:
    """Build, and end with `how` before or after the n-th step."""
    count = 0

    def stepping(real: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **more: object) -> object:
            nonlocal count
            count += 1
            if count == at:
                how()
            got = real(*arguments, **more)
            count += 1
            if count == at:
                how()
            return got

        return step

    with pytest.MonkeyPatch.context() as patch:
        for where, name in steps_of_a_build():
            patch.setattr(where, name, stepping(getattr(where, name)))
        site.build()


def build_in_a_process_that_dies(site: SiteOfEdits, at: int) -> bool:
    """Build in a copy of this process, which dies at the n-th step: nothing is undone, nothing closed. Tell whether it died."""
    gc.collect()  # what is open here would be open there, too
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the threads that a test run in parallel has
        child = os.fork()
    if not child:
        try:
            build_that_ends(site, at, lambda: os._exit(9))
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9)
    return status == 9
