"""A statement for machines: a schema.org Quotation, in its story and on its own page."""

from typing import Any

from communique.model.config import Config
from communique.model.dates import LAST_DAY, Edtf, machine
from communique.model.route import absolute
from communique.render.linked import identifier


def quotation(s: Any, config: Config, story: str, as_of: str, *, whole: bool = True) -> dict[str, Any]:
    """Describe a statement of the story at the route `story`, in the archive as of a day or in the living one.

    Not as a `whole`, it leaves to the statement's own page, where there is one, what only that has to say.

    `text` is in the story's language; where the words were said in another, those are its `translationOfWork`. The chain of
    those who passed them on is its `citation`, from the speaker outwards.
    """
    address = absolute(config.base_url, story)
    own = absolute(config.base_url, s.route) if s.route else f"{address}#{s.anchor}"
    body = s.speaker.route.startswith("/organisations/")
    speaker: dict[str, Any] = {"@type": "Organization" if body else "Person", "name": s.speaker.text}
    if s.speaker.route:
        speaker["url"] = absolute(config.base_url, s.speaker.route)
    if s.offices:
        speaker["jobTitle"] = list(s.offices) if len(s.offices) > 1 else s.offices[0]
    lang = s.text_lang or config.language
    data: dict[str, Any] = {
        "@type": "Quotation",
        "@id": identifier(own, as_of),
        "url": own,
        "text": s.text,
        "inLanguage": lang,
        **dated(s.date),
        "creator": speaker,
    }
    if s.route and not whole:
        return data
    data["spokenByCharacter"] = speaker
    if s.lang and s.lang != lang:
        data["translationOfWork"] = {
            "@type": "Quotation",
            "inLanguage": s.lang,
            **({"text": s.original} if s.original else {}),
        }
    if s.translated_by:
        data["translator"] = s.translated_by
    if s.url:
        data["isBasedOn"] = s.url
    if s.via:
        data["citation"] = [
            {
                "@type": "CreativeWork",
                "publisher": {
                    "@type": "Organization",
                    "name": r.link.text,
                    **({"url": absolute(config.base_url, r.link.route)} if r.link.route else {}),
                },
                **({"genre": r.role} if r.role else {}),
                **({"datePublished": r.date} if r.date else {}),
                **({"url": r.url} if r.url else {}),
            }
            for r in s.via
        ]
    return data


def dated(date: Edtf) -> dict[str, str]:
    """Give a date as ISO 8601 has it: a day, a month or a year, or else the days between which it lies."""
    if exact := machine(date.text):
        return {"dateCreated": exact}
    return {"temporalCoverage": f"{date.earliest}/{'..' if date.latest == LAST_DAY else date.latest}"}


def statement(page: Any, config: Config) -> dict[str, Any]:
    """Describe a statement's own page."""
    s = page.statement
    story = {
        "@type": "NewsArticle",
        "@id": identifier(absolute(config.base_url, s.story.route), page.as_of),
        "headline": s.story.text,
        "datePublished": page.published,
        "inLanguage": page.story_lang or config.language,
    }
    return {"@context": "https://schema.org", **quotation(s, config, s.story.route, page.as_of), "isPartOf": story}
