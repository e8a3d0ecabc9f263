"""Listings and single entities in the format asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from pinads.cli import completion_cache
from pinads.cli.output.errors import with_options
from pinads.cli.output.values import emit_value
from pinads.cli.output.writer import Rows, column, draw_sheet, draw_table, pages, separated, style_of_rows, write
from pinads.cli.terminal import progress
from pinads.render.delimited import ids
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.json import json_array, json_object, jsonl
from pinads.render.text import plural
from pinads.render.yaml import yaml_documents, yaml_object
from pinads.sdk.schema.fields import fields_of
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.zones import Times
from pinads.services.listing import filters, projection
from pinads.services.listing.listings import named
from pinads.services.listing.query_notes import note_micro
from pinads.services.results import Many, One, Page, Value
from pinads.services.shell_quoting import with_value

if TYPE_CHECKING:
    from pinads.cli.output.presentation import Presentation
    from pinads.sdk.record import Model


def emit_many(result: Many, session: Presentation) -> None:
    """Write a listing as it is fetched, then its note."""
    _listed(result, session)
    if result.note and not isinstance(result, Page):
        session.note(with_options(f"note: {result.note}"))


def _listed(result: Many, session: Presentation) -> None:
    listing, model = result.listing, result.model
    paths = projection.chosen(model, listing.fields)
    reader = Reader(session.context.currency, times=Times(session.context, notes=False))
    fetched = progress.shown(result.records, plural(model.RESOURCE.noun), streaming=session.format not in DRAWN_FORMATS)
    records = filters.filtered(fetched, model, listing.filters, reader)
    ordered = filters.ordered(records, model, listing.sort)
    limited = completion_cache.shown(islice(ordered, listing.limit) if listing.limit is not None else ordered, session)
    if listing.query:
        note_micro(session.context, model, listing.query)
        rows = [projection.narrowed(record.wire, paths) for record in limited]
        emit_value(Value(projection.queried(rows, listing.query)), session)
        return None
    wires = (record.wire for record in limited)
    if session.format in DRAWN_FORMATS and paths is None:
        return _with_parents(wires, result, session)
    return _records(wires, model, paths, session)


def _with_parents(records: Iterator[Mapping[str, Any]], result: Many, session: Presentation) -> None:
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
    draw_table(records, columns, fields_of(result.model), resource.noun, session, kind=resource.kind, look_up=look_up)


def _records(records: Iterator[Mapping[str, Any]], model: type[Model], paths: list[str] | None, session: Presentation) -> None:
    format = session.format
    if format in DRAWN_FORMATS:
        fields, resource, asked = fields_of(model), model.RESOURCE, paths is not None
        columns = [column(name, asked=asked) for name in paths or projection.columns_of(model)]
        return draw_table(records, columns, fields, resource.noun, session, kind=resource.kind, all_columns=asked)
    if format == "ids":
        return write(ids(records))
    if format in ("csv", "tsv"):
        return separated(records, paths or projection.columns_of(model), fields_of(model), session)
    narrow = records if paths is None else (projection.narrowed(record, paths) for record in records)
    return write({"json": json_array, "jsonl": jsonl, "yaml": yaml_documents}[format](narrow))


def emit_page(result: Page, session: Presentation) -> None:
    """Write one page of a listing, and the bookmark of the next."""
    if session.format != "json":
        emit_many(result, session)
        return session.note(f"next page: {with_value('--bookmark', result.bookmark)}" if result.bookmark else "this was the last page")
    paths = projection.chosen(result.model, result.listing.fields)
    reader = Reader(session.context.currency, times=Times(session.context, notes=False))
    kept = filters.filtered(result.records, result.model, result.listing.filters, reader)
    ordered = filters.ordered(kept, result.model, result.listing.sort)
    rows = [projection.narrowed(record.wire, paths) for record in completion_cache.shown(ordered, session)]
    note_micro(session.context, result.model, result.listing.query)
    page: Any = {"items": rows, "bookmark": result.bookmark}
    write(json_object(projection.queried(page, result.listing.query) if result.listing.query else page))
    return session.note(with_options(f"note: {result.note}")) if result.note else None


def emit_one(result: One, session: Presentation) -> None:
    """Write one entity: a sheet for people, the object for programs."""
    (record,), listing = completion_cache.shown([result.record], session), result.listing
    model = type(record)
    paths = projection.chosen(model, getattr(listing, "fields", None))
    if getattr(listing, "query", None):
        note_micro(session.context, model, listing.query)
        emit_value(Value(projection.queried(projection.narrowed(record.wire, paths), listing.query)), session)
        return None
    if session.format in DRAWN_FORMATS:
        wire = projection.narrowed(record.wire, paths)
        style = style_of_rows(session, [wire], list(wire), fields_of(model))
        return draw_sheet(wire, fields_of(model), session, style, pages(session, model.RESOURCE.kind))
    if session.format in ("json", "yaml"):
        whole = json_object if session.format == "json" else yaml_object
        return write(whole(projection.narrowed(record.wire, paths)))
    return _records(iter([record.wire]), model, paths, session)
