"""A tiny HTTP server on this machine, whose behaviour a test writes as a function of the raw connection."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


class Loopback:
    """What a server saw: ``requests`` are the heads and bodies as text, ``connections`` how many were made."""

    def __init__(self, answer: Callable[[str, socket.socket], bool], tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[str] = []
        self.connections = 0
        self._answer = answer
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._listener.getsockname()[1]}"

    def _start(self, target: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                self._open.append(connection)
                self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            served = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
            with served:
                while (request := read_request(served)) is not None:
                    self.requests.append(request)
                    if not self._answer(request, served):
                        break

    def close(self) -> None:
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self._threads:
            thread.join(120)


def read_request(connection: socket.socket) -> str | None:
    """Read one request, head and body; None where the connection ends."""
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            return None
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
    while len(body) < length:
        body += connection.recv(65536)
    return (head + b"\r\n\r\n" + body).decode()


def response(body: bytes = b"{}", status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """The bytes of an answer; ``length`` may lie about the body's."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def serving(answer: Callable[[str, socket.socket], bool], tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """Serve while the block runs; ``answer`` sends what it likes and says whether the connection stays open."""
    server = Loopback(answer, tls)
    try:
        yield server
    finally:
        server.close()


def always(raw: bytes, keep: bool = True) -> Callable[[str, socket.socket], bool]:
    """Answer every request with the same bytes."""

    def answer(request: str, connection: socket.socket) -> bool:
        connection.sendall(raw)
        return keep

    return answer
