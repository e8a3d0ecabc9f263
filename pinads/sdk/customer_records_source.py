"""A customer file as a stream of blocks: what kind of file it is, which column is meant, and where lines end."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from pinads.sdk.checks import describe, nearest
from pinads.sdk.customer_records_blocks import Cells, Hashed, hash_csv
from pinads.sdk.customer_records_lines import LONGEST_RECORD, Layout
from pinads.sdk.customer_records_quotes import whole_lines
from pinads.sdk.customer_records_values import read
from pinads.sdk.errors import InvalidInput

BLOCK = 56 * 1024
"""Bytes read at once: what a processor's cache holds, and less than a pipe to another process takes without waiting."""

_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
_LINE_END = re.compile(rb"\r\n|\r|\n")
_ADDRESSES = ("email", "mail", "emails", "emailaddress", "mailaddress", "customeremail", "emailhash", "hashedemail", "emailsha256")
_OTHERS = ("maid", "idfa", "gaid", "aaid", "advertisingid", "mobileadid", "deviceid", "record", "records", "hash", "sha256")


class Source:
    """A customer file that is read from the beginning to the end, once.

    Args:
        stream: a file opened for reading bytes; it may be compressed with gzip.
        name: what errors call it.
        column: the name of the column, or its number from 1; None guesses.
        is_json: each line is JSON, whatever the first looks like.

    Attributes:
        layout: where the records stand.
        column: the name of the column; None where the file has no header.

    Raises:
        InvalidInput: it is empty, or which column is meant cannot be told.
    """

    def __init__(self, stream: BinaryIO, name: str, column: str | None = None, is_json: bool = False) -> None:
        self.name = name
        self.column: str | None = None
        self.first_line = 1
        self._lines = self._whole_lines(_parts(stream, name))
        self._begin(column, is_json)

    def blocks(self) -> Iterator[bytes | Cells | Hashed]:
        """Lines to hash, or values of those that only the csv module can read, or what came of them, in order."""
        pending, rest = self._pending, b""
        while pending is not None:
            following = next(self._lines, None)
            data = rest + pending
            rest = b""
            lines = whole_lines(data, self.layout)
            if lines is None:
                found, rest = hash_csv(data, self.layout, last=following is None)
                yield found
            elif lines:
                yield lines
            pending = following

    def _whole_lines(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        rest, line = b"", 1
        for part in parts:
            if b"\0" in part:
                raise InvalidInput(f"{self.name}: it has NUL characters, as UTF-16 has and text has not; save it as UTF-8", "file")
            end = part.rfind(b"\n") + 1
            if end:
                whole = rest + part[:end]
                line += whole.count(b"\n")
                yield whole
            rest = part[end:] if end else rest + part
            if len(rest) > LONGEST_RECORD + BLOCK:
                raise InvalidInput(f"{self.name}, line {line}: it does not end; this is no file of customers, one a line", "file")
        if rest:
            yield rest + b"\n"

    def _begin(self, column: str | None, is_json: bool) -> None:
        first = next(self._lines, b"").removeprefix(_BOM)
        while not first.strip():
            self.first_line += first.count(b"\n")
            following = next(self._lines, None)
            if following is None:
                raise InvalidInput(f"{self.name} is empty", "file")
            first = following
        blank = len(first) - len(first.lstrip(b"\r\n"))
        self.first_line += first[:blank].count(b"\n")
        first = first[blank:]
        end = _LINE_END.search(first).end()  # type: ignore[union-attr]
        if is_json or first.lstrip().startswith(b"{"):
            self.layout = Layout(key=_json_key(first[:end], column, self.name))
            self.column = self.layout.key
        elif first.lstrip().startswith(b"["):
            raise InvalidInput(f"{self.name} is a JSON array; write one customer a line, as jq -c '.[]' does", "file")
        elif self._read_header(first[:end].decode("utf-8", "replace"), column):
            first = first[end:]
            self.first_line += 1
        self._pending: bytes | None = first

    def _read_header(self, line: str, column: str | None) -> bool:
        """Find the column by the first line; answers whether that is a header."""
        delimiter = max(",;\t", key=line.count)
        cells = next(csv.reader([line], delimiter=delimiter))
        records = [number for number, cell in enumerate(cells) if not isinstance(read(cell), str)]
        chosen = _named(cells, column, records, self.name) if column else _guessed(cells, records, self.name)
        # In a file with one column nothing separates; commas may be part of what is wrong with a value.
        self.layout = Layout(chosen, len(cells), delimiter if len(cells) > 1 else "\x1f")
        is_header = not records and (column is not None or _folded(cells[chosen]) in (*_ADDRESSES, *_OTHERS))
        self.column = cells[chosen].strip() if is_header else None
        return is_header


def _parts(stream: BinaryIO, name: str) -> Iterator[bytes]:
    first = stream.read(BLOCK)
    if first.startswith(_GZIP):
        yield from _unzipped(first, stream, name)
        return
    while first:
        yield first
        first = stream.read(BLOCK)


def _unzipped(part: bytes, stream: BinaryIO, name: str) -> Iterator[bytes]:
    import zlib

    unzip = zlib.decompressobj(31)
    try:
        while part:
            # A few bytes may stand for many, so they are taken out a block at a time.
            if plain := unzip.decompress(part, BLOCK):
                yield plain
            part = unzip.unconsumed_tail or unzip.unused_data
            if unzip.eof and part:
                unzip = zlib.decompressobj(31)
            part = part or stream.read(BLOCK)
    except zlib.error:
        raise InvalidInput(f"{name}: it is compressed, and damaged", "file") from None
    if not unzip.eof:
        raise InvalidInput(f"{name}: it is compressed, and its end is missing", "file")


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _named(cells: Sequence[str], column: str, records: Sequence[int], name: str) -> int:
    for form in (str.strip, str.casefold, _folded):
        found = [number for number, cell in enumerate(cells) if form(cell.strip()) == form(column.strip())]
        if found and not records:
            if len(found) > 1:
                raise InvalidInput(f"{name} has {len(found)} columns {column!r}: give the column's number", "column")
            return found[0]
    if column.isascii() and column.isdigit() and 1 <= int(column) <= len(cells):
        return int(column) - 1
    known = [] if records else [cell.strip() for cell in cells if "@" not in cell]
    why = "its first line is a customer and no header; give" if records else "give its name in the first line, or"
    raise InvalidInput(f"{name} has no column {describe(column)}{nearest(column, known)}: {why} its number, 1 to {len(cells)}", "column")


def _guessed(cells: Sequence[str], records: Sequence[int], name: str) -> int:
    if len(cells) == 1 or len(records) == 1:
        return records[0] if records else 0
    if not records:
        folded = [_folded(cell) for cell in cells]
        known = [number for number, cell in enumerate(folded) if cell in (*_ADDRESSES, *_OTHERS)]
        if len(known) == 1:
            return known[0]
        records = known
    several = f"{len(records)} columns look like it" if records else "none is named email, maid or the like"
    raise InvalidInput(f"{name} has {len(cells)} columns; which has the customers? {several}: give its name or number", "column")


def _json_key(line: bytes, column: str | None, name: str) -> str:
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidInput(f"{name}, line 1: not valid JSON; each line is an object or a string", "file") from None
    if not isinstance(value, dict):
        return column or "email"
    known = [key for key in value if _folded(key) in (*_ADDRESSES, *_OTHERS)]
    if column:
        if column not in value:
            raise InvalidInput(f"{name}, line 1: it has no member {column!r}{nearest(column, known)}", "column")
        return column
    if len(known) != 1:
        several = f"{len(known)} look like it" if known else "none is named email, maid or the like"
        raise InvalidInput(f"{name}: which member of its objects has the customer? {several}: give its name", "column")
    return str(known[0])
