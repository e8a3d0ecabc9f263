"""Incidents that a check finds without being told what to look for: spend of nothing, fatigue, rejected ads and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timezone
from decimal import Decimal
from math import sqrt
from typing import Any, NamedTuple

from pinads.render.text import counted
from pinads.sdk.reports.metrics import METRICS
from pinads.services.inputs.zones import zone_of
from pinads.services.insight.budgets import LIFETIME, Budget, in_period
from pinads.services.insight.check_file import Gates
from pinads.services.insight.daily import DailyFigures, share
from pinads.services.insight.entities import Entity
from pinads.services.insight.pace import trailing
from pinads.services.insight.periods import Calendar, Period

FATIGUE_DAYS = 14
FREQUENCY_UP, CTR_DOWN = Decimal("1.15"), Decimal("0.85")
SURE = 3.0
"""Standard errors that a difference must be away from chance."""
LEAST_DAYS = 3
PACE_DAYS = 7
PACE_TOLERANCE = Decimal(25)
REJECTED = "REJECTED"


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


class Evidence(NamedTuple):
    """The entities and figures that incidents are looked for in.

    Attributes:
        calendar: the ad account's calendar; its yesterday is the last day whose figures count.
        campaigns: the campaigns.
        ad_groups: the ad groups of these.
        ads: the ads of these.
        daily: the figures of the campaigns, of the last 28 days and of this month.
        budgets: the budgets by campaign.
        gates: when there is too little to decide on.
        tolerance: how far off is still on pace, in percent.
    """

    calendar: Calendar
    campaigns: Sequence[Entity]
    ad_groups: Sequence[Entity]
    ads: Sequence[Entity]
    daily: DailyFigures
    budgets: Mapping[str, Sequence[Budget]]
    gates: Gates = Gates()
    tolerance: Decimal = PACE_TOLERANCE

    def day_of(self, seconds: Any) -> date | None:
        """Return the day of a time in seconds since 1970; None where there is none."""
        if not isinstance(seconds, (int, float)) or seconds <= 0:
            return None
        return datetime.fromtimestamp(seconds, zone_of(self.calendar.zone) or timezone.utc).date()

    def has_ended(self, entity: Entity) -> bool:
        """Tell whether an entity's last day is over."""
        end = self.day_of(entity.get("end_time"))
        return end is not None and end < self.calendar.today

    def runs(self, entity: Entity) -> bool:
        """Tell whether an entity has begun and has not ended."""
        start = self.day_of(entity.get("start_time"))
        return not self.has_ended(entity) and (start is None or start <= self.calendar.yesterday)

    def was_edited(self, entity: Entity) -> bool:
        """Tell whether an entity was changed so lately that its figures are those of before and after."""
        edited = self.day_of(entity.get("updated_time"))
        return edited is not None and (self.calendar.today - edited).days < self.gates.edited_days

    def began_within(self, entity: Entity, period: Period) -> bool:
        """Tell whether an entity was there for a part of a period only."""
        begins = [day for name in ("created_time", "start_time") if (day := self.day_of(entity.get(name))) is not None]
        return any(day >= period.first for day in begins)

    def complete_days(self, entity: Entity, most: int) -> Period:
        """Return the last days on which an entity was there from midnight to midnight."""
        begins = [day for name in ("created_time", "start_time") if (day := self.day_of(entity.get(name))) is not None]
        period = trailing(self.calendar, most)
        first = max([period.first, *(date.fromordinal(day.toordinal() + 1) for day in begins)])
        return Period(first, period.last)


def spend_of_nothing(evidence: Evidence) -> Iterator[CheckFinding]:
    """Find campaigns that are ACTIVE and have spent nothing on the last complete days."""
    for campaign in evidence.campaigns:
        period = evidence.complete_days(campaign, 7)
        if period.days < LEAST_DAYS or not evidence.runs(campaign) or evidence.was_edited(campaign):
            continue
        if not evidence.daily.total(METRICS["spend"], [str(campaign["id"])], period):
            yield CheckFinding("no-spend", "campaigns", campaign, f"spent nothing in {counted(period.days, 'day')}", {"spend": Decimal(0)})


def fatigue(evidence: Evidence) -> Iterator[CheckFinding]:
    """Find campaigns that show people the same more often, and are clicked less for it."""
    now = trailing(evidence.calendar, FATIGUE_DAYS)
    for campaign in evidence.campaigns:
        identity = str(campaign["id"])
        if evidence.was_edited(campaign) or not evidence.runs(campaign) or evidence.began_within(campaign, now.before()):
            continue
        old, new = (_attention(evidence.daily, identity, period) for period in (now.before(), now))
        if min(old.impressions, new.impressions) < evidence.gates.impressions or not (old.reach and new.reach and old.clicks):
            continue
        if new.frequency < old.frequency * FREQUENCY_UP or new.ctr > old.ctr * CTR_DOWN or _distance(old, new) > -SURE:
            continue
        text = f"frequency a day {old.frequency:.2f} -> {new.frequency:.2f}, CTR {old.ctr * 100:.2f} % -> {new.ctr * 100:.2f} %"
        numbers = {"frequency_before": old.frequency, "frequency": new.frequency, "ctr_before": old.ctr * 100, "ctr": new.ctr * 100}
        yield CheckFinding("fatigue", "campaigns", campaign, text, {**numbers, "impressions": int(new.impressions)})


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


def _distance(old: _Attention, new: _Attention) -> float:
    """Return the difference of two click rates in standard errors."""
    both = float(old.clicks + new.clicks) / float(old.impressions + new.impressions)
    error = sqrt(both * (1 - both) * (1 / float(old.impressions) + 1 / float(new.impressions)))
    return float(new.ctr - old.ctr) / error if error else 0.0


def rejected_ads(evidence: Evidence) -> Iterator[CheckFinding]:
    """Find ads that are ACTIVE and were rejected in the review."""
    for ad in evidence.ads:
        if REJECTED in (ad.get("review_status"), ad.get("summary_status")):
            reasons = [str(reason) for reason in ad.get("rejected_reasons") or ()]
            yield CheckFinding("rejected-ads", "ads", ad, ", ".join(["rejected in the review", *reasons]), {"reasons": len(reasons)})


def ended_but_active(evidence: Evidence) -> Iterator[CheckFinding]:
    """Find campaigns and ad groups that are ACTIVE although their last day is over."""
    for level, entities in (("campaigns", evidence.campaigns), ("adgroups", evidence.ad_groups)):
        for entity in entities:
            if evidence.has_ended(entity):
                yield CheckFinding("ended-active", level, entity, f"ended on {evidence.day_of(entity.get('end_time'))} and is ACTIVE", {})


def off_pace(evidence: Evidence) -> Iterator[CheckFinding]:
    """Find campaigns whose spending is far from what their budget lets expect.

    That is over the flight of a lifetime budget, and over the last seven days otherwise, if nobody changed the budget in them. A month
    would begin with a week about which nothing can be said.
    """
    for campaign in evidence.campaigns:
        identity = str(campaign["id"])
        budgets = evidence.budgets.get(identity, ())
        period = _paced(evidence, campaign, budgets)
        if period is None or not evidence.runs(campaign) or evidence.was_edited(campaign):
            continue
        spent, expected = evidence.daily.total(METRICS["spend"], [identity], period), in_period(budgets, period)
        pace = share(spent, expected)
        if not spent or not expected or pace is None or abs(pace - 100) <= evidence.tolerance:
            continue  # What spends nothing is a finding of its own.
        text = f"at {pace:.0f} % of its pace: spent {spent:.2f}, expected {expected:.2f} in {counted(period.days, 'day')}"
        yield CheckFinding("off-pace", "campaigns", campaign, text, {"pace": pace, "spend": spent, "expected": expected})


def _paced(evidence: Evidence, campaign: Entity, budgets: Sequence[Budget]) -> Period | None:
    """Return the days over which spending is compared with a budget; None if there are too few."""
    calendar, week = evidence.calendar, trailing(evidence.calendar, PACE_DAYS)
    flight = budgets[0].flight if len(budgets) == 1 else None
    if flight is not None and budgets[0].kind == LIFETIME and flight.first >= evidence.daily.since:
        return Period(flight.first, calendar.yesterday) if flight.first < week.first else None
    groups = (group for group in evidence.ad_groups if str(group.get("campaign_id")) == str(campaign["id"]))
    changes = [evidence.day_of(each.get(name)) for each in (campaign, *groups) for name in ("updated_time", "created_time", "start_time")]
    return None if any(day is not None and day >= week.first for day in changes) else week


BUILTIN: dict[str, Callable[[Evidence], Iterator[CheckFinding]]] = {
    "no-spend": spend_of_nothing,
    "rejected-ads": rejected_ads,
    "ended-active": ended_but_active,
    "off-pace": off_pace,
    "fatigue": fatigue,
}
"""The checks that need no condition, the most urgent first."""
