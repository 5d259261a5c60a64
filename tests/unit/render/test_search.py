"""The index as Pagefind makes it, and what is mended in it."""

import base64
import gzip
import json
from pathlib import Path

import pytest

from communique.render import search
from communique.render.pagefind import SearchError


def test_longer_forms_of_a_word_are_read_with_it_and_a_result_names_its_bundle(tmp_path: Path) -> None:
    pages = tuple(f"2010/01/{n}/index.html" for n in range(10))
    for page in pages:
        (tmp_path / page).parent.mkdir(parents=True)
        (tmp_path / page).write_text(f"<html lang=en><body>{'minister ' * 2500} ministry abroad visit")
    [(_, files)] = search.indexes([search.Bundle("pagefind/2010-2019/", pages, b"")], lambda path: str(tmp_path / path), 1)
    found, chunks = search._unpack(next(data for path, data in files.items() if path.endswith(".pf_meta")))[1:3]
    words = [[word for word, *_ in search._unpack(files[f"index/{name}.pf_index"])[0]] for *_, name in chunks]
    assert words == [["abroad", "minist"], ["ministri", "visit"]]
    for word, read in (("minist", [True, True]), ("mi", [True, True]), ("abroad", [True, False]), ("visit", [False, True])):
        assert [first <= word <= last for first, last, _ in chunks] == read
    assert all(f"fragment/{name}.pf_fragment" in files and name.startswith("2010-2019_") for name, _ in found)
    assert len(found) == len(pages)


def test_what_lists_show_of_a_story_stays_with_it_and_is_neither_a_filter_nor_found(tmp_path: Path) -> None:
    card = "<div hidden data-pagefind-ignore data-pagefind-filter='card[data-card]' data-card='{\"when\": \"quagga\"}'></div>"
    (tmp_path / "page").write_text(f"<html lang=en><body><h1>Talks</h1>{card}<i data-pagefind-filter=tag>peace</i>", "utf-8")
    [(_, files)] = search.indexes([search.Bundle("pagefind/all/", ("page",), b"")], lambda path: str(tmp_path / path), 1)
    meta = search._unpack(next(data for path, data in files.items() if path.endswith(".pf_meta")))
    assert [name for name, _ in meta[3]] == ["tag"]
    assert len([path for path in files if path.startswith("filter/")]) == 1
    assert not [path for path, data in files.items() if path.startswith("index/") and "quagga" in str(search._unpack(data))]
    [fragment] = [data for path, data in files.items() if path.startswith("fragment/")]
    kept = json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))
    assert json.loads(kept["filters"]["card"][0]) == {"when": "quagga"}


def test_bundles_made_at_once_are_each_as_if_made_alone(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / name).write_text(f"<html lang=en><body><h1>{name * 3}</h1> A note of the ministry.", "utf-8")
    bundles = [search.Bundle(f"pagefind/{name}/", (name,), b"") for name in "abcd"]
    several = list(search.indexes(bundles, lambda path: str(tmp_path / path), 3))
    assert several == [made for b in bundles for made in search.indexes([b], lambda path: str(tmp_path / path), 1)]
    assert [b.folder for b, _ in several] == ["pagefind/a/", "pagefind/b/", "pagefind/c/", "pagefind/d/"]


def test_what_pagefind_says_when_it_fails_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page").write_text("<html><body>A note.", "utf-8")
    program = tmp_path / "pagefind"
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)

    def fails(script: str) -> str:
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
        with pytest.raises(SearchError) as e:
            list(search.indexes([search.Bundle("pagefind/all/", ("page",), b"")], lambda path: str(tmp_path / path), 2))
        return str(e.value)

    said = "the search index cannot be made. Pagefind says: "
    assert fails("echo 'out of memory' >&2; exit 3") == said + "out of memory"
    assert fails("exit 3") == said + "exit status 3"
    error = base64.b64encode(b'{"message_id": 1, "payload": {"type": "Error", "message": "no such index"}}').decode()
    assert fails(f"printf '%s,' {error}; cat >/dev/null") == said + "no such index"
    program.unlink()
    with pytest.raises(SearchError, match="No such file"):
        list(search.indexes([search.Bundle("pagefind/all/", ("page",), b"")], lambda path: str(tmp_path / path), 1))
