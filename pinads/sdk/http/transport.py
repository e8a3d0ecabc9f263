"""Transport: one method, ``request``, from an operation to the decoded JSON of its answer.

Behind it: the token, the rate budget, retries, and errors.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from pinads import __version__
from pinads.sdk.bulk.outcomes import may_have_taken_effect
from pinads.sdk.errors import (
    AnswerTooLarge,
    AuthenticationError,
    CannotConnect,
    InvalidType,
    MissingScope,
    NetworkError,
    NotTheApi,
    PinadsError,
    QuotaSpent,
    RateLimited,
    ServerError,
)
from pinads.sdk.http.clock import Clock
from pinads.sdk.http.rate_limits import RateBudget
from pinads.sdk.http.responses import decode, error_of, redirect_of
from pinads.sdk.http.server_text import request_id_of
from pinads.sdk.http.wire import Wire, WireRequest, WireResponse
from pinads.sdk.redaction import redact_record, remember
from pinads.sdk.schema.validation import checked_token

if TYPE_CHECKING:
    from pinads.sdk.http.operations import Operation

T = TypeVar("T")

log = logging.getLogger("pinads")
# Without a handler of the program's own, Python would print the warnings on stderr.
log.addHandler(logging.NullHandler())
log.addFilter(redact_record)

FINAL = (AnswerTooLarge, CannotConnect, NotTheApi, QuotaSpent)
"""What would be the same the next time."""
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
MOST_REDIRECTS = 3
SPOKEN_OF = 0.5
"""Seconds of waiting for a rate limit that are worth a warning."""


class TokenSource(Protocol):
    """Where access tokens come from."""

    def token(self) -> str:
        """The access token to use now."""

    def refresh(self, rejected: str) -> str | None:
        """A newer token than the one that the server rejected, or None where there is none to be had."""


class StaticToken:
    """A token that cannot be refreshed."""

    def __init__(self, access_token: str) -> None:
        remember(access_token)
        self._access_token = access_token

    def token(self) -> str:
        """The token."""
        return self._access_token

    def refresh(self, rejected: str) -> str | None:
        """Never a newer one."""
        return None


class Transport:
    """Sends operations: adds the token, keeps to the rate budget, retries what may be retried.

    Args:
        base_url: where the API is, without a slash at the end.
        tokens: where access tokens come from.
        wire: what carries the bytes.
        clock: tells the time and sleeps.
        timeout: seconds to connect, and for a whole exchange.
        max_retries: how often one request is sent again at most.
        max_wait: seconds that one request may spend waiting in all.
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
        """Send one operation and answer its decoded JSON.

        A GET, and a PATCH that sets values, is sent again after 429, 5xx, a broken connection and a broken answer; what
        would do a thing twice is sent again only when it certainly was not executed (429, no connection).

        Raises:
            PinadsError: see the tree in ``pinads.sdk.errors``.
        """
        request = self._prepare(operation, path, query, body)
        lost: list[PinadsError] = []
        try:
            return self._repeated(operation, request, lost)
        except PinadsError as error:
            if lost and operation.method != "GET":
                # The last try may have been refused, or interrupted before it left; an earlier one may have taken effect all the same.
                error.left = True
            raise

    def _repeated(self, operation: Operation, request: WireRequest, lost: list[PinadsError]) -> Any:
        """Send a request until it is answered or may not be sent again; collect in ``lost`` the tries that may have taken effect."""
        waited = 0.0
        pauses = self.pauses()
        while True:
            waited += self._hold_back(operation, waited)
            self.latest.counted = False
            try:
                return self._attempt(operation, request)
            except PinadsError as error:
                if may_have_taken_effect(error) and error.left is not False:
                    lost.append(error)
                pause = self._pause_before_retry(operation, error, pauses, waited)
                if pause is None:
                    raise
                log.warning("%s: %s; sending it again in %.1f s", operation.name, error, pause)
            finally:
                self.budget.release(operation.category, self.latest.counted)
            self.clock.sleep(pause)
            waited += pause

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
        # What a cache kept (it has an Age) has the time of then.
        if "date" in response.headers and response.headers.get("age", "0").strip() == "0":
            self.dated = response.headers["date"], self.clock.now()
        if 200 <= response.status < 300:
            return decode(response, operation, urlsplit(request.url).netloc)
        raise error_of(response, operation)

    def _send(self, request: WireRequest) -> WireResponse:
        """Send, following redirects of a GET within the host only, so that the token stays there."""
        for _ in range(MOST_REDIRECTS):
            response = self.wire.send(request)
            target = redirect_of(response, request.url) if request.method == "GET" else None
            if target is None:
                break
            request = request._replace(url=target, query=())
        return response

    def _hold_back(self, operation: Operation, waited: float) -> float:
        """Take a place in the rate budget, waiting for one where there is none; returns the seconds that it took."""
        held = 0.0
        while (pause := self.budget.reserve(operation.category)) > 0:
            if waited + held + pause > self.max_wait:
                raise RateLimited(
                    f"the rate limit of {operation.category} opens again in {pause:.0f} s, which is longer than max_wait allows",
                    operation=operation.name,
                    safe_to_retry=True,
                    retry_after=pause,
                )
            if pause >= SPOKEN_OF:
                log.warning("%s: the rate limit of %s is used up; waiting %.1f s", operation.name, operation.category, pause)
            self.clock.sleep(pause)
            held += pause
        return held

    def pauses(self) -> Iterator[float]:
        """The pauses between tries: exponential with full jitter above a half."""
        # Imports hashing and more, and is seldom needed.
        from random import uniform

        for retry in range(self.max_retries):
            longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2**retry)
            yield longest * uniform(0.5, 1.0)

    def _pause_before_retry(self, operation: Operation, error: PinadsError, pauses: Iterator[float], waited: float) -> float | None:
        """Seconds until the next try, or None where there must be none."""
        if isinstance(error, FINAL) or not isinstance(error, (RateLimited, ServerError, NetworkError)):
            return None
        if not error.safe_to_retry:
            return None
        pause = next(pauses, None)
        if pause is None:
            return None
        # "Retry after 0 seconds", taken at its word, would spend all tries within a moment.
        if error.retry_after:
            pause = max(error.retry_after, pause if isinstance(error, ServerError) else 0.0)
            self.budget.close(operation.category, pause) if isinstance(error, RateLimited) else None
        return pause if waited + pause <= self.max_wait else None


def _before_sending(step: Callable[..., T], *arguments: str) -> T:
    """Take a step whose failure means that the request did not take effect."""
    try:
        return step(*arguments)
    except PinadsError as error:
        error.left = False
        raise


def _flat(query: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Query parameters as name and text; a list repeats its name, as the API's description says."""
    for name, value in query.items():
        for item in value if isinstance(value, (list, tuple)) else (value,):
            yield name, str(item).lower() if isinstance(item, bool) else str(item)
