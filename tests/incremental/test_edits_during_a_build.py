"""An editor at work while the site is built: what is saved meanwhile is seen by the next build, and never half."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from tests.conftest import Site, assert_as_clean, files
from tests.incremental.during import (
    BEFORE_PLACING,
    BEFORE_RENDERING,
    FORMS,
    MOMENTS,
    NEW,
    OLD,
    PICTURE,
    STATIC,
    STORY,
    TEMPLATE,
    strike,
)
from tests.incremental.processes import come_of_age, command, run


def put_unseen(site: Site, path: str, text: str) -> None:
    """Write a text of the same size, and put the modification time back."""
    file = site.folder / path
    before = file.stat()
    file.write_text(text)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("when", MOMENTS)
def test_a_file_that_changes_during_a_build_is_seen_by_the_next(
    pictured: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, when: str
) -> None:
    where, name, after = MOMENTS[when]

    def change() -> None:
        put_unseen(pictured, path, NEW[path])
        come_of_age(pictured.folder)  # as it does while a large site is built

    with monkeypatch.context() as patch:
        strike(patch, where, name, change, after=after)
        assert not pictured.build().failed
    pictured.build()
    assert_as_clean(pictured, tmp_path)
    assert pictured.build().rendered == 0


@pytest.mark.parametrize("path", [STORY, "site.toml", PICTURE, STATIC, TEMPLATE])
def test_a_file_that_changes_during_a_build_and_back_again_leaves_no_trace(
    pictured: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    with monkeypatch.context() as patch:
        strike(patch, *BEFORE_RENDERING[:2], lambda: put_unseen(pictured, path, NEW[path]))
        strike(patch, *BEFORE_PLACING[:2], lambda: put_unseen(pictured, path, OLD[path]))
        assert not pictured.build().failed
    come_of_age(pictured.folder)
    pictured.build()
    assert_as_clean(pictured, tmp_path)


def test_a_story_that_changes_during_a_build_is_shown_old_or_new_and_never_half(
    pictured: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for when, (where, name, after) in MOMENTS.items():
        put_unseen(pictured, STORY, OLD[STORY])
        shutil.rmtree(pictured.folder / ".communique", ignore_errors=True)
        with monkeypatch.context() as patch:
            strike(patch, where, name, lambda: put_unseen(pictured, STORY, NEW[STORY]), after=after)
            assert not pictured.build().failed
        showing = [p for p, data in files(pictured.output).items() if b"They met at two" in data]
        stale = [p for p, data in files(pictured.output).items() if b"They met at one" in data]
        assert not (showing and stale), when
        assert "2018/11/singapore/index.html" in showing + stale


def test_an_editor_who_saves_on_and_on_while_builds_run(small: Site, tmp_path: Path) -> None:
    story, tag = small.folder / STORY, small.folder / TEMPLATE
    tag.parent.mkdir()
    ended = threading.Event()

    def save() -> None:
        for n in range(10**6):
            text = FORMS[STORY].format(f"{n} o'clock").encode()
            with story.open("wb", buffering=0) as f:
                f.write(text[:60])
                f.write(text[60:])
            tag.write_text(FORMS[TEMPLATE].format(n))
            if ended.is_set():
                return

    editor = threading.Thread(target=save)
    editor.start()
    try:
        builds = [run(command(small)) for _ in range(4)]
    finally:
        ended.set()
        editor.join()
    for done in builds:
        assert done.returncode in (0, 1)
        assert "Traceback" not in done.stderr and "bug" not in done.stderr
    assert run(command(small)).returncode == 0
    assert_as_clean(small, tmp_path)
