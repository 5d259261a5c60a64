"""Routes, slugs, dates, digests, issues."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.dates import bounds, covers
from communique.model.digest import digest_bytes, digest_of
from communique.model.issue import Issue, did_you_mean
from communique.model.page import Link
from communique.model.route import MAX_SLUG_BYTES, absolute, output_path, relative, slugify
from communique.model.taxonomy import term_key
from communique.plan.views.parts import Card


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Kuril Islands", "kuril-islands"),
        ("Abe Shinzō", "abe-shinzo"),
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("安倍晋三", "安倍晋三"),
        ("Синдзо Абэ", "синдзо-абэ"),
        ("Йорк", "йорк"),
        ("東京 (city)", "東京-city"),
        ("  two   words ", "two-words"),
        ("C++", "c"),
        ("Soviet–Japanese Joint Declaration", "soviet-japanese-joint-declaration"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("한국", "한국"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug


def test_names_without_letters_get_slugs_of_their_own() -> None:
    assert slugify("!!!") != slugify("???")
    assert slugify("🕊") and slugify("🕊") != slugify("🕊🕊")


@given(st.text(min_size=1))
def test_every_slug_is_one_safe_short_segment(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert "/" not in slug and slug not in {".", ".."}
    assert len(slug.encode()) <= MAX_SLUG_BYTES
    assert output_path(f"/tags/{slug}/") == f"tags/{slug}/index.html"


def test_long_names_with_one_beginning_stay_apart() -> None:
    assert slugify("a" * 500) != slugify("a" * 499 + "b")


@pytest.mark.parametrize("route", ["x/", "/../x", "/a/../b/", "/a//b/", "/a\\b/", "//x", "/a/./", "/a\0/"])
def test_no_route_leaves_the_output(route: str) -> None:
    with pytest.raises(ValueError, match="not a route"):
        output_path(route)


@pytest.mark.parametrize(
    ("origin", "target", "portable", "clean"),
    [
        ("/", "/", "index.html", "./"),
        ("/", "/tags/x/", "tags/x/index.html", "tags/x/"),
        ("/tags/x/", "/", "../../index.html", "../../"),
        ("/tags/x/", "/tags/y/", "../../tags/y/index.html", "../../tags/y/"),
        ("/tags/x/", "/tags/x/", "../../tags/x/index.html", "../../tags/x/"),
        ("/a/", "/feed.xml", "../feed.xml", "../feed.xml"),
        ("/404.html", "/a/", "a/index.html", "a/"),
        ("/a/", "/b/#c", "../b/index.html#c", "../b/#c"),
        ("/a/", "/a/#c", "#c", "#c"),
        ("/a/", "/search/?q=x", "../search/index.html?q=x", "../search/?q=x"),
        ("/a/", "/tags/東京/", "../tags/%E6%9D%B1%E4%BA%AC/index.html", "../tags/%E6%9D%B1%E4%BA%AC/"),
    ],
)
def test_relative_links(origin: str, target: str, portable: str, clean: str) -> None:
    assert relative(origin, target, portable=True) == portable
    assert relative(origin, target, portable=False) == clean


def test_absolute_links() -> None:
    assert absolute("https://a.example/b/", "/tags/é/") == "https://a.example/b/tags/%C3%A9/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1956", ("1956-01-01", "1956-12-31")),
        ("1956-02", ("1956-02-01", "1956-02-29")),
        ("1957-02", ("1957-02-01", "1957-02-28")),
        ("1956-10-19", ("1956-10-19", "1956-10-19")),
        ("1957-02-29", None),
        ("1956-13", None),
        ("1956-00", None),
        ("56-1-1", None),
        ("", None),
        ("0000", None),
    ],
)
def test_bounds(text: str, expected: tuple[str, str] | None) -> None:
    assert bounds(text) == expected


def test_a_span_covers_its_last_day() -> None:
    assert covers("2012-12-26", "2020-09-16", "2020-09-16")
    assert not covers("2012-12-26", "2020-09-16", "2020-09-17")
    assert covers("", "1991", "1991-12-31") and covers("1991", "", "2050-01-01") and covers("", "", "1000-01-01")


def test_digests_tell_values_apart() -> None:
    assert digest_bytes(b"ab", b"c") != digest_bytes(b"a", b"bc")
    assert digest_of({"b": 1, "a": 2}) == digest_of({"a": 2, "b": 1})
    assert digest_of(Link("a", "/")) != digest_of(Link("a", "/b/"))
    with pytest.raises(TypeError):
        digest_of(object())


def test_a_card_is_digested_by_all_that_it_shows() -> None:
    given = ("/r/", "Title", "Summary", "2019-01-01", "2019-01-01", None, "Moscow", (Link("Japan"),), (), 1, "", "")
    same = Card(*given)
    for i in range(len(given)):
        other = list(given)
        other[i] = "corrected" if isinstance(other[i], str) else 2 if isinstance(other[i], int) else ("x",)
        assert digest_of((Card(*other),)) != digest_of((same,)), i


def test_issues_are_printed_so_that_editors_can_go_there() -> None:
    issue = Issue("content/x.md", 7, 12, "countries: no country is called 'Rusia'.", "Did you mean 'Russia'?")
    assert str(issue) == "content/x.md:7:12: countries: no country is called 'Rusia'. Did you mean 'Russia'?"
    assert str(Issue("site.toml", 0, 0, "is missing.", severity="warning")) == "site.toml: warning: is missing."


def test_hints_name_what_is_near() -> None:
    assert did_you_mean("Rusia", ["Russia", "Rwanda", "Japan"]) == "Did you mean 'Russia'?"
    assert did_you_mean("zzz", ["Russia"]) == ""


@given(st.text(alphabet=string.ascii_letters + "éÉ \t\n"))
def test_keys_of_terms_ignore_case_and_blanks(name: str) -> None:
    assert term_key(name.upper()) == term_key(name.lower())
    assert term_key(f"  {name}  ") == term_key(name)
