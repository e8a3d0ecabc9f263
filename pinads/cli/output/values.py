"""Results that are neither listings nor writes: answers of any shape, plans, texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinads.cli import completion_cache
from pinads.cli.output.writer import column, draw_sheet, draw_table, separated, write, write_structured
from pinads.render.delimited import ids
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.json import json_object, jsonl
from pinads.render.yaml import yaml_object
from pinads.sdk.errors import InvalidInput
from pinads.services.results import Plan, Text, Value

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation


def emit_value(result: Value, presentation: Presentation) -> None:
    """Write a value."""
    format = presentation.format
    if result.noun == "run" and isinstance(result.value, list):
        completion_cache.runs_shown(result.value, presentation)
    if result.text is not None and format == "table":
        write([result.text, "\n"])
    elif result.sheet is not None and format in DRAWN_FORMATS:
        draw_sheet(result.sheet, result.fields, presentation, presentation.style)
    elif format in (*DRAWN_FORMATS, "csv", "tsv", "ids"):
        _emit_rows(result, presentation)
    elif format == "yaml":
        write(yaml_object(result.value))
    elif format == "jsonl":
        write(jsonl(result.value if isinstance(result.value, list) else [result.value]))
    else:
        write(json_object(result.value))


def _emit_rows(result: Value, presentation: Presentation) -> None:
    """Write a value in one of the formats that have rows; a value without rows is written as JSON."""
    value, format = _unwrapped(result.value, presentation), presentation.format
    if format == "ids":
        return write(_ids(value))
    drawn = format in DRAWN_FORMATS
    if not drawn and isinstance(value, Mapping):
        value = [value]
    if not drawn and isinstance(value, list) and not _is_rows(value):
        value = [{"value": item} for item in value]
    if not _is_rows(value) or (drawn and not value and not result.columns):
        return write(["```json\n", *json_object(value), "```\n"] if format == "markdown" else json_object(value))
    columns = (result.table if drawn else None) or result.columns or list(dict.fromkeys(name for row in value for name in row))
    if drawn:
        drawn_columns = [column(name, wraps=name in result.uncut) for name in columns]
        return draw_table(value, drawn_columns, result.fields, result.noun, presentation, whole="--wide")
    if columns:
        separated(value, columns, result.fields or {}, presentation)
    return None


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def _unwrapped(value: Any, presentation: Presentation) -> Any:
    """Return the rows of a page of the API, whose bookmark has no place among them."""
    if not isinstance(value, Mapping) or not value.keys() <= {"items", "bookmark"} or not _is_rows(value.get("items")):
        return value
    if value.get("bookmark"):
        presentation.note("note: this is one page; --paginate shows all")
    return value["items"]


def _ids(value: Any) -> list[str]:
    """Collect the lines of ``-o ids``: ids of records, or the plain values that ``--query`` made of them."""
    if isinstance(value, Mapping) and value.get("id") is None:
        return list(json_object(value))
    items = value if isinstance(value, list) else [value]
    records = [item if isinstance(item, Mapping) else {"id": item} for item in items if item is not None]
    if any(isinstance(record.get("id"), (type(None), Mapping, list)) for record in records):
        raise InvalidInput("there are no ids in this to print: choose another --output", "--output")
    return list(ids(records))


def emit_plan(result: Plan, presentation: Presentation) -> None:
    """Write the requests of a dry run."""
    if presentation.format == "table":
        for request in result.requests:
            write([f"{request['method']} {request['path']}\n", *json_object(request["body"])])
        presentation.note("dry run: nothing was sent")
    elif presentation.format in ("json", "jsonl"):
        write_structured(result.requests, presentation.format)
    elif presentation.format == "ids":
        bodies = (request["body"] for request in result.requests)
        emit_value(Value([row for body in bodies for row in (body if isinstance(body, list) else [body])]), presentation)
    else:
        emit_value(Value(list(result.requests)), presentation)


def emit_text(result: Text, presentation: Presentation) -> None:
    """Write a text."""
    write([result.text, "\n"])
