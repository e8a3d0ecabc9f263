"""The rows of a report's file, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from pinads.sdk.errors import InvalidResponse
from pinads.sdk.http.downloads import OPERATION


def rows_of(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """Read the rows of a file: JSON at once, with its types; CSV as rows are asked for, as texts.

    Raises:
        InvalidResponse: it is neither.
    """
    first = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    file.seek(0)
    return _json_rows(file) if first in (b"{", b"[") else _csv_rows(file)


def refuse_no_report(file: BinaryIO) -> None:
    """Refuse a file that cannot be a report; rewind it otherwise.

    Raises:
        InvalidResponse: it is empty, or a page of HTML or XML.
    """
    file.seek(0)
    begins = file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begins in (b"", b"<"):
        kind = "a page of markup" if begins else "empty"
        raise InvalidResponse(f"the file is no report: it is {kind}", operation=OPERATION, safe_to_retry=True)
    file.seek(0)


def _json_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    try:
        value = json.loads(file.read())
    except (ValueError, RecursionError):
        raise InvalidResponse("the report is not whole, or not JSON", operation=OPERATION) from None
    yield from _flattened(value)


def _flattened(value: Any) -> Iterator[dict[str, Any]]:
    """Flatten lists of rows, or an object of such lists by entity or by day."""
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, list):
            yield from _flattened(part)
        elif isinstance(part, dict):
            yield part
        else:
            raise InvalidResponse("the report's JSON has no rows where they should be", operation=OPERATION)


def _csv_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        reader = csv.DictReader(text, restkey="", restval=None)
        for row in reader:
            if "" in row or None in row.values():
                raise InvalidResponse(
                    f"the report's CSV has another number of cells in line {reader.line_num} than in its header", operation=OPERATION
                )
            yield row
    except (UnicodeDecodeError, csv.Error):
        raise InvalidResponse("the report is neither JSON nor CSV in UTF-8", operation=OPERATION) from None
    finally:
        text.detach()
