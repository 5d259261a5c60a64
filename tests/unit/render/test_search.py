"""The index as Pagefind makes it, and what is mended in it."""

from pathlib import Path

from communique.render import search


def test_longer_forms_of_a_word_are_read_with_it_and_a_result_names_its_bundle(tmp_path: Path) -> None:
    pages = tuple(f"2010/01/{n}/index.html" for n in range(10))
    for page in pages:
        (tmp_path / page).parent.mkdir(parents=True)
        (tmp_path / page).write_text(f"<html lang=en><body>{'minister ' * 2500} ministry abroad visit")
    files = search.index(search.Bundle("pagefind/2010-2019/", pages, b""), lambda path: str(tmp_path / path))
    found, chunks = search._unpack(next(data for path, data in files.items() if path.endswith(".pf_meta")))[1:3]
    words = [[word for word, *_ in search._unpack(files[f"index/{name}.pf_index"])[0]] for *_, name in chunks]
    assert words == [["abroad", "minist"], ["ministri", "visit"]]
    for word, read in (("minist", [True, True]), ("mi", [True, True]), ("abroad", [True, False]), ("visit", [False, True])):
        assert [first <= word <= last for first, last, _ in chunks] == read
    assert all(f"fragment/{name}.pf_fragment" in files and name.startswith("2010-2019_") for name, _ in found)
    assert len(found) == len(pages)
