"""Records from files and standard input: JSON, JSONL, CSV; ids and JSONL records for commands that take ids."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pinads.cli.values import STDIN, Reader, text_of
from pinads.render.delimited import read_back
from pinads.sdk.checks import describe, nearest
from pinads.sdk.declarations import Field, Spec, fields_of, request_fields
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import PERSONAL, Access, Mode
from pinads.sdk.model import Model, record_fields

LARGEST_CELL = 16 * 1024 * 1024
_EXTRA = Field("extra", Spec("object"), "", Access.NONE)


class Row(NamedTuple):
    """One record of a file: where it stands in it, and its values, or why they cannot be read."""

    place: str
    values: dict[str, Any]
    error: str | None = None


class Records(NamedTuple):
    """The records of a file and how they were written, so that refused ones can be written the same way."""

    rows: list[Row]
    kind: str
    left_out: tuple[str, ...] = ()
    """Fields of the records that were not taken over, because an update cannot write them."""


def read_records(source: str, model: type[Model], mode: Mode, reader: Reader) -> Records:
    """All records of a file; ``-`` is standard input.

    Raises:
        InvalidInput: it cannot be read as records; the message says where.
    """
    name = STDIN if source == "-" else source
    text = text_of(source, "--file")
    if not text.strip():
        raise InvalidInput(f"{name} is empty", "--file")
    known = _Known(model, mode)
    kind = _kind(source, text)
    rows = _csv_rows(text, name, known) if kind == "csv" else _objects(text, name, kind)
    if not rows:
        raise InvalidInput(f"{name} has no records", "--file")
    left_out = dict.fromkeys(key for row in rows for key in row.values if key in known.read_only)
    return Records([_typed(row, known, kind, reader) for row in rows], kind, tuple(left_out))


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
        except (ValueError, RecursionError):
            return "jsonl"
        return "json"
    return "csv"


class _Known:
    """The names that a record may have."""

    def __init__(self, model: type[Model], mode: Mode) -> None:
        self.fields = {"id": fields_of(model)["id"], **request_fields(model, mode), "extra": _EXTRA}
        others = [name for name in record_fields(model) if name not in self.fields]
        # What a listing printed is taken back as it is: an update leaves out what only answers have.
        self.read_only = others if mode is Mode.UPDATE else []
        self.unwritable = others if mode is Mode.CREATE else []
        self.aliases = model.ALIASES
        self.personal = any(field.access & PERSONAL for field in self.fields.values())

    def __contains__(self, name: str) -> bool:
        return name in self.fields or name in self.aliases or name in self.read_only

    def field(self, name: str) -> Field | None:
        return self.fields.get(self.aliases.get(name, name))

    def complaint(self, name: str) -> str:
        """Why there is no field of that name. What was meant as a record of people is not repeated."""
        if name in self.unwritable:
            return f"{name} cannot be written on create"
        hint = nearest(name[:100], [known for known in self.fields if known != "extra"])
        return f"there is no field {'of that name (not shown)' if self.personal and not hint else describe(name)}{hint}"


class _Twice(dict[str, Any]):
    """An object in which a key stands twice."""


def _objects(text: str, name: str, kind: str) -> list[Row]:
    if kind == "jsonl":
        lines = [(f"{name}, line {number}", line, number) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        return [Row(place, _object(_json(line, name, number), place)) for place, line, number in lines]
    value = _json(text, name, 1)
    values = value if isinstance(value, list) else [value]
    return [Row(place, _object(item, place)) for place, item in ((f"{name}, record {number}", it) for number, it in enumerate(values, 1))]


def _json(text: str, name: str, line: int) -> Any:
    def noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        return found if len(found) == len(pairs) else _Twice(pairs)

    try:
        return json.loads(text, object_pairs_hook=noted)
    except json.JSONDecodeError as error:
        place = f"line {line + error.lineno - 1}, column {error.colno}"
        raise InvalidInput(f"{name}, {place}: not valid JSON: {error.msg}", "--file") from None
    except ValueError:
        raise InvalidInput(f"{name}, line {line}: not valid JSON: a number with too many digits", "--file") from None
    except RecursionError:
        raise InvalidInput(f"{name}, line {line}: nested too deeply", "--file") from None


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidInput(f"{place}: expected an object of fields, got {describe(value, secret=isinstance(value, str))}", "--file")
    return value


def _has_twice(value: Any) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, _Twice) or any(_has_twice(item) for item in items if isinstance(item, (dict, list)))


def _csv_rows(text: str, name: str, known: _Known) -> list[Row]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        _check_header(header, name, known)
        return list(_csv_body(reader, header, name))
    except csv.Error as error:
        raise InvalidInput(f"{name}, line {reader.line_num}: not valid CSV: {error}", "--file") from None


def _check_header(header: list[str], name: str, known: _Known) -> None:
    if not any(header):
        raise InvalidInput(f"{name}, line 1: the header with the names of the fields is missing", "--file")
    for number, column in enumerate(header, 1):
        place = f"{name}, line 1, column {number}"
        if not column:
            raise InvalidInput(f"{place}: a column without a name", "--file")
        if column not in known:
            other = next((sign for sign in (";", "\t") if sign in column and len(header) == 1), None)
            hint = f"; columns are parted by commas, not by {other!r}" if other else ""
            raise InvalidInput(f"{place}: {known.complaint(column)}{hint}", "--file")
        if column in header[: number - 1]:
            raise InvalidInput(f"{place}: {column!r} stands twice in the header", "--file")


def _csv_body(reader: Any, header: list[str], name: str) -> Iterator[Row]:
    line = reader.line_num + 1
    for cells in reader:
        place, line = f"{name}, line {line}", reader.line_num + 1
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise InvalidInput(f"{place}: {len(cells)} cells, but the header has {len(header)} columns", "--file")
        yield Row(place, dict(zip(header, cells, strict=True)))


def _typed(row: Row, known: _Known, kind: str, reader: Reader) -> Row:
    """The row with values of the API's types: CSV cells are texts; in JSON only money and times may be (``"25.00"``)."""
    typed = {}
    try:
        if _has_twice(row.values):
            raise InvalidInput("a key stands twice in an object")
        listed = any(name in known.read_only for name in row.values)
        for name, value in row.values.items():
            field = known.field(name)
            if name not in known:
                raise InvalidInput(known.complaint(name))
            # In what a listing printed, null says that there is no value, and not that it is to be cleared.
            nothing = (kind == "csv" and value == "") or (listed and value is None and field and not field.nullable(Mode.UPDATE))
            if name not in known.read_only and not nothing:
                typed[name] = value if field is None else _value(field, value, name, kind, reader)
    except InvalidInput as error:
        return Row(row.place, row.values, error.message)
    except RecursionError:
        return Row(row.place, row.values, "nested too deeply")
    return Row(row.place, typed)


def _value(field: Field, value: Any, name: str, kind: str, reader: Reader) -> Any:
    if kind == "csv":
        text = read_back(value)
        return text if field.access & PERSONAL else reader.spec(field.spec, text, name)
    return reader.spec(field.spec, value, name) if field.spec.unit and isinstance(value, str) else value


def ids_of(arguments: list[str], option: str = "ID") -> list[str]:
    """The ids among a command's arguments; ``-`` stands for those on standard input: one a line, or records as JSON or JSONL."""
    from pinads.sdk.checks import entity_id

    if arguments.count("-") > 1:
        raise InvalidInput("standard input can be read once: give '-' once", option)
    ids: list[str] = []
    for argument in arguments:
        ids.extend(_piped_ids() if argument == "-" else [entity_id(argument, option)])
    return list(dict.fromkeys(ids))


def _piped_ids() -> Iterator[str]:
    from pinads.sdk.checks import entity_id

    text = text_of("-", "ID")
    kind = _kind("-", text)
    if kind == "csv":
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield entity_id(line.strip(), f"{STDIN}, line {number}")
        return
    for row in _objects(text, STDIN, kind):
        if "id" not in row.values:
            raise InvalidInput(f"{row.place}: the record has no id", "-")
        yield entity_id(row.values["id"], row.place)
