"""Looking for faults without writing a site: in the content, the settings, and the templates."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from communique.build import pool
from communique.build.load import load
from communique.build.options import Options, Progress, quiet
from communique.model.config import Config
from communique.model.issue import Issue
from communique.model.page import Page, Ready
from communique.render.templates import Renderer, TemplateFaultError
from communique.source import settings
from communique.store import Store


class CheckResult(msgspec.Struct, frozen=True):
    """What a check found."""

    documents: int
    pages: int
    issues: tuple[Issue, ...]


def check(site: Path, options: Options, progress: Progress = quiet) -> CheckResult:
    """Read, plan and render a site in memory, and give every fault: those of what is published, and those of drafts."""
    site = site.resolve()
    if not (site / settings.FILE).is_file():
        return CheckResult(0, 0, tuple(settings.load(site)[1]))
    with Store(site / ".communique" / "check.sqlite") as store:
        published, loaded = (load(site, store, replace(options, drafts=d), progress) for d in (False, True))
        found = _merged(published.issues, loaded.issues)
        documents = sum(1 for f in loaded.scanned if f.path.endswith(".md"))
        if loaded.plan is None or published.plan is None or loaded.config is None:
            return CheckResult(documents, 0, found)
        faults: dict[tuple[str, int, str], Issue] = {}
        done = 0
        same = {(page.route, page.digest) for page in loaded.plan.pages}
        pages = [*loaded.plan.pages, *(page for page in published.plan.pages if (page.route, page.digest) not in same)]
        arguments = (str(site), loaded.config, str(store.path))
        jobs = options.jobs or pool.cores()
        for count, issues in pool.each(_Rendering, arguments, pages, jobs=jobs, size=64, alone_below=200, pack=_packed):
            for issue in issues:
                faults.setdefault((issue.path, issue.line, issue.message.rsplit(": ", 1)[-1]), issue)
            done += count
            progress("render", done, len(pages))
        html = sum(1 for p in loaded.plan.pages if p.route.endswith(("/", ".html")))
        return CheckResult(documents, html, tuple(sorted([*found, *faults.values()])))


def _merged(*found: Sequence[Issue]) -> tuple[Issue, ...]:
    """Give the issues of several readings, each once; what is a fault in one of them is a fault."""
    once: dict[tuple[str, int, int, str], Issue] = {}
    for issue in (i for severity in ("error", "warning") for issues in found for i in issues if i.severity == severity):
        once.setdefault((issue.path, issue.line, issue.column, issue.message), issue)
    return tuple(sorted(once.values()))


def _packed(page: Page) -> Page:
    return msgspec.structs.replace(page, make=Ready(page.context))


class _Rendering:
    """Renders pages to see what is wrong with their templates."""

    def __init__(self, site: str, config: Config, store: str) -> None:
        self._store = Store(Path(store))
        self._renderer = Renderer(Path(site), config, self._store.body)

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def __call__(self, chunk: Sequence[Page]) -> tuple[int, list[Issue]]:
        """Render some; give how many, and faults."""
        issues = []
        for page in chunk:
            try:
                self._renderer.render(page)
            except TemplateFaultError as e:
                issues.append(e.issue)
        return len(chunk), issues
