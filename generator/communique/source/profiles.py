"""The fields of profiles, by their kind: countries, people, places, organisations, agreements, dossiers."""

import re
from typing import Any

from communique.archive.ranks import RANKS
from communique.model.document import Name
from communique.model.entity import Office, PartOf, Span
from communique.source.agreements import PARTIES, REGISTRATION, STATUS_EVENTS, TEXTS
from communique.source.dates import day_or_part, edtf
from communique.source.fields import choice, flag, integer, language, number_pair, script, text
from communique.source.frontmatter import Value
from communique.source.kinds import Field, Kind, Reader, kind, ref
from communique.source.original import ORIGINAL_DATES
from communique.source.records import listed, mapping, mentions, name_of

_COUNTRY = Field(name_of("countries"), "Name the country.", required=True)
_FROM = Field(day_or_part, "From when.")
_TO = Field(day_or_part, "Until when, that day included.")


def _renamed(build: Any) -> Any:
    """Let a record be built from `from` and `to`, which Python does not allow as names."""

    def make(**fields: Any) -> Any:
        names = {"from": "start", "to": "end"}
        return build(**{names.get(k, k): v for k, v in fields.items()})

    return make


_SPAN = mapping(_renamed(Span), {"country": _COUNTRY, "from": _FROM, "to": _TO}, short="country", placed=True)
_HOLDER = mapping(
    _renamed(Span),
    {
        "country": _COUNTRY,
        "from": _FROM,
        "to": _TO,
        "shared": Field(flag, "Whether another held it at the same time, or another part of it."),
    },
    short="country",
    placed=True,
)
_PART_OF = mapping(
    PartOf,
    {
        "place": Field(name_of("places"), "What it belongs to.", required=True),
        "by": Field(mentions("countries"), "In whose view it does."),
        "denied_by": Field(mentions("countries"), "In whose view it does not."),
    },
    short="place",
    placed=True,
)


def parts(item: Kind[PartOf | None]) -> Kind[tuple[PartOf, ...]]:
    """Read places that another belongs to: a list, or one text with commas between; each may say in whose view."""
    named, several = mentions("places"), listed(item)

    @kind("names of places, or {place, by, denied_by}", several.schema)
    def read(reader: Reader, name: str, value: Value) -> tuple[PartOf, ...]:
        if isinstance(value.data, str):
            return tuple(PartOf(m, line=m.line, column=m.column) for m in named(reader, name, value))
        return several(reader, name, value)

    return read


_LABEL_NOTE = Field(text, "Why the archive calls it so.")
NAME = mapping(
    _renamed(Name),
    {
        "text": Field(text, "The name.", required=True),
        "lang": Field(language, "Its language."),
        "latin": Field(text, "The name in Latin letters."),
        "used_by": Field(name_of("countries"), "The country that uses it."),
        "from": _FROM,
        "to": _TO,
        "script": Field(script, "Its script; told by its letters where not given."),
    },
    short="text",
    placed=True,
)


@kind("text", ref("country-code"))
def _country_code(reader: Reader, name: str, value: Value) -> str | None:
    """Read two letters, as ISO 3166-1 has them for a country."""
    got = text(reader, name, value)
    if got and not re.fullmatch("[A-Z]{2}", got):
        hint = (
            f"Write '{got.upper()}'."
            if re.fullmatch("[A-Za-z]{2}", got)
            else "Write the two capital letters of ISO 3166-1, such as JP."
        )
        reader.fault(value, f"{name}: '{got[:60]}' is not the code of a country.", hint, "not-a-code")
        return None
    return got


KINDS: dict[str, dict[str, Field]] = {
    "countries": {
        "code": Field(_country_code, "ISO 3166-1 alpha-2."),
        "kind": Field(choice("state", "historical state", "territory", "disputed", "organisation"), "What it is."),
        "from": _FROM,
        "to": _TO,
        "predecessor": Field(mentions("countries"), "The states before it."),
        "successor": Field(mentions("countries"), "The states after it."),
        "claimed_by": Field(listed(_SPAN), "Who claims its territory, and since when."),
        "recognised_by": Field(listed(_SPAN), "Who recognises it as a state, and since when."),
        "label_note": _LABEL_NOTE,
    },
    "people": {
        "born": Field(edtf, "When born."),
        "died": Field(edtf, "When died."),
        "country": Field(mentions("countries"), "The country or countries of that person."),
        "offices": Field(
            listed(
                mapping(
                    _renamed(Office),
                    {
                        "title": Field(text, "The office.", required=True),
                        "country": Field(name_of("countries"), "Whose office."),
                        "organisation": Field(name_of("organisations"), "Whose office."),
                        "from": _FROM,
                        "to": _TO,
                        "rank": Field(choice(*RANKS, "other"), "What the office is, where its title does not tell."),
                    },
                    placed=True,
                )
            ),
            "Offices held; a statement shows the one of its day.",
        ),
    },
    "places": {
        "kind": Field(
            choice("city", "port", "island", "island group", "sea", "strait", "river", "region", "territory", "site"),
            "What it is.",
        ),
        "country": Field(mentions("countries"), "Where it is."),
        "part_of": Field(parts(_PART_OF), "What it belongs to, and in whose view."),
        "point": Field(number_pair, "Where it is, in degrees."),
        "controlled_by": Field(listed(_HOLDER), "Who held it, and when."),
        "claimed_by": Field(listed(_SPAN), "Who claimed it, and when."),
        "label_note": _LABEL_NOTE,
    },
    "organisations": {
        "kind": Field(
            choice("ministry", "agency", "broadcaster", "international organisation", "forum", "association"),
            "What it is.",
        ),
        "founded": Field(edtf, "When founded."),
        "dissolved": Field(edtf, "When dissolved."),
        "seat": Field(name_of("places"), "Where it sits."),
        "country": Field(mentions("countries"), "Whose it is."),
    },
    "agreements": {
        "short": Field(text, "A short title."),
        "kind": Field(
            choice(
                "treaty",
                "agreement",
                "convention",
                "pact",
                "protocol",
                "declaration",
                "communiqué",
                "statement",
                "memorandum",
                "exchange of notes",
                "instrument",
            ),
            "What it is.",
        ),
        "signed": Field(edtf, "When signed."),
        "original_date": ORIGINAL_DATES,
        "place": Field(name_of("places"), "Where signed."),
        "provisional_from": Field(day_or_part, "From when it was applied provisionally."),
        "in_force": Field(day_or_part, "When it came into force."),
        "ended": Field(day_or_part, "When it ceased to be in force."),
        "parties": PARTIES,
        "status_events": STATUS_EVENTS,
        "texts": TEXTS,
        "registration": REGISTRATION,
        "depositary": Field(mentions(), "The states or organisations that keep the original."),
        "places": Field(mentions("places"), "The places that it disposes of."),
        "languages": Field(listed(language), "Its authentic languages."),
    },
    "dossiers": {
        "order": Field(integer, "Its place on the front page."),
        "countries": Field(mentions("countries"), "The countries it is about."),
    },
}
