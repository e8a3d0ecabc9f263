"""Tables of figures saved as files, by the writer of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from pinads.render.files.plain import for_cells, for_sheets
from pinads.render.files.table_file import FILE_FORMATS, TEXT_FORMATS, write_table, write_text
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import option
from pinads.services.figures.program_rows import CURRENCY, kinds_of, program_rows
from pinads.services.results import Destination
from pinads.services.saving.destination import STANDARD_OUTPUT, CountedRows, destination_of, save

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.figures.figure_table import FigureOptions, FigureTable


def figure_destination(context: Context, options: FigureOptions) -> Destination | None:
    """Return the file in which figures are to be saved; None if they are shown.

    Raises:
        InvalidInput: it cannot be written, no format is named, or other options are about figures that are shown.
    """
    if options.html is not None and options.html == (options.to or STANDARD_OUTPUT):
        raise InvalidInput(f"{option('html')} and {option('to')} are the same file. Give one of them.", option("to"))
    return destination_of(context, options, FILE_FORMATS, ("query", "chart"))


def save_figures(context: Context, destination: Destination, table: FigureTable) -> None:
    """Save the rows of a table of figures."""
    kinds, format = kinds_of(table), destination.format
    counted = CountedRows(lambda: program_rows(table))

    def write(file: BinaryIO) -> None:
        if format in TEXT_FORMATS:
            # Rows of several ad accounts have amounts in several currencies.
            of_sheets = kinds if format in ("csv", "tsv") else {}
            rows = (for_sheets(row, of_sheets, row.get(CURRENCY)) for row in counted())
            write_text(format, file, rows, list(kinds), for_sheets=destination.path != STANDARD_OUTPUT)
        else:
            write_table(format, file, lambda: map(for_cells, counted()), kinds, table.currency)

    save(context, destination, table.noun, write, counted)
