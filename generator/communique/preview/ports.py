"""The port that a preview listens on."""

import errno
import socket
from collections.abc import Callable

from tornado.netutil import bind_sockets

TRIES = 20
"""Ports tried one after another."""


class PreviewError(Exception):
    """The preview cannot be started; the message is for people."""


def bound(host: str, port: int, say: Callable[[str], object]) -> tuple[list[socket.socket], int]:
    """Listen on a port, or on the next that is free, and say so. Raises PreviewError where none can be had."""
    for number in range(port, min(port + TRIES, 65536)):
        try:
            sockets = bind_sockets(number, host)
        except OSError as e:
            if e.errno == errno.EADDRINUSE:
                continue
            raise PreviewError(f"cannot listen on {host}, port {number}: {e.strerror or e}.") from e
        found = int(sockets[0].getsockname()[1])
        if port and number != port:
            say(f"port {port} is taken; using {found}")
        return sockets, found
    raise PreviewError(f"port {port} and those after it are taken. Name another with --port.")
