"""What the terminal is told of while a site is written."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.cli import serve as command
from communique.model.issue import Issue
from communique.model.theme import shipped
from communique.preview import faultpage
from communique.preview import session as sessions
from communique.preview.session import Session
from communique.preview.voice import Told
from tests.conftest import Site

Begin = Callable[[Path], Session]

A, B = (Issue(f"content/articles/{n}.md", 3, 1, "is wrong.", "Mend it.", code="wrong-type") for n in "ab")


def test_each_fault_is_told_once_until_it_changes() -> None:
    told = Told()
    assert told.news([A], whole=False) == [A]
    assert told.news([A, B], whole=True) == [B]
    assert told.news([B], whole=False) == []
    assert told.news([B], whole=True) == []
    moved = Issue(A.path, 4, 1, A.message, A.hint, code=A.code)
    assert told.news([moved], whole=True) == [moved]
    assert told.news([], whole=True) == []
    assert told.all_mended()
    assert not told.all_mended()
    assert told.news([A], whole=True) == [A]


def test_a_bug_is_told_once_and_kept_for_a_report(
    small: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session(small.folder, jobs=1, voice=command.Voice(small.folder, quiet=True, verbose=False))
    session.refresh()

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(sessions, "load", fails)
    session.refresh()
    session.refresh()
    session.close()
    said = capsys.readouterr().err
    assert said.replace("\n", " ").count("RuntimeError: no such luck. This is a bug in Communiqué") == 1
    assert "Traceback" not in said
    assert "RuntimeError: no such luck" in (small.folder / ".communique" / "bug.log").read_text()


def test_a_templates_fault_is_told_until_it_is_mended(small: Site, begin: Begin, said: list[str]) -> None:
    template = small.write("templates/article.html", "{{ page.unheard_of.thing }}\n")
    session = begin(small.folder)
    session.page("/2019/01/moscow/")
    small.article("2018/11/singapore", "Again.")
    session.refresh()
    session.page("/2019/01/moscow/")
    assert len(said) == 1
    template.write_text("mended")
    session.ahead({str(template)})
    session.page("/2019/01/moscow/")
    assert said[1:] == ["All faults are mended."]


def test_quiet_tells_of_faults_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    voice = command.Voice(tmp_path, quiet=True, verbose=False)
    voice.say("5 pages in 0.01 s")
    voice.timed({"read": 0.01})
    assert capsys.readouterr().err == ""
    voice.show([A])
    voice.mended()
    said = capsys.readouterr().err
    assert "content/articles/a.md:3:1" in said
    assert said.endswith("All faults are mended.\n")


def test_links_between_explanations_lead_to_explanations() -> None:
    codes = [p.stem for p in shipped("docs/faults").glob("*.md")]
    assert len(codes) > 100
    for code in codes:
        html = faultpage.explained("" if code == "README" else code, "/")
        assert "<h1>" in html
        assert not re.search(r'<a href="[^"]*\.(md|json)"', html)
    assert '<a href="/@communique/faults/unknown-country">' in faultpage.explained("", "/")
    assert faultpage.explained("../../site", "/") == faultpage.explained("no-such-code", "/") == ""
