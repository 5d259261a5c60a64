"""Builds that are killed, disks that are full, files that vanish: the site is whole, and the next build makes it right.

`COMMUNIQUE_KILLS=200 pytest tests/incremental/test_mishaps.py` kills more often.
"""

import contextlib
import errno
import functools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.build import write
from communique.output.folder import OutputError
from communique.output.stage import Staged
from tests.conftest import Site, assert_as_clean, files
from tests.incremental.processes import COMMAND, assert_said_in_a_line, command, descendants, is_free, run, wait_until

KILLS = int(os.environ.get("COMMUNIQUE_KILLS", "3"))
STORIES = 2000 if KILLS > 50 else 300


@pytest.fixture
def large(site: Site) -> Site:
    """Give a site large enough for several processes."""
    rng = random.Random(1)
    for n in range(STORIES):
        site.article(
            f"20{n % 20:02}/0{n % 9 + 1}/story-{n}",
            f"Text **{n}**.",
            countries=f"[Japan, {rng.choice(['Norway', 'Russia', 'Siam'])}]",
            tags=f"tag {n % 7}",
        )
    return site


def forget(large: Site) -> None:
    shutil.rmtree(large.folder / ".communique", ignore_errors=True)


def edit(large: Site, n: int) -> None:
    large.article("2001/02/story-1", f"Changed {n}.", countries="[Japan]", tags=f"tag {n}, added {n}")
    large.write("templates/tag.html", f'{{% extends "!tag.html" %}}{{% block head %}}<!-- {n} -->{{% endblock %}}')


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_a_killed_build_is_made_good_by_the_next(large: Site, tmp_path: Path) -> None:
    """Warm, without a store, and from nothing; no page is ever seen that is neither the old one nor the new."""
    build = command(large)
    rng = random.Random(7)

    def prepare(n: int) -> None:
        if n % 3 == 0:
            edit(large, n)
        else:
            forget(large)
        if n % 3 == 2:
            shutil.rmtree(large.output)

    subprocess.run(build, check=True)
    whole = {}
    for n in range(3):
        prepare(n)
        begin = time.monotonic()
        subprocess.run(build, check=True)
        whole[n] = time.monotonic() - begin
    struck = 0
    for n in range(3, 3 + KILLS):
        prepare(n)
        before = files(large.output)
        process = subprocess.Popen(build)
        try:
            process.wait(timeout=rng.uniform(0.05, whole[n % 3]))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            struck += 1
        assert wait_until(lambda: not descendants(str(large.output))), "worker processes outlived their parent"
        assert wait_until(lambda: is_free(large.output))
        after = files(large.output)
        subprocess.run(build, check=True)
        if n % 3 == 0:
            clean = files_of_clean_build(large, tmp_path)
        made = files(large.output)
        assert sorted(made) == sorted(clean)
        assert [p for p in made if made[p] != clean[p]] == []
        assert [p for p in after if after[p] not in (before.get(p), clean.get(p))] == []
        assert [p for p in before if p in clean and p not in after] == []
    assert struck >= KILLS // 4


def files_of_clean_build(site: Site, tmp_path: Path) -> dict[str, bytes]:
    """Build a copy of the site elsewhere; give the files."""
    fresh, other = tmp_path / "clean-site", tmp_path / "clean-out"
    shutil.copytree(site.folder, fresh, ignore=shutil.ignore_patterns(".communique"))
    subprocess.run([*COMMAND, "--site", str(fresh), "--output", str(other)], check=True)
    found = files(other)
    shutil.rmtree(fresh)
    shutil.rmtree(other)
    return found


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_ctrl_c_ends_a_build_at_once_and_leaves_no_process(large: Site) -> None:
    heed = functools.partial(
        signal.signal, signal.SIGINT, signal.SIG_DFL
    )  # a shell in the background lets its children ignore it
    process = subprocess.Popen(command(large), stderr=subprocess.PIPE, text=True, preexec_fn=heed)  # noqa: PLW1509 - no thread runs here
    assert wait_until(lambda: len(descendants(str(large.output))) > 1), "no worker was started"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said.strip() == "Stopped."
    assert wait_until(lambda: not descendants(str(large.output)))


@pytest.mark.parametrize("stage", ["put", "place", "keep_traces"])
def test_a_full_disk_is_said_in_a_line_and_the_site_stays_whole(
    small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    small.build()
    before = files(small.output)
    small.article("2018/11/singapore", "Changed.", countries="Russia, Japan")
    where = write.Store if stage == "keep_traces" else Staged
    count = 0
    real = getattr(where, stage)

    def full(*args: object) -> object:
        nonlocal count
        count += 1
        if count == 3 or stage == "keep_traces":
            raise OSError(errno.ENOSPC, "No space left on device", "x")
        return real(*args)

    monkeypatch.setattr(where, stage, full)
    with pytest.raises(OutputError, match="the disk is full"):
        small.build()
    monkeypatch.undo()
    if stage == "put":
        assert files(small.output) == before
    small.build()
    assert_as_clean(small, tmp_path)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() or run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]).returncode:
        pytest.skip("this machine lets nobody mount a file system here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def fill(disk: Path) -> Path:
    """Fill a disk to its last byte; give the file that does."""
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as f:
        while True:
            f.write(b"x" * 4096)
    return filler


def test_a_disk_that_is_really_full(small: Site, disk: Path) -> None:
    small.output = disk / "out"
    done = run(command(small))
    assert_said_in_a_line(done.returncode, done.stderr, "the disk is full")
    assert files(small.output) == {}
    remount(disk, "size=50m")
    assert run(command(small)).returncode == 0
    there = files(small.output)
    small.output = disk.parent / "elsewhere"
    assert run(command(small)).returncode == 0
    assert there == files(small.output)


@pytest.mark.parametrize(("which", "said"), [("output", "the disk is full"), ("folder", ".communique")])
def test_a_disk_that_fills_up_leaves_the_old_site_whole(small: Site, disk: Path, tmp_path: Path, which: str, said: str) -> None:
    remount(disk, "size=50m")
    if which == "folder":
        shutil.move(small.folder, disk / "site")
    setattr(small, which, disk / ("site" if which == "folder" else "out"))
    assert run(command(small)).returncode == 0
    before = files(small.output)
    small.article("2018/11/singapore", "Changed. " * 9999, countries="Russia, Japan", tags="summit")
    filler = fill(disk)
    done = run(command(small))
    assert_said_in_a_line(done.returncode, done.stderr, said, "full")
    assert files(small.output) == before
    filler.unlink()
    assert run(command(small)).returncode == 0
    assert_as_clean(small, tmp_path)


def test_an_output_that_has_become_read_only_is_said_in_a_line(small: Site, disk: Path, tmp_path: Path) -> None:
    remount(disk, "size=50m")
    small.output = disk / "out"
    assert run(command(small)).returncode == 0
    before = files(small.output)
    small.article("2018/11/singapore", "Changed.", countries="Russia, Japan")
    remount(disk, "ro")
    done = run(command(small))
    assert_said_in_a_line(done.returncode, done.stderr, str(small.output), "cannot be written to", "Read-only file system")
    assert files(small.output) == before
    remount(disk, "rw")
    assert run(command(small)).returncode == 0
    assert_as_clean(small, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_output_is_said_in_a_line(small: Site) -> None:
    small.output.mkdir(mode=0o555)
    with pytest.raises(OutputError, match="cannot be written to"):
        small.build()


def test_an_output_that_cannot_be_made_is_said_in_a_line(small: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for bad in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError, match=r"is a file|cannot be written"):
            small.build(output=bad)


def test_a_content_file_that_vanishes_while_it_is_read(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.build import unchanged

    real = unchanged.scan

    def scan_and_remove(site: Path, folder: str) -> object:
        found = real(site, folder)
        (site / "content/articles/2019/01/moscow.md").unlink()
        return found

    monkeypatch.setattr(unchanged, "scan", scan_and_remove)
    result = small.build()
    assert [(i.path, i.code) for i in result.issues if i.severity == "error"] == [
        ("content/articles/2019/01/moscow.md", "not-readable")
    ]
    assert "No such file" in str(result.issues[0])


def build_with(site: Site, parse: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, in whose workers a file is parsed by this expression."""
    code = (
        f"import os, sys\nfrom communique.source import parse\nparse.Parser.parse = {parse}\n"
        "from communique.cli import main\nsys.exit(main(sys.argv[1:]))"
    )
    return run([sys.executable, "-c", code, *command(site)[3:]])


def test_a_worker_that_dies_is_said_in_a_line(large: Site, capfd: pytest.CaptureFixture[str]) -> None:
    large.write("templates/tag.html", "{{ page.title.__class__ }}")
    kill = "os.kill(os.getpid(), 9) if __import__('multiprocessing').parent_process() else real(*a)"
    done = build_with(large, f"lambda *a, real=parse.Parser.parse: {kill}")
    assert done.returncode == 1
    assert "a worker process was killed" in done.stderr and "Traceback" not in done.stderr
    assert capfd.readouterr().out == ""


def test_a_bug_of_ours_names_the_file_and_is_no_traceback_alone(large: Site) -> None:
    done = build_with(large, "lambda *a: {}['surprise']")
    assert done.returncode == 70
    assert "This is a bug in Communiqué" in " ".join(done.stderr.split())
    assert ".md: KeyError: 'surprise'" in " ".join(done.stderr.split()) and "Traceback" not in done.stderr
    log = (large.folder / ".communique/bug.log").read_text("utf-8")
    assert "KeyError: 'surprise'" in log and "in <lambda>" in log
