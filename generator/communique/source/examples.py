"""Examples of fields: what `communique new` writes into a header to be filled in, and what the JSON Schemas show."""

from collections.abc import Mapping
from typing import Any

import msgspec

from communique.source.kinds import Field

_SOURCE = [{"publisher": "Foreign Ministry", "title": "Statement", "url": "https://example.org/1", "level": "official"}]
_SUMMARY = "The two sides agreed to go on."

EXAMPLES: dict[str, dict[str, Any]] = {
    "articles": {
        "event_date": "1956-10-19",
        "dateline": "Geneva",
        "type": "news",
        "summary": _SUMMARY,
        "image": {"src": "signing.jpg", "alt": "Two men sign at a table"},
        "countries": [{"country": "Japan", "role": "party"}, {"country": "Switzerland", "role": "host"}],
        "people": ["Shinzo Abe"],
        "places": ["Geneva"],
        "organisations": ["Red Cross"],
        "agreements": [{"agreement": "Treaty of Shimoda", "relation": "concerns"}],
        "dossiers": ["Peace treaty"],
        "tags": ["border", "fishing"],
        "statements": [{"speaker": "Shinzo Abe", "text": "The exact words", "via": ["NHK", "Kyodo"]}],
        "record_notes": [{"says": "What the source says", "record": "What the record shows", "basis": "Where that is seen"}],
        "sources": _SOURCE,
    },
    "countries": {
        "aliases": ["Land of the Soviets"],
        "names": [{"text": "Советская страна", "lang": "ru", "latin": "Sovetskaya strana"}],
        "kind": "historical state",
        "from": "1922-12-30",
        "to": "1991-12-26",
        "predecessor": "Russian Empire",
        "successor": "Russia",
        "summary": _SUMMARY,
    },
    "people": {
        "sort": "Abe, Shinzo",
        "aliases": ["Shinzō Abe", "Abe Shinzo"],
        "names": [{"text": "安倍晋三", "lang": "ja", "latin": "Abe Shinzō"}],
        "born": "1954-09-21",
        "died": "2022-07-08",
        "country": "Japan",
        "offices": [{"title": "Prime Minister of Japan", "country": "Japan", "from": "2012-12-26", "to": "2020-09-16"}],
        "summary": _SUMMARY,
        "sources": _SOURCE,
    },
    "places": {
        "aliases": ["Kunashir Island"],
        "names": [{"text": "国後島", "lang": "ja", "latin": "Kunashiri-tō", "used_by": "Japan"}],
        "kind": "island",
        "country": "Russia",
        "part_of": ["Kuril Islands"],
        "point": [44.1, 145.85],
        "controlled_by": [{"country": "Soviet Union", "from": "1945-09-01", "to": "1991-12-25"}],
        "claimed_by": [{"country": "Japan", "from": "1956-10-19"}],
        "summary": _SUMMARY,
    },
    "organisations": {
        "aliases": ["Gaimushō"],
        "names": [{"text": "外務省", "lang": "ja", "latin": "Gaimushō"}],
        "kind": "ministry",
        "founded": "1869-08-15",
        "dissolved": "1991-12",
        "seat": "Tokyo",
        "country": "Japan",
        "summary": _SUMMARY,
    },
    "agreements": {
        "short": "Treaty of Shimoda",
        "aliases": ["Shimoda Treaty"],
        "kind": "treaty",
        "signed": "1855-02-07",
        "place": "Shimoda",
        "in_force": "1856-12-07",
        "ended": "1895-06-08",
        "parties": [
            {"country": "Japan", "actions": [{"action": "ratified", "date": "1856-12-07"}]},
            {"country": "Russian Empire", "actions": ["signed"]},
        ],
        "status_events": [{"event": "superseded", "date": "1895-06-08", "note": "by the next treaty"}],
        "texts": [{"lang": "nl", "authentic": True, "title": "Tractaat", "url": "https://example.org/2"}],
        "registration": {"series": "UNTS", "volume": 263, "number": 3768},
        "depositary": "Switzerland",
        "places": ["Kuril Islands"],
        "languages": ["nl"],
        "summary": _SUMMARY,
    },
    "dossiers": {
        "aliases": ["Treaty talks"],
        "order": 1,
        "countries": ["Japan", "Russia"],
        "summary": _SUMMARY,
    },
    "tags": {
        "aliases": ["fisheries"],
        "names": [{"text": "漁業", "lang": "ja", "latin": "gyogyō"}],
        "summary": _SUMMARY,
    },
    "relations": {"title": "A border and a treaty", "summary": _SUMMARY, "sources": _SOURCE},
    "pages": {"order": 1, "summary": _SUMMARY},
}
"""By the folder of a kind of file. Fields without one are left to the documentation: few headers need them."""


def with_examples(folder: str, fields: Mapping[str, Field]) -> dict[str, Field]:
    """Give a kind's fields their examples."""
    given = EXAMPLES[folder]
    return {name: msgspec.structs.replace(f, example=given.get(name)) for name, f in fields.items()}
