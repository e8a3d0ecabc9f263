"""Records from files and standard input: JSON, JSONL, CSV; ids and JSONL records for commands that take ids."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pinads.cli.json_rows import Placed, has_twice, is_one_value, objects
from pinads.cli.sources import Source
from pinads.cli.values import STDIN, Reader, whole_micros
from pinads.render.delimited import read_back
from pinads.sdk.checks import describe, nearest
from pinads.sdk.declarations import Field, Spec, fields_of, request_fields
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import PERSONAL, Access, Mode
from pinads.sdk.model import Model, record_fields

LARGEST_CELL = 16 * 1024 * 1024
_EXTRA = Field("extra", Spec("object"), "", Access.NONE)


class Row(NamedTuple):
    """One record of a file: where it stands in it, and its values, or why they cannot be read.

    ``raw`` are the values as they stand there, before they were read as values of fields.
    """

    place: str
    values: Mapping[str, Any]
    error: str | None = None
    raw: Mapping[str, Any] | None = None


class Records:
    """Records that can be gone through more than once, and how they were written, so that refused ones can be written the same way.

    Args:
        rows: what begins at the first row, each time it is called.
        kind: ``csv``, ``json`` or ``jsonl``.
        source: where they came from, where that is a file or standard input.
        read_only: fields that are not taken over, because an update cannot write them.
    """

    def __init__(
        self, rows: Callable[[], Iterator[Row]], kind: str = "jsonl", source: Source | None = None, read_only: Collection[str] = ()
    ) -> None:
        self._rows = rows
        self.kind = kind
        self.source = source
        self.read_only = read_only

    @classmethod
    def of(cls, values: Iterable[Mapping[str, Any]]) -> Records:
        """Records that were typed."""
        rows = [Row("", row) for row in values]
        return cls(lambda: iter(rows))

    def __iter__(self) -> Iterator[Row]:
        return self._rows()

    def values(self) -> Iterator[Mapping[str, Any]]:
        """The values of each row."""
        return (row.values for row in self)

    def completed(self, defaults: Mapping[str, Any]) -> Records:
        """The same, with values for what a row leaves out."""
        # A row keeps the order of its columns, so that what is written back looks like what came.
        rows = self._rows

        def complete() -> Iterator[Row]:
            return (row._replace(values={**row.values, **defaults, **row.values}) for row in rows())

        return Records(complete, self.kind, self.source, self.read_only)


def read_records(source: Source, model: type[Model], mode: Mode, reader: Reader, kind: str | None = None) -> Records:
    """The records of a file. What cannot be read as records is found as they are gone through."""
    known = _Known(model, mode)
    kind = kind or _kind(source)

    def rows() -> Iterator[Row]:
        empty = True
        for place, values in _csv_rows(source, known) if kind == "csv" else objects(source, kind):
            empty = False
            yield _typed(place, values, known, kind, reader)
        if empty:
            raise InvalidInput(f"{source.name} has no records", source.option)

    return Records(rows, kind, source, known.read_only)


def _kind(source: Source) -> str:
    ending = source.path.suffix.lower() if source.path else Path(source.name).suffix.lower()
    if ending in (".json", ".jsonl", ".ndjson", ".csv"):
        return {".json": "json", ".csv": "csv"}.get(ending, "jsonl")
    with source.text("\n") as text:
        start = next((line.lstrip()[:1] for line in text if line.strip()), "")
    if start == "{":
        return "json" if is_one_value(source) else "jsonl"
    return "json" if start == "[" else "csv"


class _Known:
    """The names that a record may have."""

    def __init__(self, model: type[Model], mode: Mode) -> None:
        self.fields = {"id": fields_of(model)["id"], **request_fields(model, mode), "extra": _EXTRA}
        others = frozenset(name for name in record_fields(model) if name not in self.fields)
        # What a listing printed is taken back as it is: an update leaves out what only answers have.
        self.read_only = others if mode is Mode.UPDATE else frozenset()
        self.unwritable = others if mode is Mode.CREATE else frozenset()
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


def _csv_rows(source: Source, known: _Known) -> Iterator[Placed]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(source.text(""), strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        _check_header(header, source.name, known)
        yield from _csv_body(reader, header, source.name)
    except csv.Error as error:
        raise InvalidInput(f"{source.name}, line {reader.line_num}: not valid CSV: {error}", "--file") from None


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


def _csv_body(reader: Any, header: list[str], name: str) -> Iterator[Placed]:
    line = reader.line_num + 1
    for cells in reader:
        place, line = f"{name}, line {line}", reader.line_num + 1
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise InvalidInput(f"{place}: {len(cells)} cells, but the header has {len(header)} columns", "--file")
        yield place, dict(zip(header, cells, strict=True))


def _typed(place: str, values: Mapping[str, Any], known: _Known, kind: str, reader: Reader) -> Row:
    """The row with values of the API's types: CSV cells are texts; in JSON only money and times may be (``"25.00"``)."""
    typed = {}
    try:
        if kind != "csv" and has_twice(values):
            raise InvalidInput("a key stands twice in an object")
        listed = not known.read_only.isdisjoint(values)
        for name, value in values.items():
            field = known.field(name)
            if field is None and name not in known:
                raise InvalidInput(known.complaint(name))
            # In what a listing printed, null says that there is no value, and not that it is to be cleared.
            nothing = (kind == "csv" and value == "") or (listed and value is None and field and not field.nullable(Mode.UPDATE))
            if name not in known.read_only and not nothing:
                typed[name] = value if field is None else _value(field, value, name, kind, reader)
        _refuse_twice(typed, known)
        if known.personal and isinstance(records := typed.get("records"), str):
            from pinads.cli.inline_records import records_in

            typed["records"] = records_in(records, "records", typed.get("list_type"), in_cell=True)
    except InvalidInput as error:
        return Row(place, values, error.message, values)
    except RecursionError:
        return Row(place, values, "nested too deeply", values)
    return Row(place, typed, None, values)


def _value(field: Field, value: Any, name: str, kind: str, reader: Reader) -> Any:
    if kind == "csv":
        text = read_back(value)
        return text if field.has(PERSONAL) else reader.spec(field.spec, text, name)
    if field.spec.unit == "micros" and type(value) is int:
        return whole_micros(value, name)
    return reader.spec(field.spec, value, name) if field.spec.unit and isinstance(value, str) else value


def _refuse_twice(typed: Mapping[str, Any], known: _Known) -> None:
    """Refuse a field that a row has under two names, or in its ``extra`` too: one of them would be lost."""
    extra = typed.get("extra")
    if extra is None and known.aliases.keys().isdisjoint(typed):
        return
    names = [known.aliases.get(name, name) for name in (*typed, *(extra if isinstance(extra, Mapping) else ()))]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InvalidInput(f"{twice} stands twice in the row, once by another name or in its extra: keep one of them")


def piped_ids() -> Iterator[str]:
    """The ids on standard input: one a line, or records as JSON or JSONL."""
    try:
        source = Source("-", "ID")
    except InvalidInput as error:
        if error.message == f"{STDIN} is empty":
            return
        raise
    try:
        yield from _ids_in(source)
    finally:
        source.close()


def _ids_in(source: Source) -> Iterator[str]:
    from pinads.sdk.checks import entity_id

    kind = _kind(source)
    if kind == "csv":
        for number, line in enumerate(source.text("\n"), 1):
            if line.strip():
                yield entity_id(line.strip(), f"{STDIN}, line {number}")
        return
    for place, values in objects(source, kind):
        if "id" not in values:
            raise InvalidInput(f"{place}: the record has no id", "-")
        yield entity_id(values["id"], place)
