"""Readiness of figures: the last day whose figures are complete."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pinads.sdk.errors import BadRequest, NotFound, PermissionDenied
from pinads.sdk.reports.readiness import metrics_readiness
from pinads.services.insight.periods import RESTATED_DAYS, Calendar

if TYPE_CHECKING:
    from pinads.services.context import Context


def last_ready_day(context: Context, calendar: Calendar) -> date:
    """Return the last complete day whose delivery is final; one of the last three.

    A server that does not say is believed to be ready.
    """
    day = calendar.yesterday
    for _ in range(RESTATED_DAYS):
        try:
            if metrics_readiness(day, client=context.client).delivery:
                return day
        except (BadRequest, NotFound, PermissionDenied):
            return calendar.yesterday
        day -= timedelta(days=1)
    return day
