"""A spool of digests that drops duplicates, in memory that does not grow with their number.

Digests are split by their first byte into lots, which are written to a temporary file: duplicates are in the same lot, and a lot
is small enough to compare at once. The file has digests only, no directory lists it, and it is gone when the process ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from struct import iter_unpack
from tempfile import SpooledTemporaryFile, gettempdir

LOTS = 64
HELD = 2 * 1024 * 1024
"""Bytes of digests that wait in memory."""
LARGEST_LOT = 64 * 1024
"""Digests of a lot that are compared at once; a larger lot takes several passes."""


class Spool:
    """Digests of one length: first all of them, after ``finish`` each once, always in the same order.

    Args:
        width: bytes of a digest.

    Attributes:
        added: the number of digests added.
        count: the number of different digests, once it is finished.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.added = 0
        self.count = 0
        self._waiting: list[list[bytes]] = [[] for _ in range(LOTS)]
        self._appends = [lot.append for lot in self._waiting] * (256 // LOTS)
        self._held = 0
        self._pieces: list[list[tuple[int, int]]] = [[] for _ in range(LOTS)]
        self._file = SpooledTemporaryFile(HELD)  # noqa: SIM115

    def add(self, digests: Sequence[bytes]) -> None:
        """Add digests.

        Raises:
            OSError: the temporary file cannot be written.
        """
        appends = self._appends
        for digest in digests:
            appends[digest[0]](digest)
        self.added += len(digests)
        self._held += len(digests) * self.width
        if self._held >= HELD:
            with _explained():
                self._write()

    def finish(self) -> None:
        """Drop the duplicates.

        Raises:
            OSError: the temporary file cannot be written.
        """
        with _explained(), self._file:
            self._write()
            unique = SpooledTemporaryFile(HELD)  # noqa: SIM115
            for joined in (joined for lot in self._pieces for joined in self._different(lot)):
                unique.write(joined)
            unique.flush()
            self.count = unique.tell() // self.width
        self._file = unique

    def read(self, first: int, count: int) -> bytes:
        """Read different digests, joined, from the given one on."""
        self._file.seek(first * self.width)
        return self._file.read(count * self.width)

    def close(self) -> None:
        """Forget the digests."""
        self._file.close()

    def _write(self) -> None:
        self._file.seek(0, 2)
        offset = self._file.tell()
        for waiting, pieces in zip(self._waiting, self._pieces, strict=True):
            size = self._file.write(b"".join(waiting))
            pieces.append((offset, size))
            offset += size
            waiting.clear()
        self._held = 0

    def _different(self, pieces: list[tuple[int, int]]) -> Iterator[bytes]:
        """Read a lot and drop its duplicates; a large one in passes over digests that have none in common."""
        passes = 1 + sum(size for _, size in pieces) // self.width // LARGEST_LOT
        for turn in range(passes):
            digests: Iterable[bytes] = chain.from_iterable(chain.from_iterable(map(self._read_piece, pieces)))
            if passes > 1:
                digests = (digest for digest in digests if int.from_bytes(digest[1:5], "big") % passes == turn)
            yield b"".join(dict.fromkeys(digests))

    def _read_piece(self, piece: tuple[int, int]) -> Iterator[tuple[bytes]]:
        offset, size = piece
        self._file.seek(offset)
        return iter_unpack(f"{self.width}s", self._file.read(size))


@contextmanager
def _explained() -> Iterator[None]:
    """Tell errors of the temporary file from errors of the customers' file."""
    try:
        yield
    except OSError as error:
        why = f"no temporary file for hashes can be written there ({error.strerror}); TMPDIR names another directory"
        raise OSError(error.errno, why, gettempdir()) from None
