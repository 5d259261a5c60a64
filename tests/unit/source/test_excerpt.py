"""The lines that are shown of a fault: cut so that it is in sight, and measured as a terminal shows them."""

import pytest

from communique.model.issue import Issue
from communique.source.excerpt import Lines, cells, excerpt


def shown(line: str, column: int, *, width: int = 60, message: str = "wrong."):
    (found,) = excerpt(Issue("x.md", 1, column, message, code="unknown-word"), [line], around=0, width=width)
    return found


@pytest.mark.parametrize("width", [8, 24, 80, 240])
@pytest.mark.parametrize("unit", ["ab", "日本", "e\u0301", "👩\u200d👧", "\t-"])
@pytest.mark.parametrize("before", [0, 7, 100, 1000])
@pytest.mark.parametrize("after", [0, 3, 1000])
def test_the_fault_is_in_sight_at_any_width(unit: str, before: int, after: int, width: int) -> None:
    line = unit * before + "X" + unit * after
    found = shown(line, len(unit) * before + 1, width=width)
    assert cells(found.text) <= width
    assert found.text[len(found.before)] == "X" == found.marked
    assert found.text.startswith(found.before)
    assert (
        found.text.startswith("…") == (found.before.removeprefix("…").count(unit[0]) < before and "\t" not in unit)
        or "\t" in unit
    )


def test_a_mark_is_not_parted_from_its_letter() -> None:
    found = shown("e\u0301" * 100 + "X", 201, width=20)
    assert found.before.startswith("…e\u0301")


def test_wide_letters_count_twice_and_marks_not_at_all() -> None:
    assert cells(shown("千島: X", 5).before) == 6
    assert cells(shown("é́: X".replace("é", "e\u0301"), 6).before) == 3


def test_a_tab_is_seen_and_goes_to_its_stop() -> None:
    found = shown("ab\tcd", 3)
    assert (found.text, found.before, found.marked) == ("ab→ cd", "ab", "→ ")


def test_what_a_terminal_would_act_upon_is_not_shown() -> None:
    assert shown("a\x1b[31mb\u202ec\x00", 1).text == "a\ufffd[31mb\ufffdc\ufffd"


def test_the_word_that_the_message_quotes_is_marked() -> None:
    assert shown("countries: [Rusia, Japan]", 13, message="no country is called 'Rusia'.").marked == "Rusia"
    assert shown("countries: [Rusia, Japan]", 20, message="no country is called 'Rusia'.").marked == "J"


def test_a_column_behind_the_end_and_a_line_without_one() -> None:
    found = shown("title: ", 40)
    assert (found.before, found.marked) == ("title: ", "")
    assert shown("title: A", 0).marked == ""


def test_a_line_beyond_the_end_of_a_file_that_has_changed() -> None:
    assert excerpt(Issue("x.md", 9, 1, "wrong.", code="unknown-word"), ["one"], around=2, width=60) == ()


def test_a_file_that_cannot_be_read_has_no_lines(tmp_path) -> None:
    assert Lines(tmp_path).around(Issue("x\0.md", 1, 1, "wrong.", code="unknown-word"), around=0, width=60) == ()
    (tmp_path / "y.md").write_bytes(b"\xef\xbb\xbfone\rtw\xff\r\nthree")
    lines = Lines(tmp_path).around(Issue("y.md", 2, 0, "wrong.", code="unknown-word"), around=2, width=60)
    assert [(line.number, line.text, line.here) for line in lines] == [
        (1, "one", False),
        (2, "tw\ufffd", True),
        (3, "three", False),
    ]
