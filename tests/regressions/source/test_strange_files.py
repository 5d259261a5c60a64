"""What lies in `static/` and `templates/` was taken as it came: links out of the site, pipes, names that break a line."""

import os
from pathlib import Path

import pytest

from communique.source.scan import scan

pytestmark = pytest.mark.parametrize("folder", ["content", "static", "templates"])


@pytest.fixture
def top(tmp_path: Path, folder: str) -> Path:
    top = tmp_path / "site" / folder
    top.mkdir(parents=True)
    (top / "a.css").write_text("")
    return top


def told(top: Path) -> tuple[list[str], list[tuple[str, str]]]:
    files, issues = scan(top.parent, top.name)
    return [f.path.removeprefix(f"{top.name}/") for f in files], [(i.path.removeprefix(f"{top.name}/"), i.code) for i in issues]


def test_hidden_files_are_passed_over_but_for_well_known(top: Path) -> None:
    for name in (
        ".DS_Store",
        ".git/config",
        ".well-known/security.txt",
        ".well-known/.x",
        "b/.well-known/x",
        "#x#",
        "x~",
        "x.swp",
    ):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("")
    assert told(top) == ([".well-known/security.txt", "a.css"], [])


def test_names_with_a_number_sign_are_names(top: Path) -> None:
    for name in ("#1.jpg", "a#", "#"):
        (top / name).write_text("")
    assert told(top) == (["#", "#1.jpg", "a#", "a.css"], [])


@pytest.mark.parametrize("character", ["\n", "\t", "\x1b", "\x85", "\u200b", "\u202e", "\u2028", "\u2029"])
def test_names_that_cannot_be_seen(top: Path, character: str) -> None:
    (top / f"x{character}y").mkdir()
    (top / f"x{character}y" / "b.css").write_text("")
    (top / f"z{character}.css").write_text("")
    assert told(top) == (["a.css"], [("x\ufffdy", "file-name-invisible"), ("z\ufffd.css", "file-name-invisible")])
    assert all(str(i).isprintable() for i in scan(top.parent, top.name)[1])


def test_names_in_other_scripts_and_with_blanks_are_fine(top: Path) -> None:
    for name in ("фото 1.jpg", "北\u3000方.jpg", "a\u00a0b.jpg", "cafe\u0301.jpg"):
        (top / name).write_text("")
    assert len(told(top)[0]) == 5
    assert told(top)[1] == []


def test_names_that_are_not_utf_8(top: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(top) + b"/t\xe4\nlks.css")).write_text("")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    assert told(top) == (["a.css"], [("t\ufffd\ufffdlks.css", "file-name-not-utf-8")])


def test_pipes(top: Path) -> None:
    os.mkfifo(top / "pipe")
    (top / "to-pipe").symlink_to("pipe")
    assert told(top) == (["a.css"], [("pipe", "not-a-file"), ("to-pipe", "not-a-file")])


def test_links_to_what_holds_them(top: Path) -> None:
    (top / "b").mkdir()
    for name, target in (("top", ".."), ("site", "../.."), ("b", "."), ("self", "self")):
        (top / "b" / name).symlink_to(target)
    assert told(top) == (["a.css"], [(f"b/{name}", "symlink-loop") for name in ("b", "self", "site", "top")])


def test_two_links_that_lead_to_each_other(top: Path) -> None:
    for here, there in (("b", "c"), ("c", "b")):
        (top / here).mkdir()
        (top / here / "link").symlink_to(f"../{there}")
    assert told(top) == (["a.css"], [("b/link/link", "symlink-loop"), ("c/link/link", "symlink-loop")])


def test_links_out_of_the_site(top: Path) -> None:
    (top.parent.parent / "secret").write_text("")
    (top / "secret").symlink_to("../../secret")
    (top / "etc").symlink_to("/etc")
    assert told(top) == (["a.css"], [("etc", "symlink-out-of-site"), ("secret", "symlink-out-of-site")])


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../elsewhere", "symlink-out-of-site"),
        (".", "symlink-loop"),
        ("gone", "symlink-loop"),
        ("file", "not-a-folder"),
        ("", "not-a-folder"),
    ],
)
def test_the_folder_itself_is_looked_at_too(top: Path, target: str, code: str) -> None:
    (top.parent.parent / "elsewhere").mkdir()
    (top.parent / "file").write_text("")
    top.rename(top.with_name("was"))
    if target:
        top.symlink_to(target)
    else:
        top.write_text("")
    assert told(top) == ([], [(top.name, code)])


def test_a_link_within_the_site_is_followed(top: Path) -> None:
    top.rename(top.with_name("shared"))
    top.symlink_to("shared")
    assert told(top) == (["a.css"], [])


def test_no_folder_is_no_fault(top: Path) -> None:
    top.rename(top.with_name("was"))
    assert told(top) == ([], [])
