"""Keeping the rows of a write that were not applied, in a file that ``--file`` takes."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from pinads.cli.rows import Records
from pinads.cli.sources import IN_MEMORY
from pinads.render.text import safe
from pinads.sdk.errors import InvalidInput
from pinads.sdk.files import opened
from pinads.sdk.outcomes import Outcome
from pinads.sdk.paths import expanded

OPTION = "--failed-out"


def kind_of(path: Path, kind: str) -> str:
    """How the rows are written: as the file's name says, else as they came."""
    return {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}.get(path.suffix.lower(), kind)


def check_writable(path: Path, cleared: str | None, kind: str) -> None:
    """Find out before anything is sent that the rows could not be kept.

    Raises:
        InvalidInput: the file cannot be written, or cannot hold the rows.
    """
    if kind_of(path, kind) == "csv" and cleared is not None:
        raise InvalidInput(f"{path}: CSV cannot say that {cleared} is to be cleared; name the file .jsonl", OPTION)
    try:
        opened(path, "a", encoding="utf-8").close()
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error.strerror}", OPTION) from None


def refuse_same(file: str, failed_out: Path | None) -> None:
    """Refuse to write rows over the file that they come from, under whatever name.

    Args:
        file: where the rows come from; - is standard input.
        failed_out: where refused rows are to go.

    Raises:
        InvalidInput: both are one file.
    """
    if failed_out is None:
        return
    try:
        there = os.fstat(0) if file == "-" else expanded(file).stat()
        same = stat.S_ISREG(there.st_mode) and os.path.samestat(there, failed_out.stat())
    except OSError:
        return
    if same:
        raise InvalidInput(f"{failed_out} is the file that is read: give {OPTION} another name; nothing was sent", OPTION)


def kept(outcomes: Iterator[Outcome[Any]], records: Records, path: Path, kind: str, note: Callable[[str], None]) -> Iterator[Outcome[Any]]:
    """Pass outcomes on, and write the rows that were not applied to a file at the end, also when it comes early.

    They wait in a temporary file until all outcomes are known. Where the file cannot be written, a note says so.
    """
    seen = 0
    with tempfile.SpooledTemporaryFile(IN_MEMORY, mode="w+", encoding="utf-8", errors="surrogatepass") as failed:
        try:
            for outcome in outcomes:
                seen += 1
                if not outcome.applied:
                    failed.write(_line(outcome.input))
                yield outcome
        finally:
            failed.writelines(_line(values) for values in islice(records.values(), seen, None))
            try:
                _write(path, failed, kind_of(path, kind))
            except OSError as error:
                note(
                    safe(f"note: {OPTION} {path} is not whole: {error.strerror}; pinads journal list shows the command, which has its rows")
                )


def _line(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False) + "\n"


def _rows(failed: Any) -> Iterator[dict[str, Any]]:
    failed.seek(0)
    return map(json.loads, failed)


def _write(path: Path, failed: Any, kind: str) -> None:
    # What UTF-8 has no place for is escaped, as JSON does.
    with opened(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        if kind == "json":
            _write_array(file, _rows(failed))
        elif kind == "csv":
            from pinads.render.delimited import csv_rows

            columns = list(dict.fromkeys(name for row in _rows(failed) for name in row))
            if columns:
                file.writelines(csv_rows(_rows(failed), columns, safe_formulas=True))
        else:
            failed.seek(0)
            file.writelines(failed)


def _write_array(file: Any, rows: Iterator[dict[str, Any]]) -> None:
    before = "[\n  "
    for row in rows:
        file.write(before + json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  "))
        before = ",\n  "
    file.write("[]\n" if before[0] == "[" else "\n]\n")
