"""Records as a table, drawn by Rich in blocks of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from rich.table import Table
from rich.text import Text

from pinads.render.columns import Column
from pinads.render.console import drawn, styled
from pinads.render.rendered_columns import GAP, RenderedColumn, share, widened
from pinads.render.style import HEADING, QUIET, Style, paint
from pinads.render.text import counted, plural
from pinads.sdk.schema.fields import Field

BLOCK = 250
"""Rows that are drawn at a time: a page of the API."""

Rows = Sequence[Mapping[str, Any]]


def table(
    records: Iterable[Mapping[str, Any]],
    columns: Sequence[Column],
    fields: Mapping[str, Field],
    style: Style,
    noun: str = "row",
    whole: str = "--wide or --fields",
    all_columns: bool = False,
    prepare: Callable[[Rows], tuple[Sequence[Column], Style]] | None = None,
    total: Mapping[str, Any] | None = None,
    noted: bool = True,
) -> Iterator[str]:
    """Write a heading, a rule, one line a record, and their number.

    Where the terminal is narrow, columns that grow give way first, then other texts, and then columns go from the
    right, which a note says. Ids, numbers, money and times are never cut. The widths are those of the first block of
    rows; a later one widens a column only where its cells could not be read otherwise.

    Args:
        records: a block of them is read before it is written; then the next is asked for.
        columns: the columns to show, from the left.
        fields: the declarations of the records' fields.
        style: colour, width, currency, time zone.
        noun: the word for one record.
        whole: the options that show the columns that do not fit.
        all_columns: show all columns, even where that is wider than the terminal.
        prepare: makes the columns and the style of a block from its rows, where they depend on these.
        total: a last row, below a rule.
        noted: say how many records there are, and which columns are hidden.
    """
    rows, count = iter(records), 0
    widths: list[int] = []
    first: list[RenderedColumn] = []
    while block := list(islice(rows, BLOCK)):
        if prepare is not None:
            columns, style = prepare(block)
        rendered = [RenderedColumn(column, block, fields, style, total) for column in columns]
        widths = widened(rendered, widths, style.width) if first else share(rendered, style.width, all_columns)
        yield from _block(rendered, widths, first or rendered, style, headed=not first)
        first = first or rendered
        count += len(block)
    if total is not None and first:
        yield from _last_row(first, widths, style)
    if not noted:
        return
    if not count:
        yield paint(f"no {plural(noun)}", QUIET, style) + "\n"
        return
    notes = [counted(count, noun)]
    if hidden := [column.heading for column in first[len(widths) :]]:
        notes.append(f"({counted(len(hidden), 'column')} hidden: {', '.join(hidden)}, use {whole})")
    yield "\n"
    for note in notes:
        yield from drawn(styled(note, QUIET, style), style, style.width)


def _block(
    columns: Sequence[RenderedColumn], widths: Sequence[int], first: Sequence[RenderedColumn], style: Style, headed: bool
) -> Iterator[str]:
    block = Table(box=None, show_header=headed, header_style="", pad_edge=False, padding=(0, GAP, 0, 0))
    cells, rules = [], []
    for column, model, width in zip(columns, first, widths, strict=False):
        _add_column(block, styled(column.heading, HEADING, style), model, width)
        rules.append(_rule(width, style))
        cells.append(column.text())
    if any(column.wraps and column.natural > width for column, width in zip(columns, widths, strict=False)):
        if headed:
            block.add_row(*rules)
        for row in zip(*(text.split("\n", allow_blank=True) for text in cells), strict=True):
            block.add_row(*row)
    else:
        block.add_row(*[Text("\n").join([rule, cell]) if headed else cell for rule, cell in zip(rules, cells, strict=True)])
    return drawn(block, style)


def _last_row(columns: Sequence[RenderedColumn], widths: Sequence[int], style: Style) -> Iterator[str]:
    last = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
    for column, width in zip(columns, widths, strict=False):
        _add_column(last, "", column, width)
    totals = [styled(column.total, HEADING, style) for column in columns]
    last.add_row(*[Text("\n").join([_rule(width, style), total]) for total, width in zip(totals, widths, strict=False)])
    return drawn(last, style)


def _add_column(block: Table, heading: Text | str, model: RenderedColumn, width: int) -> None:
    overflow: Any = "fold" if model.wraps else "ellipsis"
    block.add_column(heading, justify="right" if model.right else "left", width=width, no_wrap=not model.wraps, overflow=overflow)


def _rule(width: int, style: Style) -> Text:
    return styled(("─" if style.unicode else "-") * width, QUIET, style)
