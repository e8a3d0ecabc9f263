"""Values that are sent as they are: the server's own, those of an earlier run, and those that a person insists on."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import TypeVar

from pinads.sdk.schema.unknown_values import allow_unknown_values
from pinads.services.results import Plan, WriteResult

Row = TypeVar("Row")


def send_as_they_are(write: Callable[[], WriteResult | Plan]) -> WriteResult | Plan:
    """Accept all values of a write, while it is planned and sent."""
    with allow_unknown_values():
        result = write()
    if isinstance(result, Plan):
        result.requests = _each(result.requests)
    else:
        result.outcomes = _each(result.outcomes)
    return result


def _each(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows; what the reader does between them is checked."""
    with closing(_start(rows)) as left:
        while True:
            with allow_unknown_values():
                row = next(left, None)
            if row is None:
                return
            yield row


def _start(rows: Iterable[Row]) -> Generator[Row, None, None]:
    yield from rows  # Closing this closes a generator behind it.
