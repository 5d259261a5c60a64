"""What is told of long work: on terminals of several kinds, elsewhere, and where nobody listens."""

import io
import re
import sys
from collections.abc import Iterator

import pytest

from communique.cli.report import Progress, say
from tests.cli.test_commands import run
from tests.conftest import Site


class Stream(io.TextIOWrapper):
    """What stderr may be."""

    def __init__(self, *, terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="replace", write_through=True)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    @property
    def shown(self) -> str:
        return self.buffer.getvalue().decode(self.encoding)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    return


def told(monkeypatch: pytest.MonkeyPatch, stream: Stream, *, after: float = 9.0, silent: bool = False) -> str:
    """Give what is told of work that goes on for so many seconds."""
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    monkeypatch.setattr(sys, "stderr", stream)
    progress = Progress(silent=silent)
    for tenth in range(11):
        clock[0] = after * tenth / 10
        progress("render", tenth * 200, 2000)
    progress("archive", 0, 0)
    shown = stream.shown
    progress.end()
    return shown


def test_a_terminal_shows_a_bar_with_rate_and_remaining_time(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = told(monkeypatch, Stream(terminal=True))
    assert re.search(r"Rendering pages .*━.* 1,800 of 2,000 .*\d+/s .*0:0\d", shown)
    assert "Filing stories" in shown
    assert "\x1b[?25l" not in shown, "a program that is killed would leave the cursor hidden"


@pytest.mark.parametrize(("columns", "bar", "rate"), [(30, False, False), (60, True, False), (200, True, True)])
def test_the_bar_fits_its_terminal(monkeypatch: pytest.MonkeyPatch, columns: int, bar: bool, rate: bool) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = told(monkeypatch, Stream(terminal=True))
    lines = [re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", line) for line in re.split(r"[\r\n]+", shown)]
    assert max(map(len, lines)) <= columns
    assert any("1,800 of 2,000" in line for line in lines)
    assert ("━" in shown, "/s" in shown) == (bar, rate)


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = re.compile(r"\x1b\[[\d;]*3\d[;\dm]")
    assert coloured.search(told(monkeypatch, Stream(terminal=True)))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured.search(told(monkeypatch, Stream(terminal=True)))


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "koi8-r"])
def test_a_terminal_without_unicode_has_a_bar_all_the_same(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    shown = told(monkeypatch, Stream(terminal=True, encoding=encoding))
    assert "Rendering pages" in shown and "?" not in re.sub(r"\x1b\[\?", "", shown)


def test_elsewhere_a_plain_line_comes_every_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Rendering pages: 1,200 of 2,000, about 4 s left\n"]
    assert told(monkeypatch, Stream(terminal=False)) == "".join(lines)
    monkeypatch.setenv("TERM", "dumb")
    assert told(monkeypatch, Stream(terminal=True)) == "".join(lines)


def test_nothing_is_told_of_less_than_a_second_or_where_quiet_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Stream(terminal=True), after=0.9) == ""
    assert told(monkeypatch, Stream(terminal=True), silent=True) == ""


@pytest.mark.parametrize("is_terminal", [True, False])
def test_the_work_goes_on_when_the_terminal_is_gone(monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:
    class Gone(Stream):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    assert told(monkeypatch, Gone(terminal=is_terminal)) == ""
    monkeypatch.setattr(sys, "stderr", None)
    Progress()("render", 1, 2)


def test_verbose_names_folders_settings_files_with_reasons_and_seconds(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--site", small.folder, "--output", small.output)
    small.write("templates/extra.html", "")
    assert run("build", *where, "--quiet") == 0
    assert capsys.readouterr() == ("", "")
    small.article("2019/01/moscow", "They met.", countries="Russia, Japan")
    assert run("build", *where, "--verbose") == 0
    said = capsys.readouterr().err
    assert f"Site: {small.folder}\nOutput: {small.output}\n" in said
    assert "title = 'Test archive', base_url = 'https://archive.example/', search.enabled = false" in said
    assert "1 in templates/" in said
    assert re.search(r"Made because what it shows has changed: \d+ files\n(  .+\n)*  2019/01/moscow/index.html\n", said)
    assert re.search(r"Seconds: read [\d.]+, archive .* render [\d.]+", said)
    assert run("check", "--site", small.folder, "--verbose") == 0
    assert re.search(r"Seconds: read [\d.]+, .*plan", capsys.readouterr().err)
    assert run("check", "--site", small.folder, "--quiet") == 0
    assert capsys.readouterr() == ("", "")
    assert run("build", *where, "--quiet", "--verbose") == 2


def test_sentences_break_between_words_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Built 33 of 1,074 pages in 0.41 s, in public/. Changed since last time: 2 stories and 31 pages that show them."
    for is_terminal, count in ((True, 2), (False, 1)):
        monkeypatch.setattr(sys, "stdout", stream := Stream(terminal=is_terminal))
        say(text)
        lines = stream.shown.splitlines()
        assert (len(lines), " ".join(lines)) == (count, text)
