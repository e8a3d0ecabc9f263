"""A server and proxies on this machine that execute what they are sent, and then misbehave."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable

from tests.support.loopback import read_request

Misbehaviour = Callable[[socket.socket], None]


class Executing:
    """Counts what it executed, and answers each request with a misbehaviour."""

    def __init__(self, misbehave: Misbehaviour) -> None:
        self.executed = 0
        self._misbehave = misbehave

    def __call__(self, request: str, connection: socket.socket) -> bool:
        """Execute, answer badly, and close the connection."""
        self.executed += 1
        self._misbehave(connection)
        return False


class Tunnel:
    """A proxy for CONNECT which is also the server at the other end of the tunnel.

    Args:
        server: what executes the requests within the tunnel.
        tls: what the server identifies itself with.
        answer: to CONNECT; anything but 200 ends there.
    """

    def __init__(self, server: Executing, tls: ssl.SSLContext, answer: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n") -> None:
        self.server = server
        self.connects = 0
        self._tls = tls
        self._answer = answer

    def __call__(self, request: str, connection: socket.socket) -> bool:
        """Answer CONNECT, and serve one request within the tunnel."""
        assert request.startswith("CONNECT ")
        self.connects += 1
        connection.sendall(self._answer)
        if b"200" not in self._answer.split(b"\r\n")[0]:
            return False
        with self._tls.wrap_socket(connection, server_side=True) as served:
            inner = read_request(served)
            assert inner is not None
            self.server(inner, served)
        return False


def raw(*parts: bytes) -> Misbehaviour:
    """Send bytes as they are."""

    def misbehave(connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)

    return misbehave


def reset(part: bytes = b"") -> Misbehaviour:
    """Send a part, then reset the connection."""

    def misbehave(connection: socket.socket) -> None:
        connection.sendall(part)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")

    return misbehave


def not_tls(connection: socket.socket) -> None:
    """Send an alert, or anything else, past TLS."""
    socket.socket.sendall(connection, b"\x15\x03\x03\x00\x02\x02\x28")
