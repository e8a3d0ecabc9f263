"""Rows of figures on stdout, in any format, as they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pinads.cli.output.writer import column, draw_table, separated, write
from pinads.render.delimited import ids
from pinads.render.files.plain import plain
from pinads.render.json import json_array, jsonl
from pinads.render.yaml import yaml_object
from pinads.services.results import RowStream

if TYPE_CHECKING:
    from pinads.cli.output.presentation import Presentation

_DECIMALS = {"money": 2, "percent": 2, "ratio": 2, "seconds": 1}


def emit_row_stream(result: RowStream, presentation: Presentation) -> None:
    """Write rows: a table in blocks, csv and json row by row, and each id once."""
    format, names = presentation.format, list(result.kinds)
    if format == "table":
        rows = (_for_people(row, result.kinds) for row in result.rows)
        draw_table(rows, [column(name) for name in names], {}, result.noun, presentation)
    elif format == "ids":
        write(ids(_each_once(result.rows)))
    elif format in ("csv", "tsv"):
        separated(map(plain, result.rows), names, {}, presentation)
    elif format == "yaml":
        write(yaml_object([plain(row) for row in result.rows]))
    else:
        write({"json": json_array, "jsonl": jsonl}[format](map(plain, result.rows)))


def _for_people(row: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, Any]:
    """Return a row with figures as people read them: two decimals, and commas between thousands."""
    return {name: _figure(value, kinds[name]) if isinstance(value, (int, Decimal)) else value for name, value in row.items()}


def _figure(value: int | Decimal, kind: str) -> str:
    return f"{value:,.{_DECIMALS.get(kind, 0)}f}"


def _each_once(rows: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Pass on the first row of each id; a report has one for each day."""
    seen: set[Any] = set()
    for row in rows:
        if row.get("id") not in seen:
            seen.add(row.get("id"))
            yield row
