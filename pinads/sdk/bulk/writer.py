"""Bulk writes: any number of rows is divided into batches, sent concurrently, and answered row by row in order."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pinads.sdk.bulk.batching import Batch, Batcher, BulkOptions, BulkRow, read_row
from pinads.sdk.bulk.sender import AT_ONCE, Sender
from pinads.sdk.client import Client, resolve
from pinads.sdk.errors import InvalidInput, InvalidType, PinadsError
from pinads.sdk.outcomes import Outcome
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import describe, entity_id
from pinads.sdk.workers import OrderedPool

if TYPE_CHECKING:
    from pinads.sdk.record import BaseRecord

E = TypeVar("E", bound="BaseRecord")
MOST_HELD = 300
"""Batches at most whose outcomes wait for rows of unknown outcome before them: their rows are kept in memory."""
ANNOUNCED = 2.0
"""Seconds of a pause that the observer is called for."""


def write_many(
    model: type[E], ad_account_id: str | None, rows: Iterable[Mapping[str, Any]], mode: Mode, client: Client | None, options: BulkOptions
) -> Iterator[Outcome[E]]:
    """Check the arguments at once, and write as the outcomes are asked for.

    Raises:
        InvalidInput: an argument of a wrong type or value; nothing was sent.
    """
    account = "" if ad_account_id is None else entity_id(ad_account_id, "ad_account_id")
    if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
        raise InvalidType(f"Invalid rows: expected an iterable of objects, got {describe(rows, secret=True)}", "rows")
    concurrency, settle_time = options.concurrency, options.settle_time
    if isinstance(concurrency, bool) or not isinstance(concurrency, int) or concurrency < 1:
        raise InvalidType(f"Invalid concurrency: expected a whole number from 1, got {describe(concurrency)}", "concurrency")
    if isinstance(settle_time, bool) or not isinstance(settle_time, (int, float)):
        raise InvalidType(f"Invalid settle_time: expected seconds, got {describe(settle_time)}", "settle_time")
    if not settle_time >= 0:
        raise InvalidInput(f"Invalid settle_time: {describe(settle_time)} is below 0", "settle_time")
    return _Run(Sender(model, account, mode, resolve(client), options)).outcomes(rows)


class _Run:
    """One run of ``create_many`` or ``update_many``: rows are read and outcomes yielded in this thread, batches sent in others.

    A batch with rows of unknown outcome waits until its next step is due, which is a task of its own; later batches are sent
    meanwhile. Outcomes are yielded in the order of the rows, so those of later batches are held.
    """

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.options = sender.options
        self.clock = sender.client.clock
        self.updates = sender.mode is Mode.UPDATE
        self.pool: OrderedPool[Batch] = OrderedPool(self.options.concurrency)
        self.held: deque[Batch] = deque()
        self.waiting: list[Batch] = []
        self.keys: set[tuple[str, ...]] = set()
        """The keys of rows in batches that are not settled."""

    def outcomes(self, rows: Iterable[Any]) -> Iterator[Outcome[Any]]:
        batcher = Batcher(self.sender.model, apart=self.updates or self.options.if_not_exists)
        try:
            for row in self._read(rows):
                for batch in batcher.add(row):
                    yield from self._start(batch)
            for batch in batcher.rest():
                yield from self._start(batch)
            yield from self._collect(self.pool.rest())
            while self.waiting:
                yield from self._wait()
                yield from self._collect(self.pool.rest())
        finally:
            # After Ctrl-C nobody wants to wait; otherwise requests in flight are finished, and their answers noted.
            self.pool.close(finish=not isinstance(sys.exc_info()[1], KeyboardInterrupt))

    def _read(self, rows: Iterable[Any]) -> Iterator[BulkRow]:
        sender = self.sender
        for number, given in enumerate(rows, self.options.observer.first):
            yield read_row(sender.model, sender.account, sender.mode, self.options, number, given)

    def _start(self, batch: Batch) -> Iterator[Outcome[Any]]:
        """Start a batch once no row of its keys is in flight and few batches are held."""
        yield from self._resume_due()
        while not self.keys.isdisjoint(batch.keys) or (self.waiting and len(self.held) >= MOST_HELD):
            yield from self._collect(self.pool.first()) if self.pool.is_busy else self._wait()
        self.held.append(batch)
        self.keys |= batch.keys
        batch.steps = self.sender.steps(batch)
        yield from self._collect(self.pool.add(partial(_step, batch)))

    def _collect(self, batches: Iterator[Batch]) -> Iterator[Outcome[Any]]:
        """Note which batches are settled and which wait; yield the outcomes that no earlier batch holds up."""
        for batch in batches:
            batch.settled = batch.due is None
            if batch.settled:
                self.keys -= batch.keys
            else:
                self.waiting.append(batch)
            while self.held and self.held[0].settled:
                yield from self.sender.outcomes_of(self.held.popleft())

    def _resume_due(self) -> Iterator[Outcome[Any]]:
        """Resume the batches whose next step is due; after a fatal error all, whose rows then stay unknown."""
        if not self.waiting:
            return
        until = self.clock.now() + AT_ONCE
        due = [batch for batch in self.waiting if self.sender.fatal is not None or batch.due is None or batch.due <= until]
        self.waiting = [batch for batch in self.waiting if batch not in due]
        for batch in due:
            yield from self._collect(self.pool.add(partial(_step, batch)))

    def _wait(self) -> Iterator[Outcome[Any]]:
        """Wait until the first of the waiting batches is due, and resume it."""
        pause = min((batch.due or 0.0 for batch in self.waiting), default=0.0) - self.clock.now()
        if pause > AT_ONCE and self.sender.fatal is None:
            try:
                if pause > ANNOUNCED:
                    self.options.observer.waiting(sum(len(batch.pending) for batch in self.waiting), pause)
                self.clock.sleep(pause)
            except PinadsError as error:
                # Ctrl-C, for one: rows that were not found stay unknown.
                self.sender.end_run(error)
        yield from self._resume_due()


def _step(batch: Batch) -> Batch:
    batch.due = next(batch.steps, None)
    return batch
