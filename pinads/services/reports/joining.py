"""Joining the rows of several reports: one after the other by day, or added up for TOTAL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.metrics import COUNT, ID, METRICS, TEXT, Metric, known_metric, value_of
from pinads.services.errors import option

Row = Mapping[str, Any]
_DESCRIBING = ("DATE", "TARGETING_TYPE", "TARGETING_VALUE")


def columns_to_add_up(columns: Sequence[str]) -> list[str]:
    """Complete the columns of reports whose rows are to be added up: ratios need their parts.

    Raises:
        InvalidInput: one of them does not add up; the message has the reason.
    """
    found = dict.fromkeys(columns)
    for name in columns:
        metric = known_metric(name)
        if metric is None:
            _refuse(name, "pinads does not know how it adds up")
        elif metric.kind not in (ID, TEXT):
            if not metric.adds_up:
                _refuse(metric.name, "it does not add up")
            found.update((METRICS[part].api, None) for part in (metric.numerator, metric.denominator) if part)
    return list(found)


def joined(parts: Sequence[Iterable[Row]], columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of several reports in order, as one report would have them.

    Rows with a day come one report after the other; without one they are added up, which keeps one row an entity in memory.

    Args:
        parts: the rows of each report, in the order of their days.
        columns: the columns that the reports have.

    Raises:
        InvalidInput: a column does not add up.
    """
    if len(parts) == 1 or "DATE" in columns:
        for part in parts:
            yield from part
        return
    figures = [name for name in columns if not _describes(name)]
    lacking = [name for name in columns_to_add_up(figures) if name not in figures]
    if lacking:
        told = f"adding these reports up also needs {', '.join(lacking)}, which they do not have: request them again with those columns"
        raise InvalidInput(told, "columns")
    yield from _added_up(parts, [name for name in columns if _describes(name)], figures)


def _added_up(parts: Sequence[Iterable[Row]], describing: Sequence[str], figures: Sequence[str]) -> Iterator[Row]:
    # The name and the status of an entity may have changed meanwhile.
    keys = [name for name in describing if _describes(name, (ID,))]
    metrics = [metric for name in figures if (metric := known_metric(name)) is not None]
    sums = [metric for metric in metrics if metric.numerator is None]
    ratios = [metric for metric in metrics if metric.numerator is not None]
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for part in parts:
        for row in part:
            total = rows.setdefault(tuple(row.get(name) for name in keys), {})
            total.update((name, row[name]) for name in describing if name in row)
            for metric in sums:
                if (value := value_of(metric, row)) is not None and not isinstance(value, str):
                    total[metric.api] = total.get(metric.api, 0) + value * metric.scale
    for total in rows.values():
        for metric in sums:
            total[metric.api] = _plain(metric, total.get(metric.api))
        for metric in ratios:
            ratio = value_of(metric, total)
            total[metric.api] = None if ratio is None or isinstance(ratio, str) else ratio * metric.scale
        yield total


def _plain(metric: Metric, value: Decimal | None) -> Decimal | int | None:
    return int(value) if value is not None and metric.kind == COUNT and value == int(value) else value


def _describes(name: str, kinds: Collection[str] = (ID, TEXT)) -> bool:
    """Tell whether a column says what a row is about, and is not a figure."""
    metric = known_metric(name)
    return name in _DESCRIBING or (name.endswith("_ID") if metric is None else metric.kind in kinds)


def _refuse(name: str, why: str) -> None:
    told = f"{why}, and so long a period takes several reports: add {option('granularity')} month, leave it out, or choose a shorter period"
    raise InvalidInput(f"Invalid {option('columns')} {name}: {told}", "columns")
