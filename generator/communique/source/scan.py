"""Finding the files under a site's folder without following anything out of it."""

import os
import re
from pathlib import Path

import msgspec

from communique.model.issue import Issue
from communique.source.characters import code_point, invisible, shown

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
    def stamp(self) -> str:
        """What changes whenever the contents may have."""
        return f"{self.size} {self.mtime_ns} {self.ctime_ns} {self.inode}"


def scan(site: Path, folder: str) -> tuple[list[SourceFile], list[Issue]]:
    """List every regular file under `folder` of the site, sorted by path, and the faults met on the way.

    Hidden files and editors' leavings (`.x`, `x~`, `#x#`) are passed over; `.well-known`, at the top, is not. A symbolic link
    is followed where its target lies inside the site's folder and is not one of the folders above it; every other is an issue,
    as is what is neither a file nor a folder.
    """
    files: list[SourceFile] = []
    issues: list[Issue] = []
    root = os.path.realpath(site)
    top = os.path.join(root, folder)
    if not os.path.lexists(top):
        return files, issues
    target = os.path.realpath(top)
    if os.path.islink(top) and (issue := _strange_link(folder, target, root, ())):
        return files, [issue]
    if not os.path.isdir(top):
        hint = "Rename it: a folder of that name has a meaning here."
        return files, [Issue(folder, 0, 0, "is not a folder.", hint, code="not-a-folder")]
    todo: list[tuple[str, str, tuple[str, ...]]] = [(target, folder, (target,))]
    while todo:
        directory, relative, above = todo.pop()
        try:
            entries = list(os.scandir(directory))
        except OSError as e:
            issues.append(Issue(relative, 0, 0, f"cannot be read: {e.strerror}.", _READABLE, code="not-readable"))
            continue
        for entry in entries:
            path = f"{relative}/{entry.name}"
            if _is_passed_over(entry.name) and path != f"{folder}/.well-known":
                continue
            if issue := strange_name(path, entry.name):
                issues.append(issue)
                continue
            try:
                below = entry.path
                if entry.is_symlink():
                    below = os.path.realpath(entry.path)
                    if issue := _strange_link(path, below, root, above):
                        issues.append(issue)
                        continue
                if entry.is_dir():
                    todo.append((below, path, (*above, below)))  # real already: the folder above it is, and links are followed
                elif entry.is_file():
                    s = entry.stat()
                    files.append(SourceFile(path, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino))
                else:
                    issues.append(_neither(path))
            except OSError as e:
                issues.append(Issue(path, 0, 0, f"cannot be read: {e.strerror}.", _READABLE, code="not-readable"))
    files.sort(key=lambda f: f.path)
    issues.sort()
    return files, issues


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith(("~", ".swp", ".tmp")) or (name[0] == name[-1] == "#" and len(name) > 1)


def strange_name(path: str, name: str) -> Issue | None:
    """Tell of a name that does not survive the way into a page or onto a host."""
    if name.isascii() and name.isprintable():
        return None
    try:
        name.encode()
    except UnicodeEncodeError:
        said = path.encode(errors="surrogateescape").decode(errors="replace")
        return Issue(shown(said), 0, 0, "its name is not UTF-8.", "Rename the file.", code="file-name-not-utf-8")
    if c := invisible(name):
        message = f"its name holds the character {code_point(c)}, which cannot be seen."
        return Issue(shown(path), 0, 0, message, "Rename the file.", code="file-name-invisible")
    return None


def _strange_link(path: str, target: str, root: str, above: tuple[str, ...]) -> Issue | None:
    """Tell of a symbolic link that leads out of the site, to nowhere, or to what holds it."""
    if target != root and not target.startswith(root + os.sep):
        message, hint = "is a symbolic link out of the site's folder.", "Copy what it points to into the site."
        return Issue(path, 0, 0, message, hint, code="symlink-out-of-site")
    if not os.path.exists(target) or target == root or any(f"{a}/".startswith(f"{target}/") for a in above):
        message = "is a symbolic link that leads nowhere or back to a folder above it."
        return Issue(path, 0, 0, message, "Remove the link.", code="symlink-loop")
    return None


def _neither(path: str) -> Issue:
    message = "is neither a file nor a folder, so that nothing can be read from it."
    return Issue(path, 0, 0, message, "Remove it from the site's folder.", code="not-a-file")


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
