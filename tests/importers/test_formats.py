"""Each format, in the shapes in which it is met."""

import json

from tests.conftest import REPOSITORY
from tests.importers.conftest import Imports

STORY = """Talks *open* in Moscow

1. The first sentence of a paragraph
that goes on in a second line.

“A quotation,” he said.


  Japan, Kuril Islands, Abe, Peace treaty

Comments
"""


def test_a_text_with_a_line_of_tags_and_leftovers(imports: Imports) -> None:
    [done] = imports.take(imports.file("2019-01-27-talks.txt", STORY))
    assert (done.path, done.outcome) == ("content/articles/2019/01/talks-open-in-moscow.md", "new")
    assert done.said == ("dropped the last line: 'Comments'",)
    assert imports.text(done.path) == (
        "---\ntitle: Talks *open* in Moscow\ndate: 2019-01-27\nstatus: draft\ncountries:\n- Japan\npeople:\n- Abe\n"
        "places:\n- Kuril Islands\ntags:\n- Peace treaty\n"
        f"imported: {imports.text(done.path).split('imported: ')[1].splitlines()[0]}\n---\n\n"
        "1\\. The first sentence of a paragraph that goes on in a second line.\n\n“A quotation,” he said.\n"
    )


def test_the_texts_of_the_founding_archives_shape_are_read_whole(imports: Imports) -> None:
    words = (REPOSITORY / "README.md").read_text("utf-8").split()[:300]
    text = "A title\n\n" + "\n\n".join(" ".join(words[n : n + 60]) for n in range(0, 300, 60)) + "\n\nRussia, Japan, Putin\n"
    [done] = imports.take(imports.file("story.txt", text))
    body = imports.text(done.path).split("---\n\n", 1)[1]
    assert body.replace("\\", "").split() == " ".join(words).replace("\\", "").split()
    assert "no date was found: it has that of its import" in done.said


def test_a_text_in_windows_1252_and_one_without_blank_lines(imports: Imports) -> None:
    file = imports.file("a.txt", "Résumé of talks\nFirst – line.\nSecond “line”.\n".encode("cp1252"))
    [done] = imports.take(file)
    assert "First – line.\n\nSecond “line”.\n" in imports.text(done.path)
    assert done.said[0] == "read as Windows-1252, not being UTF-8; look at its accents and quotation marks"


def test_one_bad_file_among_many_is_told_and_the_others_are_read(imports: Imports) -> None:
    imports.file("all/empty.txt", " \n")
    imports.file("all/good.txt", "A title\n\nText.\n")
    done = imports.take(imports.folder / "all", imports.folder / "none.txt")
    assert [d.title for d in done] == ["A title"]
    assert [line.removeprefix(f"{imports.folder}/") for line in imports.unread] == [
        "all/empty.txt: is empty.",
        "none.txt: No such file or directory.",
    ]


PAGE = """<html lang="en"><head><title>Ministers meet | The Paper</title>
<meta charset="windows-1252"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2018-11-14T10:00:00Z"><meta name="author" content="Anna Writer">
<link rel="canonical" href="https://paper.example/2018/meet"></head><body><nav><a href="/">Home</a> <a href="/x">World</a></nav>
<article><h1>Ministers meet</h1><p>They <b>agreed</b> to speed up the talks, which had stood still for a year, on the caf\xe9's terrace.</p>
<blockquote>We will go on, said one of them to the reporters who had waited for so long outside.</blockquote>
<p>See <a href="https://paper.example/old">the older report</a>, which told of the meeting before this one at length.
<script>track()</script><img src="pic.jpg" alt="Two ministers"></article><footer>All rights reserved by the paper</footer></body>"""


def test_a_saved_page_in_broken_markup_with_a_picture_beside_it(imports: Imports) -> None:
    imports.file("pic.jpg", b"picture")
    [done] = imports.take(imports.file("page.html", PAGE.encode("cp1252")))
    text = imports.text(done.path)
    assert done.path == "content/articles/2018/11/ministers-meet.md"
    assert "They **agreed** to speed up" in text
    assert "café's terrace" in text
    assert "\n> We will go on" in text
    assert "[the older report](https://paper.example/old)" in text
    assert "track()" not in text
    assert "rights reserved" not in text
    assert "#   author: Anna Writer" in text
    assert "url: https://paper.example/2018/meet" in text


WXR = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Ministry</title>{}</channel></rss>"""


def post(number: int, title: str = "Talks", content: str = "<p>Text.</p>", more: str = "", status: str = "publish") -> str:
    """Give a post as WordPress exports it."""
    return (
        f"<item><title>{title}</title><link>https://old.example/news/{number}/</link><guid>https://old.example/?p={number}</guid>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date_gmt>2018-11-14 12:00:00</wp:post_date_gmt><wp:status>{status}</wp:status>"
        f"<wp:post_type>post</wp:post_type>{more}</item>"
    )


def test_a_wordpress_export(imports: Imports) -> None:
    imports.file("wp-content/uploads/pic.jpg", b"picture")
    html = (
        "<!-- wp:image -->[caption id=1]<img src='https://old.example/wp-content/uploads/pic.jpg' alt='Two'/> The two[/caption]"
        "\n\nSecond [gallery ids=1] <iframe src='https://video.example/'></iframe>"
    )
    more = (
        "<category domain='category'><![CDATA[Japan]]></category><category>Uncategorized</category><wp:comment/><wp:comment/>"
        "<wp:postmeta><wp:meta_key>mood</wp:meta_key><wp:meta_value>good</wp:meta_value></wp:postmeta><dc:creator>ed</dc:creator>"
    )
    items_ = post(1, "Talks &amp; tea", html, more) + post(2, status="trash") + post(3, title="")
    done = imports.take(imports.file("export.xml", WXR.format(items_)))
    assert [(d.path, d.title) for d in done] == [
        ("content/articles/2018/11/talks-tea.md", "Talks & tea"),
        ("content/articles/2018/11/untitled.md", "Untitled"),
    ]
    assert done[0].said == (
        "the text holds the shortcode [gallery], which nothing here understands",
        "left out an embedded iframe: https://video.example/",
        "left out 2 comments",
    )
    text = imports.text(done[0].path)
    for part in (
        "- Japan\n",
        "- /news/1/\n",
        "#   author: ed\n#   mood: good\n",
        "![Two](talks-tea-pic.jpg) The two\n\nSecond",
    ):
        assert part in text
    assert "Uncategorized" not in text
    assert (imports.site.folder / "content/articles/2018/11/talks-tea-pic.jpg").read_bytes() == b"picture"


def test_an_export_that_is_no_xml_is_read_as_far_as_can_be_and_it_is_said(imports: Imports) -> None:
    done = imports.take(imports.file("export.xml", WXR.format(post(1, "Talks & tea") + post(2, "More"))))
    assert [d.title for d in done] == ["Talks tea", "More"]
    assert "the export is no well-formed XML in line 3: something may be missing here" in done[0].said
    assert done[1].said == ()


def test_thousands_of_posts_of_one_title(imports: Imports) -> None:
    export = imports.file("export.xml", WXR.format("".join(post(n, "Talks") for n in range(1_000))))
    done = imports.take(export)
    assert len({d.path for d in done}) == 1_000
    assert {d.outcome for d in imports.take(export)} == {"same"}


def test_rss_and_atom(imports: Imports) -> None:
    rss = imports.file(
        "feed.rss",
        "<rss version='2.0'><channel><title>Wire</title><item><title>One</title><link>https://wire.example/1</link>"
        "<pubDate>Wed, 14 Nov 2018 21:00:00 +0900</pubDate><description>&lt;p&gt;Text &amp;amp; more.&lt;/p&gt;</description>"
        "<category>Japan</category></item></channel></rss>",
    )
    atom = imports.file(
        "feed.atom",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title><entry><id>tag:x</id><title>Two</title>"
        "<published>2019-01-22T00:00:00Z</published><updated>2019-01-23T00:00:00Z</updated><summary>Short.</summary>"
        "<content type='html'>&lt;p&gt;Long.&lt;/p&gt;</content></entry></feed>",
    )
    one, two = imports.take(rss, atom)
    assert "date: 2018-11-14T12:00:00+00:00" in imports.text(one.path)
    assert "Text & more.\n" in imports.text(one.path)
    assert "- publisher: Wire\n  title: One\n  url: https://wire.example/1" in imports.text(one.path)
    assert "updated: 2019-01-23T00:00:00+00:00\nsummary: Short.\n" in imports.text(two.path)
    assert imports.take(imports.file("none.rss", "<rss><channel></channel></rss>")) == []
    assert "holds no entry" in imports.unread[0]


def test_a_table_with_columns_known_and_named(imports: Imports) -> None:
    table = imports.file(
        "rows.csv",
        "Schlagzeile;Tag;Country;Text;Farbe\nGespräche;22.01.2019;Japan;Ein Text.;rot\nGespräche;22.01.2019;Japan;Noch einer.;\n;;;;\n".encode(
            "cp1252"
        ),
    )
    assert imports.take(table) == []
    assert "has no column that is a title. Say which it is: --map 'Schlagzeile=title'." in imports.unread[0]
    assert imports.take(table, Schlagzeil="title") == []
    assert "has no column called 'Schlagzeil'. Did you mean 'Schlagzeile'?" in imports.unread[0]
    assert imports.take(table, Schlagzeile="titel") == []
    assert "'Schlagzeile' cannot be 'titel'. Did you mean 'title'?" in imports.unread[0]
    one, two = imports.take(table, Schlagzeile="title", Tag="date")
    assert (one.path, two.path) == ("content/articles/2019/01/gesprache.md", "content/articles/2019/01/gesprache-2.md")
    assert "#   Farbe: rot\n" in imports.text(one.path)
    assert "- Japan\n" in imports.text(one.path)
    assert "Noch einer.\n" in imports.text(two.path)


def test_posts_of_hugo_jekyll_and_pelican(imports: Imports) -> None:
    imports.file("blog/pic.png", b"picture")
    imports.file(
        "blog/hugo.md",
        '+++\ntitle = "Hugo"\ndate = 2019-01-22T10:00:00Z\ntags = ["Japan"]\naliases = ["/old/"]\nweight = 3\n+++\n\n'
        '{{< figure src="pic.png" alt="P" caption="C" >}} {{< youtube abc >}}\n',
    )
    imports.file("blog/2019-01-23-jekyll.markdown", "---\nlayout: post\ncategories: [peace, Abe]\n---\nText<!--more--> on.\n")
    imports.file("blog/pelican.md", "Title: Pelican\nDate: 2019-01-24 10:20\nCategory: news\nTags: a, b\n\nText.\n")
    imports.file("blog/json.md", json.dumps({"title": "Jason", "date": "2019-01-25"}) + "\n\nText.\n")
    imports.file("blog/bad.md", "---\ntitle: [\n---\n")
    imports.file("blog/other.rst", "Title\n=====\n")
    done = {d.title: d for d in imports.take(imports.folder / "blog")}
    assert sorted(done) == ["Hugo", "Jason", "Jekyll", "Pelican"]
    hugo = imports.text(done["Hugo"].path)
    assert "![P](hugo-pic.png)\n\n*C*" in hugo
    assert "#   weight: 3\n" in hugo
    assert "aliases:\n- /old/\n" in hugo
    assert done["Hugo"].said == ("the text holds the shortcode 'youtube', which nothing here understands",)
    jekyll = imports.text(done["Jekyll"].path)
    assert done["Jekyll"].path == "content/articles/2019/01/jekyll.md"
    assert "people:\n- Abe\ntags:\n- peace\n" in jekyll
    assert "Text on.\n" in jekyll
    assert "tags:\n- news\n- a\n- b\n" in imports.text(done["Pelican"].path)
    assert "date: 2019-01-24T10:20:00\n" in imports.text(done["Pelican"].path)
    assert "bad.md: has a header that cannot be read" in imports.unread[0]
    assert "not allowed here" not in imports.unread[0], "the parser's own words"
    assert "is reStructuredText. Turn it into Markdown first" in imports.unread[1]
