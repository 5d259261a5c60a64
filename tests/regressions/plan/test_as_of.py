"""What the archive as of a day had of later days, and what it had in common with the living one."""

import json
import re
from pathlib import Path

from communique.build.options import Options
from communique.build.run import build
from tests.conftest import Site

DAY = "1956-10-31"


def as_of(site: Site, day: str = DAY) -> Path:
    output = site.folder.parent / f"as-of-{day}"
    assert [str(i) for i in build(site.folder, output, Options(as_of=day, jobs=1)).issues if i.severity == "error"] == []
    return output


def test_events_and_parts_of_pages_have_identifiers_of_their_own(site: Site) -> None:
    site.article(
        "1956/10/declaration",
        countries="[Japan, Soviet Union]",
        event_date="1956-10-19",
        corrections="[{date: 1956-10-20, text: A slip.}]",
        statements='[{speaker: Hatoyama, text: "We agree.", via: [NHK]}]',
        record_notes="[{says: A, record: B, basis: [X], source: A source, kind: error}]",
    )
    site.build()
    folder = as_of(site)

    def identifiers(output: Path) -> set[str]:
        found = set(re.findall(r"^UID:(.*?)\r?$", (output / "on-this-day/anniversaries.ics").read_text(), re.MULTILINE))
        for page in (
            "1956/10/declaration",
            *(p.parent.relative_to(output) for p in output.glob("statements/1956/*/index.html")),
        ):
            found |= set(re.findall(r'"@id": "([^"]*)"', (output / page / "index.html").read_text()))
        return found

    living, then = identifiers(site.output), identifiers(folder)
    assert len(living) == len(then) == 5  # the event, the story, its correction, its note and its statement
    assert not living & then
    assert f"(as of {DAY})" in (folder / "on-this-day/anniversaries.ics").read_text()
    assert json.loads((folder / "statements/statements.json").read_text())["as_of"] == DAY
    assert "as_of" not in json.loads((site.output / "statements/statements.json").read_text())


def test_an_agreement_that_is_still_to_be_made_stands_on_no_page(site: Site) -> None:
    site.article("1956/10/talks", countries="[Japan, Soviet Union]", places="[Shikotan]")
    site.article("1993/10/tokyo", countries="[Japan, Russia]", agreements="[Tokyo Declaration]")
    site.write("content/places/kurils.md", "---\nname: Kurils\n---\n\nIslands.\n")
    site.write("content/places/shikotan.md", "---\nname: Shikotan\npart_of: [Kurils]\n---\n\nAn island.\n")
    parties = "parties: [{country: Japan}, {country: Russia}]\n"
    site.write(
        "content/agreements/tokyo.md",
        f"---\nname: Tokyo Declaration\nsigned: 1993-10-13\nplaces: [Shikotan]\n{parties}---\n\nText.\n",
    )
    assert "Tokyo Declaration" in (as_of(site, "1993-10-31") / "places/shikotan/index.html").read_text()
    for path in as_of(site).rglob("*.html"):
        assert "Tokyo Declaration" not in path.read_text(), path


def test_a_name_and_a_claim_of_a_country_that_came_later_are_not_known(site: Site) -> None:
    site.write("site.toml", 'title = "Test archive"\nbase_url = "https://archive.example/"\n')
    site.article("1956/10/talks", countries="[Japan, Turkey]", event_date="1956-12-01")
    site.write(
        "content/countries/turkey.md",
        "---\nname: Turkey\ncode: TR\nnames:\n  - {text: Yeni Devlet, lang: tr, from: 1956-11-15}\n"
        "claimed_by:\n  - {country: Norway, from: 1956-10-01}\n  - {country: Sweden, from: 1956-11-15}\n---\n\nA state.\n",
    )
    site.build()
    assert "Yeni Devlet" in site.read("search/names.json")
    assert "Sweden" in site.read("1956/10/talks/index.html")
    folder = as_of(site)
    assert "Yeni Devlet" not in (folder / "search/names.json").read_text()
    assert "Yeni Devlet" not in (folder / "1956/10/talks/index.html").read_text()
    assert "Norway" in (folder / "1956/10/talks/index.html").read_text()
    assert "Sweden" not in (folder / "1956/10/talks/index.html").read_text()
