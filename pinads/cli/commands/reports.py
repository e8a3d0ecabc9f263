"""pinads reports ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import argument
from pinads.cli.options.common.reading import QueryAnswer, Querying
from pinads.cli.options.common.writing import DryRunOption
from pinads.cli.options.global_options import InContext
from pinads.cli.options.reports import Delivering, Requesting, WaitTimeout
from pinads.services.projection import check_query
from pinads.services.reports import delivery, preparation, requests
from pinads.services.results import Plan, RowStream, Value

group = Group(GROUPS["reports"])
load = group.build

Token = Annotated[str, argument("TOKEN", "The report's token; - reads the output of reports create from standard input.")]
Tokens = Annotated[list[str], argument("TOKEN...", "The reports' tokens; - reads the output of reports create from standard input.")]


@command(group)
def create(context: InContext, requesting: Requesting, dry_run: DryRunOption = False, query: QueryAnswer = None) -> Value | Plan:
    """Request an asynchronous report of up to 186 days.

    The result has the token that the other commands take; it is valid for an hour. Reports reach back 914 days, analytics only 90.

    Examples:
        pinads reports create --level campaign --last 90d --granularity day
        pinads reports create --level ad --campaign 626735000001
            --query token -o ids
    """
    check_query(query)
    if dry_run:
        return requests.plan(context, requesting)
    return requests.show(requests.request(context, requesting), query)


@command(group)
def status(context: InContext, token: Token, querying: Querying) -> Value:
    """Show the status of a report: IN_PROGRESS, FINISHED, EXPIRED, FAILED.

    The url works for five minutes, for anybody who has it; reports download gets a new one.

    Examples:
        pinads reports create | pinads reports status -
        pinads reports status - --query report_status -o ids < report.json
    """
    check_query(querying.query)
    return requests.show(requests.find(context, token), querying.query)


@command(group)
def wait(context: InContext, token: Token, wait_timeout: WaitTimeout = delivery.DEFAULT_WAIT, query: QueryAnswer = None) -> Value:
    """Wait until a report is finished.

    Its status is polled at growing intervals. The exit code is 0 once it is finished, 4 if it has expired, 1 if Pinterest could not
    create it, 6 if it is not finished in time.

    Examples:
        pinads reports create --level ad | pinads reports wait -
        pinads reports create --last last-month
            | pinads reports wait - --wait-timeout 10m
    """
    longest = delivery.longest_wait(wait_timeout)
    check_query(query)
    return requests.show(preparation.wait(context, requests.find(context, token), longest), query)


@command(group)
def download(context: InContext, tokens: Tokens, delivering: Delivering) -> RowStream | Value | None:
    """Wait for reports, then show or save their rows, joined in the order of the tokens.

    Rows have an id, a name, a status and a date, and figures by their short names; --api-names keeps Pinterest's names. If FILE does not
    end in .csv, .tsv, .json, .jsonl, .xlsx or .parquet, it is Pinterest's own file. The access token is not sent to the host of the file.

    Examples:
        pinads reports create --granularity month | pinads reports download - -o csv
        pinads reports create --level ad | pinads reports download - --to ads.jsonl
    """
    return delivery.download(context, tokens, delivering)


@command(group)
def run(
    context: InContext, requesting: Requesting, delivering: Delivering, dry_run: DryRunOption = False
) -> RowStream | Value | Plan | None:
    """Request the reports of a period, wait for them, and show or save their rows.

    More than 186 days take several reports, which Pinterest creates in parallel; their rows are joined by day, and added up with
    --granularity total. Pinterest creates reports even if this command is interrupted; the command to continue is printed at the start
    and at the end.

    Examples:
        pinads reports run --level adgroup --last 180d --granularity month
        pinads reports run --level ad --columns spend,clicks,cpc --to spend.csv
        pinads reports run --start -400d --granularity day --to days.parquet
    """
    if dry_run:
        delivering.check(context)
        return requests.plan(context, requesting, delivering.api_names)
    return delivery.run(context, requesting, delivering)
