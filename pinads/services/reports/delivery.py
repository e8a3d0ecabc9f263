"""The delivery of reports: rows that are shown, a file in a chosen format, or Pinterest's own file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pinads.render.files.plain import plain
from pinads.render.files.table_file import write_table
from pinads.render.formats import EXTRAS
from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.downloads import save
from pinads.sdk.listing.pages import IDS_A_REQUEST
from pinads.sdk.reports.metrics import Metric
from pinads.sdk.resources.keywords import Keyword
from pinads.sdk.schema.durations import seconds
from pinads.services.currencies import account_facts
from pinads.services.errors import option
from pinads.services.figures.breakdowns import NAMELESS
from pinads.services.figures.periods import caveats_on, notes_on
from pinads.services.projection import check_query, queried
from pinads.services.reports.columns import (
    CURRENCY,
    RowColumn,
    check_fields,
    chosen,
    columns_by_api_name,
    read_rows,
    short_columns,
    subject_of,
    total_of_rows,
    with_currency,
)
from pinads.services.reports.options import ReportOptions
from pinads.services.reports.preparation import Part, prepare, resumable
from pinads.services.reports.report_rows import columns_of_files, note_requests, requests_of, rows_of_files
from pinads.services.reports.requests import find
from pinads.services.results import Destination, RowStream, Value
from pinads.services.saving.destination import (
    STANDARD_OUTPUT,
    CountedRows,
    check_file,
    check_package,
    placed,
    refuse_existing,
    saves,
)
from pinads.services.saving.destination import save as save_as
from pinads.services.saving.options import SavingOptions
from pinads.services.shell_quoting import flag_of, with_value

if TYPE_CHECKING:
    from pinads.services.context import Context

DEFAULT_WAIT = "30m"
Delivered = RowStream | Value | None


class DeliveryOptions(SavingOptions):
    """The options of showing or saving reports.

    Attributes:
        wait_timeout: the longest wait for them, such as ``30m``.
        fields: the columns to show, by short or API name.
        query: a JMESPath expression on the rows.
        api_names: use the API's names and units.
        zero_fill: show 0 for counts and money that are missing.
    """

    file_formats = tuple(EXTRAS)

    wait_timeout: str = DEFAULT_WAIT
    fields: str | None = None
    query: str | None = None
    api_names: bool = False
    zero_fill: bool = False

    def check(self, context: Context) -> None:
        """Refuse options that cannot be honoured, before anything is requested.

        Raises:
            InvalidInput: the file cannot be written, the output format is none of files or would be written to a terminal, or
                options contradict each other.
        """
        longest_wait(self.wait_timeout)
        check_query(self.query)
        check_fields(self.fields, self.api_names)
        to, format = placed(context, self.to)
        if to is None:
            if self.api_names and self.query is None and context.setting("output") == "ids":
                raise InvalidInput(f"with {option('api_names')} rows have no id: leave out one of them", option("output"))
            return
        check_file(to, self.force)
        self._check_rows(format)
        if format is not None:
            check_package(format)

    def typed(self, context: Context) -> str:
        """Write the options again, for a command to paste: what decides about the file and its columns."""
        output = context.option_for("output")
        given = {"to": None if self.to is None else str(self.to), "output": output, "fields": self.fields, "query": self.query}
        flags = {"force": self.force, "api_names": self.api_names, "zero_fill": self.zero_fill}
        texts = [f" {with_value(flag_of(name), value)}" for name, value in given.items() if value is not None]
        return "".join([*texts, *(f" {flag_of(name)}" for name, is_given in flags.items() if is_given)])

    def _check_rows(self, format: str | None) -> None:
        """Refuse what is for rows that are shown, where a file is saved."""
        if self.query is not None:
            raise InvalidInput(
                f"{option('query')} applies only to rows that are shown: leave out {saves(self.to, format)}", option("query")
            )
        given = {"fields": self.fields is not None, "api_names": self.api_names, "zero_fill": self.zero_fill}
        for name, is_given in given.items():
            if format is None and is_given:
                told = f"{option('to')} {self.to} saves Pinterest's own file, and {option(name)} applies only to rows"
                raise InvalidInput(f"{told}: name a format, such as {option('output')} csv", option(name))


def longest_wait(text: str) -> float:
    """Read a longest wait for a report, in seconds."""
    return seconds(text, option("wait_timeout"))


def run(context: Context, options: ReportOptions, delivery: DeliveryOptions) -> Delivered:
    """Request the reports of a period, wait for them, and return their rows, or None once they are saved.

    Raises:
        InvalidInput: an option cannot be honoured; nothing was requested.
    """
    delivery.check(context)
    to, format = placed(context, delivery.to)
    is_own = to is not None and format is None
    alone = f"whose files cannot be saved as one: name {option('to')} FILE.csv, or a shorter period" if is_own else None
    requests, (period, calendar) = requests_of(context, options, delivery.api_names, alone)
    described = [f"{period}, days of {calendar.zone}", *notes_on(period, calendar)] if context.interaction.shows_tables else []
    for note in (*described, *caveats_on(period, calendar, options.end)):
        context.note(note)
    note_requests(context, period, requests)
    parts = [Part(context, None, days, wanted) for days, wanted in requests]
    asked = options.metrics()
    if delivery.api_names:
        asked = [*requests[0][1]["columns"], *(each for each in asked if isinstance(each, Metric) and each.computed)]
    return _delivered(context, parts, delivery, asked)


def download(context: Context, tokens: Sequence[str], delivery: DeliveryOptions) -> Delivered:
    """Wait for the reports of tokens and return their rows, joined in this order, or None once they are saved.

    Raises:
        InvalidInput: an option cannot be honoured; nothing was asked for.
    """
    delivery.check(context)
    to, format = placed(context, delivery.to)
    if to is not None and format is None and len(tokens) > 1:
        told = f"the files of {len(tokens)} reports cannot be saved as one: name {option('to')} FILE.csv"
        raise InvalidInput(told, option("to"))
    return _delivered(context, [Part(context, find(context, token)) for token in tokens], delivery, None)


def _delivered(
    context: Context,
    parts: Sequence[Part],
    delivery: DeliveryOptions,
    asked: Sequence[Any] | None,
) -> Delivered:
    kept = ExitStack()
    context.on_close(kept.close)
    files = prepare(context, parts, longest_wait(delivery.wait_timeout), kept, delivery.typed(context))
    with resumable(context, parts, delivery.typed(context)):
        to, format = placed(context, delivery.to)
        if to is not None and format is None:
            _save_own(context, files[0], to, delivery.force)
            return None
        columns = with_currency(_columns(context, files, delivery, asked), context.currency)
        kinds = {column.name: column.kind for column in columns}

        def rows() -> Iterator[Mapping[str, Any]]:
            return read_rows(rows_of_files(files), columns, delivery.zero_fill)

        currency = context.currency() if CURRENCY in kinds else None
        if to is not None and format is not None:
            with context.interaction.progress("rows") as progress:
                counted = CountedRows(rows, progress)
                write = partial(write_table, format, rows=counted, kinds=kinds, currency=currency)
                save_as(context, Destination(to, format, delivery.force), "row", write, counted)
            return None
        if delivery.query is not None:
            return Value(queried([plain(row) for row in rows()], delivery.query))
        headings = {column.name: column.metric.heading for column in columns if column.metric is not None}
        return RowStream(rows(), kinds, "row", headings, currency, lambda: total_of_rows(rows_of_files(files), columns))


def _columns(context: Context, files: Sequence[BinaryIO], delivery: DeliveryOptions, asked: Sequence[Any] | None) -> list[RowColumn]:
    found = columns_of_files(files)
    if delivery.api_names:
        return chosen(columns_by_api_name(found, asked or ()), delivery.fields, api_names=True)
    metrics: Sequence[Metric | str] | None = asked
    return chosen(short_columns(found, metrics, _names(context, files, found)), delivery.fields, api_names=False)


def _names(context: Context, files: Sequence[BinaryIO], found: Sequence[str]) -> Mapping[str, str] | None:
    """Look up the names of what rows are about, where reports have no column for them: ad accounts and keywords."""
    subject = subject_of(found)
    if subject in ("ADVERTISER_ID", "AD_ACCOUNT_ID"):
        name = account_facts(context.client, context.account)["name"]
        return {context.account: name} if name else {}
    if subject != "KEYWORD_ID" or "AD_GROUP_ID" not in found:
        return None
    groups = list(dict.fromkeys(str(row["AD_GROUP_ID"]) for row in rows_of_files(files) if row.get("AD_GROUP_ID")))
    names: dict[str, str] = {}
    for at in range(0, len(groups), IDS_A_REQUEST):
        some = groups[at : at + IDS_A_REQUEST]
        with suppress(*NAMELESS):
            listed = Keyword.iter_all(context.account, client=context.client, ad_group_ids=some, page_size=IDS_A_REQUEST)
            names.update((str(keyword.id), str(keyword.value)) for keyword in listed)
    return names


def _save_own(context: Context, file: BinaryIO, to: Path, force: bool) -> None:
    if to == STANDARD_OUTPUT:
        shutil.copyfileobj(file, context.interaction.output())
        return
    refuse_existing(to, force)
    save(file, to)
    context.note(f"saved Pinterest's own file as {to}")
