"""The work on one batch: it is sent, rows of unknown outcome are looked for, and rows that made nothing are sent again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.sdk.bulk.batching import Batch, BulkOptions, BulkRow, Left
from pinads.sdk.bulk.existing import ExistingNames
from pinads.sdk.bulk.lookup import created_at
from pinads.sdk.bulk.reconcile import PERHAPS_BEFORE, Reconciler
from pinads.sdk.errors import PinadsError, UnknownOutcome, was_sent
from pinads.sdk.http.operations import Operation
from pinads.sdk.outcomes import APPLIED, FATAL_ERRORS, REJECTED, UNKNOWN, Outcome, Verdict, failed_status, verdict_error
from pinads.sdk.record import record_fields
from pinads.sdk.schema.compare import changed_fields
from pinads.sdk.schema.marks import Mode

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.record import BaseRecord

MAX_ATTEMPTS = 3
"""How often a row is sent at most, each time after it was looked for and not found."""
LOOKS = 2
"""How often a create is looked for before it is sent again."""
SETTLING = 1.0
"""Seconds between two looks at least: a new entity may not be listed yet."""
AT_ONCE = 0.001
"""Seconds that are not worth a pause."""


class Sender:
    """A sender of rows of one kind, shared by all threads of a run.

    Attributes:
        fatal: the error after which nothing more is sent, or None.
        failed_look: the latest error of looking for rows of unknown outcome, or None.

    Args:
        model: the record type of the rows.
        account: the ad account; empty for ad accounts themselves.
        mode: create or update.
        client: the client.
        options: the options of the run.
    """

    def __init__(self, model: type[BaseRecord], account: str, mode: Mode, client: Client, options: BulkOptions) -> None:
        self.model = model
        self.account = account
        self.mode = mode
        self.client = client
        self.options = options
        self.fatal: PinadsError | None = None
        self.failed_look: PinadsError | None = None
        self._operation = Operation.of(model.RESOURCE, "create" if mode is Mode.CREATE else "update")
        self._reconciler = Reconciler(model, account, client, mode, options.observer, options.settle_time)
        self._existing = ExistingNames(model, account, client) if options.if_not_exists else None
        self._claimed: set[str] = set()
        """Ids of entities of this run's rows: no other row of the same name made them."""

    def outcomes_of(self, batch: Batch) -> list[Outcome[Any]]:
        """Return the outcomes of all rows of a settled batch, in order."""
        sent = batch.outcomes
        return [row.outcome or sent.get(row.number) or self._outcome(row, REJECTED, row.error, sent=False) for row in batch.rows]

    def end_run(self, error: PinadsError) -> None:
        """Send nothing more; the first such error counts."""
        self.fatal = self.fatal or error

    def steps(self, batch: Batch) -> Iterator[float]:
        """Send a batch until its rows are settled; yield the times of the next steps, on ``clock.now()``."""
        lost = [row for row in batch.sendable if row.left is not None]
        batch.outcomes.update((row.number, self._outcome(row, UNKNOWN, UnknownOutcome("sent before, and not answered"))) for row in lost)
        new = self._not_existing(batch, [row for row in batch.sendable if row.left is None])
        if new:
            self._attempt(batch, new)
        batch.pending += lost
        if self.options.reconcile:
            for _ in range(MAX_ATTEMPTS - bool(new)):
                yield from self._look_until_sure(batch)
                if not batch.pending:
                    break
                self._attempt_again(batch)
            else:
                yield from self._look_until_sure(batch)
                self._give_up(batch)
        if self._existing is not None:
            self._existing.add(batch.sendable, batch.outcomes)

    def _not_existing(self, batch: Batch, rows: list[BulkRow]) -> list[BulkRow]:
        """Settle rows whose name is taken and return the others; if names cannot be listed, nothing is created."""
        if self._existing is None or self.fatal is not None:
            return rows
        try:
            taken = self._existing.outcomes_of(rows)
        except PinadsError as error:
            self._end_if_fatal(error)
            batch.outcomes.update((row.number, self._outcome(row, REJECTED, error, sent=False)) for row in rows)
            return []
        self._settle(batch, [row for row in rows if row.number in taken], taken)
        return [row for row in rows if row.number not in taken]

    def _attempt(self, batch: Batch, rows: list[BulkRow]) -> None:
        batch.outcomes.update(self._send(rows))
        batch.pending = [row for row in rows if batch.outcomes[row.number].status == UNKNOWN]

    def _attempt_again(self, batch: Batch) -> None:
        """Send pending rows once more.

        A refusal may mean that an earlier attempt took effect meanwhile (a name is taken), so refused rows are looked for.
        """
        rows = batch.pending
        if self.mode is Mode.CREATE and self.fatal is None:
            self.options.observer.sending_again(rows)
        self._attempt(batch, rows)
        refused = [row for row in rows if batch.outcomes[row.number].status == REJECTED]
        if self.mode is Mode.UPDATE:
            for row in refused:
                error = batch.outcomes[row.number].error
                # A rate limit says nothing of the first attempt.
                if isinstance(error, FATAL_ERRORS) or (error is not None and error is self.fatal):
                    batch.outcomes[row.number] = self._outcome(row, UNKNOWN, error)
            return
        refused = [row for row in refused if not isinstance(batch.outcomes[row.number].error, FATAL_ERRORS)]
        found = self.look(refused, batch.errors_of(refused)) if refused else None
        batch.outcomes.update(found[0] if found is not None else {})

    def _look_until_sure(self, batch: Batch) -> Iterator[float]:
        """Look for pending rows until those that are left certainly made nothing; yield the times of further looks.

        Rows that cannot be looked for, or not be waited for, stay unknown and are no longer pending.
        """
        looks = 0
        while batch.pending and self.fatal is None:
            found = self.look(batch.pending, batch.errors_of(batch.pending))
            if found is not None:
                looks += 1
                batch.outcomes.update(found[0])
                batch.pending = found[1]
            else:
                batch.failed_looks += 1
                if self.mode is Mode.UPDATE or batch.failed_looks >= LOOKS:
                    break
            if self.mode is Mode.UPDATE or not batch.pending:
                return  # An update that did not take effect may be sent again at once.
            now = self.client.clock.now()
            settled = max(row.left.ended for row in batch.pending if row.left is not None) + self.options.settle_time
            due = max(settled, now + SETTLING * (looks < LOOKS))
            if due - now <= AT_ONCE:
                return
            if not self.options.wait:
                rows = batch.pending if looks else []
                self._settle(
                    batch, rows, {row.number: self._outcome(row, UNKNOWN, _not_yet(batch.outcomes[row.number].error)) for row in rows}
                )
                break
            yield due
        batch.pending = []

    def _give_up(self, batch: Batch) -> None:
        """Settle rows that were sent often enough and are not found."""
        # An update without a visible effect may have been applied otherwise than it was asked.
        status = REJECTED if self.mode is Mode.CREATE else UNKNOWN
        rows, batch.pending = batch.pending, []
        self._settle(batch, rows, {row.number: self._outcome(row, status, batch.outcomes[row.number].error) for row in rows})

    def _send(self, rows: Sequence[BulkRow]) -> dict[int, Outcome[Any]]:
        if self.fatal is not None:
            return {row.number: self._outcome(row, REJECTED, self.fatal, sent=False) for row in rows}
        path = self._operation.path(self.account, None if self.model.RESOURCE.batch else rows[0].identity)
        server, began = self.client.server_time, self.client.clock.now()
        try:
            self.options.observer.sending(rows, self.client.server_offset)
            verdicts = self.model._send([row.body or {} for row in rows], self.mode, path, self.client)
        except PinadsError as error:
            self._end_if_fatal(error)
            outcomes = {row.number: self._outcome(row, failed_status(error), error, was_sent(error)) for row in rows}
        else:
            outcomes = {row.number: self._judge(row, verdict) for row, verdict in zip(rows, verdicts, strict=True)}
        if self.mode is Mode.CREATE and not self.options.observer.remembers:
            self._claimed.update(
                str(outcome.record.wire.get("id")) for outcome in outcomes.values() if outcome.applied and outcome.record is not None
            )
        # It may have waited for a rate limit before it left.
        at = max(began, self.client.latest_left or began)
        left = Left(None if server is None else server + at - began, at, at)
        for row in rows:
            # An entity may be of any attempt since the first one.
            row.left = left if row.left is None else Left(row.left.server, row.left.began, at, left.server)
        self._tell(rows, outcomes)
        return outcomes

    def _settle(self, batch: Batch, rows: Sequence[BulkRow], outcomes: Mapping[int, Outcome[Any]]) -> None:
        batch.outcomes.update(outcomes)
        self._tell(rows, outcomes)

    def _tell(self, rows: Sequence[BulkRow], outcomes: Mapping[int, Outcome[Any]]) -> None:
        try:
            if rows:
                self.options.observer.answered(rows, outcomes)
        except PinadsError as error:
            # The outcomes stay as they are and are handed out; but nothing more is begun.
            self.end_run(error)

    def _end_if_fatal(self, error: PinadsError) -> None:
        if isinstance(error, FATAL_ERRORS):
            self.end_run(error)

    def reconcile(self, rows: Sequence[BulkRow]) -> list[BulkRow]:
        """Look for rows that an earlier run sent; return those that are not found and may still take effect.

        Rows that certainly made nothing become rejected, so that they may be sent again.
        """
        if not self._reconciler.can_find:
            return []
        found = self.look(rows, {})
        if found is None:
            return list(rows)
        missing = found[1]
        now = self.client.clock.now()
        due = [row for row in missing if row.left is not None and row.left.ended + self.options.settle_time - now <= AT_ONCE]
        if not due:
            return missing
        self.client.clock.sleep(SETTLING)
        settled, gone = self.look(due, {}) or ({}, [])
        self._tell(gone, {row.number: self._outcome(row, REJECTED, None) for row in gone})
        certain = {row.number for row in gone}.union(settled)
        return [row for row in missing if row.number not in certain]

    def look(
        self, rows: Sequence[BulkRow], errors: Mapping[int, PinadsError | None]
    ) -> tuple[dict[int, Outcome[Any]], list[BulkRow]] | None:
        """Look once for rows of unknown outcome; return the certain outcomes, and the rows not found.

        Args:
            rows: rows of unknown outcome, which have ``left``.
            errors: the reasons why it is unknown, by the rows' numbers.

        Returns:
            None if looking failed.
        """
        if not self._reconciler.can_find:
            return {}, []
        try:
            found = self._reconciler.find(rows, self._claimed)
        except PinadsError as error:
            self.failed_look = error
            self._end_if_fatal(error)
            return None
        self._claimed.update(str(record.wire.get("id")) for record in found.made.values())
        outcomes: dict[int, Outcome[Any]] = {}
        for row in rows:
            if row.number in found.made:
                outcome = outcomes[row.number] = Outcome(row.number, row.input, APPLIED, found.made[row.number])
                outcome.note = PERHAPS_BEFORE if self.mode is Mode.CREATE and created_at(found.made[row.number]) is None else None
            elif row.number in found.unclear:
                why = f"sent{_because(errors.get(row.number))}; {found.unclear[row.number]}, so it is unknown whether it took effect"
                outcomes[row.number] = self._outcome(row, UNKNOWN, UnknownOutcome(f"{why}; it is not sent again"))
        self._tell([row for row in rows if row.number in outcomes], outcomes)
        return outcomes, found.missing

    def _judge(self, row: BulkRow, verdict: Verdict) -> Outcome[Any]:
        error = verdict_error(verdict, self._operation)
        record = self.model.from_wire(verdict.data, self.client, self.account) if verdict.data else None
        outcome = Outcome(row.number, row.input, verdict.status, record, error)
        if outcome.applied and row.body is not None and verdict.data is not None:
            outcome.differs = changed_fields(record_fields(self.model), row.body, verdict.data)
        return outcome

    def _outcome(self, row: BulkRow, status: str, error: PinadsError | None, sent: bool = True) -> Outcome[Any]:
        return Outcome(row.number, row.input, status, None, error, sent)


def _because(error: PinadsError | None) -> str:
    return f" ({error.message})" if error else ""


def _not_yet(error: PinadsError | None) -> PinadsError:
    return UnknownOutcome(f"sent{_because(error)}, and not found yet; it may still take effect", code=error.code if error else None)
