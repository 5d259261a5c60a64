"""`communique new --date 0900-01-01` made `articles/900/01/`."""

from pathlib import Path

import pytest

from communique.cli import main


def test_a_year_has_four_digits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site.toml").write_text('title = "A"\nbase_url = "https://a.example/"\n')
    assert main(["new", "Talks", "--date", "0900-01-01", "--site", str(tmp_path)]) == 0
    assert Path(capsys.readouterr().out.strip()) == tmp_path / "content/articles/0900/01/talks.md"
