"""A customer file as a stream of blocks: what kind of file it is, which column is meant, and where lines end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO

from pinads.sdk.customers.blocks import Cells, Hashed, hash_csv
from pinads.sdk.customers.header import json_layout, read_header
from pinads.sdk.customers.lines import LONGEST_RECORD, whole_lines
from pinads.sdk.errors import InvalidInput, InvalidType

BLOCK = 56 * 1024
"""Bytes read at once: what a processor's cache holds, and less than a pipe to another process takes without waiting."""

_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
_LINE_END = re.compile(rb"\r\n|\r|\n")
_BLANK_LINES = re.compile(rb"(?:[ \t\f\v]*(?:\r\n|\r|\n))*")


class Source:
    """A customer file that is read from the beginning to the end, once.

    Args:
        stream: a file opened for reading bytes; it may be compressed with gzip.
        name: what errors call it.
        column: the name of the column, or its number from 1; None guesses.
        is_json: each line is JSON, whatever the first looks like.
        list_type: what the records are; None goes by the column's name.

    Attributes:
        layout: where the records stand.
        column: the name of the column; None where the file has no header.

    Raises:
        InvalidInput: it is empty, or which column is meant cannot be told.
    """

    def __init__(self, stream: BinaryIO, name: str, column: str | None = None, is_json: bool = False, list_type: str | None = None) -> None:
        self.name = name
        self.column: str | None = None
        self.first_line = 1
        self._lines = self._whole_lines(_parts(stream, name))
        self._begin(column, is_json, list_type)

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

    def _begin(self, column: str | None, is_json: bool, list_type: str | None) -> None:
        first = next(self._lines, b"").removeprefix(_BOM)
        while not first.strip():
            self.first_line += len(_LINE_END.findall(first))
            following = next(self._lines, None)
            if following is None:
                raise InvalidInput(f"{self.name} is empty", "file")
            first = following
        blank = _BLANK_LINES.match(first).end()  # type: ignore[union-attr]
        self.first_line += len(_LINE_END.findall(first[:blank]))
        first = first[blank:]
        if is_json or first.lstrip().startswith(b"{"):
            self.layout = json_layout(first.splitlines(), column, self.name, list_type)
            self.column = self.layout.key
        elif first.lstrip().startswith(b"["):
            raise InvalidInput(f"{self.name} is a JSON array; write one customer a line, as jq -c '.[]' does", "file")
        else:
            header = read_header(first, column, self.name, list_type)
            self.layout, self.column = header.layout, header.column
            self.first_line += header.lines
            first = first[header.size :]
        self._pending: bytes | None = first


def is_json_name(name: str) -> bool:
    """Whether a file's name says that each of its lines is JSON."""
    return name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))


def _parts(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """What is in a file, in parts that depend on nothing but that."""
    first = _block(stream, name)
    parts = _unzipped(first, stream, name) if first.startswith(_GZIP) else _plain(first, stream, name)
    start = next(parts, b"")
    if b"\r" in start and b"\n" not in start:
        yield start.replace(b"\r", b"\n")
        yield from (part.replace(b"\r", b"\n") for part in parts)
        return
    yield start
    yield from parts


def _plain(part: bytes, stream: BinaryIO, name: str) -> Iterator[bytes]:
    while part:
        yield part
        part = _block(stream, name)


def _unzipped(part: bytes, stream: BinaryIO, name: str) -> Iterator[bytes]:
    import zlib

    unzip = zlib.decompressobj(31)
    try:
        while part:
            if unzip.eof:
                part = part.lstrip(b"\0")  # What fills up the last block of a tape or a disk.
                unzip = zlib.decompressobj(31) if part else unzip
            if part:
                # A few bytes may stand for many, so they are taken out a block at a time.
                if plain := unzip.decompress(part, BLOCK):
                    yield plain
                part = unzip.unconsumed_tail or unzip.unused_data
            part = part or _block(stream, name)
    except zlib.error:
        raise InvalidInput(f"{name}: it is compressed, and damaged", "file") from None
    if not unzip.eof:
        raise InvalidInput(f"{name}: it is compressed, and its end is missing", "file")


def _block(stream: BinaryIO, name: str) -> bytes:
    """A whole block, also from a pipe, which gives what happens to be in it: where blocks end says in which order records come."""
    try:
        part = stream.read(BLOCK)
        if not isinstance(part, bytes):
            raise InvalidType(f"Invalid source: {name} does not give bytes; open it with 'rb'", "source")
        # A buffered file gives less at its end only, and a person at a terminal says once that it has come.
        while part and len(part) < BLOCK and not isinstance(stream, BufferedReader) and (more := stream.read(BLOCK - len(part))):
            part += more
    except OSError as error:
        raise InvalidInput(f"cannot read {name}: {error.strerror}", "file") from None
    return part
