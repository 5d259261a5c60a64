"""The README's tables and docs/fields.md, as the program has them: `python -m tests.cli.readme` writes, a test compares."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from communique.cli import COMMANDS, parser
from communique.model import config
from communique.model.taxonomy import TAXONOMIES
from communique.source.json_schema import docs
from communique.source.kinds import Field
from communique.source.schema import ARTICLE, COMMON, EARLIER, ENTITIES, NOTE, RELATION

README = Path(__file__).parent.parent.parent / "README.md"
FIELDS = README.parent / "docs/fields.md"


def settings(struct: type = config.Config, section: str = "") -> list[str]:
    """Give the rows of the settings' table."""
    rows, below = [], []
    for f in msgspec.structs.fields(struct):
        if get_origin(f.type) is dict:
            below += settings(get_args(f.type)[1], f'{section}{f.name}."NAME".')
            continue
        if isinstance(f.type, type) and issubclass(f.type, msgspec.Struct):
            below += settings(f.type, f"{section}{f.name}.")
            continue
        default = ""
        if not f.required:
            value = f.default
            default = (
                f"`{str(value).lower()}`"
                if isinstance(value, bool)
                else f'`"{value}"`'
                if isinstance(value, str)
                else f"`{value or '[]' if isinstance(value, tuple) else value}`"
            )
        rows.append(f"| `{section}{f.name}` | {default} | {docs(struct)[f.name]} |")
    return rows + below


def tables() -> dict[str, list[str]]:
    """Give the lines that follow from the program, by the line of the README that they come after."""
    article = [f"| `{name}` | {f.wants} | {f.doc} |" for name, f in ARTICLE.items()]
    entities = []
    for kind, fields in {**ENTITIES, "relations": RELATION}.items():
        own = [f"`{n}`" for n in fields if n not in COMMON and n not in {"name", "aliases", "names"}]
        if own:
            entities.append(f"| {kind} | {', '.join(own)} |")
    commands = []
    for name in COMMANDS:
        sub = parser()._subparsers._group_actions[0].choices[name]
        usage = re.sub(r"\s+", " ", sub.format_usage().removeprefix("usage: ")).replace("[-h] ", "").strip()
        commands.append(f"- `{usage}`  \n  {sub.description}")
    return {
        "| field | what | |\n|---|---|---|\n": article,
        "| kind | fields |\n|---|---|\n": entities,
        "| setting | default | |\n|---|---|---|\n": settings(),
        "## Command line\n\n": commands,
    }


def fill(text: str) -> str:
    """Write the tables into the README's text."""
    for head, lines in tables().items():
        before, found, after = text.partition(head)
        assert found, head
        text = before + head + "\n".join(lines) + "\n\n" + after.partition("\n\n")[2]
    return text


HEAD = """# Every field

Of each kind of header, as the program reads it; [the README](../README.md) has those of an article at a glance, and
[editors.md](editors.md) tells how a text editor completes them. This page is made by the program: `python -m tests.cli.readme`.
"""


def fields() -> str:
    """Write docs/fields.md."""
    shared = ENTITIES["tags"]
    parts = [HEAD, *_section("An article", "articles", ARTICLE)]
    parts += _section("An earlier wording of a story", "earlier", {k: f for k, f in EARLIER.items() if k not in ARTICLE})
    parts[-1] += "\nBesides, it has all that an article has.\n"
    parts += _section("A page of the archive about itself", "pages", NOTE)
    parts += _section("A text about two countries", "relations", RELATION)
    parts += _section("Every profile", "…", shared)
    for t in TAXONOMIES:
        own = {k: f for k, f in ENTITIES[t.key].items() if k not in shared}
        if own:
            parts += _section(f"The profile of {'an' if t.singular[0] in 'aeiou' else 'a'} {t.singular}", t.key, own)
    return "".join(parts)


def _section(title: str, folder: str, of: Mapping[str, Field]) -> list[str]:
    rows = "".join(f"| `{name}`{' (required)' if f.required else ''} | {f.wants} | {f.doc} |\n" for name, f in of.items())
    within = "".join(row for name, f in of.items() for row in _within(name, f.read.schema))
    below = f"\n| of it | |\n|---|---|\n{within}" if within else ""
    return [f"\n## {title}\n\nIn `content/{folder}/`.\n\n| field | what | |\n|---|---|---|\n{rows}{below}"]


def _within(name: str, schema: Any, doc: str = "") -> Iterator[str]:
    """Give a row for each field within a field, and for each that takes one of a few words."""
    told = f"{doc} {_words(schema)}".strip()
    if told:
        yield f"| `{name}` | {told} |\n"
    parts = schema.get("anyOf", [schema])
    for part in [p["items"] for p in parts if "items" in p] or parts:
        for inner in part.get("anyOf", [part]):
            for key, of_it in inner.get("properties", {}).items():
                yield from _within(f"{name}.{key}", of_it, of_it["description"])


def _words(schema: Any) -> str:
    for part in (schema, *schema.get("anyOf", ())):
        if "enumDescriptions" in part:
            each = zip(part["enum"], part["enumDescriptions"], strict=True)
            return "; ".join(f"**{word}** {told.replace(';', ',')}" for word, told in each) + "."
        if "enum" in part:
            return f"One of: {', '.join(part['enum'])}."
    return ""


if __name__ == "__main__":
    README.write_text(fill(README.read_text("utf-8")), "utf-8")
    FIELDS.write_text(fields(), "utf-8")
