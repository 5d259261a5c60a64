"""What an agreement's profile is made of besides plain fields: parties and what they did, turns, texts, registration."""

from communique.model.entity import Action, AgreementText, Party, Registration, StatusEvent
from communique.source.dates import day_or_part
from communique.source.fields import choice, flag, language, text, url
from communique.source.kinds import Field
from communique.source.records import listed, mapping, mention, mentions, name_of

ACTIONS = (
    "initialled",
    "signed",
    "adopted",
    "issued",
    "ratified",
    "accepted",
    "approved",
    "acceded",
    "succeeded",
    "reservation",
    "suspended",
    "denounced",
    "withdrew",
    "refused to sign",
)
"""What a party does with an agreement (Vienna Convention on the Law of Treaties, articles 10 to 16 and 19; for succession,
the Vienna Convention on Succession of States in respect of Treaties, article 17)."""
DATED = ("signed", "provisional_from", "in_force", "ended", "languages")
"""Fields that may contradict each other or what else the profile says."""
EVENTS = (
    "initialled",
    "signed",
    "adopted",
    "issued",
    "ratified",
    "in force",
    "confirmed",
    "amended",
    "extended",
    "suspended",
    "denounced",
    "disputed",
    "lapsed",
    "expired",
    "terminated",
    "annulled",
    "superseded",
)


_ACTION = mapping(
    Action,
    {
        "action": Field(choice(*ACTIONS), "What it did.", required=True),
        "date": Field(day_or_part, "When."),
        "by": Field(mentions("people"), "By whom."),
        "note": Field(text, "A few words."),
    },
    short="action",
    placed=True,
)
_PARTY = mapping(
    Party,
    {
        "country": Field(name_of("countries"), "Name the country.", required=True),
        "actions": Field(listed(_ACTION), "What that party did."),
    },
    short="country",
    placed=True,
)
PARTIES = Field(listed(_PARTY), "The parties.")
STATUS_EVENTS = Field(
    listed(
        mapping(
            StatusEvent,
            {
                "event": Field(choice(*EVENTS), "What happened.", required=True),
                "date": Field(day_or_part, "When.", required=True),
                "by": Field(mentions("countries"), "Whose act it was."),
                "as_to": Field(text, "The part to which alone it applies; the rest stays as it was."),
                "agreement": Field(name_of("agreements"), "The agreement by which that came about."),
                "article": Field(mention, "The article that tells of it, such as '../articles/1956/10/talks.md'."),
                "note": Field(text, "A few words."),
            },
            placed=True,
        )
    ),
    "The turns in its life.",
)
TEXTS = Field(
    listed(
        mapping(
            AgreementText,
            {
                "lang": Field(language, "Its language.", required=True),
                "authentic": Field(flag, "Whether it is one that was signed, and no translation."),
                "prevails": Field(flag, "Whether it decides where the texts differ."),
                "title": Field(text, "Its title in that language."),
                "url": Field(url, "Where it is to be read."),
                "archived": Field(url, "An archived copy."),
            },
            short="lang",
            placed=True,
        )
    ),
    "Its texts, and where to read them.",
)
REGISTRATION = Field(
    mapping(
        Registration,
        {
            "text": Field(text, "All of it in words, where the other fields do not fit."),
            "series": Field(text, "The series, such as 'UNTS'."),
            "volume": Field(text, "Its volume."),
            "number": Field(text, "The number of registration."),
            "date": Field(day_or_part, "When it was registered."),
            "url": Field(url, "Where that is to be seen."),
        },
        short="text",
        placed=True,
    ),
    "Where it is registered.",
)
