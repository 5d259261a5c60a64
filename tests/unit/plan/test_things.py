"""Places, dossiers, tags and the indexes of things: what a reader finds there, in which order, drawn where."""

import re
from pathlib import Path

import pytest

from tests.conftest import Site, assert_as_clean

PLACE = """\
---
name: Iturup
kind: island
names:
- {text: Итуруп, lang: ru, used_by: Russia}
- {text: 択捉島, lang: ja, used_by: Japan}
controlled_by:
- {country: Empire of Japan, from: 1900, to: 1944-12-31}
- {country: Russia, from: 1945}
claimed_by:
- {country: Japan, from: 1955}
---
"""


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def small_pages(site: Site, size: int) -> None:
    site.write(
        "site.toml", f'title = "T"\nbase_url = "https://archive.example/"\npage_size = {size}\n[search]\nenabled = false\n'
    )


def test_who_held_a_place_is_drawn_to_scale_and_said_in_words(site: Site) -> None:
    site.write("content/places/iturup.md", PLACE)
    site.write("content/agreements/pact.md", "---\nname: Pact\nkind: treaty\nsigned: 1945-01-01\nplaces: [Iturup]\n---\n")
    site.article("1956/01/talks", places="[Iturup]", countries="[Japan, Russia]")
    assert not site.build().failed
    html = site.read("places/iturup/index.html")
    held = html[html.index('id="held"') : html.index('id="about-it"')]
    assert "Held by Empire of Japan 1900 – 31 December 1944 Russia since 1945 Claimed by Japan since 1955" in text(held)
    drawn = re.findall(r'class="bar-(\w+)( on)?" style="--at:([\d.]+)%;--to:([\d.]+)%"', held)
    assert [(form, bool(on)) for form, on, *_ in drawn] == [("held", False), ("held", True), ("claimed", True)]
    (first, one, claimed) = [(float(at), float(to)) for *_, at, to in drawn]
    assert first[0] == 0 and abs(sum(first) - one[0]) < 0.02  # the one ends where the other begins
    assert sum(one) == pytest.approx(100) and sum(claimed) == pytest.approx(100)
    lozenge = re.search(r'class="day" style="--at:([\d.]+)%"', held)
    assert lozenge and float(lozenge[1]) == one[0]


def test_a_place_whose_holders_have_no_dates_says_so_in_words_alone(site: Site) -> None:
    site.write("content/places/kyoto.md", "---\nname: Kyoto\ncontrolled_by: [{country: Japan}]\n---\n")
    assert not site.build().failed
    html = site.read("places/kyoto/index.html")
    assert "Who held it Held by Japan" in text(html) and "--at:" not in html


def test_a_dossier_is_read_in_order_of_time_over_all_its_pages(site: Site, tmp_path: Path) -> None:
    small_pages(site, 2)
    site.write("content/dossiers/border.md", "---\nname: Border\nsummary: A line.\n---\nIt began.\n")
    site.write("content/agreements/old.md", "---\nname: Old treaty\nkind: treaty\nsigned: 1903-05-01\n---\n")
    site.write("content/agreements/new.md", "---\nname: New treaty\nkind: treaty\nsigned: 1904-05-01\n---\n")
    for year, more in (
        (1901, {}),
        (1902, {}),
        (1904, {"agreements": "[{agreement: New treaty, relation: signs}, Old treaty]"}),
    ):
        site.article(f"{year}/05/story", title=f"Story of {year}", event_date=f"{year}-05-01", dossiers="[Border]", **more)
    assert not site.build().failed
    first, second = (site.read(f"dossiers/border/{page}index.html") for page in ("", "page/2/"))

    def chapters(html: str) -> list[tuple[str, ...]]:
        row = re.findall(r'<li class="(of-agreement|signs|of-story)">(.*?)</li>', html, re.DOTALL)
        return [(kind, *re.findall(r'<a href="[^"]*">([^<]+)</a>', li)) for kind, li in row]

    assert chapters(first) == [("of-story", "Story of 1901"), ("of-story", "Story of 1902")]
    assert chapters(second) == [("of-agreement", "Old treaty"), ("signs", "Story of 1904", "New treaty")]
    assert re.findall(r'class="number"[^>]*>(\d+)', first + second) == ["1", "2", "3"]
    assert "1901–1904" in text(first) and "latest: Story of 1904" in text(first)
    site.article("1900/01/before", title="Before", event_date="1900-01-01", dossiers="[Border]")
    assert not site.build().failed
    assert chapters(site.read("dossiers/border/page/2/index.html"))[0] == ("of-story", "Story of 1902")
    assert_as_clean(site, tmp_path)


def test_a_tag_shows_what_goes_with_it_and_its_other_names_lead_to_it(site: Site, tmp_path: Path) -> None:
    site.write("content/tags/border.md", "---\nname: border\naliases: [frontier]\n---\n")
    site.article("1901/05/one", tags="[border, fish]", dossiers="[Islands]")
    site.article("1902/05/two", tags="[border]")
    assert not site.build().failed
    html = text(site.read("tags/border/index.html"))
    assert "Other tags of its stories fish 1" in html and "Dossiers Islands 1" in html
    index = text(site.read("tags/index.html"))
    assert re.search(r"border , 2 .* fish , 1 .* frontier, see border", index)
    site.article("1902/05/two", tags="[border, fish]")
    assert not site.build().failed
    assert "Other tags of its stories fish 2" in text(site.read("tags/border/index.html"))
    assert_as_clean(site, tmp_path)


def test_contested_places_come_first_with_each_name_and_holder(site: Site) -> None:
    site.write("content/places/iturup.md", PLACE)
    site.write("content/places/kyoto.md", "---\nname: Kyoto\nkind: city\ncountry: [Japan]\n---\n")
    site.article("1956/01/talks", places="[Iturup]", countries="[Japan, Russia]")
    assert not site.build().failed
    html = text(site.read("places/index.html"))
    assert "Iturup Island held by Russia claimed by Japan Japan 択捉島 Russia Итуруп 1" in html
    assert html.index("Iturup") < html.index("Cities Kyoto")


def test_the_index_of_agreements_tells_parties_and_what_is_in_force(site: Site) -> None:
    one = "{country: Japan, actions: [{action: signed, date: 1956-01-01}]}"
    other = "{country: Soviet Union, actions: [{action: refused to sign, date: 1956-01-01}]}"
    head = f"kind: treaty\nsigned: 1956-01-01\nin_force: 1957\nparties: [{one}, {other}]\n"
    site.write("content/agreements/pact.md", f"---\nname: Pact\n{head}---\n")
    site.write("content/agreements/over.md", f"---\nname: Over\n{head}ended: 1960\n---\n")
    assert not site.build().failed
    html = site.read("agreements/index.html")
    assert "2 agreements, by date" in html and "1 in force" in text(html)
    assert "Japan In force" in text(html) and "Japan Terminated" in text(html) and "Soviet Union" not in text(html)
    lives = re.findall(r'class="bar-yes( on)?" style="--at:([\d.]+)%;--to:([\d.]+)%"', html)
    assert sorted(bool(on) for on, *_ in lives) == [False, True]


def test_all_stories_stand_under_their_months(site: Site) -> None:
    for n, date in enumerate(("2019-03-02", "2019-03-01", "2019-02-09", "2019-02-01", "2019-01-05", "2019-01-01")):
        site.article(f"{date[:4]}/{date[5:7]}/story-{n}", title=f"Story {n}", date=date)
    assert not site.build().failed
    html = site.read("stories/index.html")
    months = re.findall(r'<section class="month".*?</section>', html, re.DOTALL)
    assert [text(m) for m in months] == ["February 2019 1 Story 3", "January 2019 5 Story 4 1 Story 5"]
    assert [text(x) for x in re.findall(r"<article.*?<h2.*?</h2>", html, re.DOTALL)] == ["Story 0", "Story 1", "Story 2"]


def test_with_the_year_what_goes_on_is_drawn_to_another_end(site: Site, tmp_path: Path) -> None:
    new_year = 1_798_761_600
    site.write(
        "site.toml",
        'title = "T"\nbase_url = "https://archive.example/"\n[search]\nenabled = false\n[pages]\non_this_day = false\nfront = false\n',
    )
    site.write("content/places/iturup.md", PLACE)
    site.write("content/agreements/pact.md", "---\nname: Pact\nkind: treaty\nsigned: 1956-01-01\nin_force: 1957\n---\n")
    site.build(now=new_year - 1)
    drawn = {path: site.read(f"{path}/index.html") for path in ("places/iturup", "agreements/pact", "agreements")}
    assert all("2026" in html for html in drawn.values())
    assert site.build(now=new_year - 1).rendered == 0
    site.build(now=new_year)
    assert all("<b>2027</b>" in site.read(f"{path}/index.html") for path in drawn)
    assert_as_clean(site, tmp_path, now=new_year)
