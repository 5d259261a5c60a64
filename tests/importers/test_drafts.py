"""What becomes of what is imported: once, never over what was edited, and as a draft."""

from communique.cli import main
from tests.importers.conftest import Imports

TEXT = "Talks open\n\nText of it.\n\nJapan, Shinzo Abbe\n"


def test_a_second_import_changes_nothing_and_a_changed_source_changes_its_draft(imports: Imports) -> None:
    file = imports.file("a.txt", TEXT)
    [first] = imports.take(file)
    assert first.said == (
        "no date was found: it has that of its import",
        "'Shinzo Abbe' is near to 'Shinzo Abe': kept as a tag",
    )
    assert [d.outcome for d in imports.take(file)] == ["same"]
    imports.file("a.txt", TEXT.replace("Text of it.", "Another text."))
    [again] = imports.take(file)
    assert (again.outcome, again.path) == ("changed", first.path)
    assert "Another text." in imports.text(first.path)


def test_what_was_edited_or_moved_here_is_left_alone(imports: Imports) -> None:
    file = imports.file("a.txt", TEXT)
    [first] = imports.take(file)
    edited = imports.text(first.path).replace("status: draft\n", "").replace("Text of it.", "Text of ours.")
    (imports.site.folder / first.path).unlink()
    imports.site.write("content/articles/2019/01/moved.md", edited)
    [again] = imports.take(file)
    assert (again.outcome, again.path) == ("edited", "content/articles/2019/01/moved.md")
    assert imports.text(again.path) == edited
    assert not (imports.site.folder / first.path).exists()


def test_stories_of_one_name_from_two_folders_are_two(imports: Imports) -> None:
    one = imports.file("x/story.txt", "First\n\nText.\n")
    two = imports.file("y/story.txt", "Second\n\nText.\n")
    assert [d.outcome for d in imports.take(one, two)] == ["new", "new"]


def test_a_dry_run_writes_nothing(imports: Imports) -> None:
    before = sorted(imports.site.folder.rglob("*"))
    assert [d.outcome for d in imports.take(imports.file("a.txt", TEXT), dry=True)] == ["new"]
    assert sorted(imports.site.folder.rglob("*")) == before


def test_drafts_are_in_order_for_the_check_and_on_no_page(imports: Imports) -> None:
    [done] = imports.take(imports.file("2019-01-27-a.txt", TEXT))
    result = imports.site.build()
    assert not result.failed
    assert "Talks open" not in imports.site.read("index.html")
    assert main(["check", "--site", str(imports.site.folder)]) == 0
    imports.site.write(done.path, imports.text(done.path).replace("status: draft\n", ""))
    assert not imports.site.build().failed
    assert "Talks open" in imports.site.read("index.html")


def test_the_command_says_what_it_did(imports: Imports, capsys) -> None:
    file = imports.file("a.txt", TEXT)
    assert main(["import", str(file), str(imports.folder / "no.txt"), "--site", str(imports.site.folder), "--dry-run"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[1:] == [
        "  no date was found: it has that of its import",
        "  'Shinzo Abbe' is near to 'Shinzo Abe': kept as a tag",
        "1 story: 1 would be new, 1 not read.",
    ]
    assert err == f"{imports.folder / 'no.txt'}: No such file or directory.\n"
    assert main(["import", str(file), "--map", "title", "--site", str(imports.site.folder)]) == 2
    assert "--map wants NAME=FIELD, such as 'Headline=title', not 'title'." in capsys.readouterr().err


def test_a_fault_in_a_story_stands_in_no_way_and_one_in_the_settings_does(imports: Imports, capsys) -> None:
    imports.site.write("content/people/bad.md", "---\nnome: X\n---\n")
    assert [d.outcome for d in imports.take(imports.file("a.txt", TEXT))] == ["new"]
    imports.site.write("site.toml", "titel = 'X'\n")
    assert main(["import", str(imports.file("a.txt", TEXT)), "--site", str(imports.site.folder)]) == 1
    assert "Nothing was imported: mend these first" in capsys.readouterr().err
