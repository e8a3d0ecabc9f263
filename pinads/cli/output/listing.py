"""Listings and single entities in the format asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.cli import completion_cache
from pinads.cli.output.values import emit_value
from pinads.cli.output.writer import Rows, column, draw_sheet, draw_table, pages, separated, style_of_rows, write, write_structured
from pinads.render.columns import Column
from pinads.render.delimited import ids
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.json import json_object
from pinads.render.yaml import yaml_object
from pinads.sdk.schema.fields import fields_of
from pinads.services import saving
from pinads.services.events import Note
from pinads.services.listing.listings import named
from pinads.services.projection import columns_of
from pinads.services.results import EntityList, EntityPage, SingleEntity, Value
from pinads.services.shell_quoting import with_value

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation


PRESENT = "*"
"""The mark of the entity in use."""


def emit_list(result: EntityList, presentation: Presentation) -> None:
    """Write a listing as it is fetched, then its note."""
    result.records = completion_cache.shown(result.records, presentation)
    if result.destination is not None:
        saving.save_list(presentation.context, result, result.destination)
    elif result.query:
        emit_value(Value(result.value()), presentation)
    elif presentation.format in DRAWN_FORMATS and result.fields is None:
        _with_parents(result, presentation)
    else:
        _records(result, presentation)
    if result.note and not isinstance(result, EntityPage):
        presentation.interaction.notify(Note(result.note, repeats=True))


def _with_parents(result: EntityList, presentation: Presentation) -> None:
    """Draw a table that shows the names of parents in place of their ids."""
    names: dict[str, dict[str, str]] = {field: {} for field in result.columns if field in result.parents}

    def look_up(block: Rows) -> None:
        for field, known in names.items():
            new = [row for row in block if row.get(field) and str(row[field]) not in known]
            # An id without a name is shown itself, and not looked up again.
            known.update({str(row[field]): str(row[field]) for row in new})
            known.update(named(presentation.context, new, field, result.parents))

    resource = result.model.RESOURCE
    columns = [column(name, names.get(name)) for name in result.columns]
    if result.present is not None and presentation.format == "table":
        columns.insert(0, Column("", via=lambda row: PRESENT if str(row.get("id")) == result.present else ""))
    wires = (record.wire for record in result.records)
    draw_table(wires, columns, fields_of(result.model), resource.noun, presentation, kind=resource.kind, look_up=look_up)


def _records(result: EntityList, presentation: Presentation) -> None:
    format, wires = presentation.format, (record.wire for record in result.records)
    if format == "ids":
        return write(ids(wires))
    if format not in (*DRAWN_FORMATS, "csv", "tsv"):
        return write_structured(result.rows(), format)  # The declarations, which take two milliseconds to read, are not needed.
    fields, columns, asked = fields_of(result.model), result.fields or columns_of(result.model), result.fields is not None
    if format not in DRAWN_FORMATS:
        return separated(wires, columns, fields, presentation)
    shown, resource = [column(name, asked=asked) for name in columns], result.model.RESOURCE
    return draw_table(wires, shown, fields, resource.noun, presentation, kind=resource.kind, all_columns=asked)


def emit_page(result: EntityPage, presentation: Presentation) -> None:
    """Write one page of a listing, and the bookmark of the next."""
    if presentation.format != "json" or result.destination is not None:
        emit_list(result, presentation)
        return presentation.tell(f"next page: {with_value('--bookmark', result.bookmark)}" if result.bookmark else "this was the last page")
    result.records = completion_cache.shown(result.records, presentation)
    write(json_object(result.whole()))
    return presentation.interaction.notify(Note(result.note, repeats=True)) if result.note else None


def emit_single(result: SingleEntity, presentation: Presentation) -> None:
    """Write one entity: a sheet for people, the object for programs."""
    model = type(result.record)
    listed = EntityList(list(completion_cache.shown([result.record], presentation)), model, (), result.fields)
    if result.destination is not None:
        saving.save_list(presentation.context, listed, result.destination)
    elif result.query:
        emit_value(Value(result.value()), presentation)
    elif presentation.format in DRAWN_FORMATS:
        row = result.row()
        style = style_of_rows(presentation, [row], list(row), fields_of(model))
        draw_sheet(row, fields_of(model), presentation, style, pages(presentation, model.RESOURCE.kind))
    elif presentation.format in ("json", "yaml"):
        write({"json": json_object, "yaml": yaml_object}[presentation.format](result.row()))
    else:
        _records(listed, presentation)
