"""Names, filing, pairs, threads: what the archive makes of documents."""

from pathlib import Path

import msgspec

from communique.archive.archive import Archive, build
from communique.archive.pairs import threads
from communique.model.article import Article, encode_terms
from communique.model.config import Config, Pages
from communique.model.content import AnyDocument
from communique.model.document import Mention
from communique.model.entity import Entity
from communique.model.issue import Issue

CONFIG = Config(title="T", base_url="https://a.example/")
NOW = 2_030_000_000


def article(slug: str, date: str = "2019-01-15", status: str = "published", **terms: list[str | tuple[str, str]]) -> Article:
    mentions = {k: tuple(Mention(*(n if isinstance(n, tuple) else (n,))) for n in names) for k, names in terms.items()}
    return Article(
        path=f"content/articles/{slug}.md",
        digest=b"",
        slug=slug,
        title=slug,
        date=date,
        moment=int(date[:4]) * 1_000_000,
        status=status,
        mentions=encode_terms(mentions),
    )


def entity(taxonomy: str, name: str, *aliases: str, **fields: object) -> Entity:
    return Entity(
        path=f"content/{taxonomy}/{name}.md",
        digest=b"",
        taxonomy=taxonomy,
        name=name,
        aliases=tuple(map(Mention, aliases)),
        **fields,
    )


def made(*documents: AnyDocument, config: Config = CONFIG, now: int = NOW) -> tuple[Archive, list[Issue]]:
    return build(documents, config, now)


def fine(*documents: AnyDocument) -> Archive:
    archive, issues = made(*documents)
    assert issues == []
    return archive


def test_a_line_of_tags_is_filed_where_its_names_are_known() -> None:
    archive = fine(
        entity("people", "Vladimir Putin", "Putin"),
        entity("people", "Shinzo Abe"),
        entity("places", "Kuril Islands", "Chishima"),
        article("a", tags=["Russia", "Japan", "Kuril Islands", "Shinzo Abe", "Putin", "peace treaty"]),
    )
    terms = {k: [f.slug for f in v] for k, v in archive.stories[0].terms.items()}
    assert terms == {
        "countries": ["russia", "japan"],
        "people": ["shinzo-abe", "vladimir-putin"],
        "places": ["kuril-islands"],
        "tags": ["peace-treaty"],
    }


def test_names_in_the_sites_language_and_in_english_both_resolve() -> None:
    config = Config(title="T", base_url="https://a.example/", language="de")
    archive, issues = made(article("a", countries=["Deutschland", "Japan", "Norway"]), config=config)
    assert issues == []
    assert sorted(t.name for t in archive.terms["countries"].values()) == ["Deutschland", "Japan", "Norwegen"]


def test_an_unknown_country_is_an_error_with_the_nearest() -> None:
    _, issues = made(article("a", countries=["Rusia"]))
    assert [str(i) for i in issues] == [
        "content/articles/a.md: countries: no country is called 'Rusia'. Did you mean 'Russia'?"
    ]


def test_an_unknown_country_may_be_allowed_with_one_warning() -> None:
    config = Config(title="T", base_url="https://a.example/", unknown_countries="allow")
    archive, issues = made(article("a", countries=["Ruritania"]), article("b", countries=["Ruritania"]), config=config)
    assert [i.severity for i in issues] == ["warning"]
    assert len(archive.terms["countries"]["ruritania"].stories) == 2


def test_a_file_makes_a_country_known() -> None:
    archive = fine(entity("countries", "Ruritania"), article("a", countries=["ruritania"]))
    assert archive.terms["countries"]["ruritania"].name == "Ruritania"


def test_a_described_state_keeps_the_other_names_of_the_list() -> None:
    archive = fine(entity("countries", "Soviet Union"), article("a", "1956-10-19", countries=["USSR"]))
    assert list(archive.terms["countries"]) == ["soviet-union"]


def test_spellings_merge_with_a_warning() -> None:
    archive, issues = made(
        article("a", tags=["Peace Treaty"]), article("b", tags=["peace treaty"]), article("c", tags=["peace treaty"])
    )
    assert [i.severity for i in issues] == ["warning"]
    assert "'Peace Treaty' is filed under 'peace treaty'" in str(issues[0])
    assert [t.name for t in archive.terms["tags"].values()] == ["peace treaty"]


def test_two_terms_for_one_slug_are_an_error_that_names_both() -> None:
    _, issues = made(article("a", tags=["C++"]), article("b", tags=["C#"]))
    assert [i.severity for i in issues] == ["error"]
    assert "'C++' would have the address of 'C#' (content/articles/b.md" in str(issues[0])


def test_drafts_and_future_stories_are_held_back() -> None:
    archive = fine(
        article("a", status="draft", tags=["secret"]), article("b", date="3000-01-01", countries=["Norway"]), article("c")
    )
    assert [s.article.slug for s in archive.stories] == ["c"]
    assert archive.terms["tags"] == {} and archive.terms["countries"] == {}
    assert archive.held_back == {"articles/a.md", "articles/b.md"}


def test_the_next_moment_is_that_of_the_next_story_due() -> None:
    stories = article("a", date="2001-01-01"), article("b", date="2002-01-01"), article("c", date="2003-01-01", status="draft")
    without_calendar = msgspec.structs.replace(
        CONFIG, pages=Pages(front=False, on_this_day=False, places=False, agreements=False)
    )
    archive, _ = made(*stories, config=without_calendar, now=0)
    assert archive.next_moment == 2_001_000_000
    without_front = msgspec.structs.replace(CONFIG, pages=Pages(front=False))
    archive, _ = made(*stories, config=without_front, now=0)
    assert (archive.last_moment, archive.next_moment) == (0, 31_536_000)  # the years 1970 and 1971 begin
    archive, _ = made(*stories, now=0)
    assert (archive.last_moment, archive.next_moment) == (0, 2_678_400)  # January and February


def test_a_draft_entity_gives_no_name_away() -> None:
    archive = fine(entity("people", "Secret Envoy", "Envoy", status="draft"), article("a", tags=["Envoy"]))
    assert list(archive.terms["tags"]) == ["envoy"]
    assert archive.terms["people"] == {}


def test_pairs_come_from_parties_before_hosts() -> None:
    parties = [("Japan", "party"), ("Russian Empire", "party"), ("United States", "mediator")]
    archive = fine(article("a", "1905-09-05", countries=parties))
    assert list(archive.pairs) == [("japan", "russia")]


def test_pairs_span_the_succession_of_states() -> None:
    archive = fine(
        article("a", "1855-02-07", countries=["Russian Empire", "Tokugawa Japan"]), article("b", "1956-10-19", countries=["Soviet Union", "Japan"]),
        article("c", "2018-11-14", countries=["Russia", "Japan"]),
    )  # fmt: skip
    assert {p: len(v.stories) for p, v in archive.pairs.items()} == {("japan", "russia"): 3}
    head = archive.resolver.succession.head("russian-empire")
    assert head is not None and head.name == "Russia"


def test_a_conference_makes_no_pairs() -> None:
    archive = fine(article("a", countries=["FR", "DE", "IT", "ES", "PT", "NL", "BE", "LU", "AT"]))
    assert archive.pairs == {}


def test_threads_run_in_the_order_of_events() -> None:
    archive = fine(
        article("late", "2019-03-01", people=["X"]),
        article("early", "2017-01-01", people=["X"]),
        article("middle", "2018-01-01", people=["X"]),
    )
    tied = threads(archive.terms["people"].values())
    (thread,) = tied["/2018/01/middle/"]
    assert thread.before and thread.after
    assert (thread.before.article.slug, thread.after.article.slug) == ("early", "late")


def test_the_founding_archives_own_names_are_all_known(tmp_path: Path) -> None:
    from communique.build.load import load
    from communique.build.options import Options
    from communique.store import Store
    from tests.conftest import REPOSITORY

    with Store(tmp_path / "store.sqlite") as store:
        loaded = load(REPOSITORY, store, Options())
    assert loaded.issues == []
