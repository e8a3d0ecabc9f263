"""Rows of figures: measured rows as rows of a table, with totals, filters and order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.render.money import decimals, round_half_up
from pinads.render.text import counted, quoted
from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.metrics import METRICS, Metric, find_metric, total_of, value_of
from pinads.sdk.schema.validation import nearest
from pinads.services.errors import option
from pinads.services.insight.conditions import Condition, condition_of
from pinads.services.insight.figure_table import BAR, CHANGE, COUNT, MONEY, PERCENT, Chart, FigureColumn
from pinads.services.insight.options import RowOptions

if TYPE_CHECKING:
    from pinads.services.insight.figure_table import Figure

NAMING = (
    FigureColumn("id", "ID", "id", shown=False),
    FigureColumn("name", "NAME"),
    FigureColumn("status", "STATUS", "status", shown=False),
)
"""The columns that every table of entities begins with."""
OTHERS = ("id", "name", "status", "date", "breakdown", "value", "value_name")
"""The columns that are no metrics."""
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


def conditions_of(filters: Sequence[str] | None, currency: str | None = None, columns: Collection[str] | None = None) -> list[Condition]:
    """Read conditions on columns; ``columns`` and errors are those of ``key_of``."""
    where = option("filter")
    return [condition_of(text, lambda name: key_of(name, where, columns), where, currency) for text in filters or ()]


def refuse_unreadable(options: RowOptions, currency: Callable[[], str | None], columns: Collection[str] | None = None) -> None:
    """Refuse filters and an order that cannot be read, before anything is measured.

    Args:
        options: the filters and the order.
        currency: returns the currency that amounts may name; not called without a filter that can be read.
        columns: the columns that they may name; None for metrics, which are measured for them, and what describes rows.

    Raises:
        InvalidInput: there is one.
    """
    _keys(options.sort or "", columns)
    if conditions_of(options.filters, None, columns):
        conditions_of(options.filters, currency(), columns)


def refuse_unreadable_filters(options: RowOptions, currencies: Sequence[Callable[[], str | None]]) -> None:
    """Refuse filters and an order on metrics as ``refuse_unreadable`` does, for rows of one or more ad accounts.

    Args:
        options: the filters and the order.
        currencies: return the currency of each account. Where there are several, amounts name none: each is compared as it is.

    Raises:
        InvalidInput: there is one.
    """
    refuse_unreadable(options, (lambda: None) if len(currencies) > 1 else currencies[0])
    if len(currencies) == 1 or not options.filters:
        return
    found = sorted({currency() for currency in currencies}, key=str)
    for text, currency in product(options.filters, found):
        try:
            conditions_of([text], currency)
        except InvalidInput:
            if len(found) == 1:
                raise
            told = f"amounts are in {in_a_list(found)}, and each is compared as it is: write numbers without a currency"
            where = option("filter")
            raise InvalidInput(f"Invalid {where} {quoted(text)}: {told}", where) from None


def compared_as_numbers(options: RowOptions, filtered: Sequence[str | None], sorted_: Sequence[str | None]) -> list[str]:
    """Describe which amounts of several currencies a filter or the order compares.

    Args:
        options: the filters and the order.
        filtered: the currencies of all rows.
        sorted_: the currencies of those that meet the filters.
    """
    notes: dict[str, str] = {}
    names = {name: filtered for condition in conditions_of(options.filters) for name in condition.names}
    for name, currencies in (*names.items(), *((name, sorted_) for name, _ in _keys(options.sort or "", None))):
        if len(currencies) > 1 and name in METRICS and METRICS[name].kind == MONEY:
            notes.setdefault(name, f"{name} is compared as a number, although amounts are in {in_a_list(currencies)}")
    return list(notes.values())


def in_a_list(currencies: Sequence[str | None]) -> str:
    """Name several currencies: ``EUR, JPY and USD``."""
    *others, last = map(str, currencies)
    return f"{', '.join(others)} and {last}" if others else last


def named_metrics(options: RowOptions) -> list[Metric]:
    """Return the metrics that filters and the order name; they are measured even if they are no columns.

    Raises:
        InvalidInput: a filter or the order cannot be read.
    """
    names = [name for condition in conditions_of(options.filters) for name in condition.names]
    names += [name for name, _ in _keys(options.sort or "", None)]
    return [METRICS[name] for name in dict.fromkeys(names) if name not in OTHERS]


def chosen(
    rows: Sequence[FigureRow], options: RowOptions, sort: str, currency: str | None, columns: Collection[str] | None = None
) -> list[FigureRow]:
    """Return the rows that meet all conditions, sorted as asked or else by ``sort``; ``columns`` are those of ``key_of``."""
    tests = conditions_of(options.filters, currency, columns)
    return ordered([row for row in rows if all(test.holds(row.cells) for test in tests)], options.sort or sort, columns)


def bars(title: str, rows: Sequence[FigureRow], name: str, kind: str) -> list[Chart]:
    """Draw a bar for each of the first rows with a figure; no chart without any."""
    some = [row.cells for row in rows if row.cells[name] is not None][:MOST_BARS]
    return [Chart(title, BAR, [cells["name"] for cells in some], {name: [cells[name] for cells in some]}, kind)] if some else []


def limited(rows: Sequence[FigureRow], limit: int | None, has_total: bool = True) -> tuple[list[Mapping[str, Any]], list[str]]:
    """Return the cells of the first rows, and a note if there are more."""
    shown: list[Mapping[str, Any]] = [row.cells for row in rows[:limit]]
    if len(shown) == len(rows):
        return shown, []
    return shown, [f"{len(shown)} of {len(rows)} rows are shown" + ("; the total covers all" if has_total else "")]


def ordered(rows: Sequence[FigureRow], sort: str, columns: Collection[str] | None = None) -> list[FigureRow]:
    """Sort rows by columns, ``-`` before one for descending; missing figures come last.

    The cost of what did not happen is higher than any other, and of two such the higher spend comes first.
    """
    found = list(rows)
    for name, descending in reversed(_keys(sort, columns)):
        present = [row for row in found if row.cells.get(name) is not None]
        present.sort(key=lambda row, name=name: _sort_key(row.cells[name]), reverse=descending)  # type: ignore[misc]
        missing = [row for row in found if row.cells.get(name) is None]
        in_vain = sorted((row for row in missing if spent_in_vain(row, name)), key=lambda row: spent_in_vain(row, name), reverse=True)
        missing = [row for row in missing if not spent_in_vain(row, name)]
        found = [*in_vain, *present, *missing] if descending else [*present, *in_vain, *missing]
    return found


def spent_in_vain(row: FigureRow, name: str) -> Decimal:
    """Return what a row spent without what a cost is of, such as conversions for ``cpa``; else 0."""
    metric = METRICS.get(name)
    if metric is None or metric.numerator != "spend" or not metric.denominator or row.cells.get(name) is not None:
        return Decimal(0)
    happened = total_of(METRICS[metric.denominator], row.wires)
    return Decimal(total_of(METRICS["spend"], row.wires) or 0) if happened == 0 else Decimal(0)


class InVain(NamedTuple):
    """Sentences about what was spent without what a cost is of: the worst costs, which no column can show.

    Attributes:
        shown: those about rows that the table has.
        hidden: those about rows that a filter by this cost hides.
    """

    shown: list[str]
    hidden: list[str]


def in_vain_of(
    rows: Sequence[FigureRow],
    metrics: Sequence[Metric],
    options: RowOptions,
    noun: str,
    currency: str | None,
    columns: Collection[str] | None = None,
) -> InVain:
    """Describe what rows spent without conversions, or without what another cost is of that filters or the order name.

    Args:
        rows: the rows, filtered or not.
        metrics: the figures of the table.
        options: the filters and the order.
        noun: the word for a row.
        currency: the currency of rows that do not name theirs.
        columns: the columns of ``key_of``.
    """
    filtered = {name for condition in conditions_of(options.filters, currency, columns) for name in condition.names}
    keys = _keys(options.sort or "", columns)
    asked = {"cpa", *filtered, *(name for name, _ in keys)}
    told = InVain([], [])
    for metric in (each for each in metrics if each.name in asked):
        spent = [row for row in rows if spent_in_vain(row, metric.name)]
        if not spent:
            continue
        amounts: dict[str | None, Decimal] = {}
        for row in spent:
            of = row.cells.get("currency", currency)
            amounts[of] = amounts.get(of, Decimal(0)) + spent_in_vain(row, metric.name)
        told_amounts = " and ".join(in_words(MONEY, amount, of) for of, amount in amounts.items())
        missing, has = str(metric.denominator).replace("_", " "), "has" if len(spent) == 1 else "have"
        text = f"{counted(len(spent), noun)} spent {told_amounts} without {missing}, and so {has} no {metric.name}"
        if metric.name in filtered:
            told.hidden.append(text)
        else:
            are_first = keys[:1] == [(metric.name, True)]
            told.shown.append(text if are_first else f"{text}; {option('sort')} -{metric.name} shows them first")
    return told


def _keys(sort: str, columns: Collection[str] | None) -> list[tuple[str, bool]]:
    words = [word.strip() for word in sort.split(",") if word.strip("- ")]
    return [(key_of(word.removeprefix("-"), option("sort"), columns), word.startswith("-")) for word in words]


def key_of(text: str, where: str, columns: Collection[str] | None = None) -> str:
    """Return the column that a text means, by its name or that of its metric in the API.

    Args:
        text: the name.
        where: the parameter or place that it comes from, for errors.
        columns: the columns that there are; None for every metric, and what describes rows.

    Raises:
        InvalidInput: there is none.
    """
    word = text.strip().lower().replace("-", "_")
    if word in (OTHERS if columns is None else columns):
        return word
    try:
        name = find_metric(text).name
    except InvalidInput as error:
        if columns is None:
            refused = InvalidInput(f"Invalid {where}: {error.message}", where, error.choices)
            refused.hint = error.hint
            raise refused from None
    else:
        if columns is None or name in columns:
            return name
    raise InvalidInput(
        f"Invalid {where}: there is no column {text!r} here; choose from {', '.join(columns)}{nearest(word, columns)}", where
    )


def _sort_key(value: Any) -> tuple[int, Any]:
    return (0, value) if isinstance(value, (int, Decimal)) else (1, str(value).casefold())
