"""Columns with the texts of their cells, and the sharing of the terminal's width among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.style import Style as Link
from rich.text import Span, Text

from pinads.render.cells import ABSENT, cell, shown
from pinads.render.columns import Column
from pinads.render.paths import field_at, lookup
from pinads.render.style import QUIET, Style, status_style
from pinads.sdk.schema.fields import Field

GAP = 2
_LEAST = 8
_LEAST_HEADING = 5
_LEAST_GROWING = 12


class RenderedColumn:
    """A column with the texts of its cells in one block of rows, and in the row of totals.

    Attributes:
        total: the text in the row of totals; empty where there is no such row.
        heading: its title.
        texts: the texts of its cells.
        right: True if it is aligned to the right, as numbers and money are.
        natural: the width that cuts nothing.
        least: the width that it can be cut to.
        grow: True if it is cut first.
        wraps: True if it is not cut, but continues in the next line.
    """

    def __init__(
        self,
        column: Column,
        rows: Sequence[Mapping[str, Any]],
        fields: Mapping[str, Field],
        style: Style,
        total: Mapping[str, Any] | None = None,
    ) -> None:
        field = field_at(fields, column.name)
        values = _values(column, rows)
        self.heading = shown(column.heading, style)
        self.grow = column.grow
        self.wraps = column.wraps
        self.right, firm = _nature(column, field, values)
        self.texts = [column.show(value, style) for value in values] if column.show else _texts(field, values, rows, style)
        self.total = _total(column, total, field, style, self.right) if total is not None else ""
        self._styles = _styles("status" if column.status else column.name.rpartition(".")[2], values, style)
        self._links = [column.link(row) for row in rows] if column.link and style.links else []
        longest = max(map(cell_len, [*self.texts, self.total]), default=0)
        self.natural = max(longest, cell_len(self.heading))
        # A column of ids that shows names in their place grows, and so can be cut.
        least = max(longest, _LEAST_HEADING) if self.right or (firm and not self.grow) else _LEAST_GROWING if self.grow else _LEAST
        # A text is wrapped between its words.
        word = max((cell_len(word) for text in self.texts for word in text.split()), default=0) if self.wraps else 0
        self.least = min(self.natural, max(least, column.least, word))

    def text(self) -> Text:
        """Join the cells to one text of as many lines.

        Rich draws a row of many lines in a third of the time that it takes for many rows.
        """
        spans, start = [], 0
        if self._styles or self._links:
            for index, text in enumerate(self.texts):
                end = start + len(text)
                if name := self._styles.get(text):
                    spans.append(Span(start, end, name))
                if self._links and (url := self._links[index]):
                    spans.append(Span(start, end, Link(link=url)))
                start = end + 1
        return Text("\n".join(self.texts), spans=spans)


def _values(column: Column, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    if column.via is not None:
        return [column.via(row) for row in rows]
    if "." in column.name:
        return [lookup(row, column.name) for row in rows]
    return [row.get(column.name) for row in rows]


def _total(column: Column, total: Mapping[str, Any], field: Field | None, style: Style, right: bool) -> str:
    """Write a cell of the row of totals; a text that is absent is not a missing figure."""
    value = column.via(total) if column.via is not None else total.get(column.name)
    if value is None and not right:
        return ""
    return column.show(value, style) if column.show else cell(field, value, style)


def _nature(column: Column, field: Field | None, values: Sequence[Any]) -> tuple[bool, bool]:
    """Tell whether the column is aligned to the right, and whether its cells must stay whole."""
    if column.right is not None:
        return column.right, column.show is not None
    if field is not None and field.spec.kind != "any":
        number = field.spec.unit != "seconds" and field.spec.kind in ("integer", "number")
        return number, number or field.spec.is_id or field.spec.unit is not None or field.spec.kind == "boolean"
    present = [value for value in values if value is not None]
    number = bool(present) and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in present)
    return number, number or all(not isinstance(value, (str, dict, list)) or _like_id(value) for value in present)


def _like_id(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20


def _texts(field: Field | None, values: list[Any], rows: Sequence[Mapping[str, Any]], style: Style) -> list[str]:
    if style.currency_of and field is not None and field.spec.unit == "micros":
        return [cell(field, value, style.for_record(row)) for value, row in zip(values, rows, strict=True)]
    return [cell(field, value, style) for value in values]


def _styles(name: str, values: Sequence[Any], style: Style) -> dict[str, str]:
    """Find the styles of the texts that have one."""
    if not style.color:
        return {}
    styles = {ABSENT: QUIET} if None in values else {}
    for value in {value for value in values if isinstance(value, str)} if name.endswith("status") else ():
        found = status_style(name, value)
        if found:
            styles[shown(value, style)] = found
    return styles


def share(columns: Sequence[RenderedColumn], width: int | None, all_columns: bool) -> list[int]:
    """Choose the widths of as many columns, from the left, as the terminal takes.

    The first column is kept even where it does not fit, and so is each of them with ``all_columns``.
    """
    naturals = [column.natural for column in columns]
    if width is None:
        return naturals
    for count in (len(columns),) if all_columns else range(len(columns), 0, -1):
        widths = _squeezed(columns[:count], naturals[:count], width)
        if widths:
            return widths
    return [column.least for column in (columns if all_columns else columns[:1])]


def widened(columns: Sequence[RenderedColumn], widths: list[int], width: int | None) -> list[int]:
    """Adapt the widths of the blocks before to another: wider only where its cells could not be read otherwise."""
    kept = columns[: len(widths)]
    wanted = [max(before, column.natural if width is None else column.least) for column, before in zip(kept, widths, strict=True)]
    return wanted if width is None or wanted == widths else _squeezed(kept, wanted, width) or wanted


def _squeezed(columns: Sequence[RenderedColumn], widths: list[int], width: int) -> list[int]:
    """Reduce widths to the terminal's, the widest giving way first; empty where that cannot be done."""
    room = width - GAP * (len(columns) - 1)
    for growing in (True, False):
        for most in range(room, 0, -1):
            if sum(widths) <= room:
                return widths
            widths = [
                width if growing and not column.grow else max(column.least, min(width, most))
                for column, width in zip(columns, widths, strict=True)
            ]
    return widths if sum(widths) <= room else []
