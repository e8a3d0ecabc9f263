"""Wire of the SDK that reaches an emulator in the same process, without a socket."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from pinads.emulator.emulator import Emulator
from pinads.emulator.messages import CUT, DROPPED, Request
from pinads.sdk.errors import ConnectionFailed, InvalidResponse, NetworkError, Timeout
from pinads.sdk.http.wire import WireRequest, WireResponse


class EmulatorWire:
    """Wire through which a Client sends requests to an Emulator in the same process."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def send(self, request: WireRequest) -> WireResponse:
        """Send a request and return its response; faults break it as they would break HTTP.

        Raises:
            ConnectionFailed: the emulator is closed.
            Timeout: the configured latency exceeds the read timeout.
            NetworkError: the connection closed without a response.
            InvalidResponse: the body was cut off.
        """
        if self._emulator.closed:
            raise ConnectionFailed("could not connect to the server", safe_to_retry=True)
        parts = urlsplit(request.url)
        query = [*parse_qsl(parts.query, keep_blank_values=True), *request.query]
        base = f"{parts.scheme}://{parts.netloc}/v5"
        # Programs watch an emulator by its ``handle``; only what is written into a file is streamed.
        answer = self._emulator.handle if request.into is None else self._emulator.stream
        response = answer(Request(request.method, below_base(parts.path), query, request.headers, request.body or b"", base))
        if self._emulator.faults.latency > request.timeout[1]:
            raise Timeout("the server did not answer in time")
        if response.broken == DROPPED:
            raise NetworkError("the connection broke before the answer was whole")
        if response.broken == CUT:
            raise InvalidResponse("the answer was cut off")
        headers = {name.lower(): value for name, value in response.headers.items()}
        if request.into is None or response.file is None:
            return WireResponse(response.status, headers, b"".join(response.pieces()))
        for piece in response.pieces():
            request.into.write(piece)
        return WireResponse(response.status, headers, b"")


def below_base(path: str) -> str:
    """Strip the API's version from a path; clients may omit it, or repeat the one of the base URL."""
    while path == "/v5" or path.startswith("/v5/"):
        path = path[3:] or "/"
    return path
