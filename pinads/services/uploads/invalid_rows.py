"""--failed-out of customers: the rows that are no records, as they are in the user's file, so that they can be mended."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pinads.sdk.customers.records import Invalid
from pinads.sdk.errors import InvalidInput
from pinads.sdk.files import create_sibling, descriptor, followed
from pinads.services.writes.failed_rows import OPTION


class InvalidRows:
    """Where invalid rows go: nowhere, or into a file that only its owner can read.

    It takes its name when it is whole; until then it has one of its own beside.

    Args:
        path: the file, or None.
        is_json: whether rows are written as JSON lines.
    """

    def __init__(self, path: Path | None, is_json: bool) -> None:
        self.path = path
        self.is_json = path is not None and (path.suffix.lower() in (".jsonl", ".ndjson") or (is_json and path.suffix.lower() != ".csv"))
        self._replaces = path is not None and (path.is_file() or not path.exists())
        self._file: IO[str] | None = None
        self._part: Path | None = None

    @contextmanager
    def taking(self) -> Iterator[InvalidRows]:
        """Open the file; it keeps its name from what came before unless ``keep`` is called."""
        if self.path is None:
            yield self
            return
        try:
            self._file = os.fdopen(self._opened(self.path), "w", encoding="utf-8", errors="surrogateescape", newline="")
        except OSError as error:
            raise self._unwritten(error) from None
        try:
            if not self.is_json:
                self._write("line,record,reason\n")
            yield self
        finally:
            with suppress(OSError):  # What could not be written was told when it could not.
                self._file.close()
            if self._part is not None:
                with suppress(OSError):
                    self._part.unlink()

    def take(self, row: Invalid) -> None:
        """Write a row."""
        if self._file is None:
            return
        if self.is_json:
            self._write(json.dumps({"line": row.line, "record": row.value, "reason": row.reason}) + "\n")
            return
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(row)
        self._write(buffer.getvalue())

    def keep(self) -> None:
        """All rows are there: the file takes its name."""
        if self._file is None or self.path is None:
            return
        try:
            self._file.close()
            if self._part is not None:
                self._part.replace(followed(self.path))
                self._part = None
        except OSError as error:
            raise self._unwritten(error) from None

    def _opened(self, path: Path) -> int:
        if not self._replaces:
            return descriptor(path, os.O_WRONLY)
        # Of a link, what it points to is replaced.
        handle, self._part = create_sibling(followed(path))
        return handle

    def _write(self, text: str) -> None:
        assert self._file is not None
        try:
            self._file.write(text)
        except OSError as error:
            raise self._unwritten(error) from None

    def _unwritten(self, error: OSError) -> InvalidInput:
        return InvalidInput(f"cannot write {self.path}: {error.strerror}; nothing was sent", OPTION)
