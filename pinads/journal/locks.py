"""Which runs a process has in hand: byte N of a file is locked for run N, and the kernel lets go when the process ends."""

from __future__ import annotations

import os
from pathlib import Path

from pinads.sdk.files import descriptor

FILE_NAME = "journal.lock"


class Locks:
    """The locks of this process."""

    def __init__(self, directory: Path) -> None:
        self._file = descriptor(directory / FILE_NAME, os.O_RDWR | os.O_CREAT)

    def take(self, run: int) -> bool:
        """Take a run in hand; False where another process has it."""
        try:
            _lock(self._file, run)
        except OSError:
            return False
        return True

    def taken_elsewhere(self, run: int) -> bool:
        """Whether another process has a run in hand."""
        if not self.take(run):
            return True
        _unlock(self._file, run)
        return False

    def close(self) -> None:
        """Let go of all."""
        os.close(self._file)


try:
    import fcntl

    def _lock(file: int, at: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, at)

    def _unlock(file: int, at: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, at)

except ImportError:  # Windows
    import msvcrt

    def _lock(file: int, at: int) -> None:
        os.lseek(file, at, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

    def _unlock(file: int, at: int) -> None:
        os.lseek(file, at, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
