"""The transport of a client: from an operation to the decoded JSON of its answer.

It adds the token, keeps to the rate budget, retries, and raises errors.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from pinads import __version__
from pinads.sdk.clock import Clock
from pinads.sdk.errors import (
    AuthenticationError,
    InvalidType,
    MissingScope,
    NetworkError,
    PinadsError,
    RateLimited,
    may_have_taken_effect,
)
from pinads.sdk.http.operations import Operation
from pinads.sdk.http.rate_limits import RateBudget
from pinads.sdk.http.responses import decode, error_of, redirect_of
from pinads.sdk.http.retries import Retries
from pinads.sdk.http.server_text import request_id_of
from pinads.sdk.http.wire import Wire, WireRequest, WireResponse
from pinads.sdk.log import log
from pinads.sdk.redaction import remember
from pinads.sdk.schema.validation import checked_token

T = TypeVar("T")

MOST_REDIRECTS = 3
LOGGED_FROM = 0.5
"""Seconds of waiting for a rate limit from which on it is logged."""


class TokenSource(Protocol):
    """A source of access tokens, which may be able to refresh them."""

    def token(self) -> str:
        """Return the access token to use now."""

    def refresh(self, rejected: str) -> str | None:
        """Return a newer token than the one that the server rejected, or None if there is none."""


class StaticToken:
    """A token that cannot be refreshed."""

    def __init__(self, access_token: str) -> None:
        remember(access_token)
        self._access_token = access_token

    def token(self) -> str:
        """Return the token."""
        return self._access_token

    def refresh(self, rejected: str) -> str | None:
        """Return None: there is no newer token."""
        return None


class Transport:
    """A sender of operations: adds the token, keeps to the rate budget, and retries.

    The arguments are those of ``Client``, checked; the base URL has no slash at its end.
    """

    def __init__(
        self,
        base_url: str,
        tokens: TokenSource,
        wire: Wire,
        clock: Clock,
        timeout: tuple[float, float],
        max_retries: int,
        max_wait: float,
    ) -> None:
        self.base_url = base_url
        self.tokens = tokens
        self.wire = wire
        self.clock = clock
        self.timeout = timeout
        self.max_retries = max_retries
        self.max_wait = max_wait
        self.budget = RateBudget(clock.now)
        self._refreshing = threading.Lock()
        self.latest = threading.local()
        self.dated: tuple[str, float] | None = None
        """The latest answer's Date, and ``clock.now()`` when it came."""

    def request(self, operation: Operation, path: str, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """Send one operation and return the decoded JSON of its answer.

        A GET, and a PATCH that sets values, is sent again after 429, 5xx, a broken connection and a broken answer; any
        other write is sent again only when it certainly was not executed (429, no connection).

        Raises:
            PinadsError: see the tree in ``pinads.sdk.errors``.
        """
        request = self._prepare(operation, path, query, body)
        lost: list[PinadsError] = []
        try:
            return self._retry(operation, request, lost)
        except PinadsError as error:
            if lost and operation.method != "GET":
                # The last try may have been refused, or interrupted before it left; an earlier one may still have taken effect.
                error.left = True
            raise

    def _retry(self, operation: Operation, request: WireRequest, lost: list[PinadsError]) -> Any:
        """Send a request until it is answered or has no retry left; ``lost`` collects tries that may have taken effect."""
        retries = Retries(self.max_retries, self.max_wait)
        while True:
            self._hold_back(operation, retries)
            self.latest.counted = False
            try:
                return self._attempt(operation, request)
            except PinadsError as error:
                if may_have_taken_effect(error) and error.left is not False:
                    lost.append(error)
                pause = retries.pause_after(error)
                if pause is not None and error.retry_after and isinstance(error, RateLimited):
                    self.budget.close(operation.category, pause)
                if pause is None or not retries.allow(pause):
                    raise
                log.warning("%s: %s; sending it again in %.1f s", operation.name, error, pause)
            finally:
                self.budget.release(operation.category, self.latest.counted)
            self.clock.sleep(pause)
            retries.waited += pause

    def _prepare(self, operation: Operation, path: str, query: Mapping[str, Any] | None, body: Any) -> WireRequest:
        headers = {"Accept": "application/json", "User-Agent": f"pinads/{__version__}"}
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            try:
                data = json.dumps(body, separators=(",", ":"), allow_nan=False).encode()
            except (TypeError, ValueError, RecursionError):
                raise InvalidType("Invalid request: its body cannot be written as JSON (value not shown)") from None
        return WireRequest(operation.method, self.base_url + path, headers, list(_flat(query or {})), data, self.timeout)

    def _attempt(self, operation: Operation, request: WireRequest) -> Any:
        token = _before_sending(self.tokens.token)
        try:
            return self._exchange(operation, request, token)
        except MissingScope:
            raise
        except AuthenticationError:
            fresh = _before_sending(self._fresh_token, token)
            if fresh is None:
                raise
            log.warning("%s: the access token was refused; sending it again with a refreshed one", operation.name)
            return self._exchange(operation, request, fresh)

    def _fresh_token(self, rejected: str) -> str | None:
        with self._refreshing:
            current = self.tokens.token()
            fresh = current if current != rejected else self.tokens.refresh(rejected)
        return fresh if fresh and fresh != rejected else None

    def _exchange(self, operation: Operation, request: WireRequest, token: str) -> Any:
        started = self.latest.left = self.clock.now()
        self.latest.request_id = None
        try:
            authorization = f"Bearer {checked_token(token)}"
            response = self._send(request._replace(headers={**request.headers, "Authorization": authorization}))
        except NetworkError as error:
            error.operation = operation.name
            error.safe_to_retry = error.safe_to_retry or operation.repeatable
            raise
        rid = self.latest.request_id = request_id_of(response.headers)
        self.latest.status = response.status
        log.debug(
            "%s %s: HTTP %s in %.0f ms, request %s",
            request.method,
            urlsplit(request.url).path,
            response.status,
            (self.clock.now() - started) * 1000,
            rid or "-",
        )
        self.latest.counted = self.budget.note(operation.category, response.headers)
        # An answer from a cache, which has an Age, carries an old Date.
        if "date" in response.headers and response.headers.get("age", "0").strip() == "0":
            self.dated = response.headers["date"], self.clock.now()
        if 200 <= response.status < 300:
            return decode(response, operation, urlsplit(request.url).netloc)
        raise error_of(response, operation)

    def _send(self, request: WireRequest) -> WireResponse:
        """Send a request; follow redirects of a GET within its host only, so that the token stays there."""
        for _ in range(MOST_REDIRECTS):
            response = self.wire.send(request)
            target = redirect_of(response, request.url) if request.method == "GET" else None
            if target is None:
                break
            request = request._replace(url=target, query=())
        return response

    def _hold_back(self, operation: Operation, retries: Retries) -> None:
        """Take a place in the rate budget, waiting for one if there is none."""
        while (pause := self.budget.reserve(operation.category)) > 0:
            if not retries.allow(pause):
                raise RateLimited(
                    f"the rate limit of {operation.category} opens again in {pause:.0f} s, which is longer than max_wait allows",
                    operation=operation.name,
                    safe_to_retry=True,
                    retry_after=pause,
                )
            if pause >= LOGGED_FROM:
                log.warning("%s: the rate limit of %s is used up; waiting %.1f s", operation.name, operation.category, pause)
            self.clock.sleep(pause)
            retries.waited += pause


def _before_sending(step: Callable[..., T], *arguments: str) -> T:
    """Take a step whose failure means that the request did not take effect."""
    try:
        return step(*arguments)
    except PinadsError as error:
        error.left = False
        raise


def _flat(query: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Flatten query parameters to names and texts; a list repeats its name, as the API's description says."""
    for name, value in query.items():
        for item in value if isinstance(value, (list, tuple)) else (value,):
            yield name, str(item).lower() if isinstance(item, bool) else str(item)
