"""Tables of records, in any format that spreadsheet programs save."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from pinads.services.inputs.encodings import UTF8
from pinads.services.inputs.tables.delimited import delimited_rows, line_rows
from pinads.services.inputs.tables.dialects import DELIMITERS, LONGEST_HEADING, Decimals, Dialect, dialect_of
from pinads.services.inputs.tables.headings import Complaint, heading_name

if TYPE_CHECKING:
    from pinads.services.inputs.input_file import InputFile
    from pinads.services.inputs.json_reader import Placed

DELIMITED = ("csv", "tsv")
LINES = "lines"
"""A plain text of one value a line."""
TABLES = (*DELIMITED, LINES)
"""The kinds of records that are tables of texts."""


class Table:
    """The format of the table that records come from, and its rows.

    Args:
        source: its file.
        kind: one of TABLES.
        known: the names that a heading can have.
        field: the field of the values of LINES.

    Attributes:
        kind: its kind.
        dialect: its delimiter.
        encoding: of its bytes.
        has_bom: whether the first bytes tell the encoding, or it is none that programs expect.
        decimals: the decimal sign, as far as the last pass over its rows has seen it.
    """

    def __init__(self, source: InputFile, kind: str, known: Container[str], field: str = "") -> None:
        self.kind = kind
        self._source = source
        self._field = field
        self.dialect = dialect_of(source, kind, known) if kind in DELIMITED else Dialect(",")
        # Refused rows of a file whose encoding had to be named are written so that they need no name.
        self.encoding = source.encoding if source.named is None else UTF8
        self.has_bom = source.has_bom
        self.decimals = Decimals()

    def rows(self, complaint: Complaint) -> Iterator[Placed]:
        """Read the rows from the first, each with its place.

        Args:
            complaint: returns the problem with the name in a heading, or None.

        Raises:
            InvalidInput: it is no such table; the message has the place.
        """
        self.decimals = Decimals()
        if self.kind == LINES:
            return line_rows(self._source, self._field)
        return delimited_rows(self._source, self.dialect, complaint)


def has_heading(source: InputFile, known: Container[str]) -> bool:
    """Tell whether a text begins with the heading of a table, or with what may be meant as one."""
    with source.text("\n") as text:
        first = next((line for line in iter(lambda: text.readline(LONGEST_HEADING), "") if line.strip()), "").strip()
    cells = [first]
    for sign in DELIMITERS:
        cells = [part for cell in cells for part in cell.split(sign)]
    return any(heading_name(cell.strip("\"'")) in known for cell in cells) or any(sign in first for sign in DELIMITERS if sign != ",")
