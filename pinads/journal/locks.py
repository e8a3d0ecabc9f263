"""Locks of runs: one file a run, which the operating system unlocks when the process that holds it ends."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import filelock

from pinads.journal.errors import JournalError
from pinads.sdk.files import PRIVATE_FILE, followed, make_private

FOLDER = "locks"


class Locks:
    """The runs that this process holds.

    Args:
        directory: the data directory.

    Raises:
        JournalError: no file can be created there.
    """

    def __init__(self, directory: Path) -> None:
        self._folder = directory / FOLDER
        self._held: dict[int, filelock.BaseFileLock] = {}
        try:
            make_private(followed(self._folder))
        except OSError as error:
            raise _unusable(self._folder, error) from None

    def take(self, run: int) -> bool:
        """Hold a run until the locks are closed; return False if another process holds it.

        Raises:
            JournalError: its file cannot be locked.
        """
        if run not in self._held:
            try:
                lock = filelock.FileLock(followed(self._file(run)), timeout=0, mode=PRIVATE_FILE, thread_local=False)
                lock.acquire()
            except filelock.Timeout:
                return False
            except OSError as error:
                raise _unusable(self._file(run), error) from None
            self._held[run] = lock
        return True

    def taken_elsewhere(self, run: int) -> bool:
        """Check if another process holds a run."""
        if run in self._held:
            return False
        if not self.take(run):
            return True
        self._held.pop(run).release()
        return False

    def forget(self, runs: Iterable[int]) -> None:
        """Release runs that the journal no longer has, and remove their files."""
        for run in runs:
            self._held.pop(run).release()
            self._file(run).unlink(missing_ok=True)

    def close(self) -> None:
        """Release all runs."""
        for lock in self._held.values():
            lock.release()
        self._held.clear()

    def _file(self, run: int) -> Path:
        return self._folder / f"run-{run}.lock"


def _unusable(path: Path, error: OSError) -> JournalError:
    return JournalError(f"cannot lock {path} ({error.strerror}). Set PINADS_DATA_DIR to a directory that can be written")
