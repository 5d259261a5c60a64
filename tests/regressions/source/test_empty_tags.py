"""An empty `<p></p>` within a line lost its first half, and the paragraph around it ended early."""

import pytest

from communique.source.markdown import Text


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("A <p></p>", "<p>A <p></p></p>"),
        ("</p><p></p>", "<p></p><p></p></p>"),
        ("Said.\n\nA <p></p>", "<p>Said.</p>\n<p>A <p></p></p>"),
    ],
)
def test_every_tag_in_a_line_is_kept(source: str, html: str) -> None:
    body, _ = Text(trust_html=True).convert("content/pages/a.md", source, 1)
    assert body.html == html
