"""`communique schema`: the served schemas as files, with settings for editors."""

import json
from pathlib import Path

import pytest

from communique.build import editors
from communique.cli import main
from communique.source import json_schema, settings
from tests.conftest import Site, files


def test_it_writes_what_the_site_serves(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    small.article("2019/05/wrong", countries="Rusia")  # faults elsewhere do not stand in the way
    assert main(["schema", "--site", str(small.folder)]) == 0
    assert "12 schemas in " in capsys.readouterr().out
    (small.folder / "content/articles/2019/05/wrong.md").unlink()
    assert not small.build().failed
    for name in json_schema.NAMES:
        assert (small.folder / f".schema/{name}.json").read_text("utf-8") == small.read(f"schema/{name}.json")
    assert main(["schema", "article", "--site", str(small.folder)]) == 0
    assert capsys.readouterr().out == small.read("schema/article.json")
    written = b"".join(data for path, data in files(small.folder).items() if path.startswith(".schema/"))
    assert b"secret" not in written


def test_it_leaves_an_editors_own_settings_alone(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    small.write(".vscode/settings.json", "{}")
    assert main(["schema", "--site", str(small.folder)]) == 0
    assert (small.folder / ".vscode/settings.json").read_text() == "{}"
    assert "settings.json is yours already" in capsys.readouterr().out
    assert json.loads((small.folder / ".vscode/extensions.json").read_text())["recommendations"]


def test_wrong_use_is_told(small: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "artcle", "--site", str(small.folder)]) == 2
    assert "Did you mean 'article'?" in capsys.readouterr().err
    assert main(["schema", "--site", str(tmp_path / "nowhere")]) == 1
    assert "there is none in" in capsys.readouterr().err


def test_a_new_site_is_given_the_names_of_states(small: Site) -> None:
    config, _ = settings.load(small.folder)
    made = editors.files(config)
    assert {".schema/article.json", ".schema/site.json", ".vscode/settings.json", ".helix/languages.toml"} <= set(made)
    article = json.loads(made[".schema/article.json"])
    assert "Japan" in article["$defs"]["country"]["anyOf"][0]["enum"]
    assert article["$defs"]["person"] == {"$ref": "#/$defs/name"}
