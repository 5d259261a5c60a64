"""A table of a text stands in a frame that can be scrolled by the keyboard, named by the table's own words."""

import pytest

from communique.source.markdown import Text
from communique.source.tables import MOST, scrolling

TABLE = "| Year | *Japan* & co |\n|---|--:|\n| 1956 | 1 |"


def convert(source: str, *, trusted: bool = False) -> str:
    return Text(trust_html=trusted).convert("content/pages/a.md", source, 1)[0].html


def test_a_table_is_framed_and_named_by_its_columns() -> None:
    html = convert(f"Before.\n\n{TABLE}\n\nAfter.")
    assert html.startswith(
        '<p>Before.</p>\n<div class="scroll" tabindex="0" role="group" aria-label="Year, Japan &amp; co"><table>'
    )
    assert html.endswith("</table></div>\n<p>After.</p>")
    assert convert(TABLE, trusted=True).startswith('<div class="scroll"')


def test_a_caption_names_a_table_and_a_table_without_words_has_no_name() -> None:
    html = convert(
        "<table><caption>Who <b>signed</b></caption><tr><td>a</td></tr></table>\n\n<table><tr><td>b</td></tr></table>"
    )
    assert 'aria-label="Who signed"' in html
    assert html.count('<div class="scroll" tabindex="0"><table>') == 1


def test_only_the_outer_of_two_tables_is_framed() -> None:
    html = convert("<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>")
    assert html.count("<div") == html.count("</div>") == 1


@pytest.mark.parametrize(
    "source", ['<p title="<table>">a</p>', "`<table>`", '<p title="</table>">a</p>\n\n<table><tr><td>a</td></tr></table>']
)
def test_words_about_tables_are_no_tables(source: str) -> None:
    html = convert(source)
    assert html.count("<div") == html.count("</div>") == source.count("<tr>")


def test_a_long_name_ends_with_a_whole_column() -> None:
    html = convert("|" + "|".join(f"Column number {n}" for n in range(40)) + "|\n" + "|---" * 40 + "|\n|a|")
    name = html.split('aria-label="')[1].split('"')[0]
    assert name.endswith("Column number 6")
    assert len(name) <= MOST


def test_html_that_is_trusted_stays_as_it_is() -> None:
    source = '<script>document.write("<table></table>")</script>\n<table><tr><td>a</td></tr></table>'
    assert convert(source, trusted=True) == source
    assert scrolling("<p>a</p>") == "<p>a</p>"
