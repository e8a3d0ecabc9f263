"""Listing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from pinads.cli import completion_cache
from pinads.cli.output.errors import with_options
from pinads.cli.output.exit_codes import ExitCode
from pinads.cli.output.writer import _with_currency, column, draw_table, separated, write
from pinads.cli.terminal import progress
from pinads.render.delimited import ids
from pinads.render.json import json_array, json_object, jsonl
from pinads.render.sheet import sheet
from pinads.render.text import plural
from pinads.render.yaml import yaml_documents, yaml_object
from pinads.sdk.schema.fields import fields_of
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.zones import Times
from pinads.services.listing import filters, projection
from pinads.services.listing.listings import named
from pinads.services.results import Many, One, Page, Value

if TYPE_CHECKING:
    from pinads.cli.output.presentation import Presentation
    from pinads.sdk.record import Model


def _many(result: Many, session: Presentation) -> None:
    _listed(result, session)
    if result.note and not isinstance(result, Page):
        session.note(with_options(f"note: {result.note}"))


def _listed(result: Many, session: Presentation) -> None:
    listing, model = result.listing, result.model
    paths = projection.chosen(model, listing.fields)
    reader = Reader(session.context.currency, times=Times(session.context, notes=False))
    fetched = progress.shown(result.records, plural(model.RESOURCE.noun), streaming=session.format != "table")
    records = filters.filtered(fetched, model, listing.filters, reader)
    ordered = filters.ordered(records, model, listing.sort)
    limited = completion_cache.shown(islice(ordered, listing.limit) if listing.limit is not None else ordered, session)
    if listing.query:
        _note_micro(session, model, listing.query)
        rows = [projection.narrowed(record.wire, paths) for record in limited]
        _value(Value(projection.queried(rows, listing.query)), session)
        return None
    wires = (record.wire for record in limited)
    if session.format == "table" and paths is None:
        wired: list[Mapping[str, Any]] = list(wires)
        columns = [column(name, named(session.context, wired, name, result.parents)) for name in result.columns]
        return draw_table(wired, columns, fields_of(model), model.RESOURCE.noun, session)
    return _records(wires, model, paths, session)


def _note_micro(session: Presentation, model: type[Any], query: str | None) -> None:
    if query:
        from pinads.services.listing.query_notes import note_micro

        note_micro(session.context, model, query)


def _records(records: Iterator[Mapping[str, Any]], model: type[Model], paths: list[str] | None, session: Presentation) -> None:
    format = session.format
    if format == "table":
        names = paths or projection.columns_of(model)
        return draw_table(list(records), [column(name) for name in names], fields_of(model), model.RESOURCE.noun, session)
    if format == "ids":
        return write(ids(records))
    if format in ("csv", "tsv"):
        return separated(records, paths or projection.columns_of(model), fields_of(model), session)
    narrow = records if paths is None else (projection.narrowed(record, paths) for record in records)
    return write({"json": json_array, "jsonl": jsonl, "yaml": yaml_documents}[format](narrow))


def _page(result: Page, session: Presentation) -> None:
    if session.format != "json":
        _many(result, session)
        from pinads.services.shell_quoting import with_value

        return session.note(f"next page: {with_value('--bookmark', result.bookmark)}" if result.bookmark else "this was the last page")
    paths = projection.chosen(result.model, result.listing.fields)
    reader = Reader(session.context.currency, times=Times(session.context, notes=False))
    kept = filters.filtered(result.records, result.model, result.listing.filters, reader)
    ordered = filters.ordered(kept, result.model, result.listing.sort)
    rows = [projection.narrowed(record.wire, paths) for record in completion_cache.shown(ordered, session)]
    _note_micro(session, result.model, result.listing.query)
    page: Any = {"items": rows, "bookmark": result.bookmark}
    write(json_object(projection.queried(page, result.listing.query) if result.listing.query else page))
    return session.note(with_options(f"note: {result.note}")) if result.note else None


def _value(result: Value, session: Presentation) -> ExitCode | None:
    from pinads.cli.output.values import emit_value

    return emit_value(result, session)


def one(result: One, session: Presentation) -> None:
    """Write one entity: a sheet for people, the object for programs."""
    (record,), listing = completion_cache.shown([result.record], session), result.listing
    model = type(record)
    paths = projection.chosen(model, getattr(listing, "fields", None))
    if getattr(listing, "query", None):
        _note_micro(session, model, listing.query)
        _value(Value(projection.queried(projection.narrowed(record.wire, paths), listing.query)), session)
        return None
    if session.format == "table":
        wire = projection.narrowed(record.wire, paths)
        look = _with_currency(session, [wire], list(wire), fields_of(model))
        return write(sheet(wire, fields_of(model), look))
    if session.format in ("json", "yaml"):
        whole = json_object if session.format == "json" else yaml_object
        return write(whole(projection.narrowed(record.wire, paths)))
    return _records(iter([record.wire]), model, paths, session)
