"""Reading an answer: its JSON, the error that it is, or where it sends on."""

from __future__ import annotations

import json
import re
from time import time
from typing import Any
from urllib.parse import urljoin, urlsplit

from pinads.sdk.errors import (
    ApiError,
    AuthenticationError,
    BadRequest,
    InvalidResponse,
    MissingScope,
    NotFound,
    PermissionDenied,
    PinadsError,
    QuotaSpent,
    RateLimited,
    ServerError,
)
from pinads.sdk.operations import Operation
from pinads.sdk.rates import leading_number
from pinads.sdk.wire import WireResponse

MISSING_SCOPE = 3
QUOTA_SPENT = 8
TRANSIENT = 12
REDIRECTS = (301, 302, 303, 307, 308)

_BY_STATUS: dict[int, type[ApiError]] = {
    401: AuthenticationError,
    403: PermissionDenied,
    404: NotFound,
    429: RateLimited,
}


def decode(response: WireResponse, operation: Operation) -> Any:
    """The JSON of a 2xx answer.

    Raises:
        InvalidResponse: it is empty, cut off or not JSON.
    """
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError):
        kind = "empty" if not response.body.strip() else "not JSON"
        raise InvalidResponse(
            f"the answer is {kind}",
            http_status=response.status,
            operation=operation.name,
            request_id=response.headers.get("x-pinterest-rid"),
            safe_to_retry=operation.repeatable,
        ) from None


def error_of(response: WireResponse, operation: Operation) -> PinadsError:
    """The error that an answer outside 2xx is."""
    body = _body(response)
    code = body.get("code")
    code = code if isinstance(code, int) and not isinstance(code, bool) else None
    message = body.get("message")
    message = message if isinstance(message, str) and message else _no_message(response)
    kind, retry_after = _kind(response, code, message)
    throttled = issubclass(kind, RateLimited)
    error = kind(
        message,
        http_status=response.status,
        code=code,
        operation=operation.name,
        request_id=response.headers.get("x-pinterest-rid"),
        # What was refused was not executed; after a 5xx nobody knows.
        safe_to_retry=operation.repeatable or kind is not ServerError,
        retry_after=retry_after if throttled or kind is ServerError else None,
    )
    if isinstance(error, MissingScope):
        named = re.search(r"\b[a-z_]+:(?:read|write)(?:_secret)?\b", message)
        error.scope = named[0] if named else "ads:read" if operation.method == "GET" else "ads:write"
    return error


def redirect_of(response: WireResponse, url: str) -> str | None:
    """Where an answer sends its request on, if that is on the same host."""
    location = response.headers.get("location")
    if response.status not in REDIRECTS or not location:
        return None
    try:
        target = urljoin(url, location)
        return target if urlsplit(target)[:2] == urlsplit(url)[:2] else None
    except ValueError:
        return None


def _body(response: WireResponse) -> dict[str, Any]:
    try:
        body = json.loads(response.body)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _no_message(response: WireResponse) -> str:
    if 300 <= response.status < 400:
        return "the server redirects elsewhere; pinads does not follow, so that the token stays with its host"
    return f"the server answered HTTP {response.status} without a message of its own"


def _kind(response: WireResponse, code: int | None, message: str) -> tuple[type[ApiError], float | None]:
    retry_after = _asked_wait(response, message)
    # Answers of all kinds name the limit's reset, but only a throttled request has to wait for it.
    until_reset = leading_number(response.headers.get("x-ratelimit-reset")) if retry_after is None else retry_after
    if code == QUOTA_SPENT:
        return QuotaSpent, until_reset
    if response.status == 401:
        return (MissingScope if code == MISSING_SCOPE else AuthenticationError), None
    if response.status in _BY_STATUS:
        return _BY_STATUS[response.status], until_reset
    if response.status >= 500:
        return ServerError, retry_after
    if re.search(r"retry after \d", message, re.IGNORECASE):
        return RateLimited, until_reset
    if code == TRANSIENT or "something went wrong" in message.lower():
        return ServerError, retry_after
    return BadRequest, None


def _asked_wait(response: WireResponse, message: str) -> float | None:
    """Seconds the server asks to wait: Retry-After, or the words of the message."""
    header = response.headers.get("retry-after", "")
    seconds = leading_number(header)
    if seconds is None and header:
        seconds = _until(header)
    if seconds is None:
        words = re.search(r"retry after (\d+(?:\.\d+)?)", message, re.IGNORECASE)
        seconds = float(words[1]) if words else None
    return seconds


def _until(date: str) -> float | None:
    moment = seconds_of_date(date)
    return None if moment is None else max(0.0, moment - time())


def seconds_of_date(date: str) -> float | None:
    """Seconds since 1970 for a date as HTTP headers have it, or None."""
    # Imports sockets and more, for what is rarely needed.
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(date).timestamp()
    except (TypeError, ValueError):
        return None
