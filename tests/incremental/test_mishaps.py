"""Builds that are killed, disks that are full, files that vanish: the site is whole, and the next build makes it right.

`COMMUNIQUE_KILLS=200 pytest tests/incremental/test_mishaps.py` kills more often.
"""

import errno
import functools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.build import write
from communique.output.folder import OutputError
from communique.output.stage import Staged
from tests.conftest import NOW, Site, assert_as_clean, files

KILLS = int(os.environ.get("COMMUNIQUE_KILLS", "8"))
STORIES = 2000 if KILLS > 50 else 300
COMMAND = [sys.executable, "-m", "communique", "build", "--jobs", "2", "--quiet", "--now", "2026-09-21T12:53:20Z"]


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


def descendants(name: str) -> list[int]:
    """Give the processes whose command line names a folder."""
    found = []
    for p in Path("/proc").iterdir():
        if p.name.isdigit() and int(p.name) != os.getpid():
            try:
                if name.encode() in (p / "cmdline").read_bytes():
                    found.append(int(p.name))
            except OSError:
                continue
    return found


def wait_until(done: object, seconds: float = 10) -> bool:
    """Wait for a condition, looking often."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.01)  # a poll, not a synchronisation: the condition decides
    return False


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_a_killed_build_is_made_good_by_the_next(large: Site, tmp_path: Path) -> None:
    command = [*COMMAND, "--site", str(large.folder), "--output", str(large.output)]
    begin = time.monotonic()
    subprocess.run(command, check=True)
    whole = time.monotonic() - begin
    rng = random.Random(7)
    for n in range(KILLS):
        if n % 2:
            large.article("2001/02/story-1", f"Changed {n}.", countries="[Japan]", tags=f"tag {n}, added {n}")
            large.write("templates/tag.html", f'{{% extends "!tag.html" %}}{{% block head %}}<!-- {n} -->{{% endblock %}}')
        else:
            shutil.rmtree(large.folder / ".communique", ignore_errors=True)
        before = files(large.output)
        process = subprocess.Popen(command)
        try:
            process.wait(timeout=rng.uniform(0.05, whole))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert wait_until(lambda: not descendants(str(large.output))), "worker processes outlived their parent"
        after = files(large.output)
        for path in before.keys() & after.keys():
            assert after[path], path  # no page is half written
            assert (
                after[path][-8:] == before[path][-8:] or path.endswith((".css", ".js")) or after[path].rstrip()[-1:] in b">}l"
            ), path
        subprocess.run(command, check=True)
        if KILLS <= 50 or n % 10 == 0:
            assert_as_clean(large, tmp_path)


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_ctrl_c_ends_a_build_at_once_and_leaves_no_process(large: Site) -> None:
    command = [*COMMAND, "--site", str(large.folder), "--output", str(large.output)]
    heed = functools.partial(
        signal.signal, signal.SIGINT, signal.SIG_DFL
    )  # a shell in the background lets its children ignore it
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heed)  # noqa: PLW1509 - no thread runs here
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


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a file system")
def test_a_disk_that_is_really_full(small: Site, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a file system")
    try:
        command = [*COMMAND, "--site", str(small.folder), "--output", str(disk / "out")]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 1
        assert "the disk is full" in done.stderr and "Traceback" not in done.stderr
        assert files(disk / "out") == {}
        subprocess.run(["mount", "-o", "remount,size=50m", disk], check=True)
        subprocess.run(command, check=True)
        assert files(disk / "out") == files_of_clean(small)
    finally:
        subprocess.run(["umount", disk], check=True)


def files_of_clean(site: Site) -> dict[str, bytes]:
    """Build in the ordinary place; give the files."""
    site.build(now=NOW)
    return files(site.output)


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
        ("content/articles/2019/01/moscow.md", "unreadable")
    ]
    assert "No such file" in str(result.issues[0])


def build_with(site: Site, parse: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, in whose workers a file is parsed by this expression."""
    code = (
        f"import os, sys\nfrom communique.source import parse\nparse.Parser.parse = {parse}\n"
        "from communique.cli import main\nsys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, *COMMAND[3:], "--site", str(site.folder), "--output", str(site.output)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_worker_that_dies_is_said_in_a_line(large: Site, capfd: pytest.CaptureFixture[str]) -> None:
    large.write("templates/tag.html", "{{ page.title.__class__ }}")
    kill = "os.kill(os.getpid(), 9) if __import__('multiprocessing').parent_process() else real(*a)"
    done = build_with(large, f"lambda *a, real=parse.Parser.parse: {kill}")
    assert done.returncode == 1
    assert "a worker process was killed" in done.stderr and "Traceback" not in done.stderr
    assert capfd.readouterr().out == ""


def test_a_bug_of_ours_names_the_file_and_is_no_traceback_alone(large: Site) -> None:
    done = build_with(large, "lambda *a: {}['surprise']")
    assert done.returncode == 1
    assert "This is a bug in Communiqué" in done.stderr
    assert "content/articles/20" in done.stderr
