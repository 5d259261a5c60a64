"""The output folder, its lock, and the list of what we wrote there.

`.communique/files` lists every file that we wrote or are about to write, so that what others put into the folder is never
taken for ours, even when the store is lost. New pages are made under `.communique/stage/` and moved into place when all of
them are there: a fault, a full disk or a crash before that leaves the site as it was.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

PRIVATE = ".communique"

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class OutputError(Exception):
    """The output folder cannot be used; the message is for people."""


class OutputFolder:
    """A folder that holds a built site."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._private = path / PRIVATE
        self._list = self._private / "files"
        self.stage = self._private / "stage"

    @contextlib.contextmanager
    def claimed(self) -> Iterator[None]:
        """Claim the folder for one build: mark it as ours where it is new or empty, and lock it.

        Raises OutputError where it holds files that are not ours, where another build is under way, or where it cannot be
        written to.
        """
        if self.path.is_symlink() and not self.path.exists():
            raise OutputError(f"{self.path} is a symbolic link that leads nowhere.")
        if self.path.exists() and not self.path.is_dir():
            raise OutputError(f"{self.path} is a file, not a folder.")
        try:
            if not self._list.exists() and self.path.exists() and any(n != PRIVATE for n in os.listdir(self.path)):
                raise OutputError(
                    f"{self.path} holds files that Communiqué did not write. Name an empty or a new folder with --output."
                )
            self._private.mkdir(parents=True, exist_ok=True)
            lock = os.open(self._private / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as e:
            raise OutputError(f"{self.path} cannot be written to: {e.strerror}.") from e
        try:
            try:
                _lock(lock)
            except OSError as e:
                raise OutputError(f"another build is writing to {self.path}. Wait until it has ended.") from e
            try:
                if not self._list.exists():
                    self._write_list(())
                self.clear_stage()
            except OSError as e:
                raise OutputError(f"{self.path} cannot be written to: {e.strerror}.") from e
            yield
        finally:
            os.close(lock)

    def files(self) -> set[str]:
        """Give the files that we wrote, as paths relative to the folder."""
        try:
            return set(self._list.read_text("utf-8").splitlines())
        except (OSError, UnicodeDecodeError):
            return set()

    def _write_list(self, files: Iterable[str]) -> None:
        text = "".join(f"{f}\n" for f in sorted(files))
        temporary = self._private / "files.new"
        temporary.write_text(text, "utf-8")
        os.replace(temporary, self._list)

    def announce(self, files: Collection[str], known: Collection[str]) -> list[str]:
        """List files before they are written; give those of them that others have put there, which stay untouched."""
        new = [f for f in files if f not in known]
        foreign = [f for f in new if os.path.lexists(self.path / f)]
        if new and not foreign:
            self._write_list({*known, *new})
        return sorted(foreign)

    def settle(self, files: Collection[str], known: Collection[str]) -> list[str]:
        """Remove what we wrote and no longer want, with folders left empty, and list what is there; give what was removed."""
        gone = sorted(set(known) - set(files))
        for name in gone:
            (self.path / name).unlink(missing_ok=True)
        for folder in sorted({p for name in gone for p in _folders(name)}, key=len, reverse=True):
            with contextlib.suppress(OSError):  # not empty, or gone
                (self.path / folder).rmdir()
        if gone or set(files) != set(known):
            self._write_list(files)
        return gone

    def clear_stage(self) -> None:
        """Remove what a build that did not end has left."""
        shutil.rmtree(self.stage, ignore_errors=True)


def _folders(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rsplit("/", 1)[0]
        yield name


class Staged:
    """Writes files to the stage, and moves them into place."""

    def __init__(self, folder: OutputFolder, lane: str) -> None:
        self._folder = str(folder.path)
        self._stage = str(folder.stage / lane)
        self._made: set[str] = set()
        self._count = 0

    def put(self, path: str, data: bytes) -> str:
        """Write a file's contents to the stage; give its name there, empty where the output has these bytes already."""
        if _same(os.path.join(self._folder, path), data):
            return ""
        if not self._count:
            os.makedirs(self._stage, exist_ok=True)
        self._count += 1
        name = os.path.join(self._stage, str(self._count))
        with open(name, "wb", buffering=0) as f:
            f.write(data)
        return name

    def place(self, staged: str, path: str) -> os.stat_result:
        """Move a staged file into place (nothing to move where its name is empty), and say how it stands there."""
        target = os.path.join(self._folder, path)
        if staged:
            parent = os.path.dirname(target)
            if parent not in self._made:
                os.makedirs(parent, exist_ok=True)
                self._made.add(parent)
            os.replace(staged, target)
        return os.stat(target)


def _same(path: str, data: bytes) -> bool:
    try:
        if os.path.islink(path) or os.stat(path).st_size != len(data):
            return False
        with open(path, "rb", buffering=0) as f:
            return f.read() == data
    except OSError:
        return False
