"""Digests without their duplicates, in memory that does not grow with their number.

They are parted by their first byte into lots, which are written to a temporary file whenever there are many: duplicates are in the
same lot, and a lot is small. The file has digests only, no directory lists it, and it is gone when it is closed or the process
dies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from tempfile import SpooledTemporaryFile, TemporaryFile, gettempdir
from typing import IO, TYPE_CHECKING

from pinads.sdk.customers.blocks import LOTS, Parted, cut, different

if TYPE_CHECKING:
    from pinads.sdk.customers.worker import Worker

HELD = 2 * 1024 * 1024
"""Bytes of digests that wait in memory to be written."""
LARGEST_LOT = 64 * 1024
"""Digests of a lot that are compared at once; of a larger lot several parts are, one after the other."""


@contextmanager
def _told_apart() -> Iterator[None]:
    """What is wrong with a temporary file is told as that, and not taken for the customers'."""
    try:
        yield
    except OSError as error:
        why = f"no temporary file for hashes can be written there ({error.strerror}); TMPDIR names another directory"
        raise OSError(error.errno, why, gettempdir()) from None


class Spool:
    """Digests of one length, first all of them, then each once.

    Args:
        width: the bytes of one.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.added = 0
        self.count = 0
        self._held = [bytearray() for _ in range(LOTS)]
        self._waiting = 0
        self._file: IO[bytes] | None = None
        self._written: list[list[int]] = []
        self._unique: SpooledTemporaryFile[bytes] | None = None

    def add(self, digests: Iterable[bytes]) -> None:
        """Take digests."""
        lots = Parted()
        lots.add(digests)
        self.add_lots(lots.joined())

    def add_lots(self, lots: Sequence[bytes]) -> None:
        """Take digests that are parted already."""
        for lot, held in zip(lots, self._held, strict=True):
            held += lot
        added = sum(map(len, lots))
        self.added += added // self.width
        self._waiting += added
        if self._waiting >= HELD:
            with _told_apart():
                self._write()

    def finish(self, worker: Worker | None = None) -> None:
        """Drop the duplicates, with a worker's help: from here on ``count`` and ``read`` tell of those that are left."""
        self._unique = SpooledTemporaryFile(HELD)  # noqa: SIM115
        with _told_apart():
            for lot in range(0, LOTS, 2):
                for left in self._left_of_two(lot, worker):
                    self.count += len(left) // self.width
                    self._unique.write(left)
            self._unique.flush()
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

    def _left_of_two(self, lot: int, worker: Worker | None) -> Iterable[bytes]:
        """The different digests of a lot and of the one after it."""
        if worker is None or max(self._size(lot), self._size(lot + 1)) > LARGEST_LOT:
            return chain(self._left_of(lot), self._left_of(lot + 1))
        end = worker.begin_lot(b"".join(self._pieces(lot)), self.width)
        here = different(b"".join(self._pieces(lot + 1)), self.width)
        return end(), here

    def _left_of(self, lot: int) -> Iterator[bytes]:
        """The different digests of a lot; of a large one in parts that have none in common."""
        passes = 1 + self._size(lot) // LARGEST_LOT
        if passes == 1:
            yield different(b"".join(self._pieces(lot)), self.width)
            return
        for turn in range(passes):
            found: dict[bytes, None] = {}
            for piece in self._pieces(lot):
                part = (digest for digest in cut(piece, self.width) if int.from_bytes(digest[1:5], "big") % passes == turn)
                found.update(dict.fromkeys(part))
            yield b"".join(found)

    def _size(self, lot: int) -> int:
        written = sum(starts[lot + 1] - starts[lot] for starts in self._written)
        return (written + len(self._held[lot])) // self.width

    def _pieces(self, lot: int) -> Iterator[bytes]:
        """The digests of a lot in order, as they were written."""
        for starts in self._written:
            assert self._file is not None
            self._file.seek(starts[lot])
            yield self._file.read(starts[lot + 1] - starts[lot])
        yield bytes(self._held[lot])
