"""Rows of a report, and the CSV or JSON file that has them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, product
from operator import itemgetter
from typing import Any, BinaryIO

from pinads.emulator.figures.breakdowns import VALUES, shares_of
from pinads.emulator.figures.columns import Measures
from pinads.emulator.figures.conversions import windows_of
from pinads.emulator.figures.deliveries import Deliveries
from pinads.emulator.figures.delivery import Measured
from pinads.emulator.messages import compact
from pinads.emulator.reports.entities import DESCRIBING, ReportEntity, ReportOptions, entities
from pinads.emulator.reports.periods import day_of, spans
from pinads.emulator.storage.store import EmulatorStore

ReportRow = list[Any]
Breakdown = tuple[str, tuple[str, ...]]
"""A targeting type, and its values."""


def write_report(into: BinaryIO, store: EmulatorStore, account: int, options: ReportOptions, now: int) -> None:
    """Write the file of a report, row by row.

    Args:
        into: the file.
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
    rows = _rows(entities(store, account, options, now), columns, breakdowns, options, Deliveries(store, account, now, options))
    key = 1 if options["primary_sort"] == "BY_DATE" and "DATE" in head else 0
    lines = _csv([*head, *columns], rows) if options["report_format"] == "CSV" else _json([*head, *columns], rows, key)
    into.writelines(line.encode("utf-8", "replace") for line in lines)


def _breakdowns(options: ReportOptions) -> list[Breakdown]:
    """Return the targeting types that metrics are broken down by; none unless the level is a _TARGETING."""
    types = list(dict.fromkeys(options["targeting_types"] or ()))
    if options["combine_targeting_types"] and types:
        return [("_AND_".join(types), tuple(map("&".join, product(*(VALUES[name] for name in types)))))]
    return [(name, VALUES[name]) for name in types]


def _rows(
    found: Sequence[ReportEntity], columns: Sequence[str], breakdowns: Sequence[Breakdown], options: ReportOptions, deliveries: Deliveries
) -> Iterator[ReportRow]:
    """Yield the rows that pass the filters, by entity and date or the other way round, and then by targeting.

    Rows without metrics are all there; of the others, those that are 0 throughout are left out.
    """
    first, last = day_of(options, "start_date"), day_of(options, "end_date")
    periods = spans(first, last, options["granularity"], options["start_hour"], options["end_hour"])
    metrics = [name for name in columns if name not in DESCRIBING]
    # Every value of every filter must be met.
    filters = [
        (each["field"], each["operator"] == "LESS_THAN", limit) for each in options["metrics_filters"] or () for limit in each["values"]
    ]
    measures = Measures([*metrics, *(name for name, _, _ in filters)], windows_of(options))
    order = product(periods, found) if options["primary_sort"] == "BY_DATE" else ((span, one) for one in found for span in periods)
    deliveries.load(campaign for entity in found for campaign in entity.measured.campaigns)
    for span, entity in order:
        for targeting, measured in _parts(entity.measured, breakdowns):
            numbers = measures.of(deliveries.parts(measured, span))
            tested = numbers[len(metrics) :]
            passes = all(one < limit if less else one > limit for one, (_, less, limit) in zip(tested, filters, strict=True))
            if passes and (not metrics or any(numbers[: len(metrics)])):
                left = iter(numbers)
                values = (entity.columns.get(name) if name in DESCRIBING else next(left) for name in columns)
                yield [str(entity.id), *([span.label] if span.label else []), *targeting, *values]


def _parts(measured: Measured, breakdowns: Sequence[Breakdown]) -> Iterator[tuple[tuple[str, ...], Measured]]:
    """Yield an entity's parts by targeting type and value; all of it at once without a breakdown."""
    if not breakdowns:
        yield (), measured
    for name, values in breakdowns:
        for value, share in shares_of(values):
            yield (name, value), measured._replace(share=share)


class _Echo:
    """A file in which nothing is kept: a writer's ``writerow`` returns what ``write`` does, the line."""

    def write(self, text: str) -> str:
        """Return a line."""
        return text


def _csv(head: Sequence[str], rows: Iterable[ReportRow]) -> Iterator[str]:
    return map(csv.writer(_Echo()).writerow, chain([head], rows))


def _json(head: Sequence[str], rows: Iterable[ReportRow], key: int) -> Iterator[str]:
    """Yield the text of an object of lists of rows, by id or date, without zeros and nulls."""
    opened = "{"
    for name, group in groupby(rows, itemgetter(key)):
        yield f"{opened}{compact(name)}:"
        opened = "],"
        separator = "["
        for row in group:
            yield separator + compact({column: value for column, value in zip(head, row, strict=True) if value is not None and value != 0})
            separator = ","
    yield "{}" if opened == "{" else "]}"
