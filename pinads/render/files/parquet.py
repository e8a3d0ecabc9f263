"""Tables as Parquet: ids are strings, days date32, counts int64, money decimal, ratios double."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as arrow
from pyarrow import parquet

ROWS_A_GROUP = 20_000
"""Rows that are in memory at once, and in one group of the file."""
MONEY_DIGITS, MONEY_DECIMALS = 20, 6
_TYPES = {
    "date": arrow.date32(),
    "count": arrow.int64(),
    "money": arrow.decimal128(MONEY_DIGITS, MONEY_DECIMALS),
    "percent": arrow.float64(),
    "ratio": arrow.float64(),
    **dict.fromkeys(("seconds", "change", "number"), arrow.float64()),
}
_CENT = Decimal(1).scaleb(-MONEY_DECIMALS)


def write(into: BinaryIO, rows: Callable[[], Iterator[Mapping[str, Any]]], kinds: Mapping[str, str], currency: str | None = None) -> None:
    """Write a Parquet file in groups of rows.

    A column whose values are not all of its kind, such as counts with fractions, becomes one of numbers, and if that is not enough of
    texts; the file is then written again from its beginning. The arguments are those of ``table_file.write_table``; these files do not
    show the currency.
    """
    types = {name: _TYPES.get(kind, arrow.string()) for name, kind in kinds.items()}
    start = into.tell() if into.seekable() else 0
    while True:
        misfit = _write(into, rows(), types)
        if misfit is None:
            return
        types[misfit] = arrow.string() if types[misfit] == arrow.float64() or kinds[misfit] == "date" else arrow.float64()
        into.seek(start)
        into.truncate()


def _write(into: BinaryIO, rows: Iterator[Mapping[str, Any]], types: Mapping[str, Any]) -> str | None:
    """Write all rows; return the name of a column with a value that its type has not."""
    schema = arrow.schema([arrow.field(name, type) for name, type in types.items()])
    with parquet.ParquetWriter(into, schema, compression="zstd") as writer:
        while block := list(islice(rows, ROWS_A_GROUP)):
            arrays = []
            for name, type in types.items():
                try:
                    arrays.append(arrow.array([_value(row.get(name), type) for row in block], type=type))
                except (arrow.ArrowInvalid, arrow.ArrowTypeError, ValueError, ArithmeticError):
                    return name
            writer.write_batch(arrow.record_batch(arrays, schema=schema))
    return None


def _value(value: Any, type: Any) -> Any:
    """Return a value as its column has it.

    Raises:
        ValueError, ArithmeticError: the column has no such value.
    """
    if value is None:
        return None
    if type == arrow.string():
        return value if isinstance(value, str) else str(value)
    if type == arrow.date32():
        return date.fromisoformat(value)
    if type == arrow.float64():
        return float(value)
    number = Decimal(str(value))
    if type == arrow.int64():
        if number != number.to_integral_value():
            raise ValueError(f"{value} is not a whole number")
        return int(number)
    return number.quantize(_CENT)
