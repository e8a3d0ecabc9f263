"""The options of figures: days, attribution, metrics, rows, charts and pages."""

from __future__ import annotations

from typing import Annotated, Any

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import FILTERS, OUTPUT, argument, option
from pinads.cli.options.common.reading import allow_unknown
from pinads.cli.options.figures import FiguresOptions
from pinads.cli.presentation import Presentation
from pinads.sdk.reports.metric_declarations import COMMON_METRICS
from pinads.services.figures.breakdowns import breakdown_words
from pinads.services.figures.options import SPANS, WINDOWS, AdAnalyticsOptions, AnalyticsOptions
from pinads.services.figures.periods import NAMED

DAYS = tuple(map(str, WINDOWS))
REPORT_TIMES = ("time_of_ad_action", "time_of_conversion")
PERIODS = ("7d", "14d", "28d", "90d", *NAMED)


Columns = Annotated[
    list[str] | None,
    option(
        "--columns",
        help="Metrics to show, such as spend,roas; pinads metrics lists them.",
        metavar="NAME,...",
        panel=FILTERS,
        choices=COMMON_METRICS,
    ),
]
Filters = Annotated[
    list[str] | None,
    option("--filter", help="Show rows that meet a condition: 'cpc>1.50', 'spend>100 and conversions<3'.", metavar="EXPR", panel=FILTERS),
]


def sort_by(default: str) -> Any:
    """Declare the option for the order of rows."""
    told = f"Sort by figures; '-' before one sorts descending (default {default})."
    return option("--sort", help=told, metavar="NAME,...", panel=OUTPUT, choices=COMMON_METRICS)


Limit = Annotated[int | None, option("--limit", help="Show N rows; totals still cover all.", metavar="N", panel=FILTERS, min=1)]
WithinCampaigns = Annotated[
    list[str] | None, option("--campaign", help="Only of these campaigns, by id or name.", metavar="ID|NAME,...", panel=FILTERS)
]
Active = Annotated[bool, option("--active", help="Only ACTIVE ones.", panel=FILTERS)]
Utc = Annotated[bool, option("--utc", help="Use days in UTC instead of the ad account's time zone.", panel=FILTERS)]


def _window(flag: str, days: str) -> Any:
    return option(flag, help=days, metavar="N", panel=FILTERS, choices=DAYS)


class CountingBundle(Bundle):
    """The options for counting conversions."""

    click_window_days: Annotated[int | None, _window("--click-window-days", "0, 1, 7, 14, 30 (default) or 60.")] = None
    engagement_window_days: Annotated[int | None, _window("--engagement-window-days", "0, 1, 7, 14, 30 (default) or 60.")] = None
    view_window_days: Annotated[int | None, _window("--view-window-days", "0, 1 (default), 7, 14, 30 or 60.")] = None
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

    @classmethod
    def check(cls, given: Any, presentation: Presentation) -> None:
        """Refuse what the API does not count by, and what the other options refuse."""
        given.parameters()
        super().check(given, presentation)


class PeriodBundle(Bundle):
    """The options for the days of figures."""

    last: Annotated[
        str | None,
        option(
            "--last",
            help="7d (default), 30d, yesterday, last-week, this-month, last-month: complete days of the ad account.",
            metavar="PERIOD",
            panel=FILTERS,
            choices=PERIODS,
        ),
    ] = None
    start: Annotated[str | None, option("--start", help="First day, such as 2026-11-01 or -30d.", metavar="DAY", panel=FILTERS)] = None
    end: Annotated[str | None, option("--end", help="Last day (default yesterday).", metavar="DAY", panel=FILTERS)] = None
    utc: Utc = False


class ApiNamesBundle(Bundle):
    """The option for the API's names, where all figures are the API's or computed from them."""

    api_names: Annotated[
        bool,
        option(
            "--api-names",
            help="Use the API's names and units of figures in JSON, CSV and files; tables keep their headings.",
            panel=OUTPUT,
        ),
    ] = False


class FigureBundle(FiguresOptions):
    """The options for rows of figures, charts and pages."""

    filters: Filters = None
    sort: Annotated[str | None, sort_by("-spend")] = None
    limit: Limit = None


def _breakdown(kind: str | None) -> Any:
    return option(
        "--breakdown",
        help="Break figures down by age, gender, country, device, placement and more; each on its own.",
        metavar="WHAT,...",
        panel=FILTERS,
        choices=lambda: breakdown_words(kind),
    )


class _Measured(Bundle):
    columns: Columns = None
    by: Annotated[
        str | None, option("--by", help="A row for each day, week, month or hour.", metavar="SPAN", panel=FILTERS, choices=SPANS)
    ] = None
    breakdown: Annotated[list[str] | None, _breakdown("ad_account")] = None


class AccountAnalyticsBundle(CountingBundle, FigureBundle, ApiNamesBundle, _Measured, PeriodBundle):
    """The options of an ad account's analytics."""

    options = AnalyticsOptions

    zero_fill: Annotated[bool, option("--zero-fill", help="Show 0 where nothing was measured.", panel=OUTPUT)] = False
    allow_unknown: Annotated[bool, allow_unknown(FILTERS)] = False


class CampaignAnalyticsBundle(AccountAnalyticsBundle):
    """The options of campaigns' analytics."""

    breakdown: Annotated[list[str] | None, _breakdown("campaign")] = None
    active: Active = False


class _WithinCampaigns(AccountAnalyticsBundle):
    campaigns: WithinCampaigns = None
    active: Active = False


class AdGroupAnalyticsBundle(_WithinCampaigns):
    """The options of ad groups' analytics."""

    breakdown: Annotated[list[str] | None, _breakdown("ad_group")] = None


class AdAnalyticsBundle(_WithinCampaigns):
    """The options of ads' analytics."""

    options = AdAnalyticsOptions

    pins: Annotated[list[str] | None, option("--pin", help="Only ads of these Pins.", metavar="ID,...", panel=FILTERS)] = None
    per_pin: Annotated[bool, option("--per-pin", help="One row per Pin, covering all its ads.", panel=FILTERS)] = False
    breakdown: Annotated[list[str] | None, _breakdown("ad")] = None


AccountAnalytics = Annotated[AnalyticsOptions, AccountAnalyticsBundle]
CampaignAnalytics = Annotated[AnalyticsOptions, CampaignAnalyticsBundle]
AdGroupAnalytics = Annotated[AnalyticsOptions, AdGroupAnalyticsBundle]
AdAnalytics = Annotated[AdAnalyticsOptions, AdAnalyticsBundle]
MaybeNames = Annotated[list[str] | None, argument("[ID|NAME...]", "Ids or names; - reads ids or JSONL records from standard input.")]
