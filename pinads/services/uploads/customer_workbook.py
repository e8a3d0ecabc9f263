"""The customers of a workbook, and the reasons why cells that a spreadsheet program has spoilt are invalid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import NamedTuple

from pinads.sdk.customers.normalize import TURNED
from pinads.sdk.customers.table import Spoilt
from pinads.sdk.errors import InvalidInput
from pinads.sdk.paths import expanded
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.services.inputs.input_file import WORKBOOKS, InputFile
from pinads.services.inputs.tables.cells import BOOLEAN, FAULT, NUMBER, TIME, CellValue
from pinads.services.inputs.tables.table import load_workbooks

_REASONS = {
    NUMBER: TURNED,
    TIME: "a spreadsheet has turned it into a date",
    BOOLEAN: "a spreadsheet has turned it into true or false",
    FAULT: "its cell has an error",
}


class CustomerSheet(NamedTuple):
    """The rows of a sheet, each with its number, and the sheet's name in messages."""

    rows: Iterator[tuple[int, Sequence[str]]]
    name: str


@contextmanager
def customer_sheet(file: str, sheet: str | None) -> Iterator[CustomerSheet | None]:
    """Open the sheet of a workbook, which is never written to a file; None if it is not a workbook.

    Args:
        file: the path; a workbook is read from a file only, since its end is needed first.
        sheet: the name of the sheet; None if it is the only one.

    Raises:
        InvalidInput: it is not a workbook that can be read, or has several sheets and none was named.
    """
    if not _is_workbook(file):
        if sheet is not None:
            raise InvalidInput("`sheet` applies only to a workbook, and this file is not one: leave it out", "sheet")
        yield None
        return
    with closing(InputFile(file)) as source:
        book = load_workbooks(source).Sheet(source, CustomerList.RESOURCE.collection, sheet)
        yield CustomerSheet(((number, list(map(_cell, cells))) for number, cells in book.cells()), book.place)


def _is_workbook(file: str) -> bool:
    path = expanded(file)
    try:
        if file == "-" or not path.is_file():
            return False
        with path.open("rb") as stream:
            return stream.read(4).startswith(WORKBOOKS)
    except OSError:
        return False  # The reader of texts says why.


def _cell(cell: str) -> str:
    return Spoilt(cell, _REASONS[cell.kind]) if isinstance(cell, CellValue) else cell
