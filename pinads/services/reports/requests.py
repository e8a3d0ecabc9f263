"""Single reports: requested, found again by their tokens, and described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.report import CREATE, Report
from pinads.sdk.reports.request import MOST_DAYS, request_body
from pinads.services.inputs.parsers import parse_json, text_of
from pinads.services.projection import queried
from pinads.services.reports.options import ReportOptions
from pinads.services.reports.preparation import Part
from pinads.services.reports.report_rows import requests_of
from pinads.services.results import Plan, Value

if TYPE_CHECKING:
    from pinads.services.context import Context


def plan(context: Context, options: ReportOptions, api_names: bool = False) -> Plan:
    """Build the requests of a period, checked and not sent."""
    requests, _ = requests_of(context, options, api_names)
    where = {"method": CREATE.method, "path": CREATE.path(context.account)}
    days = [{**wanted, "start_date": str(period.first), "end_date": str(period.last)} for period, wanted in requests]
    return Plan([{**where, "body": request_body(given)} for given in days])


def request(context: Context, options: ReportOptions) -> Report:
    """Request one report.

    Raises:
        InvalidInput: its days are more than one report can have.
    """
    requests, _ = requests_of(context, options, alone=f"of which this requests only one: ask for {MOST_DAYS} days at most")
    days, wanted = requests[0]
    part = Part(context, None, days, wanted)
    part.request()
    assert part.report is not None
    return part.report


def find(context: Context, token: str) -> Report:
    """Return the report of a token; ``-`` reads it from standard input."""
    return Report(context.account, _piped_token() if token == "-" else token, client=context.client)


def show(report: Report, query: str | None) -> Value:
    """Return the API's answer about a report."""
    answer = report.to_dict()
    return Value(answer if query is None else queried(answer, query))


def _piped_token() -> str:
    """Read the token from standard input: alone, or in the answer of ``reports create``."""
    text = text_of("-", "TOKEN").strip()
    if text.startswith("{"):
        answer = parse_json(text, "TOKEN")
        text = str(answer.get("token") or "")
    if not text:
        raise InvalidInput("standard input had no token", "TOKEN").hinting("pinads reports create")
    return text
