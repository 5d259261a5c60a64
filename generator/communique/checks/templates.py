"""Every page rendered in memory, to see what is wrong with the templates."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from communique.build import pool
from communique.build.options import Options, Progress
from communique.model.config import Config
from communique.model.issue import Issue
from communique.model.page import Page, Ready
from communique.render.templates import Renderer, TemplateFaultError
from communique.store import Store


def faults(
    site: Path, config: Config, store: Path, pages: Sequence[Page], options: Options, progress: Progress
) -> tuple[Issue, ...]:
    """Render pages, and give each fault of a template once."""
    found: dict[tuple[str, int, str], Issue] = {}
    done = 0
    arguments = (str(site), config, str(store))
    jobs = options.jobs or pool.cores()
    for count, issues in pool.each(_Rendering, arguments, pages, jobs=jobs, size=64, alone_below=200, pack=_packed):
        for issue in issues:
            found.setdefault((issue.path, issue.line, issue.message.rsplit(": ", 1)[-1]), issue)
        done += count
        progress("render", done, len(pages))
    return tuple(found.values())


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
