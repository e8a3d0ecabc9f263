"""Writing any number of rows: cut into requests, sent, and read back row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pinads.sdk.checks import describe, entity_id
from pinads.sdk.errors import (
    AuthenticationError,
    ConnectionFailed,
    InvalidInput,
    InvalidResponse,
    InvalidType,
    MissingCredentials,
    NetworkError,
    PermissionDenied,
    PinadsError,
    RateLimited,
    Rejected,
    ServerError,
    UnknownOutcome,
)
from pinads.sdk.fields import Mode
from pinads.sdk.model import record_fields
from pinads.sdk.operations import Operation
from pinads.sdk.outcomes import REJECTED, UNKNOWN, Outcome, Verdict, differing

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.writes import Writes

E = TypeVar("E", bound="Writes")

MOST_WAITING = 1000
"""Rows that wait for a request to fill up, wrong ones between them."""

# After one of these every further request would fail the same way.
_HOPELESS = (AuthenticationError, ConnectionFailed, MissingCredentials, PermissionDenied, RateLimited)
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
        message = "; ".join(text for _, text in verdict.refusals)
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
    left_open = isinstance(error, _LEFT_OPEN) and not isinstance(error, ConnectionFailed)
    return UNKNOWN if left_open else REJECTED


def write_many(
    model: type[E], ad_account_id: str | None, rows: Iterable[Mapping[str, Any]], mode: Mode, client: Client | None
) -> Iterator[Outcome[E]]:
    """Check the arguments at once, then write as the outcomes are asked for."""
    from pinads.sdk.client import resolve

    account = "" if ad_account_id is None else entity_id(ad_account_id, "ad_account_id")
    if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
        raise InvalidType(f"Invalid rows: expected an iterable of objects, got {describe(rows, secret=True)}", "rows")
    return _Writer(model, account, mode, resolve(client)).outcomes(rows)


class _Row:
    __slots__ = ("body", "error", "identity", "input", "number")

    def __init__(self, number: int, given: Any) -> None:
        self.number = number
        self.input = given
        self.body: dict[str, Any] | None = None
        self.identity: str | None = None
        self.error: PinadsError | None = None


class _Writer:
    """One run of ``create_many`` or ``update_many``."""

    def __init__(self, model: type[Any], account: str, mode: Mode, client: Client) -> None:
        self.model = model
        self.account = account
        self.mode = mode
        self.client = client
        self.operation = Operation.of(model.RESOURCE, "create" if mode is Mode.CREATE else "update")
        self.hopeless: PinadsError | None = None

    def outcomes(self, rows: Iterable[Any]) -> Iterator[Outcome[Any]]:
        waiting: list[_Row] = []
        sendable: list[_Row] = []
        for number, given in enumerate(rows):
            row = self._read(number, given)
            if row.body is not None and sendable and not self._fits(row, sendable):
                yield from self._flush(waiting, sendable)
                waiting, sendable = [], []
            waiting.append(row)
            if row.body is not None:
                sendable.append(row)
            if not sendable or len(sendable) == self.model.RESOURCE.rows_a_request or len(waiting) == MOST_WAITING:
                yield from self._flush(waiting, sendable)
                waiting, sendable = [], []
        yield from self._flush(waiting, sendable)

    def _read(self, number: int, given: Any) -> _Row:
        row = _Row(number, given)
        try:
            if not isinstance(given, Mapping):
                raise InvalidType(f"Invalid row: expected an object, got {describe(given, secret=True)}")
            if self.mode is Mode.UPDATE:
                if "id" not in given:
                    raise InvalidType("Invalid row: id is missing", "id")
                row.identity = entity_id(given["id"], "id")
            row.body = self.model.prepare(given, self.mode, self.account)
        except InvalidInput as error:
            row.error = error
        return row

    def _fits(self, row: _Row, sendable: list[_Row]) -> bool:
        group = self.model._group_of
        known = {other.identity for other in sendable if other.identity}
        # Two updates of one entity in one request would leave their order to the server.
        return row.identity not in known and group(row.body) == group(sendable[0].body)

    def _flush(self, waiting: list[_Row], sendable: list[_Row]) -> Iterator[Outcome[Any]]:
        sent = self._send(sendable)
        for row in waiting:
            yield sent.get(row.number) or self._outcome(row, REJECTED, row.error, sent=False)

    def _send(self, rows: list[_Row]) -> dict[int, Outcome[Any]]:
        if not rows:
            return {}
        if self.hopeless is not None:
            return {row.number: self._outcome(row, REJECTED, self.hopeless, sent=False) for row in rows}
        path = self.operation.path(self.account, None if self.model.RESOURCE.batch else rows[0].identity)
        try:
            verdicts = self.model._send([row.body for row in rows], self.mode, path, self.client)
        except PinadsError as error:
            if isinstance(error, _HOPELESS):
                self.hopeless = error
            return {row.number: self._outcome(row, failed_status(error), error) for row in rows}
        return {row.number: self._judged(row, verdict) for row, verdict in zip(rows, verdicts, strict=True)}

    def _judged(self, row: _Row, verdict: Verdict) -> Outcome[Any]:
        error = verdict_error(verdict, self.operation)
        record = self.model.from_wire(verdict.data, self.client, self.account) if verdict.data else None
        outcome = Outcome(row.number, row.input, verdict.status, record, error)
        if outcome.applied and row.body is not None and verdict.data is not None:
            outcome.differs = differing(record_fields(self.model), row.body, verdict.data)
        return outcome

    def _outcome(self, row: _Row, status: str, error: PinadsError | None, sent: bool = True) -> Outcome[Any]:
        return Outcome(row.number, row.input, status, None, error, sent)
