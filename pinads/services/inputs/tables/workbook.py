"""The rows of a sheet of a workbook (XLSX), read by openpyxl: numbers without loss, dates as times, errors as errors."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from pinads.sdk.errors import InvalidInput
from pinads.services.inputs.tables.cells import BOOLEAN, FAULT, NUMBER, TIME, CellValue
from pinads.services.inputs.tables.headings import Complaint, read_header

if TYPE_CHECKING:
    from pinads.services.inputs.input_file import InputFile
    from pinads.services.inputs.json_reader import Placed

LARGEST = 1 << 30
"""Bytes of an unpacked workbook at most: a few packed ones can become many."""
_DAMAGED = (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError)
"""What openpyxl raises for files that are not workbooks."""
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold, as workbooks write it."""
_CODE = re.compile(r'\[\$([A-Z]{3})(?:-[0-9A-Fa-f]+)?\]|"\s*([A-Z]{3})\s*"')
_SIGNS = {"€": "EUR", "£": "GBP"}
"""The signs of one currency alone."""


class Sheet:
    """One sheet of a workbook, whose rows can be read repeatedly.

    Args:
        source: the workbook.
        resource: the name of the sheet to take where there are several, such as ``ad_groups``.
        named: the name that a person gave.

    Attributes:
        place: the sheet in messages: the file's name, with the sheet's where it has several.

    Raises:
        InvalidInput: it is not a workbook, or it is not certain which sheet is meant.
    """

    def __init__(self, source: InputFile, resource: str, named: str | None) -> None:
        self._source = source
        self._kept: IO[bytes] | None = None
        with self._reading(), closing(self._open(values=False)) as book:
            every = {sheet.title: sheet.sheet_state == "visible" for sheet in book.worksheets}
        self._name = _chosen(every, resource, named, source)
        self.place = f"{source.name}, sheet {self._name!r}" if sum(every.values()) > 1 else source.name

    def rows(self, complaint: Complaint) -> Iterator[Placed]:
        """Read the rows, each with its place; blank ones are skipped.

        Raises:
            InvalidInput: they are not a table; the message has the place.
        """
        header: list[str] = []
        for number, cells in self._stored():
            place = f"{self.place}, row {number}"
            if not header:
                header = read_header(cells, place, complaint)
                continue
            if any(cell.strip() for cell in cells[len(header) :]):
                column = next(index for index, cell in enumerate(cells) if index >= len(header) and cell.strip())
                raise InvalidInput(f"{place}: a value in column {get_column_letter(column + 1)}, which has no heading", self._source.option)
            yield place, dict(zip(header, [*cells, *[""] * len(header)], strict=False))

    def cells(self) -> Iterator[tuple[int, list[str]]]:
        """Read the cells of the rows that are not blank, each with its number, once and without a temporary file."""
        with self._reading():
            yield from self._parsed()

    def _stored(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that are not blank, from a temporary file: they are read more than once."""
        if self._kept is None:
            kept = self._source.temporary()
            with self._reading():
                for number, cells in self._parsed():
                    written = [[cell, cell.kind, cell.currency] if isinstance(cell, CellValue) else cell for cell in cells]
                    kept.write(json.dumps([number, written]).encode() + b"\n")
            self._kept = kept
        self._kept.seek(0)
        for line in self._kept:
            number, read = json.loads(line)
            yield number, [CellValue(*cell) if isinstance(cell, list) else cell for cell in read]

    def _parsed(self) -> Iterator[tuple[int, list[str]]]:
        with ExitStack() as books:
            results: Iterator[tuple[int, Sequence[Any]]] | None = None
            for number, row in self._numbered(books.enter_context(closing(self._open(values=False)))):
                if any(cell.data_type == "f" for cell in row):
                    if results is None:
                        results = self._numbered(books.enter_context(closing(self._open(values=True))))
                    row = self._calculated(row, next(found for at, found in results if at == number))
                cells = [_text(cell) for cell in row]
                while cells and not cells[-1].strip():
                    cells.pop()
                if cells:
                    yield number, cells

    def _numbered(self, book: Any) -> Iterator[tuple[int, Sequence[Any]]]:
        sheet = book[self._name]
        sheet.reset_dimensions()  # Some programs write wrong ones.
        return enumerate(sheet.iter_rows(), 1)

    def _calculated(self, row: Sequence[Any], results: Sequence[Any]) -> Sequence[Any]:
        """Return the saved results of a row with formulas.

        Raises:
            InvalidInput: a formula has none.
        """
        for formula, cell in zip(row, results, strict=True):
            if formula.data_type == "f" and cell.value is None:
                told = f"{self.place}: cell {formula.coordinate} has a formula whose result is not in the file"
                raise InvalidInput(f"{told}. Open it in the spreadsheet program and save it", self._source.option)
        return results

    def _open(self, values: bool) -> Any:
        """Open the workbook: with formulas, or with the values that they had when it was saved."""
        return load_workbook(self._source.binary(), read_only=True, data_only=values, keep_links=False)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Convert the errors of a damaged workbook, and silence remarks about parts that are not needed."""
        name, option = self._source.name, self._source.option
        try:
            with ZipFile(self._source.binary()) as packed:
                if sum(part.file_size for part in packed.infolist()) > LARGEST:
                    raise InvalidInput(f"{name} is too large a workbook: save its sheet as CSV", option)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        except InvalidInput:
            raise
        except _DAMAGED:
            told = f"{name} is not a readable workbook: open it in the spreadsheet program and save it as XLSX or CSV"
            raise InvalidInput(told, option) from None


def _chosen(every: dict[str, bool], resource: str, named: str | None, source: InputFile) -> str:
    """Choose the sheet: the one that was named, else the resource's, else the only one."""
    shown = [name for name, visible in every.items() if visible]
    listed = ", ".join(map(repr, shown))
    if named is not None:
        found = [name for name in every if name == named] or [name for name in every if _folded(name) == _folded(named)]
        if len(found) != 1:
            raise InvalidInput(f"Invalid `sheet` {named!r}: {source.name} has the sheets {listed}", "sheet")
        return found[0]
    found = [name for name in shown if _folded(name) == _folded(resource)]
    if len(found) == 1 or len(shown) == 1:
        return (found or shown)[0]
    raise InvalidInput(f"{source.name} has several sheets: {listed}. Say which with `sheet` NAME", "sheet" if shown else source.option)


def _folded(name: str) -> str:
    return re.sub("[^0-9a-z]", "", name.casefold())


def _text(cell: Any) -> str:
    """Return a cell as a cell of a table: a text as it is, and anything else as a value."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return CellValue(str(value), FAULT)
    if isinstance(value, bool):
        return CellValue(str(value).lower(), BOOLEAN)
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime):
        # A spreadsheet keeps days as fractions, so a second is not exact.
        moment = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        is_day = moment.time() == moment.min.time() and "h" not in cell.number_format.lower()
        return CellValue(moment.date().isoformat() if is_day else moment.isoformat(), TIME)
    if not isinstance(value, str):
        return CellValue(str(value), TIME)
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value


def _number(value: float, format: str) -> CellValue:
    # The fifteen digits that a spreadsheet computes with; the others are noise.
    exact = Decimal(f"{value:.15g}" if isinstance(value, float) else value)
    if "%" in format:
        return CellValue(f"{(exact * 100).normalize():f}%", NUMBER)
    found = _CODE.search(format)
    sign = next((code for sign, code in _SIGNS.items() if sign in format), "")
    return CellValue(f"{exact.normalize():f}", NUMBER, (found[1] or found[2]) if found else sign)
