"""The rows of a write between their checks and their sending: as they are sent, each beside what was there, in a private file."""

from __future__ import annotations

import marshal
import tempfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pinads.cli.rows import Row
from pinads.cli.sources import IN_MEMORY
from pinads.journal.beside import Beside
from pinads.sdk.errors import InvalidInput, PinadsError

if TYPE_CHECKING:
    from pinads.cli.updating import Planned

ROWS_A_BLOCK = 100
FAST = 1
"""What is packed like this takes a tenth of the room, and a microsecond a row."""
_LENGTH = 8


class WorkedOut:
    """Rows that are written once and read as often as it needs, packed; a block of them at a time is in memory.

    They are kept in the system's directory of temporary files, not among the data, since they mean nothing once the command has ended: a
    file that only its owner can read and that has no name where the system can do that, so that kill -9 leaves nothing of it. What is
    short stays in memory.

    Attributes:
        unchanged: how many rows would change nothing.
        resolved: whether some depend on what was there.
        relative: whether some have relative amounts.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it lives as long as the command
        self._block: list[tuple[Any, ...]] = []
        self._end = 0
        self.unchanged = 0
        self.resolved = False
        self.relative = False

    def add(self, item: Planned, body: dict[str, Any] | None = None) -> None:
        """Keep a row, and its body where that was made already.

        Raises:
            InvalidInput: it is nested more deeply than anything that the API has.
            PinadsError: there is no room for it.
        """
        self.unchanged += item.unchanged
        self.resolved = self.resolved or item.resolved
        self.relative = self.relative or item.relative
        before = None if item.before is None else dict(item.before)
        self._block.append((dict(item.values), body, before, item.unchanged))
        if len(self._block) == ROWS_A_BLOCK:
            self._write()

    def _write(self) -> None:
        try:
            content = zlib.compress(marshal.dumps(self._block), FAST)
        except ValueError:
            raise InvalidInput("a row is nested too deeply", None) from None
        self._block = []
        try:
            self._file.seek(self._end)
            self._file.write(len(content).to_bytes(_LENGTH, "big") + content)
        except OSError as error:
            where = f"cannot keep the rows in {tempfile.tempdir or 'a temporary file'}: {error.strerror}; nothing was sent"
            raise PinadsError(f"{where}; make room there, or set TMPDIR to another directory") from None
        self._end += _LENGTH + len(content)

    def rows(self) -> Iterator[Row]:
        """All rows, from the beginning; several readers do not disturb each other."""
        if self._block:
            self._write()
        at = 0
        while at < self._end:
            self._file.seek(at)
            length = int.from_bytes(self._file.read(_LENGTH), "big")
            block = marshal.loads(zlib.decompress(self._file.read(length)))
            at += _LENGTH + length
            yield from (Row("", Beside(*kept)) for kept in block)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
