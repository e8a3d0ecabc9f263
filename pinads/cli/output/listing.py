"""Listings and single entities in the format asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.cli import completion_cache
from pinads.cli.output.errors import with_options
from pinads.cli.output.values import emit_value
from pinads.cli.output.writer import Rows, column, draw_sheet, draw_table, pages, separated, style_of_rows, write
from pinads.render.delimited import ids
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.json import json_array, json_object, jsonl
from pinads.render.yaml import yaml_documents, yaml_object
from pinads.sdk.schema.fields import fields_of
from pinads.services.listing.listings import named
from pinads.services.listing.projection import columns_of
from pinads.services.results import Many, One, Page, Value
from pinads.services.shell_quoting import with_value

if TYPE_CHECKING:
    from pinads.cli.output.presentation import Presentation


def emit_many(result: Many, session: Presentation) -> None:
    """Write a listing as it is fetched, then its note."""
    _listed(result, session)
    if result.note and not isinstance(result, Page):
        session.note(with_options(f"note: {result.note}"))


def _listed(result: Many, session: Presentation) -> None:
    result.records = completion_cache.shown(result.records, session)
    if result.query:
        emit_value(Value(result.value()), session)
    elif session.format in DRAWN_FORMATS and result.fields is None:
        _with_parents(result, session)
    else:
        _records(result, session)


def _with_parents(result: Many, session: Presentation) -> None:
    """Draw a table that shows the names of parents in place of their ids."""
    names: dict[str, dict[str, str]] = {field: {} for field in result.columns if field in result.parents}

    def look_up(block: Rows) -> None:
        for field, known in names.items():
            new = [row for row in block if row.get(field) and str(row[field]) not in known]
            # An id without a name is shown itself, and not looked up again.
            known.update({str(row[field]): str(row[field]) for row in new})
            known.update(named(session.context, new, field, result.parents))

    resource = result.model.RESOURCE
    columns = [column(name, names.get(name)) for name in result.columns]
    wires = (record.wire for record in result.records)
    draw_table(wires, columns, fields_of(result.model), resource.noun, session, kind=resource.kind, look_up=look_up)


def _records(result: Many, session: Presentation) -> None:
    format, fields = session.format, fields_of(result.model)
    columns, asked = result.fields or columns_of(result.model), result.fields is not None
    wires = (record.wire for record in result.records)
    if format in DRAWN_FORMATS:
        shown, resource = [column(name, asked=asked) for name in columns], result.model.RESOURCE
        return draw_table(wires, shown, fields, resource.noun, session, kind=resource.kind, all_columns=asked)
    if format == "ids":
        return write(ids(wires))
    if format in ("csv", "tsv"):
        return separated(wires, columns, fields, session)
    return write({"json": json_array, "jsonl": jsonl, "yaml": yaml_documents}[format](result.rows()))


def emit_page(result: Page, session: Presentation) -> None:
    """Write one page of a listing, and the bookmark of the next."""
    if session.format != "json":
        emit_many(result, session)
        return session.note(f"next page: {with_value('--bookmark', result.bookmark)}" if result.bookmark else "this was the last page")
    result.records = completion_cache.shown(result.records, session)
    write(json_object(result.whole()))
    return session.note(with_options(f"note: {result.note}")) if result.note else None


def emit_one(result: One, session: Presentation) -> None:
    """Write one entity: a sheet for people, the object for programs."""
    (record,) = completion_cache.shown([result.record], session)
    model = type(record)
    if result.query:
        emit_value(Value(result.value()), session)
    elif session.format in DRAWN_FORMATS:
        row = result.row()
        style = style_of_rows(session, [row], list(row), fields_of(model))
        draw_sheet(row, fields_of(model), session, style, pages(session, model.RESOURCE.kind))
    elif session.format in ("json", "yaml"):
        write({"json": json_object, "yaml": yaml_object}[session.format](result.row()))
    else:
        _records(Many([record], model, (), result.fields), session)
