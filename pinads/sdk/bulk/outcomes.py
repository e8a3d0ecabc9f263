"""What an answer, or the lack of one, means for the rows that were sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

HOPELESS = (AuthenticationError, ConnectionFailed, MissingCredentials, NotTheApi, PermissionDenied, RateLimited, Stopped)
"""After one of these every further request would fail the same way."""


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


T = TypeVar("T")
APPLIED = "applied"
REJECTED = "rejected"
UNKNOWN = "unknown"
EXISTS = "exists"


class Outcome(Generic[T]):
    """What became of one row of ``create_many`` or ``update_many``.

    Attributes:
        row: the row's number, from 0.
        input: the row as it was given.
        status: ``applied``; ``rejected``: it certainly did not take effect; ``unknown``: it was sent, and whether it
            took effect is not known; ``exists``: with ``if_not_exists`` nothing was sent, since there is such an entity.
        record: the entity as the server answered it, or None.
        error: what went wrong, or None.
        sent: whether the row was part of a request.
        differs: the fields of an applied row whose value in the server's answer is not what was asked: the API drops
            tracking URLs that are no URLs, for one, without an error.
        note: what is to be said of an applied row besides, or None.
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
        """Whether what the row asks for is there: it took effect, or was there before."""
        return self.status in (APPLIED, EXISTS)

    @property
    def code(self) -> int | None:
        """The API's error code, or None."""
        return self.error.code if self.error else None

    @property
    def message(self) -> str | None:
        """What went wrong in one sentence, or None."""
        return self.error.message if self.error else None

    def __repr__(self) -> str:
        detail = self.message if self.error else self.record
        return f"Outcome(row={self.row}, {self.status}{f': {detail}' if detail else ''})"


class Verdict(NamedTuple):
    """What an answer says of one row: its entity, or why it was refused. Neither, or both, means that it is not known.

    ``echoed`` says that the entity is in the answer whether the row took effect or not, so that it does not contradict a refusal.
    """

    data: dict[str, Any] | None
    refusals: tuple[tuple[int | None, str], ...] = ()
    request_id: str | None = None
    echoed: bool = False

    @property
    def contradicts(self) -> bool:
        """Whether the answer names an entity and refuses it: it may have been made or changed before the refusal."""
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
    """The (code, message) pairs in ``exceptions``: a list, one object, or something else; empty means none."""
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


def _entity(value: Any) -> dict[str, Any] | None:
    return value if isinstance(value, dict) and value.get("id") and isinstance(value["id"], (str, int)) else None


def read_single(answer: Any, echoed: bool = False) -> Verdict:
    """Read the verdict of an answer that is the entity itself, perhaps with ``exceptions`` in it (customer lists).

    An update of a customer list answers the list whether its records were taken or not: ``echoed``.
    """
    if not isinstance(answer, dict):
        return NOT_KNOWN
    return Verdict(_entity(answer), refusals(answer.get("exceptions")), echoed=echoed)


def read_items(answer: Any, ids: Sequence[str | None]) -> list[Verdict]:
    """The verdicts of ``{"items": [{"data", "exceptions"}]}``, one for each id that was sent (None: being created).

    ``exceptions`` is a list for campaigns and ad groups and one object for ads; either is read for all. Where the
    server answers other items than were sent, updates are told apart by id; creates cannot be.
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
    return Verdict(_entity(item.get("data")), refusals(item.get("exceptions")))


def read_keywords(answer: Any, rows: Sequence[Mapping[str, Any]], key: Sequence[str]) -> list[Verdict]:
    """The verdicts of ``{"keywords": [...], "errors": [{"data", "error_messages"}]}``, one a row.

    The answer does not say which row is meant, so rows are recognised by the values of ``key``: exactly, then without
    regard to case and spaces. What is left is matched by order where the numbers leave no doubt.
    """
    done = [(item, Verdict(_entity(item))) for item in _objects(answer, "keywords")]
    failed = [(error.get("data") or {}, _refused(error, "id" in key)) for error in _objects(answer, "errors")]
    verdicts: list[Verdict | None] = [None] * len(rows)
    for form in (_exact, _folded):
        for index, row in enumerate(rows):
            verdicts[index] = verdicts[index] or _take(done, row, key, form) or _take(failed, row, key, form)
    left = [verdict for _, verdict in done + failed]
    open_rows = [index for index, verdict in enumerate(verdicts) if verdict is None]
    if len(left) == len(open_rows) and not (done and failed):
        for index, verdict in zip(open_rows, left, strict=True):
            verdicts[index] = verdict
    return [verdict or NOT_KNOWN for verdict in verdicts]


def _refused(error: Mapping[str, Any], update: bool) -> Verdict:
    """Read a refused keyword. The row of an update has an id anyway; that of a create has one only if it was made."""
    return Verdict(None if update else _entity(error.get("data")), _messages(error.get("error_messages")))


def _objects(answer: Any, part: str) -> list[dict[str, Any]]:
    items = answer.get(part) if isinstance(answer, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _exact(value: Any) -> Any:
    return value


def _folded(value: Any) -> Any:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _take(
    pool: list[tuple[dict[str, Any], Verdict]], row: Mapping[str, Any], key: Sequence[str], form: Callable[[Any], Any]
) -> Verdict | None:
    for index, (data, verdict) in enumerate(pool):
        if isinstance(data, dict) and all(form(data.get(name)) == form(row.get(name)) for name in key):
            del pool[index]
            return verdict
    return None


def _messages(value: Any) -> tuple[tuple[int | None, str], ...]:
    texts = value if isinstance(value, list) else [value]
    return tuple((None, message_of(str(text))) for text in texts if text) or ((None, "refused without a message"),)
