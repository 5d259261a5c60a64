"""`communique new`: what it makes builds as it stands, and what is there already is not made again."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from communique.cli import main
from communique.cli.new import KINDS, PROFILES
from communique.source.begin import WIDTH
from tests.conftest import SETTINGS, Site
from tests.errors.conftest import told


@pytest.fixture
def new(small: Site, capsys: pytest.CaptureFixture[str]):
    """Run the command in a small site; give the status, what is made, and what is said."""

    def run(*argv: str) -> tuple[int, Path | None, str]:
        try:
            status = main(["new", *argv, "--site", str(small.folder)])
        except SystemExit as e:
            status = int(e.code or 0)
        said = capsys.readouterr()
        return status, Path(said.out.strip()) if said.out else None, said.err

    return run


def uncommented(text: str) -> str:
    """Take the marks off the fields that are to be filled in, as a person would, and leave the explanations."""
    lines = [line[2:] if re.match(r"# (?:\w+:| {2}(?:- |  \w))", line) else line for line in text.splitlines()]
    return "\n".join(line for line in lines if not line.startswith("image:")) + "\n"


MADE = {
    ("article", "A treaty: what of it?", "--date", "2026-09-01"): "articles/2026/09/a-treaty-what-of-it.md",
    ("page", "On names"): "pages/on-names.md",
    ("pair", "Japan", "USSR"): "relations/japan-soviet-union.md",
    ("country", "Zubrowka"): "countries/zubrowka.md",
    ("person", "Владимир: О'Брайен"): "people/владимир-о-брайен.md",
    ("place", "Shimoda"): "places/shimoda.md",
    ("organisation", "TASS"): "organisations/tass.md",
    ("agreement", "Joint Declaration"): "agreements/joint-declaration.md",
    ("dossier", "Peace treaty talks"): "dossiers/peace-treaty-talks.md",
    ("tag", "fishing"): "tags/fishing.md",
}


def test_each_kind_builds_as_it_is_made_and_with_every_field_filled_in(new, small: Site) -> None:
    assert {argv[0] for argv in MADE} == set(KINDS)
    texts = {}
    for argv, path in MADE.items():
        status, made, said = new(*argv)
        assert (status, made, said) == (0, small.folder / "content" / path, "")
        texts[made] = text = made.read_text("utf-8")
        assert max(len(line) for line in text.splitlines()) <= WIDTH
        explained = (re.match(r"[^'\"]*? +(?=# )", line) for line in text.splitlines())
        assert {len(m[0]) for m in explained if m and len(m[0]) > 4} == {34}
    [line] = told(small.folder, drafts=True)
    assert line.startswith("content/articles/2026/09/a-treaty-what-of-it.md:1: warning: names no sources.")
    for made, text in texts.items():
        assert uncommented(text) != text
        made.write_text(uncommented(text), "utf-8")
    assert [line for line in told(small.folder, drafts=True) if " warning: " not in line] == []


def test_a_story_is_a_draft_of_today_where_the_site_is(new, small: Site) -> None:
    small.write("site.toml", SETTINGS.replace("[search]", 'timezone = "Pacific/Kiritimati"\n[search]'))
    before = dt.datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
    _, made, _ = new("Talks open")
    assert made.parent.parent.name in {str(before.year), str((before + dt.timedelta(1)).year)}
    days = {f"date: {before}", f"date: {before + dt.timedelta(1)}"}
    assert any(day in made.read_text() for day in days)
    assert "\nstatus: draft  " in made.read_text()
    assert "\npublished: " not in made.read_text()


def test_a_story_of_old_says_when_it_was_put_online(new) -> None:
    _, made, _ = new("A treaty at Shimoda", "--date", "0855-02-07")
    assert made.parts[-3:] == ("0855", "02", "a-treaty-at-shimoda.md")
    assert "date: 0855-02-07 " in made.read_text() and "published: 20" in made.read_text()


def test_a_title_may_be_the_name_of_a_kind(new) -> None:
    status, made, said = new("person")
    assert (status, made) == (2, None) and 'communique new article "person"' in said
    status, made, _ = new("article", "person")
    assert status == 0 and made.name == "person.md" and made.parent.parent.parent.name == "articles"


def test_a_title_without_quotation_marks_is_one_title(new) -> None:
    assert new("Talks", "open", "in", "Geneva")[1].name == "talks-open-in-geneva.md"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["person", "putin"], "'putin' is a name of the person 'Vladimir Putin', and that has a profile already: "),
        (["person", "Путин"], "'Путин' is a name of the person 'Vladimir Putin', and that has a profile already: "),
        (["person", "Vladimir  Putin"], "'Vladimir Putin' has a profile already: "),
        (["tag", "Putin"], "A story that has it among its tags is filed under people."),
        (["tag", "Japan"], "'Japan' is a country already; a story that has it among its tags is filed there."),
        (["pair", "Russia", "Japan"], "has a text about these two already: "),
        (["pair", "Japan", "Jappan"], "no country is called 'Jappan', or several are. Did you mean 'Japan'?"),
        (["pair", "USSR", "Russia"], "are one state at two times"),
        (["pair", "Japan"], "a pair is of two countries"),
        (["country", "Congo"], "'Congo' may mean "),
        (["About"], "is there already"),
    ],
)
def test_what_is_there_is_named_and_not_made_again(new, small: Site, argv: list[str], said: str) -> None:
    profile = small.folder / "content/people/vladimir-putin.md"
    profile.write_text(profile.read_text("utf-8").replace("offices:", "names: [{text: Путин, lang: ru}]\noffices:"), "utf-8")
    small.write("content/relations/rj.md", "---\ncountries: [Soviet Union, Japan]\n---\n")
    today = dt.datetime.now(ZoneInfo("UTC")).date()
    for day in (today, today + dt.timedelta(1)):
        small.write(f"content/articles/{day:%Y}/{day:%m}/about.md", "")
    before = sorted(small.folder.rglob("*"))
    status, made, told = new(*argv)
    assert (status, made) == (1, None)
    assert said in told
    assert sorted(small.folder.rglob("*")) == before


def test_a_name_that_is_nearly_known_is_made_and_told(new) -> None:
    status, made, said = new("person", "Vladimir Puttin")
    assert status == 0 and made.exists()
    assert "Did you mean 'Vladimir Putin'? Then remove this file" in said


def test_a_country_is_begun_under_the_name_that_the_archive_has_for_it(new) -> None:
    _, made, said = new("country", "Siam")
    assert made.name == "thailand.md" and "code: TH " in made.read_text()
    assert "'Siam' is a name of Thailand" in said


def test_a_pair_may_be_asked_for_with_its_title(new) -> None:
    status, made, _ = new("A border, and a treaty", "--pair", "Russia", " Japan ")
    assert status == 0 and made.name == "japan-russia.md"
    assert 'title: "A border, and a treaty"' in made.read_text() and "countries: [Japan, Russia]" in made.read_text()


def test_a_day_is_no_matter_of_profiles(new) -> None:
    assert new("person", "A", "--date", "2020-01-01")[0] == 2


def test_a_site_may_have_a_text_of_its_own_to_begin_with(new, small: Site) -> None:
    small.write("templates/new/person.md", "---\nname: $name\n---\n\nCosts $5. $unknown\n")
    _, made, _ = new("person", "A: b")
    assert made.read_text() == '---\nname: "A: b"\n---\n\nCosts $5. $unknown\n'
    assert not small.build().failed


def test_it_opens_the_editor_that_is_named(new, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    script = tmp_path / "my editor.py"
    script.write_text("import sys\nwith open(sys.argv[-1], 'a') as f: f.write('Written in the editor.')\n")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{script}' --wait")
    status, made, _ = new("Talks open", "--edit")
    assert status == 0 and made.read_text().endswith("---\n\nWritten in the editor.")
    status, _, said = new("person", "Putin", "--edit")
    assert status == 0 and "has a profile already" in said
    monkeypatch.setenv("VISUAL", "no-such-editor-here")
    status, made, said = new("Talks go on", "--edit")
    assert status == 1 and made.exists() and "the editor 'no-such-editor-here' does not start" in said
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR")
    status, made, said = new("Talks end", "--edit")
    assert status == 1 and made.exists() and "set EDITOR" in said


def test_all_profiles_have_a_folder_of_the_archive() -> None:
    from communique.model.taxonomy import TAXONOMIES

    assert {t.singular: t.key for t in TAXONOMIES} == PROFILES
