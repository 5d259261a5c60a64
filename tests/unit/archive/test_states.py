"""What the names of states mean on a day, which state followed which, and what is said of a name for a day that is not its own."""

import csv
from pathlib import Path

import pytest

from communique.archive.anachronism import the
from communique.archive.polities import Polity, polities, polity_key, senses
from communique.archive.resolve import Resolver
from communique.model.config import Config
from communique.model.issue import Issue
from tests.unit.archive.test_archive import article, entity, made

RESOLVER = Resolver((), "en")


def meant(written: str, day: str) -> str:
    """Give the state that a story of that day is filed under, where nothing is to be said of it."""
    known = RESOLVER.senses(written)
    reading = RESOLVER.read(known, (day, day)) if known else None
    if reading is None or reading.verdict:
        return f"{reading.verdict if reading else 'unknown'}!"
    return reading.known.name if reading.known else ""


@pytest.mark.parametrize(
    ("written", "day", "state"),
    [
        # the names of the issue
        ("Siam", "1896-01-15", "Thailand"), ("Siam", "1946-01-01", "Thailand"), ("Persia", "1907-08-31", "Iran"), ("Abyssinia", "1896-10-26", "Ethiopia"),
        ("the Ottoman Porte", "1856-03-30", "Ottoman Empire"), ("Ottoman Porte", "1878-07-13", "Ottoman Empire"), ("Irish Free State", "1925-12-03", "Ireland"),
        ("Serb-Croat-Slovene State", "1919-06-28", "Kingdom of Yugoslavia"), ("Argentine Republic", "1902-05-28", "Argentina"), ("Netherlands, The", "1951-09-08", "Netherlands"),
        ("USSR", "1956-10-19", "Soviet Union"), ("U.S.S.R.", "1925-01-20", "Soviet Union"), ("U.A.R.", "1960-01-01", "United Arab Republic"), ("UAR", "1970-01-01", "United Arab Republic"),
        ("Ceylon", "1951-09-08", "Sri Lanka"), ("Upper Volta", "1963-01-01", "Burkina Faso"), ("Great Britain", "1902-01-30", "United Kingdom"), ("Great Britain", "1763-02-10", "Kingdom of Great Britain"),
        ("British Empire", "1919-06-28", "United Kingdom"), ("European Economic Community", "1973-01-01", "European Communities"), ("the Holy See", "1984-02-18", "Vatican City"),
        ("Russian Empire", "1905-09-05", "Russian Empire"), ("Soviet Union", "1956-10-19", "Soviet Union"), ("Russia", "1992-09-01", "Russia"), ("Empire of Japan", "1941-04-13", "Empire of Japan"),
        ("Japan", "1956-10-19", "Japan"), ("Côte d'Ivoire", "2001-01-01", "Côte d’Ivoire"), ("Burma", "1954-11-05", "Myanmar"), ("Turkey", "2019-01-01", "Türkiye"),
        # one name, several states
        ("Russia", "1905-09-05", "Russian Empire"), ("Russia", "1918-03-03", "Soviet Russia"), ("Japan", "1855-02-07", "Tokugawa Japan"), ("Japan", "1905-09-05", "Empire of Japan"),
        ("China", "1895-04-17", "Qing Empire"), ("China", "1943-11-27", "Republic of China"), ("China", "1972-09-29", "China"),
        ("Republic of China", "1945-07-26", "Republic of China"), ("Republic of China", "1952-04-28", "Taiwan"),
        ("Germany", "1890-07-01", "German Empire"), ("Germany", "1919-06-28", "Weimar Republic"), ("Germany", "1936-11-25", "Nazi Germany"), ("Germany", "1994-01-01", "Germany"),
        ("German Reich", "1890-07-01", "German Empire"), ("German Reich", "1922-04-16", "Weimar Republic"), ("German Reich", "1939-08-23", "Nazi Germany"),
        ("Federal Republic of Germany", "1970-08-12", "West Germany"), ("Federal Republic of Germany", "2001-01-01", "Germany"), ("Germany Federal Republic", "1970-08-12", "West Germany"),
        ("Austria", "1815-06-09", "Austrian Empire"), ("Austria", "1878-07-13", "Austria-Hungary"), ("Austria", "1955-05-15", "Austria"), ("Republic of Austria", "1955-05-15", "Austria"),
        ("Yugoslavia", "1937-03-25", "Kingdom of Yugoslavia"), ("Yugoslavia", "1961-09-01", "Yugoslavia"), ("Yugoslavia", "1999-06-10", "FR Yugoslavia"), ("Serbia", "1914-07-28", "Kingdom of Serbia"),
        ("Holy See", "1850-01-01", "Papal States"), ("Holy See", "1914-01-01", "Holy See"), ("Turkey", "1878-07-13", "Ottoman Empire"), ("Turkey", "1923-07-24", "Ankara Government"), ("Turkey", "1936-07-20", "Türkiye"),
        ("Egypt", "1936-08-26", "Egypt"), ("Egypt", "1967-06-05", "United Arab Republic"), ("Syria", "1959-01-01", "United Arab Republic"), ("Syria", "1967-06-05", "Syria"),
        ("Korea", "1876-02-26", "Joseon"), ("Corea", "1904-02-23", "Korean Empire"), ("Korea, Republic of", "1965-06-22", "South Korea"), ("Korea, Democratic People's Republic of", "2002-09-17", "North Korea"),
        ("Congo", "1926-01-01", "Belgian Congo"), ("Congo", "1980-01-01", "Republic of the Congo"), ("Zaire", "1980-01-01", "Democratic Republic of the Congo"),
        ("Yemen", "1934-02-11", "Kingdom of Yemen"), ("Yemen", "1970-01-01", "North Yemen"), ("Yemen", "2001-01-01", "Yemen"), ("India", "1919-06-28", "British India"), ("India", "1952-06-09", "India"),
        ("Palestine", "1936-01-01", "Mandatory Palestine"), ("Palestine", "2012-11-29", "Palestine"), ("EC", "2019-01-01", "Ecuador"),
        # as lists of treaties write them
        ("Iran (Islamic Republic of)", "1990-01-01", "Iran"), ("KOREA REPUBLIC OF", "1965-06-22", "South Korea"), ("CHINA P R", "1984-12-19", "China"), ("USSR FORMER", "1987-12-08", "Soviet Union"),
        ("UKRAINE S S R", "1945-06-26", "Ukrainian SSR"), ("BYELORUSSIA S S R", "1945-06-26", "Byelorussian SSR"), ("ST LUCIA", "1990-01-01", "St. Lucia"), ("Saint Vincent", "1990-01-01", "St. Vincent and the Grenadines"),
        ("Congo (Democratic Republic of the)", "2001-01-01", "Democratic Republic of the Congo"), ("Congo, Republic of the", "2001-01-01", "Republic of the Congo"), ("Macedonia, the former Yugoslav Republic of", "1995-09-13", "North Macedonia"),
        ("Swiss Confederation", "1874-10-09", "Switzerland"), ("French Republic", "1904-04-08", "France"), ("Kingdom of Italy", "1915-04-26", "Italy"), ("State of Israel", "1979-03-26", "Israel"), ("Roumania", "1920-06-04", "Romania"),
        ("Salvador", "1919-01-01", "El Salvador"), ("Hayti", "1919-06-28", "Haiti"), ("Surinam", "1954-01-01", "Suriname"), ("Hedjaz", "1919-06-28", "Kingdom of Hejaz"), ("Two Sicilies", "1845-01-01", "Kingdom of the Two Sicilies"),
        # codes
        ("NO", "2019-01-01", "Norway"), ("DE", "2019-01-01", "Germany"), ("de", "2019-01-01", "unknown!"), ("usa", "2019-01-01", "United States"), ("Bosnia & Herzegovina", "1995-11-21", "Bosnia and Herzegovina"),
    ],
)  # fmt: skip
def test_a_name_means_the_state_of_its_day(written: str, day: str, state: str) -> None:
    assert meant(written, day) == state


def told(name: str, date: str, role: str = "") -> list[str]:
    """Give what is said of a story of that day which names that state, and the terms that it is filed under."""
    archive, issues = made(article("a", date, countries=[(name, role)] if role else [name]))
    return [str(i).removeprefix("content/articles/a.md: ") for i in issues] + [
        t.name for t in archive.terms["countries"].values()
    ]


def test_a_story_of_1956_that_names_russia_is_told_of_the_soviet_union() -> None:
    assert told("Russia", "1956-10-19") == [
        (
            "warning: countries: 'Russia' is a state since 26 December 1991; on 19 October 1956 it was the Soviet Union "
            "(30 December 1922 – 26 December 1991). Write 'Soviet Union'."
        ),
        "Soviet Union",
    ]


def test_a_state_that_was_no_more_is_told_of_what_came_after() -> None:
    assert told("Soviet Union", "2019-01-22") == [
        (
            "warning: countries: 'Soviet Union' was a state until 26 December 1991; on 22 January 2019 it was Russia (since "
            "26 December 1991). Write 'Russia'; where the story looks back on it, give it the role 'subject' under 'countries'."
        ),
        "Russia",
    ]
    assert told("Soviet Union", "2019-01-22", "subject") == ["Soviet Union"]


def test_a_story_is_filed_as_written_where_several_states_may_be_meant() -> None:
    said, filed = told("Czechoslovakia", "2001-01-01")
    assert "there were Czechia (since 1 January 1993) and Slovakia (since 1 January 1993)" in said
    assert filed == "Czechoslovakia"
    said, filed = told("Germany", "1960-01-01")
    assert (
        "'Germany' may be West Germany (23 May 1949 – 3 October 1990) or East Germany (7 October 1949 – 3 October 1990)" in said
    )
    assert filed == "Germany"


def test_a_name_that_never_meant_one_state_alone_is_an_error() -> None:
    _, issues = made(article("a", "2019-01-01", countries=["Korea"]))
    assert [(i.severity, i.code) for i in issues] == [("error", "state-ambiguous")]
    assert "South Korea (since 15 August 1948) or North Korea" in issues[0].message


def test_a_name_that_is_out_of_use_is_told_of_its_years() -> None:
    assert told("Siam", "2019-01-15") == [
        (
            "warning: countries: 'Siam' was a name of Thailand until 24 June 1939 and from 8 September 1945 to 11 May 1949, not on "
            "15 January 2019. Write 'Thailand'."
        ),
        "Thailand",
    ]


def test_the_day_of_change_belongs_to_both_states() -> None:
    for name in ("Soviet Union", "Russia"):
        assert told(name, "1991-12-26") == [name]
    assert told("Japan", "1868-01-03") == ["Empire of Japan"]
    assert told("Germany", "1990-10-03") == ["Germany"]


def test_a_file_goes_before_the_list() -> None:
    germany = entity("countries", "Germany", start="1871-01-18")
    archive, issues = made(germany, article("a", "1914-08-01", countries=["Germany"]))
    assert issues == [] and len(archive.terms["countries"]["germany"].stories) == 1


def test_a_states_own_successor_goes_before_the_list() -> None:
    qing = entity("countries", "Qing Empire", successors=names("Ruritania"))
    archive, _ = made(qing, entity("countries", "Ruritania"))
    head = archive.resolver.succession.head("qing-empire")
    assert head is not None and head.name == "Ruritania"


def names(*names: str) -> tuple[object, ...]:
    from communique.model.document import Mention

    return tuple(map(Mention, names))


def test_a_profile_that_takes_the_address_of_a_state_is_an_error() -> None:
    _archive, issues = made(entity("countries", "Yland", slug="thailand"))
    assert [i.code for i in issues] == ["slug-taken"]
    assert "'Thailand', which is on the list of states" in issues[0].message


def test_no_two_states_share_a_name() -> None:
    seen: dict[str, str] = {}
    for p in polities("en"):
        for name in {p.name, *p.aliases, *(d.text for d in p.dated)}:
            key = polity_key(name)
            assert key in senses() or seen.setdefault(key, p.name) == p.name, name


def test_dead_states_have_no_iso_code() -> None:
    codes = {p.code: p.name for p in polities("en") if p.code}
    assert "CS" not in codes
    assert (codes["SK"], codes["GE"], codes["AI"], codes["BY"]) == ("Slovakia", "Georgia", "Anguilla", "Belarus")


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_every_state_that_the_list_names_is_on_it(language: str) -> None:
    found = {polity_key(n): p for p in polities(language) for n in (p.name, *p.aliases)}
    for p in polities(language):
        for name in filter(None, (p.continues_as, *p.successors)):
            assert polity_key(name) in found, (p.name, name)
    for means in senses().values():
        for s in means:
            assert polity_key(s.state) in found, s
    assert len(Resolver((), language).known["countries"]) == len(polities(language))


def test_no_state_of_the_list_follows_itself() -> None:
    s = RESOLVER.succession
    for slug in RESOLVER.known["countries"]:
        assert slug not in {later for first in s.after.get(slug, ()) for later in (first, *s.later(first))}, slug
        assert s.head(slug) is not None


def test_each_state_of_the_list_ends_before_or_when_the_next_begins_and_not_long_before() -> None:
    known = RESOLVER.known["countries"]
    late = {"kingdom-of-hawaii"}  # a provisional government lies between
    for slug in known:
        later = RESOLVER.succession.continues(slug)
        if later and slug not in late:
            assert known[slug].life[1] >= known[later].life[0], (slug, later)
            assert known[slug].life[0] <= known[later].life[0] or not known[later].dates[0], (slug, later)


SEVERAL = {"germany", "korea", "corea", "vietnam", "viet nam", "congo", "republic of the congo", "ec"}
"""Names that mean several states at one time, and are told to be ambiguous then."""


def test_what_a_name_means_when_does_not_overlap() -> None:
    for key, means in senses().items():
        rows = [(s.start or "0000", s.end or "9999") for s in means]
        overlap = any(a[1] > b[0] and b[1] > a[0] for i, a in enumerate(rows) for b in rows[i + 1 :])
        assert overlap == (key in SEVERAL), key
        for s in means:
            p = _called(s.state)
            assert not p.start or (s.start or "0000") >= p.start or s.start == "", (key, s)


def _called(name: str) -> Polity:
    return next(p for p in polities("en") if name in {p.name, *p.aliases})


def test_names_in_another_language_change_their_meaning_too() -> None:
    config = Config(title="T", base_url="https://a.example/", language="de")
    archive, issues = made(article("a", "1914-08-01", countries=["Deutschland", "Russland", "Japan"]), config=config)
    assert issues == []
    assert list(archive.terms["countries"]) == ["empire-of-japan", "german-empire", "russian-empire"]


def test_a_line_of_tags_means_no_state_that_is_gone_and_no_body() -> None:
    archive, issues = made(article("a", "2019-01-15", tags=["Venice", "United Nations", "Congo", "Japan"]))
    assert issues == []
    assert [t.name for t in archive.terms["tags"].values()] == ["Congo", "United Nations", "Venice"]
    archive, issues = made(article("a", "1780-01-15", tags=["Venice"]))
    assert issues == [] and list(archive.terms["countries"]) == ["republic-of-venice"]


def test_a_line_of_tags_is_told_of_the_state_of_its_day() -> None:
    archive, issues = made(article("a", "1956-10-19", tags=["Russia", "Japan"]))
    assert [i.code for i in issues] == ["state-not-yet"]
    assert list(archive.terms["countries"]) == ["japan", "soviet-union"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Soviet Union", "the Soviet Union"),
        ("Japan", "Japan"),
        ("Papal States", "the Papal States"),
        ("Holy See", "the Holy See"),
    ],
)
def test_names_take_their_article(name: str, shown: str) -> None:
    assert the(name) == shown


def codes(issues: list[Issue]) -> list[str]:
    return [i.code for i in issues]


TABLE = (Path(__file__).parent / "data/parties.tsv").read_text("utf-8")
PARTIES = list(csv.DictReader(TABLE.splitlines(), delimiter="	", quoting=csv.QUOTE_NONE))
MISSPELLED = {
    "Brazil Colombia", "Burkina Fano", "Cote D'lvoire", "Grand Duche of Luxembourg", "Mozanbique", "Repulic of  Dahomey (Benin)",
    "Revolutionaly People's Republic of Guinea", "Seitzerland", "YEMEN, PEOPLES'S DEMOCRATIC REPUBLIC OF",
}  # fmt: skip


def filed(name: str, day: str) -> str:
    """Give the state under which a story of that day is filed, whatever is said of it."""
    found = RESOLVER.senses(name)
    known = RESOLVER.read(found, (day, day)).known if found else None
    return known.name if known else "?"


@pytest.mark.parametrize(("source", "at_least"), [("U", 0.95), ("T", 0.95)])
def test_the_party_names_of_large_treaty_lists_mean_the_right_states(source: str, at_least: float) -> None:
    rows = [r for r in PARTIES if r["list"] == source]
    right = [r for r in rows if r["state"] != "?" and filed(r["name"], r["date"]) == r["state"]]
    assert len(right) / len(rows) >= at_least, f"{len(right)} of {len(rows)}"


def test_what_those_lists_spell_rightly_is_never_taken_for_another_state() -> None:
    wrong = {(r["name"], r["date"]): filed(r["name"], r["date"]) for r in PARTIES if filed(r["name"], r["date"]) != r["state"]}
    assert {name for name, _ in wrong} - MISSPELLED == {"CONGO", "Congo", "Germany"}
    assert {state for (name, _), state in wrong.items() if name in MISSPELLED} == {"?"}
    assert wrong["CONGO", "2003-07-11"] == "?"  # both states of that name signed: an error asks which is meant
    assert wrong["Germany", "1980-10-16"] == "Germany"  # with a warning that names both
