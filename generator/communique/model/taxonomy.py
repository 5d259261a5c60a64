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
    roles: tuple[str, ...] = ()
    """What a term may be to an article; the first is what it is where the article does not say."""
    role_field: str = ""
    """The key that names the role where a term is written as a mapping."""


TAXONOMIES: tuple[Taxonomy, ...] = (
    Taxonomy("countries", "country", "countries", ("party", "host", "mediator", "observer", "depositary", "subject"), "role"),
    Taxonomy("people", "person", "people"),
    Taxonomy("places", "place", "places"),
    Taxonomy("organisations", "organisation", "organisations"),
    Taxonomy(
        "agreements",
        "agreement",
        "agreements",
        ("concerns", "signs", "ratifies", "suspends", "denounces"),
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
