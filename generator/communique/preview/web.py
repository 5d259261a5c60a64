"""What a browser speaks with: requests for pages, and the socket that tells it to reload."""

import asyncio
import ipaddress
import re
from typing import Any, Protocol
from urllib.parse import unquote_to_bytes, urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import web
from tornado.escape import json_decode
from tornado.websocket import WebSocketHandler

from communique.preview import faultpage
from communique.preview.answers import HTML, TEXT, Answer

_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY_END = re.compile(rb"</body\s*>(?![\s\S]*</body\s*>)", re.IGNORECASE)
_AT_REST = (
    '<script>(h => { h.style.scrollBehavior = "auto"; for (const e of ["pointerdown", "keydown"]) addEventListener(e, '
    '() => h.style.removeProperty("scroll-behavior"), { capture: true, once: true }) })(document.documentElement)</script>'
)
"""Lets a page that is loaded again stand where it stood from the first picture on: where a theme has pages scroll smoothly, the
browser would glide there as fonts come in. Smooth it is again as soon as somebody does something."""
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(\d+))?", re.ASCII)


class Served(Protocol):
    """What the requests of a preview have in common."""

    @property
    def base(self) -> str:
        """The path that the site lives under."""

    async def answer(self, path: str, address: str) -> Answer:
        """Answer a request for a decoded path; `address` is the path as the browser wrote it."""

    def knows(self, name: str) -> bool:
        """Tell whether the preview goes by a host name."""

    def is_stale(self, address: str) -> bool:
        """Tell whether what was last served at an address is older than the site as it is now."""

    def failed(self, error: Exception) -> object:
        """Tell of a fault of the program."""


def decoded(raw: str) -> str | None:
    """Decode a request's path; None where it is no text."""
    try:
        return unquote_to_bytes(raw.encode("latin-1")).decode()
    except UnicodeError:
        return None


def script(host: str) -> bytes:
    """Give the tags that let a page reload itself and rest where it was; a browser calls this server `host` (a Host header)."""
    found = _HOST.fullmatch(host)
    query = f"?host={found[1]}&amp;port={found[2] or 80}" if found else ""
    return f'{_AT_REST}<script src="/livereload.js{query}" async></script>'.encode()


def injected(page: bytes, tag: bytes) -> bytes:
    """Put a tag into a page: at the end of its head, or else of its body, or at its very end."""
    for end in (_HEAD_END, _BODY_END):
        if found := end.search(page):
            return page[: found.start()] + tag + page[found.start() :]
    return page + tag


def goes_by(name: str, host: str) -> bool:
    """Tell whether a server bound to `host` may answer to the name in a request.

    A server of this computer alone answers to this computer's names alone, so that no web page that rebinds its own
    name to this address can read drafts.
    """
    if not _is_local(host):
        return True
    return name == host or _is_local(name)


def _is_local(name: str) -> bool:
    bare = name.strip("[]").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


class PageRequest(web.RequestHandler):
    """Serves the site's pages and files, never to be kept by the browser."""

    def initialize(self, preview: Served) -> None:
        """Take the preview that answers."""
        self._preview = preview

    def prepare(self) -> None:
        """Turn away requests under another's name."""
        if not self._preview.knows(self.request.host_name):
            self.set_status(403)
            self.set_header("Content-Type", TEXT)
            self.finish(f"This preview does not go by the name {self.request.host_name!r}.\n")

    async def get(self) -> None:
        """Answer with a page or file."""
        raw = self.request.path
        path = decoded(raw)
        try:
            answer = await self._preview.answer("" if path is None else path, raw)
        except asyncio.CancelledError:  # the preview is ending
            answer = Answer(503, TEXT, b"The preview has been stopped.\n")
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.media_type)
        if answer.location:
            query = f"?{self.request.query}" if self.request.query else ""
            self.set_header("Location", answer.location + query)
        body = answer.body
        if answer.media_type == HTML:
            body = injected(body, script(self.request.host))
        self.finish(body)

    async def head(self) -> None:
        """Answer with the headers alone."""
        await self.get()

    def set_default_headers(self) -> None:
        """Let nothing be kept."""
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    def compute_etag(self) -> None:
        """Do without: nothing is kept that could be asked for again."""

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in plain text what cannot be answered, such as a POST."""
        self.set_header("Content-Type", TEXT)
        self.finish(f"{status_code}: {self._reason}\n")

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:  # noqa: ARG002 - tornado's names
        """Tell what went wrong here."""
        if not isinstance(value, web.HTTPError):
            self._preview.failed(value)


class ExplanationRequest(PageRequest):
    """Serves what the code of a fault means."""

    async def get(self, code: str = "") -> None:
        """Answer with the page on a code, or with the list of all."""
        found = faultpage.explained(code, self._preview.base)
        self.set_status(200 if found else 404)
        self.set_header("Content-Type", HTML)
        self.finish(found or faultpage.missing(self.request.path, "en"))

    async def head(self, code: str = "") -> None:
        """Answer with the headers alone."""
        await self.get(code)


class ReloadSocket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's socket, open to this server's own pages only, that reloads a page which missed a change."""

    def initialize(self, preview: Served) -> None:
        """Take the preview that knows what it has served."""
        self._preview = preview

    def prepare(self) -> None:
        """Turn away requests under another's name."""
        if not self._preview.knows(self.request.host_name):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Let in only pages of this server."""
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        """Shake hands; reload at once a page that was served before the last change and connects after it."""
        try:
            super().on_message(message)
        except (ValueError, TypeError, AttributeError):  # not livereload's protocol
            self.close(1002)
            return
        url = json_decode(message).get("url")
        if isinstance(url, str) and self._preview.is_stale(urlsplit(url).path or "/"):
            self.send_message({"command": "reload", "path": "*", "liveCSS": False, "liveImg": False})

    def log_exception(self, *_: Any) -> None:
        """Say nothing: what a page says here is not the editor's concern."""
