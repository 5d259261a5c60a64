"""The archive as it was known on a day."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import justhtml
import pytest

from communique.build.options import Options
from communique.build.run import build
from communique.output.folder import OutputError
from tests.conftest import REPOSITORY, Site, files
from tests.golden.conftest import ld

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = "2019-06-01"


def as_of(site: Site, day: str = DAY, *, now: int = 1_790_000_000) -> Path:
    """Build the archive as of a day; give the folder."""
    output = site.folder.parent / f"as-of-{day}"
    result = build(site.folder, output, Options(as_of=day, now=now, jobs=1))
    assert [str(i) for i in result.issues] == []
    return output


def read(folder: Path, path: str) -> str:
    return (folder / path).read_text("utf-8")


@pytest.fixture(scope="session")
def year_1960(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the founding archive as of 1 January 1960."""
    output = tmp_path_factory.mktemp("founding") / "as-of-1960-01-01"
    result = build(REPOSITORY, output, Options(as_of="1960-01-01", jobs=1))
    assert not result.issues
    return output


def html(folder: Path) -> dict[str, str]:
    return {p: data.decode() for p, data in files(folder).items() if p.endswith(".html") and not p.startswith("pagefind/")}


def test_the_founding_archive_of_1960_knows_the_declaration_and_not_the_memorandum(year_1960: Path) -> None:
    assert (year_1960 / "1956/10/joint-declaration/index.html").is_file()
    assert not (year_1960 / "1960").exists() and not (year_1960 / "2019").exists()
    declaration = read(year_1960, "agreements/soviet-japanese-joint-declaration/index.html")
    assert "in force since" in re.sub(r"<[^>]*>", "", declaration).lower() or "In force" in declaration
    for later in ("gromyko-memorandum", "us-japan-security-treaty", "irkutsk-statement"):
        for path, text in html(year_1960).items():
            assert f"{later}/" not in text, (path, later)
    for later in (
        "people/shinzo-abe",
        "people/vladimir-putin",
        "agreements/moscow-declaration",
        "countries/russia",
        "places/sochi",
    ):
        assert not (year_1960 / later).exists(), later


def test_offices_and_rule_that_began_later_are_not_known(year_1960: Path) -> None:
    gromyko = read(year_1960, "people/andrei-gromyko/index.html")
    assert "Minister of Foreign Affairs of the Soviet Union" in gromyko
    assert "Chairman" not in gromyko
    soviet = read(year_1960, "countries/soviet-union/index.html")
    succession = soviet[soviet.index('<ol class="succession"') :]
    assert "Russian Empire</a>" in succession and ">Russia<" not in succession[: succession.index("</ol>")]


def test_a_pair_of_states_is_called_by_what_the_two_then_were(year_1960: Path) -> None:
    pair = re.sub(
        r"<[^>]*>", "", read(year_1960, "relations/japan-russia/index.html").partition("<h1>")[2].partition("</h1>")[0]
    )
    assert pair == "Japan – Soviet Union"
    assert "Japan – Russia" not in read(year_1960, "relations/index.html") + read(year_1960, "index.html")


def test_every_page_says_so_and_leads_to_the_one_of_today(year_1960: Path) -> None:
    for path, text in html(year_1960).items():
        assert re.search(r'class="ribbon[^"]*"[^>]*>.*The archive as it stood on <?.*1 January 1960', text, re.DOTALL), path
        assert '<meta name="robots" content="noindex">' in text, path
        if path != "404.html":
            assert '<link rel="canonical" href="https://communique.example/' in text, path
        assert not justhtml.JustHTML(text, collect_errors=True).errors, path
    story = read(year_1960, "1956/10/joint-declaration/index.html")
    assert '<a href="https://communique.example/1956/10/joint-declaration/">This page today</a>' in story
    assert ld(story)["@id"] == "https://communique.example/1956/10/joint-declaration/?as-of=1960-01-01"


def test_search_engines_are_kept_away_and_feeds_are_told_apart(year_1960: Path) -> None:
    assert "Disallow: /\n" in read(year_1960, "robots.txt") and "Allow: /\n" not in read(year_1960, "robots.txt").replace(
        "Disallow", ""
    )
    assert not (year_1960 / "sitemap.xml").exists()
    feed = ET.fromstring(read(year_1960, "feed.xml"))
    assert "as of 1 January 1960" in (feed.findtext(f"{ATOM}title") or "")
    ids = [feed.findtext(f"{ATOM}id"), *(e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry"))]
    assert len(ids) > 10 and all((i or "").endswith("?as-of=1960-01-01") for i in ids)
    data = json.loads(read(year_1960, "feed.json"))
    assert "1960-01-01" in data["title"] and "feed_url" not in data
    assert all(i["id"].endswith("?as-of=1960-01-01") for i in data["items"])


def test_every_link_of_1960_leads_somewhere(year_1960: Path) -> None:
    there = files(year_1960)
    for path, text in html(year_1960).items():
        if path == "404.html":
            continue
        for link in re.findall(r'href="([^"#]+)', text):
            if not re.match(r"https?:|mailto:", link):
                target = (year_1960 / path).parent.joinpath(link).resolve().relative_to(year_1960.resolve()).as_posix()
                assert target in there, (path, link)


@pytest.fixture
def changing(site: Site) -> Site:
    """Give a site to which something happened on each of several days."""
    site.article(
        "2019/01/talks",
        updated="2019-07-01",
        corrections='[{date: 2019-05-31, text: "First error."}, {date: 2019-06, text: "Second error."}]',
        statements='[{speaker: Abe, text: "Early words.", via: [NHK]}, {speaker: Abe, text: "Late words.", via: [NHK], date: 2019-06-02}]',
        record_notes="[{says: A, record: B, basis: [X]}, {says: Late, record: Note, basis: [X], date: 2019-08-01}]",
        sources="[{title: Seen early, accessed: 2019-06-01}, {title: Seen late, accessed: 2019-06-02}, {title: Undated}]",
        people="[Abe]",
        countries="[Japan]",
    )
    site.article(
        "2019/02/forged", status="retracted", retraction="{date: 2019-06-02, reason: It was made up.}", agreements="[Pact]"
    )
    site.article("2019/07/later", people="[Koizumi]", tags="late tag", translation_of="content/articles/2019/01/talks.md")
    site.write(
        "content/pages/about.md", "---\ntitle: About\n---\n\nSee [that](../articles/2019/07/later.md) and [July](/2019/07/).\n"
    )
    site.write(
        "content/people/abe.md",
        "---\nname: Abe\ndied: 2022-07-08\noffices:\n  - {title: Minister, from: 2019-01-01, to: 2020-09-16}\n"
        "  - {title: Elder, from: 2019-06-20}\n---\n\nA life.\n",
    )
    site.write("content/people/koizumi.md", "---\nname: Koizumi\n---\n\nA life.\n")
    site.write(
        "content/agreements/pact.md",
        "---\nname: Pact\nsigned: 2019-01-15\nin_force: 2019-06-01\nended: 2019-12-31\nparties:\n"
        "  - {country: Japan, actions: [{action: signed, date: 2019-01-15}]}\n"
        "  - {country: Norway, actions: [{action: acceded, date: 2019-09-01}]}\n---\n\nA text.\n",
    )
    return site


def test_what_befell_a_story_later_is_not_there_and_what_befell_it_by_then_is(changing: Site) -> None:
    talks = read(as_of(changing), "2019/01/talks/index.html")
    for early in ("First error.", "Early words.", "Seen early", "Undated"):
        assert early in talks, early
    for late in ("Second error.", "Late words.", "Late<", "Seen late", "updated"):
        assert late not in talks, late
    assert "This story was changed on" in talks and "the wording of the day is not kept" in talks
    assert ld(talks)["dateModified"] == "2019-05-31"
    later = read(as_of(changing, "2019-08-01"), "2019/01/talks/index.html")
    for late in ("Second error.", "Late words.", "Late<", "Seen late", "updated"):
        assert late in later, late
    assert "the wording of the day is not kept" not in later


def test_a_retraction_and_a_turn_count_from_their_day(changing: Site) -> None:
    before, after = as_of(changing), as_of(changing, "2019-06-02")
    assert "It was made up." not in read(before, "2019/02/forged/index.html") and "2019/02/forged" in read(before, "feed.xml")
    assert "It was made up." in read(after, "2019/02/forged/index.html") and "2019/02/forged" not in read(after, "feed.xml")
    assert "It was made up." in read(after, "corrections/index.html") and "It was made up." not in read(
        before, "corrections/index.html"
    )
    in_force, not_yet = read(before, "agreements/index.html"), read(as_of(changing, "2019-05-31"), "agreements/index.html")
    assert in_force != not_yet
    pact = read(before, "agreements/pact/index.html")
    assert "Norway" not in pact and "2019-12-31" not in pact and "31 December" not in pact


def test_profiles_have_the_facts_of_the_day_and_say_that_their_text_is_of_today(changing: Site) -> None:
    folder = as_of(changing)
    abe = read(folder, "people/abe/index.html")
    assert "Minister" in abe and "Elder" not in abe and "2020" not in abe and "2022" not in abe
    assert "The text of this page is of today" in abe
    assert "The text of this page is of today" in read(folder, "about/index.html")
    assert "The text of this page is of today" not in read(folder, "2019/01/talks/index.html")
    assert "Elder" in read(as_of(changing, "2019-06-30"), "people/abe/index.html")


def test_what_the_first_story_is_still_to_tell_of_has_no_page_and_no_link(changing: Site) -> None:
    folder = as_of(changing)
    assert not (folder / "people/koizumi").exists() and not (folder / "tags/late-tag").exists()
    about = read(folder, "about/index.html")
    assert "later/index.html" not in about and "2019/07" not in about
    assert (as_of(changing, "2019-07-15") / "people/koizumi/index.html").is_file()


def test_the_clock_has_no_part_in_it(changing: Site) -> None:
    before = files(as_of(changing, now=1_700_000_000))
    assert files(as_of(changing, now=2_000_000_000)) == before


def test_a_story_counts_from_its_own_day_whenever_it_was_put_online(site: Site) -> None:
    site.article("1956/10/declaration", published="2019-03-01")
    text = read(as_of(site, "1960-01-01"), "1956/10/declaration/index.html")
    assert "put online" in text and "1 March 2019" in text and "published <" not in text


def test_the_living_site_stays_as_it_is_and_neither_is_written_over_the_other(changing: Site) -> None:
    changing.build()
    living = files(changing.output)
    folder = as_of(changing)
    assert files(changing.output) == living
    with pytest.raises(OutputError, match=r"holds the living site\. Name another folder with --output for the one as of"):
        build(changing.folder, changing.output, Options(as_of=DAY, jobs=1))
    with pytest.raises(OutputError, match=f"holds the archive as of {DAY}"):
        build(changing.folder, folder, Options(as_of="2019-06-02", jobs=1))
    with pytest.raises(OutputError, match=f"holds the archive as of {DAY}"):
        build(changing.folder, folder, Options(jobs=1))
    assert files(changing.output) == living


def test_drafts_and_faults_are_as_in_any_build(changing: Site) -> None:
    changing.article("2019/03/secret", status="draft", title="A secret")
    folder = changing.folder.parent / "drafts"
    assert not build(changing.folder, folder, Options(as_of=DAY, drafts=True, jobs=1)).issues
    assert not any(b"A secret" in data for data in files(folder).values())
    changing.article("2019/04/wrong", countries="Rusia")
    result = build(changing.folder, folder, Options(as_of=DAY, jobs=1))
    assert [i.code for i in result.issues] == ["unknown-country"]


def test_an_earlier_wording_is_shown_until_the_next_one_and_never_in_the_living_site(site: Site) -> None:
    site.article(
        "2019/01/talks", "The latest text.", title="Talks held", corrections='[{date: 2019-03-01, text: "They were held."}]'
    )
    site.article("2019/02/after", "See [them](../01/talks.md).", translation_of="../01/talks.md")
    head = "of: content/articles/2019/01/talks.md\ndate: 2019-01-15\nsources: [{title: A source}]\n"
    site.write(
        "content/earlier/2019/01/talks.md",
        f"---\ntitle: Talks to be held\nuntil: 2019-02-10\ntags: [early]\n{head}---\n\nThe first text, and [this](../../../pages/about.md).\n",
    )
    site.write(
        "content/earlier/2019/01/talks-2.md", f"---\ntitle: Talks put off\nuntil: 2019-03-01\n{head}---\n\nThe second text.\n"
    )
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nAbout.\n")
    assert not site.build().issues
    living = files(site.output)
    assert not any(b"first text" in data or b"second text" in data or b"put off" in data for data in living.values())
    assert not (site.output / "tags/early").exists() and not (site.output / "earlier").exists()
    for day, title, text, until in (
        ("2019-01-15", "Talks to be held", "The first text", "10 February 2019"),
        ("2019-02-09", "Talks to be held", "The first text", "10 February 2019"),
        ("2019-02-10", "Talks put off", "The second text", "1 March 2019"),
        ("2019-02-28", "Talks put off", "The second text", "1 March 2019"),
    ):
        folder = as_of(site, day)
        story = read(folder, "2019/01/talks/index.html")
        assert title in story and text in story and "The latest text" not in story, day
        assert "which stood until" in story and until in story and "is not kept" not in story, day
        assert (folder / "tags/early").exists() == (title == "Talks to be held")
    assert "about/index.html" in read(as_of(site, "2019-02-09"), "2019/01/talks/index.html")
    after = read(as_of(site, "2019-02-20"), "2019/02/after/index.html")
    assert '01/talks/index.html">them</a>' in after and "Talks put off</a>" in after
    last = read(as_of(site, "2019-03-01"), "2019/01/talks/index.html")
    assert "The latest text" in last and "which stood until" not in last and "They were held." in last
