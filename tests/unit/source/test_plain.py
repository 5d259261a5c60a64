"""The fast paths give what stock Python-Markdown gives."""

import random

import pytest
from markdown import Markdown

from communique.source.markdown import OPTIONS, extensions_for
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
    "<b>raw</b>",
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


def both(text: str) -> tuple[str, str]:
    """Convert with all extensions and nothing of ours, and as the generator does."""
    stock = Markdown(extensions=["footnotes", "tables", "attr_list", "abbr", "toc", "sane_lists"], **OPTIONS).convert(text)
    names = extensions_for(text)
    options = {**OPTIONS, "extension_configs": {k: v for k, v in OPTIONS["extension_configs"].items() if k in names}}
    return stock, Markdown(extensions=[*names, PlainProse()], **options).convert(text)


@pytest.mark.parametrize("seed", range(12))
def test_generated_texts_come_out_as_stock(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(250):
        blocks = []
        for _ in range(rng.randint(1, 5)):
            line = rng.choice(STARTS) + rng.choice([" ", "", " "]).join(rng.choices(PIECES, k=rng.randint(1, 6)))
            blocks.append(line + rng.choice(["", "", "\nsecond line", "  \nbreak"]))
        text = rng.choice(["\n\n", "\n\n", "\n"]).join(blocks)
        stock, ours = both(text)
        if "zzwxh:" not in stock:  # where Python-Markdown lets its own placeholders through, numbers and all
            assert ours == stock, text


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
    stock, ours = both(text)
    assert ours == stock
