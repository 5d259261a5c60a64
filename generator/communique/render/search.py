"""The search index, by Pagefind, in bundles by period: each is made again only when one of its stories has changed."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from communique.model.digest import Digest, digest_bytes
from communique.model.page import Page, Wanted
from communique.store import Trace


class SearchError(Exception):
    """Pagefind failed; the message is what it said."""


class Bundle(msgspec.Struct, frozen=True):
    """One part of the index."""

    folder: str
    """In the output folder, with a slash at its end."""
    pages: tuple[str, ...]
    """The files that it covers."""
    digest: Digest

    def outdated(self, traces: Mapping[str, Trace], stats: Mapping[str, tuple[int, int]]) -> bool:
        """Tell whether it must be made again."""
        mine = [(p, t) for p, t in traces.items() if p.startswith(self.folder)]
        return not mine or any(
            t.digest != self.digest or stats.get(p) != (t.size, t.mtime_ns)
            for p, t in mine
        )


def bundles(files: Sequence[Wanted]) -> list[Bundle]:
    """Group the story pages by the periods of their bundles, as the search page names them."""
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
            digest_bytes(*(part for f in mine for part in (f.path.encode(), f.digest, f.theme, f.generator))),
        )
        for route, mine in grouped.items()
        if mine
    ]


def index(pages: Sequence[str], where: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Index pages, each to be found at `where(path)`; give each file of the index, by its path inside it.

    Raises SearchError.
    """
    from pagefind_bin import get_executable

    with tempfile.TemporaryDirectory(prefix="communique-search-") as temporary:
        site, out = Path(temporary, "site"), Path(temporary, "out")
        for page in pages:
            (site / page).parent.mkdir(parents=True, exist_ok=True)
            os.symlink(os.path.abspath(where(page)), site / page)
        done = subprocess.run(  # noqa: S603 - the program that the package brings, with our own arguments
            [get_executable(), "--site", site, "--output-path", out, "--quiet"],
            capture_output=True,
            text=True,
            check=False,
            cwd=temporary,
        )
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip() or f"exit status {done.returncode}").splitlines()
            raise SearchError(f"the search index cannot be made. Pagefind says: {said[0].strip()}")
        for file in sorted(out.rglob("*")):
            if file.is_file():
                yield file.relative_to(out).as_posix(), file.read_bytes()
