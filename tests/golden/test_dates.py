"""Dates on the founding archive's pages: none more exact than it is known, and each told for what it is."""

import re
from pathlib import Path

from communique.model.dates import machine
from tests.conftest import REPOSITORY

ARTICLES = sorted((REPOSITORY / "content/articles").rglob("*.md"))
TIME = re.compile(r"<time([^>]*)>([^<]*)</time>")


def field(text: str, name: str) -> str:
    found = re.search(rf'^{name}: "?([^"\n]*)"?$', text, re.MULTILINE)
    return found[1] if found else ""


def test_each_time_says_as_much_to_machines_as_to_readers(pages: dict[str, str]) -> None:
    seen = 0
    for path, text in pages.items():
        for attributes, words in TIME.findall(text):
            exact = re.fullmatch(r' datetime="([^"]+)"', attributes)
            assert exact, (path, attributes)
            assert machine(exact[1]) == exact[1], (path, exact[1])
            shape = {4: r"\d{4}", 7: r"\w+ \d{4}", 10: r"\d{1,2} \w+ \d{4}"}[len(exact[1])]
            assert re.fullmatch(shape, words), (path, exact[1], words)
            assert words.endswith(exact[1][:4]), (path, exact[1], words)
            seen += 1
    assert seen > 3000


def test_the_day_of_a_story_never_stands_for_an_event_that_is_known_less_exactly(pages: dict[str, str]) -> None:
    headers = {path: path.read_text("utf-8").split("---\n")[1] for path in ARTICLES}
    vague = {field(h, "date") for h in headers.values() if machine(field(h, "event_date")) != field(h, "event_date")}
    assert len(vague) >= 10
    others = "\n".join(p.read_text("utf-8") for p in sorted((REPOSITORY / "content").rglob("*.md")) if p not in headers)
    others += "\n".join(re.sub(r"^(date|event_date): .*$", "", h, flags=re.MULTILINE) for h in headers.values())
    exact = set(re.findall(r"(?<![\d/])\d{4}-\d\d-\d\d(?![\d/~?%-])", others))
    exact |= {field(h, "event_date") for h in headers.values()}
    for path, text in pages.items():
        told = {m[1] for m in re.finditer(r'datetime="([^"]+)"', text)}
        assert not told & (vague - exact), path


def test_every_story_tells_its_event_and_its_publication_apart(pages: dict[str, str]) -> None:
    for path in ARTICLES:
        header = path.read_text("utf-8").split("---\n")[1]
        slug = field(header, "slug") or path.stem
        text = pages[f"{field(header, 'date')[:4]}/{field(header, 'date')[5:7]}/{slug}/index.html"]
        head = text[text.index("<article") : text.index("</header>", text.index("<article"))]
        published = field(header, "published")
        assert "event <" in head, path
        assert re.search(rf'published <time datetime="{published}">', head), path
        assert f'"datePublished": "{published}"' in text, path


def test_shimoda_has_both_of_its_calendars(pages: dict[str, str]) -> None:
    text = pages["1855/02/treaty-of-shimoda/index.html"]
    assert "26 January 1855</span> in the Julian calendar" in text
    assert "twelfth month of the first year of Ansei</span> in the Japanese calendar" in text


def test_the_calendar_of_anniversaries(founding: Path) -> None:
    text = (founding / "on-this-day/anniversaries.ics").read_bytes().decode()
    assert text.count("BEGIN:VEVENT") == text.count("RRULE:FREQ=YEARLY") > 100
    uids = re.findall(r"^UID:(.*?)\r$", text, re.MULTILINE)
    assert len(uids) == len(set(uids))
    assert "1855: Treaty of Shimoda (signed)" in text
