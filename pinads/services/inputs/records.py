"""Records from files and standard input: JSON, JSONL, tables; ids and JSONL records for commands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from pinads.render.delimited import CLEAR
from pinads.render.text import plural
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import BaseRecord, record_fields
from pinads.sdk.schema.fields import Field, Spec, fields_by_word, fields_of, folded_word, request_fields
from pinads.sdk.schema.marks import PERSONAL, Access, Mode
from pinads.sdk.schema.validation import describe, is_plain_id, nearest
from pinads.services.inputs.input_file import InputFile
from pinads.services.inputs.json_reader import has_twice, is_one_value, objects
from pinads.services.inputs.money import check_number
from pinads.services.inputs.parsers import Reader, has_references, is_list_of_people, people_in
from pinads.services.inputs.tables.cells import CellValue, clears, is_nothing, plain_cell, refuse_slip_of_clear
from pinads.services.inputs.tables.dialects import Decimals
from pinads.services.inputs.tables.headings import REMARK
from pinads.services.inputs.tables.table import LINES, TABLES, WORKBOOK, Table, has_heading
from pinads.services.inputs.tables.targeting_columns import completed, part_columns, with_parts, words_for
from pinads.services.names.matching import is_id

REASON = "reason"
"""The column of a file of failed rows that says why each failed; ignored when such a file is read."""
_MOST_READ = 1000
_EXTRA = Field("extra", Spec("object"), "", Access.NONE)


class InputRow(NamedTuple):
    """One record of a file.

    Attributes:
        place: its place in the file; empty for options.
        values: the parsed values, or those of the file if they are invalid.
        error: why they are invalid.
        raw: the values as the file has them.
        wrong: the field that is invalid, if it is a single one, and what it could be.
    """

    place: str
    values: Mapping[str, Any]
    error: str | None = None
    raw: Mapping[str, Any] | None = None
    wrong: tuple[str | None, tuple[str, ...]] = (None, ())


@dataclass(eq=False, repr=False)
class Records:
    """Records that can be iterated repeatedly, with the format of their file, for rejected ones.

    Attributes:
        _rows: returns an iterator over the rows, each time it is called.
        kind: ``csv``, ``tsv``, ``xlsx``, ``lines``, ``json`` or ``jsonl``.
        source: their file or standard input, if they have one.
        read_only: fields that are left out, because an update cannot write them.
        table: the format of the table that they came from.
        beside: what a person gave beside the file for fields that its rows leave out, as texts.
    """

    _rows: Callable[[], Iterator[InputRow]]
    kind: str = "jsonl"
    source: InputFile | None = None
    read_only: Collection[str] = ()
    table: Table | None = None
    beside: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Iterable[Mapping[str, Any]]) -> Records:
        """Make records of values from options."""
        return cls.of_rows([InputRow("", row) for row in values])

    @classmethod
    def of_rows(cls, rows: Sequence[InputRow]) -> Records:
        """Make records of rows in memory."""
        return cls(lambda: iter(rows))

    def __iter__(self) -> Iterator[InputRow]:
        return self._rows()

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook that a person named."""
        return self.table.sheet if self.table is not None else None

    @property
    def file(self) -> str | None:
        """The path of the file that the rows can be read from again."""
        return str(self.source.path) if self.source is not None and self.source.path is not None else None

    def values(self) -> Iterator[Mapping[str, Any]]:
        """Yield the values of each row."""
        return (row.values for row in self)

    def replaced(self, rows: Callable[[], Iterator[InputRow]], source: InputFile | None) -> Records:
        """Return other rows in the format of these."""
        return replace(self, _rows=rows, source=source)

    def completed(self, defaults: Mapping[str, Any], beside: Mapping[str, Any] | None = None, merged: Collection[str] = ()) -> Records:
        """Return the same records, with values for the fields that a row leaves out.

        Args:
            defaults: the values.
            beside: the texts of those that a person gave: with other ones, these are other rows.
            merged: the defaults of which a row may leave out some parts.
        """
        rows = self._rows

        def complete() -> Iterator[InputRow]:
            for row in rows():
                # A row keeps the order of its columns, so that what is written back looks like what came.
                values = {**row.values, **defaults, **row.values}
                values.update((name, completed(row.values[name], defaults[name])) for name in merged if name in row.values)
                yield row._replace(values=values, raw={**beside, **(row.raw or {})} if beside else row.raw)

        return replace(self, _rows=complete, beside=beside or {})


def read_records(
    source: InputFile, model: type[BaseRecord], mode: Mode, reader: Reader, kind: str | None = None, sheet: str | None = None
) -> Records:
    """Return the records of a file; invalid ones are found during iteration.

    Args:
        source: the file.
        model: their record type.
        mode: create or update.
        reader: parses the cells.
        kind: the format of the file; detected if None.
        sheet: the sheet of a workbook; the resource's or the only one if None.
    """
    known = _Known(model, mode)
    kind = kind or kind_of(source, known)
    if kind != WORKBOOK and sheet is not None:
        raise InvalidInput(f"`sheet` applies only to a workbook, and {source.name} is not one: leave it out", "sheet")
    table = Table(source, kind, known, known.main, model.RESOURCE.collection, sheet) if kind in TABLES else None

    def rows() -> Iterator[InputRow]:
        empty = True
        placed = objects(source, kind) if table is None else table.rows(known.unknown)
        signs = None if table is None else table.decimals
        for place, values in placed:
            empty = False
            yield _typed(place, values, known, signs, reader)
        if empty:
            raise InvalidInput(f"{source.name} has no records", source.option)

    return Records(rows, kind, source, known.read_only, table)


def field_names(model: type[BaseRecord], mode: Mode) -> Callable[[str], str]:
    """Return a function from keys and headings to the names of the fields that they mean."""
    return _Known(model, mode).name


def kind_of(source: InputFile, known: _Known | None = None) -> str:
    """Tell the kind of records that a file has, from its name or its beginning."""
    if source.is_workbook:
        return WORKBOOK
    ending = source.path.suffix.lower() if source.path else Path(source.name).suffix.lower()
    if ending in (".json", ".jsonl", ".ndjson", ".csv", ".tsv"):
        return {".json": "json", ".csv": "csv", ".tsv": "tsv"}.get(ending, "jsonl")
    with source.text("\n") as text:
        start = next((line.lstrip()[:1] for line in text if line.strip()), "")
    if start == "{":
        return "json" if is_one_value(source) else "jsonl"
    if start == "[":
        return "json"
    return LINES if ending == ".txt" and known is not None and known.main and not has_heading(source, known) else "csv"


class _Known:
    """The field names that a record may have."""

    def __init__(self, model: type[BaseRecord], mode: Mode) -> None:
        self.mode = mode
        self.parts = part_columns(model)
        parts = {name: column.field for name, column in self.parts.items()}
        self.fields = {"id": fields_of(model)["id"], **request_fields(model, mode), **parts, "extra": _EXTRA}
        others = frozenset(name for name in record_fields(model) if name not in self.fields)
        # A printed listing is accepted as it is: an update leaves out the fields that only answers have.
        self.read_only = others if mode is Mode.UPDATE else frozenset()
        self.unwritable = others if mode is Mode.CREATE else frozenset()
        self.ignored = frozenset({REASON}) - self.fields.keys() - others
        self.nouns = plural(model.RESOURCE.noun)
        self.aliases = model.ALIASES
        self._by_word = dict(words_for(self.parts))
        self._by_word |= {word: field.name for word, field in fields_by_word(fields_of(model), model.RESOURCE.noun).items()}
        self._names: dict[str, str] = {}
        self._found: dict[str, Field | None] = {}
        self.read: dict[tuple[str, str], tuple[str, str]] = {}
        """Fields and values by heading and text of their cells, which in many columns are few."""
        self.parent = model.RESOURCE.parent if model.RESOURCE.parent in self.fields else ""
        # The parent of a parent, such as an ad's campaign: it tells apart parents of one name, and is not sent.
        above = (name for name, field in fields_of(model).items() if field.refers and name not in self.fields)
        self.above = next(above, "") if self.parent else ""
        self.references = [name for name, field in self.fields.items() if has_references(field)]
        self.personal = any(field.access & PERSONAL for field in self.fields.values())
        # The field that a file of one value a line is about.
        main = "id" if mode is Mode.UPDATE else model.RESOURCE.named_by[0]
        self.main = main if main in self.fields and not self.personal else ""

    def __contains__(self, name: object) -> bool:
        name = self.name(str(name))
        return name.startswith(REMARK) or name in self.fields or name in self.read_only or name in self.ignored or name == self.above != ""

    def keep(self, field: Field, name: str, text: str, value: Any) -> None:
        """Keep the value of a cell for other rows; amounts and times depend on what else is in the file."""
        if len(self.read) < _MOST_READ and type(text) is str and type(value) is str and field.spec.unit is None:
            self.read[name, text] = field.name, value

    def field(self, name: str) -> Field | None:
        """Return the field that a key or heading names, if a request can have it."""
        if name not in self._found:
            self._found[name] = self.fields.get(self.name(name))
        return self._found[name]

    def name(self, key: str) -> str:
        """Return the name of the field that a key or heading means, which may be a word for it."""
        name = self.aliases.get(key, key)
        if name in self.fields or name in self.read_only or name.startswith(REMARK):
            return name
        if key not in self._names and (found := self._by_word.get(folded_word(key))):
            self._names[key] = found
        return self._names.get(key, key)

    def refuse_needless(self, name: str, values: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
        """Refuse the parent's parent in a create whose parent is an id: it would not be sent.

        Args:
            name: the key that the row has it under.
            values: the row.
            typed: its parsed values.

        Raises:
            InvalidInput: the row has it.
        """
        parent = typed.get(self.parent)
        if self.above in self.unwritable and (parent is None or is_id(str(parent))):
            problem = self.complaint(name, values)
            if parent is not None and not any(self.name(key) in self.unwritable for key in values if key != name):
                given = next(key for key in values if self.name(key) == self.parent)
                problem = f"{name} only tells names in the column {given} apart, and {parent} is an id: leave {name} empty"
            raise InvalidInput(problem, name)

    def unknown(self, name: str, others: Collection[str] = ()) -> str | None:
        """Return why a name cannot head a column; None if it can."""
        return None if name in self else self.complaint(name, others)

    def complaint(self, name: str, others: Collection[str] = ()) -> str:
        """Explain that there is no field of a name; a record of a person is not repeated.

        Args:
            name: the name of a column, or a key of a record.
            others: the other names in the record.
        """
        if self.name(name) in self.unwritable:
            listed = [other for other in others if self.name(other) in self.unwritable or self.name(other) == "id"]
            if len(listed) < 2:
                return f"{name} cannot be written on create"
            problem = f"{', '.join(listed)} cannot be written on create; they are of existing {self.nouns}"
            return f"{problem}. Take them out to make new {self.nouns}, or change those that exist with update `file`"
        hint = nearest(name[:100], [known for known in self.fields if known != "extra"])
        return f"there is no field {'of that name (not shown)' if self.personal and not hint else describe(name)}{hint}"


def _typed(place: str, values: Mapping[str, Any], known: _Known, signs: Decimals | None, reader: Reader) -> InputRow:
    """Parse a row: cells of a table are texts; in JSON only money and times may be (``"25.00"``)."""
    typed: dict[str, Any] = {}
    above = ""  # The key that names the parent's parent.
    try:
        if signs is None and has_twice(values):
            raise InvalidInput("an object has a key twice")
        listed = not known.read_only.isdisjoint(values)
        for name, value in values.items():
            if signs is not None and (same := known.read.get((name, value))) is not None and type(value) is str and same[0] not in typed:
                typed[same[0]] = same[1]
                continue
            field = known.field(name)
            if field is None and name not in known:
                raise InvalidInput(known.complaint(name, values))
            if field is None and value and known.name(name) == known.above:
                above = above or name
            # In a printed listing, null means that there is no value, not that it is to be cleared.
            if field is None or (listed and value is None and not field.nullable(Mode.UPDATE)):
                continue
            is_clear = False
            if signs is not None:
                if is_nothing(field, value):
                    continue
                refuse_slip_of_clear(field, known.mode, name, value)
                is_clear = value == CLEAR and clears(field, known.mode, name)
            if field.name in typed:
                raise InvalidInput(f"the row has {field.name} twice, once as {name}. Keep one of them", name)
            if is_clear:
                typed[field.name] = None
            elif (part := known.parts.get(field.name)) is not None:
                typed[field.name] = part.read(value, name, reader)
            elif signs is not None:
                typed[field.name] = _cell(field, value, name, place, signs, reader)
                known.keep(field, name, value, typed[field.name])
            else:
                typed[field.name] = _json_value(field, value, name, reader)
        _refuse_twice(typed, known)
        if above:
            known.refuse_needless(above, values, typed)
        for name in known.references:
            given = typed.get(name)
            if given is None or (isinstance(given, str) and is_plain_id(given)):
                continue
            if above and name == known.parent and isinstance(given, str) and not is_id(given):
                given = f"{str(values[above]).strip()}/{given}"
            typed[name] = reader.with_ids(known.fields[name], given, next(key for key in values if known.name(key) == name))
        if known.parts:
            with_parts(typed, known.parts, known.mode)
        if known.personal and isinstance(records := typed.get("records"), str):
            typed["records"] = people_in(records, "records", typed.get("list_type"), in_cell=True)
    except InvalidInput as error:
        return InputRow(place, values, error.message, values, (error.field, error.choices))
    except RecursionError:
        return InputRow(place, values, "nested too deeply", values)
    return InputRow(place, typed, None, values)


def _cell(field: Field, value: str, name: str, place: str, signs: Decimals, reader: Reader) -> Any:
    text = plain_cell(field.spec, value, name)
    if is_list_of_people(field):
        return text
    if field.spec.unit == "micros":
        try:
            pointed = signs.point(text, place, reader.currency)
        except InvalidInput as error:
            raise InvalidInput(f"Invalid {name}: {error.message}", name) from None
        try:
            return reader.spec(field.spec, pointed, name)
        except InvalidInput:
            if pointed == text or isinstance(text, CellValue):
                raise
            return reader.spec(field.spec, text, name)  # The error shows the cell as the file has it.
    return reader.spec(field.spec, text, name)


def _json_value(field: Field, value: Any, name: str, reader: Reader) -> Any:
    if field.spec.unit == "micros" and type(value) in (int, float):
        check_number(value, name, reader.currency)
    return reader.spec(field.spec, value, name) if field.spec.unit and isinstance(value, str) else value


def _refuse_twice(typed: Mapping[str, Any], known: _Known) -> None:
    """Refuse a field that a row has under two names, or also in its ``extra``: one would be lost."""
    extra = typed.get("extra")
    if extra is None and known.aliases.keys().isdisjoint(typed):
        return
    names = [known.aliases.get(name, name) for name in (*typed, *(extra if isinstance(extra, Mapping) else ()))]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InvalidInput(f"the row has {twice} twice, once by another name or in its extra. Keep one of them")
