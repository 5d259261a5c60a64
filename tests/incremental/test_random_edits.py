"""Random edits, crashes and clock changes: after each build the output is byte for byte that of a clean build.

`COMMUNIQUE_STEPS=5000 pytest tests/incremental/test_random_edits.py` runs it for longer.
"""

import contextlib
import os
import shutil
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.conftest import files
from tests.incremental.edits import ARTICLES, DOCUMENTS, PROFILES, TABLE, Change, Model, changed, changes
from tests.incremental.proof import DAYS, MOMENTS, STEPS, SiteOfEdits, build_in_a_process_that_dies, build_that_ends, done, tell


def one_of(table: list[Change]) -> st.SearchStrategy[Change]:
    """Choose a change, without a list of them all in each message."""
    return st.integers(0, len(table) - 1).map(lambda n: table[n])


OF_ARTICLES = one_of(changes(ARTICLES))
OF_PROFILES = one_of(changes(list(PROFILES)))
OF_OTHERS = one_of(changes(["site.toml", "templates", "static", "pictures", "fault", "earlier"]))
HOW = st.sampled_from(["write", "replace", "same time"])
AND_BUILD = st.sampled_from([True, True, False])
WHOLE_ARTICLE = st.fixed_dictionaries({field: st.sampled_from(values) for field, values in TABLE["story-0"].items()})


class Edits(RuleBasedStateMachine):
    """A small site under random changes, built now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.site = SiteOfEdits()
        self.older_store = b""

    def teardown(self) -> None:
        self.site.close()

    @property
    def model(self) -> Model:
        """The site to be edited; a fault that stood for two builds is mended first."""
        if self.site.failing > 1:
            done["mended"] += 1
            return self.site.good
        return self.site.model

    def edit(self, what: str, model: Model, how: str = "write", *, build: bool, rested: bool = False) -> None:
        done[what] += 1
        self.site.model = model
        self.site.bring(how)
        if build:
            self.site.check(rested=rested)

    @rule(change=OF_ARTICLES, how=HOW, build=AND_BUILD, rested=st.booleans())
    def change_an_article(self, change: Change, how: str, build: bool, rested: bool) -> None:
        self.edit(f"article: {change.field}", changed(self.model, change), how, build=build, rested=rested)

    @rule(change=OF_PROFILES, how=HOW, build=AND_BUILD, rested=st.booleans())
    def change_a_profile(self, change: Change, how: str, build: bool, rested: bool) -> None:
        self.edit(f"profile: {change.field}", changed(self.model, change), how, build=build, rested=rested)

    @rule(change=OF_OTHERS, how=HOW, build=AND_BUILD, rested=st.booleans())
    def change_something_else(self, change: Change, how: str, build: bool, rested: bool) -> None:
        self.edit(f"{change.thing}: {change.field}", changed(self.model, change), how, build=build, rested=rested)

    @rule(several=st.lists(OF_ARTICLES | OF_PROFILES, min_size=2, max_size=6), how=HOW)
    def change_several_things(self, several: list[Change], how: str) -> None:
        model = self.model
        for change in several:
            done[f"{'article' if change.thing in ARTICLES else 'profile'}: {change.field}"] += 1
            model = changed(model, change)
        self.edit("several changes", model, how, build=True)

    @rule(slug=st.sampled_from(ARTICLES), fields=WHOLE_ARTICLE, how=HOW, build=AND_BUILD)
    def write_an_article(self, slug: str, fields: dict[str, object], how: str, build: bool) -> None:
        path = TABLE[slug]["path"][TABLE["story-0"]["path"].index(fields["path"])]
        self.edit("write an article", {**self.model, slug: {**fields, "path": path}}, how, build=build)

    @rule(thing=st.sampled_from(DOCUMENTS), build=AND_BUILD)
    def delete(self, thing: str, build: bool) -> None:
        self.edit("delete", {t: f for t, f in self.model.items() if t != thing}, build=build)

    @rule(old=st.sampled_from(ARTICLES), new=st.sampled_from(ARTICLES), build=AND_BUILD)
    def rename_over_another(self, old: str, new: str, build: bool) -> None:
        model = self.model
        if old != new and old in model:
            path = model.get(new, {}).get("path") or TABLE[new]["path"][0]
            rest = {t: f for t, f in model.items() if t != old}
            self.edit("rename over another", {**rest, new: {**model[old], "path": path}}, build=build)

    @rule(n=st.integers(0, 100), build=AND_BUILD)
    def touch(self, n: int, build: bool) -> None:
        there = sorted(files(self.site.folder))
        os.utime(self.site.folder / there[n % len(there)])
        self.edit("touch", self.model, build=build)

    @rule(
        given=st.one_of(
            st.fixed_dictionaries({"now": st.sampled_from(MOMENTS)}),
            st.fixed_dictionaries({"drafts": st.booleans()}),
            st.fixed_dictionaries({"base_url": st.sampled_from(["", "https://c.example/"])}),
            st.fixed_dictionaries({"as_of": st.sampled_from(["", *DAYS])}),
            st.fixed_dictionaries({"version": st.sampled_from([b"", b"2", b"3"])}),
        ),
        build=AND_BUILD,
        rested=st.booleans(),
    )
    def change_the_circumstances(self, given: dict[str, object], build: bool, rested: bool) -> None:
        self.site.given = self.site.given._replace(**given)
        self.edit(f"circumstances: {next(iter(given))}", self.site.model, build=build, rested=rested)

    @rule(how=st.sampled_from(["delete", "truncate", "append", "touch", "folder", "all"]), n=st.integers(0, 10_000))
    def spoil_the_output(self, how: str, n: int) -> None:
        there = sorted(files(self.site.output))
        if not there:
            return
        name = there[n % len(there)]
        path = self.site.output / name
        match how:
            case "delete":
                path.unlink()
            case "truncate":
                path.write_bytes(path.read_bytes()[:-1])
            case "append":
                path.write_bytes(path.read_bytes() + b"!")
            case "touch":
                os.utime(path)
            case "folder" if "/" in name:
                shutil.rmtree(self.site.output / name.split("/")[0])
            case "all":
                shutil.rmtree(self.site.output)
        self.edit(f"output: {how}", self.site.model, build=True)

    @rule(how=st.sampled_from(["delete", "garbage", "truncate", "empty", "keep", "put back"]), build=AND_BUILD)
    def spoil_the_store(self, how: str, build: bool) -> None:
        path = self.site.store()
        if not path.exists():
            return
        data = path.read_bytes()
        if how == "keep":
            self.older_store = data
            return
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        match how:
            case "garbage":
                path.write_bytes(b"\0garbage" * 500)
            case "truncate":
                path.write_bytes(data[: len(data) * 2 // 3])
            case "empty":
                path.write_bytes(b"")
            case "put back" if self.older_store:
                path.write_bytes(self.older_store)
        self.site.unread = True
        self.edit(f"store: {how}", self.site.model, build=build)

    @rule(at=st.integers(1, 200), dies=st.booleans())
    def build_and_crash(self, at: int, dies: bool) -> None:
        done["die" if dies else "crash"] += 1
        if dies:
            build_in_a_process_that_dies(self.site, at)
            return

        def interrupt() -> None:
            raise KeyboardInterrupt

        with contextlib.suppress(KeyboardInterrupt):
            build_that_ends(self.site, at, interrupt)
        assert not (self.site.output / ".communique" / "stage").exists()

    @rule(rested=st.booleans())
    def build(self, rested: bool) -> None:
        self.site.check(rested=rested)


def test_every_build_is_as_a_clean_one() -> None:
    examples, steps = (STEPS // 50, 50) if STEPS else (5, 30)
    done.clear()
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
    tell()
