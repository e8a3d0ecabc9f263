"""The options of figures: their days, how conversions count, and which rows are shown."""

from __future__ import annotations

from typing import Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.statused import load_analytics
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.unknown_values import refuse_unlisted
from pinads.sdk.schema.validation import as_listed
from pinads.services.errors import option
from pinads.services.figures.figure_table import FigureOptions
from pinads.services.inputs.options import Options

PARAMETERS = {
    "click_window_days": "click_window_days",
    "engagement_window_days": "engagement_window_days",
    "view_window_days": "view_window_days",
    "conversion_report_time": "conversion_report_time",
    "targeting_types": "breakdown",
    "start_date": "start",
    "end_date": "end",
    "columns": "columns",
    "granularity": "by",
}
"""The options by the API's parameters, for errors."""
SPANS = ("day", "week", "month", "hour")
WINDOWS = (0, 1, 7, 14, 30, 60)
"""The days within which conversions can count."""
DEFAULT_DAYS = {"click_window_days": 30, "engagement_window_days": 30, "view_window_days": 1}


class CountingOptions(Options):
    """The counting of conversions.

    Attributes:
        click_window_days: days after a click within which a conversion counts: 0, 1, 7, 14, 30 or 60.
        engagement_window_days: the same after an engagement.
        view_window_days: the same after a view.
        conversion_report_time: time_of_ad_action or time_of_conversion.
    """

    click_window_days: int | None = None
    engagement_window_days: int | None = None
    view_window_days: int | None = None
    conversion_report_time: str | None = None

    def parameters(self) -> dict[str, Any]:
        """Return the API's parameters; None for its default.

        Raises:
            InvalidInput: the API has no such window or time.
        """
        for name in DEFAULT_DAYS:
            if (days := getattr(self, name)) is not None and days not in WINDOWS and not getattr(self, "allow_unknown", False):
                raise InvalidInput(f"Invalid {option(name)} {days}: choose from {', '.join(map(str, WINDOWS))}", name)
        known = fields_of(load_analytics()[0].Counting)["conversion_report_time"].spec.choices
        time = self.conversion_report_time
        report_time = as_listed(time, known) if time else None
        if report_time is not None and report_time not in known:
            refuse_unlisted(report_time, tuple(name.lower() for name in known), option("conversion_report_time"))
        return {**{name: getattr(self, name) for name in DEFAULT_DAYS}, "conversion_report_time": report_time}

    def described(self) -> str:
        """Describe the attribution windows, for people who compare figures with Ads Manager."""
        days = {name: default if (given := getattr(self, name)) is None else given for name, default in DEFAULT_DAYS.items()}
        windows = "/".join(str(days[name]) for name in DEFAULT_DAYS)
        by = (self.conversion_report_time or "time_of_ad_action").lower().replace("_", " ")
        return f"conversions: {windows} days after click/engagement/view, by {by}"


class PeriodOptions(CountingOptions):
    """The days of figures.

    Attributes:
        last: ``7d``, ``yesterday``, ``last-month`` and the like.
        start: the first day.
        end: the last day.
        utc: count days in UTC, not in the ad account's time zone.
    """

    last: str | None = None
    start: str | None = None
    end: str | None = None
    utc: bool = False


class RowOptions(Options):
    """The choice of rows of figures.

    Attributes:
        filters: conditions that all must hold, such as ``cpc>1.50``.
        sort: figures to sort by; ``-`` before one sorts descending.
        limit: the most rows.
    """

    filters: list[str] | None = None
    sort: str | None = None
    limit: int | None = None


class AnalyticsOptions(PeriodOptions, RowOptions, FigureOptions):
    """The options of analytics.

    Attributes:
        columns: the metrics, by short or API name.
        by: a row for each day, week, month or hour.
        breakdown: a row for each value of these: age, gender, country and so on.
        campaigns: only of these campaigns, by id or name.
        active: only entities that are ACTIVE.
        zero_fill: show 0 where nothing was measured.
        allow_unknown: send values that look like typos of known ones.
    """

    columns: list[str] | None = None
    by: str | None = None
    breakdown: list[str] | None = None
    campaigns: list[str] | None = None
    active: bool = False
    zero_fill: bool = False
    allow_unknown: bool = False

    def granularity(self) -> str:
        """Return the API's granularity.

        Raises:
            InvalidInput: it has none of this name.
        """
        if self.by is None:
            return "TOTAL"
        if self.by.lower() not in SPANS:
            raise InvalidInput(f"Invalid {option('by')} {self.by!r}: choose from {', '.join(SPANS)}", "by")
        return self.by.upper()


class AdAnalyticsOptions(AnalyticsOptions):
    """The options of ads' analytics.

    Attributes:
        pins: only ads of these Pins.
        per_pin: one row a Pin, over all its ads.
    """

    pins: list[str] | None = None
    per_pin: bool = False
