"""Every error of pinads, as one tree.

::

    PinadsError
    ├── InvalidInput (ValueError)            refused here: nothing was sent
    │   ├── InvalidType (TypeError)          a value of the wrong type
    │   └── UnknownField (TypeError)         a name that the API does not have
    ├── CredentialError                      credentials that cannot be used
    │   └── MissingCredentials               no access token was found
    ├── ApiError                             the server refused
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
    │       ├── NotTheApi                    a web page: something other than the API answered
    │       └── AnswerTooLarge               more than pinads reads
    ├── UnknownOutcome                       a write was sent, and its outcome is unknown
    ├── Stopped                              the program stopped before this was sent
    └── PagingError                          a listing whose bookmarks repeat

Every error carries ``http_status``, ``code`` (the API's own), ``message``, ``operation`` (such as
``campaigns/create``), ``request_id`` (the answer's ``x-pinterest-rid``) and ``safe_to_retry``: True if
sending the same request again cannot execute it twice. A fact that does not apply is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pinads.sdk.redaction import redact

if TYPE_CHECKING:
    from typing_extensions import Self


class PinadsError(Exception):
    """Base of every error that pinads raises.

    Args:
        message: what happened, in one sentence.
        http_status: the answer's HTTP status, or None if no answer came.
        code: the API's own error code, or None.
        operation: the API operation, such as ``campaigns/create``.
        request_id: Pinterest's id of the request (``x-pinterest-rid``), for their support.
        safe_to_retry: True if sending the same request again cannot execute it twice.
        retry_after: seconds that the server asked to wait, or None.

    ``hint`` is the next thing to do, or None. ``left`` is True if an earlier try of a write may have taken effect, False if
    no request left this machine, and None where the class of the error decides.
    """

    hint: str | None = None
    left: bool | None = None

    def hinting(self, hint: str) -> Self:
        """Return the error itself, with the next thing to do."""
        self.hint = hint
        return self

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
        # A server's message may repeat the token or people's addresses.
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

    Args:
        message: what is wrong, with the name of the field.
        field: the path of the value in wire names (``tracking_urls.click[0]``), or None if no single field is at fault. Backticks
            around a name, which mark parameters in messages, are left out.
        choices: the values that would have been accepted, if they can be listed.
        reason: the message without the name of the field; None takes the whole message.

    ``place`` is the place where the value was read, such as a line of a file, or None. A program that has its own names for
    fields and places, such as options, puts them before ``reason``. ``also`` has further fields of which the message says the same.
    """

    place: str | None = None
    also: tuple[str, ...] = ()

    def __init__(self, message: str, field: str | None = None, choices: Sequence[str] = (), *, reason: str | None = None) -> None:
        super().__init__(message, safe_to_retry=True)
        self.field = field and field.replace("`", "")
        self.choices = tuple(choices)
        self.reason = self.message if reason is None else redact(reason)

    @classmethod
    def of(cls, field: str, reason: str, subject: str | None = None) -> Self:
        """Make the error of one field; its message is ``Invalid SUBJECT: REASON``, with the field as the subject by default."""
        return cls(f"Invalid {subject or field}: {reason}", field, reason=reason)


class InvalidType(InvalidInput, TypeError):
    """A value of the wrong type; nothing was sent."""


class UnknownField(InvalidInput, TypeError):
    """A field or filter that the API does not have; nothing was sent. ``extra={...}`` sends it unchecked."""


class CredentialError(PinadsError):
    """Credentials that cannot be used."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message, safe_to_retry=True)
        self.hint = hint


class MissingCredentials(CredentialError):
    """No access token was given, and none is in the environment."""


class ApiError(PinadsError):
    """The server refused the request."""


class BadRequest(ApiError):
    """HTTP 400 and the other 4xx that have no class of their own."""


class AuthenticationError(ApiError):
    """HTTP 401: the access token is invalid, revoked or expired."""


class MissingScope(AuthenticationError):
    """HTTP 401 with code 3: the access token is valid, but lacks ``scope``, such as ``ads:write``."""

    scope = ""


class PermissionDenied(ApiError):
    """HTTP 403: the token's user has no access to this, or the app has trial access only."""


class NotFound(ApiError):
    """HTTP 404: no such ad account or entity."""


class RateLimited(ApiError):
    """The server throttles, and the wait that it asks for would exceed the client's ``max_wait``."""


class QuotaSpent(RateLimited):
    """Code 8: the quota of the day is spent; waiting does not help."""


class ServerError(ApiError):
    """HTTP 5xx after all retries."""


class Rejected(ApiError):
    """HTTP 200 with a refusal of the one entity that was sent."""


class NetworkError(PinadsError):
    """No whole answer came."""


class ConnectionFailed(NetworkError):
    """The connection was never made, so the request was certainly not executed.

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
    """A web page with HTTP 200: a login page, a captive portal or a proxy answered instead of the API."""


class AnswerTooLarge(InvalidResponse):
    """The answer is larger, or nested deeper, than pinads reads."""


class UnknownOutcome(PinadsError):
    """A write was sent and its outcome is unknown; look before sending it again.

    ``__cause__`` is the error of the answer.
    """


class Stopped(PinadsError):
    """Not sent, because the program stops; a run of many rows ends with it."""


class PagingError(PinadsError):
    """The server repeated a bookmark within one listing."""


def may_have_taken_effect(error: PinadsError) -> bool:
    """Tell whether the request of a write may have been executed in spite of an error."""
    return isinstance(error, (NetworkError, ServerError, UnknownOutcome)) and not isinstance(error, ConnectionFailed)


def was_sent(error: PinadsError) -> bool:
    """Tell whether a request that failed may have left this machine."""
    return not isinstance(error, (Stopped, ConnectionFailed)) if error.left is None else error.left
