"""Rebuilds as stories: build, check, change, build."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from communique.build.run import store_path
from communique.output.folder import OutputError, OutputFolder
from communique.plan import search
from communique.store.bodies import Bodies
from tests.conftest import NOW, Site, assert_as_clean, files

FEEDS_OF_SINGAPORE = [
    "/countries/japan/feed.xml",
    "/countries/russia/feed.xml",
    "/feed.json",
    "/feed.xml",
    "/people/shinzo-abe/feed.xml",
    "/people/vladimir-putin/feed.xml",
    "/relations/japan-russia/feed.xml",
    "/tags/peace-treaty/feed.xml",
]


def test_second_build_renders_nothing(small: Site) -> None:
    first = small.build()
    assert first.rendered == first.planned - first.copied > 40
    second = small.build()
    assert (second.rendered, second.copied, second.pruned, second.unchanged) == (0, 0, 0, first.planned)


def test_second_build_renders_nothing_even_when_everything_is_looked_at(small: Site) -> None:
    small.build()
    os.utime(small.folder / "site.toml")
    second = small.build()
    assert (second.rendered, second.copied, second.pruned) == (0, 0, 0)


def test_a_word_in_a_body_renders_its_page_and_the_feeds_that_carry_it(small: Site, tmp_path: Path) -> None:
    small.write("site.toml", small.folder.joinpath("site.toml").read_text())
    small.article(
        "2018/11/singapore",
        "They met in Singapore.",
        summary="They met.",
        countries="Russia, Japan",
        people="[Shinzo Abe]",
        tags="peace treaty, Putin",
    )
    small.build()
    small.article(
        "2018/11/singapore",
        "They spoke in Singapore.",
        summary="They met.",
        countries="Russia, Japan",
        people="[Shinzo Abe]",
        tags="peace treaty, Putin",
    )
    result = small.build()
    assert result.routes == sorted(["/2018/11/singapore/", *FEEDS_OF_SINGAPORE])
    assert_as_clean(small, tmp_path)


def test_with_summaries_in_feeds_a_word_in_a_body_renders_one_page(small: Site) -> None:
    small.write("site.toml", small.folder.joinpath("site.toml").read_text() + '[feeds]\ncontent = "summary"\n')
    text = "They met.\n\nThey talked."
    small.article("2018/11/singapore", text, countries="Russia, Japan")
    small.build()
    small.article("2018/11/singapore", text.replace("talked", "spoke"), countries="Russia, Japan")
    assert small.build().routes == ["/2018/11/singapore/"]


def test_a_tag_renders_the_article_its_feeds_the_tag_and_the_index(small: Site, tmp_path: Path) -> None:
    small.build()
    small.article(
        "2018/11/singapore",
        "They met in Singapore.",
        countries="Russia, Japan",
        people="[Shinzo Abe]",
        tags="peace treaty, Putin, summit",
    )
    result = small.build()
    assert result.routes == sorted(
        [
            "/2018/11/singapore/",
            "/tags/",
            "/tags/peace-treaty/",
            "/tags/summit/",
            "/tags/summit/feed.xml",
            "/schema/article.json",  # which proposes the tag to text editors
            "/schema/earlier.json",
            "/sitemap.xml",
            *FEEDS_OF_SINGAPORE,
        ]
    )
    assert_as_clean(small, tmp_path)


def test_a_deleted_article_leaves_nothing(small: Site, tmp_path: Path) -> None:
    small.build()
    (small.folder / "content/articles/2019/01/moscow.md").unlink()
    result = small.build()
    assert result.pruned > 3
    assert not (small.output / "2019").exists()
    assert not (small.output / "old").exists()
    assert not any(b"/2019/01/moscow/" in data for data in files(small.output).values())
    assert_as_clean(small, tmp_path)


def test_a_renamed_article_moves(small: Site, tmp_path: Path) -> None:
    small.build()
    articles = small.folder / "content/articles"
    (articles / "2019/01/moscow.md").rename(articles / "2019/01/kremlin.md")
    small.build()
    assert (small.output / "2019/01/kremlin/index.html").exists()
    assert not (small.output / "2019/01/moscow").exists()
    assert_as_clean(small, tmp_path)


def test_an_edit_of_the_same_size_in_the_same_instant_is_seen(small: Site, tmp_path: Path) -> None:
    path = small.article("2018/11/singapore", "They met at one.", countries="Russia, Japan")
    small.build()
    before = path.stat()
    path.write_text(path.read_text().replace("at one", "at two"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    small.build()
    assert "at two" in small.read("2018/11/singapore/index.html")
    assert_as_clean(small, tmp_path)


def test_a_touched_file_renders_nothing(small: Site) -> None:
    path = small.article("2018/11/singapore", countries="Russia, Japan")
    small.build()
    os.utime(path)
    assert small.build().rendered == 0


def test_a_future_article_appears_when_its_moment_comes(small: Site, tmp_path: Path) -> None:
    due = 1_800_014_400
    small.article("2027/01/tomorrow", date="2027-01-15T12:00:00Z", countries="[Japan, Norway]")
    small.build(now=due - 2)  # in that year already: another has other anniversaries
    everything = b"\n".join(files(small.output).values())
    assert b"tomorrow" not in everything.lower()
    assert not (small.output / "countries/norway").exists()
    assert small.build(now=due - 1).rendered == 0
    small.build(now=due)
    assert (small.output / "2027/01/tomorrow/index.html").exists()
    assert_as_clean(small, tmp_path, now=due)
    small.build(now=due - 1)  # a clock put back
    assert not (small.output / "2027").exists()
    assert_as_clean(small, tmp_path, now=due - 1)


def test_drafts_are_nowhere_and_shown_when_asked_for(small: Site, tmp_path: Path) -> None:
    small.build()
    everything = b"\n".join(files(small.output).values()).lower()
    assert b"quagga" not in everything
    assert b"secret" not in everything
    pages = b"\n".join(data for path, data in files(small.output).items() if not path.startswith("schema/")).lower()
    assert b"norway" not in pages  # which a schema names with all the countries of the world
    small.build(drafts=True)
    assert "Draft" in small.read("2019/02/quagga/index.html")
    assert "noindex" in small.read("2019/02/quagga/index.html")
    small.build()
    assert_as_clean(small, tmp_path)


def test_a_lost_store_costs_only_time(small: Site, tmp_path: Path) -> None:
    small.build()
    shutil.rmtree(small.folder / ".communique")
    (small.folder / "content/articles/2019/01/moscow.md").unlink()
    small.build()
    assert_as_clean(small, tmp_path)


@pytest.mark.parametrize("damage", ["lost", "truncated", "zeroed"])
def test_damaged_texts_cost_only_time(small: Site, tmp_path: Path, damage: str) -> None:
    small.build()
    (pack,) = Bodies(store_path(small.folder.resolve(), small.output)).packs()
    data = pack.read_bytes()
    match damage:
        case "lost":
            pack.unlink()
        case "truncated":
            pack.write_bytes(data[: len(data) // 2])
        case _:
            pack.write_bytes(bytes(len(data)))
    small.write("templates/article.html", "<p>{{ texts[0] }}</p>")
    assert not small.build().failed
    assert_as_clean(small, tmp_path)


@pytest.mark.parametrize("keep", [0, 30])
def test_damaged_compiled_templates_cost_only_time(small: Site, tmp_path: Path, keep: int) -> None:
    small.build()
    (folder,) = (small.folder / ".communique").glob("templates-*")
    kept = list(folder.iterdir())
    assert len(kept) > 5
    for file in kept:
        file.write_bytes(file.read_bytes()[:keep])
    small.write("templates/article.html", "<p>{{ texts[0] }}</p>")
    assert small.build().reasons.keys() == {"theme"}
    assert_as_clean(small, tmp_path)


@pytest.mark.parametrize("damage", ["garbage", "truncated", "empty", "other tables"])
def test_a_damaged_store_costs_only_time(small: Site, tmp_path: Path, damage: str) -> None:
    small.build()
    path = store_path(small.folder.resolve(), small.output)
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    data = path.read_bytes()
    match damage:
        case "garbage":
            path.write_bytes(b"no database at all, but long enough to look at" * 100)
        case "truncated":
            path.write_bytes(data[: len(data) // 2])
        case "empty":
            path.write_bytes(b"")
        case _:
            path.unlink()
            db = sqlite3.connect(path)
            db.execute("CREATE TABLE trace (x)")
            db.commit()
            db.close()
    small.article("2018/11/singapore", "Changed.", countries="Russia, Japan")
    small.build()
    assert_as_clean(small, tmp_path)


def test_lost_and_altered_output_files_are_made_again(small: Site, tmp_path: Path) -> None:
    small.build()
    (small.output / "countries/japan/index.html").unlink()
    (small.output / "feed.xml").write_text("not ours")
    shutil.rmtree(small.output / "people")
    result = small.build()
    assert set(result.reasons) == {"missing", "altered"}
    assert_as_clean(small, tmp_path)


def test_a_template_of_the_site_renders_only_what_it_reaches(small: Site, tmp_path: Path) -> None:
    small.build()
    small.write("templates/tag.html", '{% extends "!tag.html" %}{% block main %}Mine{% endblock %}')
    result = small.build()
    assert result.routes == ["/tags/peace-treaty/", "/tags/talks/"]
    assert result.reasons == {"theme": 2}
    assert_as_clean(small, tmp_path)


def test_a_static_file_is_copied_alone_and_removed_with_its_source(small: Site, tmp_path: Path) -> None:
    small.build()
    mine = small.write("static/mine.css", "a{}")
    result = small.build()
    assert (result.rendered, result.copied) == (0, 1)
    assert small.read("static/mine.css") == "a{}"
    mine.unlink()
    assert small.build().pruned == 1
    assert_as_clean(small, tmp_path)


def test_a_setting_renders_every_page(small: Site, tmp_path: Path) -> None:
    first = small.build()
    small.write("site.toml", small.folder.joinpath("site.toml").read_text().replace("Test archive", "Other archive"))
    result = small.build()
    assert result.rendered == first.rendered
    assert "generator" in result.reasons or "data" in result.reasons
    assert_as_clean(small, tmp_path)


def test_an_alias_of_an_entity_moves_stories_to_it(small: Site, tmp_path: Path) -> None:
    small.article("2020/01/kono", countries="Japan", people="[河野太郎]", tags="Kono")
    small.build()
    assert (small.output / "tags/kono/index.html").exists()
    small.write(
        "content/people/taro-kono.md", "---\nname: Taro Kono\naliases: [Kono]\nnames: [{text: 河野太郎, lang: ja}]\n---\n"
    )
    small.build()
    assert not (small.output / "tags/kono").exists()
    assert "Taro Kono" in small.read("2020/01/kono/index.html")
    assert (small.output / "people/kono/index.html").exists()  # the alias's redirect
    assert_as_clean(small, tmp_path)


def test_a_fault_leaves_the_site_as_it_was_and_its_mending_is_seen(small: Site, tmp_path: Path) -> None:
    small.build()
    before = files(small.output)
    small.article("2018/11/singapore", "Changed.", countries="Rusia")
    result = small.build()
    assert result.failed
    assert files(small.output) == before
    small.article("2018/11/singapore", "Changed.", countries="Russia")
    assert not small.build().failed
    assert_as_clean(small, tmp_path)


def test_a_fault_in_a_template_leaves_the_site_as_it_was(small: Site) -> None:
    small.build()
    before = files(small.output)
    small.article("2018/11/singapore", "Changed.", countries="Russia, Japan")
    small.write("templates/tag.html", "{{ page.nothing }}\n")
    result = small.build()
    assert [(i.path, i.line) for i in result.issues] == [("templates/tag.html", 1)]
    assert "no attribute 'nothing'" in str(result.issues[0])
    assert files(small.output) == before
    assert not (small.output / ".communique/stage").exists()


def test_what_others_put_into_the_output_stays(small: Site) -> None:
    small.build()
    (small.output / "CNAME").write_text("archive.example")
    (small.output / "countries/notes.txt").write_text("mine")
    (small.folder / "content/articles/2019/01/moscow.md").unlink()
    shutil.rmtree(small.folder / ".communique")
    small.build()
    small.build(clean=True)
    assert small.read("CNAME") == "archive.example"
    assert small.read("countries/notes.txt") == "mine"


def test_a_folder_with_others_files_is_refused(small: Site) -> None:
    small.output.mkdir()
    (small.output / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match="did not write"):
        small.build()
    assert files(small.output) == {"thesis.txt": b"years of work"}


def test_a_page_is_not_written_over_a_file_of_others(small: Site) -> None:
    small.build()
    (small.output / "tags/summit").mkdir()
    (small.output / "tags/summit/index.html").write_text("mine")
    small.article("2018/11/singapore", countries="Russia", tags="summit")
    with pytest.raises(OutputError, match=r"tags/summit/index\.html was put there"):
        small.build()
    assert small.read("tags/summit/index.html") == "mine"


def test_only_one_build_at_a_time(small: Site) -> None:
    with OutputFolder(small.output).claimed(), pytest.raises(OutputError, match="another build"):
        small.build()


@pytest.mark.parametrize("inside", ["", "content", "content/out", "static", ".communique/out"])
def test_the_sites_own_folders_are_no_output(small: Site, inside: str) -> None:
    with pytest.raises(OutputError, match="cannot be the output"):
        small.build(output=small.folder / inside)


def test_several_processes_give_the_same(small: Site, tmp_path: Path) -> None:
    for n in range(150):
        small.article(f"2020/0{n % 9 + 1}/story-{n}", f"Text **{n}**.", countries="Japan, Norway", tags=f"tag {n % 7}")
    small.build(jobs=2)
    assert_as_clean(small, tmp_path)


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_every_way_to_start_processes_gives_the_same(
    small: Site, tmp_path: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_START_METHOD", method)
    for n in range(120):
        small.article(f"2020/01/story-{n}", f"Text {n}.", countries="Japan", tags=f"tag {n % 7}")
    small.build(jobs=2)
    monkeypatch.delenv("COMMUNIQUE_START_METHOD")
    assert_as_clean(small, tmp_path)


def test_the_search_index_is_made_again_only_for_changed_stories(small: Site, tmp_path: Path) -> None:
    small.write("site.toml", 'title = "T"\nbase_url = "https://archive.example/"\n')
    assert small.build().indexed == 1
    assert (small.output / "pagefind/all/pagefind.js").exists()
    small.write("content/pages/about.md", "---\ntitle: About\n---\n\nChanged.\n")
    assert small.build().indexed == 0
    (small.output / "pagefind/all/pagefind.js").unlink()
    assert small.build().indexed == 1
    small.article("2018/11/singapore", "Changed.", countries="Russia, Japan")
    assert small.build().indexed == 1
    assert_as_clean(small, tmp_path)


def test_a_changed_story_makes_only_its_own_bundle_again(small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "ONE_BUNDLE", 2)
    small.write("site.toml", 'title = "T"\nbase_url = "https://archive.example/"\n')
    assert small.build().indexed == 2
    before = {path: data for path, data in files(small.output).items() if path.startswith("pagefind/")}
    assert {path.split("/")[1] for path in before} == {"1950-1959", "2010-2019"}
    small.article("2018/11/singapore", "They quarrelled in Singapore.", countries="Russia, Japan")
    assert small.build().indexed == 1
    after = files(small.output)
    assert all(after[path] == data for path, data in before.items() if "/1950-1959/" in path)
    assert any(after.get(path) != data for path, data in before.items() if "/2010-2019/" in path)
    small.article("1970/01/visit", countries="Japan")
    assert small.build().indexed == 1
    assert (small.output / "pagefind/1970-1979/pagefind.js").exists()
    (small.folder / "content/articles/1970/01/visit.md").unlink()
    assert small.build().indexed == 0
    assert not (small.output / "pagefind/1970-1979").exists()
    assert_as_clean(small, tmp_path)


def test_the_clock_is_the_only_input_besides_the_folder(small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small.build()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert_as_clean(small, tmp_path, now=NOW + 86_400)
