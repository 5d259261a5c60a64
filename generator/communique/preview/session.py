"""A preview's session: the site as it was last read, and the answer to each request, made in memory.

After a save only the files that changed are read, and pages are planned as they are asked for; a full reading follows when
nobody waits, and what was shown meanwhile is held against it. Not for two threads at once. Nothing is written but the
preview's own store.
"""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import msgspec

from communique.build.ahead import Reader
from communique.build.load import Loaded, load
from communique.build.make import compiled
from communique.build.options import Options, Progress, quiet
from communique.build.static import contents, static_files
from communique.model.config import Config
from communique.model.digest import Digest, digest_bytes
from communique.model.issue import Issue, has_errors
from communique.model.page import Page
from communique.plan.asked import Asked
from communique.preview import faultpage
from communique.preview.answers import HTML, STOPPED, TEXT, Answer, Failure, media_type, wants_html
from communique.preview.files import Stamps, is_below, stamps, theme_folders
from communique.preview.voice import Plain, Voice
from communique.render.templates import Renderer, TemplateFaultError
from communique.store import Store, forget


class StoppedError(Exception):
    """The session was ended while it was reading the site."""


class PostponedError(Exception):
    """A full reading has given way to something that somebody waits for."""


class Refreshed(msgspec.Struct, frozen=True):
    """What came of reading the site again."""

    pages: int
    issues: tuple[Issue, ...]
    seconds: float
    failure: str = ""
    """What went wrong besides the issues, in one line."""
    stages: dict[str, float] = {}
    """The seconds of each stage."""


class Session:
    """A site, shown while it is written: drafts and future stories are in it, marked."""

    def __init__(self, site: Path, *, jobs: int = 0, voice: Voice | None = None) -> None:
        self.site = site.resolve()
        self.base = "/"
        """The path that the site lives under, as its `base_url` has it."""
        self.generation = 0
        """How often what is shown has changed."""
        self.is_ahead = False
        """Whether what is shown is still to be held against a full reading."""
        self._options = Options(drafts=True, jobs=jobs)
        self._voice = voice or Plain()
        self._stopped = threading.Event()
        self._store: Store | None = None
        self._config: Config | None = None
        self._issues: list[Issue] = []
        self._pages: dict[str, Page] = {}
        """By route, as the last full reading that found no errors had them."""
        self._made_by: tuple[frozenset[str], ...] = ()
        self._reader: Reader | None = None
        self._asked: Asked | None = None
        """What gives pages ahead of a full reading, in the place of `_pages`."""
        self._shown: dict[str, Digest] = {}
        """What was answered ahead of a full reading, by path."""
        self._static: dict[str, Path] = {}
        self._media: dict[str, Path] = {}
        self._renderer: Renderer | None = None
        self._dressed: tuple[Config, Stamps] | None = None
        self._broken: dict[tuple[str, int, str], str] = {}
        """The route of the page on which each fault of a template was met, until that page can be shown."""
        self._failure: Failure | None = None
        self._failures: set[str] = set()
        """What went wrong besides, and was told."""
        self._stages: dict[str, float] = {}

    @property
    def title(self) -> str:
        """The site's title, empty where its settings cannot be read."""
        return self._config.title if self._config else ""

    @property
    def is_stopped(self) -> bool:
        """Whether it is to read nothing more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Break off a reading under way, from any thread."""
        self._stopped.set()

    def close(self) -> None:
        """Close the store."""
        if self._store:
            self._store.close()
            self._store = None

    # reading the site

    def begin(self, progress: Progress = quiet) -> None:
        """Read the site without planning it, which is enough to show a page; `settle` does the rest.

        Raises StoppedError where the session was stopped meanwhile.
        """
        self._attempt(lambda: self._load(progress, self._go_on, planned=False))
        self.is_ahead = self._asked is not None
        self._advance()

    def ahead(self, changed: Collection[str]) -> Refreshed | None:
        """Read what has changed (absolute paths), and nothing else; None where that will not do.

        Every page is then as a full reading would have it, where that finds no fault; while `is_ahead`, `settle` is to follow.
        """
        start = time.perf_counter()
        self._stages = {}
        folders = theme_folders(self.site)
        read = [path for path in changed if not is_below(path, folders)]
        found = None
        if self._reader and read and not self._failure:
            with contextlib.suppress(Exception):  # a full reading meets it, too, and tells of it
                found = self._reader.read(read, self._made_by)
        if self._failure or not changed or (read and not found):
            self._reader = None
            return None
        if found:
            self._asked, self._issues = found.pages, found.issues
            self.is_ahead = True
        self._stages["changed files"] = time.perf_counter() - start
        self._attempt(lambda: self._dress(theme=len(read) < len(changed)))
        self._advance()
        refreshed = self._refreshed(start)
        self._stages["theme"] = refreshed.seconds - self._stages["changed files"]
        return refreshed

    def settle(self, wanted: Callable[[], object]) -> tuple[Refreshed, bool]:
        """Read the whole site; tell whether anything that was shown since the last change is not as it should be.

        Raises PostponedError where this is `wanted` for something else meanwhile, StoppedError where it was stopped.
        """

        def between() -> None:
            self._go_on()
            if wanted():
                raise PostponedError

        between()
        shown, failed = dict(self._shown), bool(self._failure)
        refreshed = self._refresh(quiet, between)
        differs = bool(refreshed.failure) != failed or any(digest_bytes(self.page(p).body) != d for p, d in shown.items())
        if differs:
            self._advance()
        return refreshed, differs

    def refresh(self, progress: Progress = quiet) -> Refreshed:
        """Read the whole site; its faults are in the result. Raises StoppedError where it was stopped meanwhile."""
        refreshed = self._refresh(progress, self._go_on)
        self._advance()
        return refreshed

    def _refresh(self, progress: Progress, between: Callable[[], object]) -> Refreshed:
        start = time.perf_counter()
        self._stages = {}
        self._attempt(lambda: self._load(progress, between))
        self.is_ahead = False
        return self._refreshed(start)

    def _refreshed(self, start: float) -> Refreshed:
        seconds = time.perf_counter() - start
        failure = self._failure.summary if self._failure else ""
        return Refreshed(len(self._pages), tuple(self._issues), seconds, failure, self._stages)

    def _attempt(self, work: Callable[[], object]) -> None:
        """Do something; whatever goes wrong, the preview goes on, and shows it."""
        try:
            work()
            if self._failure:
                self._failures.clear()
            self._failure = None
        except (StoppedError, PostponedError):
            raise
        except Exception as e:  # noqa: BLE001
            self._failure = self._told(Failure.of(e))

    def _told(self, failure: Failure) -> Failure:
        """Tell of a failure, once while it is the same."""
        if failure.summary not in self._failures:
            self._failures.add(failure.summary)
            self._voice.failed(failure)
        return failure

    def _advance(self) -> None:
        self.generation += 1
        self._shown.clear()

    def _go_on(self) -> None:
        if self._stopped.is_set():
            raise StoppedError

    def _load(self, progress: Progress, between: Callable[[], object], *, planned: bool = True) -> None:
        def tell(stage: str, done: int, total: int) -> None:
            self._go_on()
            progress(stage, done, total)

        try:
            loaded = load(self.site, self._open(), self._options, tell, planned=planned, between=between)
        except sqlite3.Error:  # damaged, or removed by hand: it holds nothing that cannot be made again
            self._discard()
            loaded = load(self.site, self._open(), self._options, tell, planned=planned, between=between)
        self._stages = {**loaded.seconds}
        self._take(loaded)
        start = time.perf_counter()
        self._dress(theme=True)
        self._stages["theme"] = time.perf_counter() - start

    def _take(self, loaded: Loaded) -> None:
        """Show what has been read."""
        self._issues = loaded.issues
        self._asked = None
        if loaded.config:
            self._config = loaded.config
            path = unquote(urlsplit(self._config.base_url).path).strip("/")
            self.base = f"/{path}/" if path else "/"
        if not has_errors(loaded.issues):
            self._reader = Reader(self.site, self._open(), self._options, loaded)
            if loaded.plan:
                self._pages = {p.route: p for p in loaded.plan.pages}
                self._made_by = loaded.plan.made_by
                self._media = self._pictures(loaded.plan.assets)
            else:
                self._asked = self._reader.pages()
                self._issues = sorted([*self._issues, *self._asked.issues])

    def _pictures(self, assets: Collection[str]) -> dict[str, Path]:
        return {f"/media/{a}": self.site / "content" / a for a in assets}

    def _open(self) -> Store:
        if self._store is None:
            self._store = Store(self.site / ".communique" / "preview.sqlite")
        return self._store

    def _discard(self) -> None:
        path = self._open().path
        self.close()
        forget(path)

    def _dress(self, *, theme: bool) -> None:
        """List the files that are served as they are, and read the templates anew where they have changed.

        While there are faults, pictures stay as they were.
        """
        if self._asked:
            self._media = self._pictures(self._asked.assets)
        if not theme:
            return
        self._static = static_files(self.site)[0]
        if self._config is None:
            return
        dressed = (self._config, stamps(theme_folders(self.site)))
        if self._renderer is None or dressed != self._dressed:
            self._renderer = Renderer(self.site, self._config, self._body, compiled(self._open().path.parent))
            self._dressed = dressed

    def _body(self, digest: bytes) -> str:
        return self._open().body(digest)

    # answering

    def file(self, path: str) -> Answer | None:
        """Answer a request for a file that is served as it is, such as a style; None for all else. From any thread."""
        route = self._route(path)
        if file := self._static.get(route) or self._media.get(route):
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                return Answer(200, media_type(route), contents(file))
        return None

    def page(self, path: str) -> Answer:
        """Answer a request for a path (decoded, without its query). Never raises."""
        try:
            try:
                answer = self._answer(path)
            except (KeyError, sqlite3.Error) as e:  # another preview has swept the store, or it was removed or damaged
                if isinstance(e, sqlite3.Error):
                    self._discard()
                self.refresh()
                answer = self._answer(path)
        except StoppedError:
            return STOPPED
        except Exception as e:  # noqa: BLE001 - a request never ends the preview
            return self._failed(path, self._told(Failure.of(e)))
        if self.is_ahead:
            self._shown[path] = digest_bytes(answer.body)
        return answer

    @property
    def _language(self) -> str:
        return self._config.language if self._config else "en"

    def _route(self, path: str) -> str:
        return path.removeprefix(self.base[:-1]) if path.startswith(self.base) else ""

    def _answer(self, path: str) -> Answer:
        route = self._route(path)
        if file := self.file(path):
            return file
        if route.endswith("/index.html"):
            route = route.removesuffix("index.html")
        if self._asked and not self._page(route):  # what there is not, only the whole plan can tell
            self._refresh(quiet, self._go_on)
        if self._failure:
            return self._failed(path, self._failure)
        if self._config is None or has_errors(self._issues):
            return self._faulty(path, self._issues)
        if page := self._page(route):
            return self._render(page, 200)
        bare = "" if f"{path}/" == self.base else route or path  # without the base path it is put before
        for target in (bare, f"{bare}/"):
            if path.startswith("/") and target != route and target in self._pages:
                return Answer(302, TEXT, b"", quote(self.base[:-1] + target))
        if page := self._pages.get("/404.html"):
            return self._render(page, 404)
        return Answer(404, HTML, faultpage.missing(path, self._language).encode())

    def _page(self, route: str) -> Page | None:
        there = self._pages.get(route)
        return self._asked.page(route, there) if self._asked else there

    def _render(self, page: Page, status: int) -> Answer:
        assert self._renderer is not None  # there are no pages without settings
        try:
            body = self._renderer.render(page)
        except TemplateFaultError as e:
            fault = (e.issue.path, e.issue.line, e.issue.message.rsplit(": ", 1)[-1])
            if fault not in self._broken:  # one template's fault shows on many pages; once is enough
                self._broken[fault] = page.route
                self._voice.show([e.issue])
            return self._faulty(page.route, [e.issue])
        if page.route in self._broken.values():
            self._broken = {fault: route for fault, route in self._broken.items() if route != page.route}
            if not self._broken:
                self._voice.mended()
        return Answer(status, media_type(page.route), body)

    def _faulty(self, path: str, issues: list[Issue]) -> Answer:
        if not wants_html(path):
            return Answer(500, TEXT, "".join(f"{i}\n" for i in issues).encode())
        return Answer(500, HTML, faultpage.faults(self.site, issues, self._language).encode(errors="replace"))

    def _failed(self, path: str, failure: Failure) -> Answer:
        if not wants_html(path):
            return Answer(500, TEXT, f"{failure}\n".encode(errors="replace"))
        text = faultpage.ours(failure.summary, failure.details, self._language, bug=failure.bug)
        return Answer(500, HTML, text.encode(errors="replace"))
