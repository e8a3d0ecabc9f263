"""Sets and sequences of ids in little memory: as numbers, not texts."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator


class IdSet:
    """A set of ids."""

    def __init__(self) -> None:
        self._numbers: set[int] = set()

    def __contains__(self, identity: str) -> bool:
        return _number(identity) in self._numbers

    def add(self, identity: str) -> bool:
        """Add an id; return False if it was there."""
        count = len(self._numbers)
        self._numbers.add(_number(identity))
        return len(self._numbers) > count


class Ids:
    """A sequence of ids in the order in which they came first, each once: eight bytes for each."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._numbers = array("Q")
        seen = IdSet()
        self._numbers.extend(_number(identity) for identity in ids if seen.add(identity))

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return (str(number)[1:] for number in self._numbers)


def _number(identity: str) -> int:
    """Return an id of up to 18 digits as a number; a 1 before its digits keeps leading zeros."""
    return int("1" + identity)
