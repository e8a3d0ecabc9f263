"""Writing any number of rows: cut into requests, sent some at a time, and read back row by row in their order."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from pinads.sdk.batches import Cutter, How, Row, read_row
from pinads.sdk.checks import describe, entity_id
from pinads.sdk.errors import InvalidType
from pinads.sdk.fields import Mode
from pinads.sdk.flights import Flights
from pinads.sdk.outcomes import Outcome
from pinads.sdk.sending import Sender

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.writes import Writes

E = TypeVar("E", bound="Writes")


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
    return _Run(Sender(model, account, mode, resolve(client), how)).outcomes(rows)


class _Run:
    """One run of ``create_many`` or ``update_many``: reads rows and hands out outcomes in this thread, sends in others."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.how = sender.how
        self.updates = sender.mode is Mode.UPDATE
        self.flights: Flights[list[Outcome[Any]]] = Flights(self.how.concurrency)

    def outcomes(self, rows: Iterable[Any]) -> Iterator[Outcome[Any]]:
        sender = self.sender
        numbered = enumerate(rows, self.how.watcher.first)
        read = (read_row(sender.model, sender.account, sender.mode, self.how, number, given) for number, given in numbered)
        try:
            yield from self._sent(read)
            yield from chain.from_iterable(self.flights.rest())
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
        if waiting:
            keys = {row.key for row in sendable if row.key is not None}
            yield from chain.from_iterable(self.flights.add(partial(self.sender.settled, waiting, sendable), keys))
