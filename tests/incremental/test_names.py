"""With search on, a name that is given, changed or taken away is so on every page, in the list of names and in the index."""

import json
from pathlib import Path

from tests.conftest import SETTINGS, Site, assert_as_clean

KURILS = "---\nname: Kuril Islands\nnames: [{text: Курилы, lang: ru, latin: Kurily}]\n---\n"
PART = "---\nname: Kunashir\naliases: [Kunashiri]\npart_of: [{place: Kuril Islands, by: Russia}]\n---\n"


def named(site: Site) -> dict[str, list[str]]:
    return {name: others for name, _, _, others, *_ in json.loads(site.read("search/names.json"))}


def test_each_change_of_a_name_is_seen_everywhere(site: Site, tmp_path: Path) -> None:
    site.write("site.toml", SETTINGS.replace("false", "true"))
    kurils = site.write("content/places/kurils.md", KURILS)
    part = site.write("content/places/kunashir.md", PART)
    site.article("2019/01/a", places="[Kunashiri]", countries="[Japan, Formosa]")
    site.article("2019/01/b", places="[Kuril Islands]", tags="[Kurily, peace]")

    def built() -> str:
        assert not site.build().failed
        assert_as_clean(site, tmp_path)
        return site.read("2019/01/a/index.html")

    story = built()
    assert "Kunashiri (here: " in story and "⟦Kunashir: Kunashiri⟧" in story and "⟦Kuril Islands: Курилы; Kurily⟧" in story
    assert named(site)["Kuril Islands"] == ["Курилы", "Kurily"]

    kurils.write_text(KURILS.replace("Курилы", "Курильские острова"), "utf-8")
    assert "⟦Kuril Islands: Курильские острова; Kurily⟧" in built()
    assert named(site)["Kuril Islands"] == ["Курильские острова", "Kurily"]

    part.write_text(PART.replace("part_of", "claimed_by: [{country: Japan, from: 1955}]\npart_of"), "utf-8")
    built()
    assert "parts of it:" in site.read("places/kuril-islands/index.html")
    assert "claims parts of it" in site.read("2019/01/b/index.html")

    part.write_text(PART.replace("name: Kunashir", "name: Kunashiri").replace("aliases: [Kunashiri]", ""), "utf-8")
    story = built()
    assert "Kunashiri (here: " not in story
    assert "Kunashir" not in named(site)

    site.write("site.toml", SETTINGS.replace("false", "true") + '[disputed."Taiwan"]\nname = "Chinese Taipei"\n')
    story = built()
    assert "Formosa (here: " in story and "countries/chinese-taipei/" in story
    assert "Taiwan" in named(site)["Chinese Taipei"]
    assert "countries/chinese-taipei/" in site.read("countries/taiwan/index.html")

    part.unlink()
    assert "Kuril Islands" not in built().split("⟦", 1)[1]
    assert "of-parts" not in site.read("places/kuril-islands/index.html")


def test_a_new_story_is_counted_and_a_whole_leads_to_what_shares_its_parts(site: Site, tmp_path: Path) -> None:
    site.write("site.toml", SETTINGS.replace("false", "true"))
    site.write("content/places/kunashir.md", PART.replace("part_of: [", "part_of: [{place: Southern Kurils}, "))
    for name in ("Kuril Islands", "Southern Kurils"):
        site.write(f"content/places/{name.lower().replace(' ', '-')}.md", f"---\nname: {name}\n---\n")

    def built() -> dict[str, tuple[int, list[str]]]:
        assert not site.build().failed
        assert_as_clean(site, tmp_path)
        return {name: (count, also) for name, _, _, _, count, also in json.loads(site.read("search/names.json"))}

    site.article("2019/01/a", places="[Kuril Islands, Southern Kurils, Kunashir]")
    kurils, southern = (f"../places/{slug}/index.html" for slug in ("kuril-islands", "southern-kurils"))
    assert built() == {"Kuril Islands": (1, [southern]), "Southern Kurils": (1, [kurils]), "Kunashir": (1, [kurils, southern])}
    site.article("2019/01/b", places="[Kunashir]", countries="[Japan]")
    assert built()["Kunashir"] == (2, [kurils, southern])
    search = site.read("search/index.html")
    assert search.index(">Kunashir</a>") < search.index(">Kuril Islands</a>")
    assert ">Japan</a>" in search
