"""HTML in a text is dead where it could do harm, and alive where the site says that it is trusted."""

import re
from html.parser import HTMLParser

import pytest

from communique.model.issue import Issue
from communique.source.markdown import Text

pytestmark = pytest.mark.filterwarnings("error")

SCHEMES = ("http:", "https:", "mailto:", "tel:", "content:", "route:", "#")


def convert(source: str, *, trusted: bool = False) -> tuple[str, list[Issue]]:
    body, issues = Text(trust_html=trusted).convert("content/articles/2019/01/talks.md", source, 1)
    return body.html, issues


class Live(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src", "cite", "action", "formaction", "data", "srcset", "poster", "xlink:href", "background"}:
                self.addresses.append(re.sub(r"[\0-\x20]", "", value or ""))


DANGEROUS_TAGS = {
    "script", "style", "iframe", "object", "embed", "form", "input", "button", "svg", "math", "link", "meta", "base", "template",
    "noscript", "textarea", "select", "video", "audio", "frame", "frameset", "applet", "body", "html", "head", "title", "xmp", "plaintext",
}  # fmt: skip


def dead(source: str) -> str:
    html, _ = convert(source)
    live = Live(html)
    assert not live.tags & DANGEROUS_TAGS, html
    assert not [a for a in live.attributes if a.startswith("on") or a in {"srcdoc", "formaction", "xlink:href", "ping"}], html
    for address in live.addresses:
        assert not address or address.lower().startswith(SCHEMES), html
    return html


HTML = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://e.example/a.png" alt="a" onload="alert(1)">',
    '<b onclick="alert(1)">b</b>',
    "<b onclick=alert(1)>b</b>",
    "<b/onmouseover=alert(1)>b</b>",
    "<b\nonmouseover\n=\nalert(1)>b</b>",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<svg onload=alert(1)></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<object data="data:text/html,x"></object>',
    '<embed src="x.swf">',
    '<form action="https://evil.example/"><input name=a><button formaction=javascript:alert(1)>x</button></form>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    "<template><script>alert(1)</script></template>",
    "<video><source onerror=alert(1)></video>",
    "<details ontoggle=alert(1) open>x</details>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><script>alert(1)</script>",
    "<textarea></textarea><script>alert(1)</script>",
    "<div markdown=1><script>alert(1)</script></div>",
    "`<script>`<script>alert(1)</script>",
    "<p style=\"background:url('javascript:alert(1)')\">x</p>",
    "<title></title><img src=x onerror=alert(1)>",
    '<a href="https://e.example/" ping="https://evil.example/" target=_blank>x</a>',
]

LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "jAvAsCrIpT:alert(1)",
    " javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "java&#10;script:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)",
    "\\javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "blob:https://e.example/1",
    "file:///etc/passwd",
    "view-source:javascript:alert(1)",
    "feed:javascript:alert(1)",
]

WAYS = {
    "link": "[x]({})",
    "angle": "[x](<{}>)",
    "titled": '[x]({} "title")',
    "picture": "![x]({})",
    "reference": "[x][r]\n\n[r]: {}\n",
    "reference-angle": "[x][r]\n\n[r]: <{}>\n",
    "picture-reference": "![x][r]\n\n[r]: {}\n",
    "autolink": "<{}>",
    "html": '<a href="{}">x</a>',
    "html-single": "<a href='{}'>x</a>",
    "html-bare": "<a href={}>x</a>",
    "html-upper": '<A HREF="{}">x</A>',
    "html-picture": '<img alt="a" src="{}">',
    "html-quotation": '<blockquote cite="{}">x</blockquote>',
    "attributes": '[x](https://e.example/){{: href="{}" }}',
    "footnote": "x[^1]\n\n[^1]: [x]({})\n",
    "table": "| a |\n|---|\n| [x]({}) |\n",
    "html-picture-attributes": '![x](https://e.example/a.png){{: src="{}" srcset="{}" }}',
}


@pytest.mark.parametrize("html", HTML)
def test_dangerous_html_is_dead(html: str) -> None:
    for source in (
        html,
        f"Text {html} more",
        f"- {html}",
        f"> {html}",
        f"| a |\n|---|\n| {html} |",
        f"# {html}",
        f"x[^1]\n\n[^1]: {html}",
    ):
        dead(source)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("link", LINKS)
def test_dangerous_links_are_dead(way: str, link: str) -> None:
    dead(WAYS[way].replace("{{", "\0").replace("}}", "\1").replace("{}", link).replace("\0", "{").replace("\1", "}"))


@pytest.mark.parametrize(
    "attributes",
    [
        'onclick="alert(1)"',
        "onclick=alert(1)",
        'style="position:fixed"',
        "onmouseover='x' .c",
        "srcset=x",
        "formaction=javascript:x",
        "ping=x",
    ],
)
def test_attribute_lists_admit_nothing_dangerous(attributes: str) -> None:
    for source in (
        f"Text\n{{: {attributes} }}",
        f"*a*{{: {attributes} }}",
        f"# A {{: {attributes} }}",
        f"[a](https://e.example/){{: {attributes} }}",
    ):
        html = dead(source)
        assert "style" not in Live(html).attributes


def test_the_only_style_is_how_a_column_stands() -> None:
    html = dead(
        '| a |\n|--:|\n| 1 |\n\n<table><tr><td style="text-align: right; position: fixed; background: url(x)">x</td></tr></table>'
    )
    assert re.findall(r'style="([^"]*)"', html) == ["text-align:right", "text-align:right", "text-align:right"]


def test_the_first_link_to_a_script_and_each_after_it_is_told() -> None:
    _, issues = convert("[a](javascript:x)\n\n[b][r] and ![c](data:image/png;base64,x)\n\n[r]: JavaScript:y\n")
    assert [(i.line, i.column, i.severity, i.code) for i in issues] == [
        (1, 5, "warning", "link-left-out"),
        (5, 6, "warning", "link-left-out"),
        (3, 17, "warning", "link-left-out"),
    ]


def test_marks_of_ours_in_a_text_are_words() -> None:
    html, issues = convert('[a](content:x) [b](route:/y/) and href="content:z", src="route:/z/".')
    assert 'href="content:' not in html
    assert 'src="route:' not in html
    assert [i.code for i in issues] == ["link-left-out", "link-left-out"]


@pytest.mark.parametrize(
    "html",
    [
        '<b class="c" id="i" lang="ru" dir="rtl" title="t">b</b>',
        '<abbr title="North Atlantic Treaty Organization">NATO</abbr>',
        "<cite>Pravda</cite>, <q>no</q>, H<sub>2</sub>O, x<sup>2</sup>, <kbd>k</kbd>, <mark>m</mark>, <small>s</small>, <ins>i</ins>",
        '<time datetime="1956-10-19">19 October</time>',
        "<ruby>北<rt>hoku</rt></ruby>",
        "<figure><figcaption>c</figcaption></figure>",
    ],
)
def test_harmless_html_is_alive(html: str) -> None:
    got, issues = convert(f"Text {html} more.")
    assert html in got
    assert issues == []


@pytest.mark.parametrize(
    "html",
    ["<script>alert(1)</script>", '<iframe src="https://e.example/"></iframe>', '<b onclick="x()">b</b>', "<style>b{}</style>"],
)
def test_trusted_html_is_alive(html: str) -> None:
    got, issues = convert(f"Text\n\n{html}\n", trusted=True)
    assert html in got
    assert issues == []


def test_trusted_links_and_attributes_are_alive() -> None:
    html, issues = convert("[a](javascript:alert(1))\n\nText\n{: onclick=x style='color:red' }\n", trusted=True)
    assert 'href="javascript:alert(1)"' in html
    assert 'onclick="x"' in html
    assert issues == []


def test_control_characters_by_their_numbers_are_dead() -> None:
    html, _ = convert("a&#7;b &#0; &#x1F; &#xFFFF; ok &#65;")
    assert not re.search(r"[\0-\x08\x0b\x0c\x0e-\x1f\uffff]", html)
    assert "ok A" in html
