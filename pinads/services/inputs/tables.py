"""The rows of a table of texts: CSV and TSV, as pinads and spreadsheets write them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from pinads.render.delimited import read_back, read_escapes
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import Spec
from pinads.services.inputs.dialects import Dialect, heading_name

if TYPE_CHECKING:
    from pinads.services.inputs.input_file import InputFile
    from pinads.services.inputs.json_reader import Placed

LARGEST_CELL = 16 * 1024 * 1024
_SHORTENED = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+|[0-9]+[.,]0+")
"""An id that a spreadsheet took for a number: ``6.26735E+11``, ``626735000001.0``."""
_APOSTROPHE = re.compile(r"'\s*[0-9.,+-]")
Complaint = Callable[[str, Collection[str]], str | None]
"""Returns the problem with a heading among all of them, or None."""


def table_rows(source: InputFile, dialect: Dialect, complaint: Complaint) -> Iterator[Placed]:
    """Read the rows of a table, each with its place.

    Args:
        source: the table.
        dialect: its dialect.
        complaint: returns the problem with the name in a heading, or None.

    Raises:
        InvalidInput: it is no such table.
    """
    csv.field_size_limit(LARGEST_CELL)
    text = source.text("")
    for _ in range(dialect.skipped):
        text.readline()
    reader = csv.reader(text, strict=True, delimiter=dialect.delimiter)
    try:
        header = _header(next(reader, []), f"{source.name}, line {1 + dialect.skipped}", complaint)
        yield from _body(reader, header, source.name, dialect)
    except csv.Error as error:
        raise InvalidInput(f"{source.name}, line {reader.line_num + dialect.skipped}: not valid CSV: {error}", "file") from None


def _header(cells: list[str], place: str, complaint: Complaint) -> list[str]:
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise InvalidInput(f"{place}: the header with the names of the fields is missing", "file")
    for number, heading in enumerate(header, 1):
        where = f"{place}, column {number}"
        if not heading:
            raise InvalidInput(f"{where}: a column without a name", "file")
        name = heading if complaint(heading, header) is None else heading_name(heading)
        if complaint(name, header) is not None:
            raise InvalidInput(f"{where}: {complaint(heading, header)}", "file")
        if name in header[: number - 1]:
            raise InvalidInput(f"{where}: {heading!r} appears twice in the header", "file")
        header[number - 1] = name
    return header


def _body(reader: Any, header: list[str], name: str, dialect: Dialect) -> Iterator[Placed]:
    columns, escaped = len(header), dialect.delimiter == "\t"
    line = reader.line_num + 1 + dialect.skipped
    for cells in reader:
        place, line = f"{name}, line {line}", reader.line_num + 1 + dialect.skipped
        if len(cells) > columns and not any(map(str.strip, cells[columns:])):
            del cells[columns:]
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != columns:
            raise InvalidInput(f"{place}: {len(cells)} cells, but the header has {columns} columns", "file")
        yield place, dict(zip(header, map(read_escapes, cells) if escaped else cells, strict=True))


def plain_cell(spec: Spec, text: str, name: str) -> str:
    """Remove the prefix that a spreadsheet, or pinads for a spreadsheet, put before a value.

    Raises:
        InvalidInput: a spreadsheet has damaged it.
    """
    text = read_back(text)
    if text.isalnum() and not spec.is_id:
        return text
    if (spec.is_id or spec.kind in ("integer", "number")) and _APOSTROPHE.match(text):
        text = text[1:].strip()
    if spec.is_id and not text.isdecimal() and _SHORTENED.fullmatch(text.strip()):
        raise InvalidInput(
            f"Invalid {name}: a spreadsheet has turned this id into the number {text.strip()!r}, and its digits are lost. "
            "Format the column as text there and paste the ids again, or export them again (`output` csv)"
        )
    return text
