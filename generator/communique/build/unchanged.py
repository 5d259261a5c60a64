"""Seeing that nothing has changed, without loading anything: no article, no template, no library that makes pages.

A build leaves a note of all that it depended on: the stamps of every file in the site's folder and the theme, the program, the
command line, and the span of time in which the same stories are due. Where the note still holds and every output file stands
as it was written, there is nothing to do.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from communique.build.standing import Standing
from communique.model.digest import Digest, digest_bytes
from communique.model.issue import Issue
from communique.model.theme import PACKAGE, shipped
from communique.source.scan import SourceFile, scan
from communique.store import Store


class Note(msgspec.Struct, frozen=True, array_like=True):
    """What a build left to be known by."""

    inputs: Digest
    since: int | None
    """The latest publication among what is shown, in seconds since 1970 UTC: before it, less would be shown."""
    until: int | None
    """The next publication that is held back for its date."""
    pages: int
    planned: int
    issues: tuple[Issue, ...]

    def holds(self, inputs: Digest, now: int) -> bool:
        """Tell whether a build at `now` would see the same."""
        began = self.since is None or self.since <= now
        return self.inputs == inputs and began and (self.until is None or now < self.until)


_KEY = "unchanged"


LIBRARIES = (
    *("babel", "cbor2", "edtf", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pagefind-bin"),
    *("python-frontmatter", "pyyaml", "rcssmin", "resvg-py", "tzdata"),
)
"""Those that shape the output."""


@lru_cache(maxsize=1)
def code_digest() -> Digest:
    """Give the digest of the program: its own files, and the libraries that shape its output."""
    parts = []
    for directory, below, names in os.walk(PACKAGE):
        below[:] = sorted(d for d in below if d not in {"theme", "__pycache__"})
        for name in sorted(names):
            if name.endswith((".py", ".toml", ".mo", ".html", ".ttf")):
                path = os.path.join(directory, name)
                with open(path, "rb") as f:
                    parts.append(path[len(str(PACKAGE)) :].encode() + b"\0" + f.read())
    return digest_bytes(*parts, *libraries(), sys.version.encode())


def libraries() -> list[bytes]:
    """Give names and versions as the folders of their metadata bear them; to ask `importlib.metadata` takes 15 ms.

    The first of a name on the path counts, as in an import (the format: PyPA, recording installed projects).
    """
    found: dict[str, str] = {}
    for place in sys.path:
        with contextlib.suppress(OSError):
            for entry in sorted(os.listdir(place or ".")):
                name, dash, release = entry.removesuffix(".dist-info").rpartition("-")
                name = name.lower().replace("_", "-").replace(".", "-")
                if dash and entry.endswith(".dist-info") and name in LIBRARIES:
                    found.setdefault(name, release)
    return [f"{name} {found.get(name) or _asked(name)}".encode() for name in LIBRARIES]


def _asked(library: str) -> str:
    from importlib.metadata import version

    return version(library)


def themes() -> tuple[Path, ...]:
    """Give the folders of the shipped theme."""
    return shipped("templates"), shipped("static")


def theme_files(folder: Path) -> Iterable[tuple[str, os.stat_result]]:
    """Give every file below a folder of templates or static files, with its state, sorted."""
    found = []
    for directory, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(directory, name)
            try:
                found.append((path, os.stat(path)))
            except OSError:
                continue
    return sorted(found)


class Seen(msgspec.Struct, frozen=True):
    """A site's files as a build sees them before it reads any: what is written after that is for the next build to see."""

    files: list[SourceFile]
    """In `content/`."""
    issues: list[Issue]
    started_ns: int
    """When the looking began, in nanoseconds since 1970 UTC."""
    inputs: Digest | None
    """Of all that a build depends on but the clock; None where a file is too new for its stamp to be trusted."""


def look(site: Path, options: bytes) -> Seen:
    """Look at a site, the theme and the program."""
    started_ns = time.time_ns()
    files_, issues = scan(site, "content")
    parts = [options, code_digest(), msgspec.msgpack.encode(files_)]
    times = [t for f in files_ for t in (f.mtime_ns, f.ctime_ns)]
    others = []
    with contextlib.suppress(OSError):
        others.append((str(site / "site.toml"), os.stat(site / "site.toml")))
    for folder in (site / "templates", site / "static", *themes()):
        others += theme_files(folder)
    for path, s in others:
        parts.append(repr((path, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino)).encode())
        times += (s.st_mtime_ns, s.st_ctime_ns)
    return Seen(files_, issues, started_ns, digest_bytes(*parts) if all_settled(times, started_ns) else None)


_LONG_NS = 2_100_000_000
_SHORT_NS = 100_000_000


def all_settled(times_ns: Iterable[int], seen_ns: int) -> bool:
    """Tell whether files with these times, looked at from `seen_ns` on, cannot be written again without their times changing.

    File systems count time in ticks of up to 10 ms; those that keep whole or even seconds show it by their zeros.
    """
    late = [t for t in times_ns if t > seen_ns - _LONG_NS]
    return all(t + (_SHORT_NS if t % 1_000_000_000 else _LONG_NS) < seen_ns for t in late)


def leave_note(store: Store, note: Note) -> None:
    """Leave a build's note."""
    store.keep_setting(_KEY, msgspec.msgpack.encode(note))


def remove_note(store: Store) -> None:
    """Remove the note, before anything is changed."""
    store.keep_setting(_KEY, b"")


def unchanged(seen: Seen, standing: Standing, store: Store, now: int) -> Note | None:
    """Give the last build's note where a build now would do nothing, else None."""
    data = store.setting(_KEY)
    if not data or seen.issues or seen.inputs is None:
        return None
    try:
        note = msgspec.msgpack.decode(data, type=Note)
    except msgspec.MsgspecError:
        return None
    if not note.holds(seen.inputs, now):
        return None
    return None if standing.differing(store.written) else note
