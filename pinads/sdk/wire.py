"""One HTTP exchange: the only importer of requests. It neither retries nor follows redirects nor reads bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol
from urllib.parse import urlsplit

from pinads.sdk.errors import ConnectionFailed, InvalidResponse, NetworkError, Timeout

if TYPE_CHECKING:
    import requests
    from requests import PreparedRequest

AT_A_TIME = 1 << 20
"""Bytes of an answer: requests' own 10 kB a time take longer than the rest of a request for a page of 150 kB."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine."""
    return urlsplit(url).hostname in LOOPBACK


class WireRequest(NamedTuple):
    """A request as it goes out.

    ``query`` may repeat a name; ``timeout`` is (connect, read) in seconds; ``into`` is where a long body of a 2xx answer may be
    written as it comes, in place of being kept.
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
            NetworkError: it was sent, and no whole answer came.
        """


class HttpWire:
    """HTTP with keep-alive and verified TLS, over as many requests.Sessions as there are requests under way at once."""

    def __init__(self) -> None:
        self._idle: list[requests.Session] = []

    def send(self, request: WireRequest) -> WireResponse:
        """Exchange a request for its answer over HTTP."""
        import requests

        session = self._session(request.url)
        headers = dict(request.headers)
        try:
            response = session.request(
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
            body = _body(response, request.into)
        except requests.RequestException as error:
            raise _network_error(error, urlsplit(request.url).netloc) from error
        finally:
            self._idle.append(session)
        return WireResponse(response.status_code, {k.lower(): v for k, v in response.headers.items()}, body)

    def _session(self, url: str) -> requests.Session:
        import requests

        try:
            return self._idle.pop()  # the latest: its connection is the least likely to have been closed
        except IndexError:
            session = requests.Session()
            # A proxy for the outside world must not see what is meant for this machine.
            session.trust_env = not is_loopback(url)
            return session


def _body(response: requests.Response, into: BinaryIO | None) -> bytes:
    pieces = response.iter_content(AT_A_TIME)
    if into is None or not 200 <= response.status_code < 300:
        return b"".join(pieces)
    for piece in pieces:
        into.write(piece)
    return b""


class _KeepHeader:
    """Sets our Authorization header last: requests would replace it by a .netrc entry for the host."""

    def __init__(self, value: str | None) -> None:
        self.value = value

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if self.value is not None:
            request.headers["Authorization"] = self.value
        return request


def _network_error(error: requests.RequestException, host: str) -> NetworkError:
    import ssl

    import requests
    from urllib3.exceptions import NameResolutionError, NewConnectionError, ReadTimeoutError

    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", None)
    if isinstance(error, requests.exceptions.SSLError):
        if isinstance(reason, Exception) and any(isinstance(part, ssl.SSLCertVerificationError) for part in reason.args):
            return ConnectionFailed(f"the server's certificate was not accepted: {reason}", safe_to_retry=True)
        # TLS can break after the request went out, too.
        return NetworkError("the encrypted connection failed")
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return ConnectionFailed(f"could not connect to {host} in time", safe_to_retry=True)
    if isinstance(error, requests.exceptions.ProxyError):
        return ConnectionFailed("the proxy could not be used", safe_to_retry=True)
    if isinstance(reason, NameResolutionError):
        return ConnectionFailed(f"the name of {host} could not be resolved", safe_to_retry=True)
    if isinstance(reason, NewConnectionError):
        return ConnectionFailed(f"could not connect to {host}", safe_to_retry=True)
    if isinstance(error, requests.exceptions.Timeout) or isinstance(cause, ReadTimeoutError):
        return Timeout("the server did not answer in time")
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return InvalidResponse("the answer was cut off")
    if isinstance(error, requests.exceptions.ConnectionError):
        return NetworkError("the connection broke before the answer was whole")
    return ConnectionFailed(f"the request could not be sent: {type(error).__name__}", safe_to_retry=True)
