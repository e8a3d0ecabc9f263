"""The options of ``pinads reports``: the request, and the destination of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import FILTERS, OUTPUT, option
from pinads.cli.options.analytics import MeasuringOptions
from pinads.cli.options.common import AdGroupIds, AdIds, CampaignIds, Unchecked
from pinads.sdk.reports.metric_declarations import COMMON_METRICS
from pinads.services.reports import DEFAULT_WAIT, DownloadOptions, ReportOptions, levels, report_columns, targeting_types


class RequestingOptions(MeasuringOptions):
    """The content of a report."""

    options = ReportOptions

    start: Annotated[
        str, option("--start", help="First day (default -30d), 914 days ago at most; days are UTC.", metavar="DAY", panel=FILTERS)
    ] = "-30d"
    end: Annotated[
        str, option("--end", help="Last day (default today), 186 days after the first at most.", metavar="DAY", panel=FILTERS)
    ] = "now"
    columns: Annotated[
        list[str] | None,
        option(
            "--columns",
            help="Columns of a row (default names, spend, clicks and so on); pinads metrics lists them.",
            metavar="NAME,...",
            panel=FILTERS,
            choices=COMMON_METRICS,
        ),
    ] = None
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
            help="Format of Pinterest's file: json (default) or csv.",
            metavar="json|csv",
            panel=FILTERS,
            choices=("json", "csv"),
        ),
    ] = "json"
    unchecked: Unchecked = None


WaitTimeout = Annotated[
    str, option("--wait-timeout", help=f"Longest wait for the report (default {DEFAULT_WAIT}).", metavar="TIME", panel=OUTPUT)
]


class DownloadingOptions(Bundle):
    """The destination of a report."""

    options = DownloadOptions

    to: Annotated[
        Path | None,
        option("--to", help="Save Pinterest's file instead of showing its rows; - is standard output.", metavar="FILE", panel=OUTPUT),
    ] = None
    wait_timeout: WaitTimeout = DEFAULT_WAIT
    fields: Annotated[
        str | None, option("--fields", help="Show only these columns.", metavar="NAME,...", panel=OUTPUT, choices=report_columns)
    ] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the rows.", metavar="EXPR", panel=OUTPUT)] = None


Requesting = Annotated[ReportOptions, RequestingOptions]
Downloading = Annotated[DownloadOptions, DownloadingOptions]
