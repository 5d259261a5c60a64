"""The stage: where new files lie until all of them are made, and their way from there into place."""

import contextlib
import errno
import os
import stat

import msgspec

from communique.output.folder import OutputFolder, folders


class Placed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file that is ready to be moved into place, or stands there already with these very bytes."""

    path: str
    """Relative to the output folder."""
    staged: str
    """Where it lies until it is moved; empty where it stands in place."""
    size: int
    mtime_ns: int


class Staged:
    """Writes files to the stage, and moves them into place.

    What belongs in a folder that the output has not yet is staged in a tree that is shaped as the output is, and moves with
    its folder, at once; the rest lies in one folder of this lane, and moves file by file.
    """

    def __init__(self, output: OutputFolder, lane: str) -> None:
        self._output = output
        self._folder = str(output.path)
        self._tree = str(output.stage / "new")
        self._lane = str(output.stage / lane)
        self._known: dict[str, bool] = {}
        """Folders, relative to the output, and whether they are there."""
        self._made: set[str] = set()
        """Folders made on the stage."""
        self._moved: set[str] = set()
        self._count = 0

    def put(self, path: str, data: bytes) -> Placed:
        """Write a file's contents to the stage, unless the output has these bytes already."""
        there = _same(f"{self._folder}/{path}", data)
        if there:
            return Placed(path, "", there.st_size, there.st_mtime_ns)
        parent = path.rpartition("/")[0]
        if self._is_there(parent):
            self._count += 1
            folder = self._lane
            name = f"{folder}/{self._count}"
        else:
            folder = f"{self._tree}/{parent}"
            name = f"{self._tree}/{path}"
        if folder not in self._made:
            self._made.add(folder)
            try:
                os.mkdir(folder)
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)
            except FileExistsError:
                pass  # another worker has made it
        with open(name, "wb", buffering=0) as f:
            f.write(data)
            written = os.fstat(f.fileno())
        if written.st_size != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        return Placed(path, name, written.st_size, written.st_mtime_ns)

    def place(self, placed: Placed) -> None:
        """Move a staged file into place, and with it all that is staged in a folder that is new."""
        if not placed.staged:
            return
        if placed.staged.startswith(self._tree):
            for folder in reversed(list(folders(placed.path))):
                if folder in self._moved:
                    return
                if self._is_there(folder):
                    continue
                if os.path.lexists(f"{self._folder}/{folder}"):
                    break  # what was a file shall be a folder
                os.rename(f"{self._tree}/{folder}", f"{self._folder}/{folder}")
                self._moved.add(folder)
                return
        try:
            os.replace(placed.staged, f"{self._folder}/{placed.path}")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            self._output.make_way(placed.path)
            os.replace(placed.staged, f"{self._folder}/{placed.path}")

    def _is_there(self, folder: str) -> bool:
        """Tell whether the output has a folder."""
        known = self._known.get(folder)
        if known is None:
            known = self._known[folder] = os.path.isdir(f"{self._folder}/{folder}")
        return known


def _same(path: str, data: bytes) -> os.stat_result | None:
    """Give the state of the file at `path` where it holds these bytes."""
    with contextlib.suppress(OSError):
        state = os.lstat(path)
        if state.st_size == len(data) and stat.S_ISREG(state.st_mode):
            with open(path, "rb", buffering=0) as f:
                return state if f.read() == data else None
    return None
