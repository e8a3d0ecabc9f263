"""What one row of a write does, as far as a policy has a say in it. Pure."""

from __future__ import annotations

from typing import NamedTuple

ONCE = 1_000_000
"""The multiplier of what is not multiplied, in millionths like all of them."""


class Amount(NamedTuple):
    """What a write does to one amount of money.

    Attributes:
        field: as the error names it.
        kind: ``DAILY``, ``LIFETIME`` or ``BID``.
        before: the present amount in millionths; None where there is none.
        after: the amount after the write; None where the write clears it.
        known: whether the present amount was read; it was not where there is no such entity.
        starts: the entity is set going with this amount, which does not change itself.
        times_before: what the present amount is multiplied by, at most.
        times: what it is multiplied by after the write; None where that is not known.
    """

    field: str
    kind: str
    before: int | None
    after: int | None
    known: bool = True
    starts: bool = False
    times_before: int = ONCE
    times: int | None = ONCE

    @property
    def most_before(self) -> int | None:
        """The present amount, multiplied."""
        return multiplied(self.before, self.times_before)

    @property
    def most(self) -> int | None:
        """The amount after the write, multiplied."""
        return multiplied(self.after, self.times or ONCE)

    @property
    def label(self) -> str:
        """The field, and by what it is multiplied."""
        return self.field if self.times in (None, ONCE) else f"{self.field} times {shown(self.times)}"


class Loosening(NamedTuple):
    """What a write does to amounts that it does not state: ``text`` says why nothing limits them then."""

    kind: str
    text: str


class Change(NamedTuple):
    """What one row of a write does: to its amounts of money, to those of others, and for good."""

    place: str
    amounts: tuple[Amount, ...] = ()
    is_new: bool = False
    is_final: bool = False
    loosened: tuple[Loosening, ...] = ()


def multiplied(amount: int | None, times: int) -> int | None:
    """An amount times a multiplier, rounded up. One below 1 makes no amount smaller: it need not hold for every bid."""
    return None if amount is None else -(-amount * max(times, ONCE) // ONCE)


def shown(times: int | None) -> str:
    """A multiplier as people write it."""
    return f"{(times or ONCE) / ONCE:g}"
