"""Agreements for machines: schema.org Legislation in a page's head, and all of them as one JSON file."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from communique.model.config import Config
from communique.model.dates import FIRST_DAY, LAST_DAY, Edtf
from communique.model.entity import Registration
from communique.model.page import Link
from communique.model.route import absolute
from communique.render.linked import identifier, linked, script_safe

_LEGAL_FORCE = {"yes": "InForce", "no": "NotInForce"}
"""schema.org's LegalForceStatus; what is not certain is left out."""


def cited(r: Registration) -> str:
    """Give a registration as treaty collections cite it: `UNTS vol. 263, No. 3768`."""
    place = " ".join(filter(None, (r.series, f"vol. {r.volume}" if r.volume else "")))
    return r.text or ", ".join(filter(None, (place, f"No. {r.number}" if r.number else "")))


def json_ld(page: Any, config: Config) -> Markup:
    """Describe an agreement as schema.org Legislation, the type that fits law of any kind, treaties among it."""
    r = page.record
    address = absolute(config.base_url, page.route)

    def things(kind: str, links: Iterable[Link]) -> list[dict[str, str]]:
        return [{"@type": kind, **linked(to, config)} for to in links]

    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": identifier(address, page.as_of),
        "url": address,
        "name": page.name,
        "description": page.description,
        "legislationType": r.kind or "agreement",
        "alternateName": [*([r.short] if r.short else []), *(n.text for n in page.names)],
        "legislationJurisdiction": things("Country", (p.country for p in r.parties)),
        "about": things("Place", r.places),
        "inLanguage": sorted({t.lang for t in r.texts if t.authentic}),
        "legislationChanges": things("Legislation", (x.link for x in r.replaced)),
        "workExample": [
            {"@type": "Legislation", "inLanguage": t.lang, "url": t.url, **({"name": t.title} if t.title else {})}
            for t in r.texts
            if t.url
        ],
        "legislationIdentifier": cited(r.registration) if r.registration else "",
        "legislationDate": _machine(r.date) if r.date else "",
        "legislationDateOfApplicability": r.in_force,
        "legislationLegalForce": f"https://schema.org/{_LEGAL_FORCE[r.force]}" if r.force in _LEGAL_FORCE else "",
        "locationCreated": {"@type": "Place", **linked(r.place, config)} if r.place else "",
        "isPartOf": {"@type": "Collection", "name": config.title, "url": config.base_url},
    }
    if page.as_of:
        data["version"] = f"as of {page.as_of}"
    return script_safe({k: v for k, v in data.items() if v})


def export(page: Any, config: Config) -> Markup:
    """Write every agreement with its parties, turns, spells, texts and registration, as JSON (RFC 8259)."""
    data = {
        "title": config.title,
        "home_page_url": absolute(config.base_url, "/agreements/"),
        **({"as_of": page.as_of} if page.as_of else {}),
        "agreements": [_agreement(r, config) for r in page.records],
    }
    return script_safe(data, indent=1)


def _agreement(r: Any, config: Config) -> dict[str, Any]:
    return _filled(
        {
            **linked(r.link, config),
            "short": r.short,
            "kind": r.kind,
            "made": _filled({"how": r.made, "date": _text(r.date), "place": linked(r.place, config) if r.place else {}}),
            "original_date": [_filled({"text": d.text, "calendar": d.calendar, "lang": d.lang}) for d in r.original_date],
            "in_force": r.in_force,
            "ended": r.ended,
            "stands_in_force": r.force,
            "parties": [
                _filled({**linked(p.country, config), "actions": [_action(a, config) for a in p.actions]}) for p in r.parties
            ],
            "events": [
                _filled(
                    {
                        "event": t.event,
                        "date": t.date.text,
                        "by": [to.text for to in t.by],
                        "as_to": t.as_to,
                        "agreement": linked(t.agreement, config) if t.agreement else {},
                        "story": linked(t.story, config) if t.story else {},
                        "note": t.note,
                    }
                )
                for t in r.life
            ],
            "spells": [
                _filled(
                    {
                        "for": [to.text for to in s.whose],
                        "status": x.status,
                        "in_force": x.force,
                        "from": _text(x.start),
                        "until": _text(x.end),
                    }
                )
                for s in r.standing
                for x in s.spells
            ],
            "texts": [
                _filled(
                    {
                        "lang": t.lang,
                        "authentic": t.authentic,
                        "prevails": t.prevails,
                        "title": t.title,
                        "url": t.url,
                        "archived": t.archived,
                    }
                )
                for t in r.texts
            ],
            "registration": _registration(r.registration),
            "depositary": [linked(to, config) for to in r.depositary],
            "places": [linked(to, config) for to in r.places],
            "earlier": [_filled({**linked(x.link, config), "event": x.event, "as_to": x.as_to}) for x in r.replaced],
            "stories": [{"relation": act, **linked(to, config)} for act, to in r.stories],
        }
    )


def _action(a: Any, config: Config) -> dict[str, Any]:
    return _filled({"action": a.action, "date": a.date, "by": [linked(to, config) for to in a.by], "note": a.note})


def _registration(r: Registration | None) -> dict[str, str]:
    if r is None:
        return {}
    return _filled({"text": cited(r), "series": r.series, "volume": r.volume, "number": r.number, "date": r.date, "url": r.url})


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in fields.items() if v or k == "authentic"}


def _text(date: Edtf | None) -> str:
    return "" if date is None or date.text == ".." else date.text


def _machine(date: Edtf) -> str:
    """Give a date as schema.org takes it: ISO 8601 where it is whole, else the first day and the last (ISO 8601-1, 5.5)."""
    if date.earliest == date.latest:
        return date.earliest
    if date.earliest == FIRST_DAY or date.latest == LAST_DAY:
        return ""
    return date.text if date.text.isascii() and date.text.replace("-", "").isdigit() else f"{date.earliest}/{date.latest}"
