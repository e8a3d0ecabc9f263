"""What an answer, or the lack of one, means for the rows that were sent."""

from __future__ import annotations

from typing import Any

from pinads.sdk.errors import (
    AuthenticationError,
    ConnectionFailed,
    InvalidResponse,
    MissingCredentials,
    NetworkError,
    NotTheApi,
    PermissionDenied,
    PinadsError,
    RateLimited,
    Rejected,
    ServerError,
    Stopped,
    UnknownOutcome,
)
from pinads.sdk.operations import Operation
from pinads.sdk.outcomes import REJECTED, UNKNOWN, Verdict
from pinads.sdk.server_text import message_of

HOPELESS = (AuthenticationError, ConnectionFailed, MissingCredentials, NotTheApi, PermissionDenied, RateLimited, Stopped)
"""After one of these every further request would fail the same way."""
_LEFT_OPEN = (NetworkError, ServerError, UnknownOutcome)


def as_object(answer: Any, operation: Operation) -> dict[str, Any]:
    """The answer as the JSON object that it must be."""
    if not isinstance(answer, dict):
        raise InvalidResponse("the answer is not an entity", operation=operation.name, safe_to_retry=operation.repeatable)
    return answer


def verdict_error(verdict: Verdict, operation: Operation) -> PinadsError | None:
    """The error that a verdict means for its row, or None."""
    if verdict.refusals:
        code, _ = verdict.refusals[0]
        message = message_of("; ".join(text for _, text in verdict.refusals))
        if verdict.contradicts:
            assert verdict.data is not None
            return UnknownOutcome(
                f"the answer refuses it ({message}), and names id {message_of(str(verdict.data['id']), 40)} all the same",
                http_status=200,
                code=code,
                operation=operation.name,
                request_id=verdict.request_id,
                safe_to_retry=operation.repeatable,
            )
        safe = operation.repeatable or verdict.data is None
        request_id = verdict.request_id
        return Rejected(message, http_status=200, code=code, operation=operation.name, request_id=request_id, safe_to_retry=safe)
    if verdict.data is None:
        return UnknownOutcome(
            "the answer says neither that it was done nor that it was refused",
            http_status=200,
            operation=operation.name,
            request_id=verdict.request_id,
            safe_to_retry=operation.repeatable,
        )
    return None


def failed_status(error: PinadsError) -> str:
    """What the failure of a whole request means for its rows: ``rejected`` or ``unknown``."""
    if error.left is not None:
        return UNKNOWN if error.left else REJECTED
    return UNKNOWN if may_have_taken_effect(error) else REJECTED


def may_have_taken_effect(error: PinadsError) -> bool:
    """Whether the request of a write may have been executed in spite of an error."""
    return isinstance(error, _LEFT_OPEN) and not isinstance(error, ConnectionFailed)


def was_sent(error: PinadsError) -> bool:
    """Whether a request that failed may have left this machine."""
    return not isinstance(error, (Stopped, ConnectionFailed)) if error.left is None else error.left
