"""Tables as workbooks (xlsx): ids are texts, days and times are dates, money has its decimals, choices have a drop-down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, NamedTuple

from xlsxwriter import Workbook

from pinads.render.money import money_format

MOST_ROWS = 1_048_576
"""Rows of a sheet at most, the headings among them; further rows go to another sheet."""
LONGEST_TEXT = 32_767
"""Characters of a cell at most."""
FIRST_DAY = date(1900, 3, 1)
"""The first day that all spreadsheet programs count alike, since some have a 29 February 1900; earlier ones are written as texts."""
_FORMATS = {
    "money": "#,##0.00",
    "percent": "0.00%",
    "change": "+0.0%;-0.0%;0.0%",
    "ratio": "0.00",
    "seconds": "0.0",
    "count": "#,##0",
    "date": "yyyy-mm-dd",
    "time": "yyyy-mm-dd hh:mm:ss",
    "id": "@",
}
_WIDTHS = {"id": 20, "text": 24, "name": 40, "status": 12, "date": 12, "time": 19}
_WIDTH = 14
_WIDEST_HEADING = 30
_NOT_IN_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_NOT_IN_CELLS = "[\ud800-\udfff\ufffe\uffff]"
LISTED = "choices"
"""The hidden sheet with the choices that are too many for a cell's own list."""
_LONGEST_LIST = 255


class SheetColumn(NamedTuple):
    """A column of a sheet.

    Attributes:
        name: its heading, and its key in the rows.
        kind: ``id``, ``text``, ``name``, ``status``, ``date``, ``time``, ``count``, ``money``, ``percent``, ``change``, ``ratio``,
            ``seconds`` or ``number``. Percentages are fractions, which spreadsheets show as percent.
        format: the number format of its cells; the kind's if empty.
        choices: the values of its drop-down; others can be typed, with a warning.
        note: the comment of its heading.
        is_needed: write the heading in bold.
        is_muted: write the heading in grey.
    """

    name: str
    kind: str
    format: str = ""
    choices: Sequence[str] = ()
    note: str = ""
    is_needed: bool = True
    is_muted: bool = False


class Shown(NamedTuple):
    """A value of a cell with a number format of its own."""

    value: Any
    format: str


def write(into: BinaryIO, rows: Callable[[], Iterator[Mapping[str, Any]]], kinds: Mapping[str, str], currency: str | None = None) -> None:
    """Write a workbook of figures; its rows are kept in a temporary file until it ends.

    Args:
        into: the file.
        rows: begins the rows; percentages are percent.
        kinds: the columns in order, each with its kind.
        currency: the currency that amounts show; None if it is unknown, or that of each row where it names one as ``currency``.
    """
    money = money_format(currency) if currency else ""
    columns = [SheetColumn(name, kind, money if kind == "money" else "") for name, kind in kinds.items()]
    fractions = [name for name, kind in kinds.items() if kind in ("percent", "change")]
    amounts = [name for name, kind in kinds.items() if kind == "money"] if currency is None else []

    def cells() -> Iterator[Mapping[str, Any]]:
        for row in rows():
            made = dict(row)
            # Spreadsheets multiply by a hundred where they show percent.
            made.update((name, value / 100) for name in fractions if isinstance(value := row.get(name), (int, float, Decimal)))
            if amounts and (own := row.get("currency")):
                made.update((name, Shown(row[name], money_format(str(own)))) for name in amounts if row.get(name) is not None)
            yield made

    write_sheet(into, cells(), columns, "Rows", _NOT_IN_XML)


def write_sheet(
    into: BinaryIO, rows: Iterator[Mapping[str, Any]], columns: Sequence[SheetColumn], title: str, unsafe: str = _NOT_IN_CELLS
) -> None:
    """Write a workbook of one sheet, which is kept in a temporary file until it ends.

    Args:
        into: the file.
        rows: the rows; numbers, texts, booleans, datetimes or ``Shown`` values by column.
        columns: the columns in order.
        title: the name of the sheet.
        unsafe: the pattern of characters that are replaced.
    """
    with Workbook(into, {"constant_memory": True, "strings_to_formulas": False}) as book:
        writer = _Writer(book, columns, title, unsafe)
        for row in rows:
            writer.add(row)
        writer.end()


class _Writer:
    def __init__(self, book: Any, columns: Sequence[SheetColumn], title: str, unsafe: str) -> None:
        self._book = book
        self._columns = columns
        self._title = title
        self._unsafe = unsafe
        self._made: dict[str, Any] = {}
        self._lists: list[Sequence[str]] = []
        self._styles = [self._style(column.format or _FORMATS.get(column.kind, "")) for column in columns]
        self._begin(1)

    def _begin(self, number: int) -> None:
        """Begin a sheet with its headings, which stay in sight."""
        self._sheet = sheet = self._book.add_worksheet(self._title if number == 1 else f"{self._title} {number}")
        self._number, self._at = number, 1
        names = [column.name for column in self._columns]
        sheet.freeze_panes(1, 2 if names[:2] == ["id", "name"] else 1 if names[:1] == ["id"] else 0)
        for index, column in enumerate(self._columns):
            width = max(_WIDTHS.get(column.kind, _WIDTH), min(len(column.name) + 2, _WIDEST_HEADING) if self._title != "Rows" else 0)
            sheet.set_column(index, index, width, self._styles[index])
            heading = {"bold": column.is_needed, **({"font_color": "#808080"} if column.is_muted else {})}
            sheet.write_string(0, index, column.name, self._book.add_format(heading))
            if column.note:
                sheet.write_comment(0, index, column.note, {"x_scale": 2, "y_scale": 1 + column.note.count("\n") / 4})
            if column.choices:
                self._offer(index, column.choices)

    def _offer(self, index: int, choices: Sequence[str]) -> None:
        """Give the cells of a column a drop-down."""
        source: Any = list(choices)
        if len(",".join(choices)) > _LONGEST_LIST:
            if choices not in self._lists:
                self._lists.append(choices)
            letter = chr(ord("A") + self._lists.index(choices))
            source = f"={LISTED}!${letter}$1:${letter}${len(choices)}"
        told = {"error_type": "warning", "error_title": "Not in the list", "error_message": "This value is not in the list. Keep it?"}
        self._sheet.data_validation(1, index, MOST_ROWS - 1, index, {"validate": "list", "source": source, **told})

    def _style(self, format: str) -> Any:
        if format not in self._made:
            self._made[format] = self._book.add_format({"num_format": format or "General"}) if format else None
        return self._made[format]

    def add(self, row: Mapping[str, Any]) -> None:
        """Write a row."""
        if self._at == MOST_ROWS:
            self._begin(self._number + 1)
        for index, column in enumerate(self._columns):
            value, style = row.get(column.name), self._styles[index]
            if isinstance(value, Shown):
                value, style = value.value, self._style(value.format)
            if value is not None:
                self._write(index, column.kind, value, style)
        self._at += 1

    def _write(self, index: int, kind: str, value: Any, style: Any) -> None:
        """Write a cell; a text stays a text, whatever it begins with."""
        sheet, at = self._sheet, self._at
        if isinstance(value, bool):
            sheet.write_boolean(at, index, value)
        elif isinstance(value, datetime) and value.date() >= FIRST_DAY:
            sheet.write_datetime(at, index, value, style)
        elif isinstance(value, datetime):
            sheet.write_string(at, index, value.isoformat())
        elif not isinstance(value, str):
            sheet.write_number(at, index, value, style)
        elif kind == "date" and (day := _day(value)) is not None:
            sheet.write_datetime(at, index, day, style)
        else:
            sheet.write_string(at, index, re.sub(self._unsafe, "\ufffd", value)[:LONGEST_TEXT], style if kind == "id" else None)

    def end(self) -> None:
        """Write the choices of long drop-downs."""
        if not self._lists:
            return
        sheet = self._book.add_worksheet(LISTED)
        for at in range(max(map(len, self._lists))):
            for index, choices in enumerate(self._lists):
                if at < len(choices):
                    sheet.write_string(at, index, choices[at])
        sheet.hide()


def _day(text: str) -> date | None:
    """Return the day of a text; None if a cell cannot have it as a day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= FIRST_DAY else None
