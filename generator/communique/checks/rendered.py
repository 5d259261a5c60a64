"""Every page rendered in memory: what fails, and what leads nowhere."""

from collections.abc import Sequence
from html import unescape
from pathlib import Path

import msgspec

from communique.build import pool
from communique.build.options import Options, Progress
from communique.checks.addresses import Links, Target, certain, leads_somewhere, names_within
from communique.model.config import Config
from communique.model.issue import Issue
from communique.model.page import Page, Ready
from communique.model.route import output_path
from communique.render.templates import Renderer, TemplateFaultError
from communique.store import Store


class Version(msgspec.Struct, frozen=True):
    """A page as it is with drafts, or as it is without them; of one that is the same, the latter."""

    page: Page
    drafts: bool = False


class Dead(msgspec.Struct, frozen=True, order=True):
    """A link to nowhere, on one page."""

    target: str
    """The file that it leads to, relative to the output folder."""
    fragment: str
    """Empty where it is the file that is not there."""
    file: str
    """That of the page."""
    href: str
    """As it stands there."""
    drafts: bool = False


class Rendered(msgspec.Struct):
    """What is known of all pages when they have been rendered."""

    issues: list[Issue] = []
    """Each fault of a template once."""
    dead: list[Dead] = []
    names: dict[str, frozenset[str]] = {}
    """The ids of those pages to which such a link leads."""
    outside: set[str] = msgspec.field(default_factory=set)
    """Each address outside the site to which a page links."""


class _Piece(msgspec.Struct):
    """What some pages gave."""

    count: int
    issues: list[Issue]
    dead: list[Dead]
    within: list[Dead]
    """Links to places within other pages, of which it is not known yet whether they are there."""
    names: list[tuple[str, frozenset[str]]]
    outside: set[str]


def render(
    site: Path, config: Config, store: Path, versions: Sequence[Version], files: tuple[frozenset[str], frozenset[str]],
    options: Options, progress: Progress,
) -> Rendered:  # fmt: skip
    """Render pages, and look at what they link to; `files` are those of the site without drafts, and those with them."""
    done = Rendered()
    faults: dict[tuple[str, int, str], Issue] = {}
    names: dict[str, frozenset[str]] = {}
    within: list[Dead] = []
    count = 0
    arguments = (str(site), config, str(store), files)
    jobs = options.jobs or pool.cores()
    for piece in pool.each(_Rendering, arguments, versions, jobs=jobs, size=64, alone_below=200, pack=_packed):
        for issue in piece.issues:
            faults.setdefault((issue.path, issue.line, issue.message.rsplit(": ", 1)[-1]), issue)
        done.dead += piece.dead
        within += piece.within
        for file, found in piece.names:
            names[file] = names.get(file, frozenset()) | found
        done.outside |= piece.outside
        count += piece.count
        progress("render", count, len(versions))
    done.issues = list(faults.values())
    seeming = [d for d in within if d.target in names and not leads_somewhere(d.fragment, names[d.target])]
    if seeming:
        wanted = {d.target for d in seeming}
        with pool.working(_Rendering, arguments) as work:
            for v in versions:
                if output_path(v.page.route) in wanted:
                    names[output_path(v.page.route)] |= work.names(v)  # type: ignore[attr-defined]  # the class above
    done.dead += [d for d in seeming if not leads_somewhere(d.fragment, names[d.target])]
    done.dead.sort()
    done.names = {d.target: names.get(d.target, frozenset()) for d in done.dead}
    return done


def _packed(version: Version) -> Version:
    return Version(msgspec.structs.replace(version.page, make=Ready(version.page.context)), version.drafts)


class _Rendering:
    """Renders pages to see what is wrong with them."""

    def __init__(self, site: str, config: Config, store: str, files: tuple[frozenset[str], frozenset[str]]) -> None:
        self._store = Store(Path(store))
        self._renderer = Renderer(Path(site), config, self._store.body)
        self._links = tuple(Links(config.base_url, some) for some in files)

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def names(self, version: Version) -> frozenset[str]:
        """Give the ids of a page, for certain."""
        return certain(self._renderer.render(version.page).decode())[1]

    def __call__(self, chunk: Sequence[Version]) -> _Piece:
        """Render some."""
        piece = _Piece(len(chunk), [], [], [], [], set())
        for version in chunk:
            try:
                data = self._renderer.render(version.page)
            except TemplateFaultError as e:
                piece.issues.append(e.issue)
                continue
            if version.page.template.endswith(".html"):
                self._look(version, data.decode(), piece)
        for links in self._links:
            piece.outside |= links.outside
            links.outside.clear()
        return piece

    def _look(self, version: Version, html: str, piece: _Piece) -> None:
        file, drafts = output_path(version.page.route), version.drafts
        nowhere, within = self._links[drafts].of(file, html)
        names = names_within(html)
        piece.names.append((file, names))
        here = [(href, t) for href, t in within if t.file == file and not leads_somewhere(t.fragment, names)]
        if nowhere or here:
            links, more = certain(html)

            def dead(href: str, t: Target) -> Dead:
                return Dead(t.file, t.fragment, file, href, drafts)

            piece.dead += [dead(h, Target(t.file)) for h, t in nowhere if unescape(h) in links]
            piece.dead += [dead(h, t) for h, t in here if unescape(h) in links and not leads_somewhere(t.fragment, more)]
        piece.within += [Dead(t.file, t.fragment, file, href, drafts) for href, t in within if t.file != file]
