"""The recorder of a run's rows: each row is stored before its request is sent, and again with its outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.journal.errors import JournalError
from pinads.journal.journal import Journal
from pinads.journal.models import SENT, Run
from pinads.sdk.bulk.batching import BulkRow, WriteObserver
from pinads.sdk.json_encoder import json_encoder
from pinads.sdk.outcomes import Outcome

if TYPE_CHECKING:
    from pinads.sdk.client import Client

LONGEST_MESSAGE = 1000
CHANGED_AT = ("updated_time", "updated_timestamp")
"""The fields that have the time of an entity's last change."""
# The last parameter is RowRecorder.keeps_latest.
_SENDING = """INSERT INTO rows (run, number, batch, digest, name, identity, status, entity, before, after, changed_before)
 VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (run, number) DO UPDATE SET batch = excluded.batch, status = excluded.status, code = NULL,
 message = NULL, changed_after = NULL, changed_before = CASE WHEN batch IS NULL THEN excluded.changed_before ELSE changed_before END,
 before = CASE WHEN batch IS NULL OR ? THEN excluded.before ELSE before END"""
_EARLIER = "SELECT number, status, code, message, before FROM rows WHERE run = ? AND number BETWEEN ? AND ?"
_NOT_SENT_AGAIN = "UPDATE rows SET status = ?, code = ?, message = ?, before = ? WHERE run = ? AND number = ? AND status = 'sent'"
_ANSWERED = """UPDATE rows SET status = ?, entity = coalesce(?, entity), code = ?, message = ?, after = coalesce(?, after),
 name = coalesce(name, ?), changed_after = ? WHERE run = ? AND number = ?"""
_FOUND = """INSERT INTO rows (run, number, digest, name, identity, status, entity, code, message, after) VALUES (?,?,?,?,?,?,?,?,?,?)
 ON CONFLICT (run, number) DO UPDATE SET status = excluded.status, entity = coalesce(excluded.entity, entity), code = excluded.code,
 message = excluded.message, after = excluded.after"""
_BATCH = "(SELECT batch FROM rows WHERE run = ? AND number = ?)"
_PLAIN = json_encoder((", ", ": "))


class RowRecorder(WriteObserver):
    """A recorder of the rows of a run. Subclasses tell which facts of a row may be stored; this one stores none.

    Args:
        client: the client of the run, for its clock.
    """

    keeps_latest = False
    """True to store the state before the latest try of a row. Else it is the state before its first try, since a request whose answer
    was lost may have changed it."""

    def __init__(self, journal: Journal, run: Run, client: Client) -> None:
        self.journal = journal
        self.run = run
        self.client = client
        self._earlier: dict[int, list[Any]] = {}
        self._unanswered: set[int] = set()

    def sending(self, rows: Sequence[BulkRow], server_offset: float | None) -> None:
        """Record rows as sent, before they are."""
        numbers = {row.number for row in rows}
        with self.journal.db.writing(synced=True) as db:
            for number, *earlier in db.execute(_EARLIER, (self.run.id, min(numbers), max(numbers))):
                if number in numbers:
                    self._earlier[number] = earlier
            sql = "INSERT INTO batches (run, sent, server_offset) VALUES (?, ?, ?)"
            batch = self.journal.db.insert(sql, (self.run.id, self.client.clock.wall(), server_offset))
            db.executemany(_SENDING, [self._sent(row, batch) for row in rows])
        self._unanswered.update(numbers)

    def answered(self, rows: Sequence[BulkRow], outcomes: Mapping[int, Outcome[Any]]) -> None:
        """Record the outcomes of rows; a row that was not sent gets back the state that it had before."""
        pairs = [(row, outcomes[row.number]) for row in rows if not isinstance(outcomes[row.number].error, JournalError)]
        if not pairs:
            return
        sent: list[tuple[Any, ...]] = []
        found: list[tuple[Any, ...]] = []
        again: list[tuple[Any, ...]] = []
        unsent: list[tuple[int, int]] = []
        for row, outcome in pairs:
            place, was = (self.run.id, row.number), self._earlier.pop(row.number, None)
            if outcome.sent:
                sent.append((*self._outcome(row, outcome, was), *self._shown(row, outcome), *place))
            elif outcome.applied:
                found.append((*place, *self._marks(row), *self._outcome(row, outcome)))
            elif was is not None:
                again.append((*was, *place))
            else:
                unsent.append(place)
        self._unanswered.difference_update(row.number for row, _ in pairs)
        with self.journal.db.writing(synced=False) as db:
            db.executemany(_ANSWERED, sent)
            db.executemany(_FOUND, found)
            db.executemany(_NOT_SENT_AGAIN, again)
            if len(unsent) == len(pairs):  # Batches are counted to find out if others wrote to a list.
                db.execute(f"DELETE FROM batches WHERE id = {_BATCH}", unsent[0])
            db.executemany("DELETE FROM rows WHERE run = ? AND number = ? AND status = 'sent'", unsent)
            db.execute(f"UPDATE batches SET answered = ? WHERE id = {_BATCH}", (self.client.clock.wall(), self.run.id, pairs[0][0].number))

    def _sent(self, row: BulkRow, batch: int) -> tuple[Any, ...]:
        before, after, changed = self._states(row)
        place, states = (self.run.id, row.number, batch), (_text(before), _text(after), changed)
        return (*place, *self._marks(row), SENT, row.identity, *states, self.keeps_latest)

    def _outcome(self, row: BulkRow, outcome: Outcome[Any], earlier: Sequence[Any] | None = None) -> tuple[Any, ...]:
        entity, after = self._result(row, outcome)
        message = outcome.message or outcome.note
        return (self._status(outcome, earlier), entity, outcome.code, message and message[:LONGEST_MESSAGE], _text(after))

    def _marks(self, row: BulkRow) -> tuple[bytes | None, str | None, str | None]:
        """Return the digest, name and identity of a row, as far as they may be stored."""
        return None, None, None

    def _shown(self, row: BulkRow, outcome: Outcome[Any]) -> tuple[str | None, int | None]:
        """Return the name and the last change (Unix seconds) of the entity that answered, if they may be stored."""
        return None, None

    def _states(self, row: BulkRow) -> tuple[Mapping[str, Any] | None, Mapping[str, Any] | None, int | None]:
        """Return the state before a row that is about to be sent, the row's facts, and its entity's last change.

        The last change is in Unix seconds; None if the entity was not read before.
        """
        return None, None, None

    def _status(self, outcome: Outcome[Any], earlier: Sequence[Any] | None) -> str:
        """Return the status of a row, which had an ``earlier`` record if it was sent before."""
        return outcome.status

    def _result(self, row: BulkRow, outcome: Outcome[Any]) -> tuple[str | None, Mapping[str, Any] | None]:
        """Return the id of the entity that a row made or changed, and the state after it."""
        return None, None


def changed_at(wire: Mapping[str, Any]) -> int | None:
    """Return when an entity was last changed, in Unix seconds; None if it does not show that."""
    moment = next((wire[name] for name in CHANGED_AT if wire.get(name)), None)
    return int(moment) if isinstance(moment, (int, float)) else None


def _text(values: Mapping[str, Any] | None) -> str | None:
    return None if values is None else _PLAIN(values)
