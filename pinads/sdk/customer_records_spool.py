"""Digests without their duplicates, in memory that does not grow with their number.

They are parted by their first byte into lots, which are written to a temporary file whenever there are many: duplicates are in the
same lot, and a lot is small. The file has digests only, no directory lists it, and it is gone when it is closed or the process
dies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO

from pinads.sdk.customer_records_blocks import cut

HELD = 2 * 1024 * 1024
"""Bytes of digests that wait in memory to be written."""
LARGEST_LOT = 64 * 1024
"""Digests of a lot that are compared at once; of a larger lot several parts are, one after the other."""

_LOTS = 64


class Spool:
    """Digests of one length, first all of them, then each once.

    Args:
        width: the bytes of one.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.added = 0
        self.count = 0
        self._lots: list[list[bytes]] = [[] for _ in range(_LOTS)]
        self._appends = [self._lots[first % _LOTS].append for first in range(256)]
        self._held = [bytearray() for _ in range(_LOTS)]
        self._waiting = 0
        self._file: IO[bytes] | None = None
        self._written: list[list[int]] = []
        self._unique: SpooledTemporaryFile[bytes] | None = None

    def add(self, digests: Sequence[bytes]) -> None:
        """Take digests."""
        appends = self._appends
        for digest in digests:
            appends[digest[0]](digest)
        # Put together at once, while they are in the processor's cache.
        for lot, held in zip(self._lots, self._held, strict=True):
            if lot:
                held += b"".join(lot)
                lot.clear()
        self.added += len(digests)
        self._waiting += len(digests) * self.width
        if self._waiting >= HELD:
            self._write()

    def finish(self) -> None:
        """Drop the duplicates: from here on ``count`` and ``read`` tell of those that are left."""
        self._unique = SpooledTemporaryFile(HELD)  # noqa: SIM115
        for lot in range(_LOTS):
            for different in self._different(lot):
                self.count += len(different)
                self._unique.write(b"".join(different))
        self._forget()

    def read(self, first: int, count: int) -> bytes:
        """So many of the different digests, one after the other, from the given one on."""
        assert self._unique is not None
        self._unique.seek(first * self.width)
        return self._unique.read(count * self.width)

    def close(self) -> None:
        """Give up the files."""
        self._forget()
        if self._unique is not None:
            self._unique.close()

    def _forget(self) -> None:
        self._held = []
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self) -> None:
        if self._file is None:
            self._file = TemporaryFile("w+b", buffering=0)  # noqa: SIM115
        starts = [self._file.seek(0, 2)]
        for held in self._held:
            starts.append(starts[-1] + len(held))
        whole = memoryview(b"".join(self._held))
        while whole:
            whole = whole[self._file.write(whole) :]
        for held in self._held:
            held.clear()
        self._written.append(starts)
        self._waiting = 0

    def _different(self, lot: int) -> Iterator[dict[bytes, None]]:
        """The different digests of a lot in order; of a large one in parts that have none in common."""
        size = sum(starts[lot + 1] - starts[lot] for starts in self._written) + len(self._held[lot])
        passes = 1 + size // self.width // LARGEST_LOT
        if passes == 1:
            yield dict.fromkeys(cut(b"".join(self._pieces(lot)), self.width))
            return
        for turn in range(passes):
            different: dict[bytes, None] = {}
            for piece in self._pieces(lot):
                part = (digest for digest in cut(piece, self.width) if int.from_bytes(digest[1:5], "big") % passes == turn)
                different.update(dict.fromkeys(part))
            yield different

    def _pieces(self, lot: int) -> Iterator[bytes]:
        """The digests of a lot in order, as they were written."""
        for starts in self._written:
            assert self._file is not None
            self._file.seek(starts[lot])
            yield self._file.read(starts[lot + 1] - starts[lot])
        yield bytes(self._held[lot])
