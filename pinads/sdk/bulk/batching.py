"""The rows of a write of many: read, cut into what one request carries, and what watches over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.errors import InvalidInput, InvalidType, PinadsError
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.unknown_values import unlisted_in
from pinads.sdk.schema.validation import describe, entity_id

if TYPE_CHECKING:
    from pinads.sdk.bulk.outcomes import Outcome
    from pinads.sdk.bulk.writable import Writes

MOST_WAITING = 1000
"""Rows that wait for a request to fill up, wrong ones between them."""
SETTLE_TIME = 60.0
"""Seconds after which a request that was not answered is taken to have no effect any more: a gateway may deliver it late."""


class Left(NamedTuple):
    """The moment at which a row left.

    Attributes:
        server: on the server's clock, in seconds since 1970, or earlier; None where that was not known.
        began: on ``clock.now()``; None where another process sent it.
        ended: on ``clock.now()``, or later.
        latest: until when it may have left, on the server's clock; None where that is ``server``.
    """

    server: float | None
    began: float | None
    ended: float
    latest: float | None = None


class Row:
    """One row of ``create_many`` or ``update_many``.

    Attributes:
        number: from 0, or from the watcher's first.
        input: the row as it was given.
        body: what is sent for it, or None where nothing is.
        identity: the id, for updates.
        key: what it must not share with a row of another request under way.
        error: why nothing is sent.
        outcome: what became of it, where that is known beforehand.
        left: when it was last sent; where a watcher sets it, the row was sent before, and its fate is unknown.
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
    """The rows of one request, their outcomes, and those whose fate is unknown.

    Attributes:
        waiting: all rows, in order.
        sendable: those of them that have a body.
        outcomes: by the rows' numbers.
        open: rows of unknown fate that are to be looked for.
        due: when, on ``clock.now()``.
        sends: how often rows of it were sent.
        looks: how often rows were looked for since they were last sent.
        unseen: how often looking for rows failed.
        landed: whether no task is working on it.
    """

    __slots__ = ("due", "landed", "looks", "open", "outcomes", "sendable", "sends", "unseen", "waiting")

    def __init__(self, waiting: Sequence[Row], sendable: Sequence[Row]) -> None:
        self.waiting = waiting
        self.sendable = sendable
        self.outcomes: dict[int, Outcome[Any]] = {}
        self.open: list[Row] = []
        self.due = 0.0
        self.sends = 0
        self.looks = 0
        self.unseen = 0
        self.landed = False

    @property
    def keys(self) -> set[tuple[str, ...]]:
        """What its rows must not share with rows of another request."""
        return {row.key for row in self.sendable if row.key is not None}


class Prepared(dict[str, Any]):
    """The values of a row whose body was made before, by ``prepare`` for the same mode and ad account; None where it was not."""

    __slots__ = ("body",)

    def __init__(self, values: Mapping[str, Any], body: dict[str, Any] | None = None) -> None:
        super().__init__(values)
        self.body = body


class Watcher:
    """Is told of the rows of a run as they go out and as they are answered, from several threads. This one does nothing.

    What a method raises, a PinadsError, ends the run: no further request is sent.
    """

    beforehand: Mapping[int, Outcome[Any]] = {}
    """Outcomes that rows have without being sent, by their numbers."""
    remembers: bool = False
    """Whether ``others`` knows what all rows of the run made."""
    first: int = 0
    """The number of the first row, where others of the run come before these."""

    def known(self, row: Row) -> Outcome[Any] | None:
        """The outcome that a row has already; it is not sent then. A row that was sent before, and is to be looked for, gets ``left``."""
        return self.beforehand.get(row.number)

    def sending(self, rows: Sequence[Row], server_offset: float | None) -> None:
        """These rows leave in one request as soon as this returns."""

    def answered(self, rows: Sequence[Row], outcomes: Mapping[int, Outcome[Any]]) -> None:
        """What became of rows, by their numbers; of rows of unknown fate a second time when that is settled."""

    def waiting(self, rows: int, seconds: float) -> None:
        """Called before a pause after which rows of unknown fate, so many, are looked for again."""

    def sending_again(self, rows: Sequence[Row]) -> None:
        """Called before rows to be created leave once more, which were looked for and not found."""

    def others(self, ids: Iterable[str], rows: Sequence[Row]) -> set[str]:
        """Those of the ids that are known to be of other rows than these."""
        return set()


class How(NamedTuple):
    """How a run of many rows is done.

    Attributes:
        concurrency: requests in flight at most.
        reconcile: look for rows of unknown fate, and send those again that are not there.
        if_not_exists: create only what is not there yet under its name.
        watcher: what is told of everything.
        settle_time: seconds since it left before a create of unknown fate is sent again.
        wait: wait for that time; otherwise such rows stay unknown.
    """

    concurrency: int = 1
    reconcile: bool = False
    if_not_exists: bool = False
    watcher: Watcher = Watcher()
    settle_time: float = SETTLE_TIME
    wait: bool = True


def identity_of(model: type[Writes], fields: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...] | None:
    """What tells an entity from others: its parent and some fields; None where these fields say nothing at all."""
    values = [fields.get(name) for name in names]
    if all(value is None for value in values):
        return None
    parent = (_bare(str(fields.get(model.RESOURCE.parent))),) if model.RESOURCE.parent else ()
    return (*parent, *("" if value is None else str(value).strip() for value in values))


def _bare(identity: str) -> str:
    """An id without the prefix that the API takes with it (``AG123``, ``C123``)."""
    return identity.strip().lstrip("AGC")


def read_row(model: type[Writes], account: str, mode: Mode, how: How, number: int, given: Any) -> Row:
    """A row with its body, or with the reason why it has none."""
    row = Row(number, given)
    row.outcome = how.watcher.known(row)
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
        row.key = (row.identity,) if row.identity else key_of(model, body, how)
        row.body = body
    except InvalidInput as error:
        row.error = error
    return row


def key_of(model: type[Writes], body: Mapping[str, Any], how: How) -> tuple[str, ...] | None:
    """What a row to be created must not share with one under way, or None.

    Raises:
        InvalidInput: it is to be looked for by its name, and has none.
    """
    if how.if_not_exists:
        key = identity_of(model, body, model.RESOURCE.named_by)
        if key is None:
            noun = model.RESOURCE.noun
            article = "an" if noun[0] in "aeiou" else "a"
            raise InvalidInput(f"{' and '.join(model.RESOURCE.named_by)} is missing, and by that {article} {noun} is looked for")
        return key
    return identity_of(model, body, model.RESOURCE.known_by) if how.reconcile else None


class Cutter:
    """Collects rows until they make a request; rows that are not sent wait with them, so that the order is kept."""

    def __init__(self, model: type[Writes], apart: bool) -> None:
        self._model = model
        self._apart = apart
        self.waiting: list[Row] = []
        self.sendable: list[Row] = []

    def add(self, row: Row) -> Iterator[tuple[list[Row], list[Row]]]:
        """Take a row; what is full comes out: all rows, and those of them that are sent."""
        if row.body is not None and self.sendable and not self._fits(row):
            yield self.rest()
        self.waiting.append(row)
        if row.body is not None:
            self.sendable.append(row)
        if not self.sendable or len(self.sendable) == self._model.RESOURCE.rows_a_request or len(self.waiting) == MOST_WAITING:
            yield self.rest()

    def rest(self) -> tuple[list[Row], list[Row]]:
        """What has come together."""
        whole = self.waiting, self.sendable
        self.waiting, self.sendable = [], []
        return whole

    def _fits(self, row: Row) -> bool:
        assert row.body is not None
        assert self.sendable[0].body is not None
        # Two updates of one entity in one request would leave their order to the server.
        if self._apart and any(other.key == row.key for other in self.sendable):
            return False
        return self._group(row.body) == self._group(self.sendable[0].body)

    def _group(self, body: dict[str, Any]) -> tuple[Any, frozenset[str]]:
        """What the rows of one request have in common."""
        return self._model._group_of(body), unlisted_in(body)
