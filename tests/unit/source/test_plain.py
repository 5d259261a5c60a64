"""The fast paths give what stock Python-Markdown gives."""

import random

import pytest
from markdown import Markdown

from communique.source import prose
from communique.source.body import Body
from communique.source.markdown import OPTIONS, Text, extensions_for
from communique.source.plain import PlainProse

PIECES = [
    "treaty",
    "the *islands*",
    "**in force**",
    "***both***",
    "_old_",
    "a_b_c",
    "`code`",
    "[a link](https://x.example/a)",
    "[a link](https://x.example/a_b)",
    "[ref][1]",
    "[x](y.md)",
    "![img](a.png)",
    "!",
    "! [a](https://b.example)",
    "&amp;",
    "&",
    "&#167",
    "<b>raw</b>",
    "<p>",
    "</p>",
    "<https://auto.example>",
    "\\*escaped\\*",
    "* alone *",
    "** spaced **",
    "**a*b**",
    "*a**b*",
    "**a***b*",
    "2 * 3 * 4",
    "“quoted”",
    "«да»",
    "1956-10-19",
    "note[^1]",
    "HTML",
    "{: .cls }",
    "[a](https://b.example){: .cls }",
    "**x**{.y}",
    "a:b",
    "x@y.z",
    "end  ",
    "#",
    "12.",
    "-",
    ">",
    "|",
    "[a](https://b.example)(c)",
    "[a](https://b.example)[c]",
    "[](https://b.example)",
    "[a]( https://b.example )",
    '[a](https://b.example "t")',
    "**",
    "*",
    "[",
    "]",
    "](",
    "\u200b",
    "…",
    "*a*b*",
    "**a**b**",
    "*a* *b* **c** [d](https://e.example) *f*",
]
STARTS = [
    "",
    "",
    "",
    "",
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "> ",
    "    ",
    "| a | b |\n|---|---|\n| ",
    "[^1]: ",
    "*[HTML]: ",
    "[1]: ",
    "“",
    "\t",
    "a\n---\n",
    "a\n===\n",
    "Term\n: ",
]


def stock(text: str) -> str:
    """Convert with all extensions and nothing of ours."""
    return Markdown(extensions=["footnotes", "tables", "attr_list", "abbr", "toc", "sane_lists"], **OPTIONS).convert(text)


def ours(text: str) -> str:
    """Convert as the generator does."""
    names = extensions_for(text)
    options = {**OPTIONS, "extension_configs": {k: v for k, v in OPTIONS["extension_configs"].items() if k in names}}
    return Markdown(extensions=[*names, PlainProse()], **options).convert(text)


def as_prose(text: str) -> str | None:
    """Convert as the generator does where a text is plain prose; None where it is not."""
    html = prose.html(text)
    return None if html is None else html.replace("&nbsp;", "\N{NO-BREAK SPACE}")


def keeps_marks(html: str) -> bool:
    """Tell whether Python-Markdown let its own placeholders through, numbers and all."""
    return any(mark in html for mark in ("zzwxh:", "wzxhzdk:", "\x02", "\x03"))


@pytest.mark.parametrize("seed", range(12))
def test_generated_texts_come_out_as_stock(seed: int) -> None:
    rng, compared = random.Random(seed), 0
    for _ in range(250):
        blocks = []
        for _ in range(rng.randint(1, 5)):
            line = rng.choice(STARTS) + rng.choice([" ", "", " "]).join(rng.choices(PIECES, k=rng.randint(1, 6)))
            blocks.append(line + rng.choice(["", "", "\nsecond line", "  \nbreak"]))
        text = rng.choice(["\n\n", "\n\n", "\n", "\n\n\n\n"]).join(blocks)
        html = stock(text)
        if not keeps_marks(html):
            compared += 1
            assert ours(text) == html, text
            assert as_prose(text) in {html, None}, text
    assert compared > 235


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "a\n\nb",
        "- a\n\n  b",
        "- a\n- b\n\nc",
        "1. a\n\n    para in list\n\n2. b",
        "> q\n\nA",
        "A\n> q",
        "A\n- b",
        "A paragraph\n\n    code",
        "Head\n====\n\nA",
        "Head\r\n====\r\n\r\nA",
        "Head\r----\r\rA",
        "[TOC]\n\n# A\n\n## B",
        "A  \nB",
        "AT&T &copy; x",
        "A<br>b",
        "é*à*ü",
        "A [link](https://x.example/?a=b&c=d) b",
        "text **bold** and *em*",
        "*a* **b**",
        "**a**\n\n*b*",
    ],
)
def test_chosen_texts_come_out_as_stock(text: str) -> None:
    assert ours(text) == stock(text)
    assert as_prose(text) in {stock(text), None}


WORDS = [
    "Treaty", "treaty", "the *islands*", "**in force**", "[a link](https://x.example/a)", "[a](https://x.example/a_b?c=d;e#f)",
    "“quoted”", "«да»", "1956-10-19", "1956 was", "**in** force", "1)", "²", "a:b", "x@y.z", "12.", "-", ">", "#", "!", "*a* *b*", "2 * 3", "a_b_c", "_u_", "A *b c* d",
    "\u00a0x", "(c)", "*a*b", "x. y", "- z", "=", "---", "~", "+", "end.", "é", "İ", "中文", "*[x](https://y.example)*",
    "[*x*](https://y.example)", "[[x](https://y.example)]", "[x]: https://a.example", "[x]", "www.x.example", "don't",
    "[ ](https://a.example)", "[x](https://a:b)", "[x](https://日本.example/%zz)", "x[x](https://a.example)y", "Said:",
]  # fmt: skip
BEGINNINGS = ["", "", "", "", "", "", "## ", "# ", "### ", "> ", "- ", "* ", "1. ", "2. ", "“"]


@pytest.mark.parametrize("seed", range(8))
def test_plain_prose_comes_out_as_stock_and_as_the_sanitiser_leaves_it(seed: int) -> None:
    rng, plain = random.Random(seed), []
    for _ in range(6000):
        blocks = []
        for _ in range(rng.randint(1, 3)):
            start = rng.choice(BEGINNINGS)
            block = start + " ".join(rng.choices(WORDS, k=rng.randint(1, 3)))
            if start in {"- ", "* ", "1. "}:
                block += "".join(f"\n{rng.choice([start, '2. '])}{rng.choice(WORDS)}" for _ in range(rng.randint(0, 2)))
            blocks.append(block + rng.choice(["", "", "\nSecond line", "\nSecond *line*", "  \nbreak"]))
        text = "\n\n".join(blocks)
        if (html := as_prose(text)) is not None:
            plain.append(text)
            assert html == stock(text), text
    assert len(plain) > 300
    converter = Text(trust_html=False)
    for text in plain:
        assert converter.convert("content/pages/a.md", text, 1) == (Body(prose.html(text) or "", ()), []), text


@pytest.mark.parametrize(
    "text",
    [
        "A story.\n\nWith [a link](https://mofa.go.jp/x_y), **strong** and *plain* emphasis.",
        "## A heading\n\nText over\nseveral lines.\n\n## A heading\n\n> A quotation.\n\n- one\n- *two*\n\nText.\n\n1. first\n2. second\n\n1956 was.\n\n**Tokyo** said.\n\n[A link](https://x.example).",
    ],
)
def test_what_most_stories_hold_is_plain_prose(text: str) -> None:
    assert as_prose(text) == stock(text)
