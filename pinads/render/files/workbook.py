"""Tables as workbooks (xlsx): ids are texts, days are dates, money has two decimals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from xlsxwriter import Workbook

MOST_ROWS = 1_048_576
"""Rows of a sheet at most, the headings among them; further rows go to another sheet."""
LONGEST_TEXT = 32_767
"""Characters of a cell at most."""
_FORMATS = {"money": "#,##0.00", "percent": "0.00", "ratio": "0.00", "seconds": "0.0", "count": "#,##0", "date": "yyyy-mm-dd", "id": "@"}
_WIDTHS = {"id": 20, "text": 24, "status": 12, "date": 12}
_WIDTH = 14
_NOT_IN_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"


def write(into: BinaryIO, rows: Callable[[], Iterator[Mapping[str, Any]]], kinds: Mapping[str, str]) -> None:
    """Write a workbook; its rows are kept in a temporary file until it ends.

    Args:
        into: the file.
        rows: begins the rows.
        kinds: the columns in order, each with its kind.
    """
    with Workbook(into, {"constant_memory": True}) as book:
        columns = [(name, kind, book.add_format({"num_format": _FORMATS.get(kind, "General")})) for name, kind in kinds.items()]
        bold = book.add_format({"bold": True})
        sheet, at = _sheet(book, kinds, bold), 1
        for row in rows():
            if at == MOST_ROWS:
                sheet, at = _sheet(book, kinds, bold), 1
            for index, (name, kind, style) in enumerate(columns):
                if (value := row.get(name)) is not None:
                    _write_cell(sheet, at, index, value, kind, style)
            at += 1


def _sheet(book: Any, kinds: Mapping[str, str], bold: Any) -> Any:
    """Begin a sheet with its headings, which stay in sight."""
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet("Rows" if number == 1 else f"Rows {number}")
    sheet.freeze_panes(1, 0)
    for index, (name, kind) in enumerate(kinds.items()):
        sheet.set_column(index, index, _WIDTHS.get(kind, _WIDTH))
        sheet.write_string(0, index, name, bold)
    return sheet


def _write_cell(sheet: Any, row: int, column: int, value: Any, kind: str, style: Any) -> None:
    """Write a cell; a text stays a text, whatever it begins with."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif not isinstance(value, str):
        sheet.write_number(row, column, value, style)
    elif kind == "date" and (day := _day(value)) is not None:
        sheet.write_datetime(row, column, day, style)
    else:
        sheet.write_string(row, column, re.sub(_NOT_IN_XML, "\ufffd", value)[:LONGEST_TEXT], style if kind == "id" else None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
