"""The first row of a customer file: what stands between its cells, which column has the customers, and whether it is a header."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

from pinads.sdk.customers.lines import LONGEST_RECORD, Layout, json_rows
from pinads.sdk.customers.normalize import are_bare_devices, read
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import describe, nearest

DELIMITERS = ",;\t|"
NO_DELIMITER = "\x1f"
"""In a file with one column nothing separates; commas may be part of what is wrong with a value."""

LONGEST_LINE = 2 * LONGEST_RECORD
"""Characters of a first line; what the csv module takes for one cell."""
_LOOKED_AT = 20
"""Lines that tell what stands between cells."""
_CARRY = "surrogateescape"
_ADDRESSES = ("email", "mail", "emails", "emailaddress", "mailaddress", "customeremail", "emailhash", "hashedemail", "emailsha256")
_DEVICES = ("maid", "idfa", "gaid", "aaid", "advertisingid", "mobileadid", "deviceid")
_OTHERS = (*_DEVICES, "record", "records", "hash", "sha256")
_ALONE = (
    "md5",
    "sha1",
    "hashes",
    "hashed",
    "emailmd5",
    "emailsha1",
    "md5email",
    "sha1email",
    "sha256email",
    "hashedmaid",
    "hashedidfa",
    "madid",
)
"""More headings, in files of one column; among others they would be a second column to choose from."""
DEVICE_LISTS = ("MAID", "IDFA")
"""Types of customer lists whose records are device ids."""


class Header(NamedTuple):
    """What the first row says.

    Attributes:
        layout: where the records stand.
        column: the name of the column; None where the row is no header.
        size: bytes of the header.
        lines: how many lines it takes.
    """

    layout: Layout
    column: str | None = None
    size: int = 0
    lines: int = 0


def read_header(block: bytes, column: str | None, name: str, list_type: str | None = None) -> Header:
    """Find the column by the first row of a CSV file.

    Args:
        block: whole lines from the beginning of the file, of which the first is not empty.
        column: the name of the column, or its number from 1; None guesses.
        name: what errors call the file.
        list_type: what the records are; None goes by the column's name.

    Raises:
        InvalidInput: which column is meant cannot be told.
    """
    # The first lines only: no more than a block of some 50 kB is looked at, whatever it has.
    lines = list(islice(io.StringIO(block.decode("utf-8", _CARRY), newline=""), _LOOKED_AT))
    if len(lines[0]) > LONGEST_LINE:
        raise InvalidInput(f"{name}, line 1: it is longer than any customer; this is no file of customers, one a line", "file")
    best = max((_Reading(delimiter, lines) for delimiter in DELIMITERS), key=lambda reading: reading.merit(column))
    cells = best.rows[0]
    records = [number for number, cell in enumerate(cells) if _is_record(cell)]
    chosen = _named(cells, column, records, name) if column else _guessed(cells, records, name)
    layout = Layout(chosen, len(cells), best.delimiter if len(cells) > 1 else NO_DELIMITER)
    if list_type in DEVICE_LISTS or _folded(cells[chosen]) in _DEVICES:
        layout = layout._replace(devices=are_bare_devices(row[chosen] for row in best.rows if len(row) > chosen))
    # What has an @ was to be a customer, also where it is a mistyped one.
    is_heading = _is_known(cells[chosen]) or (len(cells) == 1 and _folded(cells[chosen]) in _ALONE)
    if records or "@" in cells[chosen] or not (column or is_heading):
        return Header(layout)
    size = len("".join(lines[: best.first_ends]).encode("utf-8", _CARRY))
    return Header(layout, cells[chosen].strip(), size, best.first_ends)


class _Reading:
    """The first rows as they are if something certain stands between cells.

    Attributes:
        delimiter: what stands there.
        rows: the rows.
        first_ends: how many lines the first one takes.
    """

    def __init__(self, delimiter: str, lines: list[str]) -> None:
        self.delimiter = delimiter
        self.rows: list[list[str]] = []
        self.first_ends = 1
        # An empty line after the last shows whether a quote is open there: it becomes a part of what is quoted.
        reader = csv.reader([*lines, "\n"], delimiter=delimiter)
        try:
            for row in reader:
                if reader.line_num > len(lines):
                    break
                if not self.rows:
                    self.first_ends = reader.line_num
                self.rows.append(row)
        except csv.Error:
            pass  # A cell of more than 128 kB.
        if not self.rows:  # A quote opens in the first line that does not close.
            self.rows.append(next(csv.reader(lines[:1], delimiter=delimiter)))

    def merit(self, column: str | None) -> tuple[bool, bool, int, int, int]:
        """How likely it is that these are the cells; more is likelier."""
        first = self.rows[0]
        fits = any(_is_record(cell) or _is_known(cell) or (column and _folded(cell) == _folded(column)) for cell in first)
        customers = sum(any(map(_is_record, row)) for row in self.rows)
        return len(first) > 1, bool(fits), customers, sum(len(row) == len(first) for row in self.rows), len(first)


def _is_record(cell: str) -> bool:
    return not isinstance(read(cell), str)


def _is_known(cell: str) -> bool:
    return _folded(cell) in (*_ADDRESSES, *_OTHERS)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _named(cells: Sequence[str], column: str, records: Sequence[int], name: str) -> int:
    for form in (str.strip, str.casefold, _folded):
        found = [number for number, cell in enumerate(cells) if form(cell.strip()) == form(column.strip())]
        if found and not records and not any("@" in cells[number] for number in found):
            if len(found) > 1:
                raise InvalidInput(f"{name} has {len(found)} columns {column!r}: give the column's number", "column")
            return found[0]
    if column.isascii() and column.isdigit() and 1 <= int(column) <= len(cells):
        return int(column) - 1
    # Only where one of its cells is surely a name, the others are none of a customer's.
    is_header = not records and any("@" not in cell and _is_known(cell) for cell in cells)
    known = [cell.strip() for cell in cells if "@" not in cell] if is_header else []
    why = "its first line is a customer and no header; give" if records else "give its name in the first line, or"
    raise InvalidInput(f"{name} has no column {describe(column)}{nearest(column, known)}: {why} its number, 1 to {len(cells)}", "column")


def _guessed(cells: Sequence[str], records: Sequence[int], name: str) -> int:
    if len(cells) == 1 or len(records) == 1:
        return records[0] if records else 0
    if not records:
        known = [number for number, cell in enumerate(cells) if "@" not in cell and _is_known(cell)]
        if len(known) == 1:
            return known[0]
        records = known
    several = f"{len(records)} columns look like it" if records else "none is named email, maid or the like"
    raise InvalidInput(f"{name} has {len(cells)} columns; which has the customers? {several}: give its name or number", "column")


def json_layout(lines: Sequence[bytes], column: str | None, name: str, list_type: str | None = None) -> Layout:
    """Find the member with the customer by the first lines of a JSONL file, as ``read_header`` does.

    Raises:
        InvalidInput: which one is meant cannot be told.
    """
    layout = Layout(key=_json_key(lines[0], column, name))
    if list_type in DEVICE_LISTS or _folded(str(layout.key)) in _DEVICES:
        rows = json_rows(b"\n".join(lines[:_LOOKED_AT]), layout)
        values = (value.decode("utf-8", "replace") for value in rows.values)
        return layout._replace(devices=are_bare_devices(values))
    return layout


def _json_key(line: bytes, column: str | None, name: str) -> str:
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidInput(f"{name}, line 1: not valid JSON; each line is an object or a string", "file") from None
    if not isinstance(value, dict):
        return column or "email"
    known = [key for key in value if _is_known(key)]
    if column:
        if column not in value:
            raise InvalidInput(f"{name}, line 1: it has no member {column!r}{nearest(column, known)}", "column")
        return column
    if len(known) != 1:
        several = f"{len(known)} look like it" if known else "none is named email, maid or the like"
        raise InvalidInput(f"{name}: which member of its objects has the customer? {several}: give its name", "column")
    return str(known[0])
