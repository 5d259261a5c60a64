"""The output folder, its lock, and the list of what we wrote there.

`.communique/files` lists every file that we wrote or are about to write, so that what others put into the folder is never
taken for ours, even when the store is lost. New pages are made under `.communique/stage/` and moved into place when all of
them are there: a fault, a full disk or a crash before that leaves the site as it was.
"""

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from communique.model.route import PRIVATE, output_path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


PATIENCE = 1.0
"""Seconds for the workers of a build that was killed to see that it is gone: they hold its lock until then."""


def _locked(descriptor: int) -> bool:
    """Lock a file; tell whether it could be."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            _lock(descriptor)
        except OSError:
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        else:
            return True


class OutputError(Exception):
    """The output folder cannot be used; the message is for people."""


class OutputFolder:
    """A folder that holds a built site."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._private = path / PRIVATE
        self._list = self._private / "files"
        self._day = self._private / "as-of"
        self.stage = self._private / "stage"
        self._files: frozenset[str] | None = None

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
            if not _locked(lock):
                raise OutputError(f"another build is writing to {self.path}. Wait until it has ended.")
            try:
                if not self._list.exists():
                    self._write_list(())
                self.clear_stage()
            except OSError as e:
                raise OutputError(f"{self.path} cannot be written to: {e.strerror}.") from e
            yield
        finally:
            if (
                self._files and self.path.is_dir() and not self._list.exists()
            ):  # removed meanwhile, and begun again by this build
                with contextlib.suppress(OSError):
                    self._private.mkdir(exist_ok=True)
                    self._write_list(self._files)
            os.close(lock)

    def keep_to(self, as_of: str) -> None:
        """See that the folder holds the archive as of this day and no other, or, where the day is empty, the living one.

        Raises OutputError where it holds something else.
        """
        try:
            there = self._day.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            there = ""
        if there == as_of:
            return
        if self.files():
            what = f"the archive as of {there}" if there else "the living site"
            wanted = f"the one as of {as_of}" if as_of else "the living site"
            raise OutputError(f"{self.path} holds {what}. Name another folder with --output for {wanted}.")
        if as_of:
            self._day.write_text(f"{as_of}\n", "utf-8")
        else:
            self._day.unlink()

    def files(self) -> frozenset[str]:
        """Give the files that we wrote, as paths relative to the folder."""
        if self._files is None:
            try:
                listed = self._list.read_text("utf-8").split("\0\n")
            except (OSError, UnicodeDecodeError):
                return frozenset()
            self._files = frozenset(name for name in listed if name and _is_ours(name))
        return self._files

    def _write_list(self, files: Collection[str]) -> None:
        self._files = frozenset(files)
        text = "\0\n".join(sorted(files))  # no file's name holds a NUL, and people may look at the list
        temporary = self._private / "files.new"
        temporary.write_text(text, "utf-8")
        os.replace(temporary, self._list)

    def announce(self, files: Collection[str]) -> None:
        """List files before they, and the folders for them, are made.

        Raises OutputError where others have put a file in the place of one of them.
        """
        known = self.files()
        new = [f for f in files if f not in known]
        absent: dict[str, bool] = {"": False}
        foreign = sorted({f for name in new if (f := self._foreign(name, known, absent))})
        if foreign:
            more = f" ({len(foreign)} such files)" if len(foreign) > 1 else ""
            raise OutputError(
                f"{self.path / foreign[0]} was put there by something other than Communiqué, "
                f"and a page belongs there{more}. Move it away."
            )
        if new:
            self._write_list({*known, *new})

    def _foreign(self, name: str, known: Collection[str], absent: dict[str, bool]) -> str:
        """Give the file of others that is in the way of a new file, or an empty text; `absent` is what is known of folders."""
        above = list(folders(name))
        for folder in reversed(above):
            if folder not in absent:
                path = f"{self.path}/{folder}"
                absent[folder] = absent[folder.rpartition("/")[0]] or not os.path.lexists(path)
                if not absent[folder] and folder not in known and not os.path.isdir(path):
                    return folder
        path = f"{self.path}/{name}"
        if (above and absent[above[0]]) or not os.path.lexists(path):
            return ""
        if os.path.islink(path) or not os.path.isdir(path):
            return name
        return next((f for f in self._below(name) if f not in known), "")

    def _below(self, name: str) -> Iterator[str]:
        """Give every file below a folder."""
        for directory, _, names in os.walk(self.path / name):
            for file in names:
                yield Path(directory, file).relative_to(self.path).as_posix()

    def make_way(self, name: str) -> None:
        """Remove what we wrote where a folder or a file shall now be of the other kind, and make the folder for a file."""
        for above in folders(name):
            path = self.path / above
            if os.path.lexists(path) and not path.is_dir():
                path.unlink()
        if (self.path / name).is_dir():
            shutil.rmtree(self.path / name)
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)

    def settle(self, files: Collection[str]) -> list[str]:
        """Remove what is listed and no longer wanted, with folders left empty, and list what is; give what was removed."""
        known = self.files()
        gone = sorted(known - set(files))
        removed = []
        for name in gone:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
                (self.path / name).unlink()
                removed.append(name)
        for folder in sorted({p for name in gone for p in folders(name)}, key=len, reverse=True):
            with contextlib.suppress(OSError):  # not empty, or gone
                (self.path / folder).rmdir()
        if gone or set(files) != known:
            self._write_list(files)
        return removed

    def clear_stage(self) -> None:
        """Remove what a build that did not end has left."""
        shutil.rmtree(self.stage, ignore_errors=True)


def _is_ours(name: str) -> bool:
    """Tell whether a listed name is one that we could have written: a list that was tampered with deletes nothing else."""
    try:
        return output_path(f"/{name}") == name
    except ValueError:
        return False


def folders(name: str) -> Iterator[str]:
    """Give the folders above a file, the nearest first."""
    while "/" in name:
        name = name.rsplit("/", 1)[0]
        yield name
