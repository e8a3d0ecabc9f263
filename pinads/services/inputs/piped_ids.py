"""The ids and names on standard input, for commands that take them as arguments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import entity_id
from pinads.services.inputs.input_file import InputFile
from pinads.services.inputs.json_reader import objects
from pinads.services.inputs.records import kind_of
from pinads.services.inputs.standard_input import STDIN
from pinads.services.inputs.tables.table import TABLES, WORKBOOK


def piped_ids() -> Iterator[tuple[str, str]]:
    """Yield the ids and names on standard input with their places: one a line, or JSON records."""
    try:
        source = InputFile("-", "ID")
    except InvalidInput as error:
        if error.message == f"{STDIN} is empty":
            return
        raise
    with closing(source):
        yield from _ids_in(source)


def _ids_in(source: InputFile) -> Iterator[tuple[str, str]]:
    kind = kind_of(source)
    if kind == WORKBOOK:
        raise InvalidInput(f"{STDIN} is a workbook, and ids are read one a line", "-")
    if kind in TABLES:
        for number, line in enumerate(source.text("\n"), 1):
            if line.strip():
                yield line.strip(), f"{STDIN}, line {number}"
        return
    for place, values in objects(source, kind):
        if "id" not in values:
            raise InvalidInput(f"{place}: the record has no id", "-")
        yield entity_id(values["id"], place), place
