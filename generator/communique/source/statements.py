"""How a header's statements are read."""

from communique.model.article import Relay, Statement
from communique.source.dates import day_or_part, edtf_with_beginning
from communique.source.fields import Field, choice, language, slug, text, url
from communique.source.records import listed, mapping, mention

WHAT = "list of {speaker, text, date, lang, original, translated_by, office, via, url, id}"
ROLES = ("broadcaster", "agency", "outlet", "platform", "official", "edition")
"""What one that passes words on can be: a platform is where speakers publish themselves, official an office's own page or
gazette, an edition a collection of documents."""

_RELAY = mapping(
    Relay,
    {
        "name": Field(text, "text", "Who passed the words on.", required=True),
        "role": Field(choice(*ROLES), "word", "What it is; by its profile where not given."),
        "url": Field(url, "web address", "Where it printed or sent them."),
        "date": Field(day_or_part, "date", "When it did."),
    },
    short="name",
    placed=True,
)
statements = listed(
    mapping(
        Statement,
        {
            "speaker": Field(mention, "person", "Who said it.", required=True),
            "text": Field(text, "text", "The exact words.", required=True),
            "date": Field(edtf_with_beginning, "EDTF date", "When; the event's date where not given."),
            "lang": Field(language, "language tag", "The language it was said in."),
            "original": Field(text, "text", "The words in that language."),
            "translated_by": Field(text, "text", "Who translated them."),
            "office": Field(text, "text", "The office in which it was said, where the profile gives several or none."),
            "via": Field(listed(_RELAY), "list", "How the words came here: broadcaster, agency, outlet."),
            "url": Field(url, "web address", "Where the exact words can be seen."),
            "id": Field(slug, "text", "The last part of the statement's address."),
        },
        placed=True,
    )
)

__all__ = ["WHAT", "statements"]
