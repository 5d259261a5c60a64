"""A pack that was removed stayed open, and what was later written under its name was read from the old one."""

from pathlib import Path

import pytest

from communique import store as stores
from communique.store import Store
from communique.store.bodies import Bodies
from tests.conftest import Site, assert_as_clean


def keep(store: Store, digest: bytes, text: str) -> None:
    """Keep a text as the parser does, which has the packs open for itself."""
    bodies = Bodies(store.path)
    (place,) = bodies.keep("main", [text])
    bodies.close()
    store.keep_parsed([(digest, b"", place)])


def test_a_text_is_read_from_the_pack_that_it_was_written_to(tmp_path: Path) -> None:
    with Store(tmp_path / "x.sqlite") as store:
        keep(store, b"1", "<p>Before.</p>")
        assert store.body(b"1") == "<p>Before.</p>"
        store.forget_parsed()
        keep(store, b"2", "<p>And after.</p>")
        assert store.body(b"2") == "<p>And after.</p>"


def test_texts_that_are_needed_no_more_are_left_behind(small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "SMALL", 0)
    for n in range(30):
        small.article("2018/11/singapore", f"Number {n}. " * 500, countries="Russia, Japan")
        assert not small.build().failed
    packs = list((small.folder / ".communique").glob("*-bodies-*"))
    assert sum(p.stat().st_size for p in packs) < 3 * len(f"Number {n}. " * 500)
    small.write("templates/article.html", "<p>{{ texts[0] }}</p>")
    small.build()
    assert_as_clean(small, tmp_path)


def test_packing_anew_reads_and_writes_in_one_open_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "SMALL", 0)
    with Store(tmp_path / "x.sqlite") as store:
        for n in range(5):
            keep(store, b"1", f"<p>{n}</p>")
        store.repack()
        keep(store, b"2", "<p>new</p>")
        assert (store.body(b"1"), store.body(b"2")) == ("<p>4</p>", "<p>new</p>")
        assert len(store.bodies.packs()) == 2
