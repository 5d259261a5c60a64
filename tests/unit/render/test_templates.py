"""What templates may rely on."""

from pathlib import Path

import pytest

from communique.build.static import static_files
from communique.model.config import Config
from communique.model.dates import Edtf
from communique.model.digest import Digested, digest_of
from communique.model.page import Page, Ready
from communique.plan.views.base import Base
from communique.render.templates import Renderer, TemplateFaultError
from communique.render.words import Words

CONFIG = Config(title="T & Co", base_url="https://a.example/b/")


def page(route: str, template: str = "x.html", **fields: object) -> Page:
    return Page(route, "note", template, Ready(Base(route=route, title="<b>Title</b>", **fields)))


def renderer(folder: Path, template: str, name: str = "x.html") -> Renderer:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / name).write_text(template)
    return Renderer(folder, CONFIG, lambda _: "")


def test_links_depend_on_the_page_even_where_they_are_constant(tmp_path: Path) -> None:
    r = renderer(tmp_path, "{{ '/tags/'|url }} {{ url('/tags/') }}")
    assert r.render(page("/")) == b"tags/index.html tags/index.html"
    assert r.render(page("/a/b/")) == b"../../tags/index.html ../../tags/index.html"


def test_texts_are_escaped(tmp_path: Path) -> None:
    r = renderer(tmp_path, "{{ page.title }} {{ site.title }}")
    assert r.render(page("/")) == b"&lt;b&gt;Title&lt;/b&gt; T &amp; Co"


def test_a_template_may_extend_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    r = renderer(tmp_path, '{% extends "!404.html" %}{% block main %}Mine{% endblock %}', "404.html")
    assert b"Mine" in r.render(page("/404.html", "404.html"))


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "a/../../secret.html", "!../secret.html"])
def test_no_template_is_read_from_outside(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.html").write_text("secret")
    r = renderer(tmp_path, f"{{% include {name!r} %}}")
    with pytest.raises(TemplateFaultError, match="is missing"):
        r.render(page("/"))


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [("a\n{{ page.nothing }}", 2, "nothing"), ("{% if %}", 1, "Expected an expression"), ("a\n\n{{ 1 / 0 }}", 3, "division by zero"), ("{{ x|nofilter }}", 1, "nofilter")],
)  # fmt: skip
def test_a_fault_names_template_line_page_and_reason(tmp_path: Path, template: str, line: int, said: str) -> None:
    r = renderer(tmp_path, template)
    with pytest.raises(TemplateFaultError) as e:
        r.render(page("/a/"))
    assert (e.value.issue.path, e.value.issue.line) == ("templates/x.html", line)
    assert "/a/" in e.value.issue.message and said in e.value.issue.message


def test_a_templates_digest_covers_all_that_it_reaches(tmp_path: Path) -> None:
    def digests() -> tuple[bytes, bytes]:
        r = renderer(tmp_path, '{% extends "y.html" %}{% include "z.html" %}')
        return r.theme_digest("x.html"), r.theme_digest("z.html")

    renderer(tmp_path, "{% block a %}{% endblock %}", "y.html")
    renderer(tmp_path, "z", "z.html")
    before = digests()
    renderer(tmp_path, "{% block a %}!{% endblock %}", "y.html")
    after = digests()
    assert after[0] != before[0] and after[1] == before[1]


def test_a_template_whose_includes_are_computed_depends_on_every_template(tmp_path: Path) -> None:
    before = renderer(tmp_path, '{% include page.title ~ ".html" %}').theme_digest("x.html")
    (tmp_path / "templates/unrelated.html").write_text("u")
    assert renderer(tmp_path, '{% include page.title ~ ".html" %}').theme_digest("x.html") != before


def test_marked_links_become_relative_in_pages_and_absolute_in_feeds(tmp_path: Path) -> None:
    r = Renderer(tmp_path, CONFIG, lambda _: "")
    html = '<a href="content:articles/a.md#f">a</a> <a href="route:/about/">b</a> <a href="content:articles/draft.md">c</a> <a href="#n">n</a>'
    links = {"content:articles/a.md": "/2019/01/a/", "route:/about/": "/about/", "content:articles/draft.md": ""}
    r._route = "/2020/01/x/"
    assert r._text(html, links, "/2020/01/x/", whole=False) == (
        '<a href="../../../2019/01/a/index.html#f">a</a> <a href="../../../about/index.html">b</a> <a >c</a> <a href="#n">n</a>'
    )
    assert r._text(html, links, "/2020/01/x/", whole=True) == (
        '<a href="https://a.example/b/2019/01/a/#f">a</a> <a href="https://a.example/b/about/">b</a> <a >c</a> '
        '<a href="https://a.example/b/2020/01/x/#n">n</a>'
    )


def test_the_sites_static_files_take_the_place_of_the_shipped(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/style.css").write_text("a{}")
    files, issues = static_files(tmp_path)
    assert files["/static/style.css"] == tmp_path / "static/style.css"
    assert "/static/search.js" in files
    assert issues == []


@pytest.mark.parametrize(
    ("date", "english", "german"),
    [
        (Edtf("1956-10-19", "1956-10-19", "1956-10-19"), "19 October 1956", "19. Oktober 1956"), (Edtf("1956-10", "1956-10-01", "1956-10-31"), "October 1956", "Oktober 1956"),
        (Edtf("1956", "1956-01-01", "1956-12-31"), "1956", "1956"), (Edtf("1991-04-16/1991-04-19", "1991-04-16", "1991-04-19"), "16–19 April 1991", "16.\u00a0April\u00a01991 – 19.\u00a0April\u00a01991"),
        (Edtf("1943-11-27~", "1943-11-27", "1943-11-27", approximate=True), "about 27 November 1943", "about 27. November 1943"),
        (Edtf("1998-11-12?", "1998-11-12", "1998-11-12", uncertain=True), "12 November 1998 (uncertain)", "12. November 1998 (uncertain)"),
        (Edtf("195X", "1950-01-01", "1959-12-31"), "the 1950s", "the 1950s"),
        (Edtf("1956/..", "1956-01-01", "9999-12-31"), "since 1956", "since 1956"),
        (Edtf("../1956-10", "0001-01-01", "1956-10-31"), "until October 1956", "until Oktober 1956"),
        (Edtf("2019-21", "2019-03-01", "2019-05-31"), "spring 2019", "spring 2019"),
    ],
)  # fmt: skip
def test_dates_are_written_in_the_sites_language(date: Edtf, english: str, german: str) -> None:
    assert Words("en").edtf(date) == english
    assert Words("de").edtf(date) == german


def test_right_to_left_is_known() -> None:
    assert Words("ar").right_to_left and not Words("ja").right_to_left


class Thing(Digested):
    """What many pages show."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.digest = digest_of(name)


SHOW = "{% macro show(t, how='') %}{{ how }}<a href=\"{{ '/tags/'|url }}\">{{ t.name }}</a>{% endmacro %}"


def cached(folder: Path, top: str, how: str = "") -> Renderer:
    """Prepare a page that shows what is its title by a macro."""
    renderer(folder, SHOW, "show.html")
    return renderer(folder, top + "{% for t in page.title %}{{ t|cached(show" + how + ") }}{% endfor %}")


def showing(route: str, *things: Thing) -> Page:
    return Page(route, "note", "x.html", Ready(Base(route=route, title=things)))


def test_what_is_cached_is_made_once_for_pages_of_one_depth(tmp_path: Path) -> None:
    r = cached(tmp_path, '{% from "show.html" import show %}')
    thing = Thing("a < b")
    assert r.render(showing("/x/", thing)) == b'<a href="../tags/index.html">a &lt; b</a>'
    assert r.render(showing("/x/y/", thing)) == b'<a href="../../tags/index.html">a &lt; b</a>'
    thing.name = "not looked at again"
    assert r.render(showing("/z/", thing)) == b'<a href="../tags/index.html">a &lt; b</a>'
    assert r.render(showing("/z/", Thing("c"))) == b'<a href="../tags/index.html">c</a>'


@pytest.mark.parametrize(
    "top",
    [
        "{% macro show(t) %}{{ page.route }}{% endmacro %}",
        '{% from "local.html" import show with context %}',
    ],
)
def test_a_macro_that_sees_the_page_is_never_cached(tmp_path: Path, top: str) -> None:
    r = cached(tmp_path, top)
    renderer(tmp_path, "{% macro show(t) %}{{ page.route }}{% endmacro %}", "local.html")
    thing = Thing("a")
    assert [r.render(showing(route, thing)) for route in ("/x/", "/y/")] == [b"/x/", b"/y/"]


def test_an_address_on_the_page_itself_is_not_cached(tmp_path: Path) -> None:
    r = cached(tmp_path, '{% from "local.html" import show %}')
    renderer(tmp_path, "{% macro show(t) %}{{ url('/x/#a') }}{% endmacro %}", "local.html")
    thing = Thing("a")
    assert [r.render(showing(route, thing)) for route in ("/y/", "/x/", "/y/")] == [
        b"../x/index.html#a",
        b"#a",
        b"../x/index.html#a",
    ]


def test_arguments_that_are_equal_and_look_different_are_kept_apart(tmp_path: Path) -> None:
    one = cached(tmp_path, '{% from "show.html" import show %}', ", page.index")
    thing = Thing("a")
    pages = [Page("/x/", "note", "x.html", Ready(Base(route="/x/", title=[thing], index=how))) for how in (1, True)]
    assert [one.render(p)[:4] for p in pages] == [b"1<a ", b"True"]
