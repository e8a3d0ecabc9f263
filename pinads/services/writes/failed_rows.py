"""Keeping the rows of a write that were not applied, in a file that ``--file`` takes."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinads.render.delimited import csv_rows, for_people
from pinads.render.text import safe
from pinads.sdk.bulk.outcomes import Outcome
from pinads.sdk.errors import InvalidInput
from pinads.sdk.files import opened
from pinads.sdk.paths import expanded
from pinads.sdk.schema.fields import fields_of
from pinads.services.errors import option
from pinads.services.inputs.dialects import TABLES
from pinads.services.inputs.input_file import IN_MEMORY
from pinads.services.inputs.record_currencies import Currencies

if TYPE_CHECKING:
    from pinads.services.changes import ChangeSet, Phase
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions

OPTION = option("failed_out")


def kind_of(path: Path, kind: str) -> str:
    """How the rows are written: as the file's name says, else as they came."""
    return {".csv": "csv", ".tsv": "tsv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}.get(path.suffix.lower(), kind)


def check_failed_out(changes: ChangeSet, options: WriteOptions, cleared: str | None) -> None:
    """Find out before anything is sent that the rows could not be kept.

    Raises:
        InvalidInput: the file cannot be written, cannot hold the rows, or is the one that they come from.
    """
    path, records = options.failed_out, changes.records
    if path is None or options.dry_run:
        return
    for file in {"-", str(records.source.path) if records.source is not None and records.source.path is not None else "-"}:
        refuse_same(file, path)
    written = kind_of(path, records.kind)
    if written in TABLES and cleared is not None:
        raise InvalidInput(f"{path}: {written.upper()} cannot say that {cleared} is to be cleared; name the file .jsonl", OPTION)
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


def kept(outcomes: Iterator[Outcome[Any]], phase: Phase, path: Path, kind: str, context: Context) -> Iterator[Outcome[Any]]:
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
            failed.writelines(_line(values) for values in islice(phase.records.values(), seen, None))
            try:
                _write(path, failed, kind_of(path, kind), phase, context)
            except OSError as error:
                context.note(
                    safe(f"{OPTION} {path} is not whole: {error.strerror}; pinads journal list shows the command, which has its rows")
                )


def _line(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False) + "\n"


def _rows(failed: Any) -> Iterator[dict[str, Any]]:
    failed.seek(0)
    return map(json.loads, failed)


def _write(path: Path, failed: Any, kind: str, phase: Phase, context: Context) -> None:
    table = phase.records.table if kind in TABLES else None
    encoding = "utf-8" if table is None or not table.has_bom else table.encoding
    # What the encoding has no place for is escaped, as JSON does.
    with opened(path, "w", encoding=encoding, errors="backslashreplace", newline="") as file:
        if kind == "json":
            _write_array(file, _rows(failed))
        elif kind in TABLES:
            file.writelines(_table(failed, kind, phase, context))
        else:
            failed.seek(0)
            file.writelines(failed)


def _table(failed: Any, kind: str, phase: Phase, context: Context) -> Iterator[str]:
    """The rows as a table in the dialect of the one that they came from."""
    columns = list(dict.fromkeys(name for row in _rows(failed) for name in row))
    if not columns:
        return iter(())
    table = phase.records.table
    delimiter = "\t" if kind == "tsv" else table.dialect.delimiter if table is not None else ","
    made = for_people(fields_of(phase.model), columns, Currencies(context), decimal_comma=bool(table and table.decimals.comma))
    return csv_rows(_rows(failed), columns, delimiter=delimiter, safe_formulas=True, converters=made)


def _write_array(file: Any, rows: Iterator[dict[str, Any]]) -> None:
    before = "[\n  "
    for row in rows:
        file.write(before + json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  "))
        before = ",\n  "
    file.write("[]\n" if before[0] == "[" else "\n]\n")
