"""Writer."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.render.columns import Column
from pinads.render.delimited import csv_rows, for_people
from pinads.render.style import Look
from pinads.render.table import table
from pinads.render.text import safe
from pinads.sdk.schema.fields import Field
from pinads.services.inputs.record_currencies import Currencies

if TYPE_CHECKING:
    from pinads.cli.output.presentation import Presentation


GROWING = ("name", "NAME", "value", "message", "doc", "description", "choices", "destination_url")
READABLE = 20
"""What is left of a column at least; a narrower terminal shows fewer columns instead."""


def write(pieces: Iterable[str]) -> None:
    """Write pieces to stdout as they come."""
    out = sys.stdout.write
    for piece in pieces:
        out(piece)


def separated(records: Iterable[Mapping[str, Any]], columns: Sequence[str], fields: Mapping[str, Field], session: Presentation) -> None:
    """Write records as csv or tsv: for spreadsheets, and so that ``--file`` reads them back."""
    comma = session.format == "csv"
    made = for_people(fields, columns, Currencies(session.context))
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
    session: Presentation,
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


def _with_currency(session: Presentation, rows: Sequence[Mapping[str, Any]], names: Sequence[str], fields: Mapping[str, Field]) -> Look:
    """The look with the currency in it, which costs a request the first time, so only where money is shown."""
    look = session.look
    money = [name for name in names if name in fields and fields[name].spec.unit == "micros"]
    if not any(row.get(name) is not None for row in rows for name in money):
        return look
    others = {str(row.get("ad_account_id") or session.context.account) for row in rows} - {session.context.account}
    currencies = {account: currency for account in others if (currency := session.context.currency(account))}
    return look._replace(currency=session.context.currency(), currency_of=currencies or None)
