"""`Art. &#167 5`, a character by its number without the semicolon, came out as those signs where a text held no other HTML."""

import pytest

from communique.source.markdown import Text


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("See &#167 5.", "<p>See § 5.</p>"),
        ("See &#xA7 5.", "<p>See § 5.</p>"),
        ("> See &#167", "<blockquote>\n<p>See §</p>\n</blockquote>"),
        ("See &#167; 5.", "<p>See § 5.</p>"),
        ("See &# 5.", "<p>See &amp;# 5.</p>"),
    ],
)
def test_a_character_by_its_number_needs_no_semicolon(source: str, html: str) -> None:
    body, _ = Text(trust_html=False).convert("content/pages/a.md", source, 1)
    assert body.html == html
