"""The wire of HTTP: a pool of sessions, loaded when the first request is sent."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from pinads.sdk.http.wire import WireRequest, WireResponse

if TYPE_CHECKING:
    from pinads.sdk.http.session import HttpSession


class HttpWire:
    """HTTP with keep-alive and verified TLS, over as many sessions as there are requests in flight at once.

    Args:
        now: tells the time in seconds, for the timeouts.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._idle: list[HttpSession] = []

    def send(self, request: WireRequest) -> WireResponse:
        """Exchange a request for its answer over HTTP.

        Raises:
            ConnectionFailed: nothing was sent.
            NetworkError: it may have been sent, and no whole answer came.
        """
        from pinads.sdk.http.session import HttpSession  # start-up: requests takes 85 ms, and the emulator needs none

        # The session used last: its connection is the least likely to have been closed.
        session = self._idle.pop() if self._idle else HttpSession(self._now)
        try:
            return session.exchange(request)
        finally:
            self._idle.append(session)
