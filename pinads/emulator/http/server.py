"""HTTP/1.1 server of the emulator, with one thread a connection."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pinads.emulator.emulator import Emulator
from pinads.emulator.http.body_framing import LARGEST_BODY, read_body
from pinads.emulator.http.wire import below_base
from pinads.emulator.messages import BAD_PARAMETERS, CUT, DROPPED, TRANSIENT, Refused, Request, Response, bad

if TYPE_CHECKING:
    from typing_extensions import Self

_MOST_DRAINED = 4 * LARGEST_BODY
_DRAIN_SECONDS = 2.0
_IDLE_SECONDS = 300
_POLL_SECONDS = 0.05
_NO_RID = {"x-pinterest-rid": "0"}
_HOST = re.compile(r"[\w.:\[\]-]+", re.ASCII)


class Server:
    """HTTP server of an emulator at ``url``; as a context manager it serves from its own thread.

    Args:
        emulator: handles the requests.
        host: the address to listen on; this machine only by default.
        port: the port; 0 picks a free one.

    Raises:
        ValueError: the host is empty, which would mean every address.
        OSError: it cannot listen at that address; the error's ``filename`` is the address.
    """

    def __init__(self, emulator: Emulator, host: str = "127.0.0.1", port: int = 0) -> None:
        if not host.strip():
            raise ValueError("Invalid host: it is empty; 0.0.0.0 listens on every address")
        emulator.hosts.add(host.lower())
        try:
            self._tcp = _Tcp(emulator, host, port)
        except OSError as error:
            raise OSError(error.errno, error.strerror, f"{host}:{port}") from None
        self._thread: threading.Thread | None = None
        self._serving = threading.Event()
        self.port: int = self._tcp.server_address[1]
        self.url = self._tcp.url

    def serve_forever(self) -> None:
        """Serve until another thread calls ``shutdown``."""
        self._serving.set()
        self._tcp.serve_forever(_POLL_SECONDS)

    def shutdown(self) -> None:
        """Stop serving and close all connections; the emulator stays open."""
        if self._serving.is_set():
            self._tcp.shutdown()
        self._tcp.server_close()
        self._tcp.close_connections()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self.serve_forever, name="pinads-emulator", daemon=True)
        self._thread.start()
        self._serving.wait()
        return self

    def __exit__(self, *exception: object) -> None:
        self.shutdown()


class _Tcp(ThreadingTCPServer):
    # On Windows this option would let two programs listen on one port.
    allow_reuse_address = os.name == "posix"
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, emulator: Emulator, host: str, port: int) -> None:
        self.emulator = emulator
        self._open: set[Any] = set()
        self._lock = threading.Lock()
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self.server_address[1]}/v5"

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        with self._lock:
            connections = list(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore connections that their clients broke off."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are sent together: otherwise Nagle's algorithm delays each response by 40 ms.
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = _IDLE_SECONDS
    server: _Tcp
    raw_requestline: bytes

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def parse_request(self) -> bool:
        """Read the request line and headers; skip an empty line before them (RFC 9112, 2.2)."""
        if self.raw_requestline in (b"\r\n", b"\n"):
            self.close_connection = False
            return False
        if len(self.raw_requestline.split()) == 2:
            # The base class reads it as HTTP/0.9, and would wait for headers that never come.
            self.command = ""
            self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
            return False
        return super().parse_request()

    def _serve(self) -> None:
        try:
            request = self._request()
        except Refused as refused:
            # The body was not read, so the next request on this connection cannot be found.
            self._refuse(refused)
            return
        try:
            response = self.server.emulator.stream(request)
        except Exception:
            response = Refused(500, TRANSIENT, "Something went wrong in the emulator itself; please report it.").response(_NO_RID)
        self._send(response)

    def _request(self) -> Request:
        body = read_body(self.command, self.headers, self.rfile)
        # Proxies receive the absolute form, which begins with the host.
        try:
            target = self.path if self.path.startswith("/") else urlsplit(self.path)._replace(scheme="", netloc="").geturl()
        except ValueError:
            raise bad("Invalid URL") from None
        path, _, query = target.partition("?")
        # The base URL that the client used: through a tunnel it differs from the server's.
        host = self.headers.get("Host", "")
        base = f"http://{host}/v5" if _HOST.fullmatch(host) else self.server.url
        return Request(self.command, below_base(path), query.partition("#")[0], dict(self.headers.items()), body, base)

    def _send(self, response: Response) -> None:
        if response.broken == DROPPED:
            self.close_connection = True
            return
        self.wfile.write(self._head(response))
        for piece in response.pieces() if self.command != "HEAD" else ():
            self.wfile.write(piece)
        self.wfile.flush()
        if response.broken == CUT:
            self.close_connection = True

    def _head(self, response: Response) -> bytes:
        headers = {**response.headers, "Content-Length": str(response.size)}
        if self.close_connection:
            headers["Connection"] = "close"
        elif self.request_version == "HTTP/1.0":
            # HTTP/1.0 clients expect the connection to be closed unless told otherwise.
            headers["Connection"] = "keep-alive"
        lines = [f"HTTP/1.1 {response.status} {_phrase(response.status)}", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the base class's errors about a request line or headers as JSON."""
        self.command = self.command or ""
        # An unknown HTTP version is the client's mistake, although its status is in 5xx.
        code = int(code) if code < 500 else int(HTTPStatus.BAD_REQUEST)
        self._refuse(Refused(code, BAD_PARAMETERS, f"Invalid HTTP request: {_phrase(code)}"))

    def _refuse(self, refused: Refused) -> None:
        """Send a refusal and close the connection, but read what the client still sends for a moment."""
        self.close_connection = True
        self._send(refused.response(_NO_RID))
        # Closing at once would reset the connection before the client has read the response.
        left = _MOST_DRAINED
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_DRAIN_SECONDS)
            while left > 0 and (read := self.connection.recv(65536)):
                left -= len(read)

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing; the emulator has its own request log."""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
