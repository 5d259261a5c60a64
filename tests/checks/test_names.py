"""Names that may be one thing under two."""

import pytest

from communique.checks import spelling
from tests.checks.conftest import Said
from tests.conftest import SETTINGS, Site

ONE = [
    ("tags", "Putin", "people", "Vladimir Putin", "may be short and long for one person"),
    ("people", "V. V. Putin", "people", "Vladimir Vladimirovich Putin", "may be short and long for one person"),
    ("people", "Abe Shinzo", "people", "Shinzo Abe", "have the same words in another order"),
    ("people", "Sergey Lavrov", "people", "Sergei Lawrow", "are spellings of one sound"),
    ("people", "Boris Jelzin", "people", "Boris Yeltsin", "are spellings of one sound"),
    ("people", "Vyacheslav Molotoff", "people", "Vyacheslav Molotov", "are spellings of one sound"),
    ("tags", "Михаил Горбачев", "people", "Mikhail Gorbachev", "are spellings of one sound"),
    ("tags", "Kuril Island", "places", "Kuril Islands", "differ only as one and many"),
    ("tags", "cease-fires", "tags", "cease-fire", "differ only as one and many"),
    ("tags", "ceasefire", "tags", "cease-fire", "differ only in hyphens, blanks or accents"),
    ("tags", "Japan–Russia relations", "tags", "Russia-Japan relations", "have the same words in another order"),
    ("tags", "peace negotations", "tags", "peace negotiations", "differ in one letter"),
    ("people", "Dmitry Medvdeev", "people", "Dmitry Medvedev", "differ in one letter"),
]
DIFFERENT = [
    ("people", "George Bush", "people", "George W. Bush"),
    ("people", "Ivan Petrov", "people", "Igor Petrov"),
    ("people", "Alexander Petrov", "people", "Alexandra Petrova"),
    ("people", "Kim Jong Il", "people", "Kim Jong Un"),
    ("tags", "Protocol of 1956", "tags", "Protocol of 1957"),
    ("tags", "Annex II", "tags", "Annex III"),
    ("tags", "Armenia question", "tags", "Armenian question"),
    ("tags", "news", "tags", "new"),
    ("tags", "North Sea", "tags", "South Sea"),
    ("places", "Slovenia Street", "places", "Slovakia Street"),
    ("people", "Washington", "places", "Washingtons"),
    ("tags", "rice", "people", "Condoleezza Rice"),
]


def written(site: Site, *names: tuple[str, str], times: int = 4) -> None:
    """Name the first once, and the second in several stories."""
    for n, (kind, name) in enumerate([names[0], *[names[1]] * times]):
        site.article(f"2019/01/s{n}", **{kind: f"['{name}']"})


@pytest.mark.parametrize("pair", ONE, ids=lambda p: f"{p[1]}, {p[3]}")
def test_what_may_be_one_is_told_once_where_the_rarer_name_stands(
    site: Site, said: Said, pair: tuple[str, str, str, str, str]
) -> None:
    kind, name, other_kind, other, why = pair
    written(site, (kind, name), (other_kind, other))
    (line,) = said("names")
    assert line.startswith(f"content/articles/2019/01/s0.md:5:{len(kind) + 4}: warning: {kind}: '{name}' and ")
    assert f"'{other}' {why} (1 story and 4 stories). If they are one, write '{other}' everywhere; if not, add" in line


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda p: f"{p[1]}, {p[3]}")
def test_what_is_alike_and_another_thing_is_not_told(site: Site, said: Said, pair: tuple[str, str, str, str]) -> None:
    written(site, pair[:2], pair[2:])
    assert said("names") == []


def test_a_short_name_that_may_mean_two_people_or_is_an_alias_is_not_told(site: Site, said: Said) -> None:
    site.article("2019/01/a", people="[Shintaro Abe, Shinzo Abe]", tags="[Abe]")
    assert said("names") == []
    site.article("2019/01/a", people="[Shinzo Abe]", tags="[Abe]")
    assert len(said("names")) == 1
    site.write("content/people/abe.md", "---\nname: Shinzo Abe\naliases: [Abe]\n---\n")
    assert said("names") == []


def test_the_family_name_of_a_person_sorted_otherwise_is_its_first_word(site: Site, said: Said) -> None:
    site.write("content/people/zhou.md", "---\nname: Zhou Enlai\nsort: Zhou, Enlai\n---\n")
    site.article("2019/01/a", tags="[Zhou, Enlai]", people="[Zhou Enlai]")
    (line,) = said("names")
    assert "'Zhou' and the person 'Zhou Enlai'" in line
    assert "add 'Zhou' to 'aliases' in content/people/zhou.md" in line


def test_two_with_a_file_each_are_told_only_where_the_names_are_the_same_to_the_ear(site: Site, said: Said) -> None:
    for name in ("Kuril Island", "Kuril Islands", "Georgetown", "George Town"):
        site.write(f"content/places/{name.lower().replace(' ', '-')}.md", f"---\nname: {name}\n---\n")
    (line,) = said("names")
    assert line.startswith("content/places/george-town.md:2:7: warning: places: 'George Town' and 'Georgetown' differ only in")
    assert "keep one of the two files" in line


def test_the_settings_can_say_that_two_are_different(site: Site, said: Said) -> None:
    written(site, ("tags", "Kuril Island"), ("tags", "Kuril Islands"))
    site.write("site.toml", SETTINGS + '[check]\ndifferent = [["kuril islands", "Kuril Island", "Kurils"]]\n')
    assert said("names", "content") == []
    site.write("site.toml", SETTINGS + "[check]\ndifferent = ['Kuril Island']\n")
    assert said("content") == [
        'site.toml:6:1: check.different: a list of lists of texts is wanted. Write it as: different = [["…", "…"]]'
    ]
    site.write("site.toml", SETTINGS + "[check]\nskip = 'https://a.example/'\n")
    assert said("content") == ['site.toml:6:1: check.skip: a list of texts is wanted. Write it as: skip = ["…"]']


def test_what_a_check_shall_not_tell_changes_no_page(small: Site) -> None:
    small.build()
    small.write("site.toml", SETTINGS + '[check]\ndifferent = [["a", "b"]]\n')
    result = small.build()
    assert (result.rendered, result.unchanged > 40) == ((), True) or not result.rendered


def test_words_of_any_script_have_forms() -> None:
    assert spelling.words("The Ōhira–Fukuda line") == ["ohira", "fukuda", "line"]
    assert list(spelling.letters("千島列島")) == []
    assert set(spelling.sounds("北方領土問題対策協会")) == {"北方領土問題対策協会"}
    assert not spelling.one_slip("", "")
