"""Files and standard input as texts that can be read more than once."""

from __future__ import annotations

import io
import os
import stat
import tempfile
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.paths import expanded
from pinads.services.inputs.encodings import UTF8, Undecodable, check_encoding, encoding_of
from pinads.services.inputs.standard_input import STDIN, standard_input

BLOCK = 1 << 18
IN_MEMORY = 1 << 20
"""The most bytes of a pipe that are kept in memory; a longer one goes to a temporary file that only its owner can read."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""The first bytes of a zip archive, which XLSX and ODS are, and of an XLS or an XLSX with a password."""
WORKBOOKS = (_ZIP, _OLE)


class InputFile:
    """A file of records (``--file``), held open so that the rows that are checked are those that are sent.

    Args:
        source: a path; ``-`` is standard input.
        option: what errors are about.
        named: the encoding of its bytes; detected if None.
        kept: the bytes of an input that the journal kept, of which ``source`` is the name.

    Attributes:
        encoding: the encoding of its bytes.
        named: the encoding that was given, if any.
        is_workbook: whether it is an XLSX, which has no text.
        has_bom: whether the encoding is not UTF-8, or the first bytes say that it is UTF-8.

    Raises:
        InvalidInput: it cannot be read, is empty, or is in no certain encoding; the message says where.
    """

    def __init__(self, source: str, option: str = "file", named: str | None = None, kept: Iterator[bytes] | None = None) -> None:
        self.option = option
        self.named = named
        self.name = STDIN if source == "-" else source
        self.path: Path | None = None
        self.encoding, self.has_bom, self.is_workbook = UTF8, False, False
        with ExitStack() as opened:
            try:
                self._file = opened.enter_context(self._open(source) if kept is None else _spooled(kept))
                self._check()
            except OSError as error:
                raise InvalidInput(f"cannot read {self.name}: {error.strerror}", option) from None
            self._opened = opened.pop_all()

    def close(self) -> None:
        """Close the file, and the temporary files for what was read from it."""
        self._opened.close()

    def temporary(self) -> IO[bytes]:
        """Open a temporary file that only its owner can read, to be closed with this one."""
        return self._opened.enter_context(_spooled(iter(())))

    def _open(self, source: str) -> IO[bytes]:
        if source == "-":
            return _spooled(_blocks(standard_input()))
        path = expanded(source)
        file = path.open("rb")
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            self.path = path.absolute()
            return file
        with file:
            return _spooled(_blocks(file))

    def _check(self) -> None:
        self.is_workbook = self._is_workbook()
        if self.is_workbook:
            if self.named is not None:
                raise InvalidInput(f"`encoding` is that of a text, and {self.name} is a workbook: leave it out", "encoding")
            return
        self.encoding = self._encoding()
        self.has_bom = self.encoding != UTF8 or next(self.parts(), b"").startswith(BOM_UTF8)
        with self.text("\n") as text:
            blank = all(not block.strip() for block in iter(lambda: text.read(BLOCK), ""))
        if blank:
            raise InvalidInput(f"{self.name} is empty", self.option)

    def _is_workbook(self) -> bool:
        """Tell whether it is an XLSX.

        Raises:
            InvalidInput: it is a workbook of another kind.
        """
        start = next(self.parts(), b"")
        if start.startswith(_OLE):
            problem = f"{self.name} is an old XLS workbook, or has a password. Save it as XLSX without a password, or as CSV"
            raise InvalidInput(problem, self.option)
        if start.startswith(_ZIP) and b"application/vnd.oasis" in start[:128]:
            raise InvalidInput(f"{self.name} is an ODS workbook. Save it as XLSX or CSV", self.option)
        return start.startswith(_ZIP)

    def _encoding(self) -> str:
        try:
            if self.named is None:
                return encoding_of(self.parts)
            # A byte order mark is not part of the first heading.
            named = UTF8 if self.named.lower().replace("_", "-") in ("utf-8", "utf8") else self.named
            check_encoding(self.parts, named)
            return named
        except Undecodable as error:
            named_too = ", or name its encoding, such as `encoding` cp1252" if self.option == "file" and error.is_uncertain else ""
            raise InvalidInput(f"{self.name}, line {error.line}: {error.why}{named_too}", self.option) from None
        except (LookupError, ValueError):
            raise InvalidInput(
                f"Invalid `encoding` {self.named!r}: there is no such encoding. Give one such as cp1252", "encoding"
            ) from None

    def parts(self) -> Iterator[bytes]:
        """Return the bytes, from the beginning."""
        return _blocks(self.binary())

    def binary(self) -> io.BufferedReader:
        """Open the bytes, from the beginning; the reader can seek."""
        return io.BufferedReader(_View(self._file), BLOCK)

    def text(self, newline: str) -> io.TextIOWrapper:
        """Open the text, from the beginning; ``newline`` is as in ``open``."""
        return io.TextIOWrapper(self.binary(), encoding=self.encoding, newline=newline)

    def whole(self) -> str:
        """Return all of the text."""
        return self.text("").read()


class _View(io.RawIOBase):
    """A reader of a file from its beginning, with a position of its own."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_END:
            offset += self._file.seek(0, io.SEEK_END)
        self._at = offset + (self._at if whence == io.SEEK_CUR else 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def _blocks(file: Any) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def _spooled(parts: Iterator[bytes]) -> IO[bytes]:
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it lives as long as the rows are read
    for part in parts:
        file.write(part)
    return file
