"""A table as a file in any format, row by row in flat memory."""

from __future__ import annotations

import codecs
import difflib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath
from typing import Any, BinaryIO

from pinads.render.delimited import Converter, csv_rows
from pinads.render.files.plain import for_sheets, plain
from pinads.render.formats import EXTRAS
from pinads.render.json import json_array, jsonl

TEXT_FORMATS = ("csv", "tsv", "jsonl", "json")
_WRITERS = {"xlsx": "workbook", "parquet": "parquet"}
"""The modules that write these formats, each with a function ``write``."""
_IN_MEMORY = 1 << 20
FILE_FORMATS = (*TEXT_FORMATS, *EXTRAS)
ENDINGS = {".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".xlsx": "xlsx", ".parquet": "parquet"}

_SHEETS = frozenset((".xls", ".xlsm", ".xlsb", ".ods", ".numbers"))
_OTHERS = frozenset(
    (".doc", ".docx", ".pdf", ".html", ".htm", ".md", ".xml", ".yaml", ".yml", ".toml", ".sqlite", ".db", ".feather", ".arrow", ".avro")
)
"""Endings of other formats, whose programs could not read what would be in the file."""

Rows = Callable[[], Iterator[Mapping[str, Any]]]
"""Begins the rows from the first: Decimal and int for figures, ISO 8601 for days, None for what is missing."""


def format_of(path: PurePath) -> str | None:
    """Return the format that a file's ending names; None if it names none."""
    return ENDINGS.get(path.suffix.lower())


def ending_meant(path: PurePath) -> str | None:
    """Return the ending that a wrong one is a slip of, or empty for that of another format.

    None means that any file may be named so.
    """
    ending = path.suffix.lower()
    if ending in ENDINGS or not ending:
        return None
    if ending in _SHEETS:
        return ".xlsx"
    near = difflib.get_close_matches(ending, ENDINGS, n=1, cutoff=0.75)
    return near[0] if near else "" if ending in _OTHERS else None


def missing_package(format: str) -> str | None:
    """Return the package that a format needs and that is not installed; None if nothing is missing."""
    package = EXTRAS.get(format)
    return package if package is not None and find_spec(package) is None else None


def write_table(format: str, into: BinaryIO, rows: Rows, kinds: Mapping[str, str], currency: str | None = None) -> None:
    """Write a table.

    Args:
        format: one of FILE_FORMATS.
        into: the file.
        rows: begins the rows.
        kinds: the columns in order, each with its kind: ``id``, ``text``, ``status``, ``date``, ``count``, ``money``, ``percent``,
            ``ratio``, ``seconds``, ``change`` (signed percent) or ``number``; any other is a text.
        currency: the currency of amounts, whose decimals csv and tsv have, and which a workbook shows.

    Raises:
        ImportError: the package that the format needs is missing.
    """
    if format in _WRITERS:
        load_writer(format).write(into, rows, kinds, currency)
    else:
        made = partial(for_sheets, kinds=kinds, currency=currency) if format in ("csv", "tsv") else plain
        write_text(format, into, map(made, rows()), list(kinds))


def load_writer(format: str) -> Any:
    """Load the module that writes a format."""
    # Not at the top: the package may not be installed, and takes 60 ms (xlsxwriter) or 150 ms (pyarrow).
    return import_module(f"{__package__}.{_WRITERS[format]}")


def write_text(
    format: str,
    into: BinaryIO,
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    converters: Mapping[str, Converter] | None = None,
    for_sheets: bool = False,
) -> None:
    """Write a table in one of TEXT_FORMATS.

    Args:
        format: the format.
        into: the file.
        rows: the rows.
        columns: the columns of csv and tsv.
        converters: what makes the texts of some columns of csv and tsv.
        for_sheets: mark csv that is not ASCII as UTF-8, which spreadsheet programs take for another encoding otherwise.
    """
    pieces = jsonl(rows) if format == "jsonl" else json_array(rows)
    if format in ("csv", "tsv"):
        pieces = csv_rows(rows, columns, delimiter="," if format == "csv" else "\t", safe_formulas=True, converters=converters)
    if format == "csv" and for_sheets:
        _write_marked(into, pieces)
        return
    for piece in pieces:
        into.write(piece.encode("utf-8", "surrogatepass"))


def _write_marked(into: BinaryIO, pieces: Iterable[str]) -> None:
    """Write a text, after a mark of UTF-8 unless it is ASCII, which only its last piece may tell."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
        is_ascii = True
        for piece in pieces:
            is_ascii = is_ascii and piece.isascii()
            kept.write(piece.encode("utf-8", "surrogatepass"))
        kept.seek(0)
        into.write(b"" if is_ascii else codecs.BOM_UTF8)
        shutil.copyfileobj(kept, into)
