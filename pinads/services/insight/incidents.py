"""Incidents that a check finds without being told what to look for: spend of nothing, fatigue, rejected ads and the like."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt
from typing import Any, NamedTuple

from pinads.render.text import counted
from pinads.sdk.reports.metrics import METRICS
from pinads.services.figures.figure_table import MONEY
from pinads.services.figures.periods import Calendar, Period
from pinads.services.insight.budgets import LIFETIME, Budget, in_period
from pinads.services.insight.check_file import Gates
from pinads.services.insight.daily import DailyFigures, share
from pinads.services.insight.entities import FINAL, Entity
from pinads.services.insight.pace import trailing
from pinads.services.insight.rows import in_words

FATIGUE_DAYS = 14
FREQUENCY_UP, CTR_DOWN = Decimal("1.15"), Decimal("0.85")
SURE = 3.0
"""Standard errors that a difference must be away from chance."""
LEAST_DAYS = 3
PACE_DAYS = 7
PACE_TOLERANCE = Decimal(25)
REJECTED = "REJECTED"
IDLE = frozenset((REJECTED, "PENDING", "PAUSED", "NOT_STARTED", "COMPLETED", "ADVERTISER_DISABLED", *FINAL))
"""Summary statuses of entities that are not shown to people, whatever their own status."""


class CheckFinding(NamedTuple):
    """A problem of an entity.

    Attributes:
        check: the check that found it.
        level: campaigns, adgroups or ads.
        entity: the entity.
        text: what is wrong.
        numbers: the numbers behind it.
    """

    check: str
    level: str
    entity: Entity
    text: str
    numbers: Mapping[str, Any]


class Undecided(NamedTuple):
    """An entity that a check left alone, since its figures decide nothing.

    Attributes:
        check: the check.
        level: campaigns, adgroups or ads.
        entity: the entity.
        reason: why, after a number: ``edited since 2026-11-27``.
    """

    check: str
    level: str
    entity: Entity
    reason: str


Verdict = CheckFinding | Undecided | None
"""The result of a check on one entity; None if it is as it should be."""
Answer = tuple[str, Mapping[str, Any]] | str | None
"""The same without the entity: what is wrong and the numbers behind it, or why its figures decide nothing."""


class Evidence(NamedTuple):
    """The entities and figures that incidents are looked for in.

    Attributes:
        calendar: the ad account's calendar; its yesterday is the last day whose figures count.
        entities: by level, the campaigns, the ad groups of these, and the ads of these.
        daily: the figures of the campaigns, of the last 28 days and of this month.
        budgets: the budgets by campaign.
        gates: when there is too little to decide on.
        tolerance: how far off is still on pace, in percent.
        currency: the currency of all money.
    """

    calendar: Calendar
    entities: Mapping[str, Sequence[Entity]]
    daily: DailyFigures
    budgets: Mapping[str, Sequence[Budget]]
    gates: Gates = Gates()
    tolerance: Decimal = PACE_TOLERANCE
    currency: str | None = None

    def verdicts(self, name: str) -> Iterator[Verdict]:
        """Run a check of BUILTIN on each entity that it is about."""
        levels, look = BUILTIN[name]
        for level in levels:
            for entity in self.entities[level]:
                answer = look(self, entity)
                if isinstance(answer, str):
                    yield Undecided(name, level, entity, answer)
                else:
                    yield None if answer is None else CheckFinding(name, level, entity, *answer)

    def has_ended(self, entity: Entity) -> bool:
        """Tell whether an entity's last day is over."""
        end = self.calendar.day_of(entity.get("end_time"))
        return end is not None and end < self.calendar.today

    def runs(self, entity: Entity) -> bool:
        """Tell whether an entity has begun and has not ended."""
        start = self.calendar.day_of(entity.get("start_time"))
        return not self.has_ended(entity) and (start is None or start <= self.calendar.yesterday)

    def idle(self, entity: Entity) -> str | None:
        """Return why an ACTIVE entity is not shown, by its dates, review and summary status; None if it is."""
        start = entity.get("start_time")
        if isinstance(start, (int, float)) and start > time.time():
            return f"starts on {self.calendar.day_of(start)}"
        return None if entity.get("summary_status") not in IDLE and self.runs(entity) else "not running"

    def unsettled(self, entity: Entity, period: Period | None = None) -> str | None:
        """Return why figures do not tell how an entity is: it was edited lately, or began in a period."""
        edited = self.calendar.day_of(entity.get("updated_time"))
        since = date.fromordinal(max(1, self.calendar.today.toordinal() - self.gates.edited_days + 1))
        if self.gates.edited_days and edited is not None and edited >= since:
            return f"edited since {since}"
        return f"begun since {period.first}" if period is not None and any(day >= period.first for day in self._begins(entity)) else None

    def _begins(self, entity: Entity) -> list[date]:
        return [day for name in ("created_time", "start_time") if (day := self.calendar.day_of(entity.get(name))) is not None]

    def complete_days(self, entity: Entity) -> Period:
        """Return the last days, seven at most, on which an entity was there from midnight to midnight."""
        period = trailing(self.calendar)
        first = max([period.first, *(day + timedelta(days=1) for day in self._begins(entity))])
        return Period(first, period.last)


def too_few(least: int, noun: str) -> str:
    """Describe that an entity has too few of something to decide on."""
    return f"with under {least:,} {noun}"


def spend_of_nothing(evidence: Evidence, campaign: Entity) -> Answer:
    """Look whether a campaign that is ACTIVE has spent nothing on the last complete days."""
    if not evidence.runs(campaign):
        return None
    period = evidence.complete_days(campaign)
    if reason := evidence.unsettled(campaign, Period(period.last - timedelta(days=LEAST_DAYS - 1), period.last)):
        return reason
    spent = evidence.daily.total(METRICS["spend"], [str(campaign["id"])], period)
    return None if spent else (f"spent nothing in {counted(period.days, 'day')}", {"spend": Decimal(0)})


def fatigue(evidence: Evidence, campaign: Entity) -> Answer:
    """Look whether a campaign shows people the same more often, and is clicked less for it."""
    if not evidence.runs(campaign):
        return None
    now = trailing(evidence.calendar, FATIGUE_DAYS)
    if reason := evidence.unsettled(campaign, now.before()):
        return reason
    old, new = (_attention(evidence.daily, str(campaign["id"]), period) for period in (now.before(), now))
    if min(old.impressions, new.impressions) < evidence.gates.impressions:
        return too_few(evidence.gates.impressions, "impressions")
    if not (old.reach and new.reach and old.clicks) or not _is_tired(old, new):
        return None
    text = f"frequency a day {old.frequency:.2f} -> {new.frequency:.2f}, CTR {old.ctr * 100:.2f} % -> {new.ctr * 100:.2f} %"
    numbers = {"frequency_day_before": old.frequency, "frequency_day": new.frequency, "ctr_before": old.ctr * 100, "ctr": new.ctr * 100}
    return text, {**numbers, "impressions": int(new.impressions)}


class _Attention(NamedTuple):
    impressions: Decimal
    reach: Decimal
    clicks: Decimal

    @property
    def frequency(self) -> Decimal:
        return self.impressions / self.reach

    @property
    def ctr(self) -> Decimal:
        return self.clicks / self.impressions


def _attention(daily: DailyFigures, entity: str, period: Period) -> _Attention:
    return _Attention(*(daily.summed(METRICS[name], [entity], period) for name in ("impressions", "reach", "clicks")))


def _is_tired(old: _Attention, new: _Attention) -> bool:
    """Tell whether people see ads more often and click less, and hardly by chance."""
    return new.frequency >= old.frequency * FREQUENCY_UP and new.ctr <= old.ctr * CTR_DOWN and _distance(old, new) <= -SURE


def _distance(old: _Attention, new: _Attention) -> float:
    """Return the difference of two click rates in standard errors."""
    both = float(old.clicks + new.clicks) / float(old.impressions + new.impressions)
    error = sqrt(both * (1 - both) * (1 / float(old.impressions) + 1 / float(new.impressions)))
    return float(new.ctr - old.ctr) / error if error else 0.0


def rejected_ads(evidence: Evidence, ad: Entity) -> Answer:
    """Look whether an ad that is ACTIVE was rejected in the review."""
    if REJECTED not in (ad.get("review_status"), ad.get("summary_status")):
        return None
    reasons = [str(reason).replace("_", " ").lower() for reason in ad.get("rejected_reasons") or ()]
    return ": ".join(filter(None, ("rejected in the review", ", ".join(reasons)))), {"reasons": len(reasons)}


def ended_but_active(evidence: Evidence, entity: Entity) -> Answer:
    """Look whether a campaign or an ad group is ACTIVE although its last day is over."""
    return (f"ended on {evidence.calendar.day_of(entity.get('end_time'))} and is ACTIVE", {}) if evidence.has_ended(entity) else None


def off_pace(evidence: Evidence, campaign: Entity) -> Answer:
    """Look whether the spending of a campaign is far from what its budget lets expect.

    That is over the flight of a lifetime budget, and over the last seven days otherwise, if nobody changed the budget in them. A month
    would begin with a week about which nothing can be said.
    """
    identity = str(campaign["id"])
    budgets = evidence.budgets.get(identity, ())
    if not evidence.runs(campaign) or not budgets:
        return None
    period = evidence.unsettled(campaign) or _paced(evidence, campaign, budgets)
    if isinstance(period, str):
        return period
    spent, expected = evidence.daily.total(METRICS["spend"], [identity], period), in_period(budgets, period)
    pace = share(spent, expected)
    if not spent or not expected or pace is None or abs(pace - 100) <= evidence.tolerance:
        return None  # What spends nothing is a finding of its own.
    was, should = (in_words(MONEY, each, evidence.currency) for each in (spent, expected))
    text = f"at {pace:.0f} % of its pace: spent {was}, expected {should} in {counted(period.days, 'day')}"
    return text, {"pace": pace, "spend": spent, "expected": expected}


def _paced(evidence: Evidence, campaign: Entity, budgets: Sequence[Budget]) -> Period | str:
    """Return the days over which spending is compared with a budget, or why there are too few."""
    calendar, week = evidence.calendar, trailing(evidence.calendar, PACE_DAYS)
    flight = budgets[0].flight if len(budgets) == 1 else None
    if flight is not None and budgets[0].kind == LIFETIME and flight.first >= evidence.daily.since:
        return f"begun since {week.first}" if flight.first >= week.first else Period(flight.first, calendar.yesterday)
    groups = (group for group in evidence.entities["adgroups"] if str(group.get("campaign_id")) == str(campaign["id"]))
    names = ("updated_time", "created_time", "start_time")
    changes = [calendar.day_of(each.get(name)) for each in (campaign, *groups) for name in names]
    return f"edited since {week.first}" if any(day is not None and day >= week.first for day in changes) else week


BUILTIN: dict[str, tuple[tuple[str, ...], Callable[[Evidence, Entity], Answer]]] = {
    "no-spend": (("campaigns",), spend_of_nothing),
    "rejected-ads": (("ads",), rejected_ads),
    "ended-active": (("campaigns", "adgroups"), ended_but_active),
    "off-pace": (("campaigns",), off_pace),
    "fatigue": (("campaigns",), fatigue),
}
"""The checks that need no condition, the most urgent first, each with the levels whose ACTIVE entities it looks at."""
