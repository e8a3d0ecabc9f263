"""Readiness of metrics: the days whose figures are final."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from pinads.emulator.figures.daily_figures import CONVERSIONS_FINAL_AFTER, DELIVERY_FINAL_AFTER
from pinads.emulator.messages import bad, compact
from pinads.emulator.reports.periods import day_of
from pinads.emulator.requests.query import pairs_of
from pinads.emulator.resources.base import Call

_NAMES = ("date", "var_date")
"""The parameter, and what the newer description calls it."""


def get(call: Call) -> str:
    """Return which metrics of a day are final: delivery two days later (UTC), conversions three."""
    days = [text for name, text in pairs_of(call.query) if name in _NAMES]
    if len(days) != 1 or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", days[0]):
        raise bad("Invalid date: expected one day such as 2026-11-24")
    age = (datetime.fromtimestamp(call.now, timezone.utc).date() - day_of({"date": days[0]}, "date")).days
    if age < 0:
        raise bad(f"Invalid date: {days[0]} is in the future")
    ready = {"non_conversion_metrics_ready": age >= DELIVERY_FINAL_AFTER, "conversion_metrics_ready": age >= CONVERSIONS_FINAL_AFTER}
    return compact(ready)
