"""`communique init`: what it asks, what it writes, and that what it writes is true."""

import builtins
import errno
import os
import re
import shlex
import signal
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from communique.build.load import load
from communique.build.options import Options
from communique.cli import fresh, parser
from communique.cli.init import catalogues
from communique.cli.starter import WORKFLOWS, starter
from communique.model.config import Config
from communique.source.schema import ARTICLE
from communique.store import Store
from tests.cli.test_commands import run
from tests.cli.test_progress import Stream
from tests.conftest import NOW, Site, files

TODAY = "2026-09-20"
WRITTEN = starter("An archive", "https://archive.example/", "de", today=TODAY, ci="github")


def write(folder: Path, written: dict[str, str]) -> Site:
    folder.mkdir()
    site = Site(folder)
    for path, text in written.items():
        site.write(path, text)
    return site


@pytest.mark.parametrize("language", [*catalogues(), "ar"])
def test_the_new_archive_has_no_fault_and_no_warning(tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "baltic-treaties"
    assert run("init", folder, "--language", language) == 0
    said = capsys.readouterr().out
    assert f"Made Baltic treaties in {folder}/" in said and f"cd {folder}\n" in said
    for command in re.findall(r"^  (communique .+?)(?:  |$)", said, re.MULTILINE):
        parser().parse_args(shlex.split(command)[1:])
    assert ("English as yet" in said) == (language not in catalogues())
    assert run("check", "--strict", "--site", folder) == 0
    assert capsys.readouterr().err == ""


def test_it_builds_and_shows_what_the_format_can_do(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {**WRITTEN, "site.toml": WRITTEN["site.toml"] + "\n[search]\nenabled = false\n"})
    result = site.build(now=NOW)
    assert (result.issues, result.stories, result.held) == ([], 2, 0)
    there = files(site.output)
    assert b'lang="de"' in there["index.html"] and b"An archive" in there["index.html"]
    for path, shown in {
        "2019/01/aim-is-the-treaty": "Press Secretary of the President of Russia|Rossiya-1|22 January 2019|en",
        "1956/10/joint-declaration": "people/ichiro-hatoyama/|agreements/soviet-japanese-joint-declaration/",
        "relations/japan-russland": "aim-is-the-treaty|joint-declaration",
        "places/moscow": "Москва",
        "people/peskov": "dmitry-peskov",
    }.items():
        assert [text for text in shown.split("|") if text not in there[f"{path}/index.html"].decode()] == []
    assert "A comment such as this" not in site.read("2019/01/aim-is-the-treaty/index.html")


def uncommented(text: str, only: str) -> str:
    """Take the marks from the comments that are fields or settings, as people do who want them."""
    return re.sub(rf"^(\s*)# ?({only})", r"\1\2", text, flags=re.MULTILINE)


def test_the_fields_in_its_comments_can_be_used(tmp_path: Path) -> None:
    site = write(tmp_path / "site", WRITTEN)
    fields = r"(?:[a-z]+: [\"\d]|corrections:|  - \{date)"
    content = {path: text for path, text in WRITTEN.items() if path.startswith("content/")}
    used = {path: uncommented(text, fields) for path, text in content.items()}
    assert sorted(len(used[path].split("\n# ")) - len(content[path].split("\n# ")) for path in content)[:2] == [-2, 0]
    assert "\n    archived: " in "".join(used.values())
    for path, text in used.items():
        site.write(path, text)
    site.write("site.toml", uncommented(WRITTEN["site.toml"], r"[a-z_]+ = "))
    assert faults(site) == []


def test_the_settings_in_its_comments_are_as_they_are_when_nothing_is_said() -> None:
    given = tomllib.loads(uncommented(WRITTEN["site.toml"], r"[a-z_]+ = "))
    assert set(given) - set(tomllib.loads(WRITTEN["site.toml"])) >= {"subtitle", "timezone", "pair_threshold"}
    for name in set(given) - {"title", "base_url", "language"}:
        assert given[name] == getattr(Config("t", "u"), name), name


def test_the_words_in_its_comments_are_those_that_there_are() -> None:
    comments = "\n".join(re.findall(r"# ?(.*)", "\n".join(WRITTEN.values())))
    said = " ".join(comments.split())
    article = {name: field.doc for name, field in ARTICLE.items()}
    assert "news, analysis, background, document, transcript or conference" in said
    assert article["type"].startswith("news, analysis, background, document, transcript or conference")
    assert "party, host, mediator, observer, depositary or subject" in said
    assert "party, host, mediator, observer, depositary, subject" in article["countries"]
    assert "concerns, signs, ratifies, suspends or denounces" in said
    assert "concerns, signs, ratifies, suspends, denounces" in article["agreements"]
    for command in re.findall(r"`(communique [^`]+)`", "\n".join(WRITTEN.values())):
        parser().parse_args([*shlex.split(command)[1:], "https://archive.example/"])
    for path in re.findall(r"content/[\w/-]+\.md", said):
        assert path in WRITTEN


def faults(site: Site) -> list[str]:
    """Give the faults of a site's content, without rendering it."""
    with Store(site.folder / ".communique/store") as store:
        return [str(i) for i in load(site.folder, store, Options(now=NOW, jobs=1)).issues]


@pytest.mark.parametrize(
    ("field", "words", "path"),
    [
        ("level", "primary official agency press scholarly reference", "articles/1956/10/joint-declaration"),
        ("kind", "error conflict omission usage", "articles/2019/01/aim-is-the-treaty"),
    ],
)
def test_each_word_that_a_comment_offers_is_taken(tmp_path: Path, field: str, words: str, path: str) -> None:
    site = write(tmp_path / "site", WRITTEN)
    path = f"content/{path}.md"
    first, second, *_, last = words.split()
    assert re.search(rf"# .*{first}, {second},.* or {last}", WRITTEN[path])
    for word in [*words.split(), "nonsense"]:
        site.write(path, re.sub(rf"\b{field}: \w+", f"{field}: {word}", WRITTEN[path], count=1))
        assert bool(faults(site)) == (word == "nonsense")


def test_only_title_and_date_must_be_there_and_the_address_is_as_it_says(tmp_path: Path) -> None:
    site = write(tmp_path / "site", WRITTEN)
    path = "content/articles/1956/10/joint-declaration.md"
    header = WRITTEN[path].split("---\n")[1]
    address = re.search(r"address: (/\S+/)", header)
    assert address and address[1] == path.removeprefix("content/articles").removesuffix(".md") + "/"
    for field in ("published", "type", "lang", "summary", "countries", "people", "places", "agreements", "tags"):
        header = re.sub(rf"^{field}:.*\n(?:  .*\n)*", "", header, flags=re.MULTILINE)
    site.write(path, f"---\n{header}---\n\nText.\n")
    assert [fault for fault in faults(site) if "warning: " not in fault] == []
    site.write(path, f"---\n{header.replace('date: ', '# ')}---\n\nText.\n")
    assert any("date: is missing" in fault for fault in faults(site))


@pytest.mark.parametrize("forge", sorted(WORKFLOWS))
def test_a_forges_workflow_builds_with_this_version_and_the_address_that_the_forge_gives(forge: str) -> None:
    import communique

    text = starter("A", "https://a.example/", "en", today=TODAY, ci=forge)[WORKFLOWS[forge]]
    data = yaml.safe_load(text)
    lines = (
        [step["run"] for step in data["jobs"]["build"]["steps"] if "run" in step]
        if forge == "github"
        else data["pages"]["script"]
    )
    assert lines[0] == f'pip install "communique=={communique.__version__}"'
    words = shlex.split(lines[1].replace("$BASE_URL", "https://a.example").replace("$CI_PAGES_URL", "https://a.example"))
    a = parser().parse_args(words[1:])
    assert a.base_url == "https://a.example" and str(a.output or "public") == "public"
    if forge == "github":
        assert data["permissions"] == {} and data["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
        assert all(
            re.fullmatch(r"actions/[\w-]+@v\d+", s["uses"]) for j in data["jobs"].values() for s in j["steps"] if "uses" in s
        )


def test_without_a_forge_there_is_no_workflow(tmp_path: Path) -> None:
    assert run("init", tmp_path / "a", "--ci", "none") == 0
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == [
        ".gitignore",
        ".helix",
        ".schema",
        ".vscode",
        "content",
        "site.toml",
    ]
    assert run("init", tmp_path / "b", "--ci", "gitlab") == 0
    assert (tmp_path / "b/.gitlab-ci.yml").is_file() and not (tmp_path / "b/.github").exists()


# what is asked


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str | type[BaseException]) -> list[str]:
    """Sit at a terminal and answer each question; give the questions, as they come."""
    given, asked = list(answers), []

    def ask(question: str) -> str:
        asked.append(question)
        found = given.pop(0)
        if isinstance(found, str):
            return found
        raise found

    monkeypatch.setattr(builtins, "input", ask)
    monkeypatch.setattr(sys, "stdin", Stream(terminal=True))
    monkeypatch.setattr(sys, "stdout", Stream(terminal=True))
    return asked


def settings(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "site.toml").read_text("utf-8"))


def test_three_questions_are_asked_and_enter_takes_what_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, "", "", "")
    assert run("init", tmp_path / "baltic-treaties") == 0
    assert settings(tmp_path / "baltic-treaties") == {
        "title": "Baltic treaties",
        "base_url": "https://archive.example/",
        "language": "en",
    }
    assert len(asked) == 3 and "change base_url in site.toml" in sys.stdout.shown


def test_a_wrong_answer_is_told_and_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    title = 'The "Baltic" \\ treaties — Договоры'
    asked = answer(monkeypatch, f"  {title} ", "my archive", "example.org/baltic", "English!", "fr")
    assert run("init", tmp_path / "a") == 0
    assert settings(tmp_path / "a") == {"title": title, "base_url": "https://example.org/baltic/", "language": "fr"}
    said = sys.stdout.shown
    assert len(asked) == 5 and "is not a web address" in said and "'English!' is not a language tag" in said


def test_what_options_say_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, "ru")
    assert run("init", tmp_path / "a", "--title", "T", "--base-url", "example.org") == 0
    assert run("init", tmp_path / "b", "--yes") == 0
    assert len(asked) == 1 and settings(tmp_path / "a")["language"] == "ru"


@pytest.mark.parametrize(("end", "status"), [(KeyboardInterrupt, 130), (EOFError, 1)])
def test_stopping_at_a_question_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: type[BaseException], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "A title", end)
    assert run("init", tmp_path / "a/b") == status
    assert list(tmp_path.iterdir()) == []
    assert "Stopped." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("--title", " ", "is empty"),
        ("--base-url", "no address", "is not a web address"),
        ("--language", "?", "is not a language tag"),
    ],
)
def test_wrong_options_are_told_before_anything_is_written(
    tmp_path: Path, option: str, value: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", tmp_path / "a", option, value) == 2
    assert f"{option}: " in (said := capsys.readouterr().err) and hint in said
    assert list(tmp_path.iterdir()) == []


# where it writes


def test_this_folder_is_taken_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init") == 0
    assert (tmp_path / "site.toml").is_file() and "cd " not in capsys.readouterr().out


def test_a_new_repository_is_filled_and_nothing_in_it_is_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = {
        ".git/HEAD": b"ref",
        "README.md": b"Mine",
        "LICENSE": b"MIT",
        ".gitignore": b"*.tmp\n",
        ".github/CODEOWNERS": b"me",
    }
    for path, data in there.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert run("init", tmp_path) == 0
    found = files(tmp_path)
    assert {path: found[path] for path in there} == there
    assert {"site.toml", ".github/workflows/publish.yml"} <= set(found)
    assert (
        ".gitignore was there, and is as it was. These lines are wanted in it: /public/ /as-of-*/ /.communique/"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("path", "hint"),
    [("letter.txt", "is not empty: it holds letter.txt."), ("site.toml", "holds an archive already"), ("", "is a file")],
)
def test_a_folder_in_use_is_left_alone(tmp_path: Path, path: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a"
    if path:
        folder.mkdir()
    (folder / path).write_text("Mine")
    assert run("init", folder) == 1
    assert hint in capsys.readouterr().err
    assert files(tmp_path) == {f"a/{path}".rstrip("/"): b"Mine"}


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("what", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt(), "SIGTERM"])
@pytest.mark.parametrize("step", ["write_bytes", "rename"])
def test_a_full_disk_ctrl_c_or_sigterm_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_new: bool, what: object, step: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "deep/archive" if is_new else tmp_path
    (tmp_path / "README").write_text("Mine")
    real, left = getattr(Path, step), [0 if is_new and step == "rename" else 4]

    def fails(self: Path, *arguments: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            if isinstance(what, BaseException):
                raise what
            os.kill(os.getpid(), signal.SIGTERM)
        return real(self, *arguments)

    monkeypatch.setattr(Path, step, fails)
    before = signal.getsignal(signal.SIGTERM)
    assert run("init", folder) == (1 if isinstance(what, OSError) else 130)
    monkeypatch.undo()
    said = capsys.readouterr().err
    assert ("No space left on device. Nothing was written." in said) == isinstance(what, OSError)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")) == ["README"]
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_a_killed_run_has_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".a.communique-init/content").mkdir(parents=True)
    (tmp_path / ".a.communique-init/content/half.md").write_text("half")
    assert run("init", tmp_path / "a") == 0
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert "content/half.md" not in files(tmp_path / "a")


def test_no_file_that_came_meanwhile_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to("nowhere")
    assert fresh.write(tmp_path, {".gitignore": "x", "content/a.md": "y"}) == {".gitignore": "x"}
    assert (tmp_path / ".gitignore").is_symlink()
