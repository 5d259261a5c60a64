"""Pagefind as a service: pages go to it, and the files of an index come from it, through pipes and never by the disk.

What is said is JSON in base64 with a comma after it (Pagefind 1.5, `pagefind --service`). The wrapper for Python that Pagefind
brings waits a tenth of a second for each page, and cannot take an index of more than two megabytes.
"""

import base64
import contextlib
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import IO, Any

import msgspec


class SearchError(Exception):
    """Pagefind failed; the message is what it said."""


class _File(msgspec.Struct):
    """A file of an index; JSON carries its contents in base64."""

    path: str
    content: bytes


class _Payload(msgspec.Struct):
    type: str
    message: str = ""
    index_id: int = 0
    files: list[_File] = []


class _Response(msgspec.Struct):
    payload: _Payload


class Pagefind(AbstractContextManager["Pagefind"]):
    """A running Pagefind, which makes one index after another. Raises SearchError where it does not."""

    def __init__(self) -> None:
        from pagefind_bin import get_executable

        self._decode = msgspec.json.Decoder(_Response).decode
        line = [get_executable(), "--service"]
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - a pipe that nobody reads would stop it when it is full
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=self._errors)  # noqa: S603 - ours to run
        except OSError as e:
            self._errors.close()
            raise _failed(str(e)) from e

    def __exit__(self, *_: object) -> None:
        self._process.kill()  # it keeps nothing on the disk
        self._process.wait()
        for file in (self._process.stdin, self._process.stdout, self._errors):
            with contextlib.suppress(OSError):
                self._pipe(file).close()

    def index(self, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
        """Index pages, each a path and its HTML, numbered in this order; give the files of the index by their paths in it."""
        number = self._ask(type="NewIndex").index_id
        for path, html in pages:
            self._ask(type="AddFile", index_id=number, file_path=path, file_contents=html)
        files = {f.path: f.content for f in self._ask(type="GetFiles", index_id=number).files}
        self._ask(type="DeleteIndex", index_id=number)
        return files

    def _ask(self, **payload: object) -> _Payload:
        request = msgspec.json.encode({"message_id": 1, "payload": payload})
        to, answers = self._pipe(self._process.stdin), self._pipe(self._process.stdout)
        try:
            to.write(base64.b64encode(request) + b",")
            to.flush()
            said = bytearray()
            while not said.endswith(b","):
                part = answers.read1(1 << 20)
                if not part:
                    raise BrokenPipeError
                said += part
            answer = self._decode(base64.b64decode(said[:-1])).payload
        except (OSError, ValueError, msgspec.MsgspecError) as e:
            self._process.kill()
            status = self._process.wait()
            self._errors.seek(0)
            errors = self._errors.read().decode("utf-8", "replace").strip()
            raise _failed(errors or f"exit status {status}") from e
        if answer.type == "Error":
            raise _failed(answer.message)
        return answer

    def _pipe(self, pipe: IO[bytes] | None) -> Any:
        assert pipe is not None
        return pipe


def _failed(said: str) -> SearchError:
    first = (said.strip().splitlines() or ["nothing"])[0].strip()
    return SearchError(f"the search index cannot be made. Pagefind says: {first}")
