"""A customer file as a stream of rows: CSV, JSON lines or one customer a line, plain or compressed with gzip."""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BufferedReader
from itertools import chain
from typing import BinaryIO, NamedTuple

from pinads.sdk.customers.header import LONGEST_RECORD, UNDECODED, json_value, read_header, read_json_header
from pinads.sdk.customers.normalize import NOT_TEXT, UNCLOSED
from pinads.sdk.errors import InvalidInput, InvalidType

BLOCK = 56 * 1024
"""Bytes read at once."""
_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""The first bytes of XLSX and ODS, and of XLS."""
_LINE_END = re.compile(rb"\r\n|\r|\n")
_BLANK_LINES = re.compile(rb"(?:[ \t\f\v]*(?:\r\n|\r|\n))*")


class Rows(NamedTuple):
    """Some rows of a file.

    Attributes:
        lines: the line on which each begins, from 1.
        values: the value of each as it is in the file.
        reason: the reason why none could be read of them, or None.
    """

    lines: Sequence[int]
    values: Sequence[str]
    reason: str | None = None


class CustomerFile:
    """A customer file that is read once, from the beginning to the end; it may be a pipe.

    Args:
        stream: a file opened for reading bytes; it may be compressed with gzip.
        name: the file's name in errors.
        column: the name of the column, or its number from 1; None guesses.
        list_type: the type of the customer list; None goes by the column's name.

    Attributes:
        layout: the place of the records.
        column: the name of the column; None if the file has no header.

    Raises:
        InvalidInput: the file is empty, or no column, or more than one, fits.
    """

    def __init__(self, stream: BinaryIO, name: str, column: str | None = None, list_type: str | None = None) -> None:
        blocks = _whole_lines(_parts(stream, name), name)
        first, self._line = next(blocks, b"").removeprefix(_BOM), 1
        while not first.strip():
            self._line += len(_LINE_END.findall(first))
            following = next(blocks, None)
            if following is None:
                raise InvalidInput(f"{name} is empty", "file")
            first = following
        blank = _BLANK_LINES.match(first).end()  # type: ignore[union-attr]
        self._line += len(_LINE_END.findall(first[:blank]))
        first = first[blank:]
        if is_json_name(name) or first.lstrip().startswith(b"{"):
            header = read_json_header(first.splitlines(), column, name, list_type)
        elif first.lstrip().startswith(b"["):
            raise InvalidInput(f"{name} is a JSON array; write one customer a line, as jq -c '.[]' does", "file")
        else:
            header = read_header(first, column, name, list_type)
        self.layout, self.column = header.layout, header.column
        self._line += header.lines
        self._blocks = chain([first[header.size :]], blocks)

    def rows(self) -> Iterator[Rows]:
        """Read the rows that are not empty, some at a time, in order."""
        return self._csv_rows() if self.layout.key is None else self._json_rows(self.layout.key)

    def _csv_rows(self) -> Iterator[Rows]:
        line = self._line
        lines: list[str] = []
        at_end = False
        while not at_end:
            block = next(self._blocks, None)
            at_end = block is None
            lines += io.TextIOWrapper(io.BytesIO(block or b""), "utf-8", UNDECODED, newline="")
            while lines:
                rows, ended = self._read(lines, line)
                yield rows
                del lines[:ended]
                line += ended
                if not lines or (not at_end and sum(map(len, lines)) <= LONGEST_RECORD):
                    break
                yield Rows([line], [lines.pop(0).rstrip("\r\n")], UNCLOSED)
                line += 1

    def _read(self, lines: list[str], line: int) -> tuple[Rows, int]:
        """Read rows up to one that does not end; return them and the number of lines that they take."""
        column, columns, delimiter = self.layout[:3]

        def cell(row: list[str]) -> str:
            return delimiter.join(row) if columns == 1 else row[column] if len(row) > column else ""

        # The empty line after the last becomes part of a cell if a quote is open there.
        given = [*lines, "\n"]
        with suppress(csv.Error):
            reader = csv.reader(given, delimiter=delimiter)
            cells = [row[column] if len(row) == columns else cell(row) if row else None for row in reader]
            values = [value for value in cells if value is not None]
            # As many rows as lines, and only the last is empty: each takes one line.
            if len(cells) == len(given) and len(values) == len(lines):
                return Rows(range(line, line + len(lines)), values), len(lines)
        numbers: list[int] = []
        values, ended = [], 0
        with suppress(csv.Error):  # A cell of more than 128 kB: a quote opens in it and does not close.
            reader = csv.reader(given, delimiter=delimiter)
            for row in reader:
                if reader.line_num == len(given):
                    break
                if row:
                    numbers.append(line + ended)
                    values.append(cell(row))
                ended = reader.line_num
        return Rows(numbers, values), ended

    def _json_rows(self, key: str) -> Iterator[Rows]:
        line = self._line
        for block in self._blocks:
            yield from together(_json_cell(number, text, key) for number, text in enumerate(block.split(b"\n"), line) if text.strip())
            line += block.count(b"\n")


def together(cells: Iterable[tuple[int, str, str | None]]) -> Iterator[Rows]:
    """Combine cells (line, value, why it cannot be read) to rows; those that cannot be read stay alone."""
    numbers: list[int] = []
    values: list[str] = []
    for number, value, reason in cells:
        if reason is None:
            numbers.append(number)
            values.append(writable(value))
        else:
            yield Rows(numbers, values)
            yield Rows([number], [value], reason)
            numbers, values = [], []
    yield Rows(numbers, values)


def _json_cell(number: int, text: bytes, key: str) -> tuple[int, str, str | None]:
    value = json_value(text, key)
    return (number, value, None) if isinstance(value, str) else (number, text.rstrip(b"\r").decode("utf-8", UNDECODED), NOT_TEXT)


def is_json_name(name: str) -> bool:
    """Check a file's name for an ending that announces JSON lines."""
    return name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))


def writable(value: str) -> str:
    """Replace lone surrogates, which no file can hold, by the bytes that stand for them."""
    return value if value.isascii() else value.encode("utf-8", "surrogatepass").decode("utf-8", UNDECODED)


def _whole_lines(parts: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Cut a file into blocks of whole lines."""
    rest, line = b"", 1
    for part in parts:
        if line == 1 and not rest and part.startswith(_WORKBOOKS):
            raise InvalidInput(f"{name}: it is a workbook; save its sheet as CSV", "file")
        if b"\0" in part:
            raise InvalidInput(f"{name}: it has NUL characters, as UTF-16 has and text has not; save it as UTF-8", "file")
        end = part.rfind(b"\n") + 1
        if end:
            whole = rest + part[:end]
            line += whole.count(b"\n")
            yield whole
        rest = part[end:] if end else rest + part
        if len(rest) > LONGEST_RECORD + BLOCK:
            raise InvalidInput(f"{name}, line {line}: it does not end; this is not a file with one customer per line", "file")
    if rest:
        yield rest + b"\n"


def _parts(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """Read a file part by part, unzipped, with the line ends of old Macs replaced."""
    first = _block(stream, name)
    parts = chain([first], iter(lambda: _block(stream, name), b"")) if first else iter(())
    if first.startswith(_GZIP):
        parts = _unzipped(parts, name)
    start = next(parts, b"")
    is_mac = b"\r" in start and b"\n" not in start
    for part in chain([start], parts):
        yield part.replace(b"\r", b"\n") if is_mac else part


def _unzipped(parts: Iterator[bytes], name: str) -> Iterator[bytes]:
    unzip = zlib.decompressobj(31)
    try:
        for part in parts:
            while part:
                if unzip.eof:
                    part = part.lstrip(b"\0")  # The padding of a tape's or a disk's last block.
                    unzip = zlib.decompressobj(31) if part else unzip
                # Take out a block at a time: a few compressed bytes may unfold to gigabytes.
                if part and (plain := unzip.decompress(part, BLOCK)):
                    yield plain
                part = part and (unzip.unconsumed_tail or unzip.unused_data)
    except zlib.error:
        raise InvalidInput(f"{name}: it is compressed, and damaged", "file") from None
    if not unzip.eof:
        raise InvalidInput(f"{name}: it is compressed, and its end is missing", "file")


def _block(stream: BinaryIO, name: str) -> bytes:
    """Read a whole block, also from a pipe, so that the same content always makes the same blocks."""
    try:
        part = stream.read(BLOCK)
        if not isinstance(part, bytes):
            raise InvalidType(f"Invalid source: {name} does not give bytes; open it with 'rb'", "source")
        # A buffered file gives less at its end only; asking again would ask a person at a terminal for a second Ctrl-D.
        while part and len(part) < BLOCK and not isinstance(stream, BufferedReader) and (more := stream.read(BLOCK - len(part))):
            part += more
    except OSError as error:
        raise InvalidInput(f"cannot read {name}: {error.strerror}", "file") from None
    return part
