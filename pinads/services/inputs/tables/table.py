"""Tables of records, in any format that spreadsheet programs save."""

from __future__ import annotations

from collections.abc import Container, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput
from pinads.services.inputs.encodings import UTF8
from pinads.services.inputs.tables.delimited import delimited_rows
from pinads.services.inputs.tables.dialects import DELIMITERS, LONGEST_HEADING, Decimals, Dialect, cells_of, dialect_of, is_comment
from pinads.services.inputs.tables.headings import REMARK, Complaint, heading_name

if TYPE_CHECKING:
    from pinads.services.inputs.input_file import InputFile
    from pinads.services.inputs.json_reader import Placed

DELIMITED = ("csv", "tsv")
LINES = "lines"
"""A plain text of one value a line."""
WORKBOOK = "xlsx"
TABLES = (*DELIMITED, LINES, WORKBOOK)
"""The kinds of records that are tables."""


class Table:
    """The format of the table that records come from, and its rows.

    Args:
        source: its file.
        kind: one of TABLES.
        known: the names that a heading can have.
        field: the field of the values of LINES.
        resource: the sheet of a workbook to take where there are several, such as ``ad_groups``.
        sheet: the one that a person named.

    Attributes:
        kind: its kind.
        sheet: the sheet that a person named.
        dialect: its delimiter.
        encoding: of its bytes.
        has_bom: whether the first bytes tell the encoding, or programs do not expect it.
        decimals: the decimal sign, as far as the last pass over its rows has seen it.
        headings: the names in its heading, once a row has been read.
        comments: the lines before a heading, or of LINES, that begin with ``#``, as far as the last pass has seen them.
    """

    def __init__(
        self, source: InputFile, kind: str, known: Container[str], field: str = "", resource: str = "", sheet: str | None = None
    ) -> None:
        self._sheet: Any = load_workbooks(source).Sheet(source, resource, sheet) if kind == WORKBOOK else None
        self.kind = kind
        self.sheet = sheet
        self._source = source
        self._field = field
        self.dialect = dialect_of(source, kind, known) if kind in DELIMITED else Dialect(",")
        # Refused rows of a file whose encoding had to be named are written so that they need no name.
        self.encoding = source.encoding if source.named is None else UTF8
        self.has_bom = source.has_bom
        self.decimals = Decimals()
        self.headings: tuple[str, ...] = ()
        self.comments = self.dialect.comments

    def rows(self, complaint: Complaint) -> Iterator[Placed]:
        """Read the rows from the first, each with its place.

        Raises:
            InvalidInput: it is not such a table; the message has the place.
        """
        self.decimals, self.comments = Decimals(), self.dialect.comments
        if self._sheet is not None:
            return self._noted(self._sheet.rows(complaint))
        if self.kind == LINES:
            return self._lines()
        return self._noted(delimited_rows(self._source, self.dialect, complaint))

    def _lines(self) -> Iterator[Placed]:
        """Yield the lines of a plain text as rows of one field, but blank lines and comments."""
        for number, line in enumerate(self._source.text("\n"), 1):
            text = line.strip()
            if text.startswith(REMARK):
                self.comments += 1
            elif text:
                yield f"{self._source.name}, line {number}", {self._field: text}

    def _noted(self, rows: Iterator[Placed]) -> Iterator[Placed]:
        for placed in rows:
            self.headings = self.headings or tuple(placed[1])
            yield placed


def load_workbooks(source: InputFile) -> Any:
    """Load the reader of workbooks.

    Raises:
        InvalidInput: its package is not installed.
    """
    if find_spec("openpyxl") is None:
        told = f"{source.name} is a workbook, and reading it needs the package openpyxl, which is not installed"
        raise InvalidInput(f"{told}: run pip install 'pinads[xlsx]', or save the sheet as CSV", source.option)
    from pinads.services.inputs.tables import workbook  # start-up: 150 ms, for workbooks alone

    return workbook


def has_heading(source: InputFile, known: Container[str]) -> bool:
    """Tell whether a text begins, after comments, with the heading of a table, or what may be meant as one."""
    with source.text("\n") as text:
        lines = (line.strip() for line in iter(lambda: text.readline(LONGEST_HEADING), ""))
        first = next((line for line in lines if line and not is_comment(line, known)), "")
    are_known = [heading_name(cell) in known for cell in cells_of(first)]
    return any(are_known) or any(sign in first for sign in DELIMITERS if sign != ",")
