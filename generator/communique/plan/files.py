"""Files in `content/` that texts and headers name: which is meant, and what to say where there is none."""

import posixpath
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from communique.archive.archive import Archive
from communique.archive.pairs import Pair
from communique.model.config import Config
from communique.model.digest import Digest
from communique.model.issue import Issue, Severity, nearest

MAX_SEARCHES = 50
"""Near names that are looked for in one run."""
RUNS = frozenset({"htm", "html", "js", "mjs", "shtml", "svg", "svgz", "xht", "xhtml", "xml", "xsl", "xslt"})
"""Endings of files that a browser would run as a part of the site."""

_MARKS = str.maketrans({"%": "%25", "#": "%23", "?": "%3F"})


def address(route: str) -> str:
    """Give the address of a route: what marks a fragment, a query or an escape there is none in a route itself."""
    return route.translate(_MARKS)


class Place(NamedTuple):
    """Where a link stands."""

    path: str
    line: int
    column: int


class Files:
    """Finds files; what cannot be found becomes an issue."""

    def __init__(self, archive: Archive, config: Config, assets: dict[str, Digest]) -> None:
        self.archive = archive
        self.config = config
        self.assets = assets
        """Files in `content/` that are no documents, by path relative to it."""
        self.issues: list[Issue] = []
        self.used_assets: set[str] = set()
        self._searches = 0

    def shows(self, kind: str) -> bool:
        """Tell whether a kind of page is switched on."""
        return bool(getattr(self.config.pages, kind.replace("-", "_"), True))

    def has_pair(self, pair: Pair) -> bool:
        """Tell whether a pair has a page of its own: enough stories, or a file that describes it."""
        return pair.profile is not None or len(pair.stories) >= self.config.pair_threshold

    def _find(self, target: str) -> str:
        """Give the file in `content/` that a path means, in whatever Unicode form; empty where there is none."""
        if target in self.archive.routes or target in self.assets or target in self.archive.held_back:
            return target
        return "" if target.isascii() else self._by_form.get(normalize("NFC", target), "")

    @cached_property
    def _by_form(self) -> dict[str, str]:
        """Files whose names are not ASCII, by the composed form: some systems write names decomposed."""
        files = (*sorted(self.archive.held_back), *sorted(self.assets), *sorted(self.archive.routes))
        return {normalize("NFC", p): p for p in files if not p.isascii()}

    def _left_out(self, place: Place, shown: str, *, held: bool = False) -> str:
        """Warn of a link to what has no page for now; in an archive as of a day, what is later is no fault."""
        if held and self.archive.as_of:
            return ""
        if held:
            hint = "The link is left out until it is."
            self._say(place, f"links to {shown}, which is not published.", hint, "link-to-held-back", "warning")
        else:
            message = f"links to {shown}, and pages of that kind are switched off in site.toml."
            self._say(place, message, "The link is left out.", "link-to-switched-off", "warning")
        return ""

    def _say(self, place: Place, message: str, hint: str, code: str, severity: Severity = "error") -> None:
        self.issues.append(Issue(*place, message, hint, severity, code))

    def _missing(self, place: Place, target: str) -> str:
        """Tell of a link to a file that is not there."""
        if target.startswith("../"):
            message = f"links to {posixpath.normpath('content/' + target)}, which lies outside content/."
            self._say(place, message, "Copy it into content/, and link to it there.", "link-outside-content")
            return ""
        near = self._near(target, {*self.archive.routes, *self.assets} - {place.path.removeprefix("content/")})
        hint = "Write the way to it from this file's folder, such as '../02/talks.md'."
        if "." in target.rpartition("/")[2] and not target.endswith(".md"):
            hint = "Put the file there, or write the way to it from this file's folder, such as '../02/map.jpg'."
        if near:
            hint = f"Did you mean '{posixpath.relpath('content/' + near, posixpath.dirname(place.path))}'?"
        self._say(place, f"links to content/{target}, which does not exist.", hint, "missing-link")
        return ""

    def _media(self, place: Place, targets: Iterable[str]) -> str:
        """Find the file that an address below `/media/` means."""
        target = ""
        for each in targets:
            for target in (each.removeprefix("/media/"), unquote(each.removeprefix("/media/"))):
                if (found := self._find(target)) in self.assets:
                    return self._asset(place, found)
        near = self._near(target, set(self.assets))
        hint = (
            f"Did you mean '/media/{near}'?" if near else "What is below /media/ are the files in content/ that are no texts."
        )
        self._say(place, f"links to /media/{target}, and there is no file content/{target}.", hint, "missing-link")
        return ""

    def _asset(self, place: Place, path: str) -> str:
        """Give the address of a file that is shown as it is, and see that it is copied."""
        if path.rpartition(".")[2].lower() in RUNS and not self.config.trust_html:
            message = f"links to content/{path}, which a browser would run as a part of the site."
            hint = "Save it as a picture or as PDF; trust_html = true in site.toml lets such files through."
            self._say(place, message, hint, "file-that-runs")
            return ""
        self.used_assets.add(path)
        return address(f"/media/{path}")

    def _near(self, target: str, among: AbstractSet[str]) -> str:
        """Give the file that a link may mean: one of that name elsewhere, or one of nearly that name and of its kind."""
        folder, _, name = target.rpartition("/")
        names, near = self._names, name
        if among.isdisjoint(names.get(name, ())) and self.may_search():
            stem, ending = posixpath.splitext(name)
            near = nearest(name, (n for n, at in names.items() if n.endswith(ending) and not among.isdisjoint(at)))
            if SequenceMatcher(None, stem, near.removesuffix(ending)).ratio() < 0.6:  # no likeness but the ending
                near = ""
        found = [p for p in names.get(near, ()) if p in among]
        return min(found, key=lambda p: (p.rpartition("/")[0] != folder, p), default="")

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for p in sorted((*self.archive.routes, *self.assets)):
            names.setdefault(p.rpartition("/")[2], []).append(p)
        return names

    def may_search(self) -> bool:
        """Tell whether another near name may be looked for, which takes long where there are many names and many faults."""
        self._searches += 1
        return self._searches <= MAX_SEARCHES
