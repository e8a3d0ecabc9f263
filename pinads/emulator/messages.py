"""What goes in and out of the emulator, whether over HTTP or in process."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

BAD_PARAMETERS = 1
UNAUTHENTICATED = 2
MISSING_SCOPE = 3
QUOTA_SPENT = 8
TRANSIENT = 12
NOT_FOUND = 50
NO_BUDGET = 2384

DROPPED = "dropped"
CUT = "cut"

BASE_URL = "https://emulator.invalid/v5"
"""The base URL of a Client in the same process; no such host exists."""

FIRST_ACCOUNT = 549_755_885_175
"""The id of the sample business's first ad account; the demo profile begins there."""


class Request(NamedTuple):
    """A request as it came in.

    Attributes:
        method: the HTTP method.
        path: below the base URL, still percent-encoded (``/ad_accounts/123/campaigns``).
        query: pairs, or the raw query string.
        headers: names in any case.
        body: the bytes of the body.
        base: the base URL by which the client came.
    """

    method: str
    path: str
    query: str | Sequence[tuple[str, str]] = ()
    headers: Mapping[str, str] = {}
    body: bytes = b""
    base: str = BASE_URL


class Response(NamedTuple):
    """An answer as it goes out.

    Attributes:
        status: the HTTP status.
        headers: the headers, without Content-Length.
        body: the bytes of the body.
        broken: ``dropped`` where the connection ends without an answer, ``cut`` where it ends within the body.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    broken: str | None = None


class LogEntry(NamedTuple):
    """What happened, without bodies, codes and tokens.

    Attributes:
        method: the HTTP method.
        path: the path as it came in; tokens in it are left out.
        query: the query string; what is secret in it is left out.
        status: the HTTP status of the answer; 0 where none was sent.
        rid: the answer's ``x-pinterest-rid``.
        operation: such as ``campaigns/list``, or ``oauth/authorise`` for the page on which apps are let in; None for a path or
            method that the emulator does not have.
        fault: the fault that was injected, or None.
    """

    method: str
    path: str
    query: str
    status: int
    rid: str
    operation: str | None
    fault: str | None


class Refused(Exception):
    """The request as a whole is refused."""

    def __init__(self, status: int, code: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})


class RowRefused(Exception):
    """One row of a write is refused; the others go on."""

    def __init__(self, message: str, code: int = BAD_PARAMETERS) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def bad(message: str) -> Refused:
    """The refusal of a request that is wrong."""
    return Refused(400, BAD_PARAMETERS, message)


compact: Callable[[Any], str] = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
"""A value as JSON without spaces."""


def error_body(code: int, message: str) -> bytes:
    """The JSON of an error."""
    return compact({"code": code, "message": message}).encode("utf-8", "replace")


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def http_date(seconds: float) -> str:
    """A moment as HTTP writes it, whatever the locale."""
    at = time.gmtime(seconds)
    return f"{_DAYS[at.tm_wday]}, {at.tm_mday:02} {_MONTHS[at.tm_mon - 1]} {at.tm_year} {time.strftime('%H:%M:%S', at)} GMT"
