"""The columns of a sheet for the parts of an ad group's targeting, in the words that its options take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pinads.render.delimited import CLEARED, plain_text
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.choices import AgeBucket, Country
from pinads.sdk.schema.fields import Field, Spec, fields_of, folded_word, spec_of
from pinads.sdk.schema.marks import MERGED, Access, Mode
from pinads.sdk.schema.targeting_operations import SET
from pinads.sdk.schema.validation import Check, as_listed
from pinads.services.inputs.parsers import Reader, parse_json
from pinads.services.inputs.tables.cells import CellValue, plain_cell, refuse_shortened
from pinads.services.inputs.targeting_changes import AGE_BUCKETS, AGE_SPAN, Signed, merged

WORDS = {"AGE_BUCKET": "age", "APPTYPE": "device"}
"""The parts for which people have another word than the API, in columns and in options."""
AGES = (*AGE_BUCKETS, *AGE_SPAN)
"""The parts of a targeting that its ages are."""
_AGES = "Ages: 25-34, 35-44, or a span such as 25-54 or 18+."
_CALLED = {
    "location": ("country", "countries"),
    "geo": ("region", "regions"),
    "gender": ("genders",),
    "age": ("ages",),
    "locale": ("locales", "languages"),
    "interest": ("interests",),
    "device": ("devices", "apptype"),
}
"""Other words for the columns, with or without ``targeting`` before them."""
_TEXT = Spec("string")
PLACES = ("LOCATION", "LOCATION_EXCLUDE")
"""The parts that have countries and metro codes."""


class PartColumn(NamedTuple):
    """The column of a part of an object that updates change part by part.

    Attributes:
        field: its declaration, with the name of the column.
        owner: the field that has the part.
        operations: the field with operations on the parts.
        names: the names of the part; of ages those of both ways in which they are given.
    """

    field: Field
    owner: str
    operations: str
    names: tuple[str, ...]

    def read(self, value: Any, name: str, reader: Reader) -> Any:
        """Return the values of a cell, or of a key in JSON, in which they may be a list.

        Raises:
            InvalidInput: they are not valid, or a spreadsheet has damaged them.
        """
        if isinstance(value, str):
            value = self._listed(value, name, reader)
        if self.names[0] in PLACES and isinstance(value, list):
            return [place(word, name) if isinstance(word, str) else word for word in value]
        return ages(value, name) if self.names == AGES and isinstance(value, list) else value

    def _listed(self, cell: str, name: str, reader: Reader) -> Any:
        text = plain_cell(_TEXT, cell, name)
        if text.lstrip().startswith("["):
            return parse_json(text, name)
        items = self.field.spec.items
        assert items is not None
        words = [word for part in text.split(",") if (word := part.strip())]
        for word in words:
            refuse_shortened(word, name)
            if word[0] in "+-":
                raise InvalidInput(f"Invalid {name}: {word!r} has a sign, but a cell is the complete list: leave out + and -", name)
        if isinstance(cell, CellValue) and self.names == AGES:
            raise InvalidInput(f"Invalid {name}: {text} is a {cell.kind}. Format the column as text, and write 25-54 or 18+", name)
        return words if self.names == AGES else [reader.spec(items, word, name) for word in words]


def part_columns(model: type[BaseRecord]) -> Mapping[str, PartColumn]:
    """Return the columns for the parts of a record type's targeting, by name; empty if it has none."""
    return {column.field.name: column for field in fields_of(model).values() if field.has(MERGED) for column in _columns(field)}


def _columns(owner: Field) -> Iterator[PartColumn]:
    prefix = owner.name.removesuffix("_spec")
    access = (owner.access & ~MERGED) | Access.NULL_ON_UPDATE
    for name, part in (owner.spec.fields or {}).items():
        if name in AGE_BUCKETS:
            yield PartColumn(part._replace(name=f"{prefix}_age", doc=_AGES, access=access), owner.name, owner.changed_by, AGES)
        elif name not in AGES:
            word = WORDS.get(name, name.lower().removeprefix(f"{prefix}_"))
            yield PartColumn(part._replace(name=f"{prefix}_{word}", access=access), owner.name, owner.changed_by, (name,))


def words_for(columns: Mapping[str, PartColumn]) -> Iterator[tuple[str, str]]:
    """Yield the folded words that a heading may have for each column, with the column's name."""
    for name, column in columns.items():
        prefix, _, word = name.partition("_")
        called = (word, *_CALLED.get(word, ()))
        spellings = (name, f"{column.owner}.{column.names[0]}", *called, *(f"{prefix} {other}" for other in called))
        yield from ((folded_word(spelling), name) for spelling in spellings)


def with_parts(typed: dict[str, Any], columns: Mapping[str, PartColumn], mode: Mode) -> None:
    """Put the values of a row's columns into the field whose parts they are.

    Raises:
        InvalidInput: the row has a part also in the field itself.
    """
    for name in [name for name in typed if name in columns]:
        column, value = columns[name], typed.pop(name)
        parts = value if isinstance(value, dict) else dict.fromkeys(column.names, value) if value is None else {column.names[0]: value}
        if mode is Mode.CREATE:
            parts = {part: one for part, one in parts.items() if one is not None}
        whole = typed.get(column.owner)
        if whole is not None and not isinstance(whole, dict):
            raise InvalidInput(f"Invalid {column.owner}: expected an object", column.owner)
        there = {part.upper() for part, one in (whole or {}).items() if one is not None}
        if not there.isdisjoint(column.names):
            raise InvalidInput(f"the row has {name} twice, once in {column.owner}. Keep one of them", name)
        typed[column.owner] = {**(whole or {}), **parts}


def owners_of(columns: Mapping[str, PartColumn]) -> set[str]:
    """Return the fields whose parts have columns."""
    return {column.owner for column in columns.values()}


def without_merged(columns: Iterable[str], model: type[BaseRecord]) -> list[str]:
    """Return columns of a sheet with those of parts in place of the fields that have the parts."""
    parts = part_columns(model)
    owned = {column.owner: [name for name, other in parts.items() if other.owner == column.owner] for column in parts.values()}
    return [name for column in columns for name in owned.get(column, [column])]


def part_cells(record: Mapping[str, Any], columns: Mapping[str, PartColumn], clears: bool = False) -> dict[str, Any]:
    """Return the cells of a record's parts.

    Args:
        record: a record with the fields that have the parts.
        columns: their columns.
        clears: a part that is null is to be cleared, and not only absent.
    """
    cells: dict[str, Any] = {}
    for name, column in columns.items():
        values = record.get(column.owner) or {}
        given = [part for part in column.names if part in values]
        text = _ages_text(values) if column.names == AGES else _text(values.get(column.names[0]))
        if text is not None:
            cells[name] = text
        elif clears and given and all(values[part] is None for part in given):
            cells[name] = CLEARED
    return cells


def in_columns(row: Mapping[str, Any], columns: Mapping[str, PartColumn]) -> dict[str, Any]:
    """Return a row with the columns of parts in place of the parts, or of operations that set them."""
    made = dict(row)
    for column in columns.values():
        operations = row.get(column.operations)
        if operations and all(each["operation"] == SET for each in operations):
            del made[column.operations]
            made[column.owner] = {each["field"]: each.get("value") or each.get("values") or None for each in operations}
            break
    owners = owners_of(columns).intersection(made)
    if not owners or parts_without_column(made, columns):
        return dict(row)
    return {**{name: value for name, value in made.items() if name not in owners}, **part_cells(made, columns, clears=True)}


def parts_without_column(record: Mapping[str, Any], columns: Mapping[str, PartColumn]) -> set[str]:
    """Return the names of parts of a record that no column has."""
    lacking: set[str] = set()
    for owner in owners_of(columns):
        values = record.get(owner) or {}
        known = {part for column in columns.values() for part in column.names}
        lacking |= {part for part, value in values.items() if part not in known and value not in (None, [])}
        if _ages_text(values) is None:
            lacking |= {part for part in AGES if values.get(part) not in (None, [])}
    return lacking


def _text(value: Any) -> str | None:
    """Write a list of words, or as JSON what is not one."""
    if value is None or value == []:
        return None
    plain = isinstance(value, list) and all(isinstance(word, str) and _is_word(word) for word in value)
    return ", ".join(value) if plain else plain_text(value)


def _is_word(text: str) -> bool:
    return text.strip() == text != "" and "," not in text and text[0] not in "+-[@'"


def ages(given: list[str], where: str) -> dict[str, Any]:
    """Read ages: age buckets, or else a youngest and an oldest age: ``25-54``, ``18+``, ``from 25 to 34``.

    Raises:
        InvalidInput: they are not valid.
    """
    buckets = spec_of(AgeBucket).choices
    if all(age in buckets for age in given):
        return {"AGE_BUCKET": given}
    if len(given) == 1 and isinstance(given[0], str) and (span := _span(given[0])) is not None:
        return dict(zip(AGE_SPAN, span, strict=True))
    expected = f"expected buckets ({', '.join(buckets)}), a span such as 25-54, or 18+"
    raise InvalidInput(f"Invalid {where} {','.join(map(str, given))!r}: {expected}", where)


def place(text: str, where: str) -> str:
    """Check a place, which the declaration leaves open: a country, or the digits of a metro code.

    Raises:
        InvalidInput: it is not valid.
    """
    if text.isascii() and text.isdecimal():
        return text
    country = as_listed(text, spec_of(Country).choices)
    if len(country) != len("US"):
        raise InvalidInput(f"Invalid {where} {text!r}: give the two letters of a country, such as US, or the digits of a metro code", where)
    checked: str = Check(Mode.CREATE).value(spec_of(Country), country, where)
    return checked


def _span(text: str) -> tuple[str | None, str | None] | None:
    """Read a youngest and an oldest age; None if a text has none."""
    words = text.lower().split()
    if words[:1] == ["from"] and len(words) in (2, 4) and words[2:3] in ([], ["to"]):
        return _checked_span(words[1], words[3] if len(words) > 2 else None)
    if words[:1] == ["to"] and len(words) == 2:
        return _checked_span(None, words[1])
    low, dash, high = text.partition("-")
    return _checked_span(low, high) if dash else _checked_span(text[:-1], None) if text.endswith("+") else None


def _checked_span(low: str | None, high: str | None) -> tuple[str | None, str | None] | None:
    digits = [age.rstrip("+") if age is high else age for age in (low, high) if age is not None]
    return (low, high) if all(map(str.isdecimal, digits)) and digits == sorted(digits, key=int) else None


def _ages_text(values: Mapping[str, Any]) -> str | None:
    """Write ages so that ``ages`` reads the same; None if there are none, or both ways of giving them."""
    listed, low, high = (values.get(name) or None for name in AGES)
    if listed is not None:
        return _text(listed) if low is None and high is None else None
    if low is None and high is None:
        return None
    short = f"{low}-{high}" if low and high else f"{low}+" if low else ""
    if short and short not in spec_of(AgeBucket).choices:
        return short
    return " ".join(f"{word} {age}" for word, age in (("from", low), ("to", high)) if age)


def completed(row: Any, default: Any) -> Any:
    """Return the parts of a row, and those of a default that it leaves out."""
    if not isinstance(row, Mapping) or not isinstance(default, Mapping) or any(isinstance(part, Signed) for part in default.values()):
        return row
    return {**merged(default, row), **{name: None for name, value in row.items() if value is None}}
