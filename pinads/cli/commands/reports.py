"""pinads reports ..."""

from __future__ import annotations

import sys
from typing import Annotated

from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import OUTPUT, argument, option
from pinads.cli.main import GROUPS
from pinads.cli.options.common import DryRunOption
from pinads.cli.options.reports import Downloading, Requesting, WaitTimeout
from pinads.cli.options.session import InContext
from pinads.services import reports
from pinads.services.listing.projection import check_query
from pinads.services.results import Plan, Value

group = Group(GROUPS["reports"])
load = group.build

Token = Annotated[str, argument("TOKEN", "The report's token; - reads the output of reports create from standard input.")]
Query = Annotated[str | None, option("--query", help="A JMESPath expression on the answer.", metavar="EXPR", panel=OUTPUT)]


@command(group)
def create(context: InContext, requesting: Requesting, dry_run: DryRunOption = False, query: Query = None) -> Value | Plan:
    """Request an asynchronous report.

    The answer has the token that the other commands take; it is valid for an hour. Reports reach back 914 days, analytics only 90.

    Examples:
        pinads reports create --level campaign --start -90d --granularity day
        pinads reports create --level ad --campaign 626735000001 --format csv
            --query token -o ids
    """
    check_query(query)
    if dry_run:
        return reports.plan(context, requesting)
    return reports.show(reports.request(context, requesting), query)


@command(group)
def status(context: InContext, token: Token, query: Query = None) -> Value:
    """Show the status of a report: IN_PROGRESS, FINISHED, EXPIRED, FAILED.

    The url is valid for five minutes and for anybody who has it; reports download gets a new one.

    Examples:
        pinads reports create | pinads reports status -
        pinads reports status - --query report_status -o ids < report.json
    """
    check_query(query)
    return reports.show(reports.find(context, token), query)


@command(group)
def wait(context: InContext, token: Token, wait_timeout: WaitTimeout = reports.DEFAULT_WAIT, query: Query = None) -> Value:
    """Wait until a report is finished.

    Its status is polled with growing pauses. The exit code is 0 once it is finished, 4 if it has expired, 1 if Pinterest could not
    create it, 6 if it is not finished in time.

    Examples:
        pinads reports create --level ad | pinads reports wait -
        pinads reports create --start -90d | pinads reports wait - --wait-timeout 10m
    """
    longest = reports.longest_wait(wait_timeout)
    check_query(query)
    return reports.show(reports.wait(context, reports.find(context, token), longest), query)


@command(group)
def download(context: InContext, token: Token, downloading: Downloading) -> Value | None:
    """Wait for a report, then show its rows or save its file.

    The access token is not sent to the host of the file.

    Examples:
        pinads reports create --granularity month | pinads reports download - -o csv
        pinads reports create --format csv | pinads reports download - --to report.csv
    """
    downloading.check(context)
    return reports.download(context, reports.find(context, token), downloading, lambda: sys.stdout.buffer)


@command(group)
def run(context: InContext, requesting: Requesting, downloading: Downloading, dry_run: DryRunOption = False) -> Value | Plan | None:
    """Request a report, wait for it, and show its rows or save its file.

    Pinterest creates the report even if this command is interrupted; the command to continue is printed at the start and at the end.

    Examples:
        pinads reports run --level adgroup --start -180d --granularity month
        pinads reports run --level ad --columns AD_ID,AD_NAME,SPEND_IN_DOLLAR
            --format csv --to spend.csv
    """
    downloading.check(context)
    if dry_run:
        return reports.plan(context, requesting)
    return reports.run(context, requesting, downloading, lambda: sys.stdout.buffer)
