"""The emulator's requests, responses, refusals and log entries, the same over HTTP and in process."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from threading import Lock
from typing import IO, Any, NamedTuple

from pinads.sdk.json_encoder import json_encoder

BAD_PARAMETERS = 1
UNAUTHENTICATED = 2
MISSING_SCOPE = 3
QUOTA_SPENT = 8
TRANSIENT = 12
NOT_FOUND = 50
NO_BUDGET = 2384

JSON = "application/json"

DROPPED = "dropped"
CUT = "cut"

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>\n'
_XML_CODES = {400: "InvalidRequest", 429: "SlowDown", 500: "InternalError", 503: "ServiceUnavailable"}

_PIECE = 1 << 16

BASE_URL = "https://emulator.invalid/v5"
"""The base URL of a Client in the same process; no such host exists."""

FIRST_ACCOUNT = 549_755_885_175
"""Id of the sample business's first ad account, the default account of the demo profile."""


class Request(NamedTuple):
    """A request as it was received.

    Attributes:
        method: the HTTP method.
        path: the path below the base URL, still percent-encoded (``/ad_accounts/123/campaigns``).
        query: pairs, or the raw query string.
        headers: names in any case.
        body: the bytes of the body.
        base: the base URL that the client used.
    """

    method: str
    path: str
    query: str | Sequence[tuple[str, str]] = ()
    headers: Mapping[str, str] = {}
    body: bytes = b""
    base: str = BASE_URL


class FileBody:
    """A body that is read from a file in pieces, by any number of threads.

    Args:
        file: the open file, which is closed when nobody uses it any more.
        size: its bytes.
    """

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._lock = Lock()
        self.size = size

    def pieces(self, size: int) -> Iterator[bytes]:
        """Yield the first bytes of the file, in pieces."""
        at = 0
        while at < size:
            with self._lock:
                self._file.seek(at)
                piece = self._file.read(min(_PIECE, size - at))
            at += len(piece)
            yield piece

    def __del__(self) -> None:
        self._file.close()


class Response(NamedTuple):
    """A response as it is sent.

    Attributes:
        status: the HTTP status.
        headers: the headers, without Content-Length.
        body: the bytes of the body.
        broken: ``dropped`` if the connection closes without a response, ``cut`` if it closes within the body.
        file: the body in place of ``body``, where it is large.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    broken: str | None = None
    file: FileBody | None = None

    @property
    def size(self) -> int:
        """Bytes of the body."""
        return len(self.body) if self.file is None else self.file.size

    def pieces(self) -> Iterator[bytes]:
        """Yield the body in pieces; half of it if the connection closes within."""
        sent = self.size // 2 if self.broken == CUT else self.size
        return iter([self.body[:sent]]) if self.file is None else self.file.pieces(sent)


class LogEntry(NamedTuple):
    """One line of the request log, without bodies, codes and tokens.

    Attributes:
        method: the HTTP method.
        path: the path as it was received, with tokens redacted.
        query: the query string, with secrets redacted.
        status: the HTTP status of the response; 0 if none was sent.
        rid: the response's ``x-pinterest-rid``.
        operation: such as ``campaigns/list``, or ``oauth/authorise`` for the login page; None for a path or method that the
            emulator does not have.
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
    """Refusal of a whole request."""

    def __init__(self, status: int, code: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})

    def response(self, headers: Mapping[str, str]) -> Response:
        """Return the API's JSON error, with the headers of any response."""
        body = compact({"code": self.code, "message": self.message})
        return Response(self.status, {**headers, "Content-Type": JSON, **self.headers}, body.encode("utf-8", "replace"))

    def xml_response(self, headers: Mapping[str, str]) -> Response:
        """Return the error as hosts of files such as S3 write it."""
        text = _XML.format(code=_XML_CODES.get(self.status, "AccessDenied"), message=escape(self.message))
        return Response(self.status, {**headers, **self.headers, "Content-Type": "application/xml"}, text.encode("utf-8", "replace"))


class RowRefused(Exception):
    """Refusal of one row of a write; the other rows are written."""

    def __init__(self, message: str, code: int = BAD_PARAMETERS) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def bad(message: str) -> Refused:
    """Return the refusal of an invalid request: HTTP 400."""
    return Refused(400, BAD_PARAMETERS, message)


JsonObject = dict[str, Any]

compact = json_encoder((",", ":"))
"""Encodes a value as JSON without spaces."""


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def http_date(seconds: float) -> str:
    """Format a time as HTTP does, independent of the locale."""
    at = time.gmtime(seconds)
    return f"{_DAYS[at.tm_wday]}, {at.tm_mday:02} {_MONTHS[at.tm_mon - 1]} {at.tm_year} {time.strftime('%H:%M:%S', at)} GMT"
