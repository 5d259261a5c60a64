"""The JSON Schemas of headers and settings agree with how these are read.

A header is looked at as an editor's language server sees it: as YAML 1.2, where `1956` is a number and `NO` a word.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import jsonschema
import yaml

from communique.archive.polities import polities
from communique.source import frontmatter, json_schema, schema, settings
from tests.conftest import REPOSITORY
from tests.stress.grow import odd

CASES = REPOSITORY / "tests/errors/cases"
SAID_BY_SCHEMAS = {
    "bad-alias", "bad-language", "bad-point", "bad-script", "bad-slug", "bad-url", "empty-item", "missing-field",
    "no-article", "not-a-code", "not-a-date", "not-a-time", "unknown-field", "unknown-word", "wrong-type",
}  # fmt: skip
"""Faults of one value in one place. Others are between values, between files, or in what a word means."""


BEYOND = {
    "alias-bidi", "alias-line-separator",  # characters that cannot be seen
    "alias-long", "slug-long",
    "alias-percent-dots", "alias-percent-latin-1", "alias-percent-newline", "alias-percent-query", "alias-percent-root",
    "calendar-bad-figures",  # the Julian calendar
    "date-no-such-day", "edtf-day-31", "edtf-day-in-interval", "time-day-in-moment", "notes-date-no-date",
    "edtf-unknown-century",
    "earlier-of-no-article", "notes-basis-no-article",  # a file that is there, and no article
    "url-bracket", "url-port",
}  # fmt: skip
"""Cases whose fault no pattern tells: what a calendar, an escape or another file has to say."""


class Yaml12(yaml.CSafeLoader):
    """Reads plain scalars by the core schema of YAML 1.2."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), [*first, ""])


@cache
def validator(name: str) -> Any:
    names = {"country": sorted(p.name for p in polities("en")), "person": ["Shinzo Abe"]}
    made = json_schema.make(name, names, "https://archive.example/")
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


FOLDERS = {form.files.split("/")[1]: name for name, form in json_schema.forms().items()}


def headers(site: Path) -> Iterator[tuple[str, set[str], list[str]]]:
    """Give each header that can be read: where, the codes of its errors, and what the schema has against it."""
    for file in sorted(site.glob("content/*/**/*.md")):
        if not file.is_file():
            continue
        path = file.relative_to(site).as_posix()
        name = FOLDERS.get(path.split("/")[1])
        text = file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
        header = frontmatter.read(path, text)
        if name is None or not isinstance(header, frontmatter.Header) or header.issues:
            continue
        codes = {i.code for i in schema.document(path, header, b"", ZoneInfo("UTC"))[1] if i.severity == "error"}
        data = yaml.load(re.split(r"^---[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)[1], Yaml12) or {}
        against = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator(name).iter_errors(data)]
        yield f"{site.name}/{path}", codes, against


def agree(site: Path) -> tuple[int, list[str]]:
    """Count the headers of a site, and tell where schema and reading differ."""
    differ, count = [], 0
    for where, codes, against in headers(site):
        count += 1
        if against and not codes:
            differ.append(f"{where} is fine, and the schema says {against}")
        if codes & SAID_BY_SCHEMAS and not against:
            differ.append(f"{where} has {codes}, and the schema says nothing")
    return count, differ


def test_every_header_of_the_founding_archive_agrees() -> None:
    count, differ = agree(REPOSITORY)
    assert differ == []
    assert count > 100


def test_every_header_of_the_site_of_odd_data_agrees(tmp_path: Path) -> None:
    count, differ = agree(odd(tmp_path / "site"))
    assert differ == []
    assert count > 100


def test_every_header_of_the_cases_of_faults_agrees_as_far_as_one_value_can_tell() -> None:
    differ = [line for case in sorted(CASES.iterdir()) for line in agree(case)[1]]
    assert [line for line in differ if line.split("/")[0] not in BEYOND] == []
    assert {line.split("/")[0] for line in differ} == BEYOND, "say more of these, or fewer"
    refused = [where for case in CASES.iterdir() for where, codes, against in headers(case) if codes and against]
    assert len(refused) > 60


def test_every_settings_file_agrees() -> None:
    said = {"bad-language", "missing-setting", "out-of-range", "unknown-setting", "unknown-word", "wrong-type"}
    found = 0
    for file in [REPOSITORY / "site.toml", *sorted(CASES.glob("*/site.toml"))]:
        try:
            data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
        except (ValueError, RecursionError):
            continue
        codes = {i.code for i in settings.load(file.parent)[1]}
        against = [e.message for e in validator("site").iter_errors(data)]
        found += bool(against)
        assert codes or not against, (file, against)
        assert against or not codes & said, (file, codes)
    assert found > 8


def test_every_field_is_told_and_every_word_of_roles_and_the_like_means_something() -> None:
    def look(part: Any) -> None:
        if isinstance(part, dict):
            for name, field in part.get("properties", {}).items():
                assert field["description"].endswith("."), name
            if "enumDescriptions" in part:
                assert len(part["enum"]) == len(part["enumDescriptions"]) and all(part["enumDescriptions"])
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    for name in json_schema.NAMES:
        look(validator(name).schema)


def test_names_are_proposed_and_others_are_not_refused() -> None:
    article = {"title": "A", "date": "2019-01-22"}
    assert "Japan" in validator("article").schema["$defs"]["country"]["anyOf"][0]["enum"]
    assert validator("article").is_valid({**article, "countries": ["Japan", {"country": "Ruritania", "role": "host"}]})
    assert not validator("article").is_valid({**article, "countries": [{"country": "Japan", "role": "hots"}]})
