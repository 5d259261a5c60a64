"""What went wrong once in the output folder and in rebuilding."""

import os
import sqlite3
from importlib.metadata import version
from pathlib import Path

import pytest

from communique.build import unchanged
from communique.build.options import Options
from communique.build.run import build
from communique.build.standing import Standing
from communique.cli import main
from communique.model.route import output_path
from communique.output.folder import OutputError, OutputFolder
from communique.store import Store
from tests.conftest import NOW, Site, assert_as_clean


def test_a_list_that_was_tampered_with_deletes_nothing_outside(small: Site) -> None:
    small.build()
    listed = small.output / ".communique/files"
    precious = small.output.parent / "precious.txt"
    precious.write_text("x")
    for name in ("../precious.txt", str(precious), "a/../../precious.txt", ".communique/lock"):
        listed.write_text(listed.read_text() + f"\0\n{name}")
    small.article("2020/01/new")
    small.build()
    assert precious.exists()
    assert (small.output / ".communique/lock").exists()


@pytest.mark.parametrize("route", ["/a\nb/", "/a\u2028b/", "/.communique/files/", "/a\x1cb/", "/a\x85b/"])
def test_no_page_has_a_line_end_in_its_name_or_lies_in_our_own_folder(route: str) -> None:
    with pytest.raises(ValueError, match="not a route"):
        output_path(route)


def test_a_static_file_that_becomes_a_folder_and_back(small: Site, tmp_path: Path) -> None:
    path = small.write("static/data", "x")
    small.build()
    path.unlink()
    small.write("static/data/x.json", "{}")
    small.build()
    assert_as_clean(small, tmp_path)
    (small.folder / "static/data/x.json").unlink()
    (small.folder / "static/data").rmdir()
    small.write("static/data", "y")
    small.build()
    assert_as_clean(small, tmp_path)


def test_an_alias_that_becomes_a_folder(small: Site, tmp_path: Path) -> None:
    small.article("2020/01/moved", aliases="[/old.html]")
    small.build()
    small.article("2020/01/moved", aliases="[/old.html/b/]")
    small.build()
    assert_as_clean(small, tmp_path)


def test_a_folder_of_others_is_not_taken_for_ours(small: Site) -> None:
    small.build()
    (small.output / "old.html").mkdir()
    (small.output / "old.html/notes.txt").write_text("mine")
    small.article("2020/01/moved", aliases="[/old.html]")
    with pytest.raises(OutputError, match=r"old\.html/notes\.txt was put there"):
        small.build()
    assert small.read("old.html/notes.txt") == "mine"


def test_with_drafts_a_clock_put_back_is_seen(small: Site, tmp_path: Path) -> None:
    small.article("2026/01/soon", countries="Norway")
    small.build(drafts=True)
    small.build(drafts=True, now=NOW - 365 * 86_400)
    assert_as_clean(small, tmp_path, drafts=True, now=NOW - 365 * 86_400)


def test_an_upgraded_library_is_seen(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    small.build()
    real = unchanged.libraries()
    assert [name.decode().split()[0] for name in real] == list(unchanged.LIBRARIES)
    for n, library in enumerate(unchanged.LIBRARIES):
        assert real[n].decode() == f"{library} {version(library)}"
        with monkeypatch.context() as m:
            m.setattr(unchanged, "libraries", lambda n=n: [*real[:n], real[n] + b"99", *real[n + 1 :]])
            unchanged.code_digest.cache_clear()
            seen = unchanged.look(small.folder.resolve(), Options().key)
            store = _store(small)
            assert unchanged.unchanged(seen, Standing(small.output, store.path), store, NOW) is None
    unchanged.code_digest.cache_clear()


def _store(site: Site) -> object:
    from communique.build.run import store_path
    from communique.store import Store

    return Store(store_path(site.folder.resolve(), site.output))


def test_url_at_the_top_of_an_imported_template_is_a_fault(small: Site) -> None:
    small.write("templates/my.html", "{% set LOGO = url('/static/icon.svg') %}{% macro logo() %}{{ LOGO }}{% endmacro %}")
    small.write("templates/note.html", '{% from "my.html" import logo %}{{ logo() }}')
    result = small.build()
    assert result.failed
    assert "Call it inside the macro" in str(result.issues[0])
    small.write("templates/my.html", "{% macro logo() %}{{ url('/static/icon.svg') }}{% endmacro %}")
    assert not small.build().failed


@pytest.mark.parametrize("template", ["{{ lipsum() }}", "{{ [1, 2]|random }}"])
def test_nothing_in_a_template_gives_another_result_each_time(small: Site, template: str) -> None:
    small.write("templates/note.html", template)
    assert small.build().failed


def test_links_out_of_the_site_in_static_are_faults(small: Site) -> None:
    (small.folder / "static").mkdir()
    (small.folder / "static/host").symlink_to("/etc/hostname")
    (small.folder / "static/nowhere").symlink_to("gone")
    result = small.build()
    assert [i.path for i in result.issues if i.severity == "error"] == ["static/host", "static/nowhere"]


def test_a_fifo_in_static_does_not_hang_the_build(small: Site) -> None:
    (small.folder / "static").mkdir()
    os.mkfifo(small.folder / "static/pipe")
    small.build()
    assert not (small.output / "static/pipe").exists()


def test_a_report_into_no_folder_is_said_before_the_build(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--site", str(small.folder), "--report", str(small.folder / "no" / "r.json")]) == 2
    assert "there is no folder" in capsys.readouterr().err
    assert not (small.folder / "public").exists()


def test_a_file_where_our_own_folder_should_be_is_said_in_a_line(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (small.folder / ".communique").write_text("x")
    for command in (["check"], ["explain", "/"], ["build", "--output", str(small.output)]):
        assert main([*command, "--site", str(small.folder)]) == 1
        said = capsys.readouterr().err
        assert ".communique" in said and "bug" not in said


def test_a_failed_build_leaves_no_empty_folders(small: Site) -> None:
    small.build()
    before = {p.relative_to(small.output) for p in small.output.rglob("*")}
    small.article("2030/01/x", date="2020-05-05", tags="brand new")
    small.write("templates/tag.html", "{{ page.nothing }}")
    assert small.build().failed
    assert {p.relative_to(small.output) for p in small.output.rglob("*")} == before


def test_explain_takes_what_the_build_took(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    build(small.folder, small.output, Options(base_url="https://other.example/", drafts=True, now=NOW))
    argv = ["explain", "/", "--site", str(small.folder), "--output", str(small.output)]
    assert main([*argv, "--base-url", "https://other.example/", "--drafts", "--now", "2026-09-21"]) == 0
    assert "is as it should be" in capsys.readouterr().out


def test_the_list_of_files_can_be_read_again(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path / "out")
    with folder.claimed():
        folder.announce(["a b/é.html", "x\u00a0y", "z"])
        assert folder.files() == {"a b/é.html", "x\u00a0y", "z"}


@pytest.mark.parametrize("tenths", range(1, 10))
@pytest.mark.parametrize("change", [True, False])
def test_a_store_that_was_cut_short_anywhere_costs_only_time(small: Site, tmp_path: Path, tenths: int, change: bool) -> None:
    from communique.build.run import store_path

    small.build()
    path = store_path(small.folder.resolve(), small.output)
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * tenths // 10])
    if change:
        small.article("2018/11/singapore", "Changed.", countries="Russia, Japan")
    assert not small.build().failed
    assert_as_clean(small, tmp_path)


@pytest.mark.parametrize("where", ["setting", "sources", "traces", "records"])
def test_a_store_whose_damage_shows_only_when_it_is_read_is_made_anew(
    small: Site, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.build()
    small.article("2018/11/singapore", "Changed.", countries="Russia, Japan")
    real = getattr(Store, where)
    broken = [sqlite3.OperationalError("disk I/O error")]

    def read(*arguments: object) -> object:
        if broken:
            raise broken.pop()
        return real(*arguments)

    monkeypatch.setattr(Store, where, read)
    assert not small.build().failed
    assert broken == []
    assert_as_clean(small, tmp_path)
