"""Metadata for machines: schema.org JSON-LD for stories, and JSON Feed 1.1."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from communique.model.config import Config
from communique.model.dates import LAST_DAY, Edtf, bounds, unmarked
from communique.model.route import absolute
from communique.render.linked import identifier, script_safe
from communique.render.quotation import quotation, statement


def _coverage(event: Edtf) -> str:
    """Give what schema.org takes for an EDTF date: ISO 8601 with two dots for an open end (temporalCoverage), and no marks."""
    plain = unmarked(event.text)
    if all(end == ".." or bounds(end) for end in plain.split("/")):
        return plain
    return f"{event.earliest}/{'..' if event.latest == LAST_DAY else event.latest}"


def json_ld(page: Any, config: Config) -> Markup:
    """Describe a story as a schema.org NewsArticle, its statements as Quotations."""
    address = absolute(config.base_url, page.route)
    own = identifier(address, page.as_of)
    publisher = {"@type": "Organization", "name": config.publisher or config.title, "url": config.base_url}
    about = [
        {"@type": kind, "name": link.text, **({"url": absolute(config.base_url, link.route)} if link.route else {})}
        for kind, links in (
            ("Country", [r.link for r in page.countries]),
            ("Person", [v.link for v in page.people]),
            ("Place", [v.link for v in page.places]),
            ("Organization", page.organisations),
            ("CreativeWork", [v.link for v in page.agreements]),
        )
        for link in links
    ]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": own,
        "url": address,
        "headline": page.title,
        "description": page.description,
        "datePublished": page.published,
        "dateModified": page.modified,
        "inLanguage": page.lang or config.language,
        "publisher": publisher,
        "isPartOf": {"@type": "Collection", "name": config.title, "url": config.base_url},
        "about": about,
        "keywords": [link.text for link in page.tags],
    }
    if page.as_of:
        data["version"] = f"as of {page.as_of}"
    if page.event:
        data["temporalCoverage"] = _coverage(page.event)
        if page.original_date:  # for people: no program reads another calendar
            written = [f"{d.text} ({d.calendar.capitalize()} calendar)" for d in page.original_date]
            data["temporalCoverage"] = [data["temporalCoverage"], *written]
    if page.dateline:
        data["dateline"] = page.dateline
    if page.image:
        data["image"] = absolute(config.base_url, page.image.route)
    if page.sources:
        data["citation"] = [
            {
                "@type": "CreativeWork",
                "name": s.title or s.publisher.text or s.url,
                **({"publisher": {"@type": "Organization", "name": s.publisher.text}} if s.publisher.text else {}),
                **({"url": s.url} if s.url else {}),
                **({"archivedAt": s.archived} if s.archived else {}),
                **({"inLanguage": s.lang} if s.lang else {}),
                **({"isBasedOn": _work_of(s.after)} if s.after else {}),
            }
            for s in page.sources
        ]
    if page.corrections:
        data["correction"] = [
            {"@type": "CorrectionComment", "@id": f"{own}#{c.anchor}", "text": c.text, "datePublished": c.date}
            for c in page.corrections
        ]
    if page.retraction:
        data["creativeWorkStatus"] = "Retracted"
        if page.retraction.text:
            data["comment"] = {
                "@type": "Comment",
                "@id": f"{own}#{page.retraction.anchor}",
                "text": page.retraction.text,
                "datePublished": page.retraction.date,
            }
    parts = [_claim_review(n, address, own, publisher) for n in page.record_notes if n.kind == "error" and n.source]
    if page.statements:
        parts[:0] = [quotation(s, config, page.route, page.as_of, whole=False) for s in page.statements]
    if parts:
        data["hasPart"] = parts
    return script_safe(data)


def _work_of(agency: str) -> dict[str, Any]:
    return {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": agency}}


def json_ld_statement(page: Any, config: Config) -> Markup:
    """Describe a statement's own page as a schema.org Quotation."""
    return script_safe(statement(page, config))


def _event(event: Edtf) -> dict[str, str]:
    """Give the date of an event as an extension of JSON Feed: as written in EDTF, and the days between which it lies."""
    latest = {} if event.latest == LAST_DAY else {"latest": event.latest}
    return {"edtf": event.text, "earliest": event.earliest, **latest}


def _claim_review(note: Any, address: str, own: str, publisher: dict[str, Any]) -> dict[str, Any]:
    """Describe a note on a source's error as a schema.org ClaimReview: what was claimed, where, and what the record shows.

    Only of errors: an omission claims nothing, and between accounts that conflict the archive does not judge.
    """
    source = note.source
    appearance = {
        "@type": "CreativeWork",
        "name": source.title or source.publisher,
        **({"publisher": {"@type": "Organization", "name": source.publisher}} if source.publisher else {}),
        **({"url": source.url} if source.url else {}),
    }
    return {
        "@type": "ClaimReview",
        "@id": f"{own}#{note.anchor}",
        "url": f"{address}#{note.anchor}",
        "claimReviewed": note.says,
        "reviewBody": note.record,
        "author": publisher,
        "itemReviewed": {"@type": "Claim", "appearance": appearance},
        **({"datePublished": note.date} if note.date else {}),
    }


def json_feed(page: Any, config: Config, texts: Sequence[str]) -> Markup:
    """Write a feed as JSON Feed 1.1."""
    items = []
    for i, e in enumerate(page.entries):
        address = absolute(config.base_url, e.route)
        item: dict[str, Any] = {"id": identifier(address, page.as_of), "url": address, "title": e.title, "summary": e.summary}
        item |= {"content_html": str(texts[i])} if page.full else {"content_text": e.summary}
        item |= {"date_published": e.published, "date_modified": e.updated, "tags": list(e.categories)}
        item["language"] = e.lang or config.language
        if e.event:
            item["_event"] = _event(e.event)
        items.append(item)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{page.title} (as of {page.as_of})" if page.as_of else page.title,
        "home_page_url": absolute(config.base_url, page.home),
        **({} if page.as_of else {"feed_url": absolute(config.base_url, page.route)}),
        "description": config.description,
        "language": config.language,
        "items": items,
    }
    return script_safe(feed, indent=1)
