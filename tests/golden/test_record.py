"""The source says, the record says; our own corrections; a retraction: three things that are never mixed."""

import json
import re
import xml.etree.ElementTree as ET

import justhtml

from tests.conftest import Site
from tests.golden.conftest import ld

ATOM = "{http://www.w3.org/2005/Atom}"
SEED = "2019/01/kremlin-aim-is-the-treaty/index.html"
MARK = {"retracted": 'class="mark retracted"', "corrected": 'class="mark corrected"'}


def section(text: str, name: str) -> str:
    """Give a section of a page by its id."""
    found = re.search(rf'<section [^>]*id="{name}".*?</section>', text, re.DOTALL)
    return found[0] if found else ""


def test_the_seeds_notes_say_what_kind_they_are_and_lead_to_what_they_rest_on(pages: dict[str, str]) -> None:
    notes = section(pages[SEED], "notes")
    assert len(re.findall(r'<li id="note-\d"', notes)) == 8
    for words in ("an error", "an omission", "a matter of usage"):
        assert words in notes, words
    assert 'agreements/soviet-japanese-joint-declaration/index.html">Soviet–Japanese Joint Declaration</a>, 19 October' in notes
    assert "2018/09/without-preconditions/index.html" in notes
    assert "record-notes/index.html" in notes
    assert section(pages[SEED], "corrections") == ""


def test_errors_of_named_sources_are_claim_reviews_and_omissions_are_none(pages: dict[str, str]) -> None:
    parts = ld(pages[SEED])["hasPart"]
    assert isinstance(parts, list)
    reviews = {p["@id"].partition("#")[2]: p for p in parts if p["@type"] == "ClaimReview"}
    assert list(reviews) == ["note-1", "note-2", "note-8"]
    assert "in Singapore last fall" in reviews["note-1"]["claimReviewed"]
    assert reviews["note-1"]["itemReviewed"]["appearance"]["publisher"]["name"].endswith("name was not found")


def test_the_index_has_every_note_under_its_story_and_each_publishers_page_those_about_it(pages: dict[str, str]) -> None:
    found = []
    for path, text in pages.items():
        if re.fullmatch(r"\d{4}/\d\d/[^/]+/index\.html", path):
            found += [f"{path}#{anchor}" for anchor in re.findall(r'<li id="(note-\d+)"', text)]
    index = [text for path, text in pages.items() if path.startswith("record-notes/") and path.endswith("index.html")]
    listed = [link for text in index for link in re.findall(r'(\d{4}/\d\d/[^/"]+/index\.html#note-\d+)"', text)]
    assert len(found) > 50
    assert sorted(listed) == sorted(found)
    nameless = "sources/an-outlet-whose-name-was-not-found/index.html"
    assert f'href="../{nameless}#notes"' in index[0]
    assert [n for n in range(1, 9) if f'{SEED}#note-{n}"' in pages[nameless]] == list(range(1, 9))
    assert "#note-" not in pages["sources/uawire/index.html"]


def test_every_page_leads_to_both_indexes(pages: dict[str, str]) -> None:
    for path in (SEED, "index.html", "about/index.html", "record-notes/index.html", "corrections/index.html"):
        assert "The source and the record</a>" in pages[path] and "Corrections</a>" in pages[path], path


def stories(site: Site) -> Site:
    """Give a site of a story that is as it was, one that was corrected without a status, and one that was retracted."""
    said = '[{speaker: Abe, text: "We %s.", via: [NHK]}]'
    who = {"countries": "[Japan, Russia]", "people": "[Abe]"}
    site.article("2019/01/plain", statements=said % "wait", **who)
    site.article(
        "2019/02/amended",
        corrections='[{date: 2019-03-04, text: "The day was wrong."}, {date: 2019-05, text: "A name was wrong."}]',
        updated="2019-02-20",
        statements=said % "shall see",
        **who,
    )
    site.article(
        "2019/03/withdrawn",
        status="retracted",
        retraction='{date: 2019-04-01, reason: "It was made up."}',
        corrections='[{date: 2019-03-20, text: "The place was wrong."}]',
        record_notes="[{says: Five, record: Six, basis: [A page], source: A source, kind: error}]",
        statements=said % "never met",
        **who,
    )
    site.write("content/people/abe.md", "---\nname: Abe\n---\n\nA profile.\n")
    return site


def test_a_retracted_story_keeps_its_address_and_says_when_and_why(site: Site) -> None:
    assert not stories(site).build().issues
    text = site.read("2019/03/withdrawn/index.html")
    assert '<meta name="robots" content="noindex">' in text
    assert "It was made up." in section(text, "retraction") and "1 April 2019" in section(text, "retraction")
    assert "The place was wrong." not in section(text, "retraction")
    assert "It was made up." not in section(text, "corrections")
    assert "The place was wrong." not in section(text, "notes")
    assert 'href="#retraction"' in text and 'href="#retraction">' in text[text.index("banner retracted") :]
    data = ld(text)
    assert data["creativeWorkStatus"] == "Retracted"
    assert data["dateModified"] == "2019-04-01"
    for path in ("sitemap.xml", "feed.xml", "feed.json", "countries/japan/feed.xml"):
        assert "2019/03/withdrawn" not in site.read(path), path


def test_lists_mark_what_was_corrected_or_retracted_wherever_it_is_named(site: Site) -> None:
    stories(site).build()
    for path in ("stories/index.html", "countries/japan/index.html", "people/abe/index.html", "relations/japan-russia/index.html",
                 "statements/index.html", "2019/index.html"):  # fmt: skip
        text = site.read(path)
        assert MARK["retracted"] in text and MARK["corrected"] in text, path
    assert text.count("with notes") == 1
    person = site.read("people/abe/index.html")
    said = person[person.index("We never met.") :]
    assert MARK["retracted"] in said[: said.index("</figure>")]
    neighbour = site.read("2019/01/plain/index.html")
    assert MARK["corrected"] in section(neighbour, "threads") or MARK["corrected"] in neighbour
    assert MARK["corrected"] in site.read("index.html")


def test_the_index_of_corrections_has_retractions_first_and_then_corrections_by_date(site: Site) -> None:
    stories(site).build()
    text = site.read("corrections/index.html")
    order = ["It was made up.", "A name was wrong.", "The place was wrong.", "The day was wrong."]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "2019/02/amended/index.html#correction-2" in text
    assert "2019/03/withdrawn/index.html#retraction" in text
    assert "Five" not in text and "Six" not in text
    notes = site.read("record-notes/index.html")
    assert "Five" in notes and "It was made up." not in notes and "The place was wrong." not in notes


def test_both_indexes_have_feeds_whose_entries_lead_to_the_place(site: Site) -> None:
    stories(site).build()
    feed = ET.fromstring(site.read("corrections/feed.xml"))
    ids = [e.findtext(f"{ATOM}id", "").removeprefix("https://archive.example/") for e in feed.iter(f"{ATOM}entry")]
    assert ids == [
        "2019/02/amended/#correction-2", "2019/03/withdrawn/#retraction", "2019/03/withdrawn/#correction-1",
        "2019/02/amended/#correction-1",
    ]  # fmt: skip
    assert feed.findtext(f"{ATOM}updated") == "2019-05-01T00:00:00Z"
    notes = ET.fromstring(site.read("record-notes/feed.xml"))
    assert [e.findtext(f"{ATOM}summary") for e in notes.iter(f"{ATOM}entry")] == [
        "The source says: Five — The record says: Six"
    ]


def test_corrections_count_as_changes_for_machines(site: Site) -> None:
    stories(site).build()
    data = ld(site.read("2019/02/amended/index.html"))
    assert data["datePublished"] == "2019-02-15"
    assert data["dateModified"] == "2019-05"
    correction = data["correction"]
    assert isinstance(correction, list)
    assert [(c["@type"], c["datePublished"]) for c in correction] == [
        ("CorrectionComment", "2019-03-04"),
        ("CorrectionComment", "2019-05"),
    ]
    feed = json.loads(site.read("feed.json"))
    [item] = [i for i in feed["items"] if "amended" in i["url"]]
    assert item["date_modified"] == "2019-05-01T00:00:00Z" and "corrected" in item["tags"]
    assert "<lastmod>2019-05</lastmod>" in site.read("sitemap.xml")


def test_a_change_dated_before_publication_never_comes_before_it(site: Site) -> None:
    site.article("2019/02/amended", corrections='[{date: 2019-01-04, text: "A day."}]', updated="2019-01-20")
    site.build()
    data = ld(site.read("2019/02/amended/index.html"))
    assert data["datePublished"] == data["dateModified"] == "2019-02-15"


def test_a_note_that_rests_on_a_story_which_is_not_published_does_not_name_it(site: Site) -> None:
    site.article("2019/02/secret", title="A secret meeting", status="draft")
    site.article("2019/01/plain", record_notes="[{says: Five, record: Six, basis: [{article: ../02/secret.md}, A page]}]")
    result = site.build()
    assert [i.code for i in result.issues] == ["link-to-held-back"]
    for path in ("2019/01/plain/index.html", "record-notes/index.html", "record-notes/feed.xml"):
        text = site.read(path)
        assert "secret" not in text.lower(), path


def test_the_indexes_can_be_switched_off(site: Site) -> None:
    stories(site)
    site.write("site.toml", (site.folder / "site.toml").read_text() + "[pages]\nrecord_notes = false\ncorrections = false\n")
    assert not site.build().issues
    assert not (site.output / "record-notes").exists() and not (site.output / "corrections").exists()
    for path in ("index.html", "2019/03/withdrawn/index.html"):
        assert "record-notes/" not in site.read(path) and "corrections/index.html" not in site.read(path)


def test_the_new_pages_are_valid_html_also_in_many_parts_and_empty(site: Site) -> None:
    site.article("2019/01/plain")
    site.build()
    for path in ("record-notes/index.html", "corrections/index.html"):
        assert not justhtml.JustHTML(site.read(path), collect_errors=True).errors, path
    stories(site)
    site.write("site.toml", "page_size = 1\n" + (site.folder / "site.toml").read_text())
    site.build()
    for path in (
        "record-notes/index.html",
        "corrections/index.html",
        "corrections/page/4/index.html",
        "2019/03/withdrawn/index.html",
    ):
        assert not justhtml.JustHTML(site.read(path), collect_errors=True).errors, path
