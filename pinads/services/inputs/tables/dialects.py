"""The dialect of a table of records: delimiter and decimal sign, as spreadsheets of different countries save them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Container
from typing import TYPE_CHECKING, NamedTuple

from pinads.render.money import AMBIGUOUS, is_ambiguous, two_readings
from pinads.sdk.errors import InvalidInput
from pinads.services.inputs.tables.cells import CellValue
from pinads.services.inputs.tables.headings import REMARK, heading_name

if TYPE_CHECKING:
    from pinads.services.inputs.input_file import InputFile

DELIMITERS = (",", ";", "\t", "|")
_SEP = r'(?i)"?sep=(.)"?\s*'
"""A first line that tells Excel the delimiter."""
LONGEST_HEADING = 1 << 20
_COMMA = r"[0-9]*,[0-9]+"
_POINT = r"[0-9]*\.[0-9]+"
_GROUPED = r"[0-9]{1,3}(?:([.,'’\u00a0\u202f ])[0-9]{3})(?:\1[0-9]{3})*(?:([.,])[0-9]+)?"
"""Thousands with separators between them: ``1.234,50``, ``1'234``."""


class Dialect(NamedTuple):
    """The delimiter of a table, and the number of lines before its heading, of which some are comments."""

    delimiter: str
    skipped: int = 0
    comments: int = 0


def dialect_of(source: InputFile, kind: str, known: Container[str]) -> Dialect:
    """Detect the delimiter of a table: the one that separates most field names in the heading.

    Args:
        source: the table.
        kind: csv or tsv.
        known: the names that a heading can have.
    """
    skipped = comments = 0
    with source.text("") as text:
        first = text.readline(LONGEST_HEADING)
        while (is_remark := is_comment(first, known)) or (comments and first and not first.strip()):
            first, skipped, comments = text.readline(LONGEST_HEADING), skipped + 1, comments + is_remark
    named = re.fullmatch(_SEP, first)
    if named:
        return Dialect(named[1], skipped + 1, comments)
    if kind == "tsv":
        return Dialect("\t", skipped, comments)
    counts = {sign: sum(heading_name(name) in known for name in next(csv.reader([first], delimiter=sign), [])) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: counts[sign])
    # Of a heading without any known name the error is about the delimiter that it has.
    delimiter = best if counts[best] else next((sign for sign in DELIMITERS if sign in first), ",")
    return Dialect(delimiter, skipped, comments)


def cells_of(line: str) -> list[str]:
    """Cut a line wherever any table would."""
    cells = [line]
    for sign in DELIMITERS:
        cells = [part for cell in cells for part in cell.split(sign)]
    return [cell.strip().strip("\"'") for cell in cells]


def is_comment(line: str, known: Container[str]) -> bool:
    """Tell whether a line begins with ``#`` and is not a heading whose first column is a remark."""
    if not line.strip().strip('"').startswith(REMARK):
        return False
    _, *others = cells_of(line.strip())
    return not others or not all(heading_name(cell) in known for cell in others if cell)


class Decimals:
    """The decimal sign of the amounts in a table, learned row by row; a second sign is refused with both places.

    Attributes:
        comma: whether amounts have a decimal comma; None before the first that shows it.
    """

    def __init__(self) -> None:
        self.comma: bool | None = None
        self._first = ""

    def point(self, text: str, place: str, currency: Callable[[], str | None]) -> str:
        """Write an amount with a decimal point.

        Args:
            text: the cell.
            place: its place, for the error about a later one.
            currency: returns the currency.

        Raises:
            InvalidInput: it contradicts an earlier amount, or can be read in two ways.
        """
        if isinstance(text, CellValue):
            return text.amount()
        number = text.strip().lstrip("+-").rstrip(" %€$£¥").rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz").strip()
        if number.isdigit():
            return text
        if (grouped := re.fullmatch(_GROUPED, number)) is not None and grouped[1] != grouped[2] and (grouped[2] or grouped[1] not in ".,"):
            plain = number.replace(grouped[1], "")
            text, number = text.replace(number, plain), plain
        comma, shows = bool(re.fullmatch(_COMMA, number)), bool(re.fullmatch(_COMMA, number) or re.fullmatch(_POINT, number))
        if not shows:
            return text
        if re.fullmatch(AMBIGUOUS, number) and is_ambiguous(number, currency()):
            raise InvalidInput(two_readings(text, number, currency()))
        if self.comma is None:
            self.comma, self._first = comma, f"{text!r} in {place}"
        elif self.comma is not comma:
            signs = ("comma", "point") if comma else ("point", "comma")
            raise InvalidInput(f"{text!r} has a decimal {signs[0]}, and {self._first} a decimal {signs[1]}: write all amounts the same way")
        return text.replace(",", ".") if comma else text
