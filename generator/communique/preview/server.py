"""The preview's server: a session on a thread of its own, a watch on the site, and a socket to each open page."""

import asyncio
import contextlib
import gc
import logging
import os
import threading
import webbrowser
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import Server
from livereload.watcher import Watcher
from tornado import web
from tornado.httpserver import HTTPServer

from communique.build.options import Progress, quiet
from communique.model.issue import Issue, has_errors
from communique.preview.answers import Answer, Failure
from communique.preview.endings import ended_by_signals, endings, without_interrupts
from communique.preview.faultpage import EXPLAINED
from communique.preview.files import named, stylesheets
from communique.preview.ports import bound
from communique.preview.session import PostponedError, Refreshed, Session, StoppedError
from communique.preview.voice import Plain, Told, Voice
from communique.preview.watch import Watch
from communique.preview.web import ExplanationRequest, PageRequest, ReloadSocket, goes_by

QUIET_S = 0.4
"""How long nobody has wanted anything when the whole site is read."""
MOST_TRIES = 30
"""How often that gives way to what somebody wants, before it is done all the same."""
IDLE_S = 5.0
"""How long nobody has wanted anything when memory is cleared up."""
MOST_UNCOLLECTED = 20
"""Readings after which that is done all the same: each leaves some MB at 10,000 stories."""


class AtRest(Watcher):  # type: ignore[misc]
    """livereload's watcher, which never looks for itself: it would miss renames and drop quick changes."""

    def start(self, callback: object) -> bool:  # noqa: ARG002 - livereload names it
        """Say that watching is seen to, so that livereload does not poll."""
        return True


class Preview(Server):  # type: ignore[misc]
    """livereload's server, given the pages of a session and told by a watch when to reload them."""

    def __init__(self, session: Session, host: str, port: int, *, poll: bool = False, voice: Voice | None = None) -> None:
        super().__init__(watcher=AtRest())
        self.session = session
        self.host = host
        self._voice = voice or Plain()
        self.sockets, self.port = bound(host, port, self._voice.say)
        self._watch = Watch(session.site, self._tell, self._voice.say, poll=poll)
        self._before = self._watch.look()
        self._thread = ThreadPoolExecutor(1, "session", without_interrupts)
        self._served: dict[str, int] = {}
        self._told = Told()
        self._partly: list[Issue] = []
        """Errors that were told of before all was read."""
        self._changed: set[str] = set()
        self._wake = asyncio.Event()
        self._files = ThreadPoolExecutor(2, "files", without_interrupts)
        self._waiting = 0
        self._last_wanted = 0.0
        self._is_reading = False
        self._uncollected = 1
        """Readings of the whole site since memory was cleared up."""
        self._is_well = True
        self._loop: asyncio.AbstractEventLoop | None = None

    def failed(self, error: Exception) -> None:
        """Tell of a fault of the program that a request met."""
        self._voice.failed(Failure.of(error))

    @property
    def address(self) -> str:
        """Where the site is to be seen."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)  # noqa: S104
        host = f"[{host}]" if ":" in host else host
        return f"http://{host}:{self.port}{quote(self.session.base)}"

    # what the requests ask

    async def answer(self, path: str, address: str) -> Answer:
        """Answer a request, after every change that is known by now."""
        assert self._loop is not None  # requests come while the loop runs
        if file := await self._loop.run_in_executor(self._files, self.session.file, path):
            return file
        self._waiting += 1
        try:
            answer, generation = await self._loop.run_in_executor(self._thread, self._page, path)
        finally:
            self._waiting -= 1
            self._last_wanted = self._loop.time()
        self._served[address] = generation
        return answer

    def _page(self, path: str) -> tuple[Answer, int]:
        return self.session.page(path), self.session.generation

    def knows(self, name: str) -> bool:
        """Tell whether the preview goes by a host name."""
        return goes_by(name, self.host)

    @property
    def base(self) -> str:
        """The path that the site lives under."""
        return self.session.base

    def is_stale(self, address: str) -> bool:
        """Tell whether what was last served at an address is older than the site as it is now."""
        return address in self._served and (self._is_reading or self._served[address] < self.session.generation)

    def get_web_handlers(self, script: object) -> list[tuple[str, type, dict[str, object]]]:  # noqa: ARG002 - theirs
        """Give what answers requests for pages; they put in the script themselves."""
        return [(r".*", PageRequest, {"preview": self})]

    # running

    def run(self, *, open_browser: bool = False, progress: Progress = quiet, begun: Callable[[], object] = list) -> None:
        """Read the site, serve it, and follow its changes until SIGINT or SIGTERM.

        `progress` is told of the first reading, and `begun` is called after it.
        """
        try:
            with ended_by_signals(self.session.stop):
                gc.disable()  # it would stop the work now and then for longer than the rest takes; `_follow` sees to it
                self.session.begin(progress)
                begun()
                # the pool may fork while this is the only thread, and must not once there are others
                os.environ.setdefault("COMMUNIQUE_START_METHOD", "spawn")
                asyncio.run(self._serve(open_browser=open_browser))
        except (KeyboardInterrupt, StoppedError):
            pass
        finally:
            self.session.stop()
            self._watch.stop()
            self._thread.shutdown(cancel_futures=True)
            self._files.shutdown(cancel_futures=True)
            self.session.close()
            gc.enable()
            for s in self.sockets:
                s.close()

    async def _serve(self, *, open_browser: bool) -> None:
        loop = self._loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        for number in endings():
            with contextlib.suppress(NotImplementedError):  # Windows: KeyboardInterrupt does it there
                loop.add_signal_handler(number, ended.set)
        for name in ("livereload", "tornado"):  # their chatter is not the editor's concern
            logging.getLogger(name).addHandler(logging.NullHandler())
            logging.getLogger(name).propagate = False
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = True
        self.watcher.watch(str(self.session.site))
        LiveReloadHandler.start_tasks()
        application = web.Application(
            [
                (r"/livereload", ReloadSocket, {"preview": self}),
                (r"/livereload\.js", LiveReloadJSHandler),
                (rf"{EXPLAINED}(.*)", ExplanationRequest, {"preview": self}),
                *self.get_web_handlers(None),
            ],
            log_function=lambda _: None,
        )
        server = HTTPServer(application)
        server.add_sockets(self.sockets)
        self._watch.start(self._before)
        following = asyncio.create_task(self._follow())
        title = self.session.title or self.session.site.name
        print(f"{title}: {self.address} (Ctrl-C ends the preview)", flush=True)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(self.address,), daemon=True).start()
        try:
            if not self.session.is_stopped:
                await ended.wait()
        finally:
            server.stop()
            self.session.stop()
            self._watch.stop()
            following.cancel()
            self._thread.shutdown(wait=False, cancel_futures=True)
            for waiter in LiveReloadHandler.waiters.copy():
                waiter.close(1001)
            await asyncio.sleep(0)
            await server.close_all_connections()

    def _tell(self, changed: set[str]) -> None:
        """Take note of changes, from the watch's thread."""
        assert self._loop is not None  # the watch starts when the loop runs
        with contextlib.suppress(RuntimeError):  # the loop has been closed
            self._loop.call_soon_threadsafe(self._note, changed)

    def _note(self, changed: set[str]) -> None:
        self._changed |= changed
        self._wake.set()

    async def _follow(self) -> None:
        """Read the site after changes: first what has changed, and all of it when nobody waits; see `Session`.

        Changes that come meanwhile are the next turn's.
        """
        assert self._loop is not None
        changed: set[str] = set()
        unsettled, tries = True, 0
        with contextlib.suppress(StoppedError):
            while True:
                if unsettled and not await self._wakes_soon():
                    unsettled, tries = not await self._settle(changed, insist=tries > MOST_TRIES), tries + 1
                    if unsettled:
                        continue
                    changed, tries = set(), 0
                await self._rest()
                self._wake.clear()
                new, self._changed = self._changed, set()
                changed |= new
                unsettled = not await self._read(new, changed)
                if not unsettled:
                    changed = set()

    async def _wakes_soon(self) -> bool:
        """Wait until something has changed, or for a while in which nobody has wanted anything; tell which it was."""
        assert self._loop is not None
        while not self._wake.is_set():
            rest = self._last_wanted + QUIET_S - self._loop.time()
            if rest <= 0 and not self._waiting:
                return False
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._wake.wait(), max(rest, QUIET_S / 10))
        return True

    async def _read(self, new: set[str], changed: set[str]) -> bool:
        """Read what is new, and have open pages load again; tell whether all has been read, so that nothing need follow.

        They are told at once, and what they ask for is answered after the reading.
        """
        assert self._loop is not None
        styles = stylesheets(new) if self._is_well else []
        self._is_reading = not styles
        reading = self._loop.run_in_executor(self._thread, self._ahead, new)
        if not styles:
            LiveReloadHandler.reload_waiters()
        try:
            refreshed = await reading
        finally:
            self._is_reading = False
            self._last_wanted = self._loop.time()
        for style in styles:
            LiveReloadHandler.reload_waiters(style)
        whole = not self.session.is_ahead
        what = named(self.session.site, changed)
        self._voice.timed(refreshed.stages)
        self._is_well = not (has_errors(refreshed.issues) or refreshed.failure)
        if whole or not self._is_well:
            self._report(what, refreshed, whole=whole)
        return whole

    def _ahead(self, new: set[str]) -> Refreshed:
        """Read what is new alone, or else all."""
        return self.session.ahead(new) or self.session.refresh()

    async def _settle(self, changed: set[str], *, insist: bool) -> bool:
        """Read all; tell whether it could be done before somebody wanted something else."""
        assert self._loop is not None

        def wanted() -> bool:
            return not insist and (self._waiting > 0 or self._wake.is_set())

        try:
            refreshed, differs = await self._loop.run_in_executor(self._thread, self.session.settle, wanted)
        except PostponedError:
            self._last_wanted = self._loop.time()
            return False
        what = named(self.session.site, changed) if changed else ""
        self._voice.timed(refreshed.stages)
        self._report(what, refreshed)
        if differs:
            LiveReloadHandler.reload_waiters()
        self._uncollected += 1
        return True

    async def _rest(self) -> None:
        """Wait for a change; when nobody has wanted anything for a while, clear up what earlier readings have left in memory.

        Nothing else is done meanwhile, for 0.2 s at 10,000 stories.
        """
        assert self._loop is not None
        while not self._wake.is_set() and self._uncollected:
            idle = self._loop.time() - self._last_wanted
            if self._uncollected >= MOST_UNCOLLECTED or (idle >= IDLE_S and not self._waiting):
                await self._loop.run_in_executor(self._thread, gc.collect)
                self._uncollected = 0
            else:
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), max(IDLE_S - idle, QUIET_S))
        await self._wake.wait()

    def _report(self, what: str, refreshed: Refreshed, *, whole: bool = True) -> None:
        """Say what came of reading the site: of its faults, those that were not told of before."""
        errors = [i for i in refreshed.issues if i.severity == "error"]
        self._is_well = not (errors or refreshed.failure)
        lead = f"{what} changed: " if what else ""
        new = [] if refreshed.failure else self._told.news(refreshed.issues, whole=whole)
        if refreshed.failure:
            came = "not read"
        elif errors:
            came = f"{len(errors):,} error{'s' if len(errors) > 1 else ''}"
            old = len(errors) - sum(1 for i in new if i.severity == "error")
            came += ", told above" if old == len(errors) else f", {old:,} of them told above" if old else ""
        else:
            came = f"{refreshed.pages:,} pages"
        before, self._partly = self._partly, [] if whole else errors
        if not (whole and before and before == errors and not new):
            self._voice.say(f"{lead}{came} in {refreshed.seconds:.2f} s")
        if new:
            self._voice.show(new)
        if whole and self._is_well and self._told.all_mended():
            self._voice.mended()
