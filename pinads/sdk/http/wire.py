"""One HTTP exchange. It neither retries nor follows redirects nor interprets bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol
from urllib.parse import urlsplit

from pinads.sdk.errors import AnswerTooLarge

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

    from pinads.sdk.http.connections import Session

AT_A_TIME = 1 << 20
"""Bytes of an answer: requests' own 10 kB a time take longer than the rest of a request for a page of 150 kB."""
MOST_BYTES = 64 << 20
"""Bytes of an answer, unpacked: the largest page of a listing is a hundredth of that."""
LONGEST_DOWNLOAD = 3600.0
"""Seconds for a whole file, which may be large; the time-out of the request limits its pauses."""
WITHOUT_BODY = (204, 205, 304)
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine."""
    return urlsplit(url).hostname in LOOPBACK


class WireRequest(NamedTuple):
    """A request as it goes out.

    ``query`` may repeat a name; ``timeout`` is seconds to connect, and for the whole exchange. ``into`` is where a long body of a
    2xx answer may be written as it comes, in place of being kept; then the second time-out limits the pauses, and an hour the whole.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    query: Sequence[tuple[str, str]] = ()
    body: bytes | None = None
    timeout: tuple[float, float] = (10.0, 60.0)
    into: BinaryIO | None = None


class WireResponse(NamedTuple):
    """An answer as it came in; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire(Protocol):
    """What a Client sends requests through: HTTP, or the emulator in process."""

    def send(self, request: WireRequest) -> WireResponse:
        """Exchange a request for its answer.

        Raises:
            ConnectionFailed: nothing was sent.
            NetworkError: it may have been sent, and no whole answer came.
        """


class HttpWire:
    """HTTP with keep-alive and verified TLS, over as many sessions as there are requests in flight at once.

    Args:
        now: tells the time in seconds, for the time-outs.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._idle: list[Session] = []

    def send(self, request: WireRequest) -> WireResponse:
        """Exchange a request for its answer over HTTP."""
        session = self._session(request.url)
        connect, whole = request.timeout
        session.exchange.begin(connect, whole, whole if request.into is None else LONGEST_DOWNLOAD)
        try:
            response = self._sent(session, request)
            try:
                body = self._body(session, response, request)
            finally:
                response.close()
        finally:
            self._idle.append(session)
        return WireResponse(response.status_code, {k.lower(): v for k, v in response.headers.items()}, body)

    def _sent(self, session: Session, request: WireRequest) -> Response:
        from pinads.sdk.http.network_errors import FAILURES, network_error

        headers = dict(request.headers)
        try:
            return session.request(
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
            raise network_error(error, request.url, session.exchange, session.trust_env) from error

    def _session(self, url: str) -> Session:
        from pinads.sdk.http.connections import Session

        # The latest: its connection is the least likely to have been closed.
        session = self._idle.pop() if self._idle else Session(self._now)
        # A proxy for the outside world must not see what is meant for this machine.
        session.trust_env = not is_loopback(url)
        return session

    def _body(self, session: Session, response: Response, request: WireRequest) -> bytes:
        if response.status_code < 200 or response.status_code in WITHOUT_BODY:
            # What follows on the connection all the same would be read as the answer of the next request.
            response.raw.close()
            return b""
        pieces = self._pieces(session, response, request.url)
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

    def _pieces(self, session: Session, response: Response, url: str) -> Iterator[bytes]:
        from pinads.sdk.http.network_errors import FAILURES, network_error

        pieces = response.iter_content(AT_A_TIME)
        while True:
            try:
                piece = next(pieces, b"")
            except FAILURES as error:
                raise network_error(error, url, session.exchange, session.trust_env) from error
            if not piece:
                return
            yield piece


class _KeepHeader:
    """Sets our Authorization header last: requests would replace it by a .netrc entry for the host."""

    def __init__(self, value: str | None) -> None:
        self.value = value

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if self.value is not None:
            request.headers["Authorization"] = self.value
        return request
