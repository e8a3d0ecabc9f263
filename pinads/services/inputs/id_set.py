"""Any number of ids in little memory: eight bytes for each, and sixteen or more while it is found out which come twice."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

_SPREAD, _BITS = 0x9E3779B97F4A7C15, 64
_SMALLEST = 10
"""Bits of the number of places that a set has at first."""


class IdSet:
    """Which ids there have been. A set of Python's own needs some 120 bytes for each, this one 16 to 32.

    An id is a number with a 1 before its digits, so that zeros in front make it another one; 0 is an empty place.
    """

    def __init__(self) -> None:
        self._count = 0
        self._bits = _SMALLEST
        self._places = array("Q", bytes(8 << _SMALLEST))

    def __contains__(self, identity: str) -> bool:
        return bool(self._places[self._place(number_of(identity))])

    def add(self, identity: str) -> bool:
        """Put an id in; False where it was there."""
        number = number_of(identity)
        at = self._place(number)
        if self._places[at]:
            return False
        self._places[at] = number
        self._count += 1
        if self._count * 2 > len(self._places):
            self._grow()
        return True

    def _place(self, number: int) -> int:
        """Where a number is, or would be."""
        places, last = self._places, len(self._places) - 1
        at = (number * _SPREAD & ((1 << _BITS) - 1)) >> (_BITS - self._bits)
        while places[at] not in (0, number):
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        old, self._bits = self._places, self._bits + 1
        self._places = array("Q", bytes(8 << self._bits))
        for number in old:
            if number:
                self._places[self._place(number)] = number


class Ids:
    """Ids in the order in which they came first, each once."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._numbers = array("Q")
        seen = IdSet()
        for identity in ids:
            if seen.add(identity):
                self._numbers.append(number_of(identity))

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return (str(number)[1:] for number in self._numbers)


def number_of(identity: str) -> int:
    """An id of up to 18 digits as a number of 64 bits."""
    return int("1" + identity)
