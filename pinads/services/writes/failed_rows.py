"""The file of ``--failed-out``: rows that were not applied, or that are not customers, as ``--file`` takes them."""

from __future__ import annotations

import csv
import json
import os
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pinads.render.delimited import CLEARED, csv_rows, for_people
from pinads.render.files.table_file import ENDINGS, ending_meant, missing_package
from pinads.render.text import safe
from pinads.sdk.errors import InvalidInput
from pinads.sdk.files import opened, replacing
from pinads.sdk.outcomes import Outcome
from pinads.sdk.paths import expanded
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.services.errors import option
from pinads.services.inputs.input_file import IN_MEMORY
from pinads.services.inputs.record_currencies import currencies_of
from pinads.services.inputs.records import REASON, field_names
from pinads.services.inputs.tables.table import LINES, TABLES, WORKBOOK
from pinads.services.inputs.tables.targeting_columns import in_columns, part_columns
from pinads.services.results import reason_of
from pinads.services.saving.sheet import SheetWriter

if TYPE_CHECKING:
    from pinads.sdk.customers.records import Invalid
    from pinads.services.changes import ChangeSet, Phase
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions

OPTION = option("failed_out")
_INVALID = ("line", "record", "reason")
_TEXTS = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_KINDS = {**_TEXTS, ".xlsx": WORKBOOK}


def kind_of(path: Path, kind: str) -> str:
    """Choose how rows are written: as the file's name says, else as they were read."""
    return _KINDS.get(path.suffix.lower(), "csv" if kind in (LINES, WORKBOOK) else kind)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Convert the system's errors about the file into one that says that nothing was sent."""
    try:
        yield
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error.strerror}; nothing was sent", OPTION) from None


def check_failed_out(changes: ChangeSet, options: WriteOptions, cleared: str | None) -> None:
    """Check before anything is sent that the file can hold the rows.

    Raises:
        InvalidInput: the file cannot be written, cannot hold the rows, or is the one that they come from.
    """
    path, records = options.failed_out, changes.records
    if path is None or options.dry_run:
        return
    for file in {"-", str(records.source.path) if records.source is not None and records.source.path is not None else "-"}:
        refuse_same(file, path)
    refuse_ending(path, _KINDS)
    written = kind_of(path, records.kind)
    if written == WORKBOOK and (package := missing_package("xlsx")) is not None:
        told = f"{path} needs the package {package}, which is not installed: run pip install 'pinads[xlsx]', or name the file .csv"
        raise InvalidInput(told, OPTION)
    if written in TABLES and cleared is not None and changes.step.mode is Mode.CREATE:
        raise InvalidInput(f"{path}: {written.upper()} cannot say that {cleared} is null; name the file .jsonl", OPTION)
    with _refusing(path):
        opened(path, "a", encoding="utf-8").close()


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


def refuse_ending(path: Path, endings: Collection[str]) -> None:
    """Refuse a file whose name says that it has a format in which rows are not written.

    Raises:
        InvalidInput: it does.
    """
    ending = path.suffix.lower()
    if ending not in endings and (ending in ENDINGS or ending_meant(path) is not None):
        told = f"Invalid {OPTION} {path}: such rows are not written as {ending}. End it in {', '.join(endings)}; nothing was sent"
        raise InvalidInput(told, OPTION)


@contextmanager
def invalid_rows(path: Path | None, kind: str) -> Iterator[Callable[[Invalid], None]]:
    """Open the file for rows that are not customers; the function that it gives writes a row.

    Only its owner can read the file, which replaces an earlier one when the block ends without an error. Its rows are in no other
    file meanwhile, since they may be people's data.

    Raises:
        InvalidInput: the file cannot be written; nothing was sent.
    """
    if path is None:
        yield lambda row: None
        return
    refuse_ending(path, _TEXTS)
    delimiter = {"csv": ",", "tsv": "\t"}.get(kind_of(path, kind))

    def write(row: tuple[Any, ...]) -> None:
        with _refusing(path):
            if delimiter is None:
                file.write(_line(dict(zip(_INVALID, row, strict=True)), ensure_ascii=True))
            else:
                csv.writer(file, delimiter=delimiter, lineterminator="\n").writerow(row)

    with ExitStack() as stack:
        with _refusing(path):
            file = stack.enter_context(replacing(path, encoding="utf-8", errors="surrogateescape", newline=""))
        if delimiter is not None:
            write(_INVALID)
        yield write
        with _refusing(path):
            stack.close()


def kept(outcomes: Iterator[Outcome[Any]], phase: Phase, path: Path, kind: str, context: Context) -> Iterator[Outcome[Any]]:
    """Pass outcomes on, and write the rows that were not applied to a file at the end.

    The end may come early. Rows wait in a temporary file until all outcomes are known. If the file cannot be written, a note says so.
    """
    seen = 0
    with tempfile.SpooledTemporaryFile(IN_MEMORY, mode="w+", encoding="utf-8", errors="surrogatepass") as failed:
        try:
            for outcome in outcomes:
                seen += 1
                if not outcome.applied:
                    failed.write(_line({**outcome.input, REASON: reason_of(outcome)}))
                yield outcome
        finally:
            failed.writelines(_line({**values, REASON: "not sent"}) for values in islice(phase.records.values(), seen, None))
            try:
                _write(path, failed, kind_of(path, kind), phase, context)
            except OSError as error:
                lost = f"{OPTION} {path} is not whole: {error.strerror}. The journal has the rows."
                context.note(safe(lost), "pinads journal list")


def _line(values: Mapping[str, Any], ensure_ascii: bool = False) -> str:
    return json.dumps(dict(values), ensure_ascii=ensure_ascii) + "\n"


def _rows(failed: Any) -> Iterator[dict[str, Any]]:
    failed.seek(0)
    return map(json.loads, failed)


def _write(path: Path, failed: Any, kind: str, phase: Phase, context: Context) -> None:
    if kind == WORKBOOK:
        columns = _Columns(failed, phase)
        sheet = SheetWriter(context, phase.step.model, columns.headings or [REASON], context.known_currency(), columns.fields)
        with opened(path, "wb") as book:
            sheet.write(cast(BinaryIO, book), columns.cells(failed))
        return
    table = phase.records.table if kind in TABLES else None
    encoding = "utf-8" if table is None or not table.has_bom else table.encoding
    # Characters that the encoding lacks are escaped, as JSON does.
    with opened(path, "w", encoding=encoding, errors="backslashreplace", newline="") as file:
        if kind == "json":
            _write_array(file, _rows(failed))
        elif kind in TABLES:
            file.writelines(_table(failed, kind, phase, context))
        else:
            failed.seek(0)
            file.writelines(failed)


def _table(failed: Any, kind: str, phase: Phase, context: Context) -> Iterator[str]:
    """Write the rows as a table in the dialect of the one that they came from."""
    columns = _Columns(failed, phase)
    if not columns.headings:
        return iter(())
    table = phase.records.table
    delimiter = "\t" if kind == "tsv" else table.dialect.delimiter if table is not None else ","
    made = for_people(columns.fields, columns.headings, currencies_of(context), decimal_comma=bool(table and table.decimals.comma))
    return csv_rows(columns.cells(failed), columns.headings, delimiter=delimiter, safe_formulas=True, converters=made)


class _Columns:
    """The columns of a table of failed rows: those of the table that they came from, in its order and words.

    Rows whose cells could not be read have its headings as keys, and the others have the names of fields.

    Args:
        failed: the rows.
        phase: where they come from.

    Attributes:
        headings: the columns, with the reason as the last; empty without rows.
        fields: the fields that the columns are of.
    """

    def __init__(self, failed: Any, phase: Phase) -> None:
        table = phase.records.table
        parts = part_columns(phase.step.model)
        fields = {**fields_of(phase.step.model), **{name: part.field for name, part in parts.items()}}
        self._name_of = field_names(phase.step.model, phase.step.mode)
        given = table.headings if table is not None else ()
        self._headings = {self._name_of(heading): heading for heading in given if heading != REASON}
        # A row that was read has the targeting as one; a sheet that has its parts gets them back.
        self._parts = {} if parts.keys().isdisjoint(self._headings) else parts
        used = dict.fromkeys(self._heading(key) for row in self._read(failed) for key in row if key != REASON)
        listed = [heading for heading in self._headings.values() if heading in used]
        self.headings = [*dict.fromkeys((*listed, *used)), REASON] if used else []
        self.fields = {heading: fields[name] for heading in self.headings if (name := self._name_of(heading)) in fields}

    def _heading(self, key: str) -> str:
        name = self._name_of(key)
        return self._headings.get(name, name)

    def _read(self, failed: Any) -> Iterator[dict[str, Any]]:
        """Yield the rows, with columns of parts where the sheet has these."""
        for row in _rows(failed):
            yield in_columns(row, self._parts) if self._parts else row

    def cells(self, failed: Any) -> Iterator[dict[str, Any]]:
        """Yield the rows with a word for what is to be cleared."""
        for row in self._read(failed):
            yield {self._heading(key): CLEARED if value is None else value for key, value in row.items()}


def _write_array(file: Any, rows: Iterator[dict[str, Any]]) -> None:
    before = "[\n  "
    for row in rows:
        file.write(before + json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  "))
        before = ",\n  "
    file.write("[]\n" if before[0] == "[" else "\n]\n")
