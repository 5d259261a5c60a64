"""Writing a folder's first files: all of them or none, and never over what is there."""

import contextlib
import os
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

PLAIN = "See whether it does what is wanted."
_BESIDE = ("readme", "license", "licence", "copying", "notice", "authors", "contributing", "code_of_conduct", "security")
"""What a forge puts into a new repository, and people put beside a work, by the beginnings of their names."""


class InTheWayError(Exception):
    """Something is where the files would go; the message is for people."""


def write(folder: Path, files: Mapping[str, str], *, dry: bool = False) -> dict[str, str]:
    """Write files into a folder that is new, or holds nothing but what may stand beside them.

    They are written to a hidden folder first and then moved, so that a full disk, Ctrl-C or SIGTERM leaves nothing behind. What
    a killed run has left is removed. Gives the files that were there already, which stay as they are. With `dry`, only looks.
    Raises InTheWayError and OSError.
    """
    _look(folder)
    if dry:
        return {}
    is_new = not folder.exists()
    first = next((p for p in [*reversed(folder.parents), folder] if not p.exists()), folder)
    stage = folder.parent / f".{folder.name}.communique-init" if is_new else folder / ".communique-init"
    moved: list[Path] = []
    with _ended_by_signals():
        try:
            shutil.rmtree(stage, ignore_errors=True)
            for path, text in files.items():
                target = stage / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text.encode())  # the same ends of lines on every system
            if is_new:
                stage.rename(folder)
                return {}
            return _move(stage, folder, files, moved)
        except BaseException:
            for file in reversed(moved):
                file.unlink(missing_ok=True)
                _remove_empty(file.parent, folder)
            raise
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            if is_new and not folder.exists():
                _remove_empty(folder.parent, first.parent)


def _look(folder: Path) -> None:
    """Raise InTheWayError where the folder cannot be used."""
    if folder.exists() and not folder.is_dir():
        raise InTheWayError(f"{folder} is a file. Name a new folder.")
    if not folder.exists():
        return
    if (folder / "site.toml").exists():
        raise InTheWayError(f"{folder} holds an archive already: there is a site.toml. Name a new folder.")
    names = sorted(p.name for p in folder.iterdir())
    others = [n for n in names if not n.startswith(".") and not n.lower().startswith(_BESIDE)]
    if others:
        more = f" and {len(others) - 3:,} more" if len(others) > 3 else ""
        raise InTheWayError(
            f"{folder} is not empty: it holds {', '.join(others[:3])}{more}. Name a new folder; one with hidden files, "
            "a README and a licence will do, too."
        )


def _move(stage: Path, folder: Path, files: Mapping[str, str], moved: list[Path]) -> dict[str, str]:
    """Move files into place, `site.toml` the last: without it a folder is no archive."""
    kept = {}
    for path in sorted(files, key=lambda p: (p == "site.toml", p)):
        target = folder / path
        if os.path.lexists(target):
            kept[path] = files[path]
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        moved.append(target)
        (stage / path).rename(target)
    return kept


def _remove_empty(folder: Path, end: Path) -> None:
    """Remove empty folders, up to but not including `end`."""
    with contextlib.suppress(OSError):
        while folder != end:
            folder.rmdir()
            folder = folder.parent


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end the work as Ctrl-C does, so that it is tidied up."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        numbers = []

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, action in before.items():
            signal.signal(number, action)
