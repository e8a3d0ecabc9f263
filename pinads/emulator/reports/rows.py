"""The rows of a report, and the file that they become."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from pinads.emulator.messages import compact
from pinads.emulator.reports.breakdowns import VALUES
from pinads.emulator.reports.entities import DESCRIBING, ReportEntity, entities
from pinads.emulator.reports.metrics import Metrics, divided, figure, measured, since
from pinads.emulator.reports.periods import day_of, spans
from pinads.emulator.storage.store import EmulatorStore

Row = list[Any]
Asked = Mapping[str, Any]
Breakdown = tuple[str, tuple[str, ...]]


def written(store: EmulatorStore, account: int, asked: Asked, now: int) -> str:
    """The file of a report.

    Args:
        store: where entities are kept.
        account: whose report it is.
        asked: the checked request, with defaults.
        now: when it was asked for, which decides what state entities are in.
    """
    head = _head(asked)
    columns = [name for name in dict.fromkeys(asked["columns"]) if name not in head]
    rows = list(_rows(entities(store, account, asked, now), columns, asked))
    key = 0
    if asked["primary_sort"] == "BY_DATE" and "DATE" in head:
        key = head.index("DATE")
        rows.sort(key=lambda row: row[key])
    return (_csv if asked["report_format"] == "CSV" else _json)([*head, *columns], rows, key)


def _head(asked: Asked) -> list[str]:
    """The columns that rows have unasked: what they are about."""
    dated = [] if asked["granularity"] == "TOTAL" else ["DATE"]
    targeting = ["TARGETING_TYPE", "TARGETING_VALUE"] if _breakdowns(asked) else []
    return [f"{asked['level'].removesuffix('_TARGETING')}_ID", *dated, *targeting]


def _breakdowns(asked: Asked) -> list[Breakdown]:
    """What figures are broken down by, with its values; nothing where the level is no _TARGETING."""
    types = list(dict.fromkeys(asked["targeting_types"] or ()))
    if asked["combine_targeting_types"] and types:
        return [("_AND_".join(types), tuple(map("&".join, product(*(VALUES[name] for name in types)))))]
    return [(name, VALUES[name]) for name in types]


def _rows(found: Sequence[ReportEntity], columns: Sequence[str], asked: Asked) -> Iterator[Row]:
    """The rows in which something is not 0, by entity, targeting and date."""
    first, last = day_of(asked, "start_date"), day_of(asked, "end_date")
    periods = list(spans(first, last, asked["granularity"]))
    figures = [figure(name) for name in columns if name not in DESCRIBING]
    passes, breakdowns = _metrics_filter(asked), _breakdowns(asked)
    for entity in found:
        begun = since(entity.doc, first, last)
        for label, whole in periods:
            days = [day for day in whole if day >= begun]
            for targeting, seen in _divided(entity.id, days, breakdowns):
                numbers = [value(seen) for value in figures]
                if any(numbers or seen) and passes(seen):
                    dated = [label] if label else []
                    yield [str(entity.id), *dated, *targeting, *_values(columns, entity, iter(numbers))]


def _divided(identity: int, days: Sequence[date], breakdowns: Sequence[Breakdown]) -> Iterator[tuple[tuple[str, ...], Metrics]]:
    """What happened, for each value of each targeting type; with none, all of it."""
    if not breakdowns:
        yield (), measured(identity, days)
    for name, values in breakdowns:
        for value, seen in zip(values, divided(identity, days, len(values)), strict=True):
            yield (name, value), seen


def _values(columns: Sequence[str], entity: ReportEntity, numbers: Iterator[float]) -> Iterator[Any]:
    """A row's values: what its entity is called, and the next of its figures."""
    for name in columns:
        yield entity.columns.get(name) if name in DESCRIBING else next(numbers)


def _metrics_filter(asked: Asked) -> Callable[[Metrics], bool]:
    """Whether figures compare as all filters want, with all values of each."""
    filters = asked["metrics_filters"] or ()
    wanted = [(figure(each["field"]), each["operator"] == "LESS_THAN", value) for each in filters for value in each["values"]]
    return lambda seen: all(number(seen) < value if less else number(seen) > value for number, less, value in wanted)


def _csv(head: Sequence[str], rows: Sequence[Row], key: int) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def _json(head: Sequence[str], rows: Sequence[Row], key: int) -> str:
    """An object of lists, by id or date; what is 0 or has no value is left out."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        given = {name: value for name, value in zip(head, row, strict=True) if value is not None and value != 0}
        groups.setdefault(row[key], []).append(given)
    return compact(groups)
