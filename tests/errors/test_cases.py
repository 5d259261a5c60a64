"""One broken site for each fault: `cases/NAME/` is the site, its `expected.txt` the lines that are printed for it.

To add a case, make its folder, run this test, and read what it says as the editor who made the mistake. A case whose
`expected.txt` is empty shows what must work.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

CASES = Path(__file__).with_name("cases")

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize("name", sorted(p.name for p in CASES.iterdir()))
def test_each_fault_is_told(name: str, lines: Callable[..., list[str]]) -> None:
    expected = (CASES / name / "expected.txt").read_text("utf-8").splitlines()
    assert lines(CASES / name) == expected


def test_every_case_says_where_and_what_to_do() -> None:
    for case in CASES.iterdir():
        for line in (case / "expected.txt").read_text("utf-8").splitlines():
            place, _, said = line.partition(": ")
            assert place.startswith(("content", "site.toml")), line
            assert said.rstrip('"/>').endswith((".", "?", ")", "]")) or " = " in said, line
            assert len(said.split(". ")) > 1, f"{line}: no hint"
            assert "Traceback" not in line
