"""A session of requests that carries one exchange at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import requests
from requests import PreparedRequest, Response

from pinads.sdk.errors import AnswerTooLarge
from pinads.sdk.http.base_url import is_loopback
from pinads.sdk.http.connections import ExchangeState, WatchedAdapter
from pinads.sdk.http.network_errors import FAILURES, network_error
from pinads.sdk.http.wire import WireRequest, WireResponse

AT_A_TIME = 1 << 20
"""Bytes of an answer: requests' own 10 kB a time take longer than the rest of a request for a page of 150 kB."""
MOST_BYTES = 64 << 20
"""Bytes of an unpacked answer; the largest page of a listing is a hundredth of that."""
LONGEST_DOWNLOAD = 3600.0
"""Seconds for a whole file, which may be large; the timeout of the request limits its pauses."""
WITHOUT_BODY = (204, 205, 304)


class HttpSession(requests.Session):
    """A session whose connections keep to the deadline of the exchange and note whether its request has left."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self._state = ExchangeState(now)
        for prefix in ("https://", "http://"):
            self.mount(prefix, WatchedAdapter(self._state))

    def get_redirect_target(self, resp: Any) -> None:
        """Leave redirects alone: requests would read their bodies whole, and fail on a damaged Location."""

    def exchange(self, request: WireRequest) -> WireResponse:
        """Send a request and read its answer.

        Raises:
            ConnectionFailed: nothing was sent.
            NetworkError: it may have been sent, and no whole answer came.
        """
        # A proxy for the outside world must not see requests to this machine.
        self.trust_env = not is_loopback(request.url)
        connect, whole = request.timeout
        self._state.begin(connect, whole, whole if request.into is None else LONGEST_DOWNLOAD)
        headers = dict(request.headers)
        try:
            response = self.request(
                request.method,
                request.url,
                params=list(request.query),
                data=request.body,
                headers=headers,
                auth=_KeepHeader(headers.pop("Authorization", None)),
                timeout=request.timeout,
                allow_redirects=False,
                stream=True,
            )
        except FAILURES as error:
            raise network_error(error, request.url, self._state, self.trust_env) from error
        try:
            body = self._body(response, request)
        finally:
            response.close()
        return WireResponse(response.status_code, {name.lower(): value for name, value in response.headers.items()}, body)

    def _body(self, response: Response, request: WireRequest) -> bytes:
        """Read the body of an answer; a 2xx may go into the file of the request."""
        if response.status_code < 200 or response.status_code in WITHOUT_BODY:
            # Bytes that follow on the connection anyway would be read as the answer of the next request.
            response.raw.close()
            return b""
        pieces = self._pieces(response, request.url)
        if request.into is not None and 200 <= response.status_code < 300:
            for piece in pieces:
                request.into.write(piece)
            return b""
        kept, length = [], 0
        for piece in pieces:
            length += len(piece)
            if length > MOST_BYTES:
                response.raw.close()
                raise AnswerTooLarge(f"the answer has more than {MOST_BYTES >> 20} MiB", http_status=response.status_code)
            kept.append(piece)
        return b"".join(kept)

    def _pieces(self, response: Response, url: str) -> Iterator[bytes]:
        pieces = response.iter_content(AT_A_TIME)
        while True:
            # Around the reading alone: an OSError of the file that takes the body is not a failed exchange.
            try:
                piece = next(pieces, b"")
            except FAILURES as error:
                raise network_error(error, url, self._state, self.trust_env) from error
            if not piece:
                return
            yield piece


class _KeepHeader:
    """An auth handler that sets our Authorization header last: requests would replace it by a .netrc entry for the host."""

    def __init__(self, value: str | None) -> None:
        self.value = value

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if self.value is not None:
            request.headers["Authorization"] = self.value
        return request
