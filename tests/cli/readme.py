"""The README's tables, as the program has them: `python -m tests.cli.readme` writes them, and a test compares."""

import ast
import inspect
import itertools
import re
from pathlib import Path
from typing import get_args, get_origin

import msgspec

from communique.cli import COMMANDS, parser
from communique.model import config
from communique.source.schema import ARTICLE, COMMON, ENTITIES, RELATION

README = Path(__file__).parent.parent.parent / "README.md"


def docs(struct: type) -> dict[str, str]:
    """Give the text below each attribute of a class."""
    body = ast.parse(inspect.getsource(struct)).body[0].body
    return {
        a.target.id: " ".join(inspect.cleandoc(d.value.value).split())
        for a, d in itertools.pairwise(body)
        if isinstance(a, ast.AnnAssign) and isinstance(d, ast.Expr)
    }


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
                else f"`{value}`"
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


if __name__ == "__main__":
    README.write_text(fill(README.read_text("utf-8")), "utf-8")
