"""Looking for faults without writing a site. Each room here is about one subject that a person may ask for by its name."""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from communique.build.load import Loaded, load
from communique.build.options import Options, Progress, quiet
from communique.checks import aliases, alike, external, links, orphans, pictures, rendered, sources
from communique.model.config import Config
from communique.model.issue import Issue
from communique.model.page import Page
from communique.source import settings
from communique.store import Store

if TYPE_CHECKING:
    from communique.checks.request import Asker

SUBJECTS = {
    "content": "the settings, and what is written in content/",
    "templates": "every page rendered in memory",
    "links": "links inside the site, in every page as readers get it",
    "pictures": "heavy pictures, and files that nothing uses",
    "orphans": "profiles that nothing names",
    "names": "names that are alike and may be one",
    "aliases": "older addresses and other names that do nothing",
    "sources": "archived copies, levels and dates of sources",
    "external": "addresses outside the site, over the net",
}
"""What can be looked at, and how to say so."""
INSIDE = tuple(s for s in SUBJECTS if s != "external")
"""What is looked at where nothing else is asked for: all that asks nobody."""


class CheckResult(msgspec.Struct, frozen=True):
    """What a check found."""

    documents: int
    pages: int
    issues: tuple[Issue, ...]
    outside: external.Report | None = None


def check(
    site: Path,
    options: Options,
    progress: Progress = quiet,
    only: Collection[str] = INSIDE,
    asker: "Callable[[Config], Asker] | None" = None,
) -> CheckResult:
    """Read, plan and render a site in memory, and give every fault: those of what is published, and those of drafts.

    Nothing is written but our own store. `asker` makes what asks outside addresses, where `only` names them.

    Where `only` some subjects are asked for, errors in the content are told all the same: they stand in the way of the rest.
    """
    site = site.resolve()
    if not (site / settings.FILE).is_file():
        return CheckResult(0, 0, tuple(settings.load(site)[1]))
    with Store(site / ".communique" / "check.sqlite") as store:
        published = loaded = load(site, store, replace(options, drafts=False), progress)
        if not published.archive or published.archive.held_back:
            loaded = load(site, store, replace(options, drafts=True), progress)
        found = [i for i in _merged(published.issues, loaded.issues) if _asked(i, only)]
        documents = sum(1 for f in loaded.scanned if f.path.endswith(".md"))
        if "sources" in only and loaded.archive:
            found += sources.faults(loaded.archive, options.moment)
        if loaded.archive is None or loaded.plan is None or published.plan is None or loaded.config is None:
            return CheckResult(documents, 0, tuple(sorted(found)))
        if "pictures" in only:
            found += pictures.faults(loaded.archive, loaded.scanned, {*loaded.plan.assets, *published.plan.assets})
        if "orphans" in only:
            found += orphans.faults(loaded.archive)
        if "names" in only:
            found += alike.faults(loaded.archive, loaded.config)
        if "aliases" in only:
            found += aliases.faults(loaded.archive, loaded.plan.files)
        outside = None
        if {"templates", "links", "external"} & set(only):
            versions = _versions(loaded, published)
            files = (_files(published), _files(loaded))
            seen = rendered.render(site, loaded.config, store.path, versions, files, options, progress)
            found += seen.issues if "templates" in only else ()
            found += links.faults(site, loaded.config, loaded.archive, versions, seen) if "links" in only else ()
            if "external" in only:
                outside, more = _external(site, loaded, store, seen.outside, progress, asker)
                found += more
        html = sum(1 for p in loaded.plan.pages if p.route.endswith(("/", ".html")))
        return CheckResult(documents, html, tuple(sorted(found)), outside)


def _external(
    site: Path,
    loaded: Loaded,
    store: Store,
    rendered: Iterable[str],
    progress: Progress,
    asker: "Callable[[Config], Asker] | None",
) -> tuple[external.Report, list[Issue]]:
    """Ask the addresses outside the site."""
    from communique.checks.outside import ask_all  # these bring HTTP and TLS, which nothing else needs
    from communique.checks.request import Asker
    from communique.store.answers import Answers

    assert loaded.archive
    assert loaded.config
    named = external.named(site, loaded.archive, store.body, rendered)
    ask = asker(loaded.config) if asker else Asker(loaded.config.base_url)
    with Answers(site / ".communique" / "external.sqlite") as answers:
        found = ask_all(external.to_ask(named, loaded.config.check.skip), ask, answers, progress)
    return external.report(found), list(external.faults(named, found))


def _asked(issue: Issue, only: Collection[str]) -> bool:
    """Tell whether an issue of the content is to be told."""
    return issue.severity == "error" or "content" in only or ("sources" in only and issue.code in sources.CODES)


def _versions(loaded: Loaded, published: Loaded) -> list[rendered.Version]:
    """Give every page as it is with drafts and as it is without, once where that is the same."""
    assert loaded.plan
    assert published.plan
    without = published.plan.files
    with_drafts = [(file, page) for file, page in loaded.plan.files.items() if not _same(page, without.get(file))]
    return [
        *(rendered.Version(page) for page in without.values()),
        *(rendered.Version(page, drafts=True) for _, page in with_drafts),
    ]


def _same(page: Page, other: Page | None) -> bool:
    """Tell whether a page is as another: by their keys, where they have any, which is quicker than making what they show."""
    if page is other:
        return True
    if other is None or page.bodies != other.bodies:
        return False
    return (bool(page.key) and page.key == other.key) or page.digest == other.digest


def _files(site: Loaded) -> frozenset[str]:
    """Give every file of a site, relative to the output folder."""
    assert site.plan
    return frozenset([*site.plan.files, *(f"media/{path}" for path in site.plan.assets), *(r[1:] for r in site.static)])


def _merged(*found: Sequence[Issue]) -> Iterable[Issue]:
    """Give the issues of several readings, each once; what is a fault in one of them is a fault."""
    once: dict[tuple[str, int, int, str], Issue] = {}
    for issue in (i for severity in ("error", "warning") for issues in found for i in issues if i.severity == severity):
        once.setdefault((issue.path, issue.line, issue.column, issue.message), issue)
    return once.values()
