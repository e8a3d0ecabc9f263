"""Readiness of metrics: the days whose figures are final."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from pinads.emulator.messages import bad, compact
from pinads.emulator.reports.periods import day_of
from pinads.emulator.requests.query import pairs_of
from pinads.emulator.resources.base import Call

_CONVERSIONS_AFTER = timedelta(days=3)
"""Conversions of the newest days are still restated."""


def get(call: Call) -> str:
    """Return which metrics of a day are final: delivery once the day is over (UTC), conversions three days later."""
    days = [text for name, text in pairs_of(call.query) if name == "date"]
    if len(days) != 1 or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", days[0]):
        raise bad("Invalid date: expected one day such as 2026-11-24")
    day = day_of({"date": days[0]}, "date")
    today = datetime.fromtimestamp(call.now, timezone.utc).date()
    if day > today:
        raise bad(f"Invalid date: {day} is in the future")
    return compact({"non_conversion_metrics_ready": day < today, "conversion_metrics_ready": day + _CONVERSIONS_AFTER < today})
