"""The one table of taxonomies: what articles are filed under."""

import unicodedata
from functools import lru_cache

import msgspec


class Taxonomy(msgspec.Struct, frozen=True):
    """One way of filing articles. A new one is one more entry in `TAXONOMIES`."""

    key: str
    """The field in an article's front matter, the folder in `content/`, and the first segment of its routes."""
    singular: str
    plural: str
    roles: dict[str, str] = {}
    """What a term may be to an article, with what that means; the first is what it is where the article does not say."""
    role_field: str = ""
    """The key that names the role where a term is written as a mapping."""


TAXONOMIES: tuple[Taxonomy, ...] = (
    Taxonomy(
        "countries",
        "country",
        "countries",
        {
            "party": "takes part; so does a country that is given no role",
            "host": "where it takes place",
            "mediator": "helps the parties to agree",
            "observer": "is present and takes no part",
            "depositary": "keeps the original of an agreement",
            "subject": "is what it is about, and takes no part",
        },
        "role",
    ),
    Taxonomy("people", "person", "people"),
    Taxonomy("places", "place", "places"),
    Taxonomy("organisations", "organisation", "organisations"),
    Taxonomy(
        "agreements",
        "agreement",
        "agreements",
        {
            "concerns": "is about it; so is a story that gives no relation",
            "signs": "tells of its signature",
            "ratifies": "tells of its ratification",
            "suspends": "tells of its suspension",
            "denounces": "tells of its denunciation",
        },
        "relation",
    ),
    Taxonomy("dossiers", "dossier", "dossiers"),
    Taxonomy("tags", "tag", "tags"),
)

BY_KEY: dict[str, Taxonomy] = {t.key: t for t in TAXONOMIES}


@lru_cache(maxsize=65536)
def term_key(name: str) -> str:
    """Give the key under which spellings of a term meet: NFC, case folded, blanks run together (UAX #15, UAX #44)."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
