"""A preview's session: what each request is answered with."""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.preview import session as sessions
from communique.preview.session import Session, StoppedError
from tests.conftest import Site, files

Begin = Callable[[Path], Session]


def test_every_file_is_what_a_build_with_drafts_writes(small: Site, begin: Begin) -> None:
    small.article("2020/01/pictured", "![A map](map.png)")
    (small.folder / "content/articles/2020/01/map.png").write_bytes(b"\x89PNG")
    small.write("static/own.css", "b { color: red }")
    result = small.build(now=int(time.time()), drafts=True)
    assert not result.failed, result.issues
    session = begin(small.folder)
    built = files(small.output)
    assert len(built) > 40
    unlike = []
    for path, data in built.items():
        answer = session.page("/" + path)
        if (answer.status, answer.body) != (200, data):
            unlike.append(path)
        if path.endswith("/index.html"):
            assert session.page("/" + path.removesuffix("index.html")) == answer
    assert unlike == []


def test_nothing_is_written_but_the_store(small: Site, begin: Begin) -> None:
    before = files(small.folder)
    session = begin(small.folder)
    assert session.page("/").status == 200
    assert files(small.folder) == before
    assert [p.name for p in (small.folder / ".communique").iterdir() if p.suffix == ".sqlite"] == ["preview.sqlite"]
    assert not small.output.exists()


def test_media_types(small: Site, begin: Begin) -> None:
    small.write("static/a.woff2", "x")
    small.write("static/a.js", "x")
    small.write("static/a.unheard-of", "x")
    session = begin(small.folder)
    assert session.page("/").media_type == "text/html; charset=utf-8"
    assert session.page("/feed.xml").media_type == "application/xml; charset=utf-8"
    assert session.page("/feed.json").media_type == "application/json; charset=utf-8"
    assert session.page("/robots.txt").media_type == "text/plain; charset=utf-8"
    assert session.page("/static/a.woff2").media_type == "font/woff2"
    assert session.page("/static/a.js").media_type == "text/javascript; charset=utf-8"
    assert session.page("/static/a.unheard-of").media_type == "application/octet-stream"


def test_a_draft_is_shown_and_marked(small: Site, begin: Begin) -> None:
    small.write("templates/article.html", '<title>{{ page.title }}</title>{{ page.held or "public" }}')
    small.article("2099/01/later", "Later.")
    session = begin(small.folder)
    assert session.page("/2019/02/quagga/").body == b"<title>Quagga</title>draft"
    assert session.page("/2099/01/later/").body == b"<title>Later</title>future"
    assert session.page("/2019/01/moscow/").body == b"<title>Moscow</title>public"


def test_a_folder_without_its_slash_redirects(small: Site, begin: Begin) -> None:
    small.article("2019/03/москва", slug="москва")
    session = begin(small.folder)
    answer = session.page("/2019/01/moscow")
    assert (answer.status, answer.location) == (302, "/2019/01/moscow/")
    assert session.page("/2019/03/москва").location == "/2019/03/%D0%BC%D0%BE%D1%81%D0%BA%D0%B2%D0%B0/"
    assert session.page("/2019/03/москва/").status == 200


def test_the_base_path_comes_before_every_address(small: Site, begin: Begin) -> None:
    small.write("site.toml", 'title = "T"\nbase_url = "https://x.example/the/archive/"\n')
    session = begin(small.folder)
    assert session.base == "/the/archive/"
    assert session.page("/the/archive/2019/01/moscow/").status == 200
    for path in ("/", "/the/archive"):
        assert session.page(path)[::3] == (302, "/the/archive/")
    assert session.page("/2019/01/moscow").location == "/the/archive/2019/01/moscow/"
    assert session.page("/the/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/nothing/",
        "/../site.toml",
        "/site.toml",
        "/static/../site.toml",
        "/static/../../site.toml",
        "/static/..\\site.toml",
        "/media/../site.toml",
        "/media/articles/1955/06/talks.md",
        "//",
        "//2019/01/moscow",
        "/\0",
        "/static/\0",
        "/.communique/preview.sqlite",
        "/pagefind/pagefind.js",
        "site.toml",
        "/\udcff",
        "/" + "a" * 5000,
    ],
)
def test_no_file_outside_the_site_is_served(small: Site, begin: Begin, path: str) -> None:
    answer = begin(small.folder).page(path)
    assert answer.status == 404
    assert b"base_url" not in answer.body


def test_404_is_the_sites_own_page_or_a_plain_one(small: Site, begin: Begin) -> None:
    small.write("templates/404.html", "ours")
    session = begin(small.folder)
    assert session.page("/nothing/").body == b"ours"
    small.write("site.toml", 'title = "T"\nbase_url = "https://x.example/"\n[pages]\nnot_found = false\n')
    session.refresh()
    answer = session.page("/<nothing>/")
    assert answer.status == 404
    assert b"&lt;nothing&gt;" in answer.body


def test_every_fault_is_on_every_page_until_it_is_mended(small: Site, begin: Begin) -> None:
    session = begin(small.folder)
    small.article("2020/01/first", date="2020-13-01", title="'<script>'")
    small.article("2020/01/second", status="unheard-of")
    found = session.refresh()
    assert len([i for i in found.issues if i.severity == "error"]) == 2
    for path in ("/", "/2019/01/moscow/", "/nowhere"):
        answer = session.page(path)
        text = answer.body.decode()
        assert (answer.status, answer.media_type) == (500, "text/html; charset=utf-8")
        assert "content/articles/2020/01/first.md:3:7" in text
        assert "content/articles/2020/01/second.md:5" in text
        assert "2020-13-01</span>" in text
        assert "^</b>" in text
        assert "There is no month 13." in text
        assert '<p class="code"><a href="/@communique/faults/not-a-date">not-a-date</a>' in text
        assert text.count("singapore.md") == 0
        assert "<script>" not in text.replace("<script src=", "")
        assert "</head>" in text
    assert session.page("/feed.xml").media_type.startswith("text/plain")
    assert session.page("/static/style.css").status in {200, 404, 500}
    (small.folder / "content/articles/2020/01/first.md").unlink()
    (small.folder / "content/articles/2020/01/second.md").unlink()
    session.refresh()
    assert session.page("/").status == 200


def test_broken_settings_are_a_fault_like_any_other(small: Site, begin: Begin) -> None:
    settings = (small.folder / "site.toml").read_text()
    session = begin(small.folder)
    small.write("site.toml", "title = \n")
    session.refresh()
    assert b"site.toml:1:9" in session.page("/").body
    (small.folder / "site.toml").unlink()
    session.refresh()
    assert session.page("/").status == 500
    small.write("site.toml", settings)
    session.refresh()
    assert session.page("/").status == 200


def test_a_session_may_begin_with_faults(site: Site, begin: Begin) -> None:
    session = begin(site.folder)
    assert session.page("/").status == 500
    assert b"content" in session.page("/").body
    site.article("2019/01/first")
    session.refresh()
    assert session.page("/").status == 200


def test_a_templates_fault_has_its_line_and_the_page(small: Site, begin: Begin, said: list[str]) -> None:
    small.write("templates/article.html", "<title>x</title>\n\n{{ page.unheard_of.thing }}\n")
    session = begin(small.folder)
    assert session.page("/").status == 200
    answer = session.page("/2019/01/moscow/")
    text = answer.body.decode()
    assert answer.status == 500
    assert "templates/article.html:3" in text
    assert "/2019/01/moscow/" in text
    assert "{{ page.unheard_of.thing }}" in text
    session.page("/2018/11/singapore/")
    assert len(said) == 1
    assert said[0].startswith("templates/article.html:3: ")
    small.write("templates/article.html", "mended")
    session.ahead({str(small.folder / "templates/article.html")})
    assert session.page("/2019/01/moscow/").body == b"mended"


def test_a_template_that_cannot_be_read(small: Site, begin: Begin) -> None:
    small.write("templates/article.html", "\n{% if %}\n")
    answer = begin(small.folder).page("/2019/01/moscow/")
    assert answer.status == 500
    assert b"templates/article.html:2" in answer.body


def test_theme_changes_do_not_read_the_content_again(small: Site, begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin(small.folder)
    monkeypatch.setattr(sessions, "load", None)
    changed = small.write("static/new.css", "x")
    session.ahead({str(changed)})
    assert session.page("/static/new.css").body == b"x"


def test_an_unexpected_fault_is_ours_and_passes(
    small: Site, begin: Begin, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begin(small.folder)
    with monkeypatch.context() as m:

        def fails(*_: object, **__: object) -> None:
            raise RuntimeError("two\nlines")

        m.setattr(sessions, "load", fails)
        assert session.refresh().failure
        answer = session.page("/")
    assert answer.status == 500
    assert "fault of Communiqué" in answer.body.decode()
    assert b"RuntimeError" in answer.body
    assert len(said) == 1
    assert "two lines" in said[0]
    session.refresh()
    assert session.page("/").status == 200


def test_what_the_system_refuses_is_not_called_a_bug(small: Site, begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin(small.folder)

    def fails(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sessions, "load", fails)
    session.refresh()
    text = session.page("/").body.decode()
    assert "Permission denied" in text
    assert "fault of Communiqué" not in text


def test_a_full_disk_is_told_in_words_and_passes(
    small: Site, begin: Begin, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begin(small.folder)
    path = small.article("2019/01/moscow", "Again.")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as m:
        m.setattr("communique.store.bodies.Bodies.keep", full)
        assert session.ahead({str(path)}) is None
        for _ in range(2):
            session.refresh()
        assert b"the disk is full. Make room" in session.page("/").body
    assert said == ["the disk is full. Make room, and save once more."]
    session.refresh()
    assert b"Again." in session.page("/2019/01/moscow/").body


def test_a_store_that_is_removed_or_damaged_is_made_again(small: Site, begin: Begin) -> None:
    session = begin(small.folder)
    folder = small.folder / ".communique"
    for file in folder.glob("preview.sqlite*"):
        file.unlink()
    small.article("2020/01/new")
    session.refresh()
    assert session.page("/2020/01/new/").status == 200
    for file in folder.glob("preview.sqlite*"):
        file.write_bytes(b"not a database, not at all" * 400)
    small.article("2020/01/newer")
    session.refresh()
    assert session.page("/2020/01/newer/").status == 200


def test_another_session_may_sweep_the_store(small: Site, begin: Begin) -> None:
    first = begin(small.folder)
    small.article("2019/01/moscow", "Rewritten.", countries="Russia, Japan")
    begin(small.folder)
    answer = first.page("/2019/01/moscow/")
    assert answer.status == 200
    assert b"Rewritten." in answer.body


def test_a_reading_can_be_stopped(small: Site, begin: Begin) -> None:
    session = begin(small.folder)
    small.article("2020/01/new")
    session.stop()
    with pytest.raises(StoppedError):
        session.refresh()
