"""The sum over rows of what may be spent, for the question before a write."""

from __future__ import annotations

from pinads.render.money import money
from pinads.services.policy.effects import Effect


class SpendSummary:
    """The number of rows that change something, and the change of what may be spent: a day and in all, in micros.

    Attributes:
        rows: how many rows change something.
        daily: the change of the daily spend.
        lifetime: the change of the lifetime spend.
        daily_once_active: the change of the daily spend when idle entities are activated.
        uncounted: how many rows change daily spending that has no amount of its own.
        raises: whether more can be spent than before, over all rows.
        raising: how many rows let more be spent; others may cut as much.
    """

    def __init__(self) -> None:
        self.rows = self.daily = self.lifetime = self.daily_once_active = self.uncounted = self.raising = 0
        self._opens = False

    def add(self, effect: Effect) -> None:
        """Count a row in."""
        self.rows += 1
        self.daily += effect.daily
        self.lifetime += effect.lifetime
        self.daily_once_active += effect.daily_once_active
        self.uncounted += effect.uncounted
        self.raising += effect.opens or effect.daily > 0 or effect.lifetime > 0
        self._opens = self._opens or effect.opens

    @property
    def raises(self) -> bool:
        """Whether more can be spent than before."""
        return self._opens or self.daily > 0 or self.lifetime > 0

    def text(self, currency: str | None) -> str:
        """Put the change into words."""
        parts = [f"daily spend {_signed(self.daily, currency)}"]
        if self.daily_once_active:
            parts.append(f"{_signed(self.daily_once_active, currency)} once active")
        if self.uncounted:
            parts.append(f"not counting {self.uncounted} without {'its' if self.uncounted == 1 else 'their'} own daily budget")
        if self.lifetime:
            parts.append(f"lifetime budgets {_signed(self.lifetime, currency)}")
        return ", ".join(parts)


def _signed(amount: int, currency: str | None) -> str:
    return f"{'+' if amount > 0 else ''}{money(amount, currency)}" if amount else "unchanged"
