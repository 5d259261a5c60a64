"""Others at work while a site is built: another build, a hand that removes things; other disks; one bad page of many.

What is said is a line without a traceback; the site stays whole; and the next build makes it as a clean one would be.

`COMMUNIQUE_PAGES=10000 pytest tests/incremental/test_troubles.py` lets a template fail on one page of so many.
"""

import gc
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.build import load
from communique.build.run import store_path
from communique.output.folder import OutputFolder
from communique.output.stage import Staged
from tests.conftest import Site, assert_as_clean, files
from tests.incremental.during import BEFORE_RENDERING, MOMENTS, NEW, OLD, PICTURE, STATIC, STORY, build_by_command, strike
from tests.incremental.processes import assert_said_in_a_line, children, command, is_free, run, wait_until

PAGES = int(os.environ.get("COMMUNIQUE_PAGES", "2000"))


@pytest.fixture
def large(site: Site) -> Site:
    """Give a site that takes a while, in several processes."""
    for n in range(400):
        site.article(
            f"20{n % 20:02}/0{n % 9 + 1}/story-{n}", f"Text **{n}**.", countries="[Japan, Norway]", tags=f"tag {n % 7}"
        )
    return site


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on another file system than the site's."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        pytest.skip("this machine has no /dev/shm to write to, and no other file system is known here")
    if memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("the folder for tests lies in /dev/shm itself, and no other file system is known here")
    folder = Path(tempfile.mkdtemp(prefix="communique-", dir=memory))
    yield folder
    shutil.rmtree(folder)


# another build


def test_of_two_builds_at_once_the_second_is_refused_in_a_line_and_the_first_unharmed(large: Site, tmp_path: Path) -> None:
    first = subprocess.Popen(command(large))
    stage = large.output / ".communique" / "stage"
    assert wait_until(lambda: stage.exists() or first.poll() is not None)
    first.send_signal(signal.SIGSTOP)
    try:
        assert first.poll() is None, "the first build was over before the second began"
        second = run(command(large))
    finally:
        first.send_signal(signal.SIGCONT)
    assert_said_in_a_line(second.returncode, second.stderr, "another build is writing to", str(large.output))
    assert first.wait(timeout=60) == 0
    assert_as_clean(large, tmp_path)


def test_of_builds_that_begin_at_one_moment_each_ends_well_or_is_refused(large: Site, tmp_path: Path) -> None:
    builds = [subprocess.Popen(command(large), stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ended = [(b.communicate(timeout=60)[1], b.returncode) for b in builds]
    for said, status in ended:
        if status:
            assert_said_in_a_line(status, said, "another build is writing to")
    assert 0 in [status for _, status in ended]
    assert_as_clean(large, tmp_path)


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_a_build_begun_right_after_one_was_killed_waits_for_its_workers_to_end(large: Site, tmp_path: Path) -> None:
    killed = subprocess.Popen(command(large))
    assert wait_until(lambda: children(killed.pid)), "no worker was started"
    workers = children(killed.pid)
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    killed.kill()
    killed.wait()
    going_on = threading.Timer(0.3, lambda: [os.kill(pid, signal.SIGCONT) for pid in workers])
    going_on.start()
    try:
        assert not large.build().failed
    finally:
        going_on.join()
        assert wait_until(lambda: is_free(large.output))
    assert_as_clean(large, tmp_path)


# another file system


@pytest.mark.parametrize("linked", [False, True], ids=["named", "behind a symbolic link"])
def test_an_output_on_another_file_system(small: Site, tmp_path: Path, elsewhere: Path, linked: bool) -> None:
    if linked:
        (elsewhere / "out").mkdir()
        small.output.symlink_to(elsewhere / "out")
    else:
        small.output = elsewhere / "out"
    assert run(command(small)).returncode == 0
    assert_as_clean(small, tmp_path)
    small.article("2018/11/singapore", "Changed.", countries="Russia, Japan", tags="summit")
    (small.folder / "content/articles/2019/01/moscow.md").unlink()
    assert run(command(small)).returncode == 0
    assert_as_clean(small, tmp_path)
    assert small.output.is_symlink() == linked
    assert files(elsewhere / "out") == files(small.output)
    assert small.build().rendered == 0


def test_a_template_that_fails_on_one_page_of_many_is_told_with_its_line_and_page(site: Site) -> None:
    """Of 2,000 here, which takes four seconds; with COMMUNIQUE_PAGES=10000, of the 10,000 that are meant, half a minute."""
    for n in range(PAGES):
        site.article(f"{1900 + n % 100}/0{n % 9 + 1}/story-{n}", "Text.", tags=f"tag {n % 100}")
    site.write("templates/article.html", '{% extends "!article.html" %}\n')
    assert run(command(site)).returncode == 0
    before = files(site.output)
    bad = PAGES * 2 // 3
    lines = [
        '{% extends "!article.html" %}',
        "{% block head %}",
        f'{{{{ page.nothing if page.title == "Story {bad}" }}}}',
        "{% endblock %}",
    ]
    site.write("templates/article.html", "\n".join(lines))
    done = run(command(site))
    assert done.returncode == 1
    page = f"/{1900 + bad % 100}/0{bad % 9 + 1}/story-{bad}/"
    first, *rest = [line for line in done.stderr.splitlines() if not line.startswith(("Reading", "Rendering"))]
    assert first.startswith(f"{site.folder}/templates/article.html:3: the template fails on the page {page}: ")
    assert [lines[2] in rest[0], *rest[1:-3]] == [True]
    assert rest[-3:] == [
        "1 error in 1 file.",
        "To read more of one: communique explain template-fault",
        "The site was not changed. Mend the errors above and build again.",
    ]
    assert files(site.output) == before


# a hand that removes things


@pytest.mark.parametrize("path", [STATIC, PICTURE])
@pytest.mark.parametrize("when", ["before it is digested", "before it is copied"])
def test_a_file_that_vanishes_before_it_is_copied_is_said_in_a_line(
    pictured: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], path: str, when: str
) -> None:
    pictured.build()
    before = files(pictured.output)
    pictured.write(path, NEW[path])
    with monkeypatch.context() as patch:
        where = (load.archives, "build") if when == "before it is digested" else BEFORE_RENDERING[:2]
        strike(patch, *where, (pictured.folder / path).unlink)
        status, said = build_by_command(pictured, capsys)
    assert_said_in_a_line(status, said, path, "No such file")
    assert files(pictured.output) == before
    if path == PICTURE:
        pictured.article("2018/11/handshake", countries="Russia, Japan", tags="talks")
    pictured.build()
    assert_as_clean(pictured, tmp_path)


@pytest.mark.parametrize("when", MOMENTS)
def test_settings_that_vanish_during_a_build(
    pictured: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], when: str
) -> None:
    pictured.build()
    pictured.write(STORY, NEW[STORY])
    where, name, after = MOMENTS[when]
    with monkeypatch.context() as patch:
        strike(patch, where, name, (pictured.folder / "site.toml").unlink, after=after)
        status, said = build_by_command(pictured, capsys)
    if status:
        assert "site.toml" in said.splitlines()[0] and "Traceback" not in said
    before = files(pictured.output)
    status, said = build_by_command(pictured, capsys)
    assert status == 1
    assert said.startswith(f"{pictured.folder}/site.toml: there is none in ")
    assert files(pictured.output) == before
    pictured.write("site.toml", OLD["site.toml"])
    pictured.build()
    assert_as_clean(pictured, tmp_path)


def test_an_output_folder_that_is_removed_between_builds_is_made_again(small: Site, tmp_path: Path) -> None:
    first = small.build()
    shutil.rmtree(small.output)
    assert small.build().rendered == first.rendered
    assert_as_clean(small, tmp_path)
    small.article("2018/11/singapore", "Changed.", countries="Russia, Japan")
    shutil.rmtree(small.output)
    small.build()
    assert_as_clean(small, tmp_path)


@pytest.mark.parametrize(("where", "name"), [(Staged, "put"), (Staged, "place"), (OutputFolder, "settle")])
def test_an_output_folder_that_is_removed_during_a_build(
    small: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    where: type,
    name: str,
) -> None:
    small.build()
    small.article("2018/11/singapore", "Changed.", countries="Russia, Japan")
    with monkeypatch.context() as patch:
        strike(patch, where, name, lambda: shutil.rmtree(small.output))
        status, said = build_by_command(small, capsys)
    if status:
        assert_said_in_a_line(status, said, str(small.output), "build again")
    small.build()
    assert_as_clean(small, tmp_path)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks for open files in /proc")
def test_a_build_leaves_no_file_open(small: Site) -> None:
    gc.collect()
    gc.disable()
    try:
        small.build()
        store = store_path(small.folder.resolve(), small.output)
        left = [os.readlink(f) for f in Path("/proc/self/fd").iterdir() if f.exists()]
        assert [f for f in left if f.startswith(str(store))] == []
    finally:
        gc.enable()
        gc.collect()
