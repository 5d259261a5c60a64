"""A server on this machine that answers as those outside do, well and badly."""

import contextlib
import http.server
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

PLAIN = {"/ok": 200, "/404": 404, "/410": 410, "/500": 500, "/403": 403, "/": 200, "/login": 200, "/a%20b%C3%A9": 200}
REDIRECTS = {
    "/301": (301, "/308"),
    "/308": (308, "/ok"),
    "/302": (302, "/ok"),
    "/to-404": (301, "/404"),
    "/to-home": (302, "/"),
    "/members": (302, "/login?next=%2F"),
    "/circle": (302, "/circle"),
    "/to-file": (302, "file:///etc/passwd"),
    "/to-private": (302, "http://10.1.2.3/"),
    "/to-%C3%A9": (302, "/a%20bé"),
}


class Server(http.server.ThreadingHTTPServer):
    """Keeps what it is asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.done = threading.Event()
        self.busy = 0
        """How often `/429` still says that it is busy."""

    @property
    def base(self) -> str:
        """Its address, without the last slash."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """Say nothing where somebody hangs up."""


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        self.server.agents.add(self.headers["User-Agent"])
        path = self.path.partition("?")[0]
        if path == "/hangs":
            self.server.done.wait(10)
        elif path == "/drips":
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
                self.wfile.write(bytes([byte]))
                if self.server.done.wait(0.02):
                    return
        elif path == "/closes":
            self.close_connection = True
        elif path == "/nonsense":
            self.wfile.write(b"220 mail.example ready\r\n")
        elif path == "/get-only" and self.command == "HEAD":
            self._answer(405)
        elif path == "/closes-head":
            self._answer(200) if self.command == "GET" else None
        elif path == "/429":
            self.server.busy -= 1
            self._answer(429, {"Retry-After": "7"}) if self.server.busy >= 0 else self._answer(200)
        elif path == "/503":
            self._answer(503, {"Retry-After": "Fri, 31 Dec 2199 23:59:59 GMT"})
        elif path in REDIRECTS:
            status, to = REDIRECTS[path]
            self._answer(status, {"Location": to})
        else:
            self._answer(PLAIN.get(path, 200 if path == "/get-only" else 404))

    do_GET = do_HEAD  # noqa: N815 - as http.server has it

    def _answer(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value.encode().decode("latin-1"))
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextlib.contextmanager
def serving(certificate: Path | None = None) -> Iterator[Server]:
    """Serve for as long as the block lasts; over TLS with a certificate."""
    server = Server()
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.done.set()
        server.shutdown()
        server.server_close()
        thread.join()
