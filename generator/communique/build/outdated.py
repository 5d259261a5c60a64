"""Which pages must be rendered again, and why. Pure."""

from collections.abc import Iterable, Mapping

from communique.model.page import Copy, Page, Wanted
from communique.model.route import output_path
from communique.render.search import Bundle
from communique.store import Trace

REASONS: dict[str, str] = {
    "new": "it has not been made before",
    "missing": "its file is gone from the output folder",
    "altered": "its file was changed by something other than Communiqué",
    "data": "what it shows has changed",
    "theme": "its template, or one that it uses, has changed",
    "generator": "Communiqué itself or a setting has changed",
}
"""Every reason, with its sentence for people."""


def wanted(page: Page | Copy, theme: bytes = b"", generator: bytes = b"") -> Wanted:
    """Say how the file of a page should be."""
    return Wanted(output_path(page.route), page, page.digest, theme, generator)


def reason(want: Wanted, trace: Trace | None, stat: tuple[int, int] | None) -> str:
    """Give the reason for making a file again, or an empty text. `stat` is its size and modification time, if it is there."""
    if trace is None:
        return "new"
    if stat is None:
        return "missing"
    if trace.digest != want.digest:
        return "data"
    if trace.theme != want.theme:
        return "theme"
    if trace.generator != want.generator:
        return "generator"
    if stat != (trace.size, trace.mtime_ns):
        return "altered"
    return ""


def outdated(
    wants: Iterable[Wanted], traces: Mapping[str, Trace], stats: Mapping[str, tuple[int, int]]
) -> list[tuple[Wanted, str]]:
    """Give the files that must be made again, each with its reason."""
    found = []
    for w in wants:
        if why := reason(w, traces.get(w.path), stats.get(w.path)):
            found.append((w, why))
    return found


def stale(bundle: Bundle, traces: Mapping[str, Trace], stats: Mapping[str, tuple[int, int]]) -> bool:
    """Tell whether a bundle of the search index must be made again."""
    mine = [(p, t) for p, t in traces.items() if p.startswith(bundle.folder)]
    return not mine or any(t.digest != bundle.digest or stats.get(p) != (t.size, t.mtime_ns) for p, t in mine)
