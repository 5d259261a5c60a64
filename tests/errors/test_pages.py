"""Each code has a page in docs/faults/, whose example yields it and, mended, does not; and each page has a code."""

import re
from pathlib import Path

import pytest

from communique.source.parse import Parser  # noqa: F401 - what reads is loaded before the first example is timed
from tests.errors.pages import FOLDER, MADE, TO_WRITE, codes, example, found, index, page, pages, schema, write

PAGES = pages()
README = (FOLDER / "README.md").read_text("utf-8")
RUN = "run: .venv/bin/python -m tests.errors.pages"


@pytest.mark.parametrize("code", PAGES)
def test_a_page_shows_what_is_told_of_its_example_and_how_to_mend_it(code: str, tmp_path: Path) -> None:
    text = PAGES[code]
    try:
        filled = page(text, code)
    except (OSError, AttributeError):
        if code not in {"file-name-not-utf-8", "file-name-invisible", "not-a-file", "symlink-loop", "symlink-out-of-site"}:
            raise
        pytest.skip("this system has no such file")
    assert text == filled, RUN
    assert f"[{code}]" in re.sub(r"\s+", " ", filled), f"the example of {code} does not yield it"
    assert text.startswith(f"# {code}\n") and TO_WRITE not in text
    if code not in MADE:
        write(example(text).mended, tmp_path)
        assert found(tmp_path, code) == []


def test_each_code_in_the_program_has_a_page() -> None:
    missing = {code: file for code, file in codes() if code not in PAGES}
    assert missing == {}, "begin a page with: .venv/bin/python -m tests.errors.pages CODE"


def test_codes_are_words_joined_by_hyphens() -> None:
    assert [code for code in PAGES if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", code)] == []


def test_the_list_has_every_page_once_with_its_first_sentence() -> None:
    assert sorted(re.findall(r"^- \[([a-z0-9-]+)\]", README, re.MULTILINE)) == sorted(PAGES)
    assert index(README) == README, RUN


def test_the_schema_is_that_of_the_program() -> None:
    assert (FOLDER / "schema.json").read_text("utf-8") == schema(), RUN
