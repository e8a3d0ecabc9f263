"""Sending the rows of one request, and finding out what became of them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.sdk.bulk.batching import Batch, How, Left, Row, identity_of
from pinads.sdk.bulk.lookup import children, made_at
from pinads.sdk.bulk.outcomes import APPLIED, EXISTS, HOPELESS, REJECTED, UNKNOWN, Outcome, Verdict, failed_status, verdict_error
from pinads.sdk.bulk.reconcile import PERHAPS_BEFORE, Reconciler
from pinads.sdk.errors import PinadsError, UnknownOutcome, was_sent
from pinads.sdk.http.operations import Operation
from pinads.sdk.record import record_fields
from pinads.sdk.schema.compare import changed_fields
from pinads.sdk.schema.marks import Mode

if TYPE_CHECKING:
    from pinads.sdk.client import Client

MOST_SENDS = 3
"""How often a row is sent at most, each time after it was looked for and not found."""
LOOKS = 2
"""How often a create is looked for before it is sent again."""
SETTLING = 1.0
"""Seconds between two looks at least: what was just made may not be listed yet."""
_AT_ONCE = 0.001
"""Seconds that are not worth a pause."""
GONE = ("ARCHIVED", "DELETED_DRAFT")
"""Statuses of what does not keep a new one from being created under its name."""


class Sender:
    """Sends rows of one kind, from any number of threads.

    Args:
        model: what the rows are.
        account: the ad account; empty for ad accounts themselves.
        mode: whether they create or update.
        client: the client.
        how: what is to be done besides.
    """

    def __init__(self, model: type[Any], account: str, mode: Mode, client: Client, how: How) -> None:
        self.model = model
        self.account = account
        self.mode = mode
        self.client = client
        self.how = how
        self.hopeless: PinadsError | None = None
        self.unseen: PinadsError | None = None
        """Why rows of unknown fate could not be looked for, the last time."""
        self._operation = Operation.of(model.RESOURCE, "create" if mode is Mode.CREATE else "update")
        self._reconciler = Reconciler(model, account, client, how.watcher, how.settle_time)
        self._there: dict[str, dict[Any, dict[str, Any]]] = {}
        self._looking = threading.Lock()
        self._claimed: set[str] = set()
        """Ids of what rows of this run made: what is found of others of their names is not that."""

    def settled(self, batch: Batch) -> list[Outcome[Any]]:
        """The outcomes of all rows of a batch, in order."""
        sent = batch.outcomes
        return [row.outcome or sent.get(row.number) or self._outcome(row, REJECTED, row.error, sent=False) for row in batch.waiting]

    def note_hopeless(self, error: PinadsError) -> None:
        """Send nothing more, where this error would come again."""
        if isinstance(error, HOPELESS) and self.hopeless is None:
            self.hopeless = error

    def send(self, batch: Batch) -> Batch:
        """Send the rows of a batch, and look for those whose fate is unknown; what is not found is open until it is due."""
        lost = [row for row in batch.sendable if row.left is not None]
        new = [row for row in batch.sendable if row.left is None]
        batch.outcomes.update((row.number, self._outcome(row, UNKNOWN, UnknownOutcome("sent before, and not answered"))) for row in lost)
        if self.how.if_not_exists:
            batch.outcomes.update(self._existing(new))
        todo = [row for row in new if row.number not in batch.outcomes]
        if todo:
            self._send_of(batch, todo)
        batch.open += lost
        if self.how.reconcile:
            self._settle(batch)
        else:
            batch.open = []
        if self.how.if_not_exists:
            self._remember(batch.sendable, batch.outcomes)
        return batch

    def settle(self, batch: Batch) -> Batch:
        """Look again for the open rows of a batch, and send those again that are not found; where nothing can be sent they stay unknown."""
        self._settle(batch)
        if self.how.if_not_exists:
            self._remember(batch.sendable, batch.outcomes)
        return batch

    def _settle(self, batch: Batch) -> None:
        while batch.open:
            if not self._look(batch) or self._is_early(batch):
                return
            if batch.sends >= MOST_SENDS:
                self._give_up(batch)
                return
            rows, batch.open = batch.open, []
            if self.mode is Mode.CREATE and self.hopeless is None:
                self.how.watcher.sending_again(rows)
            self._send_of(batch, rows)

    def _send_of(self, batch: Batch, rows: list[Row]) -> None:
        batch.sends += 1
        batch.looks = 0
        sent = self._send(rows)
        if batch.sends > 1 and self.mode is Mode.UPDATE:
            for row in rows:
                error = sent[row.number].error
                if sent[row.number].status == REJECTED and isinstance(error, HOPELESS):
                    # A rate limit says nothing of the first time that it was sent.
                    sent[row.number] = self._outcome(row, UNKNOWN, error)
        batch.outcomes.update(sent)
        if batch.sends > 1 and self.mode is Mode.CREATE:
            self._look_for_refused(batch, [row for row in rows if sent[row.number].status == REJECTED])
        batch.open += [row for row in rows if sent[row.number].status == UNKNOWN]

    def _look_for_refused(self, batch: Batch, rows: list[Row]) -> None:
        """Look for rows that were refused when they were sent again: for what the first time made meanwhile, perhaps (a name is taken)."""
        refused = [row for row in rows if not isinstance(batch.outcomes[row.number].error, HOPELESS)]
        found = self.look(refused, {row.number: batch.outcomes[row.number].error for row in refused}, self._claimed) if refused else None
        batch.outcomes.update(found[0] if found is not None else {})

    def _look(self, batch: Batch) -> bool:
        """Look for the open rows of a batch; answers whether some were not found, and may be sent again when their time has come."""
        if self.hopeless is not None:
            batch.open = []
            return False
        rows, errors = batch.open, {row.number: batch.outcomes[row.number].error for row in batch.open}
        found = self.look(rows, errors, self._claimed)
        if found is None:
            batch.unseen += 1
            once_more = self.mode is Mode.CREATE and batch.unseen < LOOKS and self.hopeless is None
            batch.open = rows if once_more else []
            return bool(batch.open)
        settled, batch.open = found
        batch.outcomes.update(settled)
        batch.looks += 1
        return bool(batch.open)

    def _is_early(self, batch: Batch) -> bool:
        """Whether rows that were not found may still come to be, or appear; notes when it is time, or that nobody waits for it."""
        if self.mode is Mode.UPDATE or not batch.open:
            return False
        now = self.client.clock.now()
        latest = max(row.left.ended for row in batch.open if row.left is not None)
        batch.due = max(latest + self.how.settle_time, now + SETTLING * (batch.looks < LOOKS))
        early = batch.due - now > _AT_ONCE
        if early and not self.how.wait and not batch.looks:
            batch.open = []
        elif early and not self.how.wait:
            told = {row.number: self._outcome(row, UNKNOWN, _not_yet(batch.outcomes[row.number].error)) for row in batch.open}
            rows, batch.open = batch.open, []
            batch.outcomes.update(told)
            self._tell(rows, told)
        return early

    def _give_up(self, batch: Batch) -> None:
        """Settle what was sent often enough, and is not there."""
        # An update of which nothing is seen may have been taken otherwise than it was asked.
        status = REJECTED if self.mode is Mode.CREATE else UNKNOWN
        given_up = {row.number: self._outcome(row, status, batch.outcomes[row.number].error) for row in batch.open}
        rows, batch.open = batch.open, []
        batch.outcomes.update(given_up)
        self._tell(rows, given_up)

    def _send(self, rows: Sequence[Row]) -> dict[int, Outcome[Any]]:
        if not rows or self.hopeless is not None:
            return {row.number: self._outcome(row, REJECTED, self.hopeless, sent=False) for row in rows}
        path = self._operation.path(self.account, None if self.model.RESOURCE.batch else rows[0].identity)
        server, began = self.client.server_time, self.client.clock.now()
        try:
            self.how.watcher.sending(rows, self.client.server_offset)
            verdicts = self.model._send([row.body for row in rows], self.mode, path, self.client)
        except PinadsError as error:
            self.note_hopeless(error)
            outcomes = {row.number: self._outcome(row, failed_status(error), error, was_sent(error)) for row in rows}
        else:
            outcomes = {row.number: self._judged(row, verdict) for row, verdict in zip(rows, verdicts, strict=True)}
        if self.mode is Mode.CREATE and not self.how.watcher.remembers:
            self._claimed.update(str(outcome.record.id) for outcome in outcomes.values() if outcome.applied and outcome.record is not None)
        # It may have waited for a rate limit before it left.
        at = max(began, self.client.latest_left or began)
        left = Left(None if server is None else server + at - began, at, at)
        for row in rows:
            # What was sent before may have made it, too.
            row.left = left if row.left is None else Left(row.left.server, row.left.began, at, left.server)
        self._tell(rows, outcomes)
        return outcomes

    def _tell(self, rows: Sequence[Row], outcomes: Mapping[int, Outcome[Any]]) -> None:
        try:
            self.how.watcher.answered(rows, outcomes)
        except PinadsError as error:
            # What was done is done, and is said; but nothing more is begun.
            self.hopeless = self.hopeless or error

    def find_out(self, rows: Sequence[Row]) -> list[Row]:
        """Look for rows that were sent before this run; answers those that are not found, and may still come to be.

        Those that certainly made nothing are told to be rejected, so that they may be sent again.
        """
        if not self._reconciler.can(self.mode):
            return []
        found = self.look(rows, {}, self._claimed)
        if found is None:
            return list(rows)
        missing = found[1]
        now = self.client.clock.now()
        due = [row for row in missing if row.left is not None and row.left.ended + self.how.settle_time - now <= _AT_ONCE]
        if not due:
            return missing
        self.client.clock.sleep(SETTLING)
        settled, gone = self.look(due, {}, self._claimed) or ({}, [])
        self._tell(gone, {row.number: self._outcome(row, REJECTED, None) for row in gone})
        certain = {row.number for row in gone}.union(settled)
        return [row for row in missing if row.number not in certain]

    def look(
        self, rows: Sequence[Row], errors: Mapping[int, PinadsError | None], claimed: set[str]
    ) -> tuple[dict[int, Outcome[Any]], list[Row]] | None:
        """Look for rows of unknown fate once; answers certain outcomes, and the rows that are not found; None where looking failed.

        Args:
            rows: rows of unknown fate, which have ``left``.
            errors: why it is unknown, by the rows' numbers.
            claimed: ids of entities that other rows made; those that are found are added.
        """
        if not self._reconciler.can(self.mode):
            return {}, []
        try:
            found = self._reconciler.find(rows, self.mode, claimed)
        except PinadsError as error:
            self.unseen = error
            self.note_hopeless(error)
            return None
        outcomes = {row.number: self._found(row, found.made[row.number]) for row in rows if row.number in found.made}
        claimed.update(str(record.id) for record in found.made.values())
        for row in found.unclear:
            outcomes[row.number] = self._outcome(row, UNKNOWN, self._unclear(row, errors.get(row.number), found.why))
        self._tell([row for row in rows if row.number in outcomes], outcomes)
        return outcomes, found.missing

    def _unclear(self, row: Row, error: PinadsError | None, why: Mapping[int, str]) -> PinadsError:
        told = f" ({error.message})" if error else ""
        like = why.get(row.number, f"nothing tells it from another {self.model.RESOURCE.noun}")
        return UnknownOutcome(f"sent{told}; {like}, so it cannot be told whether it took effect; it is not sent again")

    def _found(self, row: Row, record: Any) -> Outcome[Any]:
        outcome = Outcome(row.number, row.input, APPLIED, record)
        outcome.note = PERHAPS_BEFORE if self.mode is Mode.CREATE and made_at(record) is None else None
        return outcome

    def _existing(self, rows: Sequence[Row]) -> dict[int, Outcome[Any]]:
        """The outcomes of rows whose name is taken; where that cannot be found out, nothing is created."""
        if self.hopeless is not None:
            return {}
        try:
            with self._looking:
                self._list_parents({self._parent_of(row) for row in rows} - self._there.keys())
        except PinadsError as error:
            self.note_hopeless(error)
            return {row.number: self._outcome(row, REJECTED, error, sent=False) for row in rows}
        taken = [(row, self._there[self._parent_of(row)].get(row.key)) for row in rows]
        outcomes = {
            row.number: Outcome(row.number, row.input, EXISTS, self.model.from_wire(wire, self.client, self.account), sent=False)
            for row, wire in taken
            if wire is not None
        }
        if outcomes:
            self._tell([row for row in rows if row.number in outcomes], outcomes)
        return outcomes

    def _parent_of(self, row: Row) -> str:
        return row.key[0] if row.key and self.model.RESOURCE.parent else ""

    def _list_parents(self, parents: Iterable[str]) -> None:
        wanted = sorted(parents)
        there: dict[str, dict[Any, dict[str, Any]]] = {parent: {} for parent in wanted}
        for record in children(self.model, self.account, wanted, self.client) if wanted else ():
            key = identity_of(self.model, record.wire, self.model.RESOURCE.named_by)
            parent = key[0] if key and self.model.RESOURCE.parent else ""
            if key and parent in there and record.wire.get("status") not in GONE:
                there[parent].setdefault(key, self._short(record.wire))
        self._there.update(there)

    def _short(self, wire: Mapping[str, Any]) -> dict[str, Any]:
        """Enough of an entity to say which one it is."""
        names = ("id", self.model.RESOURCE.parent, *self.model.RESOURCE.named_by, "status")
        return {name: wire[name] for name in names if name and name in wire}

    def _remember(self, rows: Sequence[Row], outcomes: Mapping[int, Outcome[Any]]) -> None:
        for row in rows:
            outcome = outcomes.get(row.number)
            if outcome is not None and outcome.status == APPLIED and outcome.record is not None:
                self._there[self._parent_of(row)].setdefault(row.key, self._short(outcome.record.wire))

    def _judged(self, row: Row, verdict: Verdict) -> Outcome[Any]:
        error = verdict_error(verdict, self._operation)
        record = self.model.from_wire(verdict.data, self.client, self.account) if verdict.data else None
        outcome = Outcome(row.number, row.input, verdict.status, record, error)
        if outcome.applied and row.body is not None and verdict.data is not None:
            outcome.differs = changed_fields(record_fields(self.model), row.body, verdict.data)
        return outcome

    def _outcome(self, row: Row, status: str, error: PinadsError | None, sent: bool = True) -> Outcome[Any]:
        return Outcome(row.number, row.input, status, None, error, sent)


def _not_yet(error: PinadsError | None) -> PinadsError:
    told = f" ({error.message})" if error else ""
    return UnknownOutcome(f"sent{told}, and not found yet; it may still take effect", code=error.code if error else None)
