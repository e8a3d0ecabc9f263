"""pinads reports ..."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import OUTPUT, argument, option
from pinads.cli.main import GROUPS
from pinads.cli.options.common import DryRunOption
from pinads.cli.options.reports import DEFAULT_WAIT, OPTIONS, Asked, Fetched, WaitTimeout, patience
from pinads.cli.options.session import InContext, SessionOptions
from pinads.cli.output.errors import hint
from pinads.sdk.errors import InvalidInput, NotFound, PinadsError, Rejected
from pinads.sdk.reports.report import CREATE, Report
from pinads.services.context import Context
from pinads.services.errors import Interrupted, about_options
from pinads.services.inputs.parsers import parse_json
from pinads.services.listing.projection import check_query, queried
from pinads.services.results import Plan, Value
from pinads.services.shell_quoting import quoted

group = Group(GROUPS["reports"])
load = group.build

Token = Annotated[str, argument("TOKEN", "The report's token; - reads what reports create answered from standard input.")]
Query = Annotated[str | None, option("--query", help="A JMESPath expression on the answer.", metavar="EXPR", panel=OUTPUT)]


@command(group)
def create(context: InContext, asked: Asked, dry_run: DryRunOption = False, query: Query = None) -> Value | Plan:
    """Ask for a report, which Pinterest makes in its own time.

    The answer has the token that the other commands take, for an hour. Reports reach back 914 days, analytics only 90.

    Examples:
        pinads reports create --level campaign --start -90d --granularity day
        pinads reports create --level ad --campaign 626735000001 --format csv
            --query token -o ids
    """
    check_query(query)
    if dry_run:
        return _plan(context, asked)
    return _answer(_begun(context, asked), query)


@command(group)
def status(context: InContext, token: Token, query: Query = None) -> Value:
    """Show where a report stands: IN_PROGRESS, FINISHED, EXPIRED, FAILED.

    The url is good for five minutes and for anybody who has it; reports download takes a new one.

    Examples:
        pinads reports create | pinads reports status -
        pinads reports status - --query report_status -o ids < report.json
    """
    check_query(query)
    return _answer(_known(context, token), query)


@command(group)
def wait(context: InContext, token: Token, wait_timeout: WaitTimeout = DEFAULT_WAIT, query: Query = None) -> Value:
    """Wait until a report is finished.

    It is asked for with growing pauses. The exit code is 0 once it is finished, 4 if it has expired, 1 if Pinterest could not make
    it, 6 if it is not finished in time.

    Examples:
        pinads reports create --level ad | pinads reports wait -
        pinads reports create --start -90d | pinads reports wait - --wait-timeout 10m
    """
    longest = patience(wait_timeout)
    check_query(query)
    report = _known(context, token)
    with _going_on(context, report), context.interaction.pausing_before("looking"):
        return _answer(report.wait(longest), query)


@command(group)
def download(session: SessionOptions, token: Token, fetched: Fetched) -> Value | None:
    """Show the rows of a report, or save its file; wait for it if it is not finished.

    The access token does not go to the host that has the file.

    Examples:
        pinads reports create --granularity month | pinads reports download - -o csv
        pinads reports create --format csv | pinads reports download - --to report.csv
    """
    fetched.check(session)
    context = session.context
    return _delivered(context, _known(context, token), fetched, ())


@command(group)
def run(session: SessionOptions, asked: Asked, fetched: Fetched, dry_run: DryRunOption = False) -> Value | Plan | None:
    """Ask for a report, wait for it, and show its rows or save its file.

    If it is broken off, the report is still being made: what to type to go on is said at its beginning and at its end.

    Examples:
        pinads reports run --level adgroup --start -180d --granularity month
        pinads reports run --level ad --columns AD_ID,AD_NAME,SPEND_IN_DOLLAR
            --format csv --to spend.csv
    """
    fetched.check(session)
    context = session.context
    if dry_run:
        return _plan(context, asked)
    report = _begun(context, asked)
    context.note(f"the report is being made; if this is broken off, run: {_again(context, report)}")
    return _delivered(context, report, fetched, asked.names())


def _begun(context: Context, asked: Asked) -> Report:
    with about_options(OPTIONS):
        return Report.create(context.account, client=context.client, **asked.parameters_of())


def _known(context: Context, token: str) -> Report:
    return Report(context.account, _piped_token() if token == "-" else token, client=context.client)


def _piped_token() -> str:
    """The token on standard input: alone, or in what ``reports create`` answered."""
    text = sys.stdin.read().strip()
    if text.startswith("{"):
        answer = parse_json(text, "TOKEN")
        text = str(answer.get("token") or "")
    if not text:
        raise InvalidInput("standard input had no token; pinads reports create answers one", "TOKEN")
    return text


def _plan(context: Context, asked: Asked) -> Plan:
    """The request, checked and not sent."""
    from pinads.sdk.reports.request import request_body

    with about_options(OPTIONS):
        body = request_body(asked.parameters_of())
    return Plan([{"method": CREATE.method, "path": CREATE.path(context.account), "body": body}])


def _answer(report: Report, query: str | None) -> Value:
    answer = report.to_dict()
    return Value(answer if query is None else queried(answer, query))


def _delivered(context: Context, report: Report, fetched: Fetched, columns: Sequence[str]) -> Value | None:
    """The rows of a report, as soon as it is finished; None where its file was saved."""
    with _going_on(context, report):
        with context.interaction.pausing_before("looking"):
            report.wait(fetched.patience)
        if fetched.to is None:
            return _shown(list(report.rows()), fetched, columns)
        if str(fetched.to) == "-":
            with report.opened() as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            return None
        report.download(fetched.to)
        context.note(f"saved as {fetched.to}")
        return None


def _shown(rows: list[dict[str, Any]], fetched: Fetched, columns: Sequence[str]) -> Value:
    """The rows; first what they are about and the day, then the columns in the order that was asked for."""
    found = list(dict.fromkeys(name for row in rows for name in row))
    ordered = list(dict.fromkeys((*found[:1], *(name for name in found if name not in columns), *columns)))
    if names := fetched.shown():
        rows, ordered = [{name: row.get(name) for name in names} for row in rows], names
    return Value(rows, ordered, "row") if fetched.query is None else Value(queried(rows, fetched.query))


def _again(context: Context, report: Report) -> str:
    """What to type to go on with a report."""
    account = f" --account {context.account_id}" if context.account_id else ""
    token = quoted(report.token)
    return f"pinads reports download{account}{context.named} {'-- ' if token.startswith('-') else ''}{token}"


@contextmanager
def _going_on(context: Context, report: Report) -> Iterator[None]:
    """What ends early can be gone on with, unless there is no such report."""
    try:
        yield
    except KeyboardInterrupt:
        error = Interrupted("interrupted; the report is still there")
        error.hint = _again(context, report)
        raise error from None
    except PinadsError as error:
        if not isinstance(error, (NotFound, Rejected)) and hint(error, context.named) is None:
            error.hint = _again(context, report)
        raise
