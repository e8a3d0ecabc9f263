"""The one place where results are rendered: to stdout, in the format asked for."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from pinads.cli import progress, recent, selecting
from pinads.cli.currencies import Currencies
from pinads.cli.exit_codes import ExitCode
from pinads.cli.parents import named
from pinads.cli.results import Many, One, Page, Plan, Text, Value, Written
from pinads.cli.values import Reader
from pinads.cli.zones import Times
from pinads.render.delimited import csv_rows, for_people, ids
from pinads.render.json_text import json_array, json_object, jsonl
from pinads.render.look import Look
from pinads.render.sheet import sheet
from pinads.render.table import Column, table
from pinads.render.text import plural, safe
from pinads.render.yaml_text import yaml_documents, yaml_object
from pinads.sdk.declarations import Field, fields_of

if TYPE_CHECKING:
    from pinads.cli.session import Session
    from pinads.sdk.model import Model

GROWING = ("name", "NAME", "value", "message", "doc", "description", "choices", "destination_url")
READABLE = 20
"""What is left of a column at least; a narrower terminal shows fewer columns instead."""


def emit(result: Any, session: Session) -> ExitCode:
    """Render what a command returned; answers the exit code."""
    _encodable(session.format)
    kinds: dict[type, Any] = {Page: _page, Many: _many, One: one, Value: _value}
    if type(result) not in kinds:
        from pinads.cli.outcome_output import emit_written
        from pinads.cli.value_output import emit_plan, emit_text

        kinds = {Written: emit_written, Plan: emit_plan, Text: emit_text}
    code = kinds[type(result)](result, session)
    return code or ExitCode.DONE


def look_of(session: Session) -> Look:
    """How tables look: colours and width of the terminal, the account's currency, local times."""
    on_terminal = sys.stdout.isatty()
    plain = session.no_color or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb" or _shows_escapes()
    width = shutil.get_terminal_size().columns if on_terminal or "COLUMNS" in os.environ else None
    return Look(color=on_terminal and not plain, width=width, currency=None, timezone=None, unicode=_can_encode("│…"), currency_of=None)


def _shows_escapes() -> bool:
    """Whether it is Windows' old console, which shows escapes as they stand; the others say who they are."""
    return os.name == "nt" and not any(name in os.environ for name in ("WT_SESSION", "TERM", "TERM_PROGRAM", "ANSICON"))


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
        if not sys.stdout.isatty():
            # The same bytes on every platform: Windows would end lines with \r\n, and write what --file cannot read.
            # And what --file reads is UTF-8, in which no name is lost.
            whole = format in ("csv", "tsv", "yaml") or _is_code_page()
            reconfigure(newline="\n", **({"encoding": "utf-8"} if whole else {}))


def _is_code_page() -> bool:
    """Whether stdout has an encoding of Windows that nobody chose."""
    return os.name == "nt" and not os.environ.get("PYTHONIOENCODING")


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
    _listed(result, session)
    if result.note and not isinstance(result, Page):
        session.note(result.note)


def _listed(result: Many, session: Session) -> None:
    listing, model = result.listing, result.model
    paths = selecting.chosen(model, listing.fields)
    reader = Reader(session.currency, times=Times(session, notes=False))
    fetched = progress.shown(result.records, plural(model.RESOURCE.noun), streaming=session.format != "table")
    records = selecting.filtered(fetched, model, listing.filters, reader)
    ordered = selecting.ordered(records, model, listing.sort)
    limited = recent.shown(islice(ordered, listing.limit) if listing.limit is not None else ordered, session)
    if listing.query:
        _note_micro(session, model, listing.query)
        rows = [selecting.narrowed(record.wire, paths) for record in limited]
        _value(Value(selecting.queried(rows, listing.query)), session)
        return None
    wires = (record.wire for record in limited)
    if session.format == "table" and paths is None:
        wired: list[Mapping[str, Any]] = list(wires)
        columns = [column(name, named(session, wired, name, result.parents)) for name in result.columns]
        return draw_table(wired, columns, fields_of(model), model.RESOURCE.noun, session)
    return _records(wires, model, paths, session)


def _note_micro(session: Session, model: type[Any], query: str | None) -> None:
    if query:
        from pinads.cli.query_notes import note_micro

        note_micro(session, model, query)


def _records(records: Iterator[Mapping[str, Any]], model: type[Model], paths: list[str] | None, session: Session) -> None:
    format = session.format
    if format == "table":
        names = paths or selecting.columns_of(model)
        return draw_table(list(records), [column(name) for name in names], fields_of(model), model.RESOURCE.noun, session)
    if format == "ids":
        return write(ids(records))
    if format in ("csv", "tsv"):
        return separated(records, paths or selecting.columns_of(model), fields_of(model), session)
    narrow = records if paths is None else (selecting.narrowed(record, paths) for record in records)
    return write({"json": json_array, "jsonl": jsonl, "yaml": yaml_documents}[format](narrow))


def separated(records: Iterable[Mapping[str, Any]], columns: Sequence[str], fields: Mapping[str, Field], session: Session) -> None:
    """Write records as csv or tsv: for spreadsheets, and so that ``--file`` reads them back."""
    comma = session.format == "csv"
    made = for_people(fields, columns, Currencies(session))
    lines = csv_rows(records, list(columns), delimiter="," if comma else "\t", safe_formulas=True, converters=made)
    # A terminal would obey or hide some characters of a name; a file has to keep them.
    write((_visible(line, "\n" if comma else "\t\n") for line in lines) if sys.stdout.isatty() else lines)


def _visible(text: str, kept: str) -> str:
    """Escape what a terminal would obey or hide, but for the characters that are ``kept``."""
    return text if text.isprintable() else "".join(letter if letter in kept else safe(letter) for letter in text)


def column(name: str, names: Mapping[str, str] | None = None) -> Column:
    """A column of a table; ``names`` are shown in place of the ids in it."""
    if names:
        return Column(name, grow=True, least=READABLE, via=lambda row: names.get(str(row.get(name)), row.get(name)))
    return Column(name, grow=name in GROWING, least=READABLE)


def draw_table(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[Column],
    fields: Mapping[str, Field],
    noun: str,
    session: Session,
    whole: str = "-o json or --fields",
) -> None:
    """Write records as a table; ``whole`` are the options that show what does not fit."""
    look = _with_currency(session, rows, [column.name for column in columns], fields)
    shown = [_joined(column) if any(isinstance(row.get(column.name), list) for row in rows) else column for column in columns]
    write(table(rows, shown, fields, look, noun=noun, whole=whole))


def _joined(column: Column) -> Column:
    """A column whose lists of words are shown without JSON's brackets and quotes."""

    def words(row: Mapping[str, Any]) -> Any:
        value = row.get(column.name)
        texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return (", ".join(value or ()) or None) if texts else value

    return column._replace(via=words)


def _with_currency(session: Session, rows: Sequence[Mapping[str, Any]], names: Sequence[str], fields: Mapping[str, Field]) -> Look:
    """The look with the currency in it, which costs a request the first time, so only where money is shown."""
    look = session.look
    money = [name for name in names if name in fields and fields[name].spec.unit == "micros"]
    if not any(row.get(name) is not None for row in rows for name in money):
        return look
    others = {str(row.get("ad_account_id") or session.account) for row in rows} - {session.account}
    currencies = {account: currency for account in others if (currency := session.currency(account))}
    return look._replace(currency=session.currency(), currency_of=currencies or None)


def _page(result: Page, session: Session) -> None:
    if session.format != "json":
        _many(result, session)
        from pinads.cli.pasting import option

        return session.note(f"next page: {option('--bookmark', result.bookmark)}" if result.bookmark else "this was the last page")
    paths = selecting.chosen(result.model, result.listing.fields)
    reader = Reader(session.currency, times=Times(session, notes=False))
    kept = selecting.filtered(result.records, result.model, result.listing.filters, reader)
    ordered = selecting.ordered(kept, result.model, result.listing.sort)
    rows = [selecting.narrowed(record.wire, paths) for record in recent.shown(ordered, session)]
    _note_micro(session, result.model, result.listing.query)
    page: Any = {"items": rows, "bookmark": result.bookmark}
    write(json_object(selecting.queried(page, result.listing.query) if result.listing.query else page))
    return session.note(result.note) if result.note else None


def _value(result: Value, session: Session) -> ExitCode | None:
    from pinads.cli.value_output import emit_value

    return emit_value(result, session)


def one(result: One, session: Session) -> None:
    """Write one entity: a sheet for people, the object for programs."""
    (record,), listing = recent.shown([result.record], session), result.listing
    model = type(record)
    paths = selecting.chosen(model, getattr(listing, "fields", None))
    if getattr(listing, "query", None):
        _note_micro(session, model, listing.query)
        _value(Value(selecting.queried(selecting.narrowed(record.wire, paths), listing.query)), session)
        return None
    if session.format == "table":
        wire = selecting.narrowed(record.wire, paths)
        look = _with_currency(session, [wire], list(wire), fields_of(model))
        return write(sheet(wire, fields_of(model), look))
    if session.format in ("json", "yaml"):
        whole = json_object if session.format == "json" else yaml_object
        return write(whole(selecting.narrowed(record.wire, paths)))
    return _records(iter([record.wire]), model, paths, session)
