"""Quotations that Python-Markdown joins came out apart, and one without a blank line after it was told as unreadable."""

import pytest

from communique.source.markdown import Text


def html(source: str) -> str:
    body, issues = Text(trust_html=True).convert("content/pages/a.md", source, 1)
    assert not issues
    return body.html


@pytest.mark.parametrize(
    "between",
    ["\n\n\n\n", "\n\n\n\n\n", "\n\n[1]: https://x.example/\n\n", "\n\n[^1]: A note.\n\n", "\n\n\u00a0\n\n", "\n\n \n\n"],
)
def test_quotations_with_nothing_to_see_between_them_are_one(between: str) -> None:
    assert "<blockquote>\n<p>One.</p>\n<p>Two.</p>\n</blockquote>" in html(f"> One.{between}> Two.")


def test_quotations_with_a_paragraph_between_them_are_two() -> None:
    assert html("> One.\n\nSaid.\n\n> Two.").count("<blockquote>") == 2


def test_a_quotation_may_end_the_text_after_unclosed_html() -> None:
    assert html("A\n\n> <bdiv>\n> for\n <div>\n> for\n").startswith("<p>A</p>\n<blockquote>")
