"""`///Footnotes Go Here///` put the notes in its place where it stood alone, but not where it stood in a plain paragraph."""

import pytest

from communique.source.markdown import Text


@pytest.mark.parametrize("marker", ["///Footnotes Go Here///", "Notes: ///Footnotes Go Here///"])
def test_notes_go_where_the_author_says(marker: str) -> None:
    body, _ = Text(trust_html=False).convert("content/pages/a.md", f"A.[^1]\n\n{marker}\n\nB.\n\n[^1]: N.", 1)
    assert "Go Here" not in body.html
    assert body.html.index('class="footnote"') < body.html.index("<p>B.</p>")
