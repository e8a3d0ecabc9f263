"""Recorders of a run: rows are recorded before they are sent, and their outcomes after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from pinads.journal.database import placeholders
from pinads.journal.journal import Journal
from pinads.journal.matching import Made, made_since
from pinads.journal.models import SENT, PlannedRow, RowRecord, Run, digest_of
from pinads.journal.rows import LONGEST_MESSAGE, RowRecorder, changed_at
from pinads.sdk.bulk.batching import BulkRow, Left, WriteObserver, identity_of
from pinads.sdk.bulk.lookup import is_in_listings_only
from pinads.sdk.errors import InvalidInput, UnknownOutcome
from pinads.sdk.json_encoder import json_encoder
from pinads.sdk.outcomes import APPLIED, EXISTS, FATAL_ERRORS, REJECTED, UNKNOWN, Outcome
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import FROM_PATH, PERSONAL, Mode
from pinads.sdk.schema.targeting_operations import applied

if TYPE_CHECKING:
    from pinads.sdk.client import Client


ROWS_A_CHUNK = 500
_NAMES = json_encoder((", ", ": "), ensure_ascii=True)
MOST_SKEW = 3600.0
"""Seconds before a row was sent in which another row's request may have created an entity that looks like the row's."""
SO_ALREADY = "unchanged, skipped"


LEFT_ALONE = "left alone: "
"""The beginning of the message of a row that an undo leaves alone."""
SKIPPED = "skipped: "
"""The beginning of the message of a row that was skipped, since it cannot be written."""


def so_already(number: int, given: Any, record: Any) -> Outcome[Any]:
    """Create the outcome of a row of an update that would change nothing."""
    outcome: Outcome[Any] = Outcome(number, given, APPLIED, record, sent=False)
    outcome.note = SO_ALREADY
    return outcome


class SkippingObserver(WriteObserver):
    """An observer that skips rows of an update that would change nothing. It records nothing."""

    def __init__(self, model: type[Any], account: str, client: Client) -> None:
        self.model = model
        self.account = account
        self.client = client

    def known(self, row: BulkRow) -> Outcome[Any] | None:
        """Return the outcome of a row that needs no sending, or None."""
        given = row.input
        if isinstance(given, PlannedRow) and given.refusal:
            return Outcome(row.number, given, REJECTED, None, InvalidInput(SKIPPED + given.refusal), sent=False)
        if isinstance(given, PlannedRow) and given.unchanged:
            return so_already(row.number, given, self.model.from_wire(given.before, self.client, self.account or None))
        return super().known(row)


class RememberingObserver(SkippingObserver):
    """An observer that knows the recorded outcomes of a run's rows. It records nothing.

    Args:
        model: the record type of its rows.
        client: the client of the run, for the entities of rows that were answered earlier.
        goes_on: the run is resumed, so rows may have an outcome.
        numbers: the rows of the run that are of that model; all if None.
    """

    def __init__(
        self, journal: Journal, run: Run, model: type[Any], client: Client, goes_on: bool = True, numbers: range | None = None
    ) -> None:
        super().__init__(model, run.start.account, client)
        self.journal = journal
        self.run = run
        self.goes_on = goes_on
        self.numbers = range(run.start.total) if numbers is None else numbers
        self.first = self.numbers.start
        self.since: Made | None = None

    @property
    def repeats(self) -> bool:
        """True if a row whose outcome is unknown may be sent again without looking."""
        return self.run.start.mode is Mode.UPDATE and bool(self.model.RESOURCE.updates_repeat)

    def known(self, row: BulkRow) -> Outcome[Any] | None:
        """Return the outcome of a row that needs no sending, or must not be sent; else None."""
        record = self.journal.row(self.run.id, row.number) if self.goes_on else None
        if record is None or record.status == REJECTED:
            return self._made_since(row) or super().known(row)
        if self.repeats and record.status in (SENT, UNKNOWN):
            return None
        if record.status == EXISTS and self.run.start.mode is Mode.UPDATE:
            return so_already(row.number, row.input, self._entity(record))
        if record.status in (APPLIED, EXISTS):
            outcome: Outcome[Any] = Outcome(row.number, row.input, record.status, self._entity(record))
            outcome.note = record.message
            return outcome
        error = UnknownOutcome(
            record.message or "sent, and not answered. Check whether it was written before you send it again", code=record.code
        )
        return Outcome(row.number, row.input, UNKNOWN, None, error)

    def _made_since(self, row: BulkRow) -> Outcome[Any] | None:
        if not self.goes_on or self.run.start.mode is not Mode.CREATE or self.run.start.options.get("levels"):
            return None
        self.since = self.since or made_since(self.journal, self.run)
        found = None if self.since.is_empty else self.since.take(digest_of(row.input)[:8])
        if found is None:
            return None
        entity, run = found
        wire = {"id": entity, **{name: row.input[name] for name in ("name", "value") if name in row.input}}
        outcome: Outcome[Any] = Outcome(
            row.number, row.input, EXISTS, self.model.from_wire(wire, self.client, self.account or None), sent=False
        )
        outcome.note = f"created by run {run}"
        return outcome

    def _entity(self, record: RowRecord) -> Any:
        named = {"name": record.name} if record.name is not None and "name" in fields_of(self.model) else {}
        wire = {"id": record.entity, **named, **(record.after or {})}
        return self.model.from_wire(wire, self.client, self.run.start.account or None)


def left_of(record: RowRecord, client: Client) -> Left:
    """Estimate when a recorded row was sent, by the server's clock; if unknown, it may have been just now."""
    here, now = client.clock.now(), client.server_time
    if record.sent is None or record.server_offset is None:
        return Left(None, None, here)
    server = record.sent + record.server_offset
    # A request without an answer may have waited for a rate limit before it was sent.
    took = client.max_wait if record.answered is None else max(0.0, record.answered - record.sent)
    ago = max(0.0, now - server - took) if now is not None else 0.0
    return Left(server, None, here - ago, server + took)


class Recorder(RowRecorder, RememberingObserver):
    """The observer of a journalled write of entities. The state before a row is recorded for rows of type ``PlannedRow``.

    Attributes:
        pending: send times, by row number, of rows of earlier tries that were not found and may still be created.
        names: names of entities by their ids, as they were resolved; for rows whose own name is not known.
        on_wait: called before a pause for rows of unknown outcome, with their number and the seconds.
        on_again: called before rows that were not found are sent again, with their number.
    """

    remembers = True

    def __init__(self, journal: Journal, run: Run, model: type[Any], client: Client, goes_on: bool, numbers: range | None = None) -> None:
        RowRecorder.__init__(self, journal, run, client)
        RememberingObserver.__init__(self, journal, run, model, client, goes_on, numbers)
        fields = fields_of(model)
        self._personal = any(field.access & PERSONAL for field in fields.values())
        self._parent = model.RESOURCE.parent if is_in_listings_only(model) else ""
        self._changed_by = fields.operations
        self.pending: dict[int, Left] = {}
        self.names: Mapping[str, str] = {}
        self.on_wait: Callable[[int, float], None] = lambda rows, seconds: None
        self.on_again: Callable[[int], None] = lambda rows: None
        self._kept = {name for name, field in fields.items() if not field.access & (PERSONAL | FROM_PATH)} - {"id"}

    def spare(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Record unchanged and skipped rows, in chunks so that other processes can write in between."""
        planned = ((number, given) for number, given in enumerate(rows, self.first) if isinstance(given, PlannedRow))
        spared = ((self.run.id, number, *_spared(given)) for number, given in planned if given.unchanged or given.refusal)
        while some := list(islice(spared, ROWS_A_CHUNK)):
            with self.journal.db.writing(synced=False) as db:
                db.executemany("INSERT OR IGNORE INTO rows (run, number, status, entity, name, message) VALUES (?,?,?,?,?,?)", some)

    def known(self, row: BulkRow) -> Outcome[Any] | None:
        """Return the outcome of a row that needs no sending; record rows that another run created."""
        if row.number in self.pending:
            row.left = self.pending[row.number]
            return None
        outcome = super().known(row)
        if outcome is not None and outcome.status == EXISTS and not outcome.sent:
            self.answered([row], {row.number: outcome})
        return outcome

    def unclear_rows(self) -> dict[int, RowRecord]:
        """Find the rows whose outcome is unknown, by number."""
        records = self.journal.rows(self.run.id)
        return {record.number: record for record in records if record.status in (SENT, UNKNOWN) and record.number in self.numbers}

    def _states(self, row: BulkRow) -> tuple[Mapping[str, Any] | None, None, int | None]:
        wire = row.input.before if isinstance(row.input, PlannedRow) else None
        return (None, None, None) if wire is None else (self._values(row, wire, {}), None, changed_at(wire))

    def _marks(self, row: BulkRow) -> tuple[bytes | None, str | None, str | None]:
        # Of people's records not even a digest is stored.
        body = row.body or {}
        before = (row.input.before if isinstance(row.input, PlannedRow) else None) or {}
        name = next((values[key] for values in (body, before) for key in ("name", "value") if values.get(key) is not None), None)
        name = name if isinstance(name, str) else self.names.get(str(row.identity))
        identity = identity_of(self.model, body, self.model.RESOURCE.known_by)
        digest = None if self._personal else digest_of(row.input)[:8]
        return digest, name, _NAMES(identity) if identity else None

    def _shown(self, row: BulkRow, outcome: Outcome[Any]) -> tuple[str | None, int | None]:
        wire = {} if outcome.record is None else outcome.record.wire
        name = wire.get("name") or wire.get("value")
        # An entity that was found later may have changes of others.
        is_answer = outcome.applied and row.number in self._unanswered
        return name if isinstance(name, str) else None, changed_at(wire) if is_answer else None

    def _values(self, row: BulkRow, wire: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of an entity for the fields of a row; those that it leaves out are as asked."""
        # Keywords can only be found through their parent.
        parent = (self._parent,) if self._parent in wire or self._parent in asked else ()
        names = [*(row.body or ()), *parent]
        if self._changed_by:  # An entity has no operations, only the fields that they change.
            names = [self._changed_by.get(name, name) for name in names]
        return {name: wire[name] if name in wire else asked.get(name) for name in names if name in self._kept}

    def _status(self, outcome: Outcome[Any], earlier: Sequence[Any] | None) -> str:
        was_unknown = self.repeats and earlier is not None and earlier[0] in (SENT, UNKNOWN)
        if was_unknown and outcome.status == REJECTED and isinstance(outcome.error, FATAL_ERRORS):
            # A rate limit on the second try says nothing about the outcome of the first.
            return UNKNOWN
        return outcome.status

    def _result(self, row: BulkRow, outcome: Outcome[Any]) -> tuple[str | None, Mapping[str, Any] | None]:
        if not outcome.applied or outcome.record is None:
            return None, None
        return str(outcome.record.wire.get("id")), self._values(row, outcome.record.wire, self._asked(row))

    def waiting(self, rows: int, seconds: float) -> None:
        """Report a pause for rows of unknown outcome."""
        self.on_wait(rows, seconds)

    def sending_again(self, rows: Sequence[BulkRow]) -> None:
        """Report that rows are sent again."""
        self.on_again(len(rows))

    def _asked(self, row: BulkRow) -> Mapping[str, Any]:
        """Compute the requested fields of a row; operations are applied to the state before, if it is known."""
        if self._changed_by.keys().isdisjoint(row.body or ()):
            return row.body or {}
        asked = dict(row.body or {})
        before = row.input.before if isinstance(row.input, PlannedRow) else None
        for name in self._changed_by.keys() & asked.keys():
            if before is not None:
                asked[self._changed_by[name]] = applied(before.get(self._changed_by[name]) or {}, asked[name])
        return asked

    def others(self, ids: Iterable[str], rows: Sequence[BulkRow]) -> set[str]:
        """Find the ids that other rows of this account created at about the same time."""
        wanted = list(ids)
        numbers = {row.number for row in rows}
        records = [self.journal.row(self.run.id, number) for number in numbers]
        # Times are those of the server: this machine's clock may have been set since.
        left = [record.sent + record.server_offset for record in records if record and record.sent and record.server_offset is not None]
        since = min(left) - MOST_SKEW if len(left) == len(records) else None
        taken: set[str] = set()
        for at in range(0, len(wanted), 500):
            some = wanted[at : at + 500]
            sql = (
                "SELECT r.entity, r.run, r.number FROM rows r JOIN runs n ON n.id = r.run LEFT JOIN batches b ON b.id = r.batch"
                f" WHERE r.entity IN ({placeholders(some)}) AND n.base_url = ? AND n.account = ? AND n.mode = 'CREATE'"
                " AND coalesce(b.sent + b.server_offset >= ?, TRUE)"
            )
            where = (*some, self.run.start.base_url, self.run.start.account, since)
            found = self.journal.db.query(sql, where)
            taken |= {entity for entity, run, number in found if run != self.run.id or number not in numbers}
        return taken


def _spared(given: PlannedRow) -> tuple[str, str | None, str | None, str]:
    """Return the status, id, name and message of a row that is not sent."""
    entity = None if given.get("id") is None else str(given["id"])
    before = given.before or {}
    name = given.get("name") or given.get("value") or before.get("name") or before.get("value")
    if not given.refusal:
        return EXISTS, entity, name if isinstance(name, str) else None, SO_ALREADY
    return REJECTED, entity, name if isinstance(name, str) else None, (SKIPPED + given.refusal)[:LONGEST_MESSAGE]


class RequestRecorder(RowRecorder):
    """A recorder of one raw request. The record of its outcome is a mapping, whose ``ids`` are those of the entities in the answer."""

    def _result(self, row: BulkRow, outcome: Outcome[Any]) -> tuple[str | None, Mapping[str, Any] | None]:
        facts: Mapping[str, Any] = outcome.record or {"ids": ()}
        return next(iter(facts["ids"]), None), facts
