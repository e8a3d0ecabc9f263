"""The emulator over HTTP/1.1, one thread a connection."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pinads.emulator.emulator import Emulator
from pinads.emulator.http.body_framing import LARGEST_BODY, read_body
from pinads.emulator.http.wire import below_base
from pinads.emulator.messages import BAD_PARAMETERS, CUT, DROPPED, TRANSIENT, Refused, Request, Response, bad, error_body

if TYPE_CHECKING:
    from typing_extensions import Self

_MOST_DRAINED = 4 * LARGEST_BODY
_DRAIN_SECONDS = 2.0
_IDLE_SECONDS = 300
_POLL_SECONDS = 0.05
_JSON = "application/json"
_HOST = re.compile(r"[\w.:\[\]-]+", re.ASCII)


class Server:
    """Serves an emulator at ``url``.

    As a context manager it serves from a thread of its own.

    Args:
        emulator: what answers.
        host: the address to listen on; this machine only by default.
        port: 0 takes a free one.

    Raises:
        ValueError: the host is empty, which would mean every address.
        OSError: there is no listening at that address; the error's ``filename`` is the address.
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
        """Serve until ``shutdown`` is called from elsewhere."""
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

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.shutdown()


class _Tcp(ThreadingTCPServer):
    # On Windows the option means something else: two programs could listen on one port.
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
        """A connection that its client broke off is nobody's concern."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body go out together: otherwise Nagle's algorithm makes each answer take 40 ms.
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
        """Read the request line and headers; an empty line before them is skipped (RFC 9112, 2.2)."""
        if self.raw_requestline in (b"\r\n", b"\n"):
            self.close_connection = False
            return False
        if len(self.raw_requestline.split()) == 2:
            # The base class takes it for HTTP/0.9, which has no headers, and waits for headers.
            self.command = ""
            self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
            return False
        return super().parse_request()

    def _serve(self) -> None:
        try:
            request = self._request()
        except Refused as refused:
            # The body was not read, so nothing that follows on this connection makes sense.
            self.close_connection = True
            self._send(_refusal(refused))
            self._drain()
            return
        try:
            answer = self.server.emulator.handle(request)
        except Exception:
            answer = _refusal(Refused(500, TRANSIENT, "Something went wrong in the emulator itself; please report it."))
        self._send(answer)

    def _request(self) -> Request:
        body = read_body(self.command, self.headers, self.rfile)
        # The absolute form that proxies are sent has the host in front.
        try:
            target = self.path if self.path.startswith("/") else urlsplit(self.path)._replace(scheme="", netloc="").geturl()
        except ValueError:
            raise bad("Invalid URL") from None
        path, _, query = target.partition("?")
        return Request(self.command, below_base(path), query.partition("#")[0], dict(self.headers.items()), body, self._base())

    def _base(self) -> str:
        """The base URL by which the client came: through a tunnel it is not where the server listens."""
        host = self.headers.get("Host", "")
        return f"http://{host}/v5" if _HOST.fullmatch(host) else self.server.url

    def _send(self, answer: Response) -> None:
        if answer.broken == DROPPED:
            self.close_connection = True
            return
        body = b"" if self.command == "HEAD" else answer.body
        self.wfile.write(self._head(answer))
        self.wfile.write(body[: len(body) // 2] if answer.broken == CUT else body)
        self.wfile.flush()
        if answer.broken == CUT:
            self.close_connection = True

    def _head(self, answer: Response) -> bytes:
        headers = {**answer.headers, "Content-Length": str(len(answer.body))}
        if self.close_connection:
            headers["Connection"] = "close"
        elif self.request_version == "HTTP/1.0":
            # To a client of that age, silence means that the connection will be closed.
            headers["Connection"] = "keep-alive"
        lines = [f"HTTP/1.1 {answer.status} {_phrase(answer.status)}", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the base class finds wrong with a request line or headers, as JSON too."""
        self.close_connection = True
        self.command = self.command or ""
        # An HTTP version that nobody knows is a mistake of the client, whatever its number says.
        code = int(code) if code < 500 else int(HTTPStatus.BAD_REQUEST)
        self._send(_refusal(Refused(code, BAD_PARAMETERS, f"Invalid HTTP request: {_phrase(int(code))}")))
        self._drain()

    def _drain(self) -> None:
        """Read on for a moment: closing at once would reset the connection before the client has read the answer."""
        left = _MOST_DRAINED
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_DRAIN_SECONDS)
            while left > 0 and (read := self.connection.recv(65536)):
                left -= len(read)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed; the emulator's log has it all."""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _refusal(refused: Refused) -> Response:
    headers: Mapping[str, str] = {"Content-Type": _JSON, "x-pinterest-rid": "0", **refused.headers}
    return Response(refused.status, headers, error_body(refused.code, refused.message))
