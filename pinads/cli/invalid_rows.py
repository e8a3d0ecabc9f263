"""--failed-out of customers: the rows that are no records, as they are in the user's file, so that they can be mended."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from pinads.cli.failed_rows import OPTION
from pinads.sdk.customer_records import Invalid
from pinads.sdk.errors import InvalidInput


class InvalidRows:
    """Where invalid rows go: nowhere, or into a file that only its owner can read.

    It takes its name when it is whole, so that the file which is being read may be the same.

    Args:
        path: the file, or None.
        is_json: whether rows are written as JSON lines.
    """

    def __init__(self, path: Path | None, is_json: bool) -> None:
        self.path = path
        self.is_json = path is not None and (path.suffix.lower() in (".jsonl", ".ndjson") or (is_json and path.suffix.lower() != ".csv"))
        self._replaces = path is not None and (path.is_file() or not path.exists())
        self._part = path.with_name(path.name + ".part") if path is not None and self._replaces else path
        self._file: IO[str] | None = None

    @contextmanager
    def taking(self) -> Iterator[InvalidRows]:
        """Open the file; it keeps its name from what came before unless ``keep`` is called."""
        if self._part is None:
            yield self
            return
        try:
            flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if self._replaces else 0)
            if self._replaces:
                self._part.unlink(missing_ok=True)
            descriptor = os.open(self._part, flags, 0o600)
        except OSError as error:
            raise InvalidInput(f"cannot write {self.path}: {error.strerror}", OPTION) from None
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape", newline="") as self._file:
            if not self.is_json:
                self._file.write("line,record,reason\n")
            try:
                yield self
            finally:
                if self._replaces:
                    with suppress(OSError):
                        self._part.unlink(missing_ok=True)

    def take(self, row: Invalid) -> None:
        """Write a row."""
        if self._file is None:
            return
        if self.is_json:
            text = json.dumps({"line": row.line, "record": row.value, "reason": row.reason}) + "\n"
        else:
            buffer = io.StringIO()
            csv.writer(buffer, lineterminator="\n").writerow(row)
            text = buffer.getvalue()
        self._file.write(text)

    def keep(self) -> None:
        """All rows are there: the file takes its name."""
        if self._file is None or self._part is None or self.path is None:
            return
        self._file.flush()
        if self._replaces:
            self._part.replace(self.path)


def reasons(counts: Any) -> str:
    """``2 where it is empty, 1 where ...``."""
    return "; ".join(f"{count}: {reason}" for reason, count in counts.most_common())
