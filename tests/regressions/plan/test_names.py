"""Names: a story's own usage was lost, an accent told names apart, a name in Latin letters had no address."""

from tests.conftest import Site
from tests.regressions.plan.conftest import Planning
from tests.regressions.plan.test_lists import pages

KURILS = "---\nname: Kuril Islands\naliases: [Chishima]\nnames: [{text: 千島列島, lang: ja, latin: Chishima rettō}]\n---\n"


def test_a_place_was_shown_under_the_archives_name_alone(site: Site, planned: Planning) -> None:
    site.write("content/places/kurils.md", KURILS)
    site.article("2019/01/a", places="[Chishima]", countries="[Formosa, {country: Nippon, role: host}, Japan]")
    site.article("2019/01/b", places="[kuril islands]")
    site.write("content/countries/japan.md", "---\nname: Japan\naliases: [Nippon]\n---\n")
    found = pages(site, planned)
    assert [(p.link.text, p.written) for p in found["/2019/01/a/"].places] == [("Kuril Islands", "Chishima")]
    assert [(c.link.text, c.written, c.role) for c in found["/2019/01/a/"].countries] == [
        ("Taiwan", "Formosa", ""), ("Japan", "Nippon", "host"),
    ]  # fmt: skip
    assert [(p.link.text, p.written) for p in found["/2019/01/b/"].places] == [("Kuril Islands", "")]


def test_an_accent_told_two_places_apart(site: Site, planned: Planning) -> None:
    site.write("content/places/kurils.md", KURILS)
    for n, name in enumerate(("Chishima retto", "chishima rettō", "Chishima rettô")):
        site.article(f"2019/01/s{n}", places=f"[{name}]")
    for n, name in enumerate(("Poronaysk", "Poronaÿsk")):
        site.article(f"2019/02/s{n}", places=f"[{name}]", people="[Кий]" if n else "[Кии]")
    found = pages(site, planned)
    assert len(found["/places/kuril-islands/"].cards) == 3
    assert len(found["/places/poronaysk/"].cards) == 2
    assert "/people/кий/" in found and "/people/кии/" in found


def test_a_name_in_latin_letters_had_no_address(site: Site, planned: Planning) -> None:
    site.write("content/places/kurils.md", KURILS)
    found = pages(site, planned)
    assert found["/places/chishima-retto/"].target == "/places/kuril-islands/"
    assert "/places/千島列島/" not in found
