"""Which files must be made again, and why. Pure."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from communique.build.standing import Differing, Stat
from communique.model.digest import Digest
from communique.model.page import Copy, Page, Wanted
from communique.model.route import output_path
from communique.store import Trace

if TYPE_CHECKING:
    from communique.render.search import Bundle

REASONS: dict[str, str] = {
    "new": "it has not been made before",
    "missing": "its file is gone from the output folder",
    "altered": "its file was changed by something other than Communiqué",
    "data": "what it shows has changed",
    "indexed": "a story in its part of the search index has changed",
    "theme": "its template, or one that it uses, has changed",
    "generator": "Communiqué itself or a setting has changed",
}
"""Every reason, with its sentence for people."""


class Suspect(msgspec.Struct, frozen=True, gc=False):
    """A file that may have to be made again; what it would show tells."""

    want: Wanted
    trace: Trace | None
    stat: Stat | None
    """How the file stands, if it is there."""

    def reason(self, digest: Digest) -> str:
        """Give the reason for making it, or an empty text; `digest` is what the page or the copy is now."""
        want, trace = self.want, self.trace
        if trace is None:
            return "new"
        if self.stat is None:
            return "missing"
        if trace.digest != digest:
            return "data"
        if trace.theme != want.theme:
            return "theme"
        if trace.generator != want.generator:
            return "generator"
        if self.stat != (trace.size, trace.mtime_ns):
            return "altered"
        return ""


def wanted(item: Page | Copy, theme: bytes = b"", generator: bytes = b"", path: str = "") -> Wanted:
    """Say how the file of a page should be."""
    return Wanted(path or output_path(item.route), item, theme, generator)


def suspects(wants: Iterable[Wanted], traces: Mapping[str, Trace], differing: Differing) -> list[Suspect]:
    """Give the files that may have to be made again: all but those of which everything that matters is as it was."""
    found = []
    for w in wants:
        t, key, path = traces.get(w.path), w.item.key, w.path
        if t is None:
            found.append(Suspect(w, None, None))
        elif path in differing:
            found.append(Suspect(w, t, differing[path]))
        elif not key or key != t.key or w.theme != t.theme or w.generator != t.generator:
            found.append(Suspect(w, t, (t.size, t.mtime_ns)))
    return found


def stale(bundle: "Bundle", traces: Mapping[str, Trace], differing: Differing) -> bool:
    """Tell whether a bundle of the search index must be made again."""
    mine = [(p, t) for p, t in traces.items() if p.startswith(bundle.folder)]
    return not mine or any(t.digest != bundle.digest or p in differing for p, t in mine)
