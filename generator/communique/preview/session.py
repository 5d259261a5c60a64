"""A preview's session: the site as it was last read, and the answer to each request, made in memory.

Not for two threads at once. Nothing is written but the preview's own store.
"""

import contextlib
import mimetypes
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

import msgspec

from communique.build.load import Loaded, load
from communique.build.options import Options, Progress, quiet
from communique.build.pool import WorkerDiedError
from communique.build.static import contents, static_files
from communique.model.config import Config
from communique.model.issue import Issue
from communique.model.page import Page
from communique.preview import faultpage
from communique.preview.files import Stamps, is_below, stamps, theme_folders
from communique.render.templates import Renderer, TemplateFaultError
from communique.store import Store, forget

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


class StoppedError(Exception):
    """The session was ended while it was reading the site."""


class Answer(NamedTuple):
    """What a request is answered with."""

    status: int
    media_type: str
    body: bytes
    location: str = ""
    """Where a redirect leads: a path, percent-encoded."""


STOPPED = Answer(503, TEXT, b"The preview has been stopped.\n")


class Refreshed(msgspec.Struct, frozen=True):
    """What came of reading the site again."""

    pages: int
    issues: tuple[Issue, ...]
    seconds: float
    failure: str = ""
    """What went wrong besides the issues, in one line."""


class _Failure(NamedTuple):
    """Something that went wrong and is no fault in the site's files."""

    summary: str
    details: str
    bug: bool

    @classmethod
    def of(cls, e: Exception) -> "_Failure":
        last = traceback.extract_tb(e.__traceback__)[-1:]
        where = f" ({Path(last[0].filename).name}:{last[0].lineno})" if last else ""
        summary = " ".join(f"{type(e).__name__}: {e}{where}".split())
        bug = not isinstance(e, OSError | sqlite3.Error | WorkerDiedError)
        return cls(summary, "".join(traceback.format_exception(e)) if bug else "", bug)

    def __str__(self) -> str:
        return f"a fault of Communiqué's, please report it: {self.summary}" if self.bug else self.summary


def to_stderr(line: str) -> None:
    """Print a line to stderr, where there is still somebody to read it."""
    with contextlib.suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


class Session:
    """A site, shown while it is written: drafts and future stories are in it, marked."""

    def __init__(self, site: Path, *, jobs: int = 0, say: Callable[[str], object] = to_stderr) -> None:
        self.site = site.resolve()
        self.base = "/"
        """The path that the site lives under, as its `base_url` has it."""
        self.generation = 0
        """How often the site has been read."""
        self._options = Options(drafts=True, jobs=jobs)
        self._say = say
        self._stopped = threading.Event()
        self._store: Store | None = None
        self._loaded: Loaded | None = None
        self._config: Config | None = None
        self._pages: dict[str, Page] = {}
        self._files: dict[str, Path] = {}
        self._renderer: Renderer | None = None
        self._dressed: tuple[Config, Stamps] | None = None
        self._told: set[tuple[str, int, str]] = set()
        self._failure: _Failure | None = None

    @property
    def title(self) -> str:
        """The site's title, empty where its settings cannot be read."""
        return self._config.title if self._config else ""

    def stop(self) -> None:
        """Break off a reading under way, from any thread."""
        self._stopped.set()

    def close(self) -> None:
        """Close the store."""
        if self._store:
            self._store.close()
            self._store = None

    # reading the site

    def refresh(self, changed: Collection[str] | None = None, progress: Progress = quiet) -> Refreshed:
        """Read the site again; only what `changed` can have touched, where it is given (absolute paths).

        Faults are in the result and on the pages. Raises StoppedError where the session was stopped meanwhile.
        """
        start = time.perf_counter()
        try:
            if self._failure or not self._loaded or not changed or not self._only_theme(changed):
                self._plan(progress)
            self._dress()
            self._failure = None
        except StoppedError:
            raise
        except Exception as e:  # noqa: BLE001 - whatever it is, the preview goes on, and shows it
            self._failure = _Failure.of(e)
            self._say(str(self._failure))
        self.generation += 1
        issues = tuple(self._loaded.issues) if self._loaded else ()
        seconds = time.perf_counter() - start
        return Refreshed(len(self._pages), issues, seconds, self._failure.summary if self._failure else "")

    def _only_theme(self, changed: Collection[str]) -> bool:
        folders = theme_folders(self.site)
        return all(is_below(path, folders) for path in changed)

    def _plan(self, progress: Progress) -> None:
        def tell(stage: str, done: int, total: int) -> None:
            if self._stopped.is_set():
                raise StoppedError
            progress(stage, done, total)

        try:
            self._loaded = load(self.site, self._open(), self._options, tell)
        except sqlite3.Error:  # damaged, or removed by hand: it holds nothing that cannot be made again
            self._discard()
            self._loaded = load(self.site, self._open(), self._options, tell)
        if self._loaded.config:
            self._config = self._loaded.config
            path = unquote(urlsplit(self._config.base_url).path).strip("/")
            self.base = f"/{path}/" if path else "/"
        if self._loaded.plan:
            self._pages = {p.route: p for p in self._loaded.plan.pages}

    def _open(self) -> Store:
        if self._store is None:
            self._store = Store(self.site / ".communique" / "preview.sqlite")
        return self._store

    def _discard(self) -> None:
        path = self._open().path
        self.close()
        forget(path)

    def _dress(self) -> None:
        """List the files that are served as they are, and read the templates anew where they have changed."""
        if self._loaded and self._loaded.plan:
            media = {f"/media/{a}": self.site / "content" / a for a in self._loaded.plan.assets}
        else:  # while there are faults, pictures stay as they were
            media = {route: path for route, path in self._files.items() if route.startswith("/media/")}
        self._files = static_files(self.site)[0] | media
        self._told.clear()
        if self._config is None:
            return
        dressed = (self._config, stamps(theme_folders(self.site)))
        if self._renderer is None or dressed != self._dressed:
            self._renderer = Renderer(self.site, self._config, self._body)
            self._dressed = dressed

    def _body(self, digest: bytes) -> str:
        return self._open().body(digest)

    # answering

    def page(self, path: str) -> Answer:
        """Answer a request for a path (decoded, without its query). Never raises."""
        try:
            try:
                return self._answer(path)
            except (KeyError, sqlite3.Error) as e:  # another preview has swept the store, or it was removed or damaged
                if isinstance(e, sqlite3.Error):
                    self._discard()
                self.refresh()
                return self._answer(path)
        except StoppedError:
            return STOPPED
        except Exception as e:  # noqa: BLE001 - a request never ends the preview
            failure = _Failure.of(e)
            self._say(str(failure))
            return self._failed(path, failure)

    @property
    def _language(self) -> str:
        return self._config.language if self._config else "en"

    def _answer(self, path: str) -> Answer:
        route = path.removeprefix(self.base[:-1]) if path.startswith(self.base) else ""
        if file := self._files.get(route):
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                return Answer(200, media_type(route), contents(file))
        if self._failure:
            return self._failed(path, self._failure)
        if self._loaded is None or self._loaded.plan is None:
            return self._faulty(path, self._loaded.issues if self._loaded else [])
        if route.endswith("/index.html"):
            route = route.removesuffix("index.html")
        if page := self._pages.get(route):
            return self._render(page, 200)
        bare = "" if f"{path}/" == self.base else route or path  # without the base path it is put before
        for target in (bare, f"{bare}/"):
            if path.startswith("/") and target != route and target in self._pages:
                return Answer(302, TEXT, b"", quote(self.base[:-1] + target))
        if page := self._pages.get("/404.html"):
            return self._render(page, 404)
        return Answer(404, HTML, faultpage.missing(path, self._language).encode())

    def _render(self, page: Page, status: int) -> Answer:
        assert self._renderer is not None  # there are no pages without settings
        try:
            return Answer(status, media_type(page.route), self._renderer.render(page))
        except TemplateFaultError as e:
            fault = (e.issue.path, e.issue.line, e.issue.message.rsplit(": ", 1)[-1])
            if fault not in self._told:  # one template's fault shows on many pages; once is enough
                self._told.add(fault)
                self._say(str(e.issue))
            return self._faulty(page.route, [e.issue])

    def _faulty(self, path: str, issues: list[Issue]) -> Answer:
        if not wants_html(path):
            return Answer(500, TEXT, "".join(f"{i}\n" for i in issues).encode())
        return Answer(500, HTML, faultpage.faults(self.site, issues, self._language).encode(errors="replace"))

    def _failed(self, path: str, failure: _Failure) -> Answer:
        if not wants_html(path):
            return Answer(500, TEXT, f"{failure}\n".encode(errors="replace"))
        text = faultpage.ours(failure.summary, failure.details, self._language, bug=failure.bug)
        return Answer(500, HTML, text.encode(errors="replace"))


def wants_html(path: str) -> bool:
    """Tell whether a page is expected at a path, rather than a feed, a picture or other data."""
    last = path.rsplit("/", 1)[-1]
    return "." not in last or last.endswith(".html")


_TYPES = mimetypes.MimeTypes()  # Python's own table: the system's differs from one machine to the next
for _suffix, _type in (
    (".avif", "image/avif"),
    (".js", "text/javascript"),
    (".ics", "text/calendar"),
    (".md", "text/markdown"),
    (".mjs", "text/javascript"),
    (".wasm", "application/wasm"),
    (".webmanifest", "application/manifest+json"),
    (".webp", "image/webp"),
    (".woff", "font/woff"),
    (".woff2", "font/woff2"),
    (".xml", "application/xml"),
):
    _TYPES.add_type(_type, _suffix)


def media_type(route: str) -> str:
    """Give the media type of the file at a route, as a static host would."""
    if route.endswith(("/", ".html")):
        return HTML
    kind, packed = _TYPES.guess_type(route, strict=True)
    if packed or not kind:
        return "application/gzip" if packed == "gzip" else "application/octet-stream"
    textual = kind.startswith("text/") or kind in {"application/json", "application/xml", "image/svg+xml"}
    return f"{kind}; charset=utf-8" if textual else kind
