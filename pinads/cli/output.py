"""The one place where results are rendered: to stdout, in the format asked for."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from pinads.cli import selecting
from pinads.cli.exit_codes import ExitCode
from pinads.cli.failures import PartialFailure, report
from pinads.cli.parents import named
from pinads.cli.results import Many, One, Page, Plan, Text, Value, Written, as_row
from pinads.cli.values import Reader
from pinads.render.delimited import csv_rows, ids
from pinads.render.json_text import json_array, json_object, jsonl
from pinads.render.look import Look
from pinads.render.sheet import sheet
from pinads.render.table import Column, table
from pinads.render.text import counted, safe
from pinads.render.yaml_text import yaml_documents
from pinads.sdk.errors import Rejected, UnknownOutcome
from pinads.sdk.fields import Field, Spec, fields_of
from pinads.sdk.outcomes import UNKNOWN, Outcome

if TYPE_CHECKING:
    from pinads.cli.session import Session
    from pinads.sdk.model import Model

GROWING = ("name", "value", "message", "doc")
OUTCOME_COLUMNS = ("row", "status", "id", "name", "code", "message")
_OUTCOME_FIELDS = {"row": Field("row", Spec("integer"), "", 0), "code": Field("code", Spec("integer"), "", 0)}  # type: ignore[arg-type]


def emit(result: Any, session: Session) -> ExitCode:
    """Render what a command returned; answers the exit code."""
    _encodable(session.format)
    kinds: dict[type, Any] = {
        Page: _page,
        Many: _many,
        One: _one,
        Written: _written,
        Plan: _plan,
        Value: _value,
        Text: _text,
    }
    code = kinds[type(result)](result, session)
    return code or ExitCode.DONE


def look_of(session: Session) -> Look:
    """How tables look: colours and width of the terminal, the account's currency, local times."""
    on_terminal = sys.stdout.isatty()
    plain = session.no_color or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size().columns if on_terminal or "COLUMNS" in os.environ else None
    return Look(color=on_terminal and not plain, width=width, currency=None, timezone=None, unicode=_can_encode("│…"), currency_of=None)


def _can_encode(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _encodable(format: str) -> None:
    """Make sure that no name can stop the output: what stdout cannot encode is escaped, in JSON as JSON does."""
    errors = "backslashreplace"
    if format in ("json", "jsonl"):
        codecs.register_error("pinads.json", _json_escape)
        errors = "pinads.json"
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=errors)


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2)), error.end


def write(pieces: Iterable[str]) -> None:
    """Write pieces to stdout as they come."""
    out = sys.stdout.write
    for piece in pieces:
        out(piece)


def _many(result: Many, session: Session) -> None:
    listing, model = result.listing, result.model
    paths = selecting.chosen(model, listing.fields)
    reader = Reader(session.currency)
    if result.note and not isinstance(result, Page):
        session.note(result.note)
    records = selecting.filtered(result.records, model, listing.filters, reader)
    ordered = selecting.ordered(records, model, listing.sort)
    limited = islice(ordered, listing.limit) if listing.limit is not None else ordered
    if listing.query:
        rows = [selecting.narrowed(record.wire, paths) for record in limited]
        return _value(Value(selecting.queried(rows, listing.query)), session)
    wires = (record.wire for record in limited)
    if session.format == "table" and paths is None:
        wired: list[Mapping[str, Any]] = list(wires)
        columns = [_column(name, named(session, wired, name, result.parents)) for name in result.columns]
        return _table(wired, columns, fields_of(model), model.RESOURCE.noun, session)
    return _records(wires, model, paths, session)


def _records(records: Iterator[Mapping[str, Any]], model: type[Model], paths: list[str] | None, session: Session) -> None:
    format = session.format
    if format == "table":
        names = paths or selecting.columns_of(model)
        return _table(list(records), [_column(name) for name in names], fields_of(model), model.RESOURCE.noun, session)
    if format == "ids":
        return write(ids(records))
    if format in ("csv", "tsv"):
        return _separated(records, paths or selecting.columns_of(model), format)
    narrow = (selecting.narrowed(record, paths) for record in records)
    return write({"json": json_array, "jsonl": jsonl, "yaml": yaml_documents}[format](narrow))


def _separated(records: Iterable[Mapping[str, Any]], columns: Sequence[str], format: str) -> None:
    comma = format == "csv"
    write(csv_rows(records, list(columns), delimiter="," if comma else "\t", safe_formulas=comma))


def _column(name: str, names: Mapping[str, str] | None = None) -> Column:
    if names:
        return Column(name, grow=True, via=lambda row: names.get(str(row.get(name)), row.get(name)))
    return Column(name, grow=name in GROWING)


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], fields: Mapping[str, Field], noun: str, session: Session) -> None:
    look = _with_currency(session, rows, [column.name for column in columns], fields)
    write(table(rows, columns, fields, look, noun=noun))


def _with_currency(session: Session, rows: Sequence[Mapping[str, Any]], names: Sequence[str], fields: Mapping[str, Field]) -> Look:
    """The look with the currency in it, which costs a request the first time, so only where money is shown."""
    look = session.look
    money = [name for name in names if name in fields and fields[name].spec.unit == "micros"]
    if not any(row.get(name) is not None for row in rows for name in money):
        return look
    return look._replace(currency=session.currency())


def _page(result: Page, session: Session) -> None:
    if session.format != "json":
        _many(result, session)
        return session.note(f"next page: --bookmark {result.bookmark}" if result.bookmark else "this was the last page")
    paths = selecting.chosen(result.model, result.listing.fields)
    kept = selecting.filtered(result.records, result.model, result.listing.filters, Reader(session.currency))
    rows = [selecting.narrowed(record.wire, paths) for record in selecting.ordered(kept, result.model, result.listing.sort)]
    page: Any = {"items": rows, "bookmark": result.bookmark}
    return write(json_object(selecting.queried(page, result.listing.query) if result.listing.query else page))


def _one(result: One, session: Session) -> None:
    record, listing = result.record, result.listing
    model = type(record)
    paths = selecting.chosen(model, getattr(listing, "fields", None))
    if getattr(listing, "query", None):
        return _value(Value(selecting.queried(selecting.narrowed(record.wire, paths), listing.query)), session)
    if session.format == "table":
        wire = selecting.narrowed(record.wire, paths)
        look = _with_currency(session, [wire], list(wire), fields_of(model))
        return write(sheet(wire, fields_of(model), look))
    if session.format == "json":
        return write(json_object(selecting.narrowed(record.wire, paths)))
    return _records(iter([record.wire]), model, paths, session)


def _written(result: Written, session: Session) -> ExitCode:
    failed: list[Outcome[Any]] = []
    total = 0

    def watched() -> Iterator[Outcome[Any]]:
        nonlocal total
        for outcome in result.outcomes:
            total += 1
            if not outcome.applied:
                failed.append(outcome)
            yield outcome

    _show_outcomes(watched(), result, session)
    if not failed:
        if session.format == "table":
            session.note(f"{result.verb} {counted(total, result.model.RESOURCE.noun)}")
        return ExitCode.DONE
    return _report_failed(failed, total, result, session)


def _show_outcomes(outcomes: Iterator[Outcome[Any]], result: Written, session: Session) -> None:
    format = session.format
    if result.single:
        applied = [outcome.record for outcome in outcomes if outcome.record is not None and outcome.applied]
        if applied:
            _one(One(applied[0]), session)
    elif format == "table":
        rows = [as_row(outcome) for outcome in outcomes]
        _table(rows, [_column(name) for name in OUTCOME_COLUMNS], _OUTCOME_FIELDS, "row", session)
    elif format == "ids":
        write(f"{row['id']}\n" for row in map(as_row, outcomes) if row["status"] == "applied")
    elif format in ("csv", "tsv"):
        _separated(map(as_row, outcomes), OUTCOME_COLUMNS, format)
    else:
        write({"json": json_array, "jsonl": jsonl, "yaml": yaml_documents}[format](map(as_row, outcomes)))


def _report_failed(failed: list[Outcome[Any]], total: int, result: Written, session: Session) -> ExitCode:
    """Say what failed. A failure of all rows in one and the same way has that error's own exit code."""
    profile = session.profile_name or "default"
    first = failed[0].error
    whole = first is not None and not isinstance(first, (Rejected, UnknownOutcome)) and all(o.error is first for o in failed)
    if whole and len(failed) == total and not any(o.status == UNKNOWN for o in failed):
        assert first is not None
        return report(first, session.machine_asked, profile)
    unknown = sum(outcome.status == UNKNOWN for outcome in failed)
    counts = f"{len(failed) - unknown} rejected" + (f", {unknown} unknown" if unknown else "")
    message = f"{len(failed)} of {counted(total, result.model.RESOURCE.noun)} were not {result.verb}: {counts}"
    if total == 1 and first is not None:
        message = f"the {result.model.RESOURCE.noun} was not {result.verb}: {first.message}"
    elif session.format not in ("table", "json", "jsonl", "yaml"):
        for outcome in failed:
            session.note(safe(f"row {outcome.row + 1}: {outcome.error}"))
    error = PartialFailure(message, **_facts(first) if total == 1 else {})
    return report(error, session.machine_asked, profile)


def _facts(error: Any) -> dict[str, Any]:
    names = ("http_status", "code", "operation", "request_id", "safe_to_retry")
    return {name: getattr(error, name) for name in names}


def _plan(result: Plan, session: Session) -> None:
    if session.format == "table":
        for request in result.requests:
            write([f"{request['method']} {request['path']}\n", *json_object(request["body"])])
        session.note("dry run: nothing was sent")
    else:
        _value(Value(result.requests), session)


def _value(result: Value, session: Session) -> None:
    value, format = result.value, session.format
    rows = isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)
    if result.text is not None and format == "table":
        return write([result.text, "\n"])
    if rows and format in ("table", "csv", "tsv"):
        columns = result.columns or list(dict.fromkeys(name for row in value for name in row))
        if format == "table":
            return _table(value, [_column(name) for name in columns], result.fields, result.noun, session)
        return _separated(value, columns, format)
    if rows and format == "ids":
        return write(ids(value))
    if format == "yaml":
        return write(yaml_documents(value if rows else [value]))
    if format == "jsonl":
        return write(jsonl(value if isinstance(value, list) else [value]))
    return write(json_object(value))


def _text(result: Text, session: Session) -> None:
    write([result.text, "\n"])
