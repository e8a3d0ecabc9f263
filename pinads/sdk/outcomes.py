"""Outcomes: the meaning of an answer, or of the lack of one, for each row that was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from pinads.sdk.errors import (
    AuthenticationError,
    ConnectionFailed,
    InvalidResponse,
    MissingCredentials,
    NotTheApi,
    PermissionDenied,
    PinadsError,
    RateLimited,
    Rejected,
    Stopped,
    UnknownOutcome,
    may_have_taken_effect,
)
from pinads.sdk.http.operations import Operation
from pinads.sdk.http.server_text import message_of

FATAL_ERRORS = (AuthenticationError, ConnectionFailed, MissingCredentials, NotTheApi, PermissionDenied, RateLimited, Stopped)
"""Errors that every later request would hit too."""
SETTLE_TIME = 60.0
"""Seconds after which an unanswered request is taken to have no effect any more: a gateway may deliver it late."""


def as_object(answer: Any, operation: Operation) -> dict[str, Any]:
    """Return the answer as the JSON object that it must be.

    Raises:
        InvalidResponse: it is not an object.
    """
    if not isinstance(answer, dict):
        raise InvalidResponse("the answer is not an entity", operation=operation.name, safe_to_retry=operation.repeatable)
    return answer


def verdict_error(verdict: Verdict, operation: Operation) -> PinadsError | None:
    """Return the error that a verdict means for its row, or None."""
    if not verdict.refusals and verdict.data is not None:
        return None
    facts: dict[str, Any] = {"http_status": 200, "operation": operation.name, "request_id": verdict.request_id}
    if verdict.refusals:
        facts["code"] = verdict.refusals[0][0]
        message = message_of("; ".join(text for _, text in verdict.refusals))
        if not verdict.contradicts:
            return Rejected(message, safe_to_retry=operation.repeatable or verdict.data is None, **facts)
        assert verdict.data is not None
        why = f"the answer refuses it ({message}), but names id {message_of(str(verdict.data['id']), 40)}"
    else:
        why = "the answer says neither that it was done nor that it was refused"
    return UnknownOutcome(why, safe_to_retry=operation.repeatable, **facts)


def failed_status(error: PinadsError) -> str:
    """Return the status of the rows of a request that failed as a whole: ``rejected`` or ``unknown``."""
    if error.left is not None:
        return UNKNOWN if error.left else REJECTED
    return UNKNOWN if may_have_taken_effect(error) else REJECTED


T = TypeVar("T")
APPLIED = "applied"
REJECTED = "rejected"
UNKNOWN = "unknown"
EXISTS = "exists"


class Outcome(Generic[T]):
    """The outcome of one row of ``create_many`` or ``update_many``.

    Attributes:
        row: the row's number, from 0.
        input: the row as it was given.
        status: ``applied``; ``rejected``: it certainly did not take effect; ``unknown``: it was sent, and may have taken
            effect; ``exists``: with ``if_not_exists`` nothing was sent, since there is such an entity.
        record: the entity as the server returned it, or None.
        error: the reason why it was not applied, or None.
        sent: True if the row was part of a request.
        differs: the fields of an applied row that the server's answer has with another value than was asked: the API drops
            tracking URLs that are no URLs, for one, without an error.
        note: a remark on an applied row, or None.
    """

    __slots__ = ("differs", "error", "input", "note", "record", "row", "sent", "status")

    def __init__(
        self, row: int, input: Any, status: str, record: T | None = None, error: PinadsError | None = None, sent: bool = True
    ) -> None:
        self.row = row
        self.input = input
        self.status = status
        self.record = record
        self.error = error
        self.sent = sent
        self.differs: tuple[str, ...] = ()
        self.note: str | None = None

    @property
    def applied(self) -> bool:
        """True if the entity is as the row asks: the row took effect, or nothing had to be done."""
        return self.status in (APPLIED, EXISTS)

    @property
    def code(self) -> int | None:
        """The API's error code, or None."""
        return self.error.code if self.error else None

    @property
    def message(self) -> str | None:
        """The error in one sentence, or None."""
        return self.error.message if self.error else None

    def __repr__(self) -> str:
        detail = self.message if self.error else self.record
        return f"Outcome(row={self.row}, {self.status}{f': {detail}' if detail else ''})"


class Verdict(NamedTuple):
    """The verdict of an answer on one row: its entity, or the refusals. Neither, or both, means that the outcome is unknown.

    ``echoed`` is True if the answer has the entity whether the row took effect or not, so that it does not contradict a refusal.
    """

    data: dict[str, Any] | None
    refusals: tuple[tuple[int | None, str], ...] = ()
    request_id: str | None = None
    echoed: bool = False

    @property
    def contradicts(self) -> bool:
        """True if the answer names an entity and refuses it: it may have been made or changed before the refusal."""
        return bool(self.refusals) and self.data is not None and not self.echoed

    @property
    def status(self) -> str:
        """``applied``, ``rejected`` or ``unknown``."""
        if self.contradicts:
            return UNKNOWN
        if self.refusals:
            return REJECTED
        return APPLIED if self.data is not None else UNKNOWN


NOT_KNOWN = Verdict(None)


def refusals(value: Any) -> tuple[tuple[int | None, str], ...]:
    """Extract the (code, message) pairs of ``exceptions``: a list, one object, or something else; empty means none."""
    if not value:
        return ()
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            # {"code": 0, "message": ""} says nothing, like {}.
            if any(item.values()):
                code, message = item.get("code"), item.get("message")
                number = code if isinstance(code, int) and not isinstance(code, bool) else None
                found.append((number, message_of(message if isinstance(message, str) else f"refused with {dict(item)}")))
        elif item:
            found.append((None, message_of(str(item))))
    return tuple(found)


def answered_entity(value: Any) -> dict[str, Any] | None:
    """Return a part of an answer if it is an entity with an id, else None."""
    return value if isinstance(value, dict) and value.get("id") and isinstance(value["id"], (str, int)) else None


def read_single(answer: Any, echoed: bool = False) -> Verdict:
    """Read the verdict of an answer that is the entity itself, perhaps with ``exceptions`` in it (customer lists).

    The answer to an update of a customer list is the list, accepted or not: ``echoed``.
    """
    if not isinstance(answer, dict):
        return NOT_KNOWN
    return Verdict(answered_entity(answer), refusals(answer.get("exceptions")), echoed=echoed)


def read_items(answer: Any, ids: Sequence[str | None]) -> list[Verdict]:
    """Read the verdicts of ``{"items": [{"data", "exceptions"}]}``, one for each id that was sent (None: being created).

    ``exceptions`` is a list for campaigns and ad groups and one object for ads; either is read for all. If the
    server answers other items than were sent, updates are matched by id; creates cannot be.
    """
    items = answer.get("items") if isinstance(answer, dict) else None
    verdicts = [_read_item(item) for item in items] if isinstance(items, list) else []
    strangers = any(wanted and verdict.data and str(verdict.data["id"]) != wanted for wanted, verdict in zip(ids, verdicts, strict=False))
    if len(verdicts) == len(ids) and not strangers:
        return verdicts
    by_id = {str(verdict.data["id"]): verdict for verdict in verdicts if verdict.data}
    return [by_id.get(wanted, NOT_KNOWN) if wanted else NOT_KNOWN for wanted in ids]


def _read_item(item: Any) -> Verdict:
    if not isinstance(item, dict):
        return NOT_KNOWN
    return Verdict(answered_entity(item.get("data")), refusals(item.get("exceptions")))
