"""Output to stdout: pieces of text, rows of csv and tsv, tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pinads.cli.terminal import progress
from pinads.render.columns import Column
from pinads.render.delimited import csv_rows, for_people
from pinads.render.json import json_array, jsonl
from pinads.render.style import Style
from pinads.render.text import safe
from pinads.render.yaml import yaml_documents
from pinads.sdk.schema.fields import Field
from pinads.services.ads_manager import PAGES, ads_manager_url, is_in_ads_manager
from pinads.services.inputs.record_currencies import currencies_of

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation

Rows = Sequence[Mapping[str, Any]]

GROWING = ("name", "NAME", "value", "message", "doc", "description", "choices", "destination_url")
READABLE = 20
"""The least width of a column that is cut; a narrower terminal shows fewer columns instead."""
_KINDS = {"ad_account_id": "ad_account", "campaign_id": "campaign", "ad_group_id": "ad_group"}


def write(pieces: Iterable[str]) -> None:
    """Write pieces to stdout as they come."""
    out = sys.stdout.write
    for piece in pieces:
        out(piece)


def write_structured(records: Iterable[Any], format: str) -> None:
    """Write records as they come: as json, jsonl or yaml."""
    write({"json": json_array, "jsonl": jsonl, "yaml": yaml_documents}[format](records))


def write_for_people(pieces: Iterable[str], presentation: Presentation) -> None:
    """Write the lines of tables; on a terminal through a pager if they do not fit."""
    if presentation.paged:
        from pinads.cli.terminal.pager import page  # start-up: 5 ms, for tables on a terminal

        page(pieces, presentation.wide)
    else:
        write(pieces)


def separated(
    records: Iterable[Mapping[str, Any]], columns: Sequence[str], fields: Mapping[str, Field], presentation: Presentation
) -> None:
    """Write records as csv or tsv: for spreadsheets, and so that ``--file`` reads them back."""
    comma = presentation.format == "csv"
    converters = for_people(fields, columns, currencies_of(presentation.context))
    lines = csv_rows(records, list(columns), delimiter="," if comma else "\t", safe_formulas=True, converters=converters)
    # A terminal would obey or hide some characters of a name; a file has to keep them.
    write((_visible(line, "\n" if comma else "\t\n") for line in lines) if sys.stdout.isatty() else lines)


def _visible(text: str, kept: str) -> str:
    """Escape the characters that a terminal would obey or hide, except those that are ``kept``."""
    return text if text.isprintable() else "".join(letter if letter in kept else safe(letter) for letter in text)


def column(name: str, names: Mapping[str, str] | None = None, asked: bool = False, wraps: bool = False) -> Column:
    """Declare a column of a table.

    Args:
        name: the field, or a dotted path.
        names: shown in place of the ids in it.
        asked: True if ``--fields`` names it: it is cut short rather than hidden.
        wraps: True if it is not cut, but wrapped.
    """
    least = 0 if asked else READABLE
    if names is not None:
        return Column(name, grow=True, least=least, via=lambda row: names.get(str(row.get(name)), row.get(name)))
    return Column(name, grow=name in GROWING and not wraps, least=least, wraps=wraps)


def draw_table(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[Column],
    fields: Mapping[str, Field],
    noun: str,
    presentation: Presentation,
    *,
    kind: str = "",
    whole: str = "--wide or --fields",
    all_columns: bool = False,
    paged: bool = True,
    look_up: Callable[[Rows], None] | None = None,
    total: Mapping[str, Any] | None = None,
) -> None:
    """Write records as a table, in blocks of rows as they come.

    Args:
        rows: the records.
        columns: the columns to show.
        fields: the declarations of the records' fields.
        noun: the word for one record.
        presentation: the run of the command.
        kind: the kind of entity whose ids the records have.
        whole: the options that show the columns that do not fit.
        all_columns: show all columns, even where that is wider than the terminal.
        paged: use a pager for what does not fit on the terminal.
        look_up: called with each block of rows before it is drawn, to fetch what its columns need.
        total: a last row, below a rule.
    """
    page = pages(presentation, kind)
    if page is not None:
        columns = [column._replace(link=partial(page, column.name)) for column in columns]

    def prepare(block: Rows) -> tuple[list[Column], Style]:
        progress.clear()  # Rows on the same terminal would tear a bar.
        if look_up is not None:
            look_up(block)
        listed = [_joined(column) if any(isinstance(row.get(column.name), list) for row in block) else column for column in columns]
        return listed, style_of_rows(presentation, block, [column.name for column in columns], fields)

    if presentation.format == "markdown":
        return write(_drawing("markdown").markdown(rows, columns, fields, presentation.style, noun, prepare, total))
    lines = _drawing("table").table(rows, columns, fields, presentation.style, noun, whole, all_columns, prepare, total)
    return write_for_people(lines, presentation) if paged else write(lines)


def draw_sheet(
    record: Mapping[str, Any],
    fields: Mapping[str, Field],
    presentation: Presentation,
    style: Style,
    link: Callable[[str, Mapping[str, Any]], str | None] | None = None,
) -> None:
    """Write one record as a sheet; see ``pinads.render.sheet``."""
    if presentation.format == "markdown":
        return write(_drawing("markdown").markdown_sheet(record, fields, style))
    return write(_drawing("sheet").sheet(record, fields, style, link))


def _drawing(name: str) -> ModuleType:
    """Load a module that draws: Rich takes 45 ms, which formats for programs do without."""
    return import_module(f"pinads.render.{name}")


def _joined(column: Column) -> Column:
    """Show lists of words in a column without JSON's brackets and quotes."""

    def words(row: Mapping[str, Any]) -> Any:
        value = row.get(column.name)
        texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return (", ".join(value or ()) or None) if texts else value

    return column._replace(via=words)


def pages(presentation: Presentation, kind: str) -> Callable[[str, Mapping[str, Any]], str | None] | None:
    """Make the function that finds an id's page in Ads Manager; None where no links are shown.

    Args:
        presentation: the run of the command.
        kind: the kind of entity that the records are.
    """
    if not presentation.style.links or not is_in_ads_manager(presentation.context.profile):
        return None

    def page(name: str, record: Mapping[str, Any]) -> str | None:
        of = kind if name == "id" else _KINDS.get(name)
        identity = record.get(name)
        if of not in PAGES or identity is None:
            return None
        account = identity if of == "ad_account" else record.get("ad_account_id") or presentation.context.account
        campaign = record.get("campaign_id")
        if of in ("ad_group", "ad") and campaign is not None:
            of, identity = "campaign", campaign  # They have no address of their own.
        return ads_manager_url(of, str(account), str(identity))

    return page


def style_of_rows(presentation: Presentation, rows: Rows, names: Sequence[str], fields: Mapping[str, Field]) -> Style:
    """Return the style with the currency, which costs a request the first time, so only where money is shown."""
    style = presentation.style
    money = [name for name in names if name in fields and fields[name].spec.unit == "micros"]
    if not any(row.get(name) is not None for row in rows for name in money):
        return style
    context = presentation.context
    others = {str(row.get("ad_account_id") or context.account) for row in rows} - {context.account}
    currencies = {account: currency for account in others if (currency := context.currency(account))}
    return style._replace(currency=context.currency(), currency_of=currencies or None)
