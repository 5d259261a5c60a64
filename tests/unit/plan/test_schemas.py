"""`/schema/`: what the served schemas name, and what they must not."""

import json
from typing import Any

import pytest

from communique.plan import schemas
from communique.source import json_schema
from tests.conftest import SETTINGS, Site, assert_as_clean, files


def proposed(site: Site, kind: str) -> list[str]:
    shared: dict[str, Any] = json.loads(site.read("schema/article.json"))["$defs"]
    return shared[kind]["anyOf"][0].get("enum", [])


def test_they_name_what_the_archive_knows_and_nothing_held_back(small: Site, tmp_path: Any) -> None:
    small.article("2099/01/later", people="[Quentin Quokka]")
    small.write("content/places/atlantis.md", "---\nname: Atlantis\nstatus: draft\n---\n")
    assert not small.build().failed
    assert proposed(small, "person") == ["Ichiro Hatoyama", "Shinzo Abe", "Vladimir Putin", "Yakov Malik"]
    assert proposed(small, "tag") == ["peace treaty", "talks"]
    assert {"Japan", "Soviet Union", "Mexico"} <= set(proposed(small, "country"))
    served = b"".join(data for path, data in files(small.output).items() if path.startswith("schema/"))
    for held in (b"secret", b"Quokka", b"Atlantis", b"quagga"):
        assert held not in served
    small.article("2019/05/new", people="[Taro Kono]")
    small.build()
    assert "Taro Kono" in proposed(small, "person")
    assert_as_clean(small, tmp_path)


def test_there_is_one_for_each_kind_of_file_with_its_own_address(small: Site) -> None:
    small.write("site.toml", SETTINGS.replace("archive.example/", "archive.example/below/"))
    small.build()
    assert sorted(p.stem for p in (small.output / "schema").iterdir()) == sorted(json_schema.NAMES)
    for name in json_schema.NAMES:
        assert json.loads(small.read(f"schema/{name}.json"))["$id"] == f"https://archive.example/below/schema/{name}.json"


def test_they_can_be_switched_off(small: Site) -> None:
    small.write("site.toml", SETTINGS + "[pages]\nschema = false\n")
    small.build()
    assert not (small.output / "schema").exists()


def test_of_very_many_names_those_with_the_most_stories_are_proposed(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "MOST", 2)
    small.article("2018/12/again", people="[Shinzo Abe, Vladimir Putin]")
    small.build()
    assert proposed(small, "person") == ["Shinzo Abe", "Vladimir Putin"]
