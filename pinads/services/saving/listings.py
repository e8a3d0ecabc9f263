"""Listings saved as files: the same records that the output formats show, as ``--file`` reads them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from pinads.render.delimited import for_people
from pinads.render.files.table_file import write_text
from pinads.sdk.schema.fields import Field, fields_of
from pinads.services.inputs.record_currencies import currencies_of
from pinads.services.inputs.tables.targeting_columns import part_cells, part_columns, parts_without_column, without_merged
from pinads.services.projection import columns_of
from pinads.services.saving.destination import STANDARD_OUTPUT, CountedRows, save
from pinads.services.saving.sheet import SheetWriter

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.results import Destination, EntityList

SHEETS = ("xlsx", "csv", "tsv")
"""The formats of files for spreadsheets."""


def save_list(context: Context, listed: EntityList, destination: Destination) -> None:
    """Save a listing; its records are fetched as they are written."""
    parts = part_columns(listed.model) if listed.fields is None else {}
    columns = listed.fields or columns_of(listed.model)
    fields: Mapping[str, Field] = fields_of(listed.model)
    if parts and destination.format in SHEETS:
        columns = without_merged(columns, listed.model)
        fields = {**fields, **{name: part.field for name, part in parts.items()}}
    lacking: dict[str, None] = {}
    wires = CountedRows(lambda: (record.wire for record in listed.records))

    def cells() -> Iterator[Mapping[str, Any]]:
        for wire in wires():
            lacking.update(dict.fromkeys(sorted(parts_without_column(wire, parts))))
            yield {**wire, **part_cells(wire, parts)}

    def write(file: BinaryIO) -> None:
        rows = cells() if parts else wires()
        if destination.format == "xlsx":
            has_money = any(name in fields and fields[name].spec.unit == "micros" for name in columns)
            currency = context.currency_if_any() if has_money and not context.accounts else None
            SheetWriter(context, listed.model, columns, currency, fields).write(file, rows)
        elif destination.format in SHEETS:
            is_file = destination.path != STANDARD_OUTPUT
            write_text(destination.format, file, rows, columns, for_people(fields, columns, currencies_of(context)), is_file)
        else:
            write_text(destination.format, file, (listed.projected(wire) for wire in wires()), columns)

    save(context, destination, listed.model.RESOURCE.noun, write, wires)
    if lacking:
        told = (
            f"parts of the targeting that no column has ({', '.join(lacking)}) are not in the sheet, and an update leaves them as they are"
        )
        context.note(f"{told}; json has them")
