"""The founding archive's ledger: each statement with its page, its office and its chain, and every way on from it."""

import json
import re
from pathlib import Path

from tests.golden.conftest import ld

SEED = "statements/2019/01-27-dmitry-peskov-our-basic-task-is-to-conclude-a/index.html"


def test_the_seeds_words_have_their_page_and_their_whole_chain(pages: dict[str, str]) -> None:
    text = pages[SEED]
    assert "not to give or receive anything" in text and "Press Secretary of the President of Russia" in text
    names = [
        re.sub(r"<[^>]+>", "", re.sub(r"<small>.*?</small>", "", li)).strip()
        for li in re.findall(r"<li>(.*)</li>", text[text.index('"chain steps"') :].partition("</ol>")[0])
    ]
    assert names == ["Dmitry Peskov", "Rossiya-1", "TASS", "name not found", "Communiqué"]
    assert [c["genre"] for c in ld(text)["citation"]] == ["broadcaster", "agency", "outlet"]
    for way in (
        "2019/01/kremlin-aim-is-the-treaty",
        "statements/speakers/dmitry-peskov",
        "relations/japan-russia",
        "statements/2019",
    ):
        assert f"{way}/index.html" in text, way


def test_every_statement_is_whole(founding: Path) -> None:
    data = json.loads((founding / "statements/statements.json").read_text("utf-8"))["statements"]
    assert len(data) >= 38
    for s in data:
        assert s["offices"] and s["countries"] and s["said_language"] and s["chain"], s["url"]
        assert all(link.get("role") for link in s["chain"]), s["url"]
        assert "translation" not in s["text"], "who translated is no part of the words"
        assert ("original" in s) or "translated_by" not in s, s["url"]
        path = s["url"].removeprefix("https://communique.example/") + "index.html"
        assert ld((founding / path).read_text("utf-8"))["text"] == s["text"]


def test_states_of_the_past_speak_with_the_one_that_continues_them(pages: dict[str, str]) -> None:
    russia = pages["statements/countries/russia/index.html"]
    assert "Vyacheslav Molotov" in russia and "Dmitry Peskov" in russia and "Shinzo Abe" not in russia
    assert "statements/countries/russia/index.html" in pages["countries/soviet-union/index.html"]
