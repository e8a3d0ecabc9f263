"""What can go wrong, as one tree.

::

    PinadsError
    ├── InvalidInput (ValueError)            refused here: nothing was sent
    │   ├── InvalidType (TypeError)          a value of the wrong type
    │   └── UnknownField (TypeError)         a name that the API does not have
    ├── CredentialError                      credentials that cannot be used
    │   └── MissingCredentials               no access token was found
    ├── ApiError                             the server said no
    │   ├── BadRequest                       400 and other 4xx: the request was wrong
    │   ├── AuthenticationError              401: the token is invalid or expired
    │   │   └── MissingScope                 401 with code 3: the token lacks a scope
    │   ├── PermissionDenied                 403: no access to this, or trial access only
    │   ├── NotFound                         404
    │   ├── RateLimited                      429, and the throttles that hide in a 400
    │   │   └── QuotaSpent                   the day's quota is gone: waiting does not help
    │   ├── ServerError                      5xx
    │   └── Rejected                         HTTP 200 whose item was refused
    ├── NetworkError                         no whole answer came
    │   ├── ConnectionFailed                 never connected: certainly not executed
    │   │   └── CannotConnect                the environment prevents it: a retry cannot help
    │   ├── Timeout                          connected, but no answer in time
    │   └── InvalidResponse                  truncated, empty or not JSON
    │       ├── NotTheApi                    a web page: something else than the API answered
    │       └── AnswerTooLarge               more than pinads reads
    ├── UnknownOutcome                       a write was sent; whether it took effect is not known
    ├── Stopped                              the program itself stopped before this was sent
    └── PagingError                          a listing whose bookmarks go round in a circle

Every error carries ``http_status``, ``code`` (the API's own), ``message``, ``operation`` (such as
``campaigns/create``), ``request_id`` (the answer's ``x-pinterest-rid``) and ``safe_to_retry``: whether
sending the same request again cannot do a thing twice. What does not apply is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pinads.sdk.redaction import redact


class PinadsError(Exception):
    """Base of every error that pinads raises.

    Args:
        message: what went wrong, in one sentence.
        http_status: the answer's HTTP status, or None where no answer came.
        code: the API's own error code, or None.
        operation: the API operation, such as ``campaigns/create``.
        request_id: Pinterest's id of the request (``x-pinterest-rid``), for their support.
        safe_to_retry: whether sending the same request again cannot do a thing twice.
        retry_after: seconds the server asked to wait, where it did.

    ``hint`` is what to do about it, where that is known, else None. ``left`` says whether the request of a write may have left: False
    where it certainly did not, True where an earlier try may have taken effect, None where the class says it.
    """

    hint: str | None = None
    left: bool | None = None

    def __init__(
        self,
        message: str,
        *,
        http_status: int | None = None,
        code: int | None = None,
        operation: str | None = None,
        request_id: str | None = None,
        safe_to_retry: bool = False,
        retry_after: float | None = None,
    ) -> None:
        # What a server says is passed on, but not the token or the addresses that it may repeat.
        message = redact(message)
        super().__init__(message)
        self.message = message
        self.http_status = http_status
        self.code = code
        self.operation = operation
        self.request_id = request_id
        self.safe_to_retry = safe_to_retry
        self.retry_after = retry_after

    def __str__(self) -> str:
        facts = []
        if self.operation:
            facts.append(self.operation)
        if self.http_status:
            facts.append(f"HTTP {self.http_status}")
        if self.code is not None:
            facts.append(f"code {self.code}")
        if self.request_id:
            facts.append(f"request {self.request_id}")
        return f"{self.message} ({', '.join(facts)})" if facts else self.message


class InvalidInput(PinadsError, ValueError):
    """A value that the API would refuse; nothing was sent.

    ``field`` is the dotted path of the offending value (``tracking_urls.click[0]``), or None; ``choices``
    are the values that would have been right, where they can be listed.
    """

    def __init__(self, message: str, field: str | None = None, choices: Sequence[str] = ()) -> None:
        super().__init__(message, safe_to_retry=True)
        self.field = field
        self.choices = tuple(choices)


class InvalidType(InvalidInput, TypeError):
    """A value of the wrong type; nothing was sent."""


class UnknownField(InvalidInput, TypeError):
    """A field or filter that the API does not have; nothing was sent. ``extra={...}`` sends it all the same."""


class CredentialError(PinadsError):
    """Credentials that cannot be used."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message, safe_to_retry=True)
        self.hint = hint


class MissingCredentials(CredentialError):
    """No access token was given, and none is in the environment."""


class ApiError(PinadsError):
    """The server answered that it will not."""


class BadRequest(ApiError):
    """HTTP 400 and the other 4xx that have no class of their own."""


class AuthenticationError(ApiError):
    """HTTP 401: the access token is invalid, revoked or expired."""


class MissingScope(AuthenticationError):
    """HTTP 401 with code 3: the access token is good, but lacks ``scope``, such as ``ads:write``."""

    scope = ""


class PermissionDenied(ApiError):
    """HTTP 403: the token's user has no access to this, or the app has trial access only."""


class NotFound(ApiError):
    """HTTP 404: no such ad account or entity."""


class RateLimited(ApiError):
    """The server throttles, and waiting as long as it asks would exceed the client's ``max_wait``."""


class QuotaSpent(RateLimited):
    """Code 8: the quota of the day is spent."""


class ServerError(ApiError):
    """HTTP 5xx, still so after the retries."""


class Rejected(ApiError):
    """HTTP 200 that carries a refusal of the one entity that was sent."""


class NetworkError(PinadsError):
    """No whole answer came."""


class ConnectionFailed(NetworkError):
    """The connection was never made, so the request certainly was not executed.

    ``variable`` is the environment variable that is at fault, or None.
    """

    def __init__(
        self, message: str, *, variable: str | None = None, hint: str | None = None, safe_to_retry: bool = True, **facts: Any
    ) -> None:
        super().__init__(message, safe_to_retry=safe_to_retry, **facts)
        self.variable = variable
        self.hint = hint


class CannotConnect(ConnectionFailed):
    """No connection is possible with the proxy, the certificates or the address in use; sending again cannot help."""


class Timeout(NetworkError):
    """The server did not answer in time."""


class InvalidResponse(NetworkError):
    """The answer was truncated, empty, or not JSON."""


class NotTheApi(InvalidResponse):
    """A web page with HTTP 200: a login page, a captive portal or a proxy answered in place of the API."""


class AnswerTooLarge(InvalidResponse):
    """The answer is larger, or nested deeper, than pinads reads."""


class UnknownOutcome(PinadsError):
    """A write was sent and its result is not known; look before sending it again.

    ``__cause__`` is what happened to the answer.
    """


class Stopped(PinadsError):
    """Not sent, because the program does not want to go on; a run of many rows ends with it."""


class PagingError(PinadsError):
    """The server handed out a bookmark that it had handed out before in the same listing."""
