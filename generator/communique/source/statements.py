"""How a header's statements are read."""

from communique.model.article import Relay, Statement
from communique.source.dates import day_or_part, edtf_with_beginning
from communique.source.fields import choice, language, slug, text, url
from communique.source.kinds import Field
from communique.source.records import listed, mapping, name_of

ROLES = {
    "broadcaster": "sent the words by radio or television",
    "agency": "a news agency",
    "outlet": "a newspaper or a news site",
    "platform": "where speakers publish themselves",
    "official": "an office's own page or gazette",
    "edition": "a collection of documents",
}
"""What one that passes words on can be, with what that means."""

_RELAY = mapping(
    Relay,
    {
        "name": Field(text, "Who passed the words on.", required=True),
        "role": Field(choice(meaning=ROLES), "What it is; by its profile where not given."),
        "url": Field(url, "Where it printed or sent them."),
        "date": Field(day_or_part, "When it did."),
    },
    short="name",
    placed=True,
)
statements = listed(
    mapping(
        Statement,
        {
            "speaker": Field(name_of("people"), "Who said it.", required=True),
            "text": Field(text, "The exact words.", required=True),
            "date": Field(edtf_with_beginning, "When; the event's date where not given."),
            "lang": Field(language, "The language it was said in."),
            "original": Field(text, "The words in that language."),
            "translated_by": Field(text, "Who translated them."),
            "office": Field(text, "The office in which it was said, where the profile gives several or none."),
            "via": Field(listed(_RELAY), "How the words came here: broadcaster, agency, outlet."),
            "url": Field(url, "Where the exact words can be seen."),
            "id": Field(slug, "The last part of the statement's address."),
        },
        placed=True,
    )
)

__all__ = ["statements"]
