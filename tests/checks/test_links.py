"""Links inside the site, as they stand in finished pages."""

from communique.build.options import Options
from communique.checks import check
from communique.checks.addresses import Links, Target, certain, leads_somewhere, names_within
from tests.checks.conftest import Said
from tests.conftest import NOW, Site


def test_a_small_site_and_one_with_nothing_in_it_have_no_dead_link(small: Site, said: Said) -> None:
    assert said("links") == []
    assert [str(i) for i in check(small.folder, Options(now=NOW, jobs=2), only=("links",)).issues] == []


def test_an_empty_site_has_none(site: Site, said: Said) -> None:
    (site.folder / "content").mkdir()
    assert said("links") == []


def test_a_heading_that_is_not_there_is_told_at_each_link_to_it(site: Site, said: Said) -> None:
    site.article("2019/01/a", "## The talks\n\nSee [here](#the-talks), [there](#the-talk) and [b](b.md#the-end).")
    site.article("2019/01/b", "## The end\n\nSee [a](a.md#the-talks) and, by `[its](a.md#gone)`,\n[a](a.md#gone).")
    site.write("content/people/abe.md", "---\nname: Abe\n---\n\nSee [b](../articles/2019/01/b.md#beginning).\n")
    assert said("links") == [
        "content/articles/2019/01/a.md:9:33: warning: a link leads to #the-talk, and nothing in /2019/01/a/ is called so. Did you mean '#the-talks'?",
        "content/articles/2019/01/b.md:10:5: warning: a link leads to #gone, and nothing in /2019/01/a/ is called so. A heading's name is its words, in lower case, with hyphens between them.",
        "content/people/abe.md:5:9: warning: a link leads to #beginning, and nothing in /2019/01/b/ is called so. A heading's name is its words, in lower case, with hyphens between them.",
    ]  # fmt: skip


def test_what_a_template_writes_is_told_at_the_template_once_for_all_pages(small: Site, said: Said) -> None:
    small.write(
        "templates/article.html",
        '{% extends "!article.html" %}\n{% block main %}\n<a href="{{ url("/imprint/") }}">Imprint</a>\n'
        '<img src="{{ url("/static/seal.png") }}" alt="A seal">\n<a href="#nowhere">x</a>\n{{ super() }}{% endblock %}\n',
    )
    assert [line.split(" In a template")[0].split(" A heading's")[0] for line in said("links")] == [
        "templates/article.html:3:18: a link on the page /1955/06/talks/ and 4 more leads to /imprint/, where no page is.",
        "templates/article.html:4:19: a link on the page /1955/06/talks/ and 4 more leads to /static/seal.png, where no file is.",
        "templates/article.html:5:10: warning: a link on the page /1955/06/talks/ and 4 more leads to #nowhere, and nothing on that page is called so.",
    ]


def test_a_page_that_only_a_draft_makes_is_not_there_for_readers(small: Site, said: Said) -> None:
    small.write(
        "templates/note.html",
        '{% extends "!note.html" %}{% block main %}<a href="{{ url("/tags/secret/") }}">x</a>{% endblock %}',
    )
    assert len(said("links")) == 1
    assert "/tags/secret/, where no page is" in said("links")[0]


def test_marks_that_an_article_shows_as_code_are_no_links(site: Site, said: Said) -> None:
    site.article("2019/01/a", 'Write `<a href="nowhere.html">` or:\n\n    <img src="gone.png" id="x">\n\nand [x](#x).')
    assert [line.split(" A heading")[0] for line in said("links")] == [
        "content/articles/2019/01/a.md:11:9: warning: a link leads to #x, and nothing in /2019/01/a/ is called so."
    ]


def test_a_link_to_the_site_by_its_whole_address_is_one_inside_it(site: Site, said: Said) -> None:
    site.article(
        "2019/01/a", "See [b](https://archive.example/2019/01/b/) and\n[itself](https://archive.example/2019/01/a/#a)."
    )
    assert [line.split(". ")[0] for line in said("links")] == [
        "content/articles/2019/01/a.md:7:9: a link leads to /2019/01/b/, where no page is",
        "content/articles/2019/01/a.md:8:10: warning: a link leads to #a, and nothing in /2019/01/a/ is called so",
    ]


def test_pictures_files_redirects_and_the_404_page_are_found(small: Site, said: Said) -> None:
    small.write("content/articles/2019/01/map of it.svg.txt", "x")
    small.article(
        "2019/05/c", "See [the map](<../01/map of it.svg.txt>), [older](/old/moscow/), [feed](/feed.xml) and [top](#top)."
    )
    settings = (small.folder / "site.toml").read_text().replace("archive.example/", "archive.example/below/this/")
    small.write("site.toml", settings.replace("enabled = false", "enabled = true"))
    assert said("links") == []
    small.write("site.toml", 'links = "clean"\n' + settings)
    assert said("links") == []


def test_addresses_are_read_as_browsers_read_them() -> None:
    links = Links("https://a.example/x/", frozenset({"index.html", "a/b/index.html", "a/é.html"}))
    page = (
        '<a href="../../index.html"><a href="https://a.example/x/a/b/"><a href="/x/"><a href="/"><a href="./"><a href="?q=1#p">'
        '<a href="../%C3%A9.html#y"><img srcset="../../1.png 1x, ../../2.png 2x"><a href="https://else.example/"><a href="mailto:a@b.c">'
        '<a href="">'
    )
    for _ in range(2):
        nowhere, within = links.of("a/b/index.html", page)
        assert {(h, t.file) for h, t in nowhere} == {("/", "/"), ("../../1.png", "1.png"), ("../../2.png", "2.png")}
        assert {t for _, t in within} == {Target("a/b/index.html", "p"), Target("a/é.html", "y")}
    assert links.outside == {"https://else.example/", "mailto:a@b.c"}
    assert [t.file for _, t in links.of("index.html", '<a href="a/b/index.html"><a href="b/index.html">')[0]] == [
        "b/index.html"
    ]


def test_names_within_a_page() -> None:
    html = '<h2 id="one"><p\nid=\'two\'><a name=three><code>&lt;p id="four"></code>'
    assert names_within(html) == {"one", "two", "three"}
    assert names_within('<p id="a"><p\nid="b">') == {"a"}
    assert certain(html)[1] == {"one", "two", "three"}
    assert leads_somewhere("Top", frozenset()) and leads_somewhere(":~:text=x", frozenset()) and not leads_somewhere("x", {"y"})
