"""Asynchronous reports: requesting them, waiting for them, and showing or saving their rows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pinads.sdk.errors import ApiError, AuthenticationError, InvalidInput, NotFound, PinadsError, RateLimited, Rejected
from pinads.sdk.reports.columns import ReportColumn
from pinads.sdk.reports.report import CREATE, Report
from pinads.sdk.reports.request import Level, ReportFormat, TargetingType, request_body
from pinads.sdk.schema.durations import seconds
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.unknown_values import accept, refuse_unlikely
from pinads.sdk.schema.validation import entity_id
from pinads.services import analytics
from pinads.services.analytics import MetricOptions
from pinads.services.error_codes import API_CODES
from pinads.services.errors import Interrupted, about_options, option
from pinads.services.inputs.field_values import unchecked_fields
from pinads.services.inputs.ids import words
from pinads.services.inputs.parsers import as_listed, parse_json, text_of
from pinads.services.listing.projection import check_query, queried
from pinads.services.results import Plan, Value
from pinads.services.shell_quoting import quoted

if TYPE_CHECKING:
    from pinads.services.context import Context

DEFAULT_WAIT = "30m"
SAME = {"ACCOUNT": "ADVERTISER", "ADGROUP": "AD_GROUP", "AD": "PIN_PROMOTION"}
"""The API's names of levels that pinads calls otherwise."""
NAMING = {"CAMPAIGN": ("CAMPAIGN_ID", "CAMPAIGN_NAME"), "AD_GROUP": ("AD_GROUP_ID", "AD_GROUP_NAME"), "PIN_PROMOTION": ("AD_ID", "AD_NAME")}
"""The first columns of a report without named columns, so that its rows say what they are about."""
UNREQUESTED = ("DATE", "TARGETING_TYPE", "TARGETING_VALUE", "KEYWORD_ID", "PIN_PROMOTION_ID")
"""Columns that rows have although nobody requests them."""
OPTIONS = {**analytics.OPTIONS, "level": "level", "report_format": "format", "targeting_types": "targeting_type"}
OPTIONS.update(campaign_ids="campaign", ad_group_ids="adgroup", ad_ids="ad")
"""The options by the API's parameters, for errors."""


@dataclass(frozen=True)
class ReportOptions(MetricOptions):
    """The options of a report request.

    Attributes:
        level: the kind of entity that a row is about.
        targeting_types: the breakdown of a level that ends in _targeting.
        campaign_ids: only of these campaigns.
        ad_group_ids: only of these ad groups.
        ad_ids: only of these ads.
        format: the format of Pinterest's file: json or csv.
        unchecked: parameters without a declaration, as ``FIELD=JSON``.
    """

    level: str = "campaign"
    targeting_types: list[str] | None = None
    campaign_ids: list[str] | None = None
    ad_group_ids: list[str] | None = None
    ad_ids: list[str] | None = None
    format: str = "json"
    unchecked: list[str] | None = None

    def parameters(self) -> dict[str, Any]:
        """Build the arguments of ``Report.create``."""
        types = words(self.targeting_types)
        return {
            **super().parameters(),
            "level": self._level(),
            "report_format": as_listed(self.format, spec_of(ReportFormat).choices),
            "targeting_types": None if types is None else [as_listed(name, targeting_types()) for name in types],
            "campaign_ids": _ids(self.campaign_ids, option("campaign")),
            "ad_group_ids": _ids(self.ad_group_ids, option("adgroup")),
            "ad_ids": _ids(self.ad_ids, option("ad")),
            "extra": unchecked_fields(self.unchecked) or None,
        }

    def column_names(self) -> list[str]:
        """Return the columns of the report."""
        return super().column_names() if words(self.columns) is not None else [*NAMING.get(self._level(), ()), *analytics.COLUMNS]

    def _level(self) -> str:
        name = self.level.strip().lower().replace("-", "_")
        if name not in levels():  # It may be newer than the list; the SDK warns of it.
            refuse_unlikely(name, levels(), option("level"))
        above = name.removesuffix("_targeting").upper()
        return SAME.get(above, above) + ("_TARGETING" if name.endswith("_targeting") else "")


@dataclass(frozen=True)
class DownloadOptions:
    """The options of showing or saving a report.

    Attributes:
        to: the file to save it in, as Pinterest made it; ``-`` is standard output.
        wait_timeout: the longest wait for it, such as ``30m``.
        fields: the columns to show.
        query: a JMESPath expression on the rows.
    """

    to: Path | None = None
    wait_timeout: str = DEFAULT_WAIT
    fields: str | None = None
    query: str | None = None

    def shown_columns(self) -> list[str]:
        """Return the columns to show; empty for all."""
        if self.fields is None:
            return []
        given = [as_listed(word.strip(), (*UNREQUESTED, *report_columns())) for word in self.fields.split(",") if word.strip()]
        if not given:
            raise InvalidInput(f"Invalid {option('fields')}: it names no field", "fields")
        return list(dict.fromkeys(given))

    def check(self, context: Context) -> None:
        """Refuse options that cannot be honoured, before a report is requested.

        Raises:
            InvalidInput: the file cannot be written, or options contradict each other.
        """
        longest_wait(self.wait_timeout)
        check_query(self.query)
        known = (*UNREQUESTED, *report_columns())
        for name in self.shown_columns():
            if name not in known:
                accept(name, known, option("fields"), "shown where the report has it")
        if self.to is not None:
            self._check_file(self.to, context.option_for("output"))
        elif self.query is None and context.setting("output") == "ids":
            told = f"a report's rows have no ids of their own: {option('query')} '[].CAMPAIGN_ID' picks a column of ids"
            raise InvalidInput(told, option("output"))

    def _check_file(self, path: Path, output: str | None) -> None:
        to = option("to")
        for name, value in (("fields", self.fields), ("query", self.query), ("output", output)):
            if value is not None:
                told = f"{to} saves the file as Pinterest made it, {option(name)} is for rows that are shown: give one of them"
                raise InvalidInput(told, option(name))
        if str(path) != "-" and path.is_dir():
            raise InvalidInput(f"Invalid {to} {path}: it is a directory", to)
        if str(path) != "-" and not os.access(path if path.exists() and not path.is_file() else path.parent, os.W_OK):
            raise InvalidInput(f"Invalid {to} {path}: there is no directory {path.parent} that can be written", to)


def report_columns() -> tuple[str, ...]:
    """Return the columns that a report can have."""
    return spec_of(ReportColumn).choices


def levels() -> tuple[str, ...]:
    """Return the levels, in the API's names and in those of pinads."""
    ours = (name + suffix for name in SAME for suffix in ("", "_TARGETING"))
    return tuple(sorted(name.lower() for name in (*spec_of(Level).choices, *ours)))


def targeting_types() -> tuple[str, ...]:
    """Return the breakdowns of a level that ends in _targeting."""
    return spec_of(TargetingType).choices


def longest_wait(text: str) -> float:
    """Read a longest wait for a report, in seconds."""
    return seconds(text, option("wait_timeout"))


def plan(context: Context, options: ReportOptions) -> Plan:
    """Build the request, checked and not sent."""
    given = options.parameters()
    with about_options(OPTIONS):
        body = request_body(given)
    return Plan([{"method": CREATE.method, "path": CREATE.path(context.account), "body": body}])


def request(context: Context, options: ReportOptions) -> Report:
    """Request a report."""
    given = options.parameters()
    with about_options(OPTIONS):
        return Report.create(context.account, client=context.client, **given)


def find(context: Context, token: str) -> Report:
    """Return the report of a token; ``-`` reads it from standard input."""
    return Report(context.account, _piped_token() if token == "-" else token, client=context.client)


def show(report: Report, query: str | None) -> Value:
    """Return the API's answer about a report."""
    answer = report.to_dict()
    return Value(answer if query is None else queried(answer, query))


def wait(context: Context, report: Report, timeout: float) -> Report:
    """Wait until a report is finished; a failure says how to continue."""
    with _resumable(context, report), context.interaction.pausing_before("looking"):
        return report.wait(timeout)


def run(context: Context, options: ReportOptions, delivery: DownloadOptions, output: Callable[[], BinaryIO]) -> Value | None:
    """Request a report, wait for it, and return its rows, or None once its file is saved."""
    report = request(context, options)
    context.note(f"Pinterest is creating the report; after an interruption, run: {_command(context, report)}")
    return download(context, report, delivery, output, options.column_names())


def download(
    context: Context, report: Report, options: DownloadOptions, output: Callable[[], BinaryIO], columns: Sequence[str] = ()
) -> Value | None:
    """Wait for a report and return its rows, or None once its file is saved.

    Args:
        context: the context.
        report: the report.
        options: where it goes.
        output: opens standard output, for the file ``-``.
        columns: the columns that were requested, in order.
    """
    report = wait(context, report, longest_wait(options.wait_timeout))
    with _resumable(context, report):
        if options.to is None:
            return _rows(list(report.rows()), options, columns)
        if str(options.to) == "-":
            with report.opened() as file:
                shutil.copyfileobj(file, output())
            return None
        report.download(options.to)
        context.note(f"saved as {options.to}")
        return None


def _rows(rows: list[dict[str, Any]], options: DownloadOptions, columns: Sequence[str]) -> Value:
    """Order the columns: first what rows are about and the day, then the others as requested."""
    found = list(dict.fromkeys(name for row in rows for name in row))
    ordered = list(dict.fromkeys((*found[:1], *(name for name in found if name not in columns), *columns)))
    if names := options.shown_columns():
        rows, ordered = [{name: row.get(name) for name in names} for row in rows], names
    return Value(rows, ordered, "row") if options.query is None else Value(queried(rows, options.query))


def _ids(values: list[str] | None, where: str) -> list[str] | None:
    given = words(values)
    return None if given is None else [entity_id(one, where) for one in given]


def _piped_token() -> str:
    """Read the token from standard input: alone, or in the answer of ``reports create``."""
    text = text_of("-", "TOKEN").strip()
    if text.startswith("{"):
        answer = parse_json(text, "TOKEN")
        text = str(answer.get("token") or "")
    if not text:
        raise InvalidInput("standard input had no token; pinads reports create returns one", "TOKEN")
    return text


def _command(context: Context, report: Report) -> str:
    """Write the command that continues with a report."""
    account = f" --account {context.account_id}" if context.account_id else ""
    token = quoted(report.token)
    return f"pinads reports download{account}{context.named} {'-- ' if token.startswith('-') else ''}{token}"


@contextmanager
def _resumable(context: Context, report: Report) -> Iterator[None]:
    """Suggest how to continue after errors that leave the report in existence."""
    try:
        yield
    except KeyboardInterrupt:
        error = Interrupted("interrupted; the report still exists")
        error.hint = _command(context, report)
        raise error from None
    except PinadsError as error:
        ended = isinstance(error, (NotFound, Rejected, AuthenticationError))
        must_wait = isinstance(error, RateLimited) and error.retry_after
        explained = isinstance(error, ApiError) and error.code in API_CODES
        if not (ended or must_wait or explained or error.hint):
            error.hint = _command(context, report)
        raise
