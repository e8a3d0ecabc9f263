"""Rows of figures on stdout, in any format, as they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from pinads.cli.output.writer import column, draw_table, separated, write, write_structured
from pinads.render.columns import Column
from pinads.render.delimited import ids
from pinads.render.figures import NUMBERS, figure_text, heading
from pinads.render.files.plain import for_sheets, plain
from pinads.render.formats import DRAWN_FORMATS
from pinads.services.results import RowStream

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation
    from pinads.render.style import Style


def emit_row_stream(result: RowStream, presentation: Presentation) -> None:
    """Write rows: a table in blocks, csv and json row by row, and each id once."""
    format, names = presentation.format, list(result.kinds)
    if format in DRAWN_FORMATS:
        total = result.total()
        if total is not None and names[0] not in result.headings:
            total = {**total, names[0]: "total"}
        columns = [_column(name, result) for name in names if name != "currency"]
        draw_table(result.rows, columns, {}, result.noun, presentation, total=total)
    elif format == "ids":
        write(ids(_each_once(result.rows)))
    elif format in ("csv", "tsv"):
        separated(map(partial(for_sheets, kinds=result.kinds, currency=result.currency), result.rows), names, {}, presentation)
    else:
        write_structured(map(plain, result.rows), format)


def _column(name: str, result: RowStream) -> Column:
    """Declare the column of a figure with its unit, or of a text."""
    kind = result.kinds[name]
    if kind not in NUMBERS or name not in result.headings:
        return column(name)
    title = heading(result.headings[name], kind, result.currency)

    def show(value: Any, style: Style) -> str:
        return figure_text(kind, value, style._replace(currency=result.currency))

    return Column(name, title, show=show, right=True)


def _each_once(rows: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Pass on the first row of each id; a report has one for each day."""
    seen: set[Any] = set()
    for row in rows:
        if row.get("id") not in seen:
            seen.add(row.get("id"))
            yield row
