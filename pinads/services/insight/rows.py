"""Rows of figures: measured rows as rows of a table, with totals, filters and order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.render.charts.chart import BAR, Chart
from pinads.render.money import decimals, round_half_up
from pinads.sdk.reports.metrics import METRICS, Metric, total_of, value_of
from pinads.services.figures.figure_table import CHANGE, COUNT, MONEY, PERCENT, FigureColumn

if TYPE_CHECKING:
    from pinads.services.figures.figure_table import Figure

NAMING = (
    FigureColumn("id", "ID", "id", shown=False),
    FigureColumn("name", "NAME"),
    FigureColumn("status", "STATUS", "status", shown=False),
)
"""The columns that every table of entities begins with."""
OTHERS = ("id", "name", "status", "date", "breakdown", "value", "value_name")
"""The columns that are not metrics."""
MOST_BARS = 15


class FigureRow(NamedTuple):
    """A row of a table, with the measured figures that totals are made of.

    Attributes:
        cells: the values by column.
        wires: the figures by the API's columns.
    """

    cells: dict[str, Any]
    wires: Sequence[Mapping[str, Any]]


def naming(entity: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells that name an entity."""
    return {"id": str(entity["id"]), "name": entity.get("name") or str(entity["id"]), "status": entity.get("status")}


def figure_of(metric: Metric, wires: Sequence[Mapping[str, Any]]) -> Any:
    """Return a figure of several measured rows: of one as it is, otherwise a sum or a ratio of sums."""
    return value_of(metric, wires[0]) if len(wires) == 1 else total_of(metric, wires)


def figures(metrics: Iterable[Metric], wires: Sequence[Mapping[str, Any]], zero_fill: bool = False) -> dict[str, Any]:
    """Return the cells of figures; None where nothing was measured, or 0 for counts and money with ``zero_fill``."""
    cells: dict[str, Any] = {}
    for metric in metrics:
        value = figure_of(metric, wires)
        fills = zero_fill and value is None and metric.kind in ("count", "money") and metric.numerator is None
        cells[metric.name] = 0 if fills else value
    return cells


def in_words(kind: str, value: Figure, currency: str | None) -> str:
    """Write a figure for a sentence, with its unit: ``1,681.32 USD``, ``0.85 %``."""
    if value is None:
        return "-"
    if kind == COUNT:
        return f"{value:,}"
    if kind == CHANGE:
        return f"{value:+.1f} %"
    places = decimals(currency) if kind == MONEY else 2
    unit = f" {currency or ''}".rstrip() if kind == MONEY else " %" if kind == PERCENT else ""
    return f"{round_half_up(Decimal(value), places):,f}{unit}"


def columns_of(metrics: Iterable[Metric]) -> list[FigureColumn]:
    """Return the columns of metrics."""
    return [FigureColumn(metric.name, metric.heading, metric.kind, metric.api, scale=metric.scale) for metric in metrics]


def with_amounts(columns: Iterable[FigureColumn]) -> list[FigureColumn]:
    """Mark money as amounts, except the cost of something, such as ``cpc``."""
    return [column._replace(is_amount=column.kind == MONEY and not _is_ratio(column.name)) for column in columns]


def _is_ratio(name: str) -> bool:
    metric = METRICS.get(name.removesuffix("_before"))
    return metric is not None and (metric.numerator is not None or not metric.adds_up)


def total(metrics: Iterable[Metric], rows: Sequence[FigureRow]) -> dict[str, Figure]:
    """Return the total of rows: sums, ratios of sums, None for what does not add up, as several currencies."""
    wires = [wire for row in rows for wire in row.wires]
    several = len(currencies_of(rows)) > 1
    return {metric.name: None if several and has_money(metric) else total_of(metric, wires) for metric in metrics}


def currencies_of(rows: Iterable[FigureRow]) -> list[str | None]:
    """List the currencies of rows, in order; those of one ad account have none of their own."""
    return sorted({row.cells.get("currency") for row in rows}, key=str)


def has_money(metric: Metric) -> bool:
    """Tell whether a metric is an amount or computed from amounts, which add up and compare within one currency."""
    return MONEY in (metric.kind, *(METRICS[part].kind for part in (metric.numerator, metric.denominator) if part))


def bars(title: str, rows: Sequence[FigureRow], name: str, kind: str) -> list[Chart]:
    """Draw a bar for each of the first rows with a figure; no chart without any."""
    some = [row.cells for row in rows if row.cells[name] is not None][:MOST_BARS]
    return [Chart(title, BAR, [cells["name"] for cells in some], {name: [cells[name] for cells in some]}, kind)] if some else []
