"""Where the records stand in the lines of a customer file: CSV with and without quotes, and JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from pinads.sdk.customers.normalize import NOT_TEXT, UNCLOSED

LONGEST_RECORD = 64 * 1024
"""Bytes after which a quote that did not close is taken for a mistake on the line where it opens."""
_MOST_COLUMNS = 4
_END = "end"
_CARRY = "surrogateescape"


class Layout(NamedTuple):
    """Where the records stand in the lines of a file.

    Attributes:
        column: the column's number, from 0.
        columns: how many there are.
        delimiter: what stands between them.
        key: for JSON lines, the member that has the record.
        devices: values of 32 hexadecimal digits are device ids without hyphens.
    """

    column: int = 0
    columns: int = 1
    delimiter: str = ","
    key: str | None = None
    devices: bool = False

    @property
    def is_json(self) -> bool:
        """Whether each line is JSON."""
        return self.key is not None


class Rows(NamedTuple):
    """Values of rows, and the number of the line on which each begins, from 0; a reason stands where none could be read."""

    values: Sequence[bytes]
    lines: Sequence[int]
    reasons: dict[int, str]


def plain_rows(block: bytes, layout: Layout) -> Rows:
    """The rows of a block without quotes; empty lines are none."""
    if layout.columns <= _MOST_COLUMNS and (values := _even_cells(block, layout)) is not None:
        return Rows(values, range(len(values)), {})
    lines = block.split(b"\n")
    lines.pop()
    numbers: Sequence[int] = range(len(lines))
    if b"" in lines:
        numbers = [number for number in numbers if lines[number]]
        lines = [lines[number] for number in numbers]
    if layout.columns == 1:
        return Rows(lines, numbers, {})
    delimiter, column = layout.delimiter.encode(), layout.column
    cells = (line.split(delimiter, column + 1) for line in lines)
    return Rows([row[column] if len(row) > column else b"" for row in cells], numbers, {})


def _even_cells(block: bytes, layout: Layout) -> list[bytes] | None:
    """The values of a block in which every line has as many cells as the first line of the file; None for others."""
    delimiter, columns = layout.delimiter.encode(), layout.columns
    count = block.count(b"\n")
    if columns == 1 or block.translate(None, all_but(delimiter + b"\n")) != (delimiter * (columns - 1) + b"\n") * count:
        return None
    return block.replace(b"\n", delimiter).split(delimiter)[layout.column : -1 : columns]


@cache
def all_but(kept: bytes) -> bytes:
    """All bytes but some."""
    return bytes(set(range(256)) - set(kept))


def json_rows(block: bytes, layout: Layout) -> Rows:
    """The rows of a block of JSON lines: the member of an object, or a string."""
    values: list[bytes] = []
    numbers: list[int] = []
    reasons: dict[int, str] = {}
    for number, line in enumerate(block.split(b"\n")):
        if not line.strip():
            continue
        value = _json_value(line, str(layout.key))
        if not isinstance(value, str):
            reasons[len(values)] = NOT_TEXT
        values.append(value.encode("utf-8", "surrogatepass") if isinstance(value, str) else line.rstrip(b"\r"))
        numbers.append(number)
    return Rows(values, numbers, reasons)


def _json_value(line: bytes, key: str) -> Any:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        value = value.get(key)
        return "" if value is None else value
    return value


def csv_rows(block: bytes, layout: Layout, last: bool) -> tuple[Rows, bytes, int]:
    """The rows of a block with quotes, what is left of it, and how many lines the rows take; as in ``hash_csv``."""
    found = _one_line_rows(block, layout)
    if found is not None:
        return found, b"", block.count(b"\n")
    lines = list(io.StringIO(block.decode("utf-8", _CARRY), newline=""))
    values: list[bytes] = []
    numbers: list[int] = []
    reasons: dict[int, str] = {}
    at = 0
    while at < len(lines):
        begun = at + _read_until_open(lines, at, layout, values, numbers)
        if begun == len(lines):
            break
        rest = "".join(lines[begun:]).encode("utf-8", _CARRY)
        if not last and len(rest) <= LONGEST_RECORD:
            return Rows(values, numbers, reasons), rest, begun
        reasons[len(values)] = UNCLOSED
        values.append(lines[begun].rstrip("\r\n").encode("utf-8", _CARRY))
        numbers.append(begun)
        at = begun + 1
    return Rows(values, numbers, reasons), b"", len(lines)


def _one_line_rows(block: bytes, layout: Layout) -> Rows | None:
    """The rows of a block in which each takes one line and has the column; None for others."""
    plain, column = block.replace(b"\r\n", b"\n"), layout.column
    if b"\r" in plain or (layout.columns == 1 and layout.delimiter.encode() in plain):
        return None
    # The line after the last is a row of its own if no quote is open there, and there are as many rows as lines if none is
    # open where another ends.
    text = io.StringIO(f"{plain.decode('utf-8', _CARRY)}{layout.delimiter * column}{_END}\n", newline="\n")
    try:
        cells = [row[column] for row in csv.reader(text, delimiter=layout.delimiter)]
    except (IndexError, csv.Error):
        return None
    if len(cells) != plain.count(b"\n") + 1 or cells.pop() != _END:
        return None
    return Rows("\n".join(cells).encode("utf-8", _CARRY).split(b"\n"), range(len(cells)), {})


def _read_until_open(lines: list[str], at: int, layout: Layout, values: list[bytes], numbers: list[int]) -> int:
    """Read rows until one does not end; answers how many lines were read whole."""
    column, count = layout.column, len(lines) - at
    # An empty line after the last shows whether a quote is open there: it becomes a part of what is quoted.
    reader = csv.reader([*lines[at:], "\n"], delimiter=layout.delimiter)
    begun = 0
    try:
        for row in reader:
            if reader.line_num > count:
                break
            if row:
                # A file with one column has nothing between columns, so what looks like it is part of the value.
                cell = layout.delimiter.join(row) if layout.columns == 1 else row[column] if len(row) > column else ""
                values.append(cell.encode("utf-8", _CARRY))
                numbers.append(at + begun)
            begun = reader.line_num
    except csv.Error:
        pass  # A cell of more than 128 kB: a quote opens in it that does not close.
    return begun


_CELLS = (b"", b'""')


def whole_lines(block: bytes, layout: Layout) -> bytes | None:
    """A block of CSV without carriage returns, if it is certain that no quote is open where a line ends; None where it is not.

    It is where all lines have the same cells, and each cell no quote or two with no delimiter between them: wherever those stand,
    the second one closes what the first one opened.
    """
    if layout.is_json:
        return block  # There it is a space like others.
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
        if b"\r" in block:
            return None
    if b'"' not in block:
        return block
    delimiter = layout.delimiter.encode()
    marks = block.translate(None, all_but(b'"\n' + delimiter))
    line = marks[: marks.index(b"\n") + 1]
    even = marks == line * block.count(b"\n") and all(cell in _CELLS for cell in line[:-1].split(delimiter))
    return block if even else None


def quoted_cells(block: bytes, layout: Layout) -> list[bytes] | None:
    """The values of a block in which every line has all cells, each in two quotes and with no other in it; None for others."""
    cells, between = layout.columns * block.count(b"\n"), b'"%b"' % layout.delimiter.encode()
    if not (block.startswith(b'"') and block.endswith(b'"\n')) or block.count(b'"') != 2 * cells:
        return None
    found = block[1:-2].replace(b'"\n"', between).split(between)
    # Where all of them are apart, each has its two quotes around it, and there are no others.
    return found[layout.column :: layout.columns] if len(found) == cells else None


def unquoted(cells: Sequence[bytes]) -> Sequence[bytes] | None:
    """Cells that ``whole_lines`` are made of, without the quotes around them, if all have those or none has; None for others."""
    joined = b"\n".join(cells)
    if b'"' not in joined:
        return cells
    quoted = joined.startswith(b'"') and joined.endswith(b'"') and joined.count(b'"\n"') == len(cells) - 1
    return joined.translate(None, b'"').split(b"\n") if quoted and joined.count(b'"') == 2 * len(cells) else None
