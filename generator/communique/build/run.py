"""A build, from start to end: the one orchestrator."""

import errno
import os
import sqlite3
import time
from pathlib import Path

from communique.build.options import Options, Progress, quiet
from communique.build.result import BuildResult
from communique.build.standing import Standing
from communique.build.unchanged import look, unchanged
from communique.model.digest import digest_bytes
from communique.output.folder import OutputError, OutputFolder
from communique.source import settings
from communique.store import Store, forget


def store_path(site: Path, output: Path) -> Path:
    """Give the store's file for one site and one output folder."""
    mark = digest_bytes(os.path.abspath(output).encode()).hex()[:8]
    return site / ".communique" / f"{output.name or 'root'}-{mark}.sqlite"


def build(site: Path, output: Path, options: Options, *, clean: bool = False, progress: Progress = quiet) -> BuildResult:
    """Build a site into an output folder.

    Faults in the input come back in the result, and the output stays as it was. Raises OutputError where the output cannot
    be used, or the disk is full.
    """
    site, output = site.resolve(), Path(os.path.abspath(output))
    own = [site / d for d in ("content", "templates", "static", ".communique")]
    if output == site or output in site.parents or any(d == output or d in output.parents for d in own):
        raise OutputError(f"{output} cannot be the output folder: the site's own files are there.")
    if not (site / settings.FILE).is_file():
        return BuildResult(issues=settings.load(site)[1])  # nothing is written into a folder that is no site
    folder = OutputFolder(output)
    with folder.claimed():
        folder.keep_to(options.as_of)
        path = store_path(site, output)
        if clean:
            forget(path)
        try:
            try:
                return _with_store(site, folder, path, options, progress)
            except sqlite3.DatabaseError as e:
                if "full" in str(e) or "locked" in str(e) or "readonly" in str(e):
                    raise
                forget(path)  # damaged in a part that opening it did not read; nothing in it is worth keeping
                return _with_store(site, folder, path, options, progress)
        except sqlite3.DatabaseError as e:
            said = "the disk is full" if "full" in str(e) else f"it cannot be used ({e})"
            raise OutputError(f"{path}: {said}. The site is as it was, or partly new; build again.") from e
        except OSError as e:
            if e.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise OutputError(f"the disk is full: {e.filename or output}. The site is as it was.") from e
            raise OutputError(f"{e.filename or output}: {e.strerror}. The site may be partly new; build again.") from e
        finally:
            folder.clear_stage()


def _with_store(site: Path, folder: OutputFolder, path: Path, options: Options, progress: Progress) -> BuildResult:
    """Build with the store at `path`."""
    start = time.perf_counter()
    with Standing(folder.path, path) as standing, Store(path) as store:
        seen = look(site, options.key)
        note = unchanged(seen, standing, store, options.moment)
        if note:
            return BuildResult(
                planned=note.planned,
                pages=note.pages,
                unchanged=note.planned,
                issues=list(note.issues),
                seconds={"compare": time.perf_counter() - start},
            )
        from communique.build.write import build_changed  # brings all that makes pages, half a second's worth

        return build_changed(site, folder, store, seen, standing, options, progress)
