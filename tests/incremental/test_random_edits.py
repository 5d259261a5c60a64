"""Random edits, crashes and clock changes: after each build the output is byte for byte that of a clean build.

`COMMUNIQUE_STEPS=5000 pytest tests/incremental/test_random_edits.py` runs it for longer.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from communique.build import unchanged as unchanged_module
from communique.build import write as write_module
from communique.build.options import Options
from communique.build.run import build, store_path
from tests.conftest import NOW, Site, files

STEPS = int(os.environ.get("COMMUNIQUE_STEPS", "0"))
SLUGS = [f"story-{n}" for n in range(6)]
COUNTRIES = ["Japan", "Russia", "Soviet Union", "Norway", "Siam"]
PEOPLE = ["Abe", "Shinzo Abe", "Putin", "Peskov"]
TAGS = ["peace treaty", "Peace treaty", "islands", "Putin", "Kuril Islands"]
WORDS = ["one", "two", "six", "ten"]

fields = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Talks open", "Talks close", "A treaty"]),
        "date": st.sampled_from(["2019-01-15", "2019-01-16", "2018-11-14", "2026-09-22", "2026-12-01"]),
        "countries": st.lists(st.sampled_from(COUNTRIES), max_size=3),
        "people": st.lists(st.sampled_from(PEOPLE), max_size=2),
        "tags": st.lists(st.sampled_from(TAGS), max_size=3),
        "status": st.sampled_from(["published", "published", "published", "draft", "corrected", "retracted"]),
        "word": st.sampled_from(WORDS),
        "link": st.sampled_from(["", *SLUGS]),
    }
)


class Edits(RuleBasedStateMachine):
    """A small site under random changes, built now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="communique-edits-"))
        self.site = Site(self.root / "site")
        self.now = NOW
        self.drafts = False
        self.faulty = False
        self.built = False
        self.version = b""

    def teardown(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    @property
    def articles(self) -> Path:
        return self.site.folder / "content" / "articles"

    @initialize()
    def begin(self) -> None:
        self.articles.mkdir(parents=True)
        self.site.write("content/people/putin.md", "---\nname: Vladimir Putin\naliases: [Putin]\n---\n\nProfile.\n")

    def text(self, f: dict[str, object]) -> str:
        link = f"See [it]({f['link']}.md)." if f["link"] and (self.articles / f"{f['link']}.md").exists() else ""
        names = {k: "[" + ", ".join(f[k]) + "]" for k in ("countries", "people", "tags")}
        header = "".join(
            f"{k}: {v}\n"
            for k, v in {**{k: f[k] for k in ("title", "date", "status")}, **names, "sources": "[{title: S}]"}.items()
        )
        return f"---\n{header}---\n\nText number {f['word']}. {link}\n"

    @rule(slug=st.sampled_from(SLUGS), f=fields)
    def write_article(self, slug: str, f: dict[str, object]) -> None:
        (self.articles / f"{slug}.md").write_text(self.text(f), "utf-8")

    @rule(slug=st.sampled_from(SLUGS), word=st.sampled_from(WORDS))
    def edit_in_place_without_a_new_time(self, slug: str, word: str) -> None:
        path = self.articles / f"{slug}.md"
        if path.exists():
            before = path.stat()
            text = path.read_text("utf-8")
            for w in WORDS:
                text = text.replace(f"number {w}", f"number {word}")
            path.write_text(text, "utf-8")
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(slug=st.sampled_from(SLUGS))
    def touch(self, slug: str) -> None:
        path = self.articles / f"{slug}.md"
        if path.exists():
            os.utime(path)

    @rule(slug=st.sampled_from(SLUGS))
    def delete(self, slug: str) -> None:
        (self.articles / f"{slug}.md").unlink(missing_ok=True)

    @rule(a=st.sampled_from(SLUGS), b=st.sampled_from(SLUGS))
    def rename_over(self, a: str, b: str) -> None:
        if (self.articles / f"{a}.md").exists():
            (self.articles / f"{a}.md").replace(self.articles / f"{b}.md")

    @rule(slug=st.sampled_from(SLUGS), folder=st.sampled_from(["2018", "2019/01"]))
    def move(self, slug: str, folder: str) -> None:
        path = self.articles / f"{slug}.md"
        if path.exists() and "](" not in path.read_text("utf-8"):
            (self.articles / folder).mkdir(parents=True, exist_ok=True)
            path.replace(self.articles / folder / f"{slug}.md")

    @rule(
        profile=st.sampled_from(
            [
                "",
                "aliases: [Abe]",
                "aliases: [Abe, Peskov]\noffices: [{title: Prime Minister, from: 2012-12-26}]",
                "status: draft",
                "slug: abe-shinzo",
            ]
        )
    )
    def write_entity(self, profile: str) -> None:
        self.site.write("content/people/abe.md", f"---\nname: Shinzo Abe\n{profile}\n---\n\nA profile.\n")

    @rule()
    def delete_entity(self) -> None:
        (self.site.folder / "content/people/abe.md").unlink(missing_ok=True)

    @rule(names=st.sampled_from(["[Northern Territories]", "[Kurils]"]))
    def write_place(self, names: str) -> None:
        self.site.write(
            "content/places/kurils.md",
            f"---\nname: Kuril Islands\naliases: {names}\nclaimed_by: [{{country: Japan, from: 1955}}]\n---\n",
        )

    @rule(name=st.sampled_from(["tag.html", "article.html", "macros/more.html"]), mark=st.sampled_from(["", "A", "B"]))
    def write_template(self, name: str, mark: str) -> None:
        path = self.site.folder / "templates" / name
        if mark:
            start = "" if name.startswith("macros") else f'{{% extends "!{name}" %}}'
            self.site.write(f"templates/{name}", f"{start}{{% block head %}}<!-- {mark} -->{{% endblock %}}")
        else:
            path.unlink(missing_ok=True)

    @rule(mark=st.sampled_from(["", "a{}", "b{}"]))
    def write_static(self, mark: str) -> None:
        if mark:
            self.site.write("static/mine.css", mark)
        else:
            (self.site.folder / "static/mine.css").unlink(missing_ok=True)

    @rule(size=st.sampled_from([1, 2, 50]), feeds=st.sampled_from(["full", "summary"]), threshold=st.sampled_from([1, 2]))
    def change_settings(self, size: int, feeds: str, threshold: int) -> None:
        self.site.write(
            "site.toml",
            f'title = "T"\nbase_url = "https://a.example/"\npage_size = {size}\npair_threshold = {threshold}\n[feeds]\ncontent = "{feeds}"\n[search]\nenabled = false\n',
        )

    @rule(days=st.sampled_from([-3, 1, 2, 90]))
    def move_the_clock(self, days: int) -> None:
        self.now = max(NOW - 86_400, self.now + days * 86_400)

    @rule()
    def switch_drafts(self) -> None:
        self.drafts = not self.drafts

    @rule(version=st.sampled_from([b"", b"2", b"3"]))
    def upgrade(self, version: bytes) -> None:
        self.version = version

    @precondition(lambda self: self.built)
    @rule(n=st.integers(0, 10_000), how=st.sampled_from(["delete", "truncate", "append"]))
    def spoil_an_output_file(self, n: int, how: str) -> None:
        there = sorted(files(self.site.output))
        if there:
            path = self.site.output / there[n % len(there)]
            if how == "delete":
                path.unlink()
            elif how == "truncate":
                path.write_bytes(path.read_bytes()[:-1])
            else:
                path.write_bytes(path.read_bytes() + b"!")

    @precondition(lambda self: self.built)
    @rule(how=st.sampled_from(["delete", "garbage", "truncate"]))
    def spoil_the_store(self, how: str) -> None:
        path = store_path(self.site.folder.resolve(), self.site.output)
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        if how == "delete":
            path.unlink(missing_ok=True)
        elif path.exists():
            data = path.read_bytes()
            path.write_bytes(b"\0garbage" * 500 if how == "garbage" else data[: len(data) * 2 // 3])

    @rule()
    def make_a_fault(self) -> None:
        self.site.write("content/articles/fault.md", "---\ntitle: Fault\ndate: 2019-02-30\n---\n")
        self.faulty = True

    @precondition(lambda self: self.faulty)
    @rule()
    def mend_it(self) -> None:
        (self.articles / "fault.md").unlink()
        self.faulty = False

    @contextlib.contextmanager
    def running_version(self):
        """Let the program be of another version."""
        real = unchanged_module.code_digest()

        def other() -> bytes:
            return real + self.version

        with pytest.MonkeyPatch.context() as patch:
            for module in (unchanged_module, __import__("communique.build.load", fromlist=["x"])):
                patch.setattr(module, "code_digest", other)
            yield

    @rule(crash=st.integers(0, 60))
    def build_and_crash(self, crash: int) -> None:
        """Stop a build at the n-th file that it puts in place, or stages."""
        count = 0
        real_place, real_put = write_module.Staged.place, write_module.Staged.put

        def step() -> None:
            nonlocal count
            count += 1
            if count == crash:
                raise KeyboardInterrupt

        def place(*args: object) -> object:
            step()
            return real_place(*args)

        def put(*args: object) -> object:
            step()
            return real_put(*args)

        with self.running_version(), pytest.MonkeyPatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
            patch.setattr(write_module.Staged, "place", place)
            patch.setattr(write_module.Staged, "put", put)
            build(self.site.folder, self.site.output, Options(now=self.now, drafts=self.drafts, jobs=1))
            self.built = True

    @rule()
    def build(self) -> None:
        options = Options(now=self.now, drafts=self.drafts, jobs=1)
        before = files(self.site.output) if self.site.output.exists() else {}
        with self.running_version():
            result = build(self.site.folder, self.site.output, options)
            if result.failed:
                assert (files(self.site.output) if self.site.output.exists() else {}) == before
                return
            self.built = True
            again = build(self.site.folder, self.site.output, options)
            assert (again.rendered, again.copied, again.pruned) == (0, 0, 0)
            clean_site, clean_out = self.root / "clean", self.root / "clean-out"
            shutil.copytree(self.site.folder, clean_site, ignore=shutil.ignore_patterns(".communique"))
            assert not build(clean_site, clean_out, options).failed
        ours, clean = files(self.site.output), files(clean_out)
        shutil.rmtree(clean_site)
        shutil.rmtree(clean_out)
        assert sorted(ours) == sorted(clean)
        assert [p for p in ours if ours[p] != clean[p]] == []
        assert set(result.routes) <= set(map(self.route, ours))

    @staticmethod
    def route(path: str) -> str:
        return "/" + path.removesuffix("index.html")

    @invariant()
    def no_stage_is_left(self) -> None:
        assert not (self.site.output / ".communique" / "stage").exists()


def test_every_build_is_as_a_clean_one() -> None:
    examples, steps = (STEPS // 50, 50) if STEPS else (12, 30)
    run_state_machine_as_test(
        Edits,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            print_blob=True,
            derandomize=not STEPS,
            suppress_health_check=list(HealthCheck),
        ),
    )
