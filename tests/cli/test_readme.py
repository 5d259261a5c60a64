"""What the README says is what the program does."""

import re
import shlex
import tomllib

from communique.cli import parser
from tests.cli.readme import FIELDS, README, fields, fill
from tests.conftest import REPOSITORY

TEXT = README.read_text("utf-8")


def test_its_tables_are_the_programs() -> None:
    assert fill(TEXT) == TEXT, "run: .venv/bin/python -m tests.cli.readme"


def test_the_page_of_all_fields_is_the_programs() -> None:
    assert FIELDS.read_text("utf-8") == fields(), "run: .venv/bin/python -m tests.cli.readme"


def test_every_make_target_that_it_names_is_there() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    for target in re.findall(r"\bmake ([a-z]+)", TEXT):
        if target not in {"and", "a"}:
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_communique_command_that_it_names_is_understood() -> None:
    found = re.findall(r"^ {4}(communique .+)$", TEXT, re.MULTILINE) + re.findall(
        r"`(communique (?:build|serve|check|new|init|explain)\b[^`\[\n]*)`", TEXT
    )
    assert len(found) >= 5
    for line in found:
        words = shlex.split(line, comments=True)[1:]
        if words[0] == "explain" and len(words) == 1:
            continue
        parser().parse_args(words)


def test_its_example_of_an_article_builds(tmp_path: object) -> None:
    from tests.conftest import Site

    site = Site(tmp_path / "site")
    example = re.search(r"```markdown\n(.*?)```", TEXT, re.DOTALL)
    assert example
    site.write("content/articles/2018/11/singapore.md", example[1])
    site.article("1956/10/joint-declaration")
    assert [i.code for i in site.build().issues] == ["no-sources"]


def test_every_file_and_address_that_it_names_is_there() -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        if not link.startswith("../"):
            assert (REPOSITORY / link).exists(), link


def test_the_settings_file_of_the_founding_archive_is_one_that_it_describes() -> None:
    for name in tomllib.loads((REPOSITORY / "site.toml").read_text()):
        assert f"`{name}`" in TEXT or f"`{name}." in TEXT
