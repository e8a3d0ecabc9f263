"""The rows of a report's file, JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from pinads.sdk.errors import InvalidResponse
from pinads.sdk.http.downloads import OPERATION
from pinads.sdk.reports.json_rows import json_rows


def rows_of(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """Read the rows of a file one by one, from its beginning: JSON with its types, CSV as texts.

    Raises:
        InvalidResponse: it is neither.
    """
    yield from json_rows(file) if _is_json(file) else _csv_rows(file)


def names_in(file: BinaryIO) -> list[str]:
    """List the columns of a file, in order.

    CSV names them in its first line. JSON has to be read to its end, since rows lack what is 0.

    Raises:
        InvalidResponse: it is neither.
    """
    if _is_json(file):
        return list(dict.fromkeys(name for row in json_rows(file) for name in row))
    with _csv_text(file) as text:
        return next(csv.reader(text), [])


def _is_json(file: BinaryIO) -> bool:
    """Tell whether a file begins like JSON, and rewind it."""
    file.seek(0)
    first = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    file.seek(0)
    return first in (b"{", b"[")


def refuse_no_report(file: BinaryIO) -> None:
    """Refuse a file that cannot be a report; rewind it otherwise.

    Raises:
        InvalidResponse: it is empty, or a page of HTML or XML.
    """
    file.seek(0)
    begins = file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begins in (b"", b"<"):
        kind = "a page of markup" if begins else "empty"
        raise InvalidResponse(f"the file is not a report: it is {kind}", operation=OPERATION, safe_to_retry=True)
    file.seek(0)


def _csv_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    with _csv_text(file) as text:
        reader = csv.DictReader(text, restkey="", restval=None)
        for row in reader:
            if "" in row or None in row.values():
                raise InvalidResponse(
                    f"the report's CSV has another number of cells in line {reader.line_num} than in its header", operation=OPERATION
                )
            yield row


@contextmanager
def _csv_text(file: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """Open a file as the text of a CSV; it stays open afterwards."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield text
    except (UnicodeDecodeError, csv.Error):
        raise InvalidResponse("the report is neither JSON nor CSV in UTF-8", operation=OPERATION) from None
    finally:
        if not file.closed:  # A reader that stopped early may have closed it.
            text.detach()
