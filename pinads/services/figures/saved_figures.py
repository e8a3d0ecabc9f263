"""Tables of figures saved as files, by the writer of reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from pinads.render.files.table_file import FILE_FORMATS, TEXT_FORMATS, write_table, write_text
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import option
from pinads.services.results import Destination
from pinads.services.saving.destination import STANDARD_OUTPUT, CountedRows, destination_of, save

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.figures.figure_table import FigureOptions


def figure_destination(context: Context, options: FigureOptions) -> Destination | None:
    """Return the file in which figures are to be saved; None if they are shown.

    Raises:
        InvalidInput: it cannot be written, no format is named, or other options are about figures that are shown.
    """
    if options.html is not None and options.html == (options.to or STANDARD_OUTPUT):
        raise InvalidInput(f"{option('html')} and {option('to')} are the same file. Give one of them.", option("to"))
    return destination_of(context, options, FILE_FORMATS, ("query", "chart"))


def save_figures(
    context: Context,
    destination: Destination,
    rows: Callable[[], Iterator[Mapping[str, Any]]],
    kinds: Mapping[str, str],
    noun: str,
    currency: str | None,
) -> None:
    """Save a table of figures.

    Args:
        context: the face.
        destination: the file.
        rows: begins the rows; of formats of texts as they are to be written.
        kinds: the columns in order, each with its kind.
        noun: the word for one row.
        currency: the currency of amounts.
    """
    counted = CountedRows(rows)

    def write(file: BinaryIO) -> None:
        if destination.format in TEXT_FORMATS:
            write_text(destination.format, file, counted(), list(kinds), for_sheets=destination.path != STANDARD_OUTPUT)
        else:
            write_table(destination.format, file, counted, kinds, currency)

    save(context, destination, noun, write, counted)
