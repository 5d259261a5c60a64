"""The ledger of statements: where each is found, what is shown of it, and what machines read."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest

from communique.archive.ledger import beginning, first_words
from tests.conftest import NOW, REPOSITORY, Site, files
from tests.golden.conftest import ld

ABE = """\
---
name: Shinzo Abe
aliases: [Abe]
country: [Japan]
offices:
  - {title: Prime Minister of Japan, country: Japan, from: 2006-09-26, to: 2007-09-26}
  - {title: Prime Minister of Japan, country: Japan, from: 2012-12-26, to: 2020-09-16}
---
"""
MOLOTOV = """\
---
name: Vyacheslav Molotov
offices: [{title: People's Commissar, country: Soviet Union, from: 1939-05-03, to: 1946-03-15}]
---
"""


def said(speaker: str, text: str, **more: str) -> str:
    given = {"speaker": speaker, "text": json.dumps(text), **more}
    return "{" + ", ".join(f"{k}: {v}" for k, v in given.items()) + "}"


@pytest.fixture
def ledger(site: Site) -> Site:
    """A site of five statements by three speakers."""
    site.write("content/people/abe.md", ABE)
    site.write("content/people/molotov.md", MOLOTOV)
    site.write("content/organisations/tass.md", "---\nname: TASS\nkind: agency\n---\n")
    site.article(
        "1945/08/war",
        countries="[Soviet Union, Japan]",
        people="[Vyacheslav Molotov]",
        date="1945-08-08",
        statements=f"[{said('Vyacheslav Molotov', 'From tomorrow there is war.', lang='ru', via='[Soviet radio]')}]",
    )
    site.article(
        "2013/04/moscow",
        countries="[Russia, Japan]",
        people="[Abe]",
        date="2013-04-29",
        statements="["
        + said(
            "Abe",
            "We shall talk.",
            lang="ja",
            original="話し合う。",
            translated_by="Our desk",
            url="https://kantei.example/1",
            via="[{name: NHK, role: broadcaster, date: 2013-04-29}, TASS, {name: The Paper, role: outlet, url: 'https://paper.example/2'}]",
        )
        + "]",
    )
    site.article(
        "2019/01/osaka",
        countries="[Russia, Japan]",
        people="[Abe]",
        date="2019-01-20",
        event_date="2019-01~",
        statements=f"[{said('Abe', 'It will not be easy.', via='[TASS]')}, {said('A. Nobody', 'Indeed.', via='[TASS]')}]",
    )
    site.article(
        "2006/09/before",
        countries="[Russia, Japan]",
        people="[Abe]",
        date="2006-09-20",
        statements=f"[{said('Abe', 'I am a candidate.', via='[TASS]')}]",
    )
    return site


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_statement_has_a_page_of_its_own(ledger: Site) -> None:
    assert not ledger.build().failed
    page = flat(ledger.read("statements/2013/04-29-shinzo-abe-we-shall-talk/index.html"))
    assert "<blockquote><p>We shall talk.</p></blockquote>" in page
    assert '<p class="original" lang="ja" dir="auto">話し合う。</p>' in page
    assert "Prime Minister of Japan" in page and "translated by Our desk" in page and "https://kantei.example/1" in page
    assert 'rel="canonical" href="https://archive.example/statements/2013/04-29-shinzo-abe-we-shall-talk/"' in page
    assert "2013/04/moscow/index.html#statement-1" in page
    assert 'href="../04-29-shinzo' not in page
    assert "sitemap" not in page
    assert "/statements/2013/04-29-shinzo-abe-we-shall-talk/" in ledger.read("sitemap.xml")


def test_its_story_leads_to_it_and_keeps_its_anchor(ledger: Site) -> None:
    ledger.build()
    story = ledger.read("2013/04/moscow/index.html")
    assert 'id="statement-1"' in story
    assert "statements/2013/04-29-shinzo-abe-we-shall-talk/index.html" in story


def test_the_chain_goes_from_the_speaker_to_the_archive(ledger: Site) -> None:
    ledger.build()
    page = ledger.read("statements/2013/04-29-shinzo-abe-we-shall-talk/index.html")
    chain = flat(page[page.index('<ol class="chain steps"') :].partition("</ol>")[0])
    order = [chain.index(name) for name in ("Shinzo Abe", "NHK", "TASS", "The Paper", "Test archive")]
    assert order == sorted(order)
    assert "<small>broadcaster</small>" in chain and "<small>outlet</small>" in chain
    assert "organisations/tass/index.html" in chain and "<small>agency</small>" in chain, "by its profile"
    assert "https://paper.example/2" in chain and 'datetime="2013-04-29"' in chain
    assert "organisations/nhk" not in chain, "a link to no page"


def test_who_is_no_organisation_here_is_linked_where_the_story_cites_it(site: Site) -> None:
    via = "[{name: THE PAPER, role: outlet}, Another]"
    site.article("2019/01/a", sources="[{publisher: The Paper, title: T}]", statements=f"[{said('Abe', 'Yes.', via=via)}]")
    site.article("2019/01/b", sources="[{publisher: Another, title: T}]")
    assert not site.build().failed
    page = site.read("2019/01/a/index.html")
    chain = flat(page[page.index('<ol class="chain"') :].partition("</ol>")[0])
    assert 'sources/the-paper/index.html">THE PAPER</a>' in chain and "<span>Another</span>" in chain
    assert (site.output / "sources/the-paper/index.html").exists()


def test_a_ministry_speaks(site: Site) -> None:
    site.write("content/organisations/mid.md", "---\nname: Foreign Ministry\nkind: ministry\ncountry: [Russia]\n---\n")
    site.write("content/people/abe.md", ABE)
    row = f"{said('Foreign Ministry', 'We protest.', via='[TASS]')}, {said('Abe', 'So do we.', via='[TASS]')}"
    site.article("2019/01/a", people="[Abe]", statements=f"[{row}]")
    result = site.build()
    assert [str(i) for i in result.issues] == []
    page = site.read("statements/2019/01-15-foreign-ministry-we-protest/index.html")
    assert "organisations/foreign-ministry/index.html" in page
    assert ld(page)["creator"]["@type"] == "Organization"
    assert "We protest." in site.read("statements/countries/russia/index.html")


def test_the_words_have_the_language_of_their_story(site: Site) -> None:
    site.article("2019/01/a", lang="ru", statements=f"[{said('Abe', 'Да.', lang='ru', id='da')}]")
    site.build()
    for path in ("2019/01/a/index.html", "statements/index.html", "statements/2019/da/index.html"):
        text = site.read(path)
        words = re.search(r'<blockquote[^>]* lang="ru" dir="auto"><p>(?:<a [^>]*>)?Да\.(?:</a>)?</p></blockquote>', text)
        assert words and "said in Russian" not in text, path
    assert ld(site.read("statements/2019/da/index.html"))["inLanguage"] == "ru"


def test_the_documentation_is_right(site: Site) -> None:
    text = (REPOSITORY / "docs/statements.md").read_text("utf-8")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    site.write(
        "content/articles/2025/10/a.md",
        f"---\ntitle: A\ndate: 2025-10-24\npeople: Dmitry Peskov\nsources: [TASS]\n{example}---\n",
    )
    assert [str(i) for i in site.build().issues] == []
    source = (REPOSITORY / "generator/communique/archive/soundness/statements.py").read_text("utf-8")
    codes = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source))
    assert "office-gap" in codes and {c for c in codes if f"`{c}`" not in text} == set()
    reader = (REPOSITORY / "generator/communique/source/statements.py").read_text("utf-8")
    assert {f for f in re.findall(r'"(\w+)": Field', reader) if f"`{f}`" not in text} - {"name"} == set()


def test_an_address_does_not_depend_on_the_place_in_the_story(ledger: Site) -> None:
    ledger.build()
    first = said("Abe", "A word before.", via="[TASS]")
    second = said("Abe", "We shall talk.", via="[TASS]")
    ledger.article("2013/04/moscow", people="[Abe]", date="2013-04-29", statements=f"[{first}, {second}]")
    assert not ledger.build().failed
    page = ledger.read("statements/2013/04-29-shinzo-abe-we-shall-talk/index.html")
    assert "moscow/index.html#statement-2" in page


def test_an_id_is_the_address(site: Site) -> None:
    site.article("2013/04/a", statements=f"[{said('Abe', 'We shall talk.', id='talks')}]")
    site.build()
    assert "We shall talk." in site.read("statements/2013/talks/index.html")


@pytest.mark.parametrize(
    ("date", "route"),
    [
        ("2013-04-29", "2013/04-29-abe-yes"),
        ("2013-04-29?", "2013/04-29-abe-yes"),
        ("2013-04", "2013/04-abe-yes"),
        ("2013~", "2013/abe-yes"),
        ("2013-21", "2013/abe-yes"),
        ("2012-12-30/2013-01-02", "2012/abe-yes"),
        ("201X", "2010/abe-yes"),
    ],
)
def test_an_address_says_no_more_of_the_date_than_is_known(site: Site, date: str, route: str) -> None:
    site.article("2023/04/a", statements=f"[{said('Abe', 'Yes.', date=repr(date))}]")
    assert not site.build().failed
    assert (site.output / f"statements/{route}/index.html").exists()


def test_two_of_one_address_are_told_with_what_to_do(site: Site) -> None:
    site.article("2013/04/a", statements=f"[{said('Abe', 'We shall talk.')}]")
    site.article("2013/04/b", statements=f"[{said('Abe', 'We shall talk!')}]")
    result = site.build()
    [issue] = [i for i in result.issues if i.severity == "error"]
    assert (issue.path, issue.line, issue.code) == ("content/articles/2013/04/b.md", 5, "route-taken")
    assert "content/articles/2013/04/a.md:5" in issue.message and "'id'" in issue.hint


def test_what_is_known_to_the_month_is_shown_to_the_month(site: Site) -> None:
    """An undated statement took the first day of its event as if it were known."""
    site.article("2021/06/a", event_date="2021-05~", people="[Abe]", statements=f"[{said('Abe', 'We shall talk.')}]")
    site.build()
    for path in (
        "2021/06/a/index.html",
        "statements/index.html",
        "people/abe/index.html",
        "statements/2021/05-abe-we-shall-talk/index.html",
    ):
        text = flat(site.read(path))
        assert "about May 2021" in text and "1 May 2021" not in text, path
    data = ld(site.read("statements/2021/05-abe-we-shall-talk/index.html"))
    assert "dateCreated" not in data and data["temporalCoverage"] == "2021-05-01/2021-05-31"


def test_lists_by_speaker_country_and_year(ledger: Site) -> None:
    ledger.build()
    root = ledger.read("statements/index.html")
    for way in ("speakers", "countries", "years"):
        assert f'statements/{way}/index.html"' in root
        for other in ("speakers", "countries", "years"):
            assert f"/statements/{other}/index.html" in ledger.read(f"statements/{way}/index.html")
    assert "countries/russia/index.html" in ledger.read("statements/countries/index.html")
    assert "speakers/a-nobody/index.html" in ledger.read("statements/speakers/index.html")
    assert "statements/1945/index.html" in ledger.read("statements/years/index.html")
    assert "From tomorrow there is war." in ledger.read("statements/countries/russia/index.html"), "by lineage"
    assert "From tomorrow there is war." not in ledger.read("statements/countries/japan/index.html")
    assert "It will not be easy." in ledger.read("statements/2019/index.html")
    years = ledger.read("statements/2013/index.html")
    assert 'rel="prev" class="before" href="../../statements/2006/index.html"' in years
    assert 'rel="next" class="next" href="../../statements/2019/index.html"' in years


def test_years_are_headings_with_anchors(ledger: Site) -> None:
    ledger.build()
    for path in ("statements/index.html", "statements/countries/japan/index.html"):
        text = ledger.read(path)
        assert '<h2 class="year" id="y2013">' in text and '<h2 class="year" id="y2019">' in text


def test_how_the_position_moved_in_order_of_time_and_office(ledger: Site) -> None:
    ledger.build()
    text = ledger.read("statements/speakers/shinzo-abe/index.html")
    order = [text.index(x) for x in ("No office on record", "I am a candidate.", "We shall talk.", "It will not be easy.")]
    assert order == sorted(order)
    assert text.count("No office on record") == 1


def test_a_persons_page_has_the_newest_first_with_the_office_of_the_day(ledger: Site) -> None:
    ledger.build()
    text = ledger.read("people/shinzo-abe/index.html")
    order = [text.index(x) for x in ("It will not be easy.", "We shall talk.", "I am a candidate.", "no office on record")]
    assert order == sorted(order)
    assert text.count("no office on record") == 1
    assert "statements/speakers/shinzo-abe/index.html" in ledger.read("people/shinzo-abe/index.html")


def test_a_persons_page_shows_the_latest_and_leads_to_the_rest(site: Site) -> None:
    row = ", ".join(said("Abe", f"Word {n}.", date=f"2013-01-{n:02}") for n in range(1, 26))
    site.article("2013/02/a", people="[Abe]", statements=f"[{row}]")
    site.build()
    text = site.read("people/abe/index.html")
    assert "All 25 statements" in text
    assert "Word 21." not in text and text.index("Word 25.") < text.index("Word 22.")


def test_a_country_leads_to_what_was_said_for_it(ledger: Site) -> None:
    ledger.build()
    for slug in ("russia", "soviet-union"):
        assert "statements/countries/russia/index.html" in ledger.read(f"countries/{slug}/index.html"), slug


def test_before_and_after_by_speaker_and_by_pair(ledger: Site) -> None:
    ledger.build()
    page = ledger.read("statements/2013/04-29-shinzo-abe-we-shall-talk/index.html")
    part = flat(page[page.index('class="block threads"') :].partition("</section>")[0])
    assert part.count('rel="prev"') == part.count('rel="next"') == 2
    assert "I am a candidate." in part and "It will not be easy." in part and "Japan – Russia" in part


def test_a_statement_for_machines(ledger: Site) -> None:
    ledger.build()
    data = ld(ledger.read("statements/2013/04-29-shinzo-abe-we-shall-talk/index.html"))
    speaker = {
        "@type": "Person",
        "name": "Shinzo Abe",
        "url": "https://archive.example/people/shinzo-abe/",
        "jobTitle": "Prime Minister of Japan",
    }
    address = "https://archive.example/statements/2013/04-29-shinzo-abe-we-shall-talk/"
    assert data["@type"] == "Quotation" and data["@id"] == data["url"] == address
    assert data["creator"] == data["spokenByCharacter"] == speaker
    assert (data["text"], data["inLanguage"], data["dateCreated"]) == ("We shall talk.", "en", "2013-04-29")
    assert data["translationOfWork"] == {"@type": "Quotation", "inLanguage": "ja", "text": "話し合う。"}
    assert (data["translator"], data["isBasedOn"]) == ("Our desk", "https://kantei.example/1")
    assert [c["publisher"]["name"] for c in data["citation"]] == ["NHK", "TASS", "The Paper"]
    assert data["citation"][2]["url"] == "https://paper.example/2"
    assert data["isPartOf"]["@id"] == "https://archive.example/2013/04/moscow/"
    [part] = ld(ledger.read("2013/04/moscow/index.html"))["hasPart"]
    assert part == {k: data[k] for k in ("@type", "@id", "url", "text", "inLanguage", "dateCreated", "creator")}


def test_all_statements_as_data(ledger: Site) -> None:
    ledger.build()
    data = json.loads(ledger.read("statements/statements.json"))
    assert [s["text"] for s in data["statements"]] == [
        "From tomorrow there is war.",
        "I am a candidate.",
        "We shall talk.",
        "It will not be easy.",
        "Indeed.",
    ]
    talk = data["statements"][2]
    assert talk["url"] == "https://archive.example/statements/2013/04-29-shinzo-abe-we-shall-talk/"
    assert talk["speaker"] == {"name": "Shinzo Abe", "url": "https://archive.example/people/shinzo-abe/"}
    assert talk["chain"][0] == {"name": "NHK", "role": "broadcaster", "date": "2013-04-29"}
    assert talk["story"]["url"] == "https://archive.example/2013/04/moscow/" and talk["original"] == "話し合う。"
    assert "offices" not in data["statements"][1] and data["statements"][0]["countries"][0]["name"] == "Soviet Union"
    raw = (ledger.output / "statements/statements.csv").read_bytes()
    assert raw.endswith(b"published\r\n")
    table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["text"] for row in table] == [s["text"] for s in data["statements"]]
    assert table[2]["chain"] == "NHK (broadcaster) → TASS (agency) → The Paper (outlet)"
    assert (table[3]["date"], table[3]["earliest"], table[3]["latest"]) == ("2019-01~", "2019-01-01", "2019-01-31")
    assert [link in ledger.read("statements/index.html") for link in ("statements.json", "statements.csv")] == [True, True]


def test_a_feed_of_statements(ledger: Site) -> None:
    ledger.article("2020/01/gone", people="[Abe]", status="retracted", statements=f"[{said('Abe', 'A mistake.')}]")
    ledger.build()
    feed = ET.fromstring(ledger.read("statements/feed.xml"))
    atom = "{http://www.w3.org/2005/Atom}"
    entries = [(e.findtext(f"{atom}title"), e.findtext(f"{atom}id")) for e in feed.iter(f"{atom}entry")]
    assert entries[0] == (
        "Shinzo Abe: “It will not be easy.”",
        "https://archive.example/statements/2019/01-shinzo-abe-it-will-not-be-easy/",
    )
    assert "<dcterms:temporal>2019-01~</dcterms:temporal>" in ledger.read("statements/feed.xml")
    assert len(entries) == 5 and "mistake" not in ledger.read("statements/feed.xml")
    assert "statements/feed.xml" in ledger.read("statements/index.html")


def test_a_held_statement_is_nowhere(ledger: Site) -> None:
    ledger.article("2014/01/secret", people="[Abe]", status="draft", statements=f"[{said('Abe', 'A quagga.')}]")
    ledger.build()
    assert not (ledger.output / "statements/2014").exists()
    assert [path for path, data in files(ledger.output).items() if b"quagga" in data] == []


def test_a_link_to_a_held_statement_is_left_out_until_it_is_published(ledger: Site) -> None:
    ledger.article("2014/01/secret", people="[Abe]", status="draft", statements=f"[{said('Abe', 'A quagga.', id='quagga')}]")
    ledger.article(
        "2014/02/open",
        "See [his words](/statements/2014/quagga/) and [others](/statements/2013/04-29-shinzo-abe-we-shall-talk/).",
    )
    result = ledger.build()
    assert [i.code for i in result.issues if "quagga" in i.message] == ["link-to-held-back"]
    text = ledger.read("2014/02/open/index.html")
    assert "quagga" not in text and "statements/2013/04-29-shinzo-abe-we-shall-talk/index.html" in text
    assert not ledger.build(drafts=True).failed
    assert "statements/2014/quagga/index.html" in ledger.read("2014/02/open/index.html")


def test_without_statements_there_is_one_empty_page(site: Site) -> None:
    site.article("2014/01/a")
    site.build()
    assert [p.relative_to(site.output).as_posix() for p in (site.output / "statements").rglob("*.*")] == [
        "statements/index.html"
    ]
    assert "No story holds a statement yet." in site.read("statements/index.html")


def test_switched_off_a_statement_has_no_page_and_no_link_to_one(ledger: Site) -> None:
    settings = (ledger.folder / "site.toml").read_text() + "[pages]\nstatements = false\n"
    ledger.write("site.toml", settings)
    assert not ledger.build().failed
    assert not (ledger.output / "statements").exists()
    text = ledger.read("2013/04/moscow/index.html")
    assert "statements/2013" not in text and "We shall talk." in text
    assert ld(text)["hasPart"][0]["@id"] == "https://archive.example/2013/04/moscow/#statement-1"


def test_a_statement_of_a_retracted_story_is_marked_and_not_listed_for_search_engines(ledger: Site) -> None:
    ledger.article("2015/01/gone", people="[Abe]", status="retracted", statements=f"[{said('Abe', 'A mistake.')}]")
    ledger.build(now=NOW)
    page = ledger.read("statements/2015/01-15-shinzo-abe-a-mistake/index.html")
    assert "noindex" in page and "Retracted." in page
    assert "a-mistake" not in ledger.read("sitemap.xml")
    assert 'class="mark retracted"' in ledger.read("statements/2015/index.html")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Short.", "Short."),
        ("A somewhat longer text of words", "A somewhat longer"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahr"),
        ("話し合うことができるようになりましたと言うことでした", "話し合うことができるようになりましたと言"),
        ("Two  blanks\nand a line", "Two blanks and a"),
    ],
)
def test_first_words(text: str, words: str) -> None:
    assert first_words(text, 20) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Short, and whole,", "Short, and whole,"),
        ("A somewhat longer, newer text", "A somewhat longer…"),
        ("He said this — then more", "He said this — then…"),
        ("What he said was: this, that", "What he said was…"),
    ],
)
def test_a_beginning_has_no_comma_before_its_ellipsis(text: str, words: str) -> None:
    assert beginning(text, 20) == words
