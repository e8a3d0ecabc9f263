"""Metrics of ad accounts, campaigns, ad groups and ads over days, as the API has them at once."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.statused import load_analytics
from pinads.sdk.schema.fields import fields_of, spec_of
from pinads.services.errors import option
from pinads.services.inputs.ids import words
from pinads.services.inputs.parsers import as_listed
from pinads.services.inputs.times import parse_time

if TYPE_CHECKING:
    pass

COLUMNS = ("SPEND_IN_DOLLAR", "TOTAL_IMPRESSION", "TOTAL_CLICKTHROUGH", "CTR_2", "ECPC_IN_DOLLAR", "TOTAL_CONVERSIONS")
BREAKDOWN = ("targeting_type", "targeting_value")
"""The columns of rows that are broken down by targeting."""
OPTIONS = {
    "campaign_id": "campaign",
    "campaign_ids": "campaign",
    "pin_ids": "pin",
    "start_date": "start",
    "end_date": "end",
    "targeting_types": "targeting_type",
    "columns": "columns",
    "granularity": "granularity",
    "click_window_days": "click_window_days",
    "engagement_window_days": "engagement_window_days",
    "view_window_days": "view_window_days",
    "conversion_report_time": "conversion_report_time",
}
"""The options by the API's parameters, for errors."""


@dataclass(frozen=True)
class MetricOptions:
    """The options that analytics and reports have in common.

    Attributes:
        start: the first day, such as ``2026-11-24`` or ``-30d``.
        end: the last day.
        columns: the metrics, with or without commas; the common ones if None.
        granularity: the span that a row covers: total, day, hour, week or month.
        click_window_days: days after a click within which a conversion counts.
        engagement_window_days: the same after an engagement.
        view_window_days: the same after a view.
        conversion_report_time: time_of_ad_action or time_of_conversion.
        account_days: count days in the ad account's time zone, not in UTC.
        allow_unknown: send values that look like typos of known ones.
    """

    start: str = "-30d"
    end: str = "now"
    columns: list[str] | None = None
    granularity: str = "total"
    click_window_days: int | None = None
    engagement_window_days: int | None = None
    view_window_days: int | None = None
    conversion_report_time: str | None = None
    account_days: bool = False
    allow_unknown: bool = False

    def parameters(self) -> dict[str, Any]:
        """Build the API's query parameters."""
        known = _choices()
        report_time = self.conversion_report_time
        return {
            "start_date": day(self.start, option("start")),
            "end_date": day(self.end, option("end")),
            "columns": self.column_names(),
            "granularity": as_listed(self.granularity, known["granularity"]),
            "click_window_days": self.click_window_days,
            "engagement_window_days": self.engagement_window_days,
            "view_window_days": self.view_window_days,
            "conversion_report_time": as_listed(report_time, known["conversion_report_time"]) if report_time else None,
            "reporting_timezone": "AD_ACCOUNT_TIME_ZONE" if self.account_days else None,
        }

    def column_names(self) -> list[str]:
        """Return the columns to request."""
        given = words(self.columns)
        return list(COLUMNS) if given is None else list(dict.fromkeys(column for name in given for column in named_columns(name)))


def metric_names() -> tuple[str, ...]:
    """Return the columns that analytics can have."""
    return _choices()["columns"]


def _choices() -> dict[str, tuple[str, ...]]:
    analytics, _ = load_analytics()
    report_times = fields_of(analytics.Counting)["conversion_report_time"].spec.choices
    return {
        "columns": spec_of(analytics.AnalyticsColumn).choices,
        "granularity": spec_of(analytics.Granularity).choices,
        "conversion_report_time": report_times,
    }


def named_columns(name: str) -> list[str]:
    """Return the columns of a metric by its short name or the API's.

    A name in capitals may be newer than the catalogue, and is a column then.

    Raises:
        InvalidInput: there is no such metric.
    """
    from pinads.sdk.reports import metrics  # start-up: 3 ms of every resource, for one of its commands

    try:
        metric = metrics.find_metric(name)
    except InvalidInput:
        if name != name.upper():
            raise
        return [name]
    return metrics.api_columns([metric]) if metric.computed else [metric.api]


def day(text: str, where: str) -> str:
    """Read a day such as 2026-11-24, -30d or now.

    Args:
        text: the day.
        where: how messages refer to it.
    """
    today = datetime.fromtimestamp(time.time(), timezone.utc)
    if re.fullmatch("-[0-9]{1,5}d", text):
        moment = today - timedelta(days=int(text[1:-1]))
    elif text in ("now", "today"):
        moment = today
    else:
        try:
            moment = datetime.fromtimestamp(parse_time(text, timezone.utc), timezone.utc)
        except ValueError as error:
            raise InvalidInput(f"Invalid {where}: {error}", where) from None
    return moment.strftime("%Y-%m-%d")
