"""One question to one outside address: is anything there? Over HTTP, with care for who asks and who is asked."""

import contextlib
import email.utils
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from communique import __version__

MAX_REDIRECTS = 10
"""As many as curl's and browsers' lower limits; more is a circle, mostly."""
TIMEOUT = 15.0
"""Seconds in which a host must be reached, and again in which it must answer."""
REFUSES_HEAD = frozenset({400, 401, 403, 404, 405, 406, 410, 500, 501, 502, 503})
"""What servers answer to HEAD that would answer GET (RFC 9110, 9.3.2, has them answer alike; many do not)."""
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Reply(msgspec.Struct, frozen=True):
    """What came of a question."""

    status: int = 0
    """Of HTTP; 0 where there was no answer."""
    final: str = ""
    """The address that answered, after all redirects."""
    moved: bool = False
    """Whether every redirect on the way was a permanent one."""
    error: str = ""
    """Why there is no answer: `private`, `no-host`, `certificate`, `address`, `circle`, or else words of the system."""
    wait: int = 0
    """Seconds for which it asks to be left alone."""


class _PrivateError(OSError):
    """An address lies in a private network."""


class _NoHostError(OSError):
    """A host's name is not known."""


def agent(base_url: str) -> str:
    """Give the name by which we ask: the program with its version, and where whoever minds it finds who asks."""
    return f"Communique/{__version__} (link check; +{base_url})"


class Asker:
    """Asks addresses; it may be used by several threads at once."""

    def __init__(self, base_url: str, *, private: bool = False, timeout: float = TIMEOUT) -> None:
        """Prepare; private networks are asked only where `private` says so: an article could probe one otherwise."""
        self._headers = {
            "User-Agent": agent(base_url),
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        self._private = private
        self._timeout = timeout
        self._context = ssl.create_default_context()

    def ask(self, address: str, pause: Callable[[str], None] = lambda _: None, *, follow: bool = True) -> Reply:
        """Ask an address, and those to which it leads on where `follow` says so; `pause` is called before each question."""
        moved = True
        hops = 0
        here = address
        while True:
            try:
                status, headers = self._one(here, pause)
            except InterruptedError:
                raise
            except ssl.SSLCertVerificationError as e:  # a ValueError, too
                return Reply(error="certificate", final=e.verify_message)
            except ValueError:
                return Reply(error="address", final=here)
            except _PrivateError:
                return Reply(error="private", final=here)
            except _NoHostError:
                return Reply(error="no-host", final=here)
            except TimeoutError:
                return Reply(error=f"no answer within {self._timeout:.0f} seconds", final=here)
            except (OSError, http.client.HTTPException) as e:
                return Reply(error=_plainly(e), final=here)
            to = headers.get("location", "")
            if status not in _REDIRECTS or not to or not follow:
                return Reply(status, here, moved and hops > 0, wait=_seconds(headers.get("retry-after", "")))
            moved = moved and status in _PERMANENT
            hops += 1
            if hops > MAX_REDIRECTS:
                return Reply(error="circle", final=here)
            with contextlib.suppress(ValueError):
                to = to.encode("latin-1").decode()  # as it came: headers are read as Latin-1, and hold UTF-8
            here = urljoin(here, to)

    def _one(self, address: str, pause: Callable[[str], None]) -> tuple[int, dict[str, str]]:
        """Ask by HEAD, and by GET where that is refused; the page itself is not read."""
        host = urlsplit(address).hostname or ""
        pause(host)
        try:
            status, headers = self._request("HEAD", address)
            if status not in REFUSES_HEAD or "retry-after" in headers:
                return status, headers
        except (ConnectionError, http.client.HTTPException):
            pass  # some servers hang up on HEAD
        pause(host)
        return self._request("GET", address)

    def _request(self, method: str, address: str) -> tuple[int, dict[str, str]]:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(address)
        host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
        secure = parts.scheme == "https"
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        port = parts.port or (443 if secure else 80)
        connection = http.client.HTTPConnection(host, port, timeout=self._timeout)
        deadline = time.monotonic() + self._timeout
        plain = self._reached(host, port)
        with contextlib.closing(connection), contextlib.closing(plain), _closed_at(connection, deadline):
            try:
                if secure:
                    connection.default_port = 443  # so that the header `Host` names no port
                    connection.sock = self._context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
                    connection.sock.do_handshake()
                else:
                    connection.sock = plain
                connection.request(method, path + query, headers=self._headers)
                response = connection.getresponse()
                if time.monotonic() >= deadline:
                    raise TimeoutError  # hung up on, which looks like the end of the headers
                return response.status, {k.lower(): v for k, v in response.getheaders()}
            except (OSError, http.client.HTTPException) as e:
                if time.monotonic() >= deadline and not isinstance(e, ssl.SSLCertVerificationError):
                    raise TimeoutError from e
                raise

    def _reached(self, host: str, port: int) -> socket.socket:
        """Connect to the very address that was looked at: a name that is looked up twice may mean two things."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as e:
            if e.errno == socket.EAI_AGAIN:
                raise OSError("its name cannot be looked up for now") from e
            raise _NoHostError(host) from e
        except UnicodeError as e:
            raise ValueError(host) from e
        if not self._private and not all(_is_public(str(a[4][0])) for a in found):
            raise _PrivateError(host)
        last: OSError | None = None
        for family, kind, protocol, _, where in found[:4]:
            plain = socket.socket(family, kind, protocol)
            plain.settimeout(self._timeout)
            try:
                plain.connect(where)
            except OSError as e:
                plain.close()
                last = e
                continue
            return plain
        raise last or _NoHostError(host)


def _is_public(address: str) -> bool:
    """Tell whether an address belongs to the net at large, and not to a machine, a house or a group (RFC 6890)."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


@contextlib.contextmanager
def _closed_at(connection: http.client.HTTPConnection, deadline: float) -> Iterator[None]:
    """Hang up at a moment, whatever comes: a server that sends a byte now and then would hold us for hours."""

    def hang_up() -> None:
        if connection.sock:
            with contextlib.suppress(OSError):
                # past SSLSocket's own, which takes the connection apart while another thread reads from it
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _seconds(retry_after: str) -> int:
    """Read `Retry-After` (RFC 9110, 10.2.3): seconds, or a moment."""
    if retry_after.strip().isdigit():
        return min(int(retry_after), 10_000_000)
    try:
        when = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return 0
    return max(0, round(when.timestamp() - time.time()))


def _plainly(e: Exception) -> str:
    """Say in words why there was no answer."""
    if isinstance(e, ssl.SSLError):
        return "no secure connection could be made"
    if isinstance(e, http.client.RemoteDisconnected | ConnectionResetError | BrokenPipeError):
        return "the connection was closed without an answer"
    if isinstance(e, ConnectionRefusedError):
        return "the connection was refused"
    if isinstance(e, http.client.HTTPException):
        return "the answer is not HTTP"
    return (getattr(e, "strerror", None) or str(e) or type(e).__name__).lower().rstrip(".")
