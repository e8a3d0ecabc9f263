"""Ranges of days that one report may have: limits, and the division of longer periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports import request as limits
from pinads.services.errors import option
from pinads.services.figures.periods import Period

_DAY = timedelta(days=1)
REQUESTS_A_REPORT = 3
"""Requests that a report takes at least: for itself, for its status, and for the link to its file."""


class ReportReach(NamedTuple):
    """The limits of a report.

    Attributes:
        back: the most days from its first day to today.
        days: the most days that it has.
    """

    back: int
    days: int


def reach_of(level: str, granularity: str) -> ReportReach:
    """Return the limits of a report, in the API's words for level and granularity."""
    if granularity == "HOUR":
        return ReportReach(limits.HOURLY_DAYS_BACK, limits.HOURLY_MOST_DAYS)
    if level.startswith("PRODUCT_ITEM"):
        return ReportReach(limits.PRODUCT_ITEM_DAYS_BACK, limits.PRODUCT_ITEM_MOST_DAYS)
    return ReportReach(limits.DAYS_BACK, limits.MOST_DAYS)


def refuse_too_old(period: Period, today: date, reach: ReportReach) -> None:
    """Refuse a period that begins before Pinterest's figures do.

    Raises:
        InvalidInput: it does; the message has the first day that can be had.
    """
    if (today - period.first).days > reach.back:
        oldest = today - reach.back * _DAY
        told = f"{period.first} is more than {reach.back} days ago, the limit for such reports: the earliest day is {oldest}"
        raise InvalidInput(f"Invalid {option('start')}: {told}", "start")


def ranges_of(period: Period, granularity: str, most: int) -> list[Period]:
    """Divide a period into ranges of ``most`` days at most; rows of weeks and months are not divided.

    A range ends on a Sunday with granularity WEEK, since Pinterest's weeks begin on Monday, and at the end of a month with MONTH.
    """
    ranges, first = [], period.first
    while first <= period.last:
        last = min(first + (most - 1) * _DAY, period.last)
        if last < period.last:
            last = max(first, _boundary(last, granularity))
        ranges.append(Period(first, last))
        first = last + _DAY
    return ranges


def _boundary(day: date, granularity: str) -> date:
    """Return the latest day up to this one after which a row of the granularity begins."""
    following = day + _DAY
    if granularity == "WEEK":
        return day - following.weekday() * _DAY
    if granularity == "MONTH":
        return day - (following.day - 1) * _DAY
    return day
