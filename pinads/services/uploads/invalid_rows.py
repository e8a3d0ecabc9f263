"""--failed-out of customers: the rows that are no records, as they are in the user's file, so that they can be mended."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from pinads.sdk.customers.records import Invalid
from pinads.sdk.errors import InvalidInput
from pinads.sdk.files import replacing
from pinads.services.writes.failed_rows import OPTION


class InvalidRows:
    """Where invalid rows go: nowhere, or into a file that only its owner can read.

    Args:
        path: the file, or None.
        is_json: whether rows are written as JSON lines.
    """

    def __init__(self, path: Path | None, is_json: bool) -> None:
        self.path = path
        self.is_json = path is not None and (path.suffix.lower() in (".jsonl", ".ndjson") or (is_json and path.suffix.lower() != ".csv"))
        self._file: IO[str] | None = None

    @contextmanager
    def taking(self) -> Iterator[InvalidRows]:
        """Open the file, which replaces an earlier one when the block ends without an error."""
        if self.path is None:
            yield self
            return
        with ExitStack() as stack:
            try:
                self._file = stack.enter_context(replacing(self.path, encoding="utf-8", errors="surrogateescape", newline=""))
            except OSError as error:
                raise self._unwritten(error) from None
            if not self.is_json:
                self._write("line,record,reason\n")
            yield self
            try:
                stack.close()
            except OSError as error:
                raise self._unwritten(error) from None

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

    def _write(self, text: str) -> None:
        assert self._file is not None
        try:
            self._file.write(text)
        except OSError as error:
            raise self._unwritten(error) from None

    def _unwritten(self, error: OSError) -> InvalidInput:
        return InvalidInput(f"cannot write {self.path}: {error.strerror}; nothing was sent", OPTION)


def reasons(counts: Any) -> str:
    """``2 where it is empty, 1 where ...``."""
    return "; ".join(f"{count}: {reason}" for reason, count in counts.most_common())
