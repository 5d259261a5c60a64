"""The files that a preview follows: which they are, and what tells that they have changed."""

import os
from collections.abc import Iterable
from pathlib import Path

from communique.model.theme import shipped
from communique.source.settings import FILE

Stamp = tuple[int, int, int, int]
"""Size, modification and change time in nanoseconds, and inode: one of them differs after every write."""
Stamps = dict[str, Stamp]
"""By absolute path."""

_THEME = ("templates", "static")
_LEAVINGS = ("~", ".swp", ".swx", ".tmp", "___jb_tmp___", "___jb_old___")


def settings_file(site: Path) -> Path:
    """Give the file that holds a site's settings."""
    return site / FILE


def theme_folders(site: Path) -> list[Path]:
    """Give the folders of templates and static files: the site's own, and the shipped ones when run from a checkout."""
    found = [site / kind for kind in _THEME]
    for kind in _THEME:
        folder = shipped(kind)
        installed = folder.parent.name == "theme"  # inside a wheel, where nobody edits
        if not installed and folder not in found:
            found.append(folder)
    return found


def watched_folders(site: Path) -> list[Path]:
    """Give every folder to follow, whether it is there or not."""
    return [site / "content", *theme_folders(site)]


def is_below(path: str, folders: Iterable[Path]) -> bool:
    """Tell whether a path is one of the folders or lies in one."""
    return any(path == str(f) or path.startswith(f"{f}{os.sep}") for f in folders)


def passed_over(name: str) -> bool:
    """Tell whether a name is hidden or an editor's leaving, which no build reads."""
    return name.startswith((".", "#")) or name.endswith(_LEAVINGS) or name == "4913"  # vim's test of a folder


def stamp(path: str | Path) -> Stamp | None:
    """Give the stamp of a file or folder, None where there is none."""
    try:
        s = os.stat(path)
    except (OSError, ValueError):
        return None
    return s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino


def stamps(folders: Iterable[Path], files: Iterable[Path] = ()) -> Stamps:
    """Give the stamp of every file in the folders and of the files named; links to folders are followed once."""
    found: Stamps = {}
    for file in files:
        if s := stamp(file):
            found[str(file)] = s
    todo = [str(f) for f in folders]
    seen: set[str] = set()
    while todo:
        folder = todo.pop()
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            if passed_over(entry.name):
                continue
            try:
                if entry.is_dir():
                    todo.append(entry.path)
                elif s := stamp(entry.path):
                    found[entry.path] = s
            except OSError:
                continue
    return found


def with_files(changed: Iterable[str]) -> set[str]:
    """Give the paths with every file below a folder in its place: those written while a folder is new go unnoticed."""
    found: set[str] = set()
    for path in changed:
        found |= stamps([Path(path)]).keys() if os.path.isdir(path) else {path}
    return found


def difference(before: Stamps, after: Stamps) -> set[str]:
    """Give the paths that have come, gone or changed."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def stylesheets(changed: set[str]) -> list[str]:
    """Name the stylesheets that changed, which livereload puts in without loading the page again; none where more changed."""
    if all(path.endswith(".css") and os.path.isfile(path) for path in changed):
        return sorted({os.path.basename(path) for path in changed})
    return []


def named(site: Path, changed: set[str]) -> str:
    """Name what has changed: one file by its path in the site, and how many more."""
    files = [p for p in changed if not os.path.isdir(p)] or changed  # a new file's folder has changed with it
    paths = sorted(files, key=lambda p: (not os.path.exists(p), not Path(p).is_relative_to(site), p))
    first = Path(paths[0])
    name = first.relative_to(site).as_posix() if first.is_relative_to(site) else str(first)
    return f"{name} and {len(paths) - 1:,} more" if len(paths) > 1 else name
