"""Empty sheets for what is to be created: headings in people's words, with what each field takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from pinads.render.delimited import csv_rows
from pinads.render.files.table_file import load_writer
from pinads.render.money import example, money_format
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.fields import Field, Spec, request_fields
from pinads.sdk.schema.marks import FROM_PATH, Mode
from pinads.services.errors import option
from pinads.services.inputs.field_values import values_of_new
from pinads.services.inputs.tables.targeting_columns import part_columns, without_merged
from pinads.services.results import Destination, Text
from pinads.services.saving.destination import STANDARD_OUTPUT, check_file, check_package, placed, save, unnamed
from pinads.services.saving.sheet import choices_of, kind_of, title_of
from pinads.services.shell_quoting import quoted

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.saving.options import TemplateOptions

FORMATS = ("xlsx", "csv", "tsv")
MOST_LISTED = 12
"""Choices of a note at most; longer lists are in the drop-down only."""


def write_template(context: Context, model: type[BaseRecord], options: TemplateOptions, command: str) -> Text | None:
    """Save an empty sheet for a create, or return the heading of one.

    Args:
        context: the account, whose currency amounts are in.
        model: the record type.
        options: where it goes.
        command: the command that reads it, for the next step.

    Raises:
        InvalidInput: the format is none of FORMATS, or the file cannot be written.
    """
    typed = context.option_for("output")
    if typed is not None and typed not in FORMATS:
        raise InvalidInput(f"{typed} is not a template format: choose from {', '.join(FORMATS)}", option("output"))
    path, named = placed(context, options.to, FORMATS, f"{command.split()[1]}-template")
    format = named or typed
    if format is None and path not in (None, STANDARD_OUTPUT):
        raise unnamed(path, FORMATS)
    format = format or "csv"
    fields = fields_of_template(model)
    delimiter = "\t" if format == "tsv" else ","
    head = next(csv_rows((), [heading_of(field) for field in fields], delimiter=delimiter, safe_formulas=True))
    if path is None or (format != "xlsx" and path == STANDARD_OUTPUT):
        return Text(head.rstrip("\n"))
    check_file(path, options.force)
    check_package(format)

    def write(into: BinaryIO) -> None:
        if format == "xlsx":
            _write_sheet(context, model, fields, into)
        else:
            into.write(head.encode())

    save(context, Destination(path, format, options.force), "row", write)
    if path != STANDARD_OUTPUT:
        context.note("fill in a row for each, then look at what it would do", f"{command} --file {quoted(str(path))} --dry-run")
    return None


def fields_of_template(model: type[BaseRecord]) -> list[Field]:
    """Return the fields of a create: the required ones, those that people have words for, and the others."""
    parts, declared = part_columns(model), request_fields(model, Mode.CREATE)
    names = without_merged((name for name, field in declared.items() if not field.has(FROM_PATH)), model)
    fields = [parts[name].field if name in parts else declared[name] for name in names]
    return sorted(fields, key=lambda field: (not field.required(Mode.CREATE), not field.called and field.name not in ("name", "status")))


def heading_of(field: Field) -> str:
    """Return the heading of a field: ``Daily budget``."""
    words = field.word.replace("_", " ")
    return words[:1].upper() + words[1:]


def _write_sheet(context: Context, model: type[BaseRecord], fields: list[Field], into: BinaryIO) -> None:
    workbook, defaults = load_writer("xlsx"), values_of_new(model)
    currency = context.currency_if_any() if any(field.spec.unit == "micros" for field in fields) else None
    columns = [
        workbook.SheetColumn(
            heading_of(field),
            "name" if field.name == "name" else kind_of(field.spec),
            money_format(currency) if field.spec.unit == "micros" else "",
            choices_of(field.spec),
            note_on(field, currency, defaults.get(field.name)),
            is_needed=field.required(Mode.CREATE),
        )
        for field in fields
    ]
    workbook.write_sheet(into, iter(()), columns, title_of(model))


def note_on(field: Field, currency: str | None, set_here: Any = None) -> str:
    """Describe what a field takes: its meaning, type, limits and choices; ``set_here`` is what an empty cell means."""
    lines = [field.doc, *_type_of(field.spec, field, currency)]
    lines.append("Required." if field.required(Mode.CREATE) else "Optional.")
    if set_here is not None:
        lines.append(f"{set_here} unless you say otherwise.")
    elif field.default is not None:
        lines.append(f"Default of Pinterest: {str(field.default).upper() if isinstance(field.default, bool) else field.default}.")
    if field.word != field.name:
        lines.append(f"Name in the API: {field.name}.")
    return "\n".join(line for line in lines if line)


def _type_of(spec: Spec, field: Field, currency: str | None) -> Iterator[str]:
    if field.refers:
        yield "An id or a name."
    elif spec.is_id:
        yield "An id: digits, as text."
    elif spec.unit == "micros":
        yield f"Money{f' in {currency}' if currency else ''}, such as {example(25, currency)}."
    elif spec.unit == "seconds":
        ends = "; a day alone means its last second" if spec.end_of_day else ""
        yield f"A date and time of the ad account's time zone, such as 2026-12-01 09:00{ends}."
    elif spec.choices:
        few = len(spec.choices) <= MOST_LISTED
        yield f"One of {', '.join(spec.choices)}." if few else "Choose from the list."
    elif spec.kind == "boolean":
        yield "TRUE or FALSE."
    elif spec.kind == "array":
        some = spec.items is not None and spec.items.kind == "string"
        yield "Several, with commas between them." if some else "JSON, in brackets."
        if spec.items is not None and spec.items.choices and len(spec.items.choices) <= MOST_LISTED:
            yield f"Each one of {', '.join(spec.items.choices)}."
    elif spec.kind == "object":
        yield "JSON, in braces."
    else:
        yield {"integer": "A whole number.", "number": "A number."}.get(spec.kind, "Text.")
    if spec.max_length is not None:
        yield f"At most {spec.max_length} characters."
    if spec.max_items is not None:
        yield f"At most {spec.max_items} of them."
    if spec.minimum is not None or spec.maximum is not None:
        bounds = (
            f"at least {spec.minimum:g}" if spec.minimum is not None else "",
            f"at most {spec.maximum:g}" if spec.maximum is not None else "",
        )
        yield f"{' and '.join(filter(None, bounds)).capitalize()}."
