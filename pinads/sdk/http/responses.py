"""Decoding of an answer: its JSON, the error that it means, or its redirect."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from pinads.sdk.errors import (
    AnswerTooLarge,
    ApiError,
    AuthenticationError,
    BadRequest,
    InvalidResponse,
    MissingScope,
    NotFound,
    NotTheApi,
    PermissionDenied,
    PinadsError,
    QuotaSpent,
    RateLimited,
    ServerError,
    UnknownOutcome,
)
from pinads.sdk.http.operations import Operation
from pinads.sdk.http.rate_limits import seconds_until
from pinads.sdk.http.server_text import is_page, line_of, message_of, request_id_of
from pinads.sdk.http.wire import WireResponse
from pinads.sdk.json_depth import MOST_LEVELS, too_deep

MISSING_SCOPE = 3
QUOTA_SPENT = 8
TRANSIENT = 12
_REFUSING = (*range(400, 419), 421, 422, 423, 424, 425, 426, 428, 429, 431, 451)
"""The statuses of HTTP from 400 to 499. Others are a gateway's own (nginx's 499), and do not tell if the API executed the request."""
REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_HOST = 100
_PAGE = "sign in to the network in a browser, or check the proxy (HTTPS_PROXY) and the address (PINADS_API_URL)"

BY_STATUS: dict[int, type[ApiError]] = {
    403: PermissionDenied,
    404: NotFound,
    # A gateway that gave up on the API, or on the request: the outcome is unknown.
    408: ServerError,
    425: ServerError,
    429: RateLimited,
}


def decode(response: WireResponse, operation: Operation, host: str = "the server") -> Any:
    """Decode the JSON of a 2xx answer.

    Raises:
        NotTheApi: it is a web page.
        AnswerTooLarge: it has more digits in a number, or is nested deeper, than pinads reads.
        InvalidResponse: it is empty, cut off or not JSON.
    """
    kind: type[InvalidResponse] = AnswerTooLarge
    message = f"the answer is nested more than {MOST_LEVELS} levels deep"
    try:
        value = json.loads(response.body)
        if not too_deep(value):
            return value
    except RecursionError:
        pass
    except ValueError as error:
        kind, message = _not_json(response, error, host)
    wrong = kind(
        message,
        http_status=response.status,
        operation=operation.name,
        request_id=request_id_of(response.headers),
        safe_to_retry=operation.repeatable,
    )
    wrong.hint = _PAGE if isinstance(wrong, NotTheApi) and operation.repeatable else None
    raise wrong from None


def _not_json(response: WireResponse, error: ValueError, host: str) -> tuple[type[InvalidResponse], str]:
    """Choose the class and the message of the error for a body that is not JSON."""
    if not response.body.strip():
        return InvalidResponse, "the answer is empty"
    line = line_of(response.body)
    quoted = f": {line}" if line else ""
    if is_page(response.body, response.headers):
        return NotTheApi, f"{host} answered with a web page, as a login page or a proxy does, in place of the API{quoted}"
    if "integer string conversion" in str(error):
        return AnswerTooLarge, "the answer has a number of more than 4,300 digits"
    if response.body[:1] in b"{[":
        return InvalidResponse, "the answer is not JSON, or was cut off"
    return InvalidResponse, f"the answer is not JSON{quoted}"


def error_of(response: WireResponse, operation: Operation) -> PinadsError:
    """Make the error of an answer outside 2xx: ApiError, or UnknownOutcome if it does not even refuse a write."""
    body = _body(response)
    code = body.get("code")
    code = code if isinstance(code, int) and not isinstance(code, bool) else None
    text = body.get("message")
    message = message_of(text) if isinstance(text, str) and text else _no_message(response)
    facts: dict[str, Any] = {
        "http_status": response.status,
        "operation": operation.name,
        "request_id": request_id_of(response.headers),
    }
    if response.status < 400 and operation.method != "GET":
        # Neither executed nor refused: a proxy's login page, or a server that executed it and redirects to the result.
        return UnknownOutcome(message, safe_to_retry=operation.repeatable, **facts)
    if 300 <= response.status < 400:  # As networks do that require a login first.
        astray = NotTheApi(message, safe_to_retry=True, **facts)
        astray.hint = _PAGE
        return astray
    kind = _kind(response.status, code, message, explained=bool(text))
    # A refused request was not executed; after a 5xx the outcome is unknown.
    error = kind(message, code=code, safe_to_retry=operation.repeatable or kind is not ServerError, **facts)
    if isinstance(error, (RateLimited, ServerError)):
        error.retry_after = _asked_wait(response, message)
    if isinstance(error, RateLimited) and error.retry_after is None:
        # All answers name the limit's reset, but only a throttled request has to wait for it.
        error.retry_after = seconds_until(response.headers.get("x-ratelimit-reset"), response.headers)
    if isinstance(error, MissingScope):
        named = re.search(r"\b[a-z_]+:(?:read|write)(?:_secret)?\b", message)
        error.scope = named[0] if named else "ads:read" if operation.method == "GET" else "ads:write"
    return error


def _kind(status: int, code: int | None, message: str, explained: bool) -> type[ApiError]:
    """Choose the class of the error; ``explained`` is True if the message is the API's own."""
    if code == QUOTA_SPENT:
        return QuotaSpent
    if status == 401:
        return MissingScope if code == MISSING_SCOPE else AuthenticationError
    if status >= 500 or (status not in _REFUSING and status >= 400 and not explained):
        return ServerError
    if status in BY_STATUS:
        return BY_STATUS[status]
    if re.search(r"retry after \d", message, re.IGNORECASE):
        return RateLimited
    if code == TRANSIENT or "something went wrong" in message.lower():
        return ServerError
    return BadRequest


def redirect_of(response: WireResponse, url: str) -> str | None:
    """Read the URL of a redirect within the host, or None."""
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


def _is_json(body: bytes) -> bool:
    """Tell whether a body is JSON, complete or cut off: not a text for people."""
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return body.lstrip()[:1] in (b"{", b"[")
    return True


def _no_message(response: WireResponse) -> str:
    """Describe an answer that has no message of the API."""
    if 300 <= response.status < 400:
        try:
            host = urlsplit(response.headers.get("location", "")).hostname
        except ValueError:
            host = None
        place = f"elsewhere, to {message_of(host, LONGEST_HOST)}" if host else "elsewhere"
        return f"the server redirects {place}; pinads does not follow, so that the token stays with its host"
    line = None if _is_json(response.body) else line_of(response.body)
    return f"the server answered HTTP {response.status}" + (f": {line}" if line else " without a message")


def _asked_wait(response: WireResponse, message: str) -> float | None:
    """Read the seconds that the server asks to wait, from Retry-After or the message."""
    header = response.headers.get("retry-after", "")
    seconds = seconds_until(header, response.headers) if header else None
    if seconds is None:
        words = re.search(r"retry after (\d{1,12}(?:\.\d{1,6})?)", message, re.IGNORECASE)
        seconds = seconds_until(words[1], response.headers) if words else None
    return seconds
