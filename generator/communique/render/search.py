"""The search index, by Pagefind, in bundles by period: each is made again only when one of its stories has changed."""

import contextlib
import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import cbor2
import msgspec

from communique.model.digest import Digest, digest_bytes
from communique.model.page import Page, Wanted
from communique.render.pagefind import Pagefind


class Bundle(msgspec.Struct, frozen=True):
    """One part of the index."""

    folder: str
    """In the output folder, with a slash at its end."""
    pages: tuple[str, ...]
    """The files that it covers."""
    digest: Digest


def bundles(files: Sequence[Wanted], digest: Callable[[str], Digest]) -> list[Bundle]:
    """Group the story pages by the periods of their bundles, as the search page names them; `digest` knows each by its path."""
    search = next((f.item for f in files if isinstance(f.item, Page) and f.item.kind == "search"), None)
    if search is None:
        return []
    periods = search.context.periods  # type: ignore[attr-defined]
    grouped: dict[str, list[Wanted]] = {route: [] for _, _, route in periods}
    for f in files:
        if isinstance(f.item, Page) and f.item.kind == "article":
            year = int(f.path[:4])
            route = next(r for first, last, r in periods if first <= year <= last)
            grouped[route].append(f)
    return [
        Bundle(
            route[1:],
            tuple(f.path for f in mine),
            digest_bytes(*(part for f in mine for part in (f.path.encode(), digest(f.path), f.theme, f.generator))),
        )
        for route, mine in grouped.items()
        if mine
    ]


TOGETHER = 2_000
"""Pages in a bundle up to which several are made at a time: Pagefind takes about 200 kB for each, until its bundle is made."""


def indexes(bundles: Sequence[Bundle], where: Callable[[str], str], jobs: int) -> Iterator[tuple[Bundle, dict[str, bytes]]]:
    """Index each bundle's pages, each to be found at `where(path)`; give the files of its index, by their paths inside it.

    Raises SearchError.
    """
    if max(len(b.pages) for b in bundles) > TOGETHER:
        jobs = 1
    with ThreadPoolExecutor(jobs) as threads, contextlib.ExitStack() as running:
        programs = SimpleQueue[Pagefind]()
        for _ in range(min(jobs, len(bundles))):
            programs.put(running.enter_context(Pagefind()))

        def made(bundle: Bundle) -> tuple[Bundle, dict[str, bytes]]:
            pagefind = programs.get()
            try:
                files = pagefind.index((path, Path(where(path)).read_text("utf-8")) for path in bundle.pages)
            finally:
                programs.put(pagefind)
            ours = {p: data for p, data in files.items() if not p.startswith(_ITS_OWN_FACE)}
            return bundle, _in_order(ours, bundle.folder.rstrip("/").rpartition("/")[2])

        yield from threads.map(made, bundles)


_ITS_OWN_FACE = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
"""Pagefind's own interface, which the search page does without."""
_MAGIC = b"pagefind_dcd"
"""What Pagefind puts before the CBOR (RFC 8949) in its compressed files."""
_BEGINNING = 2
"""A chunk of the index begins with so many letters of its first word. Pagefind 1.5 reads the chunk into whose range a word
falls, and not the next one, though it may begin with longer forms: where `minister` ended a chunk, `ministry` was not found."""
_CARD = "card"
"""What lists show of a story is given to Pagefind as a filter, since the words of other data would be found in a search. It
chooses no story, and so it is taken out, and stays with each story's fragment alone: see templates/macros/found.html."""
_LAST = "\U0010ffff"
"""Greater than every letter. Pagefind cuts a chunk's last word to what tells it from the next chunk's first."""


def _in_order(files: dict[str, bytes], bundle: str) -> dict[str, bytes]:
    """Put the index of a bundle into one order, so that the same pages give the same bytes, and mend what merging needs.

    Pagefind 1.5 writes the values of a filter, and the filters, in the order of a hash map, which is another in each run
    (Pagefind issue 638); the files' names follow from their contents, and the entry names the first of them.

    A fragment's name, which is a result's id in the browser, begins with the name of its bundle: see static/search.js.
    """
    entry = json.loads(files["pagefind-entry.json"])
    for language in entry["languages"].values():
        meta_path = f"pagefind.{language['hash']}.pf_meta"
        version, pages, chunks, filters, sorts, fields, *rest = _unpack(files.pop(meta_path))
        renamed = []
        for name, hash_ in sorted(filters):
            title, values = _unpack(files.pop(f"filter/{hash_}.pf_filter"))
            data = _pack([title, sorted(values)])
            new = _hash(hash_, data)
            if name != _CARD:
                files[f"filter/{new}.pf_filter"] = data
                renamed.append([name, new])
        for page in pages:
            data = files.pop(f"fragment/{page[0]}.pf_fragment")
            page[0] = f"{bundle}_{page[0]}"
            files[f"fragment/{page[0]}.pf_fragment"] = data
        chunks = [[first[:_BEGINNING], last + _LAST, hash_] for first, last, hash_ in chunks]
        data = _pack([version, pages, chunks, renamed, sorted(sorts), fields, *rest])
        language["hash"] = _hash(language["hash"], data)
        files[f"pagefind.{language['hash']}.pf_meta"] = data
    entry["languages"] = dict(sorted(entry["languages"].items()))
    files["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(files.items()))


def _unpack(data: bytes) -> Any:
    return cbor2.loads(gzip.decompress(data).removeprefix(_MAGIC))


def _pack(value: object) -> bytes:
    return gzip.compress(_MAGIC + cbor2.dumps(value), mtime=0)


def _hash(like: str, data: bytes) -> str:
    """Name contents as Pagefind does: the language, and a digest of the same length."""
    language, _, digits = like.rpartition("_")
    return f"{language}_{digest_bytes(data).hex()[: len(digits)]}"
