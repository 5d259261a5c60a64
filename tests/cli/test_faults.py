"""Faults as they are told: to people on a terminal and in a log, to GitHub, to programs."""

import io
import json
import os
import re
import sys
from pathlib import Path

import msgspec
import pytest

from communique.cli import faults
from communique.cli.terminal import columns, is_coloured
from communique.model.issue import Issue
from communique.source.excerpt import cells
from tests.cli.test_commands import run
from tests.conftest import REPOSITORY, Site


class Terminal(io.StringIO):
    """Stands for a stream that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def on_terminal(site: Site, monkeypatch: pytest.MonkeyPatch, width: int) -> str:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(site.folder)
    assert run("check") == 1
    return sys.stderr.getvalue()


def test_in_a_log_each_fault_is_one_line_with_its_place_and_code(
    small: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small.article("2019/03/wrong", countries="Rusia", tgas="x")
    small.article("2019/03/nosource", sources="[]")
    monkeypatch.chdir(small.folder)
    assert run("check") == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "content/articles/2019/03/nosource.md:1: warning: names no sources. Add 'sources:' with where this was seen. [no-sources]",
        "content/articles/2019/03/wrong.md:5:12: countries: no country is called 'Rusia'. Did you mean 'Russia'? [unknown-country]",
        "      5 | countries: Rusia",
        "        |            ^^^^^",
        "content/articles/2019/03/wrong.md:6:1: there is no field called 'tgas'. Did you mean 'tags'? [unknown-field]",
        "      6 | tgas: x",
        "        | ^^^^",
        "2 errors in 1 file, 1 warning.",
        "To read more of one: communique explain unknown-country",
    ]


@pytest.mark.parametrize("width", [30, 80, 200])
def test_on_a_terminal_places_stand_alone_and_no_sentence_is_wider_than_it(
    small: Site, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    small.article("2019/03/wrong", countries=f"[{'Japan, 日本国, ' * 30}Rusia, Norway]", tgas="x")
    small.article("2019/03/other", status="drfat")
    monkeypatch.setenv("NO_COLOR", "1")
    said = on_terminal(small, monkeypatch, width)
    lines = said.splitlines()
    assert "\033" not in said
    assert "content/articles/2019/03/other.md:5:9" in lines
    assert "content/articles/2019/03/wrong.md has " in said and "content/articles/2019/03/other.md has " not in said
    assert all(cells(line) <= width or " " not in line.strip() or line.startswith(("content/", "To read")) for line in lines)
    caret = next(n for n, line in enumerate(lines) if line.rpartition(" ")[2] == "^^^^^" and "Rusia" in lines[n - 1])
    before = lines[caret - 1][: lines[caret - 1].index("Rusia")]
    assert cells(before) == lines[caret].index("^")


def test_colour_is_for_terminals_and_is_only_colour(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    small.article("2019/03/wrong", countries="Rusia", tgas="x")
    coloured = on_terminal(small, monkeypatch, 80)
    assert "\033[1;31merror\033[0m: countries" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert re.sub(r"\033\[[0-9;]*m", "", coloured) == on_terminal(small, monkeypatch, 80)


@pytest.mark.parametrize(
    ("environment", "terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
    ],
)
def test_the_environment_decides_on_colour(
    environment: dict[str, str], terminal: bool, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_coloured(Terminal() if terminal else io.StringIO()) is coloured


def test_a_terminal_that_does_not_tell_its_width_has_80_columns() -> None:
    assert columns(Terminal()) == 80
    assert columns(io.StringIO()) == 0


def test_places_can_be_opened_from_where_the_command_was_called(
    small: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small.article("2019/03/wrong", countries="Rusia")
    monkeypatch.chdir(small.folder.parent)
    run("check", "--site", small.folder.name)
    place = capsys.readouterr().err.split(": ")[0].rsplit(":", 2)[0]
    assert os.path.samefile(place, small.folder / "content/articles/2019/03/wrong.md")


def test_github_is_given_annotations_errors_first(
    small: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small.article("2019/03/a,b:c", sources="[]")
    small.article("2019/03/wrong", countries="100% Rusia")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(small.folder.parent))
    assert run("build", "--site", small.folder, "--output", small.output, "--format", "github") == 1
    out, err = capsys.readouterr()
    site = small.folder.name
    assert out.splitlines() == [
        f"::error file={site}/content/articles/2019/03/wrong.md,line=5,col=12,title=unknown-country::countries: no country is called '100%25 Rusia'. Add content/countries/100-rusia.md, or correct the name.",
        f"::warning file={site}/content/articles/2019/03/a%2Cb%3Ac.md,line=1,title=no-sources::names no sources. Add 'sources:' with where this was seen.",
    ]
    assert "wrong.md:5:12: countries: no country" in err and "1 error in 1 file, 1 warning." in err


def test_line_ends_and_faults_of_no_file_in_annotations(tmp_path: Path) -> None:
    issues = [Issue("--base-url", 0, 0, "is\r\nwrong, here: there.", "", code="bad-url")]
    assert list(faults.annotations(issues, tmp_path)) == ["::error title=bad-url::is%0D%0Awrong, here: there."]


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("wrong", [True, False])
def test_json_is_one_document_on_stdout_that_its_schema_describes(
    command: str, wrong: bool, small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    if wrong:
        small.article("2019/03/wrong", countries="Rusia")
    small.article("2019/03/nosource", sources="[]")
    where = ("--output", small.output) if command == "build" else ()
    assert run(command, "--site", small.folder, *where, "--format", "json") == int(wrong)
    document = json.loads(capsys.readouterr().out)
    msgspec.convert(document, faults.Faults, strict=True)
    assert [set(f) for f in document["faults"]] == [set(faults.Fault.__struct_fields__)] * (1 + wrong)
    assert (document["version"], document["errors"], document["warnings"]) == (1, int(wrong), 1)
    assert document["faults"][0]["code"] == "no-sources"


def test_explain_prints_the_page_of_a_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (REPOSITORY / "docs/faults/unknown-country.md").read_text("utf-8")
    for code in ("unknown-country", "[unknown-country]"):
        assert run("explain", code) == 0
        assert capsys.readouterr().out == page
    assert run("explain", "unknwon-country") == 2
    assert "no fault has the code 'unknwon-country'. Did you mean 'unknown-country'?" in capsys.readouterr().err
    assert run("explain", "README") == run("explain", "../faults/no-header") == 1


def test_many_warnings_of_a_kind_are_counted_not_told(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(12):
        small.article(f"2019/03/n{n}", sources="[]")
    run("build", "--site", small.folder, "--output", small.output)
    said = capsys.readouterr().err
    assert said.count("[no-sources]") == 10
    assert "… and 2 warnings more of these kinds" in said and "12 warnings in 12 files." in said
