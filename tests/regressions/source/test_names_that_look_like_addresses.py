"""A link was marked with its decoded path and cut at the first `#`, so that a file called `a#b.jpg` was not found."""

from html import unescape
from urllib.parse import unquote

import pytest

from communique.source.markdown import PLACEHOLDER, Text

HERE = "content/articles/2019/01/talks.md"


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("a%23b.jpg", "a#b.jpg"),
        ("a%3Fb.jpg", "a?b.jpg"),
        ("a%25b.jpg", "a%b.jpg"),
        ("a%2523b.jpg", "a%23b.jpg"),
        ("<a b.jpg>", "a b.jpg"),
        ("a%20b.jpg", "a b.jpg"),
        ("a%22b.jpg", 'a"b.jpg'),
        ("a'b.jpg", "a'b.jpg"),
        ("a&b.jpg", "a&b.jpg"),
        ("a&amp;b.jpg", "a&b.jpg"),
        ("фото.jpg", "фото.jpg"),
        ("%D1%84.jpg", "ф.jpg"),
    ],
)
def test_a_mark_decoded_once_is_the_files_path(written: str, file: str) -> None:
    part = written.replace(">", "") + "#part" + ">" * written.count(">")
    body, issues = Text(trust_html=False).convert(HERE, f"![i]({written}) and [it]({part})", 1)
    assert issues == []
    picture, link = (unescape(m[2]) for m in PLACEHOLDER.finditer(body.html))
    assert unquote(picture) == f"content:articles/2019/01/{file}"
    assert link == f"{picture}#part"
    assert {link.target for link in body.links} == {picture}
    assert not set(picture) & set("#?\"' <>&")


def test_the_place_of_such_a_link_is_known() -> None:
    body, _ = Text(trust_html=False).convert(HERE, "One.\n\nSee ![i](a%23b.jpg).", 1)
    assert [(link.target, link.line, link.column) for link in body.links] == [("content:articles/2019/01/a%23b.jpg", 3, 10)]


def test_an_address_with_a_blank_is_marked_as_the_plan_knows_it() -> None:
    body, _ = Text(trust_html=False).convert(HERE, "[a](/old%20page/) [b](</old page/#x y>)", 1)
    assert [m[2] for m in PLACEHOLDER.finditer(body.html)] == ["route:/old page/", "route:/old page/#x%20y"]
    assert {link.target for link in body.links} == {"route:/old page/"}


def test_the_article_that_is_translated_may_have_any_name() -> None:
    from communique.model.config import Config
    from communique.source.parse import Parser

    parser = Parser(Config("A", "https://a.example/"), b"")
    text = "---\ntitle: T\ndate: 2019-01-22\nsources: [TASS]\ntranslation_of: 'articles/100%25#a.md'\n---\n"
    parsed, _ = parser.parse(HERE, text.encode(), b"")
    assert parsed.document is not None
    assert [link.target for link in parsed.document.links] == ["content:articles/100%2525%23a.md"]
