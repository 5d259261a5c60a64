"""Watching a site from a thread: what has changed since it was last read."""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import watchfiles

from communique.preview.files import (
    Stamp,
    Stamps,
    difference,
    passed_over,
    settings_file,
    stamp,
    stamps,
    watched_folders,
    with_files,
)

STEP_MS = 15
"""Changes closer to each other than this are one."""
SETTLE_S = 1.6
"""The longest that a run of changes is waited for."""
LOOK_MS = 200
"""How often the few things that notices cannot tell of are looked at."""
POLL_S = 0.3


class Watch:
    """Tells of every change in a site's files, from a thread of its own.

    Notices come from the operating system by way of watchfiles. Three things they miss are seen by looking: what
    changed before the notices began, a folder that comes, goes or is replaced, and `site.toml`, which editors replace
    by renaming.
    """

    def __init__(
        self, site: Path, tell: Callable[[set[str]], object], say: Callable[[str], object], *, poll: bool = False
    ) -> None:
        self._folders = watched_folders(site)
        self._settings = settings_file(site)
        self._tell = tell
        self._say = say
        self._poll = poll
        self._before: Stamps = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def look(self) -> Stamps:
        """Give the stamps of all files as they are now."""
        return stamps(self._folders, [self._settings])

    def start(self, before: Stamps) -> None:
        """Begin. What differs from `before`, taken before the site was read, is the first change."""
        self._before = before
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            if self._poll:
                self._look_again_and_again()
                return
            try:
                self._listen()
            except FileNotFoundError:
                self._stop.wait(LOOK_MS / 1000)  # a folder went just then; the next turn does without
            except (OSError, RuntimeError) as e:  # no notices left to give, or none for this file system
                self._say(f"the system does not tell of changes ({e}); looking for them instead, as with --poll")
                self._poll = True

    def _places(self) -> dict[str, Stamp | None]:
        """Give what is looked at beside notices: `site.toml` whole, and which folders there are."""
        found: dict[str, Stamp | None] = {str(self._settings): stamp(self._settings)}
        for folder in self._folders:
            s = stamp(folder) if folder.is_dir() else None
            found[str(folder)] = (0, 0, 0, s[3]) if s else None
        return found

    def _listen(self) -> None:
        """Tell of changes until a folder comes or goes, and the notices must be asked for anew."""
        places = self._places()
        folders = [f for f in self._folders if places[str(f)]]
        begun = False
        for noticed in self._notices(folders):
            changed = with_files(noticed)
            if not begun:
                begun = True
                changed |= difference(self._before, self.look())
            now = self._places()
            moved = {path for path, there in now.items() if there != places[path]}
            anew = moved - {str(self._settings)}
            if anew:
                self._before = self.look()  # before telling: what comes later is a change of its own
            if changed or moved:
                self._tell(changed | moved)
            if anew:
                return
            places = now

    def _notices(self, folders: list[Path]) -> Iterator[set[str]]:
        if not folders:
            while not self._stop.wait(LOOK_MS / 1000):
                yield set()
            return
        with contextlib.closing(
            watchfiles.watch(
                *folders,
                watch_filter=self._counts,
                debounce=int(SETTLE_S * 1000),
                step=STEP_MS,
                stop_event=self._stop,
                rust_timeout=LOOK_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
                ignore_permission_denied=True,
            )
        ) as batches:
            for batch in batches:
                yield {path for _, path in batch}

    def _counts(self, _: watchfiles.Change, path: str) -> bool:
        for folder in self._folders:
            top = f"{folder}{os.sep}"
            if path.startswith(top):
                return not any(passed_over(name) for name in path.removeprefix(top).split(os.sep))
        return True

    def _look_again_and_again(self) -> None:
        # watchfiles' own polling compares whole seconds, and would miss a second save within one
        cost = 0.0
        while not self._stop.wait(max(POLL_S, 10 * cost)):
            start = time.perf_counter()
            now = self.look()
            cost = time.perf_counter() - start
            if now == self._before:
                continue
            until = time.monotonic() + SETTLE_S
            while time.monotonic() < until and not self._stop.wait(STEP_MS / 1000):
                later = self.look()
                if later == now:
                    break
                now = later
            changed = difference(self._before, now)
            self._before = now
            if changed:
                self._tell(changed)
