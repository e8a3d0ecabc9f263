"""The options of ``pinads reports``: the request, and the destination of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import FILTERS, OUTPUT, option
from pinads.cli.options.common.reading import AdGroupIds, AdIds, CampaignIds, Overwrite, QueryRows, allow_unknown
from pinads.cli.options.common.writing import Unchecked
from pinads.cli.options.insight import CountingBundle, PeriodBundle
from pinads.sdk.reports.metric_declarations import COMMON_METRICS
from pinads.services.figures.periods import NAMED
from pinads.services.reports.columns import shown_columns
from pinads.services.reports.delivery import DEFAULT_WAIT, DeliveryOptions
from pinads.services.reports.options import ReportOptions, levels, targeting_types

SPANS = ("total", "day", "hour", "week", "month")
PERIODS = ("7d", "30d", "90d", "180d", *NAMED)


class _Requested(PeriodBundle):
    last: Annotated[
        str | None,
        option(
            "--last",
            help="30d (default), 2w, last-month, this-year and more: complete days of the ad account.",
            metavar="PERIOD",
            panel=FILTERS,
            choices=PERIODS,
        ),
    ] = None
    start: Annotated[
        str | None, option("--start", help="First day, such as -90d or 2026-11-01; 914 days ago at most.", metavar="DAY", panel=FILTERS)
    ] = None
    columns: Annotated[
        list[str] | None,
        option(
            "--columns",
            help="Metrics of a row, by short or API name, such as spend,roas; pinads metrics lists them.",
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


class RequestingOptions(CountingBundle, _Requested):
    """The content of a report."""

    options = ReportOptions

    allow_unknown: Annotated[bool, allow_unknown(FILTERS)] = False
    level: Annotated[
        str,
        option(
            "--level",
            help="Subject of a row: campaign (default), account, adgroup, ad, keyword and more.",
            metavar="LEVEL",
            panel=FILTERS,
            choices=levels,
        ),
    ] = "campaign"
    targeting_types: Annotated[
        list[str] | None,
        option(
            "--targeting-type",
            help="Breakdown of a level that ends in _targeting, such as GENDER.",
            metavar="TYPE,...",
            panel=FILTERS,
            choices=targeting_types,
        ),
    ] = None
    campaign_ids: CampaignIds = None
    ad_group_ids: AdGroupIds = None
    ad_ids: AdIds = None
    format: Annotated[
        str,
        option(
            "--format",
            help="Format of Pinterest's own file: csv (default), or json, which lacks figures that are 0.",
            metavar="csv|json",
            panel=FILTERS,
            choices=("csv", "json"),
        ),
    ] = "csv"
    unchecked: Unchecked = None


WaitTimeout = Annotated[
    str, option("--wait-timeout", help=f"Longest wait for the report (default {DEFAULT_WAIT}).", metavar="TIME", panel=OUTPUT)
]


class DeliveringOptions(Bundle):
    """The destination of a report."""

    options = DeliveryOptions

    to: Annotated[
        Path | None,
        option(
            "--to",
            help="Save as FILE: .csv, .tsv, .json, .jsonl, .xlsx, .parquet by its ending, else Pinterest's own file; - is standard output.",
            metavar="FILE",
            panel=OUTPUT,
        ),
    ] = None
    force: Overwrite = False
    wait_timeout: WaitTimeout = DEFAULT_WAIT
    fields: Annotated[
        str | None,
        option(
            "--fields",
            help="Show only these columns.",
            metavar="NAME,...",
            panel=OUTPUT,
            choices=shown_columns,
        ),
    ] = None
    query: QueryRows = None
    api_names: Annotated[bool, option("--api-names", help="Use the API's names and units as keys.", panel=OUTPUT)] = False
    zero_fill: Annotated[bool, option("--zero-fill", help="Show 0 for counts and money that are missing.", panel=OUTPUT)] = False


Requesting = Annotated[ReportOptions, RequestingOptions]
Delivering = Annotated[DeliveryOptions, DeliveringOptions]
