"""Rows of a report, and the CSV or JSON file that has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

from pinads.emulator.messages import JsonObject, compact
from pinads.emulator.reports.breakdowns import VALUES
from pinads.emulator.reports.entities import DESCRIBING, ReportEntity, ReportOptions, entities
from pinads.emulator.reports.metrics import Metrics, column, divide, first_day, measure
from pinads.emulator.reports.periods import day_of, spans
from pinads.emulator.storage.store import EmulatorStore

ReportRow = list[Any]
Breakdown = tuple[str, tuple[str, ...]]
"""A targeting type, and its values."""


def report_file(store: EmulatorStore, account: int, options: ReportOptions, now: int) -> str:
    """Write the file of a report.

    Args:
        store: the emulator's database.
        account: the id of the report's ad account.
        options: the checked request, with defaults.
        now: the time of the request, which determines the summary status of entities.
    """
    breakdowns = _breakdowns(options)
    head = [
        f"{options['level'].removesuffix('_TARGETING')}_ID",
        *([] if options["granularity"] == "TOTAL" else ["DATE"]),
        *(["TARGETING_TYPE", "TARGETING_VALUE"] if breakdowns else []),
    ]
    columns = [name for name in dict.fromkeys(options["columns"]) if name not in head]
    rows = list(_rows(entities(store, account, options, now), columns, breakdowns, options))
    key = 0
    if options["primary_sort"] == "BY_DATE" and "DATE" in head:
        key = head.index("DATE")
        rows.sort(key=lambda row: row[key])
    return _csv([*head, *columns], rows) if options["report_format"] == "CSV" else _json([*head, *columns], rows, key)


def _breakdowns(options: ReportOptions) -> list[Breakdown]:
    """Return the targeting types that metrics are broken down by; none unless the level is a _TARGETING."""
    types = list(dict.fromkeys(options["targeting_types"] or ()))
    if options["combine_targeting_types"] and types:
        return [("_AND_".join(types), tuple(map("&".join, product(*(VALUES[name] for name in types)))))]
    return [(name, VALUES[name]) for name in types]


def _rows(
    found: Sequence[ReportEntity], columns: Sequence[str], breakdowns: Sequence[Breakdown], options: ReportOptions
) -> Iterator[ReportRow]:
    """Yield the rows that are not 0 throughout and pass the filters, by entity, date and targeting."""
    first, last = day_of(options, "start_date"), day_of(options, "end_date")
    periods = list(spans(first, last, options["granularity"]))
    computed = [column(name) for name in columns if name not in DESCRIBING]
    # Every value of every filter must be met.
    filters = [
        (column(each["field"]), each["operator"] == "LESS_THAN", limit)
        for each in options["metrics_filters"] or ()
        for limit in each["values"]
    ]
    for entity in found:
        start = first_day(entity.doc, first, last)
        for label, period in periods:
            days = [day for day in period if day >= start]
            for targeting, metrics in _parts(entity.id, days, breakdowns):
                numbers = [compute(metrics) for compute in computed]
                passes = all(each(metrics) < limit if less else each(metrics) > limit for each, less, limit in filters)
                if any(numbers or metrics) and passes:
                    left = iter(numbers)
                    values = (entity.columns.get(name) if name in DESCRIBING else next(left) for name in columns)
                    yield [str(entity.id), *([label] if label else []), *targeting, *values]


def _parts(identity: int, days: Sequence[date], breakdowns: Sequence[Breakdown]) -> Iterator[tuple[tuple[str, ...], Metrics]]:
    """Yield an entity's metrics by targeting type and value; all of them at once without a breakdown."""
    if not breakdowns:
        yield (), measure(identity, days)
    for name, values in breakdowns:
        for value, metrics in zip(values, divide(identity, days, len(values)), strict=True):
            yield (name, value), metrics


def _csv(head: Sequence[str], rows: Sequence[ReportRow]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def _json(head: Sequence[str], rows: Sequence[ReportRow], key: int) -> str:
    """Write an object of lists of rows, by id or date, without values that are 0 or null."""
    groups: dict[str, list[JsonObject]] = {}
    for row in rows:
        given = {name: value for name, value in zip(head, row, strict=True) if value is not None and value != 0}
        groups.setdefault(row[key], []).append(given)
    return compact(groups)
