"""Hints that led nowhere."""

from tests.conftest import Site


def test_a_link_to_no_file_is_not_answered_with_the_file_that_holds_it(site: Site) -> None:
    site.article("2019/01/talks", "See [them](talk.md).")
    assert "Did you mean" not in next(i.hint for i in site.build().issues if i.code == "missing-link")


def test_an_ending_alone_makes_no_names_near(site: Site) -> None:
    site.article("2019/01/tab")
    site.article("2019/01/story", "See [them](talks.md).")
    assert "Did you mean" not in next(i.hint for i in site.build().issues if i.code == "missing-link")


def test_countries_with_another_mark_between_them_are_told_of_the_comma(site: Site) -> None:
    site.article("2019/01/talks", countries="Russia; Japan")
    assert [i.hint for i in site.build().issues if i.code == "unknown-country"] == [
        "Put a comma between two names: Russia, Japan."
    ]
