"""Sending the rows of one request, and finding out what became of them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.sdk.batches import How, Row, identity_of
from pinads.sdk.errors import PinadsError, UnknownOutcome
from pinads.sdk.fields import Mode
from pinads.sdk.model import record_fields
from pinads.sdk.operations import Operation
from pinads.sdk.outcomes import APPLIED, EXISTS, REJECTED, UNKNOWN, Outcome, Verdict, differing
from pinads.sdk.present import children, made_at
from pinads.sdk.reconcile import PERHAPS_BEFORE, Reconciler
from pinads.sdk.verdicts import HOPELESS, failed_status, verdict_error, was_sent

if TYPE_CHECKING:
    from pinads.sdk.client import Client

MOST_SENDS = 3
"""How often a row is sent at most, each time after it was looked for and not found."""
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
        self._reconciler = Reconciler(model, account, client, how.watcher)
        self._there: dict[str, dict[Any, dict[str, Any]]] = {}
        self._looking = threading.Lock()

    def settled(self, waiting: Sequence[Row], sendable: Sequence[Row]) -> list[Outcome[Any]]:
        """The outcomes of rows, some of which are sent."""
        sent = self._write(sendable) if sendable else {}
        return [row.outcome or sent.get(row.number) or self._outcome(row, REJECTED, row.error, sent=False) for row in waiting]

    def note_hopeless(self, error: PinadsError) -> None:
        """Send nothing more, where this error would come again."""
        if isinstance(error, HOPELESS) and self.hopeless is None:
            self.hopeless = error

    def _write(self, rows: Sequence[Row]) -> dict[int, Outcome[Any]]:
        outcomes = self._existing(rows) if self.how.if_not_exists else {}
        todo = [row for row in rows if row.number not in outcomes]
        for sends in range(1, MOST_SENDS + 1):
            left = self.client.clock.wall()
            outcomes.update(self._send(todo))
            unknown = [row for row in todo if outcomes[row.number].status == UNKNOWN]
            if not unknown or not self.how.reconcile:
                break
            errors = {row.number: outcomes[row.number].error for row in unknown}
            settled, todo = self.reconcile(unknown, errors, left, None)
            outcomes.update(settled)
            if not todo or self.hopeless is not None or sends == MOST_SENDS:
                break
        if self.how.if_not_exists:
            self._remember(rows, outcomes)
        return outcomes

    def _send(self, rows: Sequence[Row]) -> dict[int, Outcome[Any]]:
        if not rows or self.hopeless is not None:
            return {row.number: self._outcome(row, REJECTED, self.hopeless, sent=False) for row in rows}
        path = self._operation.path(self.account, None if self.model.RESOURCE.batch else rows[0].identity)
        try:
            self.how.watcher.sending(rows, self.client.server_offset)
            verdicts = self.model._send([row.body for row in rows], self.mode, path, self.client)
        except PinadsError as error:
            self.note_hopeless(error)
            outcomes = {row.number: self._outcome(row, failed_status(error), error, was_sent(error)) for row in rows}
        else:
            outcomes = {row.number: self._judged(row, verdict) for row, verdict in zip(rows, verdicts, strict=True)}
        self._tell(rows, outcomes)
        return outcomes

    def _tell(self, rows: Sequence[Row], outcomes: Mapping[int, Outcome[Any]]) -> None:
        try:
            self.how.watcher.answered(rows, outcomes)
        except PinadsError as error:
            # What was done is done, and is said; but nothing more is begun.
            self.hopeless = self.hopeless or error

    def reconcile(
        self, rows: Sequence[Row], errors: Mapping[int, PinadsError | None], left: float, offset: float | None
    ) -> tuple[dict[int, Outcome[Any]], list[Row]]:
        """Look for rows of unknown fate; answers their outcomes, and those that may be sent again.

        Args:
            rows: rows of unknown fate.
            errors: why it is unknown, by the rows' numbers.
            left: when they were sent, on this machine's clock.
            offset: the server's clock beside this one at that time, where it was known.
        """
        if not self._reconciler.can(self.mode):
            return {}, []
        try:
            found = self._reconciler.find(rows, self.mode, left, offset)
        except PinadsError as error:
            self.unseen = error
            self.note_hopeless(error)
            return {}, []
        outcomes = {row.number: self._found(row, found.made[row.number]) for row in rows if row.number in found.made}
        for row in found.missing:
            # An update of which nothing is seen may have been taken otherwise than it was asked.
            status = REJECTED if self.mode is Mode.CREATE else UNKNOWN
            outcomes[row.number] = self._outcome(row, status, errors.get(row.number))
        for row in found.unclear:
            outcomes[row.number] = self._outcome(row, UNKNOWN, self._unclear(errors.get(row.number), found.otherwise.get(row.number)))
        self._tell([row for row in rows if row.number in outcomes], outcomes)
        return outcomes, found.missing

    def _unclear(self, error: PinadsError | None, otherwise: Sequence[str] | None) -> PinadsError:
        told = f" ({error.message})" if error else ""
        if otherwise is not None:
            noun = self.model.RESOURCE.noun
            like = f"there is such a {noun}, but not as asked ({', '.join(otherwise)}), and it does not say when it was made"
            return UnknownOutcome(f"sent{told}; {like}, so it cannot be told whether it took effect")
        return UnknownOutcome(f"sent{told}; there are others that look the same, so it cannot be told whether it took effect")

    def _found(self, row: Row, record: Any) -> Outcome[Any]:
        outcome = Outcome(row.number, row.input, APPLIED, record)
        outcome.differs = differing(record_fields(self.model), row.body or {}, record.wire)
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
            outcome.differs = differing(record_fields(self.model), row.body, verdict.data)
        return outcome

    def _outcome(self, row: Row, status: str, error: PinadsError | None, sent: bool = True) -> Outcome[Any]:
        return Outcome(row.number, row.input, status, None, error, sent)
