"""One HTTP exchange: neither retried nor redirected, and without a look into bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import TIMEOUT_MAX
from typing import Any, BinaryIO, NamedTuple, Protocol

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.messages import describe
from pinads.sdk.schema.validation import checked_number


class WireRequest(NamedTuple):
    """A request as it goes out.

    Attributes:
        method: the HTTP method.
        url: the URL without ``query``.
        headers: the headers, the Authorization included.
        query: names and values; a name may be repeated.
        body: the bytes of the body, or None.
        timeout: seconds to connect, and for the whole exchange.
        into: a file that takes the body of a 2xx answer as it comes, so that it is not kept in memory; the second timeout
            then limits the pauses of the server, and an hour the whole.
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
    """A carrier of requests: HTTP, or the emulator in process."""

    def send(self, request: WireRequest) -> WireResponse:
        """Exchange a request for its answer.

        Raises:
            ConnectionFailed: nothing was sent.
            NetworkError: it may have been sent, and no whole answer came.
        """


def checked_timeout(timeout: Any) -> tuple[float, float]:
    """Validate a timeout: seconds to connect, and for a whole exchange; one number means both.

    Raises:
        InvalidInput: a number that is not above 0, or more than two.
    """
    pair = tuple(timeout) if isinstance(timeout, (tuple, list)) else (timeout, timeout)
    if len(pair) != 2 or not all(0 < checked_number(seconds, "timeout") < TIMEOUT_MAX for seconds in pair):
        raise InvalidInput.of("timeout", f"expected seconds above 0, or two such numbers, got {describe(timeout)}")
    return pair
