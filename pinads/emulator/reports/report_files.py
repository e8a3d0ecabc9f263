"""Files of finished reports: each is written once, row by row, and read in pieces."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import BinaryIO
from weakref import WeakKeyDictionary

from pinads.emulator.messages import FileBody
from pinads.emulator.storage.store import EmulatorStore

_IN_MEMORY = 1 << 20
_MOST = 16


class ReportFiles:
    """The files of an emulator's newest reports."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._files: OrderedDict[bytes, FileBody] = OrderedDict()

    def get(self, key: bytes, write: Callable[[BinaryIO], None]) -> FileBody:
        """Return the file of a report, and write it first where it is not there.

        Args:
            key: what distinguishes the report from all others.
            write: writes the file.
        """
        with self._lock:
            found = self._files.get(key)
            if found is None:
                # Deleted as soon as nobody reads it any more.
                file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
                try:
                    write(file)  # type: ignore[arg-type]
                except BaseException:
                    file.close()
                    raise
                found = self._files[key] = FileBody(file, file.tell())
            self._files.move_to_end(key)
            while len(self._files) > _MOST:
                self._files.popitem(last=False)
            return found


_of_stores: WeakKeyDictionary[EmulatorStore, ReportFiles] = WeakKeyDictionary()


def files_of(store: EmulatorStore) -> ReportFiles:
    """Return the files of an emulator."""
    return _of_stores.setdefault(store, ReportFiles())
