"""Whatever bytes are in a content file, reading it gives a record or issues, soon; it never raises.

`COMMUNIQUE_FUZZ=20000 pytest tests/errors/test_fuzz.py` looks longer.
"""

import os
import time
from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.model.config import Config
from communique.model.issue import Issue
from communique.source.guard import too_long_to_read
from communique.source.parse import Parsed, Parser, decoder, encoder

pytestmark = pytest.mark.filterwarnings("error")

EXAMPLES = int(os.environ.get("COMMUNIQUE_FUZZ", "200"))
quick = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="COMMUNIQUE_FUZZ" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)

VALID = (
    """---
title: "Talks in Moscow: a ‘first’ round"
date: 2019-01-22 12:30
updated: 2019-01-23T08:00:00+03:00
event_date: 2019-01-21/2019-01-22
original_date: {text: 26 January 1855, calendar: julian}
dateline: {text: MOSCOW, place: Moscow}
slug: talks
aliases: [/old/address/, /older]
status: corrected
lang: en
countries:
  - {country: Russia, role: host}
  - Japan
people: Shinzo Abe, Vladimir Putin
agreements: [{agreement: A treaty, relation: concerns}]
tags: [peace treaty, 'NO', 12:30:45]
statements:
  - speaker: Vladimir Putin
    text: |
      Words that were
      said.
    via: [TASS, Interfax]
sources:
  - {publisher: TASS, url: "https://tass.com/1", accessed: 2019-01-23, level: agency}
corrections:
  - date: 2019-01-24
    text: >-
      The date was wrong.
record_notes:
  - {says: One, record: Another, basis: [Here]}
image: {src: a.png, alt: A handshake}
---

The talks **began** with [a link](../02/more.md#part "title") and ![a picture](b.png), `code`, *emphasis*[^1].

> A quotation,
> in two lines

- one [ref]
- two <https://example.org/>

| a | b |
|---|--:|
| 1 | 2 |

Heading {: .class #id }
=======

*[HTML]: Markup
<b>HTML</b> <!-- comment --> &amp; &#65;

    indented

[ref]: <gone.md>
[^1]: A note with [a link](/2019/01/).
""",
    """---
name: Kunashir
aliases: [Kunashiri]
names: [{text: 国後島, lang: ja, latin: Kunashiri-tō, used_by: Japan}]
kind: island
country: Russia
point: [44.1, 145.9]
controlled_by: [{country: USSR, from: 1945-09, to: 1991-12-25}]
claimed_by: [Japan]
---

An island.
""",
)
PATHS = ("content/articles/2019/01/talks.md", "content/places/kunashir.md", "content/pages/about.md", "content/agreements/x.md")

PIECES = [
    "---", "\n---\n", "...", "\n", "\r\n", "\r", "\t", "  ", "\n\n", ": ", ":", "- ", "[", "]", "{", "}", "(", ")", "](", "![", "[^", "[^1]",
    "&", "*", "**", "_", "!", "|", ">", ">-", "%", "@", "`", "``", "'", '"', "''", "\\", "\\x41", "\\uD800", "\\0", "#", "?", ", ", "~", "null",
    "<<: ", "&a ", "*a", "!!binary ", "!!set ", "!x ", "%YAML 1.1\n", "%TAG ! x\n", "\ufeff", "\x85", "\u2028", "\u200f", "🕊️", "é", "<", "</",
    "<a ", "<!--", "-->", "<![CDATA[", "<!DOCTYPE", "<?php", "<script>", "</script>", "<div>", "<div markdown=1>", "<p", "&#", "&#0;", "&#x1F;",
    "&lt;", "javascript:", "data:", "content:", "route:/", "//", "/", "?q=1", "#x", "{: ", "{: onclick=x }", ".md", "../", "2019-02-30",
    "9999-12-31", "0000", "-0001", "25:61", "٢٠١٩", "1e999", "nan", "inf", "\x02", "\x03", "klzzwxh:0000", "stx", "\n===\n", "\n---", "*[a]: b\n",
    "[TOC]", "    ", "1. ", "* ", "+ ", "\n[a]: b", "\n[^a]: b\n    c", ": x\n", "  \n", "\\\n", "$", "=", "a", "0", "<b", "<!", "<!x", "<![if",
]  # fmt: skip


@cache
def parser() -> Parser:
    return Parser(Config(title="A", base_url="https://archive.example/"), b"")


def check(path: str, data: bytes) -> None:
    """Read it, and see that what comes back is whole, kept as it is, and in its place."""
    start = time.process_time()
    parsed, html = parser().parse(path, data, b"digest")
    assert time.process_time() - start < 2, data[:2000]
    assert decoder.decode(encoder.encode(parsed)) == parsed
    assert (parsed.document is not None) or any(i.severity == "error" for i in parsed.issues)
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    for issue in parsed.issues:
        shown(issue, path, text)
    html.encode()
    if html:
        assert "<script" not in html
        assert "javascript:" not in html.lower() or "href" not in html or 'href="javascript:' not in html.lower()
    if parsed.document:
        for link in parsed.document.links:
            assert link.line <= text.count("\n") + 1
        assert msgspec.json.encode(parsed.document.summary)


def shown(issue: Issue, path: str, text: str) -> None:
    """An issue names the file, a place that exists in it, what is wrong and what to do."""
    lines = text.split("\n")
    assert issue.path == path
    assert 0 <= issue.line <= len(lines), issue
    if issue.line:
        assert 0 <= issue.column <= len(lines[issue.line - 1]) + 1, issue
    assert issue.message.endswith((".", "?")), issue
    assert issue.hint, issue
    assert "\n" not in str(issue), issue
    str(issue).encode()


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A valid file with pieces put in, taken out, doubled or moved."""
    text = draw(st.sampled_from(VALID))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 0, 1, 1, 2, 5, 40, 400])))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.text(max_size=4), st.just(text[start:end] * 2)))
        repeated = piece * draw(st.sampled_from([1, 1, 1, 1, 2, 3, 50, 2000]))
        text = text[:start] + repeated[:20_000] + text[end:]
    return text


@quick
@given(st.sampled_from(PATHS), mutated())
def test_mutated_texts(path: str, text: str) -> None:
    check(path, text.encode(errors="replace"))


@quick
@given(
    st.sampled_from(PATHS), mutated(), st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=3)), max_size=5)
)
def test_mutated_bytes(path: str, text: str, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(text.encode(errors="replace"))
    for at, new in changes:
        data[at : at + len(new)] = new
    check(path, bytes(data))


KEYS = [
    "title",
    "date",
    "name",
    "tags",
    "countries",
    "statements",
    "sources",
    "image",
    "event_date",
    "aliases",
    "slug",
    "point",
    "x",
    "<<",
    "'a b'",
]
SCALARS = st.one_of(
    st.sampled_from(PIECES),
    st.sampled_from(
        [
            "2019-01-22",
            "Talks",
            "NO",
            "'x'",
            '"x"',
            "|\n   a\n",
            ">-\n   a\n",
            "",
            "~",
            "[]",
            "{}",
            "[a, [b, {c: d}]]",
            "&a b",
            "*a",
        ]
    ),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12),
)


@st.composite
def headers(draw: st.DrawFn) -> str:
    """Something like YAML."""
    lines = []
    for _ in range(draw(st.integers(0, 12))):
        indent = " " * draw(st.sampled_from([0, 0, 0, 0, 2, 2, 4, 1, 30]))
        lead = draw(st.sampled_from(["", "", "", "- ", "- - ", "? ", "# "]))
        key = draw(st.one_of(st.sampled_from(KEYS), SCALARS))
        mark = draw(st.sampled_from([": ", ": ", ": ", ":", " ", ""]))
        lines.append(f"{indent}{lead}{key}{mark}{draw(SCALARS)}")
    return "\n".join(lines)


@quick
@given(st.sampled_from(PATHS), headers())
def test_headers(path: str, header: str) -> None:
    check(path, f"---\n{header}\n---\n\nText.\n".encode())


@quick
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4),
    st.sampled_from([1, 30, 2000, 8000]),
    st.lists(st.sampled_from(PIECES), max_size=4),
)
def test_repeated_marks_take_no_time(pieces: list[str], times: int, end: list[str]) -> None:
    check(PATHS[2], f"---\ntitle: A\n---\n\na {(''.join(pieces) * times)[:30_000]}{''.join(end)}\n".encode(errors="replace"))


@quick
@given(st.text(alphabet="[]()<>-=*_`!^ab\n \\", max_size=300).map(lambda t: t * 20))
def test_the_guard_never_raises_and_knows_its_place(text: str) -> None:
    issue = too_long_to_read("content/pages/a.md", text, 5)
    if issue:
        assert 5 <= issue.line <= 5 + text.count("\n")


def test_records_survive_the_store() -> None:
    parsed, _ = parser().parse(PATHS[0], VALID[0].encode(), b"digest")
    assert parsed.issues == ()
    assert isinstance(decoder.decode(encoder.encode(parsed)), Parsed)
