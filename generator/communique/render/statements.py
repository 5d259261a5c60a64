"""All statements as data: JSON (RFC 8259), and a table with a line for each (RFC 4180)."""

from typing import Any

from markupsafe import Markup

from communique.model.config import Config
from communique.model.dates import LAST_DAY
from communique.model.route import absolute
from communique.render import tables
from communique.render.linked import filled, linked, script_safe

COLUMNS = {
    "address": "url",
    "date": "date",
    "earliest": "earliest",
    "latest": "latest",
    "speaker": "speaker",
    "office": "offices",
    "country": "countries",
    "text": "text",
    "text_language": "text_language",
    "said_language": "said_language",
    "original": "original",
    "translated_by": "translated_by",
    "chain": "chain",
    "words_at": "words_at",
    "story": "story",
}
"""Of the table, each with what it holds of the JSON. Several offices or countries stand with semicolons between them, the
links of a chain with arrows; three more columns tell of the story."""


def as_json(page: Any, config: Config) -> Markup:
    """Write every statement, the oldest first."""
    data = {
        "title": config.title,
        "home_page_url": absolute(config.base_url, "/statements/"),
        **({"as_of": page.as_of} if page.as_of else {}),
        "statements": [_statement(r, config) for r in page.records],
    }
    return script_safe(data, indent=1)


def _statement(r: Any, config: Config) -> dict[str, Any]:
    s = r.statement
    story = {**linked(s.story, config), "published": r.published, "status": r.status}
    given = {
        "url": absolute(config.base_url, s.route),
        "date": s.date.text,
        "earliest": s.date.earliest,
        "latest": "" if s.date.latest == LAST_DAY else s.date.latest,
        "speaker": linked(s.speaker, config),
        "offices": list(s.offices),
        "countries": [linked(c, config) for c in r.countries],
        "text": s.text,
        "text_language": s.text_lang or config.language,
        "said_language": s.lang,
        "original": s.original,
        "translated_by": s.translated_by,
        "chain": [filled({**linked(v.link, config), "role": v.role, "item": v.url, "date": v.date}) for v in s.via],
        "words_at": s.url,
        "story": story,
    }
    return filled(given)


def as_csv(page: Any, config: Config) -> Markup:
    """Write the same as a table."""
    rows = [[*COLUMNS, "story_address", "story_published", "story_status"]]
    for r in page.records:
        data = _statement(r, config)
        story = data["story"]
        cells = [_cell(key, data.get(key, "")) for key in COLUMNS.values()]
        rows.append([*cells, story.get("url", ""), story["published"], story["status"]])
    return tables.csv(rows)


def _cell(key: str, value: Any) -> str:
    """Give what a cell of the table holds for a value of the JSON."""
    if key == "chain":
        return " → ".join(f"{v['name']} ({v['role']})" if "role" in v else str(v["name"]) for v in value)
    if isinstance(value, list):
        return "; ".join(_cell("", v) for v in value)
    return str(value["name"] if isinstance(value, dict) else value)
