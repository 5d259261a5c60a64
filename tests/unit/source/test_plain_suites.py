"""The fast paths give what stock Python-Markdown gives of the CommonMark spec's examples and of its own tests' texts."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.unit.source.test_plain import as_prose, keeps_marks, ours, stock

DATA = Path(__file__).parent / "data"
SUITES = {"commonmark": 650, "python-markdown": 864}
"""Each suite, and how many of its texts are compared at the least, whatever they are put into."""

VARIANTS: dict[str, Callable[[str, str], str]] = {
    "as-it-is": lambda text, _: text,
    "in-a-list": lambda text, _: "- " + text.replace("\n", "\n    "),
    "in-a-quotation": lambda text, _: "> " + text.replace("\n", "\n> "),
    "between-paragraphs": lambda text, _: f"Plain *words* before.\n\n{text}\n\nAnd plain words after.",
    "between-quotations": lambda text, _: f"> Said before.\n\n{text}\n\n> And after.",
    "within-a-paragraph": lambda text, _: f"Plain words before\n{text}\nand after.",
    "with-the-next": lambda text, following: f"{text}\n\n{following}",
}


def texts(suite: str) -> list[str]:
    return json.loads((DATA / f"{suite}.json").read_text("utf-8"))


def readable(text: str) -> str | None:
    """Give what stock Python-Markdown makes of a text, or None where it breaks off or leaves marks of its own."""
    try:
        html = stock(text)
    except Exception:  # noqa: BLE001 - its faults are not what is looked at
        return None
    return None if keeps_marks(html) else html


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("suite", SUITES)
def test_the_texts_of_a_suite_come_out_as_stock(suite: str, variant: str) -> None:
    compared, different = 0, []
    for text, following in pairwise([*texts(suite), "The end."]):
        varied = VARIANTS[variant](text, following)
        html = readable(varied)
        if html is not None:
            compared += 1
            if ours(varied) != html or as_prose(varied) not in {html, None}:
                different.append(varied)
    assert different == []
    assert compared >= SUITES[suite]
