"""Seeing that nothing has changed, without loading anything: no article, no template, no library that makes pages.

A build leaves a note of all that it depended on: the stamps of every file in the site's folder and the theme, the program, the
command line, and the span of time in which the same stories are due. Where the note still holds and every output file stands
as it was written, there is nothing to do.
"""

import os
import sys
import time
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec

from communique.model.digest import Digest, digest_bytes
from communique.model.issue import Issue
from communique.model.theme import shipped
from communique.source.scan import SourceFile, scan
from communique.store import Store, Trace


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
    *("python-frontmatter", "pyyaml", "tzdata"),
)
"""Those that shape the output."""


@lru_cache(maxsize=1)
def code_digest() -> Digest:
    """Give the digest of the program: its own files, and the libraries that shape its output."""
    package = Path(str(files("communique")))
    parts = []
    for directory, below, names in os.walk(package):
        below[:] = sorted(d for d in below if d not in {"theme", "__pycache__"})
        for name in sorted(names):
            if name.endswith((".py", ".toml", ".mo", ".html")):
                path = os.path.join(directory, name)
                with open(path, "rb") as f:
                    parts.append(path[len(str(package)) :].encode() + b"\0" + f.read())
    libraries = [f"{name} {version(name)}".encode() for name in LIBRARIES]
    return digest_bytes(*parts, *libraries, sys.version.encode())


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


def inputs_digest(site: Path, content: Iterable[SourceFile], themes: Iterable[Path], options: bytes) -> Digest | None:
    """Digest all that a build depends on but the clock; None where a file is too new for its stamp to be trusted."""
    started = time.time_ns()
    parts = [options, code_digest()]
    newest = 0
    for f in content:
        parts.append(repr((f.path, f.stamp)).encode())
        newest = max(newest, _settled_at(f.mtime_ns), _settled_at(f.ctime_ns))
    others = [(str(site / "site.toml"), os.stat(site / "site.toml"))]
    for folder in (site / "templates", site / "static", *themes):
        others += theme_files(folder)
    for path, s in others:
        parts.append(repr((path, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino)).encode())
        newest = max(newest, _settled_at(s.st_mtime_ns), _settled_at(s.st_ctime_ns))
    return digest_bytes(*parts) if newest < started else None


def _settled_at(written_ns: int) -> int:
    """Give the time after which a file written at `written_ns` cannot be written again without its time changing.

    File systems count time in ticks of up to 10 ms; those that keep whole or even seconds show it by their zeros.
    """
    return written_ns + (2_100_000_000 if written_ns % 1_000_000_000 == 0 else 100_000_000)


def settled(f: SourceFile, started_ns: int) -> bool:
    """Tell whether a file's stamp, taken at `started_ns`, would change with every later write."""
    return max(_settled_at(f.mtime_ns), _settled_at(f.ctime_ns)) < started_ns


def leave_note(store: Store, note: Note) -> None:
    """Leave a build's note."""
    store.keep_setting(_KEY, msgspec.msgpack.encode(note))


def remove_note(store: Store) -> None:
    """Remove the note, before anything is changed."""
    store.keep_setting(_KEY, b"")


def unchanged(site: Path, output: Path, store: Store, themes: Iterable[Path], options: bytes, now: int) -> Note | None:
    """Give the last build's note where a build now would do nothing, else None."""
    data = store.setting(_KEY)
    if not data:
        return None
    try:
        note = msgspec.msgpack.decode(data, type=Note)
    except msgspec.MsgspecError:
        return None
    try:
        scanned, issues = scan(site, "content")
        inputs = inputs_digest(site, scanned, themes, options)
    except OSError:
        return None
    if issues or inputs is None or not note.holds(inputs, now):
        return None
    traces = store.traces()
    if stats(output, traces) != {p: (t.size, t.mtime_ns) for p, t in traces.items()}:
        return None
    return note


def stats(output: Path, paths: Iterable[str] | dict[str, Trace]) -> dict[str, tuple[int, int]]:
    """Give size and modification time of the output files that are there."""
    found = {}
    top = str(output)
    for path in paths:
        try:
            s = os.stat(f"{top}/{path}", follow_symlinks=False)
        except OSError:
            continue
        found[path] = (s.st_size, s.st_mtime_ns)
    return found
