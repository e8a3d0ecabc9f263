"""A table that shows all of its columns at any width: where they do not fit side by side, further tables below have the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from pinads.render.columns import Column
from pinads.render.rendered_columns import GAP, RenderedColumn, share
from pinads.render.style import Style
from pinads.render.table import table

READABLE = 20
"""The width that a name should keep before headings are shortened."""


def stacked(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[Column],
    style: Style,
    noun: str = "row",
    total: Mapping[str, Any] | None = None,
    whole: bool = True,
) -> Iterator[str]:
    """Write a table with all columns, the row of totals, and the number of rows.

    Where the terminal is narrow, columns that grow give way first, then headings are shortened, then columns are shown
    in further tables below, each of which begins with the columns that name a row. No heading is cut.

    Args:
        rows: the records.
        columns: the columns; those that repeat name a row.
        style: colour, width, currency.
        noun: the word for one record.
        total: the row of totals.
        whole: False to leave columns out from the right where they do not fit, with a note.
    """
    if style.width is None or not rows:
        yield from table(rows, columns, {}, style, noun, all_columns=True, total=total)
        return
    rendered = [RenderedColumn(column, rows, {}, style, total) for column in columns]
    for each in rendered:  # Headings are to be whole, and names readable.
        each.least = min(each.natural, READABLE) if each.grow else each.natural
    widths = share(rendered, style.width, all_columns=True)
    if sum(widths) + GAP * (len(widths) - 1) > style.width:
        columns = [column._replace(title=column.short) if column.short else column for column in columns]
    fitting = [column._replace(least=max(column.least, cell_len(column.heading))) for column in columns]
    if not whole:
        yield from table(rows, fitting, {}, style, noun, total=total)
        return
    groups = _groups(fitting, [RenderedColumn(column, rows, {}, style, total) for column in fitting], style.width)
    for group in groups[:-1]:
        yield from table(rows, group, {}, style, noun, all_columns=True, total=total, noted=False)
        yield "\n"
    yield from table(rows, groups[-1], {}, style, noun, all_columns=True, total=total)


def _groups(columns: Sequence[Column], rendered: Sequence[RenderedColumn], width: int) -> list[list[Column]]:
    """Split the columns into tables that fit; those below begin with the columns that name a row."""
    naming = [column for column in columns if column.repeats] or list(columns[:1])
    lead = sum(each.least + GAP for column, each in zip(columns, rendered, strict=True) if column in naming)
    groups, used = [list(columns[:1])], rendered[0].least
    for column, each in zip(columns[1:], rendered[1:], strict=True):
        used += GAP + each.least
        if used > width and column not in naming and groups[-1] != naming:
            groups.append(list(naming))
            used = lead + each.least
        groups[-1].append(column)
    return groups
