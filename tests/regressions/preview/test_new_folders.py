"""A file written into a folder that was made in the same moment was once not seen: notices begin when the folder is known."""

from pathlib import Path

from communique.preview.files import with_files


def test_the_files_of_a_new_folder_have_changed_with_it(tmp_path: Path) -> None:
    story = tmp_path / "content" / "articles" / "2026" / "11" / "talks.md"
    story.parent.mkdir(parents=True)
    story.write_text("---\ntitle: Talks\n---\n", "utf-8")
    (story.parent / ".talks.md.swp").write_text("x", "utf-8")
    gone = str(tmp_path / "gone.md")
    assert with_files({str(tmp_path / "content"), gone}) == {str(story), gone}
