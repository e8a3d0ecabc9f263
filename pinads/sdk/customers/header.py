"""The layout of a customer file, read from its first lines: delimiter, header and the column that has the customers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from pinads.sdk.customers.normalize import are_bare_devices, read
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import describe, nearest

DELIMITERS = ",;\t|"
NO_DELIMITER = "\x1f"
"""The delimiter of files with one column, where a comma may be part of an invalid value."""
LONGEST_RECORD = 64 * 1024
"""Characters after which an open quote is a mistake of the line on which it opens."""
LONGEST_LINE = 2 * LONGEST_RECORD
"""Characters of a first line; the csv module's limit for one cell."""
UNDECODED = "surrogateescape"
"""The error handler that keeps bytes that are not UTF-8 as they are."""
DEVICE_LISTS = ("MAID", "IDFA")
"""Types of customer lists whose records are device ids."""
SAMPLE = 20
"""Lines from which the layout is guessed."""
_DEVICES = ("maid", "idfa", "gaid", "aaid", "advertisingid", "mobileadid", "deviceid")
_HASHES = ("emailhash", "hashedemail", "emailsha256", "hash", "sha256")
_KNOWN = ("email", "mail", "emails", "emailaddress", "mailaddress", "customeremail", "record", "records", *_HASHES, *_DEVICES)
# Headings in files of one column only: next to others they would be a second column to choose from.
_ALONE = ("md5", "sha1", "hashes", "hashed", "emailmd5", "emailsha1", "md5email", "sha1email", "sha256email")
_KNOWN_ALONE = (*_KNOWN, *_ALONE, "hashedmaid", "hashedidfa", "madid")


class Layout(NamedTuple):
    """The place of the records in a file.

    Attributes:
        column: the column's number, from 0.
        columns: the number of columns.
        delimiter: the character between cells.
        key: the member of each object that has the record, in JSON lines; None for CSV.
        devices: True if values of 32 hexadecimal digits are device ids without hyphens.
    """

    column: int = 0
    columns: int = 1
    delimiter: str = ","
    key: str | None = None
    devices: bool = False


class Header(NamedTuple):
    """The header of a file and the layout that follows from it.

    Attributes:
        layout: the place of the records.
        column: the name of the column; None if the file has no header.
        size: bytes of the header.
        lines: lines of the header.
    """

    layout: Layout
    column: str | None = None
    size: int = 0
    lines: int = 0


def read_header(block: bytes, column: str | None, name: str, list_type: str | None = None) -> Header:
    """Find the column by the first row of a CSV file.

    ``block`` has whole lines from the beginning of the file, the first not blank; the rest is as in ``CustomerFile``.

    Raises:
        InvalidInput: no column, or more than one, fits.
    """
    lines = list(islice(io.StringIO(block.decode("utf-8", UNDECODED), newline=""), SAMPLE))
    if len(lines[0]) > LONGEST_LINE:
        raise InvalidInput(f"{name}, line 1: it is longer than any customer; this is not a file with one customer per line", "file")
    best = max((_Sample(delimiter, lines) for delimiter in DELIMITERS), key=lambda sample: sample.merit(column))
    layout, heading = read_table_header(best.rows, column, name, list_type)
    layout = layout._replace(delimiter=best.delimiter if layout.columns > 1 else NO_DELIMITER)
    if heading is None:
        return Header(layout)
    size = len("".join(lines[: best.first_ends]).encode("utf-8", UNDECODED))
    return Header(layout, heading, size, best.first_ends)


def read_table_header(
    rows: Sequence[Sequence[str]], column: str | None, name: str, list_type: str | None = None
) -> tuple[Layout, str | None]:
    """Find the column by the first rows of a table.

    Returns its place, and its name: None if the first row is not a header. ``rows`` has at least one, and the first is not empty; the
    rest is as in ``CustomerFile``.

    Raises:
        InvalidInput: no column, or more than one, fits.
    """
    cells = rows[0]
    records = [number for number, cell in enumerate(cells) if _is_record(cell)]
    chosen = _named(cells, column, records, name) if column else _guessed(cells, records, name)
    heading = _folded(cells[chosen])
    devices = _has_bare_devices(heading, list_type, (row[chosen] for row in rows if len(row) > chosen))
    layout = Layout(chosen, len(cells), devices=devices)
    # A cell with an @ is a customer, if a mistyped one, and no heading.
    is_heading = column or heading in (_KNOWN_ALONE if len(cells) == 1 else _KNOWN)
    if records or "@" in cells[chosen] or not is_heading:
        return layout, None
    return layout, cells[chosen].strip()


def read_json_header(lines: Sequence[bytes], column: str | None, name: str, list_type: str | None = None) -> Header:
    """Find the member that has the customers by the first lines of a JSONL file.

    Raises:
        InvalidInput: no member, or more than one, fits.
    """
    try:
        first: Any = json.loads(lines[0])
    except (ValueError, RecursionError):
        raise InvalidInput(f"{name}, line 1: not valid JSON; each line is an object or a string", "file") from None
    key = column or "email"
    if isinstance(first, dict):
        known = [key for key in first if _folded(key) in _KNOWN]
        if column and column not in first:
            raise InvalidInput(f"{name}, line 1: it has no member {column!r}{nearest(column, known)}", "column")
        if not column and len(known) != 1:
            several = f"{len(known)} look like it" if known else "none is named email, maid or the like"
            raise InvalidInput(f"{name}: which member of its objects has the customer? {several}: give its name", "column")
        key = column or known[0]
    values = (value for line in lines[:SAMPLE] if isinstance(value := json_value(line, key), str))
    return Header(Layout(key=key, devices=_has_bare_devices(_folded(key), list_type, values)), key)


def json_value(line: bytes, key: str) -> Any:
    """Read the record of a JSON line: a member or the whole value; None if it is not JSON."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        value = value.get(key)
        return "" if value is None else value
    return value


class _Sample:
    """The first rows of a file, split by one delimiter.

    Attributes:
        rows: the rows, at least one.
        first_ends: lines of the first row.
    """

    def __init__(self, delimiter: str, lines: list[str]) -> None:
        self.delimiter = delimiter
        self.rows: list[list[str]] = []
        self.first_ends = 1
        # The empty line after the last becomes part of a cell if a quote is open there.
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
        if not self.rows:  # A quote opens in the first line and does not close.
            self.rows.append(next(csv.reader(lines[:1], delimiter=delimiter)))

    def merit(self, column: str | None) -> tuple[bool, bool, int, int, int]:
        """Compute how likely the delimiter is: the greater, the likelier."""
        first = self.rows[0]
        fits = any(_is_record(cell) or _folded(cell) in _KNOWN or (column and _folded(cell) == _folded(column)) for cell in first)
        customers = sum(any(map(_is_record, row)) for row in self.rows)
        return len(first) > 1, bool(fits), customers, sum(len(row) == len(first) for row in self.rows), len(first)


def _is_record(cell: str) -> bool:
    return not isinstance(read(cell), str)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _has_bare_devices(heading: str, list_type: str | None, values: Iterable[str]) -> bool:
    return (list_type in DEVICE_LISTS or heading in _DEVICES) and are_bare_devices(values)


def _named(cells: Sequence[str], column: str, records: Sequence[int], name: str) -> int:
    for form in (str.strip, str.casefold, _folded):
        found = [number for number, cell in enumerate(cells) if form(cell.strip()) == form(column.strip())]
        if found and not records and not any("@" in cells[number] for number in found):
            if len(found) > 1:
                raise InvalidInput(f"{name} has {len(found)} columns {column!r}: give the column's number", "column")
            return found[0]
    if column.isascii() and column.isdigit() and len(column) < 18 and 1 <= int(column) <= len(cells):
        return int(column) - 1
    # Suggest names only if the line surely is a header: cells of a customer are never shown.
    is_header = not records and any("@" not in cell and _folded(cell) in _KNOWN for cell in cells)
    known = [cell.strip() for cell in cells if "@" not in cell] if is_header else []
    near = nearest(column, known) or "."
    do = "Its first line is a customer and no header: give" if records else "Give its name in the first line, or"
    raise InvalidInput(f"{name} has no column {describe(column)}{near} {do} its number, 1 to {len(cells)}", "column")


def _guessed(cells: Sequence[str], records: Sequence[int], name: str) -> int:
    if len(cells) == 1 or len(records) == 1:
        return records[0] if records else 0
    known = records or [number for number, cell in enumerate(cells) if "@" not in cell and _folded(cell) in _KNOWN]
    if not records and len(known) == 1:
        return known[0]
    several = f"{len(known)} columns look like it" if known else "none is named email, maid or the like"
    raise InvalidInput(f"{name} has {len(cells)} columns; which has the customers? {several}: give its name or number", "column")
