"""The emulator as a wire of the SDK: in process, no socket."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from pinads.emulator.emulator import Emulator
from pinads.emulator.messages import CUT, DROPPED, Request
from pinads.sdk.errors import ConnectionFailed, InvalidResponse, NetworkError, Timeout
from pinads.sdk.http.wire import WireRequest, WireResponse


class EmulatorWire:
    """What a Client sends requests through to reach an Emulator in the same process."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def send(self, request: WireRequest) -> WireResponse:
        """Exchange a request for its answer; faults break it as they would break HTTP.

        Raises:
            ConnectionFailed: the emulator is closed.
            NetworkError: the connection ended without an answer.
            InvalidResponse: the answer was cut.
        """
        if self._emulator.closed:
            raise ConnectionFailed("could not connect to the server", safe_to_retry=True)
        parts = urlsplit(request.url)
        query = [*parse_qsl(parts.query, keep_blank_values=True), *request.query]
        base = f"{parts.scheme}://{parts.netloc}/v5"
        asked = Request(request.method, below_base(parts.path), query, request.headers, request.body or b"", base)
        answer = self._emulator.handle(asked)
        if self._emulator.faults.latency > request.timeout[1]:
            raise Timeout("the server did not answer in time")
        if answer.broken == DROPPED:
            raise NetworkError("the connection broke before the answer was whole")
        if answer.broken == CUT:
            raise InvalidResponse("the answer was cut off")
        return WireResponse(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.body)


def below_base(path: str) -> str:
    """A path without the API's version, which clients may leave out, or say twice after a base URL that has it."""
    while path == "/v5" or path.startswith("/v5/"):
        path = path[3:] or "/"
    return path
