"""The options of the analytics commands of accounts, campaigns, adgroups and ads."""

from __future__ import annotations

from typing import Annotated, Any

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import FILTERS, OUTPUT, option
from pinads.cli.options.common import allow_unknown
from pinads.sdk.reports.metric_declarations import COMMON_METRICS
from pinads.services.analytics import AnalyticsOptions, metric_names, targeting_types

SPANS = ("total", "day", "hour", "week", "month")
WINDOWS = ("0", "1", "7", "14", "30", "60")
REPORT_TIMES = ("time_of_ad_action", "time_of_conversion")


class MeasuringOptions(Bundle):
    """The metrics, and the days they are measured over."""

    start: Annotated[str, option("--start", help="First day (default -30d; days are UTC).", metavar="DAY", panel=FILTERS)] = "-30d"
    end: Annotated[str, option("--end", help="Last day (default today).", metavar="DAY", panel=FILTERS)] = "now"
    columns: Annotated[
        list[str] | None,
        option(
            "--columns",
            help="Metrics to show (default spend, clicks and so on); pinads metrics lists them.",
            metavar="NAME,...",
            panel=FILTERS,
            choices=COMMON_METRICS,
        ),
    ] = None
    granularity: Annotated[
        str,
        option(
            "--granularity",
            help="Span of a row: total (default), day, hour, week, month.",
            metavar="SPAN",
            panel=FILTERS,
            choices=SPANS,
        ),
    ] = "total"
    click_window_days: Annotated[
        int | None, option("--click-window-days", help="0, 1, 7, 14, 30 (default) or 60.", metavar="N", panel=FILTERS, choices=WINDOWS)
    ] = None
    engagement_window_days: Annotated[
        int | None, option("--engagement-window-days", help="0, 1, 7, 14, 30 (default) or 60.", metavar="N", panel=FILTERS, choices=WINDOWS)
    ] = None
    view_window_days: Annotated[
        int | None, option("--view-window-days", help="0, 1 (default), 7, 14, 30 or 60.", metavar="N", panel=FILTERS, choices=WINDOWS)
    ] = None
    conversion_report_time: Annotated[
        str | None,
        option(
            "--conversion-report-time",
            help="time_of_ad_action (default) or time_of_conversion.",
            metavar="WHICH",
            panel=FILTERS,
            choices=REPORT_TIMES,
        ),
    ] = None
    account_days: Annotated[bool, option("--account-days", help="Use days of the ad account's time zone, not of UTC.", panel=FILTERS)] = (
        False
    )
    allow_unknown: Annotated[bool, allow_unknown(FILTERS)] = False


def _by_targeting(kind: str) -> Any:
    return option(
        "--targeting-type",
        help="Break metrics down by these, such as GENDER; each on its own.",
        metavar="TYPE,...",
        panel=FILTERS,
        choices=lambda: targeting_types(kind),
    )


class MeasuringAccountOptions(MeasuringOptions):
    """The options of an ad account's analytics."""

    options = AnalyticsOptions

    targeting_types: Annotated[list[str] | None, _by_targeting("ad_account")] = None
    fields: Annotated[
        str | None, option("--fields", help="Show only these columns.", metavar="NAME,...", panel=OUTPUT, choices=metric_names)
    ] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the result.", metavar="EXPR", panel=OUTPUT)] = None


class MeasuringCampaignsOptions(MeasuringAccountOptions):
    """The options of campaigns' analytics."""

    targeting_types: Annotated[list[str] | None, _by_targeting("campaign")] = None


class MeasuringAdGroupsOptions(MeasuringAccountOptions):
    """The options of ad groups' analytics."""

    targeting_types: Annotated[list[str] | None, _by_targeting("ad_group")] = None


class MeasuringAdsOptions(MeasuringAccountOptions):
    """The options of ads' analytics."""

    targeting_types: Annotated[list[str] | None, _by_targeting("ad")] = None


MeasuringAccount = Annotated[AnalyticsOptions, MeasuringAccountOptions]
MeasuringCampaigns = Annotated[AnalyticsOptions, MeasuringCampaignsOptions]
MeasuringAdGroups = Annotated[AnalyticsOptions, MeasuringAdGroupsOptions]
MeasuringAds = Annotated[AnalyticsOptions, MeasuringAdsOptions]
