"""The command line, as the person who types it sees it."""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import pytest

from communique.cli import COMMANDS, main, parser
from tests.conftest import REPOSITORY, Site


def run(*argv: object) -> int:
    try:
        return main([str(a) for a in argv])
    except SystemExit as e:
        return int(e.code or 0)


def test_build_says_what_it_made_how_long_it_took_where_and_how_to_look(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", "--site", small.folder, "--output", small.output) == 0
    said = capsys.readouterr().out
    assert re.search(
        r"^Built 4 stories on \d+ pages in [\d.]+ s, in .*/\. This is the first build there\.$", said, re.MULTILINE
    )
    assert "1 file in content/ is held back: a draft, or of a date still to come." in said
    assert f"in {small.output}/" in said and (small.output / "index.html").as_uri() in said
    assert run("build", "--site", small.folder, "--output", small.output) == 0
    assert "Nothing has changed since the last build" in capsys.readouterr().out


def test_build_says_what_has_changed(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*options: str) -> str:
        assert run("build", "--site", small.folder, "--output", small.output, "--now", "2026-09-21", *options) == 0
        return capsys.readouterr().out.splitlines()[0]

    said()
    small.article("2019/01/moscow", "They met.", countries="Russia, Japan")
    small.article("2019/03/oslo", countries="Norway")
    assert re.search(r"time: 1 new story; 1 story and \d+ pages that show them", said())
    small.article("2018/11/singapore", "They met twice.", countries="Rusia, Japan")
    assert run("build", "--site", small.folder, "--output", small.output) == 1
    assert run("explain", "/", "--site", small.folder, "--output", small.output) == 1
    capsys.readouterr()
    small.article("2018/11/singapore", "They met twice.", countries="Russia, Japan")
    small.write("content/pages/about.md", "---\ntitle: About\n---\n\nAbout it.\n")
    assert re.search(r"time: 1 page about the archive; 1 story and \d+ pages that show them", said())
    (small.folder / "content/articles/2019/03/oslo.md").unlink()
    assert re.search(r"time: 1 story taken away and \d+ pages that showed it; \d+ (pages|files) removed\.$", said())
    assert re.search(r"time: 1 story that would else be held back and \d+ pages that show it", said("--drafts"))
    assert re.search(r"time: \d+ pages that depend on the date or on other files; \d+ (pages|files) removed", said())
    small.write("templates/note.html", '{% extends "!note.html" %}')
    assert said().endswith("Changed since last time: the theme (1 page made again).")
    (small.output / "about/index.html").unlink()
    assert said().endswith("Changed since last time: 1 file put back that something else had removed or altered.")
    assert said("--clean").endswith("All was made again, as --clean asks.")


def test_build_says_that_the_day_of_a_story_has_come(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    small.article("2026/10/to-come", countries="Norway")
    for day in ("2026-09-21", "2026-10-16"):
        assert run("build", "--site", small.folder, "--output", small.output, "--now", day) == 0
    assert re.search(r"time: 1 story whose day has come and \d+ pages that show it\.$", capsys.readouterr().out, re.MULTILINE)


def test_a_site_that_is_misspelt_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Site(tmp_path / "archive")
    assert run("check", "--site", tmp_path / "archvie") == 1
    assert "Did you mean 'archive'?" in capsys.readouterr().err


def test_a_kind_that_is_misspelt_is_pointed_out(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "persn", "Taro Kono", "--site", small.folder) == 0
    assert "this is a story. If a person was meant, remove it: communique new person 'Taro Kono'" in capsys.readouterr().err
    assert run("new", "Talks", "open", "--site", small.folder) == 0
    assert capsys.readouterr().err == ""


def test_build_reports_faults_and_leaves_the_site(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    small.article("2019/03/wrong", countries="Rusia", tgas="x")
    assert run("build", "--site", small.folder, "--output", small.output) == 1
    said = capsys.readouterr().err
    assert "content/articles/2019/03/wrong.md:5:12: countries: no country is called 'Rusia'. Did you mean 'Russia'?" in said
    assert "content/articles/2019/03/wrong.md:6:1: there is no field called 'tgas'. Did you mean 'tags'?" in said
    assert "2 errors in 1 file." in said and "was not changed" in said
    assert not (small.output / "index.html").exists()


def test_report_is_json_with_counts_seconds_and_issues(small: Site, tmp_path: Path) -> None:
    small.article("2019/03/nosource", sources="[]")
    report = tmp_path / "r.json"
    run("build", "--site", small.folder, "--output", small.output, "--report", report, "--quiet")
    data = json.loads(report.read_text())
    assert data["rendered"] == len(data["routes"]) > 40
    assert data["seconds"]["total"] > 0
    assert [(i["path"], i["code"]) for i in data["issues"]] == [("content/articles/2019/03/nosource.md", "no-sources")]


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_that_is_no_site_is_named(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--site", tmp_path) == 1
    assert "site.toml: there is none in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("argv", "hint"),
    [
        (["biuld"], "Did you mean 'build'?"),
        (["build", "--outptu", "x"], "there is no option --outptu. Did you mean '--output'?"),
        (["build", "--zzz"], "There are: -h, --help, --site, --output"),
        (["serve", "--prot=1"], "usage: communique serve"),
        (["check", "--only", "sauces"], "--only: 'sauces' is not known here. Did you mean 'sources'?"),
        (["init", "a", "b"], "'b' is one word too many."),
        (["zzz"], "There are: build, serve"),
        (["--site", "x", "build"], "Options follow the command."),
        (["build", "--format", "jsn"], "Did you mean 'json'?"),
        (["import", "--format", "wordpres", "x"], "Did you mean 'wordpress'?"),
        (["build", "--now", "tomorrow"], "is not a time"),
        (["build", "--as-of", "1960"], "is not a day"),
        (["build", "--as-of", "1960-02-30"], "is not a day"),
        (["build", "--as-of", "9999-01-01"], "is still to come"),
        (["build", "--as-of", "2019-01-01", "--drafts"], "--drafts cannot go with --as-of"),
        (["build", "--as-of", "2019-01-01", "--now", "2019-02-01"], "--now cannot go with --as-of"),
        (["explain", "/", "--as-of", "2019-01-01", "--drafts"], "--drafts cannot go with --as-of"),
        (["build", "--jobs", "0"], "not a number from 1"),
        ([], "COMMAND"),
        (["new"], "TITLE"),
        (["new", "x", "--date", "1956"], "is not a day"),
    ],
)
def test_wrong_use_is_answered_with_status_2_and_a_hint(
    argv: list[str], hint: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["communique", *argv])
    assert run(*argv) == 2
    assert hint in capsys.readouterr().err


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_with_an_example_that_fits_the_terminal(
    command: str, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert run(*[command] * bool(command), "--help") == 0
    said = capsys.readouterr().out
    assert f"  communique {command}" in said.split("examples:")[1]
    assert [line for line in said.splitlines() if len(line) > min(columns, 101)] == []
    assert run("help", *[command] * bool(command)) == 0
    assert capsys.readouterr().out == said


def test_every_example_in_the_help_is_understood(capsys: pytest.CaptureFixture[str]) -> None:
    for module in (
        import_module(f"communique.cli.{name}_" if iskeyword(name) else f"communique.cli.{name}") for name in COMMANDS
    ):
        for example in re.findall(r"^  communique (.+?)(?:   .*| >.*)?$", module.EXAMPLES, re.MULTILINE):
            parser().parse_args(shlex.split(example))


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "| head -c 1 >/dev/null", "2>&1 | head -c 1 >/dev/null"])
def test_closed_streams_are_no_fault_of_ours(small: Site, closed: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m communique build --jobs 1 --quiet --site {shlex.quote(str(small.folder))}"
    small.article("2019/03/wrong", countries="Rusia — Россия")
    command = command.replace("--quiet", "--verbose")
    done = subprocess.run(["bash", "-c", f"{command} {closed}"], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr and "Exception" not in done.stderr


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "cp1252"}]
)
def test_paths_in_other_scripts_are_told_where_the_terminal_has_no_unicode(small: Site, locale: dict[str, str]) -> None:
    small.write("content/articles/2019/03/Переговоры.md", "---\ntitle: …\ndate: 2019-03-01\ncountries: Rusia\n---\n")
    argv = [sys.executable, "-m", "communique", "build", "--verbose", "--jobs", "1", "--site", str(small.folder)]
    done = subprocess.run(argv, env={**os.environ, **locale}, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Rusia" in done.stderr and b"Traceback" not in done.stderr


def test_check_counts_warnings_as_errors_when_strict(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--site", small.folder, "--strict") == 0
    assert "no errors" in capsys.readouterr().out
    small.article("2019/03/nosource", sources="[]")
    assert run("check", "--site", small.folder) == 0
    assert run("check", "--site", small.folder, "--strict") == 1
    assert "names no sources" in capsys.readouterr().err
    assert not small.output.exists()
    assert not (small.folder / "public").exists()


def test_check_looks_at_one_subject_where_it_is_asked_to(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    small.article("2019/03/uncopied", sources="[{url: 'https://tass.example/1', level: press}]")
    assert run("check", "--site", small.folder, "--only", "templates", "--only", "content", "--strict") == 0
    assert run("check", "--site", small.folder, "--only", "sources", "--strict") == 1
    said = capsys.readouterr().err
    assert "its one address has no archived copy (line 4)" in said
    assert "all are secondary (press)" in said
    assert run("check", "--site", small.folder, "--only", "sauces") == 2
    assert "'sources'" in capsys.readouterr().err


def test_check_finds_faults_in_templates(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    small.write("templates/tag.html", "<html>\n{% if %}\n</html>")
    assert run("check", "--site", small.folder) == 1
    assert "templates/tag.html:2: the template fails on the page /tags/" in capsys.readouterr().err


def test_explain_tells_why(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--site", small.folder, "--output", small.output)
    assert run("explain", "/countries/japan/", *where) == 0
    assert "would be made now because it has not been made before" in capsys.readouterr().out
    small.build()
    assert run("explain", "countries/japan", *where) == 0
    said = capsys.readouterr().out
    assert "was made last because it has not been made before" in said
    assert "is as it should be" in said
    small.article("2020/01/new", countries="Japan")
    assert run("explain", "/countries/japan/", *where) == 0
    assert "would be made now because what it shows has changed" in capsys.readouterr().out
    assert run("explain", "/countries/jpan/", *where) == 2
    assert "Did you mean '/countries/japan/'?" in capsys.readouterr().err


def test_build_as_of_a_day_goes_into_a_folder_of_its_own(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--site", small.folder, "--as-of", "1956-12-31") == 0
    folder = small.folder / "as-of-1956-12-31"
    assert str(folder) in capsys.readouterr().out
    assert (folder / "1956/10/declaration/index.html").is_file() and not (folder / "2019").exists()
    assert not (small.folder / "public").exists()
    assert run("explain", "/1956/10/declaration/", "--site", small.folder, "--as-of", "1956-12-31") == 0
    assert "is as it should be" in capsys.readouterr().out
    assert run("explain", "/2019/01/moscow/", "--site", small.folder, "--as-of", "1956-12-31") == 2
    assert "has no page at /2019/01/moscow/" in capsys.readouterr().err


@pytest.mark.parametrize("command", [("build",), ("explain", "/")])
def test_a_day_before_the_first_story_is_wrong_use_and_the_first_is_named(
    small: Site, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*command, "--site", small.folder, "--as-of", "1955-06-14") == 2
    assert "--as-of: 1955-06-14 is before the first story, which is of 1955-06-15. Name that day" in capsys.readouterr().err


def test_version_and_help_import_nothing_that_makes_pages() -> None:
    code = "import sys; sys.argv = ['communique', '--version']\nfrom communique.cli import main\ntry: main()\nexcept SystemExit: pass\nprint(sorted({'jinja2', 'markdown', 'babel', 'rich', 'yaml', 'livereload', 'sqlite3'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_build_without_changes_imports_nothing_that_makes_pages(small: Site) -> None:
    small.build()
    code = f"import sys\nfrom communique.cli import main\nmain(['build', '--site', {str(small.folder)!r}, '--output', {str(small.output)!r}, '--now', '2026-09-21'])\nprint(sorted({{'jinja2', 'markdown', 'babel', 'rich', 'yaml', 'nh3'}} & set(sys.modules)))"
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Nothing has changed" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_founding_archive_builds_without_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--site", REPOSITORY, "--output", tmp_path / "out", "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_pages_are_counted_as_pages(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    def said() -> str:
        assert run("build", "--site", small.folder, "--output", small.output) == 0
        return capsys.readouterr().out.splitlines()[0]

    pages = re.search(r"on (\d+) pages", said())
    small.write("site.toml", 'subtitle = "Another"\n' + (small.folder / "site.toml").read_text("utf-8"))
    again = said()
    assert pages and again.startswith(f"Built all {pages[1]} pages"), "feeds and data are no pages"
    assert again.endswith(f"Changed since last time: a setting, or Communiqué itself ({pages[1]} pages made again).")
