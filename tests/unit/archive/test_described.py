"""Pairs that a file describes, and the roles by which stories make pairs."""

from communique.model.content import Relation
from communique.model.document import Mention
from tests.unit.archive.test_archive import article, fine, made


def relation(*countries: str, path: str = "", status: str = "published") -> Relation:
    """Give what a file says of two countries."""
    return Relation(
        path=f"content/relations/{path or '-'.join(countries)}.md",
        digest=path.encode(),
        countries=tuple(Mention(name, "", 2, 13) for name in countries),
        status=status,
    )


def pairs_of(*countries: tuple[str, str]) -> list[tuple[str, str]]:
    """Give the pairs that a story with these countries and roles makes."""
    return list(fine(article("a", countries=list(countries))).pairs)


def test_a_file_makes_a_pair_that_no_story_has() -> None:
    archive, issues = made(relation("Soviet Union", "Japan", path="x"))
    assert [i.code for i in issues] == ["pair-without-stories"]
    pair = archive.pairs["japan", "russia"]
    assert (pair.names, pair.stories) == (("Japan", "Russia"), ())
    assert pair.profile is not None and pair.profile.path == "content/relations/x.md"
    assert archive.routes["relations/x.md"] == "/relations/japan-russia/"


def test_a_file_finds_the_stories_of_its_pair() -> None:
    archive = fine(relation("Japan", "Russia"), article("a", "1855-02-07", countries=["Russian Empire", "Tokugawa Japan"]))
    assert len(archive.pairs["japan", "russia"].stories) == 1


def test_a_draft_about_a_pair_is_held_back_with_its_address() -> None:
    archive, _ = made(relation("Japan", "Russia", status="draft"))
    assert archive.pairs == {}
    assert "/relations/japan-russia/" in archive.held_routes


def test_parties_make_pairs_with_each_other_alone() -> None:
    assert pairs_of(("Japan", "party"), ("Russia", "party"), ("China", "subject"), ("France", "host")) == [("japan", "russia")]
    assert len(pairs_of(("Japan", "party"), ("Russia", "party"), ("China", "party"))) == 3


def test_one_party_makes_pairs_with_the_subjects_or_else_with_the_hosts() -> None:
    party = ("Japan", "party")
    assert pairs_of(party, ("Russia", "subject"), ("China", "subject"), ("France", "host")) == [
        ("china", "japan"),
        ("japan", "russia"),
    ]
    assert pairs_of(party, ("Russia", "host"), ("France", "mediator")) == [("japan", "russia")]


def test_subjects_make_pairs_where_there_is_no_party() -> None:
    assert pairs_of(("Japan", "subject"), ("Russia", "subject"), ("France", "host")) == [("japan", "russia")]


def test_mediators_observers_and_depositaries_make_no_pair() -> None:
    for role in ("mediator", "observer", "depositary"):
        assert pairs_of(("Japan", "party"), ("Russia", role)) == []
    assert pairs_of(("Japan", "host"), ("Russia", "mediator")) == []
    assert pairs_of(("Japan", "subject"), ("Russia", "host")) == []


def test_two_names_of_one_state_are_one_party() -> None:
    named = [("Russian Empire", "party"), ("Soviet Union", "party"), ("Japan", "subject")]
    archive, issues = made(article("a", countries=named))
    assert list(archive.pairs) == [("japan", "russia")]
    assert {i.code for i in issues} == {"state-no-more"}  # they were never parties at once
