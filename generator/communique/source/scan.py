"""Finding the files under a site's folder without following anything out of it."""

import os
from pathlib import Path

import msgspec

from communique.model.issue import Issue


class SourceFile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file as the file system knows it."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    size: int
    mtime_ns: int
    ctime_ns: int
    """Changes with every write, even where a tool puts the modification time back."""
    inode: int

    @property
    def stamp(self) -> tuple[int, int, int, int]:
        """What changes whenever the contents may have."""
        return self.size, self.mtime_ns, self.ctime_ns, self.inode


def scan(site: Path, folder: str) -> tuple[list[SourceFile], list[Issue]]:
    """List every regular file under `folder` of the site, sorted by path, and the faults met on the way.

    Hidden files and editors' leavings (`.x`, `x~`, `#x#`) are passed over. A symbolic link is followed where its target
    lies inside the site's folder and is not one of the folders above it; every other is an issue.
    """
    files: list[SourceFile] = []
    issues: list[Issue] = []
    root = os.path.realpath(site)
    top = os.path.join(root, folder)
    if not os.path.isdir(top):
        return files, issues
    todo: list[tuple[str, str, tuple[str, ...]]] = [(top, folder, (os.path.realpath(top),))]
    while todo:
        directory, relative, above = todo.pop()
        try:
            entries = list(os.scandir(directory))
        except OSError as e:
            issues.append(Issue(relative, 0, 0, f"cannot be read: {e.strerror}.", code="unreadable"))
            continue
        for entry in entries:
            name = entry.name
            if name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp")):
                continue
            path = f"{relative}/{name}"
            try:
                path.encode()
            except UnicodeEncodeError:
                shown = path.encode(errors="surrogateescape").decode(errors="replace")
                issues.append(
                    Issue(shown, 0, 0, "its name is not UTF-8.", "Rename the file.", code="file-name-not-utf-8")
                )
                continue
            try:
                real = ""
                if entry.is_symlink():
                    real = os.path.realpath(entry.path)
                    if real != root and not real.startswith(root + os.sep):
                        issues.append(
                            Issue(
                                path,
                                0,
                                0,
                                "is a symbolic link out of the site's folder.",
                                "Copy what it points to into the site.",
                                code="link-out-of-site",
                            )
                        )
                        continue
                    if real in above or not os.path.exists(real):
                        issues.append(
                            Issue(
                                path,
                                0,
                                0,
                                "is a symbolic link that leads nowhere or back to a folder above it.",
                                "Remove the link.",
                                code="link-loop",
                            )
                        )
                        continue
                if entry.is_dir():
                    below = real or entry.path
                    todo.append((below, path, (*above, os.path.realpath(below))))
                elif entry.is_file():
                    s = entry.stat()
                    files.append(SourceFile(path, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino))
            except OSError as e:
                issues.append(Issue(path, 0, 0, f"cannot be read: {e.strerror}.", code="unreadable"))
    files.sort(key=lambda f: f.path)
    issues.sort()
    return files, issues


def decode(path: str, data: bytes) -> str | Issue:
    """Decode a content file: UTF-8, with or without a byte order mark; line ends become `\\n`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Issue(path, 1, 1, "is written in UTF-16.", "Save it as UTF-8.", code="not-utf-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        before = data[: e.start].decode(errors="replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        return Issue(
            path,
            line,
            column,
            f"the byte 0x{data[e.start]:02X} is not UTF-8; the file looks like Latin-1 or Windows-1252.",
            "Save it as UTF-8.",
            code="not-utf-8",
        )
    if "\0" in text:
        at = text.index("\0")
        return Issue(
            path,
            text.count("\n", 0, at) + 1,
            at - text.rfind("\n", 0, at),
            "holds a NUL character, which no text has.",
            "Remove it, or see whether the file is damaged.",
            code="nul-character",
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
