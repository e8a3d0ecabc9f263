"""Records from files and standard input: JSON, JSONL, CSV; ids and JSONL records for commands that take ids."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pinads.cli.values import Reader, Relative
from pinads.render.delimited import read_back
from pinads.sdk.checks import describe, nearest
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import PERSONAL, Field, Mode, fields_of, request_fields
from pinads.sdk.model import Model

LARGEST_CELL = 16 * 1024 * 1024


class Row(NamedTuple):
    """One record of a file, with where it stands in it."""

    place: str
    values: dict[str, Any]


class Records(NamedTuple):
    """The records of a file and how they were written, so that refused ones can be written the same way."""

    rows: list[Row]
    kind: str


def read_records(source: str, model: type[Model], mode: Mode, reader: Reader) -> Records:
    """All records of a file; ``-`` is standard input.

    Raises:
        InvalidInput: it cannot be read as records; the message says where.
    """
    name = "standard input" if source == "-" else source
    text = _text(source, name)
    kind = _kind(source, text)
    rows = {"json": _json_rows, "jsonl": _jsonl_rows, "csv": _csv_rows}[kind](text, name)
    if not rows:
        raise InvalidInput(f"{name} has no records", "--file")
    fields = {"id": fields_of(model)["id"], **request_fields(model, mode)}
    aliases = model.ALIASES
    return Records([Row(row.place, _typed(row, fields, aliases, kind, reader)) for row in rows], kind)


def _text(source: str, name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).expanduser().read_bytes()
    except OSError as error:
        raise InvalidInput(f"cannot read {name}: {error.strerror}", "--file") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InvalidInput(f"{name}, line {line}: not UTF-8 (byte {raw[error.start]:#04x}); save the file as UTF-8", "--file") from None


def _kind(source: str, text: str) -> str:
    ending = Path(source).suffix.lower()
    if ending in (".json", ".jsonl", ".ndjson", ".csv"):
        return {".json": "json", ".csv": "csv"}.get(ending, "jsonl")
    start = text.lstrip()[:1]
    if start == "[":
        return "json"
    if start == "{":
        try:
            json.loads(text)
        except ValueError:
            return "jsonl"
        return "json"
    return "csv"


def _json_rows(text: str, name: str) -> list[Row]:
    value = _json(text, name, 1)
    values = value if isinstance(value, list) else [value]
    return [Row(f"{name}, record {number}", _object(item, f"{name}, record {number}")) for number, item in enumerate(values, 1)]


def _jsonl_rows(text: str, name: str) -> list[Row]:
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            place = f"{name}, line {number}"
            rows.append(Row(place, _object(_json(line, name, number), place)))
    return rows


def _json(text: str, name: str, line: int) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(pairs)
        if len(seen) < len(pairs):
            names = [key for key, _ in pairs]
            twice = next(key for key in names if names.count(key) > 1)
            raise InvalidInput(f"{name}: the key {twice!r} stands twice in an object", "--file")
        return seen

    def constant(word: str) -> Any:
        raise InvalidInput(f"{name}: {word} is not a JSON number", "--file")

    try:
        return json.loads(text, object_pairs_hook=unique, parse_constant=constant)
    except json.JSONDecodeError as error:
        place = f"line {line + error.lineno - 1}, column {error.colno}"
        raise InvalidInput(f"{name}, {place}: not valid JSON: {error.msg}", "--file") from None
    except RecursionError:
        raise InvalidInput(f"{name}: nested too deeply", "--file") from None


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidInput(f"{place}: expected an object of fields, got {describe(value, secret=isinstance(value, str))}", "--file")
    return value


def _csv_rows(text: str, name: str) -> list[Row]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        _check_header(header, name)
        return list(_csv_body(reader, header, name))
    except csv.Error as error:
        raise InvalidInput(f"{name}, line {reader.line_num}: not valid CSV: {error}", "--file") from None


def _check_header(header: list[str], name: str) -> None:
    if not any(header):
        raise InvalidInput(f"{name}, line 1: the header with the names of the fields is missing", "--file")
    for number, column in enumerate(header, 1):
        if not column:
            raise InvalidInput(f"{name}, line 1, column {number}: a column without a name", "--file")
        if header.count(column) > 1:
            raise InvalidInput(f"{name}, line 1, column {number}: {column!r} stands twice in the header", "--file")


def _csv_body(reader: Any, header: list[str], name: str) -> Iterator[Row]:
    for cells in reader:
        if not any(cells):
            continue
        place = f"{name}, line {reader.line_num}"
        if len(cells) != len(header):
            raise InvalidInput(f"{place}: {len(cells)} cells, but the header has {len(header)} columns", "--file")
        yield Row(place, dict(zip(header, cells, strict=True)))


def _typed(row: Row, fields: Mapping[str, Field], aliases: Mapping[str, str], kind: str, reader: Reader) -> dict[str, Any]:
    """The row's values in the API's types: CSV cells are texts; in JSON only money may be one (``"25.00"``)."""
    typed = {}
    for name, value in row.values.items():
        where = f"{row.place}, {'column' if kind == 'csv' else 'field'} {name}"
        field = fields.get(aliases.get(name, name))
        if field is None and kind == "csv":
            raise InvalidInput(f"{where}: there is no such field{nearest(name, fields)}", "--file")
        if kind == "csv" and field is not None:
            if value != "":
                typed[name] = _cell(field, read_back(value), where, reader)
        elif field is not None and field.spec.unit == "micros" and isinstance(value, str):
            typed[name] = reader.money(value, where)
        else:
            typed[name] = value
        if isinstance(typed.get(name), Relative):
            raise InvalidInput(f"{where}: a relative amount is for options only", "--file")
    return typed


def _cell(field: Field, text: str, where: str, reader: Reader) -> Any:
    return text if field.access & PERSONAL else reader.spec(field.spec, text, where)


def ids_of(arguments: list[str], option: str = "ID") -> list[str]:
    """The ids among a command's arguments; ``-`` stands for those on standard input, one a line or JSONL records."""
    from pinads.sdk.checks import entity_id

    if arguments.count("-") > 1:
        raise InvalidInput("standard input can be read once: give '-' once", option)
    ids: list[str] = []
    for argument in arguments:
        ids.extend(_piped_ids() if argument == "-" else [entity_id(argument, option)])
    return list(dict.fromkeys(ids))


def _piped_ids() -> Iterator[str]:
    from pinads.sdk.checks import entity_id

    for number, line in enumerate(_text("-", "standard input").splitlines(), 1):
        text, place = line.strip(), f"standard input, line {number}"
        if text.startswith("{"):
            record = _json(text, "standard input", number)
            if "id" not in record:
                raise InvalidInput(f"{place}: the record has no id", "-")
            yield entity_id(record["id"], place)
        elif text:
            yield entity_id(text, place)


def write_failed(path: Path, rows: list[Mapping[str, Any]], kind: str) -> None:
    """Write refused rows so that ``--file`` takes them: as CSV or JSON where the file's name says so, else as they came."""
    kind = {".csv": "csv", ".json": "json", ".jsonl": "jsonl"}.get(path.suffix.lower(), kind)
    with path.open("w", encoding="utf-8", newline="") as file:
        if kind == "json":
            json.dump([dict(row) for row in rows], file, ensure_ascii=False, indent=2)
            file.write("\n")
        elif kind == "csv":
            from pinads.render.delimited import csv_rows

            columns = list(dict.fromkeys(name for row in rows for name in row))
            file.writelines(csv_rows(rows, columns, safe_formulas=True))
        else:
            file.writelines(json.dumps(dict(row), ensure_ascii=False) + "\n" for row in rows)
