"""Finding the files under a site's folder without following anything out of it."""

import os
import re
from pathlib import Path

import msgspec

from communique.model.issue import Issue

_READABLE = "Look at its permissions, and whether its disk is there."


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
            issues.append(Issue(relative, 0, 0, f"cannot be read: {e.strerror}.", _READABLE, code="unreadable"))
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
                issues.append(Issue(shown, 0, 0, "its name is not UTF-8.", "Rename the file.", code="file-name-not-utf-8"))
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
                issues.append(Issue(path, 0, 0, f"cannot be read: {e.strerror}.", _READABLE, code="unreadable"))
    files.sort(key=lambda f: f.path)
    issues.sort()
    return files, issues


_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that neither YAML nor XML, which feeds are, allows; U+0085 to U+009F come of Windows-1252 taken for Latin-1."""
_CONTROL_BYTES = bytes(c for c in range(128) if _CONTROL.match(chr(c)))
"""Those of one byte: deleting these from the bytes is many times faster than looking for all in the text."""


def decode(path: str, data: bytes) -> str | Issue:
    """Decode a content file: UTF-8, with or without a byte order mark; line ends become those of Unix."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Issue(path, 1, 1, "is written in UTF-16.", _AS_UTF_8, code="not-utf-8")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as e:
        place = _place(data[: e.start].decode(errors="replace"))
        message = f"the byte 0x{data[e.start]:02X} is not UTF-8; the file looks like Latin-1 or Windows-1252."
        return Issue(path, *place, message, _AS_UTF_8, code="not-utf-8")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    suspect = len(data.translate(None, _CONTROL_BYTES)) != len(data) or b"\xc2" in data or b"\xef\xbf" in data
    if suspect and (m := _CONTROL.search(text)):
        code = ord(m[0])
        message = f"holds the control character U+{code:04X}, which no text has."
        hint = "Remove it; other programs may not show it."
        if code == 0:
            hint = "See whether the file is damaged, or written in UTF-16; if it is, save it as UTF-8."
        elif 0x80 <= code <= 0x9F:
            hint = "A quotation mark or dash from an old Windows program, it seems: write it anew."
        return Issue(path, *_place(text[: m.start()]), message, hint, code="control-character")
    return text


_AS_UTF_8 = "Save it as UTF-8: most editors have that in 'Save as', under 'Encoding'."


def _place(before: str) -> tuple[int, int]:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
