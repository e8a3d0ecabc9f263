"""Amounts of money that one row of a write sets, and the caps that they make. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Union

ONCE = 1_000_000
"""The factor 1: factors are in millionths."""
BUDGETS = (DAILY, LIFETIME) = ("DAILY", "LIFETIME")
KINDS = (*BUDGETS, "BID")


@dataclass(frozen=True)
class Capped:
    """A cap of an amount in micros."""

    micros: int


@dataclass(frozen=True)
class Uncapped:
    """The absence of a cap."""


@dataclass(frozen=True)
class Unknown:
    """A cap that was not read.

    Attributes:
        at_least: what it is at least, in micros.
    """

    at_least: int = 0


UNCAPPED, UNKNOWN = Uncapped(), Unknown()
Cap = Union[Capped, Uncapped, Unknown]  # noqa: UP007 - so are the other unions that exist at run time


class Amount(NamedTuple):
    """One amount of money that a row sets, clears, multiplies or activates.

    Attributes:
        field: the field, as errors name it.
        kind: ``DAILY``, ``LIFETIME`` or ``BID``.
        before: the present amount.
        after: the amount after the write.
        factor_before: the largest factor that multiplies the present amount, in millionths.
        factor: the largest factor after the write; None if it was not read.
    """

    field: str
    kind: str
    before: Cap
    after: Capped | Uncapped
    factor_before: int = ONCE
    factor: int | None = ONCE

    @property
    def effective_before(self) -> Cap:
        """The present cap, multiplied."""
        return Capped(multiplied(self.before.micros, self.factor_before)) if isinstance(self.before, Capped) else self.before

    @property
    def effective(self) -> Cap:
        """The cap after the write, multiplied."""
        if isinstance(self.after, Uncapped):
            return self.after
        return Unknown(self.after.micros) if self.factor is None else Capped(multiplied(self.after.micros, self.factor))

    @property
    def label(self) -> str:
        """The field, and its factor if it is multiplied."""
        return self.field if self.factor in (None, ONCE) else f"{self.field} times {factor_text(self.factor)}"


def multiplied(micros: int, factor: int) -> int:
    """Return an amount times a factor, rounded up; one below 1 counts as 1, as not every bid has it."""
    return -(-micros * max(factor, ONCE) // ONCE)


def factor_text(factor: int | None) -> str:
    """Write a factor as people do."""
    return f"{(factor or ONCE) / ONCE:g}"
