"""An on-disk spool of rows, written once and read repeatedly, in blocks."""

from __future__ import annotations

import pickle
import tempfile
import zlib
from collections.abc import Iterator
from typing import Any

from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.services.inputs.input_file import IN_MEMORY

ROWS_A_BLOCK = 100
FAST = 1
"""The compression level: a tenth of the room for a microsecond a row."""
_LENGTH = 8


class RowSpool:
    """A spool of rows in a private temporary file; short ones stay in memory.

    The file has no name if the system can do that, so that a killed process leaves nothing behind. It is not in the data directory,
    since its content is useless once the command has ended. People's data never goes into a spool.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - close() closes it
        self._block: list[Any] = []
        self._end = 0

    def add(self, row: Any) -> None:
        """Append a row.

        Raises:
            InvalidInput: it is nested too deeply.
            PinadsError: the disk is full.
        """
        self._block.append(row)
        if len(self._block) == ROWS_A_BLOCK:
            self._write()

    def __iter__(self) -> Iterator[Any]:
        """Iterate over all rows from the first; several readers may do so at once."""
        if self._block:
            self._write()
        at = 0
        while at < self._end:
            self._file.seek(at)
            length = int.from_bytes(self._file.read(_LENGTH), "big")
            block = pickle.loads(zlib.decompress(self._file.read(length)))
            at += _LENGTH + length
            yield from block

    def close(self) -> None:
        """Delete the file."""
        self._file.close()

    def _write(self) -> None:
        try:
            content = zlib.compress(pickle.dumps(self._block, pickle.HIGHEST_PROTOCOL), FAST)
        except RecursionError:
            raise InvalidInput("a row is nested too deeply", None) from None
        self._block = []
        try:
            self._file.seek(self._end)
            self._file.write(len(content).to_bytes(_LENGTH, "big") + content)
        except OSError as error:
            where = f"cannot write the rows to {tempfile.tempdir or 'a temporary file'}: {error.strerror}; nothing was sent"
            raise PinadsError(f"{where}. Free space there, or set TMPDIR to another directory.") from None
        self._end += _LENGTH + len(content)
