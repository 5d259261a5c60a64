"""What requests are answered with: media types, and what went wrong besides the faults in a site's files."""

import errno
import mimetypes
import sqlite3
import traceback
from pathlib import Path
from typing import NamedTuple

from communique.build.pool import WorkerDiedError

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


class Answer(NamedTuple):
    """What a request is answered with."""

    status: int
    media_type: str
    body: bytes
    location: str = ""
    """Where a redirect leads: a path, percent-encoded."""


STOPPED = Answer(503, TEXT, b"The preview has been stopped.\n")


class Failure(NamedTuple):
    """Something that went wrong and is no fault in the site's files."""

    summary: str
    details: str
    bug: bool
    error: Exception

    @classmethod
    def of(cls, e: Exception) -> "Failure":
        """Say what an exception means for people."""
        last = traceback.extract_tb(e.__traceback__)[-1:]
        where = f" ({Path(last[0].filename).name}:{last[0].lineno})" if last else ""
        summary = " ".join(f"{type(e).__name__}: {e}{where}".split())
        bug = not isinstance(e, OSError | sqlite3.Error | WorkerDiedError)
        full = isinstance(e, OSError) and e.errno in {errno.ENOSPC, errno.EDQUOT}
        if full or (isinstance(e, sqlite3.Error) and "full" in str(e)):
            summary = "the disk is full. Make room, and save once more."
        elif isinstance(e, OSError) and e.strerror:
            summary = f"{e.filename or 'a file of the site'}: {e.strerror}."
        return cls(summary, "".join(traceback.format_exception(e)) if bug else "", bug, e)

    def __str__(self) -> str:
        return f"a fault of Communiqué's, please report it: {self.summary}" if self.bug else self.summary


def wants_html(path: str) -> bool:
    """Tell whether a page is expected at a path, rather than a feed, a picture or other data."""
    last = path.rsplit("/", 1)[-1]
    return "." not in last or last.endswith(".html")


_TYPES = mimetypes.MimeTypes()  # Python's own table: the system's differs from one machine to the next
for _suffix, _type in (
    (".avif", "image/avif"),
    (".js", "text/javascript"),
    (".ics", "text/calendar"),
    (".md", "text/markdown"),
    (".mjs", "text/javascript"),
    (".wasm", "application/wasm"),
    (".webmanifest", "application/manifest+json"),
    (".webp", "image/webp"),
    (".woff", "font/woff"),
    (".woff2", "font/woff2"),
    (".xml", "application/xml"),
):
    _TYPES.add_type(_type, _suffix)


def media_type(route: str) -> str:
    """Give the media type of the file at a route, as a static host would."""
    if route.endswith(("/", ".html")):
        return HTML
    kind, packed = _TYPES.guess_type(route, strict=True)
    if packed or not kind:
        return "application/gzip" if packed == "gzip" else "application/octet-stream"
    textual = kind.startswith("text/") or kind in {"application/json", "application/xml", "image/svg+xml"}
    return f"{kind}; charset=utf-8" if textual else kind
