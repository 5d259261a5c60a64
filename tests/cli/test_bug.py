"""A failure that is no fault of the input: one paragraph, a file for the report, and a status of its own."""

import sys
from pathlib import Path

import pytest

from communique.cli import bug
from tests.cli.test_commands import run
from tests.conftest import Site


@pytest.fixture
def _fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*a: object, **k: object) -> None:
        raise RuntimeError("it cannot be\nso")

    monkeypatch.setattr("communique.build.run.build", fail)
    monkeypatch.setattr("communique.checks.check", fail)


@pytest.mark.usefixtures("_fails")
def test_it_is_told_in_a_paragraph_and_kept_in_the_sites_own_folder(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (small.folder / ".communique").mkdir()
    address = "https://editor:letmein@archive.example/"
    assert run("build", "--site", small.folder, "--output", small.output, "--base-url", address) == bug.STATUS
    out, err = capsys.readouterr()
    log = small.folder / ".communique" / bug.NAME
    said = " ".join(err.split())
    assert out == "" and "Traceback" not in err and "\n\n" not in err
    assert said.startswith(
        "communique: RuntimeError: it cannot be. This is a bug in Communiqué, not in your files, and the site"
    )
    assert bug.without_secrets(str(log)) in said.replace(" ", "") or str(log) in said
    report = log.read_text("utf-8")
    assert "Traceback" in report and "it cannot be\nso" in report
    assert f"python    {sys.version}" in report and "platform  " in report and "command   communique build --site" in report
    assert "letmein" not in report and "archive.example" in report


@pytest.mark.usefixtures("_fails")
def test_where_the_site_has_no_folder_of_ours_the_report_is_a_temporary_file(
    small: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run("check", "--site", small.folder) == bug.STATUS
    (log,) = tmp_path.glob("communique-*.log")
    assert "RuntimeError" in log.read_text("utf-8")
    assert "the site was left" not in capsys.readouterr().err
    assert not (small.folder / ".communique").exists()


def test_where_nothing_can_be_written_the_report_stands_above(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*a: object, **k: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    assert bug.tell(ValueError("x"), ["serve"], None) == bug.STATUS
    err = capsys.readouterr().err
    assert "ValueError: x" in err.split("communique: ")[0] and "stands above" in err


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at https://me:pass@h.example/a", "at https://…@h.example/a"),
        ("?token=abc123&x=1", "?token=…&x=1"),
        ("API_KEY: abc", "API_KEY: …"),
        ("the secretary of state", "the secretary of state"),
        (str(Path.home() / "archive"), "~/archive"),
    ],
)
def test_what_is_nobodys_business_is_taken_out(text: str, shown: str) -> None:
    assert bug.without_secrets(text) == shown
