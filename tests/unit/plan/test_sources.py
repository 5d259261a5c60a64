"""The index of sources: whose they are, how many, in which order, and what is made anew when a story changes."""

import csv
import io
import re

import pytest

from communique.plan import sources
from tests.conftest import Site, assert_as_clean
from tests.golden.conftest import ld

COPY = "https://web.archive.org/web/20190123120000/https://tass.example/1"


def cites(site: Site, path: str, *given: str, **fields: object) -> None:
    site.article(path, sources="[" + ", ".join(f"{{{g}}}" for g in given) + "]", **fields)


def rows(text: str) -> dict[str, list[str]]:
    """Give the kinds, and then the figures, of each row of the index by the publisher's name."""
    found = {}
    for head, figures in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', text, re.DOTALL):
        name, kinds = (" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in head.split('<span class="meta">'))
        found[name] = [kinds, *re.findall(r'<td class="n">([^<]*)<', figures)]
    return found


def test_publishers_are_counted_under_one_name_with_levels_languages_and_copies(site: Site) -> None:
    cites(
        site,
        "2019/01/a",
        "publisher: TASS, url: 'https://tass.example/1', level: agency, lang: ru",
        "publisher: Reuters, title: Wire",
    )
    cites(
        site, "2019/02/b", "publisher: tass, url: 'https://tass.example/2', level: agency, lang: en",
        f"publisher: TASS, url: 'https://tass.example/1', archived: '{COPY}', level: agency, lang: ru",
    )  # fmt: skip
    cites(site, "2019/03/c", "title: Of nobody", "publisher: TASS, title: Heard, level: primary")
    site.build()
    text = site.read("sources/index.html")
    assert rows(text) == {
        "Reuters": ["no level", "1", "1", "–"],
        "TASS": ["1 primary 2 agency 1 Russian", "3", "3", "1 of 2"],
    }
    levels = re.findall(r"<li>(\w[\w ]*) <span class=\"n\">(\d)", text[text.index('id="levels"') : text.index("<table")])
    assert levels == [("Primary", "1"), ("Agency", "2"), ("No level", "2")]
    assert "5 sources of 2 publishers, cited in 3 stories." in text
    assert "1 source names no publisher" in text


def test_a_publishers_page_has_each_source_once_with_the_stories_that_cite_it_the_newest_first(site: Site) -> None:
    for n, path in enumerate(("2019/01/a", "2019/02/b", "2019/03/c")):
        cites(
            site, path, "publisher: TASS, url: 'https://tass.example/1'", f"publisher: TASS, title: Report {n}, after: Interfax"
        )
    site.build()
    text = site.read("sources/tass/index.html")
    assert text.count('href="https://tass.example/1"') == 1
    assert re.findall(r"Report (\d)</cite>", text) == ["2", "1", "0"]
    assert re.findall(r"../../2019/\d\d/(\w)/index", text)[:4] == ["c", "b", "a", "c"]
    assert text.count("after Interfax") == 3
    story = site.read("2019/01/a/index.html")
    assert '<a href="../../../sources/tass/index.html">TASS</a>' in story


def test_a_publisher_that_a_file_describes_is_found_by_all_its_names_and_leads_there(site: Site) -> None:
    site.write("content/organisations/agency.md", "---\nname: TASS\nslug: tass-agency\naliases: [ITAR-TASS]\n---\n")
    cites(site, "2019/01/a", "publisher: ITAR-TASS, title: Wire", "publisher: tass, title: Report")
    site.build()
    assert '<a href="../../organisations/tass-agency/index.html">About TASS</a>' in site.read("sources/tass-agency/index.html")
    assert rows(site.read("sources/index.html"))["TASS"] == ["no level", "2", "1"]
    assert ">ITAR-TASS</a>" in site.read("2019/01/a/index.html")


def test_an_agency_leads_to_those_that_pass_its_reports_on(site: Site, tmp_path: object) -> None:
    cites(site, "2019/01/a", "publisher: Interfax, title: Wire", "publisher: UAWire, after: interfax, title: Report")
    cites(
        site, "2019/02/b", "publisher: VPK, after: Interfax, title: Report", "publisher: Interfax, after: Interfax, title: Own"
    )
    cites(site, "2019/03/c", "publisher: The Hawk, after: Nobody we know, title: Report")
    site.build()
    said = "Its reports are passed on by "
    links = '<a href="../../sources/uawire/index.html">UAWire</a>, <a href="../../sources/vpk/index.html">VPK</a>.'
    assert said + links in site.read("sources/interfax/index.html")
    assert said not in site.read("sources/the-hawk/index.html")
    cites(site, "2019/02/b", "publisher: VPK, title: Report")
    site.build()
    assert said + '<a href="../../sources/uawire/index.html">UAWire</a>.' in site.read("sources/interfax/index.html")
    assert_as_clean(site, tmp_path)


def test_long_lists_are_divided_and_stories_below_a_source_are_limited(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_CITING", 2)
    site.write("site.toml", site.folder.joinpath("site.toml").read_text().replace("[search]", "page_size = 2\n[search]"))
    for n in range(5):
        cites(
            site,
            f"2019/01/s{n}",
            "publisher: TASS, title: The same",
            f"publisher: TASS, title: Report {n}",
            date=f"2019-01-{n + 10}",
        )
    site.build()
    pages = [site.read(f"sources/tass/{part}index.html") for part in ("", "page/2/", "page/3/")]
    assert [re.findall(r"(The same|Report \d)</cite>", t) for t in pages] == [
        ["The same", "Report 4"], ["Report 3", "Report 2"], ["Report 1", "Report 0"],
    ]  # fmt: skip
    assert "and 3 older stories" in pages[0]
    assert not (site.output / "sources/tass/page/4").exists()


def test_the_table_has_every_citation_and_is_read_by_programs(site: Site) -> None:
    cites(
        site,
        "2019/01/a",
        f"publisher: 'A, \"B\"', title: 'Мир', url: 'https://tass.example/1', archived: '{COPY}', accessed: 2019-02-01, level: agency, lang: ru, after: Interfax, rotten: true",
    )
    cites(site, "2019/02/b", "title: A book")
    site.build()
    data = (site.output / "sources.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        list(sources.COLUMNS),
        ["https://archive.example/2019/02/b/", "", "", "A book", "", "", "", "", "", ""],
        ["https://archive.example/2019/01/a/", 'A, "B"', "Interfax", "Мир", "https://tass.example/1", COPY, "2019-02-01", "agency", "ru", "yes"],
    ]  # fmt: skip
    assert 'href="../sources.csv"' in site.read("sources/index.html")


def test_an_edit_makes_only_the_pages_of_whom_the_story_cites(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(30):
        cites(site, f"2019/01/s{n}", f"publisher: Publisher {n}, title: Report", date=f"2019-01-{n + 1:02}")
    site.build()
    made: list[str] = []
    real = sources._publisher
    monkeypatch.setattr(sources, "_publisher", lambda p, x, *rest: made.append(x.name) or real(p, x, *rest))
    cites(site, "2019/01/s7", "publisher: Publisher 7, title: Another", date="2019-01-08")
    result = site.build()
    assert set(made) == {"Publisher 7"}
    assert result.rendered < 20
    made.clear()
    site.article("2019/01/s7", "Other words.", sources="[{publisher: Publisher 7, title: Another}]", date="2019-01-08")
    assert not [r for r in site.build().routes if r.startswith("/sources")]


def test_a_copy_that_only_an_older_story_names_is_shown_and_seen_when_it_goes(site: Site, tmp_path: object) -> None:
    site.write("site.toml", site.folder.joinpath("site.toml").read_text())
    for n in range(sources.MAX_CITING + 3):
        cites(site, f"2019/02/s{n}", "publisher: TASS, url: 'https://tass.example/1'")
    cites(site, "2018/01/old", f"publisher: TASS, url: 'https://tass.example/1', archived: '{COPY}'")
    site.build()
    assert f'data-versionurl="{COPY}"' in site.read("sources/tass/index.html")
    cites(site, "2018/01/old", "publisher: TASS, url: 'https://tass.example/1'")
    site.build()
    assert COPY not in site.read("sources/tass/index.html")
    assert_as_clean(site, tmp_path)


def test_machines_are_told_of_the_copy_the_language_and_whose_report_it_is(site: Site) -> None:
    cites(
        site, "2019/01/a", f"publisher: UAWire, title: Report, url: 'https://tass.example/1', archived: '{COPY}', lang: ru, after: Interfax",
        "title: A book",
    )  # fmt: skip
    site.build()
    assert ld(site.read("2019/01/a/index.html"))["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "Report",
            "publisher": {"@type": "Organization", "name": "UAWire"},
            "url": "https://tass.example/1",
            "archivedAt": COPY,
            "inLanguage": "ru",
            "isBasedOn": {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": "Interfax"}},
        },
        {"@type": "CreativeWork", "name": "A book"},
    ]


def test_they_can_be_switched_off(site: Site) -> None:
    site.write("site.toml", site.folder.joinpath("site.toml").read_text() + "[pages]\nsources = false\n")
    cites(site, "2019/01/a", "publisher: TASS, title: Wire")
    site.build()
    assert not (site.output / "sources").exists()
    assert not (site.output / "sources.csv").exists()
    assert "/sources" not in site.read("2019/01/a/index.html")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (f"url: 'https://tass.example/1', archived: '{COPY}'", ["https://tass.example/1", "https://tass.example/1", COPY, "2019-01-23"]),
        ("url: 'https://tass.example/1', archived: 'https://perma.example/A', accessed: 2019-02-01", ["https://tass.example/1", "https://tass.example/1", "https://perma.example/A", "2019-02-01"]),
        ("url: 'https://tass.example/1', archived: 'https://perma.example/A'", ["https://tass.example/1", "https://tass.example/1", "https://perma.example/A", ""]),
        (f"url: 'https://tass.example/1', archived: '{COPY}', rotten: true", [COPY, "https://tass.example/1", COPY, "2019-01-23"]),
        (f"title: Report, archived: '{COPY}'", [COPY, "", "", ""]),
        ("url: 'https://tass.example/1', accessed: 2019-02-01", ["https://tass.example/1", "https://tass.example/1", "", "2019-02-01"]),
        ("url: 'https://tass.example/1', accessed: 2019-02", ["https://tass.example/1", "", "", ""]),
    ],
)  # fmt: skip
def test_links_have_the_attributes_of_robust_links(site: Site, source: str, said: list[str]) -> None:
    cites(site, "2019/01/a", source)
    site.build()
    found = re.search(r'<ol class="sources">\n<li>(<a [^>]*>)', site.read("2019/01/a/index.html"))
    assert found
    given = dict(re.findall(r'([a-z-]+)="([^"]*)"', found[1]))
    assert [given.get(k, "") for k in ("href", "data-originalurl", "data-versionurl", "data-versiondate")] == said
