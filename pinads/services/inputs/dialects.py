"""The dialect of a table of records: delimiter, headings and decimal sign, as spreadsheets of different countries save them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Container
from typing import TYPE_CHECKING, NamedTuple

from pinads.render.money import AMBIGUOUS, is_ambiguous, two_readings
from pinads.sdk.errors import InvalidInput
from pinads.services.inputs.encodings import UTF8

if TYPE_CHECKING:
    from pinads.services.inputs.input_file import InputFile

TABLES = ("csv", "tsv")
"""The kinds of records that are tables of texts."""
DELIMITERS = (",", ";", "\t", "|")
_SEP = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""A first line that tells Excel the delimiter."""
LONGEST_HEADING = 1 << 20
_COMMA = re.compile(r"[0-9]*,[0-9]+")
_POINT = re.compile(r"[0-9]*\.[0-9]+")


class Dialect(NamedTuple):
    """The delimiter of a table, and the number of lines before its heading."""

    delimiter: str
    skipped: int = 0


def dialect_of(source: InputFile, kind: str, known: Container[str]) -> Dialect:
    """Detect the delimiter of a table: the one that separates most field names in the heading.

    Args:
        source: the table.
        kind: csv or tsv.
        known: the names that a heading can have.
    """
    with source.text("") as text:
        first = text.readline(LONGEST_HEADING)
    named = _SEP.fullmatch(first)
    if named:
        return Dialect(named[1], 1)
    if kind == "tsv":
        return Dialect("\t")
    counts = {sign: sum(heading_name(name) in known for name in next(csv.reader([first], delimiter=sign), [])) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: counts[sign])
    # Of a heading without any known name the error is about the delimiter that it has.
    return Dialect(best if counts[best] else next((sign for sign in DELIMITERS if sign in first), ","))


def heading_name(text: str) -> str:
    """Return the field name for a heading: ``daily_spend_cap`` for ``Daily Spend Cap``."""
    return re.sub(r"[\s_-]+", "_", text.strip().lower())


class Table:
    """The format of the table that records come from.

    Attributes:
        dialect: its delimiter.
        encoding: of its bytes.
        has_bom: whether the first bytes tell the encoding, or it is none that programs expect.
        decimals: the decimal sign, as far as the last pass over its rows has seen it.
    """

    def __init__(self, source: InputFile, kind: str, known: Container[str]) -> None:
        self.dialect = dialect_of(source, kind, known)
        # Refused rows of a file whose encoding had to be named are written so that they need no name.
        self.encoding = source.encoding if source.named is None else UTF8
        self.has_bom = source.has_bom
        self.decimals = Decimals()


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
        number = text.strip().lstrip("+-").rstrip(" %€$£¥").rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz").strip()
        comma, shows = bool(_COMMA.fullmatch(number)), bool(_COMMA.fullmatch(number) or _POINT.fullmatch(number))
        if not shows:
            return text
        if AMBIGUOUS.fullmatch(number) and is_ambiguous(number, currency()):
            raise InvalidInput(two_readings(text, number, currency()))
        if self.comma is None:
            self.comma, self._first = comma, f"{text!r} in {place}"
        elif self.comma is not comma:
            signs = ("comma", "point") if comma else ("point", "comma")
            raise InvalidInput(f"{text!r} has a decimal {signs[0]}, and {self._first} a decimal {signs[1]}: write all amounts the same way")
        return text.replace(",", ".") if comma else text
