"""Links in texts and pictures in headers that led nowhere, or where they should not."""

import unicodedata
from pathlib import Path

import pytest

from communique.archive import archive as archives
from communique.model.article import Article
from communique.model.config import Config
from communique.model.document import ContentLink, Image
from communique.plan import Plan, plan
from tests.conftest import SETTINGS, Site
from tests.regressions.plan.conftest import Planning

CONFIG = Config(title="T", base_url="https://a.example/")


def codes(site: Site, planned: Planning, **options: object) -> list[tuple[str, str]]:
    return [(i.code, i.severity) for i in planned(site, **options).issues]


def links(site: Site, planned: Planning, route: str) -> dict[str, str]:
    loaded = planned(site)
    assert loaded.plan is not None, loaded.issues
    return next(p.context.links for p in loaded.plan.pages if p.route == route)


def of_links(*targets: str, assets: tuple[str, ...] = (), config: Config = CONFIG, image: str = "", **more: object) -> Plan:
    """Plan a story with links as the source marks them."""
    a = Article(
        path="content/articles/2019/01/a.md",
        digest=b"",
        slug="a",
        title="A",
        date="2019-01-15",
        moment=0,
        links=tuple(ContentLink(t, 7, 1) for t in targets),
        image=Image(image, "alt", line=3, column=1) if image else None,
    )
    archive, issues = archives.build([a], config, 1)
    assert issues == []
    return plan(archive, config, dict.fromkeys(assets, b""), str, **more)


def of_story(made: Plan) -> dict[str, str]:
    return next(p.context.links for p in made.pages if p.kind == "article")


# 8


@pytest.mark.parametrize("alias", ["/2019/01/b/", "/old/b/"])
def test_the_address_of_a_held_back_page_was_an_error_where_its_file_is_a_warning(
    site: Site, planned: Planning, alias: str
) -> None:
    site.article("2019/01/a", f"See [b]({alias}).")
    site.article("2019/01/b", status="draft", aliases="[/old/b/]")
    assert codes(site, planned) == [("link-to-held-back", "warning")]
    assert links(site, planned, "/2019/01/a/") == {f"route:{alias}": ""}
    assert codes(site, planned, drafts=True) == []


def test_a_held_back_profile_of_a_term_with_a_page_takes_no_link_away(site: Site, planned: Planning) -> None:
    site.article("2019/01/a", "See [her](/people/mika/).", people="[Mika]")
    site.write("content/people/mika.md", "---\nname: Mika\nstatus: draft\n---\n")
    assert codes(site, planned) == []
    assert links(site, planned, "/2019/01/a/") == {"route:/people/mika/": "/people/mika/"}


# 9


@pytest.mark.parametrize(
    ("off", "link"),
    [
        ("people", "../../../people/p.md"),
        ("people", "/people/p/"),
        ("notes", "../../../pages/about.md"),
        ("notes", "/about/"),
        ("front", "/"),
        ("front", "/stories/"),
        ("chronology", "/2019/01/"),
        ("relations", "/relations/"),
    ],
)
def test_a_link_to_a_kind_of_page_that_is_switched_off_was_dead(site: Site, planned: Planning, off: str, link: str) -> None:
    site.write("site.toml", f"{SETTINGS}[pages]\n{off} = false\n")
    site.write("content/people/p.md", "---\nname: P\n---\n\nA profile.\n")
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nText.\n")
    site.article("2019/01/a", f"See [this]({link}).", people="[P]")
    assert codes(site, planned) == [("link-to-switched-off", "warning")]
    assert set(links(site, planned, "/2019/01/a/").values()) == {""}


def test_a_note_may_take_the_place_of_a_kind_that_is_switched_off(site: Site, planned: Planning) -> None:
    site.write("site.toml", f"{SETTINGS}[pages]\npeople = false\n")
    site.write("content/pages/people.md", "---\ntitle: People\n---\n\nText.\n")
    site.article("2019/01/a", "See [this](/people/).")
    assert codes(site, planned) == []
    assert links(site, planned, "/2019/01/a/") == {"route:/people/": "/people/"}


def test_aliases_of_notes_led_nowhere_with_notes_switched_off(site: Site, planned: Planning) -> None:
    site.write("site.toml", f"{SETTINGS}[pages]\nnotes = false\n")
    site.write("content/pages/about.md", "---\ntitle: About\naliases: [/old/]\n---\n\nText.\n")
    loaded = planned(site)
    assert loaded.plan is not None
    assert not [p.route for p in loaded.plan.pages if p.kind == "redirect"]


@pytest.mark.parametrize(
    ("off", "home"),
    [((), "/"), (("front",), "/chronology/"), (("front", "chronology"), "/countries/")],
)
def test_feeds_belonged_to_a_front_page_that_is_switched_off(
    small: Site, planned: Planning, off: tuple[str, ...], home: str
) -> None:
    small.write("site.toml", SETTINGS + "[pages]\n" + "".join(f"{kind} = false\n" for kind in off))
    loaded = planned(small)
    assert loaded.plan is not None
    pages = {p.route: p.context for p in loaded.plan.pages}
    assert pages["/feed.xml"].home == pages["/feed.json"].home == home
    assert home in pages


# 10


def test_a_file_was_not_copied_when_only_its_media_address_is_linked_to(site: Site) -> None:
    site.write("content/articles/2019/01/map.pdf", "a map")
    site.article("2019/01/a", "See [the map](/media/articles/2019/01/map.pdf).")
    assert not site.build().failed
    assert site.read("media/articles/2019/01/map.pdf") == "a map"
    assert "../../../media/articles/2019/01/map.pdf" in site.read("2019/01/a/index.html")


def test_a_media_address_of_no_file_was_no_fault(site: Site, planned: Planning) -> None:
    site.write("content/articles/2019/01/map.pdf", "a map")
    site.article("2019/01/a", "See [the map](/media/articles/2019/01/mop.pdf).")
    (issue,) = planned(site).issues
    assert issue.message == "links to /media/articles/2019/01/mop.pdf, and there is no file content/articles/2019/01/mop.pdf."
    assert issue.hint == "Did you mean '/media/articles/2019/01/map.pdf'?"
    assert issue.line == 7


def test_a_static_address_of_no_file_was_no_fault() -> None:
    known = frozenset({"/static/site.css"})
    assert of_links("route:/static/site.css", static=known).issues == ()
    (issue,) = of_links("route:/static/sight.css", static=known).issues
    assert (issue.code, issue.message) == ("missing-page", "links to /static/sight.css, where no file is.")
    assert issue.hint == "Did you mean '/static/site.css'?"
    assert of_links("route:/static/sight.css").issues == ()


# 14


@pytest.mark.parametrize(
    ("name", "marked", "shown"),
    [
        ("a#1.pdf", "a%231.pdf", "a%231.pdf"),
        ("what?.pdf", "what%3F.pdf", "what%3F.pdf"),
        ("50%.pdf", "50%25.pdf", "50%25.pdf"),
        ("a%20b.pdf", "a%2520b.pdf", "a%2520b.pdf"),
        ("a b.pdf", "a%20b.pdf", "a b.pdf"),
    ],
)
def test_marks_in_a_file_name_were_read_as_those_of_an_address(name: str, marked: str, shown: str) -> None:
    made = of_links(f"content:files/{marked}", assets=(f"files/{name}",), image=f"../../../files/{name}")
    assert made.issues == ()
    assert made.assets == (f"files/{name}",)
    assert of_story(made) == {f"content:files/{marked}": f"/media/files/{shown}"}
    assert next(p.context.image.route for p in made.pages if p.kind == "article") == f"/media/files/{shown}"


def test_a_query_stays_one() -> None:
    assert of_story(of_links("route:/chronology/?from=1956")) == {"route:/chronology/?from=1956": "/chronology/?from=1956"}


# 15


@pytest.mark.parametrize(("there", "written"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD"), ("NFC", "NFC")])
def test_a_name_in_the_other_unicode_form_was_not_found(there: str, written: str) -> None:
    name = unicodedata.normalize(there, "médaille.pdf")
    link = "content:files/" + unicodedata.normalize(written, "médaille.pdf")
    made = of_links(link, assets=(f"files/{name}",))
    assert made.issues == ()
    assert of_story(made) == {link: f"/media/files/{name}"}
    address = "route:/media/files/" + unicodedata.normalize(written, "médaille.pdf")
    assert of_story(of_links(address, assets=(f"files/{name}",))) == {address: f"/media/files/{name}"}


def test_an_address_in_the_other_unicode_form_was_not_found(site: Site, planned: Planning) -> None:
    site.article("2019/01/a", unicodedata.normalize("NFD", "See [this](/tags/が/)."), tags="[が]")
    assert codes(site, planned) == []
    assert list(links(site, planned, "/2019/01/a/").values()) == ["/tags/が/"]


# 33 and 34


@pytest.mark.parametrize(
    "original",
    ["b.md", "../01/b.md", "articles/2019/01/b.md", "content/articles/2019/01/b.md", "../../../articles/2019/01/b.md"],
)
def test_translation_of_was_no_link_like_the_others(site: Site, planned: Planning, original: str) -> None:
    site.article("2019/01/a", translation_of=original)
    site.article("2019/01/b")
    loaded = planned(site)
    assert loaded.issues == []
    assert loaded.plan is not None
    assert next(p.context.translation_of.route for p in loaded.plan.pages if p.route == "/2019/01/a/") == "/2019/01/b/"


@pytest.mark.parametrize("other", ["../../../people/p.md", "people/p.md", "scan.pdf"])
def test_what_is_no_article_was_taken_for_an_original(site: Site, planned: Planning, other: str) -> None:
    site.write("content/people/p.md", "---\nname: P\n---\n")
    site.write("content/articles/2019/01/scan.pdf", "x")
    site.article("2019/01/a", translation_of=other)
    (issue,) = planned(site).issues
    assert (issue.code, issue.severity) == ("no-article", "error")
    assert issue.line == 5


def test_an_original_that_is_held_back_is_a_warning_once(site: Site, planned: Planning) -> None:
    site.article("2019/01/a", translation_of="b.md")
    site.article("2019/01/b", status="draft")
    assert codes(site, planned) == [("link-to-held-back", "warning")]


@pytest.mark.parametrize("src", ["https://elsewhere.example/a.jpg", "//elsewhere.example/a.jpg", "/a.jpg", "/static/a.jpg"])
def test_a_picture_from_elsewhere_was_looked_for_in_content(src: str) -> None:
    (issue,) = of_links(image=src).issues
    assert "a picture must lie in content/" in issue.message
    assert issue.line == 3


def test_a_picture_may_be_named_by_its_media_address() -> None:
    made = of_links(image="/media/files/a.jpg", assets=("files/a.jpg",))
    assert made.issues == ()
    assert made.assets == ("files/a.jpg",)


def test_a_page_was_shown_as_a_picture() -> None:
    (issue,) = of_links(image="a.md").issues
    assert issue.code == "no-picture"


def test_a_picture_outside_content_was_taken_for_one_at_its_top() -> None:
    (issue,) = of_links(image="../../../../a.jpg", assets=("a.jpg",)).issues
    assert "lies outside content/" in issue.message


# 26


@pytest.mark.parametrize("ending", ["html", "HTM", "xhtml", "xht", "js", "mjs", "svg", "xml"])
@pytest.mark.parametrize("link", ["content:files/a.{}", "route:/media/files/a.{}"])
def test_a_file_that_a_browser_would_run_was_published(ending: str, link: str) -> None:
    asset = f"files/a.{ending}"
    made = of_links(link.format(ending), assets=(asset,))
    assert [i.code for i in made.issues] == ["file-that-runs"]
    assert made.assets == ()
    trusting = Config(title="T", base_url="https://a.example/", trust_html=True)
    assert of_links(link.format(ending), assets=(asset,), config=trusting).assets == (asset,)


def test_check_and_build_say_the_same_of_a_file_that_is_linked_to_twice(site: Site, tmp_path: Path, planned: Planning) -> None:
    site.write("content/files/a.pdf", "x")
    site.article("2019/01/a", "[a](/media/files/a.pdf), [b](../../../files/a.pdf)")
    loaded = planned(site)
    assert loaded.issues == []
    assert loaded.plan is not None
    assert loaded.plan.assets == ("files/a.pdf",)
