"""A small site as data, in which every input that a page may show is there to be changed.

A site is a dictionary of things: articles, profiles, notes, `site.toml`, templates, static files, pictures. Each has fields,
and each field a few values, of which the first is the one to begin with and None leaves the field out.
"""

import posixpath
from copy import deepcopy
from typing import NamedTuple

import msgspec

from communique.model.config import Pages
from communique.model.theme import shipped

Fields = dict[str, object]
Model = dict[str, Fields]
"""By thing: its fields and their values now."""

WORDS = ["one", "two", "six", "ten"]
ARTICLES = [f"story-{n}" for n in range(5)]

_TALKS = [{"text": "TALKS", "place": "Kuril Islands"}, "MOSCOW", {"text": "TALKS", "place": "moscow"}, None]
_PICTURE = [{"of": "hand.jpg", "caption": "A hand"}, {"of": "map.png", "caption": "A map"}, {"of": "hand.jpg"}, None]
_TASS = {"publisher": "TASS", "url": "https://tass.example/1", "lang": "ru", "level": "agency"}
_COPY = "https://web.archive.org/web/20190129120000/https://tass.example/1"
_SOURCES = [
    [{"title": "A source"}, _TASS],
    [{"title": "A source"}, {"publisher": "tass", "url": "https://tass.example/2", "after": "Interfax", "level": "press"}],
    [{**_TASS, "archived": _COPY}, {"publisher": "NHK", "title": "Heard", "accessed": "2019-02-01"}],
    [{**_TASS, "archived": _COPY, "rotten": "true"}, {"publisher": "ITAR-TASS", "title": "Wire"}],
    [{**_TASS, "publisher": "T. ASS"}, {"publisher": "T ASS", "title": "Two of one address"}],
    [{"title": "Another"}],
    None,
]
_LANG = [None, "ru", "ja"]
_LINKS = [
    ["story-1", "abe"],
    ["story-2"],
    ["kurils", "about"],
    ["pair"],
    ["/relations/japan-russia/"],
    ["/chronology/"],
    ["/countries/japan/"],
    [],
]
_DRAFT = [None, "draft"]


_TASS = {"name": "TASS", "date": "2026-01-01"}


def _statement(speaker: str, text: str, **more: object) -> dict[str, object]:
    return {"speaker": speaker, "text": text, **more}


_NOTES = [
    {"says": "1955", "record": "1956", "basis": ["UNTS", "Fisheries Pact, Article 1"], "source": "A source", "kind": "error"},
    {"says": "Peace", "record": "A truce", "basis": [{"agreement": "Joint Declaration"}], "date": "2019-02-03"},
]
_OTHER_NOTES = [
    {"says": "1955", "record": "1957", "basis": [{"article": "story-1"}, {"url": "https://un.example/", "text": "UNTS"}]},
    {"says": "Two", "record": "Three", "basis": [{"article": "story-4", "text": "A story"}], "source": "TASS"},
]


def _article(slug: str) -> dict[str, list[object]]:
    return {
        "path": [f"articles/{slug}.md", f"articles/2019/01/{slug}.md", f"articles/2018/{slug}-b.md"],
        "title": ["Talks open", "Talks close", "A <treaty> & more"],
        "date": ["2019-01-15", "2019-01-16T08:00:00+09:00", "2018-11-14", "2026-09-22", "2026-12-01"],
        "summary": [None, "In short.", "In brief."],
        "published": [None, "2019-01-20", "2026-12-01"],
        "updated": ["2019-02-01", "2019-03-01", None],
        "event_date": ["1956-10-19", "1956-10", "1956/..", "2013-04-29~", "1956", "195X", "1956-11-20/1957-01-03", None],
        "original_date": [
            None,
            {"text": "6 October 1956", "calendar": "julian"},
            [
                {"text": "Showa 31", "calendar": "japanese"},
                {"text": "6 октября 1956", "calendar": "julian", "date": "1956-10-06"},
            ],
            [{"text": "昭和31年10月19日", "calendar": "japanese"}],
        ],
        "dateline": _TALKS,
        "slug": [None, f"{slug}-anew"],
        "aliases": [[f"/old/{slug}/"], [f"/older/{slug}/", f"/old/{slug}.html"], None],
        "type": [None, "analysis", "document", "conference"],
        "status": [None, "corrected", "draft", "retracted"],
        "lang": _LANG,
        "countries": [
            ["Japan", "Soviet Union"],
            ["Japan", "Russia"],
            [{"country": "Norway", "role": "host"}, "Japan", "Ruritania"],
            ["RURITANIA", "Graustark"],
            "Siam, Japan",
            ["Germany", "Korea", {"country": "Soviet Union", "role": "subject"}],
            None,
        ],
        "people": [["Abe", "Peskov"], ["Shinzo Abe", "Putin"], ["peskov"], None],
        "places": [["Kuril Islands", "Moscow"], ["Etorofu"], ["moscow"], None],
        "organisations": [["Foreign Ministry"], ["TASS", "Agence"], None],
        "agreements": [
            [{"agreement": "Joint Declaration", "relation": "signs"}],
            ["Joint Declaration", "Fisheries Pact"],
            ["fisheries pact"],
            None,
        ],
        "dossiers": [["The dispute"], ["Fish"], None],
        "tags": ["peace treaty, islands", ["Peace Treaty"], ["isles", "Putin", "peace treaty"], None],
        "statements": [
            [_statement("Abe", f"We shall see {slug}.", via=["NHK", "TASS"], date="2013-04-29")],
            [
                _statement("Abe", f"We have seen {slug}.", via=["Agence"], date="2007-01-01"),
                _statement("Peskov", f"No {slug}.", lang="ru"),
                _statement("Foreign Ministry", f"Perhaps {slug}."),
            ],
            [_statement("Putin", f"No {slug}.", original="Нет.", lang="ru", office="none")],
            [
                _statement(
                    "Putin", f"No {slug}!", original="Нет.", lang="ru", translated_by="A hand", url="https://e.example/1"
                ),
                _statement("Abe", "Yes.", id="yes", office="Foreign Minister", date="2007~"),
                _statement(
                    "Abe", f"Yes {slug}.", via=[{"name": "NHK", "role": "platform", "url": "https://nhk.example/"}, _TASS]
                ),
            ],
            None,
        ],
        "sources": _SOURCES,
        "corrections": [[{"date": "2019-02-01", "text": "A name."}], [{"date": "2019-02-02", "text": "A date."}], None],
        "retraction": [
            None,
            {"date": "2019-03-01", "reason": "It was not so."},
            {"date": "2019-04", "reason": "It was otherwise."},
        ],
        "record_notes": [_NOTES, [{"says": "1954", "record": "1956"}], _OTHER_NOTES, None],
        "image": _PICTURE,
        "translation_of": [None, "story-1", "story-0"],
        "links": _LINKS,
        "shown": [None, "hand.jpg", "map.png"],
        "word": WORDS,
    }


def _profile(path: str, names: list[str], **more: list[object]) -> dict[str, list[object]]:
    stem = path.removesuffix(".md")
    own = posixpath.basename(stem)
    return {
        "path": [path, f"{stem}-b.md"],
        "name": [*names],
        "sort": [None, "Aaa", "Zzz"],
        "aliases": [None],
        "names": [
            [{"text": f"Имя {own}", "lang": "ru", "latin": f"Imya {own}", "used_by": "Russia"}],
            [{"text": f"名 {own}", "lang": "ja", "used_by": "Japan", "from": "1855"}, {"text": f"Имена {own}", "lang": "ru"}],
            [{"text": f"名 {own}", "lang": "ja", "used_by": "Japan", "to": "1945", "script": "Jpan"}],
            None,
        ],
        "summary": [None, "In short.", "In brief."],
        "status": _DRAFT,
        "slug": [None, f"{own}-anew"],
        "lang": _LANG,
        "image": _PICTURE[1:],
        "sources": _SOURCES,
        "links": _LINKS[2:],
        "word": WORDS,
        **more,
    }


def _note(path: str, title: str) -> dict[str, list[object]]:
    stem = posixpath.basename(path).removesuffix(".md")
    return {
        "path": [path],
        "title": [title, f"{title}, too"],
        "order": [None, 1, 2],
        "aliases": [[f"/the-{stem}/"], None],
        "status": _DRAFT,
        "slug": [None, f"{stem}-anew"],
        "summary": [None, "In short."],
        "lang": _LANG,
        "sources": _SOURCES,
        "links": _LINKS,
        "shown": [None, "hand.jpg"],
        "word": WORDS,
    }


def _relation(name: str, *countries: object) -> dict[str, list[object]]:
    return {
        "path": [f"relations/{name}.md", f"relations/{name}-b.md"],
        "countries": list(countries),
        "title": [None, "A border", "A border and a treaty"],
        "aliases": [[f"/old/{name}/"], None],
        "summary": [None, "In short."],
        "status": _DRAFT,
        "lang": _LANG,
        "image": _PICTURE[1:],
        "sources": _SOURCES,
        "links": [["story-1", "abe", "pair"], ["/relations/japan-russia/"], []],
        "shown": [None, "hand.jpg"],
        "word": WORDS,
    }


_PM = {"title": "Prime Minister of Japan", "country": "Japan", "from": "2012-12-26", "to": "2020-09-16"}
_EARLIER = {"title": "Prime Minister of Japan", "country": "Japan", "from": "2006-09-26", "to": "2007-09-26"}
_MINISTER = {"title": "Foreign Minister", "organisation": "Foreign Ministry", "from": "1950"}
_HELD = [{"country": "Japan", "from": "1875", "to": "1945"}, {"country": "Soviet Union", "from": "1945", "to": "1991"}]
_RATIFIED = {"action": "ratified", "date": "1956-12-20"}
_CHAIRMAN = {"title": "Chairman", "country": "Japan", "from": "1950", "rank": "head of government"}
_SIGNED = {"action": "signed", "date": "1956-10-19", "by": ["Abe"]}

PROFILES: dict[str, dict[str, list[object]]] = {
    "japan": _profile("countries/japan.md", ["Japan"], aliases=[["Nippon"], ["Siam"], None], kind=[None, "organisation"]),
    "ruritania": _profile(
        "countries/ruritania.md",
        ["Ruritania", "Kingdom of Ruritania"],
        aliases=[["Graustark"], ["Kingdom of Ruritania", "Ruritania"], None],
        code=[None, "RX"],
        kind=["historical state", "disputed", None],
        claimed_by=[None, [{"country": "Japan", "from": "1955"}]],
        recognised_by=[[{"country": "Norway", "from": "1950", "to": "2026-10-04"}], [{"country": "Norway"}], None],
        label_note=[None, "As usual."],
        predecessor=[["Soviet Union"], ["Prussia"], None],
        successor=[["Norway"], ["Japan"], ["Norway", "Russia"], None],
        **{"from": ["1900", "1910", None], "to": ["1990", "1980", None]},
    ),
    "soviet-union": _profile(
        "countries/soviet-union.md",
        ["Soviet Union", "USSR"],
        predecessor=[["Russian Empire"], ["Ruritania"], None],
        successor=[["Russia"], ["Japan", "Russia"], ["Ruritania"], None],
        **{"from": [None, "1922-12-30", "1956-12-30"], "to": [None, "1991-12-26", "1956-10"]},
    ),
    "abe": _profile(
        "people/abe.md",
        ["Shinzo Abe", "Abe Shinzo"],
        aliases=[["Abe", "Shinzo Abe"], ["Abe"], ["Abe", "Peskov"], None],
        born=["1954-09-21", "1954", None],
        died=["2022-07-08", None],
        country=[["Japan"], ["Ruritania"], None],
        offices=[[_EARLIER, _PM], [_PM], [_EARLIER], [_MINISTER], [_CHAIRMAN], [{**_CHAIRMAN, "rank": "other"}], None],
    ),
    "putin": _profile(
        "people/putin.md",
        ["Vladimir Putin"],
        aliases=[["Putin"], None],
        offices=[[{"title": "President of Russia", "country": "Russia", "from": "2012-05-07"}], [_MINISTER], None],
    ),
    "kurils": _profile(
        "places/kurils.md",
        ["Kuril Islands", "Chishima"],
        aliases=[["Kuril Islands"], ["Kurils", "islands"], None],
        kind=["island group", "region", None],
        country=[["Russia"], ["Japan"], None],
        part_of=[["Asia"], ["Moscow"], None],
        label_note=[None, "As usual."],
        point=[[45.03, 147.87], [45.5, 148], None],
        controlled_by=[
            [*_HELD, {"country": "Norway", "from": "2026-10-01"}],
            _HELD,
            [{"country": "Japan", "from": "1875", "to": "1957", "shared": "true"}],
            None,
        ],
        claimed_by=[
            [{"country": "Japan", "from": "1955", "to": "2026-10-02"}],
            [{"country": "Japan", "from": "1955"}],
            [{"country": "Ruritania"}],
            None,
        ],
    ),
    "etorofu": _profile(
        "places/etorofu.md",
        ["Etorofu", "Iturup"],
        part_of=[
            [{"place": "Kuril Islands", "by": ["Russia"], "denied_by": ["Japan"]}],
            ["Kuril Islands"],
            [{"place": "Kuril Islands", "by": ["Japan"]}],
            ["Moscow"],
            None,
        ],
        claimed_by=[None, [{"country": "Japan", "from": "1955"}], [{"country": "Japan", "from": "2026-10-03"}]],
    ),
    "ministry": _profile(
        "organisations/ministry.md",
        ["Foreign Ministry", "Ministry of Foreign Affairs"],
        aliases=[["Foreign Ministry", "Agence"], ["MOFA"], None],
        kind=["ministry", "agency"],
        founded=["1869", "1870", None],
        dissolved=[None, "2001"],
        seat=["Moscow", "Kuril Islands", None],
        country=[["Japan"], ["Ruritania"], None],
    ),
    "tass": _profile("organisations/tass.md", ["TASS", "ITAR-TASS"], aliases=[None, ["TASS"], ["NHK"]]),
    "declaration": _profile(
        "agreements/declaration.md",
        ["Joint Declaration", "Declaration of 1956"],
        aliases=[["Joint Declaration"], ["Fisheries Pact"], None],
        short=[None, "The Declaration", "The Paper"],
        kind=["declaration", "treaty", None],
        signed=["1956-10-19", "1956", "1956-10~", None],
        original_date=[None, {"text": "6 October 1956", "calendar": "julian"}, [{"text": "Shōwa 31", "calendar": "japanese"}]],
        place=["Moscow", "Kuril Islands", None],
        in_force=["1956-12-12", "1956-10-19", None],
        provisional_from=[None, "1956-11-01", "1956"],
        ended=["2026-10-05", "1990", None],
        parties=[
            [{"country": "Japan", "actions": [_SIGNED]}, {"country": "Soviet Union"}],
            [{"country": "Japan", "actions": [{**_SIGNED, "note": "in Moscow"}, _RATIFIED]}, {"country": "Soviet Union"}],
            [{"country": "Japan", "actions": ["refused to sign"]}, {"country": "Soviet Union"}],
            [{"country": "Japan"}, {"country": "Norway"}],
            None,
        ],
        status_events=[
            [{"event": "ratified", "date": "1956-12-08", "note": "in Tokyo", "article": "story-1"}],
            [{"event": "ratified", "date": "1956-10-18"}, {"event": "disputed", "date": "1960-01-27", "article": "story-4"}],
            [{"event": "superseded", "date": "1990", "agreement": "Fisheries Pact", "as_to": "fish"}],
            [{"event": "superseded", "date": "1990", "agreement": "Joint Declaration"}],
            [{"event": "suspended", "date": "2026-10"}],
            [
                {"event": "denounced", "date": "1990", "by": ["Soviet Union"]},
                {"event": "denounced", "date": "1991", "by": ["Russia"]},
            ],
            None,
        ],
        texts=[
            [{"lang": "ja", "authentic": True, "prevails": True, "title": "Sengen", "url": "https://text.example/ja"}],
            [{"lang": "fr", "archived": "https://web.example/fr"}, "ru"],
            None,
        ],
        registration=[
            "UNTS 3768",
            {"series": "UNTS", "volume": "263", "number": "3768"},
            {"date": "1957", "url": "https://u.example/"},
            None,
        ],
        depositary=[["Soviet Union"], ["Foreign Ministry"], ["Ruritania", "Agence"], None],
        places=[["Kuril Islands"], ["Etorofu"], ["Moscow", "Atlantis"], None],
        languages=[["ja", "ru"], ["ja"], None],
    ),
    "dispute": _profile(
        "dossiers/dispute.md",
        ["The dispute", "The old dispute"],
        aliases=[["The dispute"], ["Fish"], None],
        order=[None, 9, 1],
        countries=[["Japan", "Russia"], ["Ruritania"], None],
    ),
    "fish": _profile("dossiers/fish.md", ["Fish"], order=[3, 9]),
    "islands": _profile("tags/islands.md", ["Islands", "The islands"], aliases=[["isles"], ["peace treaty", "islands"], None]),
    "pair": _relation("japan-russia", ["Japan", "Soviet Union"], "Russia, Japan", ["Japan", "Ruritania"], ["Siam", "Japan"]),
    "other-pair": _relation("russia-ruritania", ["Russia", "Ruritania"], ["Norway", "Graustark"], ["Japan", "Russia"]),
    "about": _note("pages/about.md", "About"),
    "policy": _note("pages/policy.md", "Policy"),
}

_OFF = ["true", "false"]
SETTINGS: dict[str, list[object]] = {
    "title": ['"T"', '"The <archive>"'],
    "base_url": ['"https://a.example/"', '"https://b.example/under/"'],
    "subtitle": [None, '"A line"'],
    "description": ['"A site."', '"Another."', None],
    "publisher": [None, '"A press"'],
    "language": ['"en"', '"ja"', '"ar"'],
    "timezone": ['"UTC"', '"Asia/Tokyo"'],
    "links": ['"portable"', '"clean"'],
    "page_size": ["50", "1", "2"],
    "pair_threshold": ["1", "2"],
    "front_stories": ["2", "0", "12"],
    "og_images": ['"site"', '"stories"', '"none"'],
    "naming_policy": [None, '"about.md"', '"policy.md#names"'],
    "predecessors": ['"apart"', '"link"'],
    "unknown_countries": ['"allow"', '"error"'],
    "trust_html": ["false", "true"],
    "feeds.limit": ["3", "1"],
    "feeds.content": ['"full"', '"summary"'],
    **{f"feeds.{kind}": [*_OFF] for kind in ("site", "terms", "json")},
    **{f"pages.{kind.name}": [*_OFF] for kind in msgspec.structs.fields(Pages)},
    'disputed."Siam".name': [None, '"Old Siam"'],
    'disputed."Ruritania".standing': [None, '"in dispute"', '"claimed by Graustark"'],
    'disputed."Ruritania".note': [None, '"As its neighbours write it."'],
    'disputed."Ruritania".policy': [None, '"policy.md"'],
    "search.enabled": ["false"],
    "raw": [None, "title = ", ""],
}
"""`raw` takes the place of all of it."""


def _extended(name: str, mark: str) -> str:
    return f'{{% extends "!{name}" %}}{{% block head %}}{{{{ super() }}}}<!-- {mark} -->{{% endblock %}}'


_OF_COMPUTED_NAME = '{% extends "!article.html" %}{% block head %}{% include ["mine/" ~ kind ~ ".html", "mine/part.html"] ignore missing %}{% endblock %}'
TEMPLATES: dict[str, list[object]] = {
    "tag.html": [None, _extended("tag.html", "A"), '{% extends "!tag.html" %}{% block head %}{{ word }}{% endblock %}'],
    "base.html": [None, _extended("base.html", "A"), _extended("base.html", "B")],
    "article.html": [_OF_COMPUTED_NAME, _extended("article.html", "A"), None],
    "mine/part.html": ["<!-- part -->", "<!-- another -->", None],
    "mine/article.html": [None, "<!-- of articles -->"],
    "country.html": [
        None,
        '{% extends "!country.html" %}{% block head %}{{ page.nothing if page.name == "Japan" }}{% endblock %}',
    ],
    "person.html": [None, "{% if %}"],
    "feed.xml": [None, '{% include "!feed.xml" %}'],
    "macros/story.html": [None, (shipped("templates") / "macros/story.html").read_text("utf-8") + "{# mine #}"],
}
STATIC: dict[str, list[object]] = {
    "mine.css": ["a{}", "b{}", None],
    "style.css": [None, "c{}"],
    "data": [None, "x"],
    "data/x.json": [None, "{}", "[]"],
}
PICTURES: dict[str, list[object]] = {
    "hand.jpg": ["hand 1", "hand 2", None],
    "map.png": ["map", "map of another size"],
    "unused.png": [None, "x"],
}
FAULTS: dict[str, list[object]] = {
    "text": [
        None,
        "---\ntitle: Fault\ndate: 2019-02-30\n---\n",
        "---\ntitle: Fault\ndate: 2019-02-20\n",
        "---\ntitle: Fault\ndate: 2019-02-20\ncolour: red\n---\n",
        "---\ntitle: Fault\ndate: 2019-02-20\n---\n\nSee [it](gone.md) and [that](/gone/).\n",
        "---\ntitle: Fault\ndate: 2019-02-20\nslug: story-0\naliases: [/chronology/]\n---\n",
        "---\ntitle: \udcff\n---\n",
    ]
}
"""Of an article that has a fault."""

EARLIER: dict[str, list[object]] = {
    "of": ["story-0", "story-4", None],
    "until": ["2019-02-20", "2019-02-05", "2027-01-01"],
    "title": ["Talks opened", "Talks were to open"],
    "tags": [["Early tag"], None],
    "links": [["story-1"], ["/2018/"], []],
    "word": WORDS,
}
"""Of an earlier wording of a story, whose day it has. It is there while its story is, and where it ended after that was published."""

TABLE: dict[str, dict[str, list[object]]] = {
    **{slug: _article(slug) for slug in ARTICLES},
    **PROFILES,
    "site.toml": SETTINGS,
    "templates": TEMPLATES,
    "static": STATIC,
    "pictures": PICTURES,
    "fault": FAULTS,
    "earlier": EARLIER,
}
DOCUMENTS = [*ARTICLES, *PROFILES]


class Change(NamedTuple):
    """One field of one thing shall have another value."""

    thing: str
    field: str
    value: object

    def __str__(self) -> str:
        return f"{self.thing}: {self.field} = {self.value!r}"


def changes(things: list[str]) -> list[Change]:
    """Give every change that these things may undergo."""
    return [Change(t, field, value) for t in things for field, values in TABLE[t].items() for value in values]


def beginning() -> Model:
    """Give the site to begin with: its articles differ, so that each value is seen somewhere."""
    model = {thing: {field: values[0] for field, values in table.items()} for thing, table in TABLE.items()}
    model["story-1"] |= {
        "date": "2018-11-14",
        "countries": ["Japan", "Russia"],
        "translation_of": "story-0",
        "links": ["kurils"],
    }
    model["story-2"] |= {"date": "2026-09-22", "tags": ["Peace Treaty"], "status": "corrected", "links": []}
    model["story-3"] |= {"title": "Talks close", "status": "draft", "countries": "Siam, Japan", "people": ["Putin"]}
    model["story-4"] |= {"event_date": "2013-04-29~", "countries": ["Japan", "Ruritania"], "places": ["Etorofu"]}
    return model


def changed(model: Model, change: Change) -> Model:
    """Give the site with one change; a thing that is not there is made for it."""
    after = deepcopy(model)
    after.setdefault(change.thing, {field: values[0] for field, values in TABLE[change.thing].items()})[change.field] = (
        change.value
    )
    return after
