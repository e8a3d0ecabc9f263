"""Budgets of campaigns, whoever has them: what may be spent on which days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinads.render.money import MICROS
from pinads.services.figures.periods import Calendar, Period
from pinads.services.insight.entities import Entity

DAILY, LIFETIME = "daily", "lifetime"


class Budget(NamedTuple):
    """A limit of spending, of a campaign or an ad group.

    Attributes:
        kind: DAILY, or LIFETIME for the whole flight.
        amount: in units of the currency.
        first: the first day of the flight; None if it has begun long ago.
        last: the last day of the flight; None if it has no end.
    """

    kind: str
    amount: Decimal
    first: date | None = None
    last: date | None = None

    @property
    def flight(self) -> Period | None:
        """The days of the flight; None without a first or a last one."""
        return Period(self.first, self.last) if self.first and self.last and self.first <= self.last else None

    def in_period(self, period: Period) -> Decimal | None:
        """Return what may be spent in a period; a lifetime budget is spread evenly over its flight, and needs one."""
        days = overlap(period, self.first, self.last)
        if self.kind == DAILY:
            return self.amount * days
        return self.amount * days / self.flight.days if self.flight else None


def overlap(period: Period, first: date | None, last: date | None) -> int:
    """Count the days of a period that are in a flight."""
    begin, end = max(period.first, first or period.first), min(period.last, last or period.last)
    return max(0, (end - begin).days + 1)


def budgets_of(campaigns: Iterable[Entity], calendar: Calendar, ad_groups: Sequence[Entity]) -> dict[str, list[Budget]]:
    """Return the budgets by campaign: its own, or those of its ACTIVE ad groups as far as these were read."""
    found: dict[str, list[Budget]] = {}
    for campaign in campaigns:
        own = _budget(campaign, "daily_spend_cap", "lifetime_spend_cap", calendar)
        found[str(campaign["id"])] = [own] if own else []
    without = {identity for identity, own_budgets in found.items() if not own_budgets}
    for group in ad_groups:
        identity = str(group.get("campaign_id"))
        daily = "" if group.get("budget_type") == "LIFETIME" else "budget_in_micro_currency"
        own = _budget(group, daily, "budget_in_micro_currency", calendar)
        if identity in without and own is not None and group.get("status") == "ACTIVE":
            found[identity].append(own)
    return found


def lack_budget(campaigns: Iterable[Entity]) -> list[str]:
    """Return the ids of the campaigns whose budgets are those of their ad groups."""
    return [str(campaign["id"]) for campaign in campaigns if not campaign.get("daily_spend_cap") and not campaign.get("lifetime_spend_cap")]


def starts_on(budgets: Sequence[Budget], today: date) -> date | None:
    """Return the day on which what has budgets starts; None if it has run before today, or has none."""
    firsts = [budget.first for budget in budgets]
    known = [first for first in firsts if first is not None and first >= today]
    return min(known) if known and len(known) == len(firsts) else None


def in_period(budgets: Sequence[Budget], period: Period) -> Decimal | None:
    """Return what several budgets let be spent in a period; None if that is not known."""
    amounts = [budget.in_period(period) for budget in budgets]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def _budget(entity: Entity, daily: str, lifetime: str, calendar: Calendar) -> Budget | None:
    for name, kind in ((daily, DAILY), (lifetime, LIFETIME)):
        amount = entity.get(name)
        if isinstance(amount, int) and amount > 0:
            first, last = (calendar.day_of(entity.get(name)) for name in ("start_time", "end_time"))
            return Budget(kind, Decimal(amount) / MICROS, first, last)
    return None
