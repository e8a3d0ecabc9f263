"""Keeping the rows of a write that were not applied, in a file that ``--file`` takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pinads.cli.rows import Row
from pinads.sdk.errors import InvalidInput
from pinads.sdk.outcomes import Outcome

OPTION = "--failed-out"


def kind_of(path: Path, kind: str) -> str:
    """How the rows are written: as the file's name says, else as they came."""
    return {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}.get(path.suffix.lower(), kind)


def check_writable(path: Path, rows: Sequence[Row], kind: str) -> None:
    """Find out before anything is sent that the rows could not be kept.

    Raises:
        InvalidInput: the file cannot be written, or cannot hold the rows.
    """
    if kind_of(path, kind) == "csv":
        cleared = next((name for row in rows for name, value in row.values.items() if value is None), None)
        if cleared is not None:
            raise InvalidInput(f"{path}: CSV cannot say that {cleared} is to be cleared; name the file .jsonl", OPTION)
    try:
        path.open("a", encoding="utf-8").close()
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error.strerror}", OPTION) from None


def kept(outcomes: Iterator[Outcome[Any]], rows: Sequence[Mapping[str, Any]], path: Path, kind: str) -> Iterator[Outcome[Any]]:
    """Pass outcomes on, and write the rows that were not applied to a file at the end, also when it comes early."""
    failed: list[Mapping[str, Any]] = []
    seen = 0
    try:
        for outcome in outcomes:
            seen += 1
            if not outcome.applied:
                failed.append(outcome.input)
            yield outcome
    finally:
        _write(path, [*failed, *rows[seen:]], kind_of(path, kind))


def _write(path: Path, rows: list[Mapping[str, Any]], kind: str) -> None:
    # What UTF-8 has no place for is escaped, as JSON does.
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        if kind == "json":
            json.dump([dict(row) for row in rows], file, ensure_ascii=False, indent=2)
            file.write("\n")
        elif kind == "csv" and rows:
            from pinads.render.delimited import csv_rows

            columns = list(dict.fromkeys(name for row in rows for name in row))
            file.writelines(csv_rows(rows, columns, safe_formulas=True))
        else:
            file.writelines(json.dumps(dict(row), ensure_ascii=False) + "\n" for row in rows)
