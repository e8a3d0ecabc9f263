"""Tables of figures as programs get them: rows by keys, with exact figures; what a query finds in them; and ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pinads.render.files.plain import plain
from pinads.render.money import decimals, round_half_up
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import option
from pinads.services.figures.figure_table import ID, MONEY, TEXT, FigureColumn, FigureTable
from pinads.services.projection import queried

CURRENCY = "currency"
"""The key of each row's currency, beside the first amount."""


def kinds_of(table: FigureTable) -> dict[str, str]:
    """Return the kinds of the columns, by their keys in rows; ``number`` for those that have the API's unit."""
    kinds, scaled = {column.name: column.kind for column in table.columns}, _scaled(table)
    return {key: "number" if name in scaled else kinds.get(name, ID if name == "id" else TEXT) for name, key in _keys(table).items()}


def program_rows(table: FigureTable) -> Iterator[dict[str, Any]]:
    """Yield the rows: Decimal and int for figures, amounts with the decimals of their currency, None for what is missing."""
    keys, scaled = _keys(table), _scaled(table)
    amounts = [column.name for column in table.columns if column.is_amount and column.name not in scaled]
    for row in table.rows:
        values = {CURRENCY: table.currency, **row}
        values.update((name, _in_currency(row.get(name), values[CURRENCY])) for name in amounts)
        values.update((name, _as_sent(row.get(name), column)) for name, column in scaled.items())
        yield {key: values.get(name) for name, key in keys.items()}


def queried_rows(table: FigureTable, expression: str) -> Any:
    """Return what a JMESPath expression finds in the rows, whose figures are plain numbers.

    Raises:
        InvalidInput: it is not an expression.
    """
    return queried([plain(row, places=6) for row in program_rows(table)], expression)


def ids_of(table: FigureTable) -> Sequence[str]:
    """Collect the ids of the rows, each once; a pipe is for ids of one kind.

    Raises:
        InvalidInput: the rows have no ids, or ids of several kinds.
    """
    if len(levels := dict.fromkeys(str(row["level"]) for row in table.rows if row.get("level"))) > 1:
        told = f"these are ids of {' and '.join(levels)}: add {option('level')} {next(iter(levels))} to print those alone"
        raise InvalidInput(told, "level")
    wanted = table.ids if table.ids is not None else [row["id"] for row in table.rows if row.get("id") is not None]
    ids = list(dict.fromkeys(map(str, wanted)))
    if table.rows and not ids and table.ids is None:
        raise InvalidInput(f"there are no ids in this to print: choose another {option('output')}", "output")
    return ids


def _keys(table: FigureTable) -> dict[str, str]:
    """Return the keys of rows by the names of the columns; ``currency`` is beside the first amount."""
    wanted = {column.name: (column.api or column.name) if table.showing.api_names else column.name for column in table.columns}
    often = Counter(wanted.values())
    # Two columns can show one figure of the API: now, and in the days before.
    keys = {name: key if often[key] == 1 else name for name, key in wanted.items()}
    if "id" not in keys and table.showing.fields is None and any(row.get("id") is not None for row in table.rows):
        keys = {"id": "id", **keys}
    money = next((column.name for column in table.columns if column.kind == MONEY), None)
    if money is None or CURRENCY in keys:
        return keys
    placed: dict[str, str] = {}
    for name, key in keys.items():
        placed[name] = key
        if name == money:
            placed[CURRENCY] = CURRENCY
    return placed


def _scaled(table: FigureTable) -> Mapping[str, FigureColumn]:
    """Return the columns that have the API's unit, by name."""
    keys = _keys(table)
    return {column.name: column for column in table.columns if keys.get(column.name) == column.api and column.scale != 1}


def _in_currency(value: Any, currency: str | None) -> Any:
    """Round an amount to the decimals of its currency."""
    return round_half_up(value, decimals(currency)) if isinstance(value, Decimal) else value


def _as_sent(value: Any, column: FigureColumn) -> Any:
    """Return a figure in the API's unit: fractions for percent, whole numbers for millionths of the currency."""
    if not isinstance(value, (int, Decimal)):
        return value
    sent = value * column.scale
    return round_half_up(sent, 0) if isinstance(sent, Decimal) and column.scale > 1 else sent
