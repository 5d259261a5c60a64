"""The map: each country's link says what the list below it says, and nothing that is held back is counted."""

import re
from pathlib import Path

from tests.conftest import NOW, Site

LINK = re.compile(r'<a class="m(\d)" href="([^"]+)"[^>]*><title>([^<]+), ([\d,]+) (?:story|stories)</title>(.*?)</a>')


def drawn(text: str) -> dict[str, tuple[str, int, int]]:
    """Give each country on a page's map: its address, its count and its step, by its name."""
    return {name: (href, int(n.replace(",", "")), int(step)) for step, href, name, n, _ in LINK.findall(text)}


def listed(text: str) -> dict[str, tuple[str, int]]:
    """Give each country in the list: its address and its count, by its name."""
    rows = re.findall(r'<li><span class="who"><a href="([^"]+)">([^<]+)</a>.*?<span class="n"[^>]*>([\d,]+)<', text, re.DOTALL)
    return {name: (href, int(n.replace(",", ""))) for href, name, n in rows}


def test_the_map_says_what_the_list_says_and_the_pages_of_the_countries(pages: dict[str, str]) -> None:
    text = pages["countries/index.html"]
    on_map, in_list = drawn(text), listed(text)
    assert {name: (href, n) for name, (href, n, _) in on_map.items()} == {n: in_list[n] for n in on_map}
    assert set(in_list) - set(on_map) == {
        "Empire of Japan", "Qing Empire", "Republic of China", "Russian Empire", "Soviet Union", "Tokugawa Japan",
    }  # fmt: skip
    past = text[text.index('id="past"') :]
    assert set(listed(past)) == set(in_list) - set(on_map)
    for name, (href, count, _) in on_map.items():
        page = pages["countries/" + href.removeprefix("../countries/")]
        assert re.search(rf"\b{count}\s+stor(?:y|ies)", re.sub("<[^>]+>", " ", page)), name
    assert on_map["Japan"][2] == on_map["Russia"][2] == 4
    assert on_map["Singapore"][2] == 1
    assert 'class="rim"' in next(m[4] for m in LINK.findall(text) if m[2] == "Singapore")
    assert text.count('<path class="land"') == 1
    front = pages["index.html"]
    assert {n: c for n, (_, c, _) in drawn(front).items()} == {n: c for n, (_, c, _) in on_map.items()}


def test_the_map_stays_small(pages: dict[str, str]) -> None:
    for path in ("index.html", "countries/index.html"):
        text = pages[path]
        assert len(text[text.index('<figure class="world">') : text.index("</figure>")].encode()) < 45_000, path


def test_nothing_held_back_is_counted(site: Site) -> None:
    site.article("2019/01/talks", countries="[Kenya, Ghana]")
    site.article("2019/02/more", countries="[Kenya]")
    site.article("2019/03/draft", countries="[Kenya, Nigeria]", status="draft")
    site.article("2030/01/later", countries="[Kenya, Togo]")
    assert not site.build().failed
    assert {n: c for n, (_, c, _) in drawn(site.read("countries/index.html")).items()} == {"Ghana": 1, "Kenya": 2}
    assert {n: c for n, (_, c, _) in drawn(site.read("index.html")).items()} == {"Ghana": 1, "Kenya": 2}
    assert not site.build(now=NOW + 10**9).failed
    assert {n: c for n, (_, c, _) in drawn(site.read("countries/index.html")).items()} == {"Ghana": 1, "Kenya": 3, "Togo": 1}


def test_names_are_the_sites_and_a_state_of_the_past_counts_for_none_of_today(site: Site) -> None:
    settings = (site.folder / "site.toml").read_text()
    site.write("site.toml", settings + '[disputed."Taiwan"]\nname = "Chinese Taipei"\nstanding = "standing in dispute"\n')
    site.article("1960/01/then", countries="[Soviet Union, West Germany]")
    site.article("2019/02/now", countries="[Taiwan, Kosovo, Somaliland, European Union]")
    assert not site.build().failed
    text = site.read("countries/index.html")
    assert {n: c for n, (_, c, _) in drawn(text).items()} == {"Chinese Taipei": 1, "Kosovo": 1, "Somaliland": 1}
    assert "standing in dispute" in text
    assert "Soviet Union" in text[text.index('id="past"') :]
    assert "European Union" in text[text.index('id="bodies"') :]


def test_a_profile_may_give_a_state_of_the_past_the_shape_that_no_state_of_today_has(site: Site) -> None:
    site.write("content/countries/west.md", "---\nname: West Germany\ncode: DE\nkind: historical state\nto: 1990-10-03\n---\n")
    site.article("1960/01/then", countries="[West Germany]")
    assert not site.build().failed
    assert set(drawn(site.read("countries/index.html"))) == {"West Germany"}
    site.article("2000/01/now", countries="[Germany]")
    assert not site.build().failed
    assert set(drawn(site.read("countries/index.html"))) == {"Germany"}


def test_the_map_can_be_switched_off_and_an_archive_as_of_a_day_has_none(site: Site, tmp_path: Path) -> None:
    from communique.build.options import Options
    from communique.build.run import build

    site.article("2000/01/then", countries="[Germany, France]")
    settings = (site.folder / "site.toml").read_text()
    assert not build(site.folder, tmp_path / "then", Options(now=NOW, jobs=1, as_of="2010-01-01")).failed
    for folder in (site, None):
        if folder:
            folder.write("site.toml", settings + "[pages]\nmap = false\n")
            assert not folder.build().failed
        output = site.output if folder else tmp_path / "then"
        for path in ("index.html", "countries/index.html"):
            text = (output / path).read_text("utf-8")
            assert "Germany" in text
            assert 'class="world"' not in text


def test_an_archive_without_a_country_of_today_has_no_map(site: Site) -> None:
    site.article("1960/01/then", countries="[Soviet Union]")
    assert not site.build().failed
    assert 'class="world"' not in site.read("countries/index.html") + site.read("index.html")
