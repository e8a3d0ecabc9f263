"""The rows of a delimited text: CSV and TSV, as pinads and spreadsheets write them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pinads.render.delimited import read_escapes
from pinads.sdk.errors import InvalidInput
from pinads.services.inputs.tables.dialects import Dialect
from pinads.services.inputs.tables.headings import Complaint, read_header

if TYPE_CHECKING:
    from pinads.services.inputs.input_file import InputFile
    from pinads.services.inputs.json_reader import Placed

LARGEST_CELL = 16 * 1024 * 1024


def delimited_rows(source: InputFile, dialect: Dialect, complaint: Complaint) -> Iterator[Placed]:
    """Read the rows of a delimited text, each with its place.

    Raises:
        InvalidInput: it is not such a table.
    """
    csv.field_size_limit(LARGEST_CELL)
    text = source.text("")
    for _ in range(dialect.skipped):
        text.readline()
    reader = csv.reader(text, strict=True, delimiter=dialect.delimiter)
    try:
        header = read_header(next(reader, []), f"{source.name}, line {1 + dialect.skipped}", complaint)
        yield from _body(reader, header, source.name, dialect)
    except csv.Error as error:
        raise InvalidInput(f"{source.name}, line {reader.line_num + dialect.skipped}: not valid CSV: {error}", "file") from None


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
