"""Faults in bytes that cannot be kept as files: other encodings, damaged files, enormous and endlessly nested ones."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ARTICLE, Site

pytestmark = pytest.mark.filterwarnings("error")

HEADER = "---\ntitle: Talks\ndate: 2019-01-22\nsources: [TASS]\n"
UTF_8 = "Save it as UTF-8: most editors have that in 'Save as', under 'Encoding'."


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    """No fault may take long to find."""
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < 8


# encodings


def test_a_byte_order_mark_is_no_fault(site: Site) -> None:
    site.article(b"\xef\xbb\xbf" + ARTICLE.encode())
    assert site.is_fine


def test_columns_are_counted_without_a_byte_order_mark(site: Site) -> None:
    site.article(b"\xef\xbb\xbf---\ntitle: T\ndate: soon\nsources: [TASS]\n---\n")
    assert site.lines == ["HERE:3:7: date: 'soon' is not a date. Write it as 1956-10-19 (year, month, day)."]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_no_fault(site: Site, end: str) -> None:
    site.article((ARTICLE + "See [this](talks.md).\n").replace("\n", end))
    assert site.is_fine


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(site: Site, end: str) -> None:
    site.article((ARTICLE + "See [this](gone.md).\n").replace("\n", end))
    assert [line.split(" ")[0] for line in site.lines] == ["HERE:8:12:"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16(site: Site, encoding: str) -> None:
    site.article(("\ufeff" + ARTICLE).encode(encoding))
    assert site.lines == [f"HERE:1:1: is written in UTF-16. {UTF_8}"]


def test_utf_16_without_a_mark(site: Site) -> None:
    site.article(ARTICLE.encode("utf-16-le"))
    hint = "See whether the file is damaged, or written in UTF-16; if it is, save it as UTF-8."
    assert site.lines == [f"HERE:1:2: holds the control character U+0000, which no text has. {hint}"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_latin_1(site: Site, end: str) -> None:
    site.article((ARTICLE + "Übersee: Côte d'Ivoire").replace("\n", end).encode().replace(b"\xc3\xb4", b"\xf4"))
    assert site.lines == [f"HERE:8:11: the byte 0xF4 is not UTF-8; the file looks like Latin-1 or Windows-1252. {UTF_8}"]


@pytest.mark.parametrize(
    ("character", "hint"),
    [
        ("\0", "See whether the file is damaged, or written in UTF-16; if it is, save it as UTF-8."),
        ("\x0b", "Remove it; other programs may not show it."),
        ("\x1b", "Remove it; other programs may not show it."),
        ("\x93", "A quotation mark or dash from an old Windows program, it seems: write it anew."),
        ("\uffff", "Remove it; other programs may not show it."),
    ],
)
@pytest.mark.parametrize(("text", "place"), [(ARTICLE.replace("Moscow", "é@"), "2:19"), (ARTICLE + "\né @", "9:3")])
def test_control_characters(site: Site, text: str, place: str, character: str, hint: str) -> None:
    site.article(text.replace("é@", "é " + character).replace("@", character))
    code = f"U+{ord(character):04X}"
    assert site.lines == [f"HERE:{place}: holds the control character {code}, which no text has. {hint}"]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_lines_are_those_of_an_editor(site: Site, character: str) -> None:
    site.article(HEADER + f'summary: "a{character}b"\nstatus: drafft\n---\n' if character != "\x85" else HEADER)
    expected = "HERE:6:9: status: 'drafft' is not known here. Did you mean 'draft'?"
    if character == "\x85":
        expected = (
            "HERE:1:1: the header that begins here is never closed. Put a line of three hyphens (---) after its last field."
        )
    assert site.lines == [expected]


def test_an_empty_file(site: Site) -> None:
    site.article(b"")
    assert site.lines == ["HERE:1:1: is empty. Give it a header with a title and a date, or remove it."]


def test_a_file_of_one_mark(site: Site) -> None:
    site.article(b"\xef\xbb\xbf")
    assert site.lines == ["HERE:1:1: is empty. Give it a header with a title and a date, or remove it."]


# size and depth


def test_ten_megabytes(site: Site) -> None:
    site.article(ARTICLE + "A line of text.\n" * 655_360)
    assert site.lines == [
        "HERE: is longer than 4 MB, which is the most. Divide it, or keep what is no text as a file to link to."
    ]


def test_a_megabyte_of_text_is_no_fault(site: Site) -> None:
    site.article(ARTICLE + ("A line of text with [a link](https://e.example/) in it.\n" * 10 + "\n") * 1800)
    assert site.is_fine


@pytest.mark.parametrize("opening", ["[", "{"])
def test_brackets_in_a_header(site: Site, opening: str) -> None:
    site.article(f"{HEADER}tags: {opening * 100_000}\n---\n\nText.\n")
    hint = "A field holds a value, a list or a list of fields; nothing deeper is needed."
    assert site.lines == [f"HERE:5:46: the header is nested more than 40 levels deep. {hint}"]


@pytest.mark.parametrize("mark", ["- ", "? ", "-\t"])
def test_list_marks_in_a_header(site: Site, mark: str) -> None:
    site.article(f"{HEADER}tags:\n  {mark * 50_000}a\n---\n\nText.\n")
    [line] = site.lines
    assert line.startswith("HERE:6:")


def test_a_header_of_a_megabyte(site: Site) -> None:
    site.article(f"{HEADER}tags: [{'peace, ' * 150_000}]\n---\n\nText.\n")
    message = "the header is 1,050,055 characters long; 262,144 are the most."
    assert site.lines == [f"HERE:1:1: {message} Is its closing line (---) in the right place?"]


TANGLED = {
    "[": "HERE:9:3: too many brackets from here on are opened and not closed. "
    "Close them, or write \\[ for a bracket that is meant as one.",
    "![": "HERE:9:4: too many brackets from here on are opened and not closed. "
    "Close them, or write \\[ for a bracket that is meant as one.",
    "[a](": "HERE:9:6: too many brackets from here on are opened and not closed. "
    "Close them, or write \\[ for a bracket that is meant as one.",
    "<a ": "HERE:9:3: too many tags from here on are opened with < and not closed with >. "
    "Close them, or write &lt; for a < that is meant as one.",
    "-\n": "HERE:10:1: too many lines of hyphens, equals signs or abbreviations follow each other here. "
    "Put blank lines between them, or remove them.",
    "> ": "HERE:9:1: too many quotations begin within each other here. "
    "One > begins a line of a quotation, and >> one of a quotation within it.",
}


@pytest.mark.parametrize("mark", TANGLED)
def test_a_hundred_thousand_marks(site: Site, mark: str) -> None:
    site.article(f"{ARTICLE}\n{'' if mark == '> ' else 'a '}{mark * 100_000}")
    assert site.lines == [TANGLED[mark]]


def test_brackets_that_close(site: Site) -> None:
    site.article(f"{ARTICLE}\na {'[' * 50_000}{']' * 50_000}")
    [line] = site.lines
    assert line.endswith("Close them, or write \\[ for a bracket that is meant as one.")


@pytest.mark.parametrize("mark", ["- ", "* ", "1. ", "*", "_", "`", "|", "#", ">", "    ", "<!--", "&", "{: ", "]", ")", "\\"])
def test_marks_that_do_no_harm(site: Site, mark: str) -> None:
    site.article(f"{ARTICLE}\na {mark * 20_000}\n\n{mark * 20_000}\n")
    for line in site.lines:
        assert line.startswith(("HERE:9:", "HERE:11:")), line


def test_deep_indentation(site: Site) -> None:
    site.article(ARTICLE + "\n" + "".join(" " * 4 * n + "- a\n" for n in range(300)))
    for line in site.lines:
        assert line.startswith("HERE:9:1: the text from here on is nested too deep."), line


def test_a_text_after_one_that_broke_off_is_read_as_ever(tmp_path: Path) -> None:
    from communique.source.markdown import Text

    text = Text(trust_html=False)
    before = text.convert("content/pages/a.md", "- a\n- b\n\nText.", 1)
    _, issues = text.convert("content/pages/a.md", "- " * 5_000 + "a", 1)
    assert [i.code for i in issues] == ["text-too-deep"]
    assert text.convert("content/pages/a.md", "- a\n- b\n\nText.", 1) == before


def test_an_error_in_the_markdown_library_is_told_with_its_block(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from markdown import Markdown

    convert = Markdown.convert

    def fail(self: Markdown, source: str) -> str:
        if "poison" in source:
            raise AssertionError("bad\nstate")
        return convert(self, source)

    monkeypatch.setattr(Markdown, "convert", fail)
    site.article(ARTICLE + "\nOne.\n\n`Two`.\n\nSome poison.\n\nThree.\n")
    assert site.lines == [
        "HERE:13:1: the text from here on cannot be read (bad state). Look for HTML or mark-up that is begun and not ended."
    ]


# names


def test_names_of_five_hundred_bytes(site: Site) -> None:
    long = "й" * 250
    site.article(f"---\ntitle: {long}\ndate: 2019-01-22\nsources: [{long}]\ntags: [{long}, {long}к]\n---\n\nText.\n")
    site.article(name=f"{'й' * 125}.md")
    site.article(name=f"{'й' * 124}к.md")
    site.write("content/people/a.md", f"---\nname: {long}\n---\n")
    assert site.is_fine


def test_a_file_name_that_is_not_utf_8(site: Site) -> None:
    try:
        file = os.fsencode(site.article()).replace(b"talks", b"t\xe4lks")
        Path(os.fsdecode(file)).write_text(ARTICLE)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    assert site.lines == ["content/articles/2019/01/t�lks.md: its name is not UTF-8. Rename the file."]


# the file system


def test_a_link_to_a_folder_above(site: Site) -> None:
    site.article()
    (site.path / "content/articles/2019/loop").symlink_to("..", target_is_directory=True)
    (site.path / "content/articles/2019/self").symlink_to("self")
    told = "is a symbolic link that leads nowhere or back to a folder above it. Remove the link."
    assert site.lines == [f"content/articles/2019/loop: {told}", f"content/articles/2019/self: {told}"]


def test_a_link_out_of_the_folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    site.article()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.md").write_text(ARTICLE)
    (site.path / "content/articles/a.md").symlink_to(elsewhere / "secret.md")
    (site.path / "content/people").symlink_to(elsewhere, target_is_directory=True)
    told = "is a symbolic link out of the site's folder. Copy what it points to into the site."
    assert site.lines == [f"content/articles/a.md: {told}", f"content/people: {told}"]


def test_a_link_to_nowhere(site: Site) -> None:
    site.article()
    (site.path / "content/articles/a.md").symlink_to("gone.md")
    assert site.lines == [
        "content/articles/a.md: is a symbolic link that leads nowhere or back to a folder above it. Remove the link."
    ]


def test_a_link_within_the_site_is_no_fault(site: Site) -> None:
    site.article()
    site.write("shared/about.md", "---\ntitle: About\n---\n\nText.\n")
    (site.path / "content/pages").symlink_to("../shared", target_is_directory=True)
    assert site.is_fine


def test_a_file_that_cannot_be_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.article()
    site.article(name="locked.md")

    def refuse(file: object, *a: object, **k: object) -> object:
        if "locked" in str(file):
            raise PermissionError(13, "Permission denied")
        return open(file, *a, **k)  # type: ignore[call-overload]

    monkeypatch.setattr("communique.build.load.open", refuse, raising=False)
    assert site.lines == [
        "content/articles/2019/01/locked.md: cannot be read: Permission denied. Look at its permissions, or build again."
    ]


def test_a_folder_that_cannot_be_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.article()
    site.write("content/people/a.md", "---\nname: A\n---\n")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("people"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("communique.source.scan.os.scandir", refuse)
    assert site.lines == [
        "content/people: cannot be read: Permission denied. Look at its permissions, and whether its disk is there."
    ]


def test_settings_that_are_not_utf_8(site: Site) -> None:
    site.write("site.toml", b'title = "A"\nsubtitle = "C\xf4te"\nbase_url = "https://archive.example/"\n')
    assert site.lines == ["site.toml:2: the byte 0xF4 is not UTF-8. Save the file as UTF-8."]


def test_settings_that_are_a_folder(site: Site) -> None:
    (site.path / "site.toml").unlink()
    (site.path / "site.toml").mkdir()
    assert site.lines == ["site.toml: cannot be read: Is a directory. It must be a file, and one that you may read."]


def test_settings_nested_without_end(site: Site) -> None:
    site.write("site.toml", f"title = {'[' * 100_000}")
    assert site.lines == ["site.toml: is not TOML: it is nested too deep. No setting needs a list within a list."]
