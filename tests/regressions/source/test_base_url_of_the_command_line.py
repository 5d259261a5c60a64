"""A bad `--base-url` was blamed on a line of `site.toml` that is fine."""

from pathlib import Path

import pytest

from communique.source.settings import load

TOML = 'title = "An archive"\nbase_url = "https://archive.example/"\n'


@pytest.mark.parametrize("given", ["foo", "https://a.example/?x", "https://a.example/\n", "https:///x"])
def test_the_option_is_blamed(tmp_path: Path, given: str) -> None:
    (tmp_path / "site.toml").write_text(TOML)
    config, [issue] = load(tmp_path, base_url=given)
    assert config is None
    assert (issue.path, issue.line, issue.column) == ("--base-url", 0, 0)


def test_what_is_said(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text(TOML + "page_size = 0\n")
    _, issues = load(tmp_path, base_url="foo")
    assert [str(i) for i in issues] == [
        "--base-url: 'foo' is not a web address. Write it as https://archive.example/.",
        "site.toml:3:1: page_size: must be at least 1. It is 50 where it is not given.",
    ]


@pytest.mark.parametrize("toml", [TOML, 'title = "An archive"\n', 'title = "An archive"\nbase_url = "foo"\n'])
def test_a_good_one_takes_the_place_of_any_in_the_file(tmp_path: Path, toml: str) -> None:
    (tmp_path / "site.toml").write_text(toml)
    config, issues = load(tmp_path, base_url="https://b.example/x")
    assert issues == []
    assert config is not None
    assert config.base_url == "https://b.example/x/"
