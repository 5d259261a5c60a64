"""Watching: no change is missed, and leavings are passed over."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.preview.files import passed_over, stamps
from communique.preview.watch import Watch
from tests.conftest import Site

from .conftest import PATIENCE


class Heard:
    """What a watch has told."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.ever: set[str] = set()
        self._news = threading.Condition()

    def tell(self, changed: set[str]) -> None:
        with self._news:
            self.paths |= changed
            self.ever |= changed
            self._news.notify_all()

    def wait(self, path: Path) -> None:
        with self._news:
            assert self._news.wait_for(lambda: str(path) in self.paths, PATIENCE), f"{path} is not in {self.paths}"
            self.paths.clear()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture(params=[False, True], ids=["told", "poll"])
def watch(request: pytest.FixtureRequest, heard: Heard) -> Iterator[Callable[[Path], Watch]]:
    begun: list[Watch] = []

    def make(site: Path) -> Watch:
        begun.append(Watch(site, heard.tell, pytest.fail, poll=request.param))
        return begun[-1]

    yield make
    for w in begun:
        w.stop()


Make = Callable[[Path], Watch]


def test_what_changed_before_it_began_is_told(small: Site, watch: Make, heard: Heard) -> None:
    w = watch(small.folder)
    before = w.look()
    path = small.article("2020/01/new")
    w.start(before)
    heard.wait(path)


def test_writes_renames_and_removals_are_told(small: Site, watch: Make, heard: Heard) -> None:
    w = watch(small.folder)
    w.start(w.look())
    path = small.article("2019/01/moscow", "Other.")
    heard.wait(path)
    temporary = small.write("content/articles/2019/01/moscow.md~", "---\ntitle: Moscow\n---\n")
    os.replace(temporary, path)
    heard.wait(path)
    path.unlink()
    heard.wait(path)


def test_settings_replaced_by_renaming_are_told_each_time(small: Site, watch: Make, heard: Heard) -> None:
    w = watch(small.folder)
    w.start(w.look())
    settings = small.folder / "site.toml"
    for n in range(3):
        os.replace(small.write("site.toml.new", f'title = "{n}"\nbase_url = "https://x.example/"\n'), settings)
        heard.wait(settings)


def test_folders_may_come_and_go(site: Site, watch: Make, heard: Heard) -> None:
    w = watch(site.folder)
    w.start(w.look())
    for n in range(2):
        path = site.write("templates/macros/new.html", f"{n}")
        heard.wait(path)
        path.write_text("again")
        heard.wait(path)
        (site.folder / "templates").rename(site.folder.parent / f"away-{n}")
        heard.wait(path if w._poll else site.folder / "templates")
    path = site.article("2020/01/new")
    heard.wait(path)


def test_leavings_and_other_folders_are_passed_over(small: Site, watch: Make, heard: Heard) -> None:
    w = watch(small.folder)
    w.start(w.look())
    for name in ("content/.obsidian/workspace.json", "public/x", ".communique/x"):
        small.write(name, "x")
    for name in ("x.md.swp", "#x.md#", ".#x.md", "x.md~", "4913"):
        small.write(f"content/articles/2019/01/{name}", "x")
    path = small.write("content/articles/2019/01/moscow.md", "again")
    heard.wait(path)
    assert heard.ever == {str(path)}


def test_leavings() -> None:
    assert all(map(passed_over, (".x.md.swp", "x.md~", "#x.md#", ".git", "4913", "x.tmp")))
    assert not any(map(passed_over, ("x.md", "tmp", "x~y.md", "4914")))


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "nowhere").symlink_to(tmp_path / "none")
    assert list(stamps([tmp_path])) == [str(tmp_path / "a" / "x")]
