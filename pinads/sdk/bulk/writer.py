"""Writing any number of rows: cut into requests, sent some at a time, and read back row by row in their order."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pinads.sdk.bulk.batching import Batch, Cutter, How, Row, read_row
from pinads.sdk.bulk.outcomes import Outcome
from pinads.sdk.bulk.sender import Sender
from pinads.sdk.bulk.workers import Flights
from pinads.sdk.errors import InvalidInput, InvalidType, PinadsError
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import describe, entity_id

if TYPE_CHECKING:
    from pinads.sdk.bulk.writable import Writes
    from pinads.sdk.client import Client

E = TypeVar("E", bound="Writes")
MOST_HELD = 300
"""Requests whose outcomes wait at most for rows of unknown fate before them: as many rows are kept in memory."""
_AT_ONCE = 0.001
"""Seconds that are not worth a pause."""
_ANNOUNCED = 2.0
"""Seconds of a pause that a watcher is told of."""


def write_many(
    model: type[E], ad_account_id: str | None, rows: Iterable[Mapping[str, Any]], mode: Mode, client: Client | None, how: How
) -> Iterator[Outcome[E]]:
    """Check the arguments at once, then write as the outcomes are asked for."""
    from pinads.sdk.client import resolve

    account = "" if ad_account_id is None else entity_id(ad_account_id, "ad_account_id")
    if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
        raise InvalidType(f"Invalid rows: expected an iterable of objects, got {describe(rows, secret=True)}", "rows")
    if isinstance(how.concurrency, bool) or not isinstance(how.concurrency, int) or how.concurrency < 1:
        raise InvalidType(f"Invalid concurrency: expected a whole number from 1, got {describe(how.concurrency)}", "concurrency")
    if isinstance(how.settle_time, bool) or not isinstance(how.settle_time, (int, float)):
        raise InvalidType(f"Invalid settle_time: expected seconds, got {describe(how.settle_time)}", "settle_time")
    if not how.settle_time >= 0:
        raise InvalidInput(f"Invalid settle_time: {describe(how.settle_time)} is below 0", "settle_time")
    return _Run(Sender(model, account, mode, resolve(client), how)).outcomes(rows)


class _Run:
    """One run of ``create_many`` or ``update_many``: reads rows and hands out outcomes in this thread, sends in others.

    A batch with rows of unknown fate is put aside until it is due, and settled then by a task of its own; later batches are sent
    meanwhile. Outcomes are handed out in the order of the rows, so they wait for it.
    """

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.how = sender.how
        self.clock = sender.client.clock
        self.updates = sender.mode is Mode.UPDATE
        self.flights: Flights[Batch] = Flights(self.how.concurrency)
        self.held: deque[Batch] = deque()
        self.open: list[Batch] = []
        self.keys: set[tuple[str, ...]] = set()

    def outcomes(self, rows: Iterable[Any]) -> Iterator[Outcome[Any]]:
        sender = self.sender
        numbered = enumerate(rows, self.how.watcher.first)
        read = (read_row(sender.model, sender.account, sender.mode, self.how, number, given) for number, given in numbered)
        try:
            yield from self._sent(read)
            yield from self._landed(self.flights.rest())
            while self.open:
                yield from self._wait_for_open()
                yield from self._landed(self.flights.rest())
        finally:
            # Who interrupts does not want to wait; else what is under way is finished, and its answer noted.
            self.flights.close(wait=not isinstance(sys.exc_info()[1], KeyboardInterrupt))

    def _sent(self, read: Iterator[Row]) -> Iterator[Outcome[Any]]:
        cutter = Cutter(self.sender.model, apart=self.updates or self.how.if_not_exists)
        for row in read:
            for waiting, sendable in cutter.add(row):
                yield from self._start(waiting, sendable)
        yield from self._start(*cutter.rest())

    def _start(self, waiting: list[Row], sendable: list[Row]) -> Iterator[Outcome[Any]]:
        if not waiting:
            return
        batch = Batch(waiting, sendable)
        yield from self._settle_due()
        while not self.keys.isdisjoint(batch.keys) or (self.open and len(self.held) >= MOST_HELD):
            yield from self._landed(self.flights.first()) if self.flights.are_busy else self._wait_for_open()
        self.held.append(batch)
        self.keys |= batch.keys
        yield from self._landed(self.flights.add(partial(self.sender.send, batch)))

    def _landed(self, batches: Iterator[Batch]) -> Iterator[Outcome[Any]]:
        """Note which batches are settled and which are open, and hand out the outcomes that nothing is before."""
        for batch in batches:
            batch.landed = True
            if batch.open:
                self.open.append(batch)
            else:
                self.keys -= batch.keys
            while self.held and self.held[0].landed and not self.held[0].open:
                yield from self.sender.settled(self.held.popleft())

    def _settle_due(self) -> Iterator[Outcome[Any]]:
        """Look again for rows of the open batches whose time has come; where nothing can be sent any more, they stay unknown."""
        if not self.open:
            return
        until = self.clock.now() + _AT_ONCE
        due = [batch for batch in self.open if batch.due <= until or self.sender.hopeless is not None]
        self.open = [batch for batch in self.open if batch not in due]
        for batch in due:
            batch.landed = False
            yield from self._landed(self.flights.add(partial(self.sender.settle, batch)))

    def _wait_for_open(self) -> Iterator[Outcome[Any]]:
        """Wait until the first of the open batches is due, and settle it."""
        pause = min((batch.due for batch in self.open), default=0.0) - self.clock.now()
        if pause > _AT_ONCE and self.sender.hopeless is None:
            try:
                if pause > _ANNOUNCED:
                    self.how.watcher.waiting(sum(len(batch.open) for batch in self.open), pause)
                self.clock.sleep(pause)
            except PinadsError as error:
                # Ctrl-C, for one: rows that were not found stay unknown.
                self.sender.hopeless = error
        yield from self._settle_due()
