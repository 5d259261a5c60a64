"""A heading called 'Notes' or 'Sources' took the id of a part of the page, to which links then led no more."""

import re
from pathlib import Path

import pytest

from communique.source.anchors import RESERVED_IDS
from communique.source.markdown import Text
from tests.conftest import REPOSITORY

TEMPLATES = REPOSITORY / "templates"
COMPUTED = {
    "{{ s.anchor }}": "statement-N",
    "{{ q.anchor }}": "statement-N",
    "{{ n.anchor }}": "note-N",
    "{{ c.anchor }}": "correction-N",
}
"""What the plan makes of it."""


def ids(folder: Path) -> set[str]:
    """Give every id in the templates, with N for a number or a computed part."""
    found = set()
    for file in folder.rglob("*.html"):
        for name in re.findall(r"""\bid=["']([^"']*)["']""", file.read_text("utf-8")):
            found.add(COMPUTED.get(name) or re.sub(r"\{\{.*?\}\}|\d+", "N", name))
    return found


def test_every_id_in_the_templates_is_reserved_and_no_other() -> None:
    assert sorted(ids(TEMPLATES)) == sorted(RESERVED_IDS)


def headings(source: str) -> list[str]:
    body, _ = Text(trust_html=False).convert("content/pages/a.md", source, 1)
    return re.findall(r'<h\d id="([^"]*)"', body.html)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Notes", "notes-1"),
        ("Sources", "sources-1"),
        ("Statement 12", "statement-12-1"),
        ("Letter 3", "letter-3-1"),
        ("Corrections title", "corrections-title-1"),
        ("The notes", "the-notes"),
        ("Источники", "источники"),
        ("1956", "1956"),
    ],
)
def test_a_heading_never_takes_an_id_of_the_theme(heading: str, name: str) -> None:
    assert headings(f"## {heading}\n\nText.") == [name]


def test_two_such_headings_differ() -> None:
    assert headings("## Notes\n\nA.\n\n## Notes\n\nB.\n\n## Notes 1\n\nC.") == ["notes-1", "notes-1_1", "notes-1_2"]
