"""The rows of a bulk write, their division into requests, and the observer that is called as they are sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.errors import InvalidInput, InvalidType, PinadsError
from pinads.sdk.outcomes import SETTLE_TIME
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.unknown_values import unlisted_in
from pinads.sdk.schema.validation import describe, entity_id

if TYPE_CHECKING:
    from pinads.sdk.outcomes import Outcome
    from pinads.sdk.record import BaseRecord

MOST_WAITING = 1000
"""Rows that wait for a request to fill up, invalid ones among them."""


class Left(NamedTuple):
    """The moment at which a row left.

    Attributes:
        server: on the server's clock, in seconds since 1970, or earlier; None if unknown.
        began: on ``clock.now()``; None if another process sent it.
        ended: on ``clock.now()``, or later.
        latest: the latest moment at which it may have left, on the server's clock; None if that is ``server``.
    """

    server: float | None
    began: float | None
    ended: float
    latest: float | None = None


class BulkRow:
    """One row of ``create_many`` or ``update_many``.

    Attributes:
        number: from 0, or from the observer's first.
        input: the row as it was given.
        body: the JSON object to send for it, or None if nothing is sent.
        identity: the id, for updates.
        key: the value that no two rows of requests in flight may share, or None.
        error: the reason for sending nothing.
        outcome: its outcome, if that is known beforehand.
        left: when it was last sent; an observer that sets it says that an earlier run sent the row, with an unknown outcome.
    """

    __slots__ = ("body", "error", "identity", "input", "key", "left", "number", "outcome")

    def __init__(self, number: int, given: Any) -> None:
        self.number = number
        self.input = given
        self.body: dict[str, Any] | None = None
        self.identity: str | None = None
        self.key: tuple[str, ...] | None = None
        self.error: PinadsError | None = None
        self.outcome: Outcome[Any] | None = None
        self.left: Left | None = None


class Batch:
    """The rows of one request, and how far they are settled.

    Attributes:
        rows: all rows, in order.
        sendable: those of them that have a body.
        outcomes: the outcomes of sendable rows so far, by the rows' numbers.
        pending: rows of unknown outcome that are still to be looked for.
        steps: the sender's work on this batch; each step ends with the time of the next one.
        due: the time of the next step, on ``clock.now()``; None once every row is settled.
        failed_looks: how often looking for pending rows failed.
        settled: True once every outcome is final.
    """

    __slots__ = ("due", "failed_looks", "outcomes", "pending", "rows", "sendable", "settled", "steps")

    def __init__(self, rows: Sequence[BulkRow], sendable: Sequence[BulkRow]) -> None:
        self.rows = rows
        self.sendable = sendable
        self.outcomes: dict[int, Outcome[Any]] = {}
        self.pending: list[BulkRow] = []
        self.steps: Iterator[float] = iter(())
        self.due: float | None = None
        self.failed_looks = 0
        self.settled = False

    @property
    def keys(self) -> set[tuple[str, ...]]:
        """The keys of its rows, which rows of another request in flight must not have."""
        return {row.key for row in self.sendable if row.key is not None}

    def errors_of(self, rows: Iterable[BulkRow]) -> dict[int, PinadsError | None]:
        """Return the latest errors of rows by their numbers."""
        return {row.number: self.outcomes[row.number].error for row in rows}


class Prepared(dict[str, Any]):
    """The values of a row whose body was prepared before, for the same mode and ad account; ``body`` is None if it was not."""

    __slots__ = ("body",)

    def __init__(self, values: Mapping[str, Any], body: dict[str, Any] | None = None) -> None:
        super().__init__(values)
        self.body = body


class WriteObserver:
    """An observer of a bulk write, called from several threads as rows leave and are answered. This one does nothing.

    A PinadsError that a method raises ends the run: no further request is sent.
    """

    beforehand: Mapping[int, Outcome[Any]] = {}
    """Outcomes of rows that are not to be sent, by their numbers."""
    remembers: bool = False
    """True if ``others`` knows the entities of all rows of the run."""
    first: int = 0
    """The number of the first row, where other rows of the run precede these."""

    def known(self, row: BulkRow) -> Outcome[Any] | None:
        """Return the outcome of a row that is not to be sent; set ``row.left`` if an earlier run sent it."""
        return self.beforehand.get(row.number)

    def sending(self, rows: Sequence[BulkRow], server_offset: float | None) -> None:
        """Note rows that leave in one request as soon as this returns."""

    def answered(self, rows: Sequence[BulkRow], outcomes: Mapping[int, Outcome[Any]]) -> None:
        """Note the outcomes of rows, by their numbers; rows of unknown outcome come again once they are settled."""

    def waiting(self, rows: int, seconds: float) -> None:
        """Note a pause that begins now, after which so many rows of unknown outcome are looked for again."""

    def sending_again(self, rows: Sequence[BulkRow]) -> None:
        """Note rows to be created that were looked for, were not found, and now leave once more."""

    def others(self, ids: Iterable[str], rows: Sequence[BulkRow]) -> set[str]:
        """Return those of the ids that are known to belong to other rows than these."""
        return set()


class BulkOptions(NamedTuple):
    """The options of a bulk write.

    Attributes:
        concurrency: maximum number of requests in flight.
        reconcile: look for rows of unknown outcome, and send those again that are not found.
        if_not_exists: create only entities whose name is not taken yet.
        observer: called with everything that happens to rows.
        settle_time: seconds since it left before a create of unknown outcome is sent again.
        wait: wait for that time; if False such rows stay unknown.
    """

    concurrency: int = 1
    reconcile: bool = False
    if_not_exists: bool = False
    observer: WriteObserver = WriteObserver()
    settle_time: float = SETTLE_TIME
    wait: bool = True


def identity_of(model: type[BaseRecord], fields: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...] | None:
    """Combine the parent and some fields into a key of an entity; None if all those fields are missing."""
    values = [fields.get(name) for name in names]
    if values.count(None) == len(values):
        return None
    # The API takes a parent's id with its prefix (``AG123``, ``C123``), and answers it without.
    parent = (str(fields.get(model.RESOURCE.parent)).strip().lstrip("AGC"),) if model.RESOURCE.parent else ()
    return (*parent, *["" if value is None else str(value).strip() for value in values])


def read_row(model: type[BaseRecord], account: str, mode: Mode, options: BulkOptions, number: int, given: Any) -> BulkRow:
    """Prepare a row's body, or note the reason why it has none."""
    row = BulkRow(number, given)
    row.outcome = options.observer.known(row)
    if row.outcome is not None:
        return row
    try:
        if not isinstance(given, Mapping):
            raise InvalidType(f"Invalid row: expected an object, got {describe(given, secret=True)}")
        if mode is Mode.UPDATE:
            if "id" not in given:
                raise InvalidType("Invalid row: id is missing", "id")
            row.identity = entity_id(given["id"], "id")
        made = given.body if isinstance(given, Prepared) else None
        body = model.prepare(given, mode, account) if made is None else made
        row.key = (row.identity,) if row.identity else key_of(model, body, options)
        row.body = body
    except InvalidInput as error:
        row.error = error
    return row


def key_of(model: type[BaseRecord], body: Mapping[str, Any], options: BulkOptions) -> tuple[str, ...] | None:
    """Return the key that a row to be created must not share with one in flight, or None.

    Raises:
        InvalidInput: it is to be looked for by its name, and has none.
    """
    if options.if_not_exists:
        key = identity_of(model, body, model.RESOURCE.named_by)
        if key is None:
            noun = model.RESOURCE.noun
            article = "an" if noun[0] in "aeiou" else "a"
            raise InvalidInput(f"{' and '.join(model.RESOURCE.named_by)} is missing, but {article} {noun} is looked up by it")
        return key
    return identity_of(model, body, model.RESOURCE.known_by) if options.reconcile else None


class Batcher:
    """A collector of rows into batches; rows that are not sent wait with the others, so that the order is kept.

    Args:
        model: the record type of the rows.
        apart: never put two rows of one key into one request.
    """

    def __init__(self, model: type[BaseRecord], apart: bool) -> None:
        self._model = model
        self._apart = apart
        self._rows: list[BulkRow] = []
        self._sendable: list[BulkRow] = []
        self._keys: set[tuple[str, ...] | None] = set()

    def add(self, row: BulkRow) -> Iterator[Batch]:
        """Take a row, and yield the batches that are full."""
        if row.body is not None and self._sendable and not self._fits(row):
            yield from self.rest()
        self._rows.append(row)
        if row.body is not None:
            self._sendable.append(row)
            self._keys.add(row.key)
        if not self._sendable or len(self._sendable) == self._model.RESOURCE.rows_a_request or len(self._rows) == MOST_WAITING:
            yield from self.rest()

    def rest(self) -> Iterator[Batch]:
        """Yield the collected rows as a batch, if there are any."""
        if self._rows:
            batch = Batch(self._rows, self._sendable)
            self._rows, self._sendable, self._keys = [], [], set()
            yield batch

    def _fits(self, row: BulkRow) -> bool:
        # Two updates of one entity in one request would leave their order to the server.
        if self._apart and row.key in self._keys:
            return False
        first, body = self._sendable[0].body, row.body
        assert first is not None
        assert body is not None
        return self._model._group_of(first) == self._model._group_of(body) and unlisted_in(first) == unlisted_in(body)
