"""Looking for faults without writing a site. Each room here is about one subject that a person may ask for by its name."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from communique.build.load import Loaded, load
from communique.build.options import Options, Progress, quiet
from communique.checks import sources, templates
from communique.model.issue import Issue
from communique.model.page import Page
from communique.source import settings
from communique.store import Store

SUBJECTS = {
    "content": "the settings, and what is written in content/",
    "templates": "every page rendered in memory",
    "sources": "archived copies, levels and dates of sources",
}
"""What can be looked at, and how to say so."""


class CheckResult(msgspec.Struct, frozen=True):
    """What a check found."""

    documents: int
    pages: int
    issues: tuple[Issue, ...]


def check(site: Path, options: Options, progress: Progress = quiet, only: Collection[str] = tuple(SUBJECTS)) -> CheckResult:
    """Read, plan and render a site in memory, and give every fault: those of what is published, and those of drafts.

    Where `only` some subjects are asked for, errors in the content are told all the same: they stand in the way of the rest.
    """
    site = site.resolve()
    if not (site / settings.FILE).is_file():
        return CheckResult(0, 0, tuple(settings.load(site)[1]))
    with Store(site / ".communique" / "check.sqlite") as store:
        published, loaded = (load(site, store, replace(options, drafts=d), progress) for d in (False, True))
        found = [i for i in _merged(published.issues, loaded.issues) if _asked(i, only)]
        documents = sum(1 for f in loaded.scanned if f.path.endswith(".md"))
        if "sources" in only and loaded.archive:
            found += sources.faults(loaded.archive, options.moment)
        if loaded.plan is None or published.plan is None or loaded.config is None:
            return CheckResult(documents, 0, tuple(sorted(found)))
        if "templates" in only:
            found += templates.faults(site, loaded.config, store.path, _pages(loaded, published), options, progress)
        html = sum(1 for p in loaded.plan.pages if p.route.endswith(("/", ".html")))
        return CheckResult(documents, html, tuple(sorted(found)))


def _asked(issue: Issue, only: Collection[str]) -> bool:
    """Tell whether an issue of the content is to be told."""
    return issue.severity == "error" or "content" in only or ("sources" in only and issue.code in sources.CODES)


def _pages(loaded: Loaded, published: Loaded) -> list[Page]:
    assert loaded.plan
    assert published.plan
    same = {(page.route, page.digest) for page in loaded.plan.pages}
    return [*loaded.plan.pages, *(page for page in published.plan.pages if (page.route, page.digest) not in same)]


def _merged(*found: Sequence[Issue]) -> Iterable[Issue]:
    """Give the issues of several readings, each once; what is a fault in one of them is a fault."""
    once: dict[tuple[str, int, int, str], Issue] = {}
    for issue in (i for severity in ("error", "warning") for issues in found for i in issues if i.severity == severity):
        once.setdefault((issue.path, issue.line, issue.column, issue.message), issue)
    return once.values()
