from pathlib import Path

from communique.build.static import contents
from communique.model.theme import shipped


def test_the_themes_stylesheet_is_sent_without_its_comments() -> None:
    path = shipped("static") / "style.css"
    assert "/*" in path.read_text("utf-8")
    assert b"/*" not in contents(path)
    assert b"\n" not in contents(path)[:-1]


def test_a_stylesheet_of_the_sites_own_and_all_other_files_are_sent_as_they_are(tmp_path: Path) -> None:
    own = tmp_path / "static" / "style.css"
    own.parent.mkdir()
    own.write_bytes(b"/* mine */ a { }\xff\n")
    assert contents(own) == own.read_bytes()
    script = shipped("static") / "search.js"
    assert contents(script) == script.read_bytes()
