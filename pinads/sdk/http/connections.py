"""Connections that note whether a request has left, and that end the exchange at its deadline.

urllib3 cannot tell a refused proxy from a server that executed and then closed: both are a ProxyError. So the connection itself notes
the first byte that it hands to its socket after it was established.
"""

from __future__ import annotations

import http.client
import io
from collections.abc import Callable
from typing import Any

from requests.adapters import HTTPAdapter

MOST_INFORMATIONAL = 20
"""Answers such as 103 Early Hints before the one that counts."""


class ExchangeState:
    """The state of the request that a session carries, or carried last.

    Attributes:
        left: True if a byte of the request may have left.
        unwatched: True if something replaced our connections, so that ``left`` proves nothing.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.left = False
        self.unwatched = False
        self._connecting = 0
        self._connect, self._idle, self._deadline = 0.0, 0.0, 0.0

    def begin(self, connect: float, idle: float, whole: float) -> None:
        """Start an exchange, with its seconds to connect, between two bytes, and in all."""
        self.left = self.unwatched = False
        self._connecting = 0
        self._connect, self._idle, self._deadline = connect, idle, self._now() + whole

    def limit(self, sock: Any) -> None:
        """Set the timeout of a socket's next operation, within the deadline of the exchange.

        Raises:
            TimeoutError: the deadline has passed.
        """
        remaining = self._deadline - self._now()
        if remaining <= 0:
            raise TimeoutError("the time of the exchange is up")
        sock.settimeout(min(remaining, self._connect if self._connecting else self._idle))

    def connect(self, connect: Callable[[], None]) -> None:
        """Connect; the bytes sent meanwhile (CONNECT) are not the request."""
        self._connecting += 1
        try:
            connect()
        finally:
            self._connecting -= 1

    def note_send(self) -> None:
        """Note that bytes are handed to a socket."""
        self.left = self.left or not self._connecting


class WatchedAdapter(HTTPAdapter):
    """An adapter whose connections report to the state of an exchange."""

    def __init__(self, state: ExchangeState) -> None:
        self._state = state
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Create the pools, and watch their connections."""
        super().init_poolmanager(*arguments, **options)
        self._watch(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Get the pools of a proxy; watch the connections of new ones."""
        known = proxy in self.proxy_manager
        manager = super().proxy_manager_for(proxy, **options)
        if not known:
            self._watch(manager)
        return manager

    def _watch(self, manager: Any) -> None:
        pools = manager.pool_classes_by_scheme
        manager.pool_classes_by_scheme = {scheme: _watched_pool(pool, self._state) for scheme, pool in pools.items()}


def _watched_pool(pool: type[Any], state: ExchangeState) -> type[Any]:
    watched: dict[type[Any], type[Any]] = {}

    class WatchedPool(pool):  # type: ignore[misc]
        """A pool of watched connections; the class is looked up each time, since recorders of HTTP replace it."""

        @property
        def ConnectionCls(self) -> type[Any]:  # noqa: N802
            kind: type[Any] = super().ConnectionCls
            if issubclass(kind, http.client.HTTPConnection):
                return watched.setdefault(kind, watched.get(kind) or _watched_connection(kind, state))
            state.unwatched = True
            return kind

    return WatchedPool


def _watched_connection(kind: type[Any], state: ExchangeState) -> type[Any]:
    class WatchedResponse(http.client.HTTPResponse):
        """A response that is read until the deadline, and is never an informational one."""

        def __init__(self, sock: Any, *arguments: Any, **options: Any) -> None:
            super().__init__(sock, *arguments, **options)
            self.fp: Any = io.BufferedReader(_TimedReader(self.fp.detach(), sock, state))

        def begin(self) -> None:
            for _ in range(MOST_INFORMATIONAL):
                super().begin()
                if self.status >= 200 or self.status == http.HTTPStatus.SWITCHING_PROTOCOLS:
                    return
                # http.client skips 100 alone. Taken for the answer, a 103 would leave the real one to the next request.
                self.headers: Any = None
            raise http.client.HTTPException(f"more than {MOST_INFORMATIONAL} informational responses")

    class WatchedConnection(kind):  # type: ignore[misc]
        """A connection that reports to the state of its exchange."""

        response_class = WatchedResponse

        def connect(self) -> None:
            state.connect(super().connect)

        def send(self, data: Any) -> None:
            if self.sock is None and self.auto_open:
                self.connect()
            if self.sock is not None:
                state.limit(self.sock)
            state.note_send()
            super().send(data)

    return WatchedConnection


class _TimedReader(io.RawIOBase):
    """A socket's reader whose reads end at the deadline of the exchange."""

    def __init__(self, raw: io.RawIOBase, sock: Any, state: ExchangeState) -> None:
        super().__init__()
        self._raw, self._sock, self._state = raw, sock, state

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._state.limit(self._sock)
        read: int | None = self._raw.readinto(buffer)
        return read

    def close(self) -> None:
        try:
            self._raw.close()
        finally:
            super().close()
