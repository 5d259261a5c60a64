"""A language server for the headers of Markdown files: yaml-language-server, which is shown nothing but the header.

An editor has one language for a file, and to a YAML server the text below a header is a broken document. Between the two
stands this filter: it speaks the Language Server Protocol (3.17) to both, and what follows a header's last line becomes
empty lines, so that every place keeps its line and column.
"""

import json
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

Message = dict[str, Any]

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
KEPT = ("completionProvider", "hoverProvider", "positionEncoding")
"""What the server may offer: formatting, for one, would write the header without the text below it."""
_PLACED = ("textDocument/completion", "textDocument/hover")


def header_alone(text: str) -> tuple[str, int]:
    """Give a file's text with nothing but empty lines after its header, and how many lines belong to that; 0 without one."""
    opening = _OPENING.match(text)
    if not opening:
        return "\n" * text.count("\n"), 0
    closing = _CLOSING.search(text, opening.end())
    end = closing.start() if closing else len(text)
    return text[:end] + "\n" * text.count("\n", end), text.count("\n", 0, end) + (0 if closing else 1)


def read(stream: IO[bytes]) -> Message | None:
    """Read one message; None at the end."""
    length = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    data = stream.read(length) if length else b""
    return json.loads(data) if data else None


def write(stream: IO[bytes], message: Message) -> None:
    """Write one message."""
    data = json.dumps(message, ensure_ascii=False).encode()
    stream.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
    stream.flush()


class Filter:
    """Passes messages between an editor and the server."""

    def __init__(
        self,
        to_editor: IO[bytes],
        to_server: IO[bytes],
        schemas: Mapping[str, str],
        saved: Callable[[str], Iterable[str]] = lambda _: (),
    ) -> None:
        self._saved = saved
        """Is told the address of a file that was saved; gives those of the schemas that have changed with it."""
        self._streams = {"editor": to_editor, "server": to_server}
        self._locks = {"editor": threading.Lock(), "server": threading.Lock()}
        self._settings = {
            "validate": True,
            "completion": True,
            "hover": True,
            "format": {"enable": False},
            "schemaStore": {"enable": False},
            "schemas": {schema: [pattern] for schema, pattern in schemas.items()},
        }
        self._lines: dict[str, int] = {}
        """How many lines of each open file belong to its header."""
        self._began: object = None
        """The number of the request by which the editor began."""

    def _send(self, to: str, message: Message) -> None:
        with self._locks[to]:
            write(self._streams[to], message)

    def from_editor(self, message: Message) -> None:
        """Pass on what the editor says."""
        method, params = message.get("method"), message.get("params") or {}
        if method == "initialize":
            self._began = message.get("id")
        elif method == "textDocument/didOpen":
            file = params["textDocument"]
            file["languageId"] = "yaml"
            file["text"], self._lines[file["uri"]] = header_alone(file["text"])
        elif method == "textDocument/didChange":
            change = params["contentChanges"][-1]
            change["text"], self._lines[params["textDocument"]["uri"]] = header_alone(change["text"])
            params["contentChanges"] = [change]
        elif method in _PLACED:
            if not 0 < params["position"]["line"] < self._lines.get(params["textDocument"]["uri"], 0):
                self._send("editor", {"jsonrpc": "2.0", "id": message["id"], "result": None})
                return
        elif method == "textDocument/didSave":
            changes = [{"uri": uri, "type": 2} for uri in self._saved(params["textDocument"]["uri"])]
            message = {"jsonrpc": "2.0", "method": "workspace/didChangeWatchedFiles", "params": {"changes": changes}}
        elif method == "workspace/didChangeConfiguration":
            return  # the settings are ours
        self._send("server", message)
        if method == "initialized":
            changed = {"settings": {"yaml": self._settings}}
            self._send("server", {"jsonrpc": "2.0", "method": "workspace/didChangeConfiguration", "params": changed})

    def from_server(self, message: Message) -> None:
        """Pass on what the server says, and answer what it asks of an editor that knows YAML."""
        method = message.get("method")
        if method and "id" in message:
            result = None
            if method == "workspace/configuration":
                result = [self._settings if i.get("section") == "yaml" else None for i in message["params"]["items"]]
            if method in {"workspace/configuration", "client/registerCapability", "client/unregisterCapability"}:
                self._send("server", {"jsonrpc": "2.0", "id": message["id"], "result": result})
                return
        elif not method and self._began is not None and message.get("id") == self._began and "result" in message:
            self._began = None
            offered = message["result"]["capabilities"]
            kept = {name: offered[name] for name in KEPT if name in offered}
            message["result"]["capabilities"] = {"textDocumentSync": {"openClose": True, "change": 1, "save": True}, **kept}
        self._send("editor", message)


def pump(stream: IO[bytes], take: Callable[[Message], None]) -> None:
    """Take messages from a stream until it ends, or nobody takes them any more."""
    try:
        while (message := read(stream)) is not None:
            take(message)
    except (OSError, ValueError):  # the other side has gone
        return
