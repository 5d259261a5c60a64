"""Headers in a text editor: yaml-language-server, behind the filter that shows it nothing but the header."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.preview.headers import Filter, header_alone, pump, read, write
from tests.cli.language import Editor, installed
from tests.conftest import SETTINGS, Site

HEADER = "---\ntitle: Talks\ndate: 2019-01-22\n"
BODY = "---\n\nThey met in Moscow: a: b\n\n- one\n\n# Two\n\n  *\n"
STORY = "content/articles/2019/01/talks.md"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    server = installed()
    if server is None:
        pytest.skip("no yaml-language-server on this machine: sh tests/cli/server.sh brings it where npm is")
    site = Site(tmp_path_factory.mktemp("site"))
    site.write("site.toml", SETTINGS)
    site.write("content/people/vladimir-putin.md", "---\nname: Vladimir Putin\n---\n")
    with Editor(site.folder, server) as started:
        yield started


def test_a_sound_header_is_sound_whatever_stands_below_it(editor: Editor) -> None:
    assert editor.faults(STORY, HEADER + "tags: Russia, Japan\ncountries: [Ruritania]\nsources:\n" + BODY) == []


def test_a_wrong_word_an_unknown_field_and_a_missing_one_are_told_in_their_places(editor: Editor) -> None:
    faults = editor.faults(STORY, "---\ntitle: Talks\nstatus: drfat\ntgas: x\n" + BODY)
    assert sorted(faults) == [
        '2:1: Missing property "date".',
        '3:9: Value is not accepted. Valid values: "draft", "published", "corrected", "retracted".',
        "4:1: Property tgas is not allowed.",
    ]
    [fault] = editor.faults(STORY, HEADER.replace("-22", "-32") + BODY)
    assert fault.startswith("3:7: A day, such as 1956-10-19, or a moment, such as ")
    [fault] = editor.faults(STORY, HEADER + "countries:\n  - {country: Japan, role: hots}\n" + BODY)
    assert fault.startswith('5:28: Value is not accepted. Valid values: "party", "host", "mediator"')


def test_fields_are_completed_with_what_they_mean(editor: Editor) -> None:
    fields = editor.complete(STORY, HEADER + "|\n" + BODY)
    assert fields["event_date"].startswith("When it happened: a day, a month, a season")
    assert {"countries", "people", "statements", "sources"} <= set(fields)
    assert "title" not in fields  # it is there already
    assert "born" in editor.complete("content/people/a.md", "---\nname: A\n|\n---\n")


def test_words_are_completed_with_what_they_mean(editor: Editor) -> None:
    assert editor.complete(STORY, HEADER + "status: |\n" + BODY) == {
        "draft": "is on no page",
        "published": "is on the site; so is a story that gives no status",
        "corrected": "is on the site, marked, with 'corrections'",
        "retracted": "is on the site, marked, with 'retraction'; the archive no longer stands by it",
    }
    roles = editor.complete(STORY, HEADER + "countries:\n  - country: Japan\n    role: |\n" + BODY)
    assert list(roles) == ["party", "host", "mediator", "observer", "depositary", "subject"]
    assert roles["host"] == "where it takes place"


def test_names_of_countries_and_of_the_archives_own_people_are_completed(editor: Editor) -> None:
    countries = editor.complete(STORY, HEADER + "countries:\n  - |\n" + BODY)
    assert {"Japan", "Soviet Union", "Switzerland"} <= set(countries)
    assert "Vladimir Putin" in editor.complete(STORY, HEADER + "people: [|]\n" + BODY)


def test_nothing_is_proposed_in_the_text_and_nothing_is_formatted(editor: Editor) -> None:
    assert editor.complete(STORY, HEADER + BODY + "\n|\n") == {}
    assert set(editor.offered) == {"textDocumentSync", "completionProvider", "hoverProvider"}
    assert editor.offered["textDocumentSync"] == {"openClose": True, "change": 1, "save": True}


def test_a_profile_that_is_saved_is_proposed_from_then_on(editor: Editor) -> None:
    header = "---\nname: Taro Kono\n---\n"
    editor.faults("content/people/taro-kono.md", header)
    (editor.site / "content/people/taro-kono.md").write_text(header, "utf-8")
    assert "Taro Kono" not in editor.complete(STORY, HEADER + "people: [|]\n" + BODY)
    editor.save("content/people/taro-kono.md")
    assert "Taro Kono" in editor.complete(STORY, HEADER + "people: [|]\n" + BODY)


# the filter alone


@pytest.mark.parametrize(
    ("text", "seen", "lines"),
    [
        ("---\na: 1\n---\n\nText.\n", "---\na: 1\n\n\n\n", 2),
        ("---\r\na: 1\r\n---\r\nText", "---\r\na: 1\r\n\n", 2),
        ("---\na: 1\n...\n", "---\na: 1\n\n", 2),
        ("---\na: 1\n", "---\na: 1\n", 3),  # not closed as yet
        ("Text.\n---\na: 1\n---\n", "\n\n\n\n", 0),
        ("", "", 0),
    ],
)
def test_the_server_sees_the_header_alone_in_its_place(text: str, seen: str, lines: int) -> None:
    assert header_alone(text) == (seen, lines)
    assert text.count("\n") == seen.count("\n")


def test_what_the_server_asks_is_answered_and_what_it_offers_is_cut_down() -> None:
    editor, server = io.BytesIO(), io.BytesIO()
    between = Filter(editor, server, {"file:///s.json": "content/*.md"})
    between.from_editor({"id": 0, "method": "initialize", "params": {}})
    capabilities = {"hoverProvider": True, "documentFormattingProvider": True, "textDocumentSync": 2}
    between.from_server({"id": 0, "result": {"capabilities": capabilities}})
    between.from_editor({"method": "workspace/didChangeConfiguration", "params": {"settings": {}}})
    between.from_server(
        {"id": 1, "method": "workspace/configuration", "params": {"items": [{"section": "yaml"}, {"section": "x"}]}}
    )
    between.from_server({"id": 2, "method": "client/registerCapability", "params": {}})
    between.from_server({"id": 3, "method": "window/showMessageRequest", "params": {}})
    server.seek(0)
    editor.seek(0)
    to_server, to_editor = [], []
    pump(server, to_server.append)
    pump(editor, to_editor.append)
    assert to_editor[0]["result"]["capabilities"] == {
        "textDocumentSync": {"openClose": True, "change": 1, "save": True},
        "hoverProvider": True,
    }
    assert [m["method"] for m in to_editor[1:]] == ["window/showMessageRequest"]
    assert [m.get("id") for m in to_server] == [0, 1, 2]
    assert to_server[1]["result"][0]["schemas"] == {"file:///s.json": ["content/*.md"]}
    assert to_server[1]["result"][1] is None


def test_messages_are_read_as_they_are_written() -> None:
    stream = io.BytesIO()
    write(stream, {"text": "Путин"})
    stream.write(b"Content-Type: x\r\ncontent-length: 2\r\n\r\n{}")
    stream.seek(0)
    assert json.dumps(read(stream), ensure_ascii=False) == '{"text": "Путин"}'
    assert read(stream) == {}
    assert read(stream) is None


def test_without_the_server_it_says_how_to_install_it(
    small: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from communique.cli import main

    monkeypatch.setenv("PATH", str(Path(small.folder)))
    assert main(["lsp", "--site", str(small.folder)]) == 1
    assert "npm install --global yaml-language-server" in capsys.readouterr().err
