"""The rows of a period of any length: split into ranges, requested side by side, and joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, BinaryIO

from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.request import request_body
from pinads.sdk.reports.rows import names_in, rows_of
from pinads.services.errors import about_options, option
from pinads.services.figures.periods import Calendar, Period, calendar_of
from pinads.services.reports.joining import columns_to_add_up, joined
from pinads.services.reports.options import OPTIONS, ReportOptions
from pinads.services.reports.preparation import Part, prepare
from pinads.services.reports.ranges import REQUESTS_A_REPORT, ranges_of, reach_of, refuse_too_old

if TYPE_CHECKING:
    from pinads.services.context import Context


def report_rows(context: Context, given: Mapping[str, Any], period: Period, timeout: float) -> Iterator[dict[str, Any]]:
    """Yield the rows of a report over any period of the last 914 days, as they are read.

    They have the API's names. More than 186 days take several reports, which Pinterest prepares at the same time. Rows are in
    order of days then; without days (granularity TOTAL) they are added up, one an entity, as Decimal and int.

    Args:
        context: where.
        given: the arguments of ``Report.create`` without the days; without ``report_format`` CSV is requested, which has the figures
            that are 0, all of them as texts.
        period: the days, in the zone that ``given["reporting_timezone"]`` names.
        timeout: seconds to wait for Pinterest at most.

    Raises:
        InvalidInput: the days are too long ago, or a column does not add up; nothing was requested.
        NotFound, Rejected, Timeout: as for ``preparation.prepare``.
    """
    in_utc = given.get("reporting_timezone") != "AD_ACCOUNT_TIME_ZONE"
    requests = split(given, period)
    reach = reach_of(str(given["level"]), str(given.get("granularity", "TOTAL")))
    refuse_too_old(period, calendar_of(context, in_utc).today, reach)
    with ExitStack() as files:
        parts = [Part(context, None, days, wanted) for days, wanted in requests]
        note_requests(context, period, requests)
        opened = prepare(context, parts, timeout, files)
        yield from rows_of_files(opened)


def split(given: Mapping[str, Any], period: Period) -> list[tuple[Period, dict[str, Any]]]:
    """Divide the request of a period: its ranges of days, each with the arguments of its report; they are checked.

    Raises:
        InvalidInput: Pinterest would refuse the request, or its parts could not be joined.
    """
    wanted = {"report_format": "CSV", **{name: value for name, value in given.items() if value is not None}}
    level, granularity = str(wanted["level"]), str(wanted.setdefault("granularity", "TOTAL"))
    with about_options(OPTIONS):
        request_body({**wanted, "start_date": str(period.first), "end_date": str(period.last)})
    ranges = ranges_of(period, granularity, reach_of(level, granularity).days)
    if len(ranges) > 1 and granularity == "TOTAL":
        wanted["columns"] = columns_to_add_up(wanted["columns"])
    elif len(ranges) > 1 and "primary_sort" not in wanted and "primary_sort" not in (wanted.get("extra") or {}):
        wanted["primary_sort"] = "BY_DATE"
    return [(days, dict(wanted)) for days in ranges]


def requests_of(
    context: Context, options: ReportOptions, api_names: bool = False, alone: str | None = None
) -> tuple[list[tuple[Period, dict[str, Any]]], tuple[Period, Calendar]]:
    """Read the options of a request; wrong ones are refused before the time zone is read.

    Args:
        context: where.
        options: the options.
        api_names: request just the columns that were named.
        alone: why only one report is possible, if it is so.

    Returns:
        The ranges of days with the arguments of their reports, and the days as a whole with their calendar.

    Raises:
        InvalidInput: Pinterest would refuse the request, or its parts could not be joined.
    """
    given = options.arguments(context, api_names)
    _refuse_several(split(given, options.days_anywhere()), alone)
    period, calendar = options.days(context)
    requests = split({**given, "reporting_timezone": calendar.reporting_timezone}, period)
    _refuse_several(requests, alone)
    return requests, (period, calendar)


def note_requests(context: Context, period: Period, requests: Sequence[object]) -> None:
    """Emit a note about the requests of a period that is longer than a report may be."""
    if len(requests) > 1:
        least = REQUESTS_A_REPORT * len(requests)
        told = f"{period} takes {len(requests)} reports, which is at least {least} requests (trial access to the API has 1,000 a day)"
        context.note(told)


def _refuse_several(requests: Sequence[object], why: str | None) -> None:
    if why is not None and len(requests) > 1:
        raise InvalidInput(f"so long a period takes {len(requests)} reports, {why}", option("start"))


def columns_of_files(files: Sequence[BinaryIO]) -> list[str]:
    """List the columns of reports' files, in order."""
    return list(dict.fromkeys(name for file in files for name in names_in(file)))


def rows_of_files(files: Sequence[BinaryIO]) -> Iterator[Any]:
    """Yield the rows of reports' files, joined; each call begins with the first."""
    if len(files) == 1:
        return rows_of(files[0])
    return joined([rows_of(file) for file in files], columns_of_files(files))
