"""The options that several commands have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pinads.cli.flags import ALLOW_UNKNOWN
from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import (
    CLEARABLE_FIELDS,
    FIELDS,
    FILTERS,
    OUTPUT,
    RECORD_FIELDS,
    WRITING,
    argument,
    option,
    yes_or_variable,
)
from pinads.sdk.schema import choices
from pinads.sdk.schema.fields import spec_of
from pinads.services.listing.options import FileReadOptions, ReadOptions
from pinads.services.saving.options import TemplateOptions
from pinads.services.writes.options import WriteOptions


def allow_unknown(panel: str) -> Any:
    """Declare the option that sends near misses of known values."""
    return option(ALLOW_UNKNOWN, help="Send values that look like typos of known ones.", panel=panel)


def query_on(what: str) -> Any:
    """Declare the option that reshapes what is shown."""
    return option("--query", help=f"A JMESPath expression on {what}.", metavar="EXPR", panel=OUTPUT)


Fields = Annotated[
    str | None,
    option(
        "--fields",
        help="Show only these fields; dotted paths reach into objects.",
        metavar="a,b.c",
        panel=OUTPUT,
        choices=RECORD_FIELDS,
        many=True,
    ),
]
QueryAnswer = Annotated[str | None, query_on("the answer")]
QueryRows = Annotated[str | None, query_on("the rows")]
Watch = Annotated[str | None, option("--watch", help="Repeat every TIME, such as 30s, until Ctrl-C.", metavar="TIME", panel=OUTPUT)]
ToFile = Annotated[
    Path | None,
    option("--to", help="Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.", metavar="FILE", panel=OUTPUT),
]
Overwrite = Annotated[bool, option("--force", help="Overwrite an existing file.", panel=OUTPUT)]


class ListingOptions(Bundle):
    """The options of listings: filters, paging, order and fields."""

    options = FileReadOptions

    limit: Annotated[int | None, option("--limit", help="Stop after N entities.", metavar="N", panel=FILTERS, min=1)] = None
    page_size: Annotated[
        int | None, option("--page-size", help="Entities per request (default 250).", metavar="N", panel=FILTERS, min=1, max=250)
    ] = None
    bookmark: Annotated[str | None, option("--bookmark", help="Show one page, starting here.", metavar="B", panel=FILTERS)] = None
    filter: Annotated[
        list[str] | None,
        option(
            "--filter",
            help="Compare a field: 'status=ACTIVE', 'daily_spend_cap>50', 'name~sale'.",
            metavar="EXPR",
            panel=FILTERS,
            choices=RECORD_FIELDS,
            compares=True,
        ),
    ] = None
    sort: Annotated[
        str | None,
        option(
            "--sort", help="Sort by fields; '-' before a field sorts descending.", metavar="FIELD,...", panel=OUTPUT, choices=RECORD_FIELDS
        ),
    ] = None
    fields: Fields = None
    query: Annotated[str | None, query_on("the result")] = None
    watch: Watch = None
    to: ToFile = None
    force: Overwrite = False
    allow_unknown: Annotated[bool, allow_unknown(FILTERS)] = False


class ShowingOptions(Bundle):
    """The options of commands that show entities by id."""

    options = ReadOptions

    fields: Fields = None
    query: Annotated[str | None, query_on("the result")] = None
    watch: Watch = None


class QueryingOptions(Bundle):
    """The options of commands that show one answer, whose fields are not declared."""

    options = ReadOptions

    query: QueryAnswer = None
    watch: Watch = None


class GettingOptions(ShowingOptions):
    """The options of commands that show entities by id, or save them as a file."""

    options = FileReadOptions

    to: ToFile = None
    force: Overwrite = False


class TemplatingOptions(Bundle):
    """The options of templates: empty sheets for what is to be created."""

    options = TemplateOptions

    to: Annotated[
        Path | None, option("--to", help="Save as FILE: .xlsx, .csv or .tsv; - is standard output.", metavar="FILE", panel=OUTPUT)
    ] = None
    force: Overwrite = False


DryRunOption = Annotated[bool, option("--dry-run", help="Show the requests and send none.", panel=WRITING)]
AllowLarge = Annotated[bool, option("--allow-large", help="Accept unusually large amounts.", panel=WRITING)]
AllowSmall = Annotated[bool, option("--allow-small", help="Accept unusually small amounts.", panel=WRITING)]
Unchecked = Annotated[
    list[str] | None,
    option("-F", help="A field that pinads does not know yet, with a JSON value.", metavar="FIELD=JSON", panel=FIELDS),
]


class ConfirmingOptions(Bundle):
    """The options of all writes."""

    options = WriteOptions

    dry_run: DryRunOption = False
    save_plan: Annotated[bool, option("--save-plan", help="Like --dry-run, and save the plan for pinads journal apply.", panel=WRITING)] = (
        False
    )
    yes: Annotated[bool, option("--yes", help="Do not ask for confirmation (PINADS_YES=1).", panel=WRITING, callback=yes_or_variable)] = (
        False
    )
    failed_out: Annotated[
        Path | None,
        option("--failed-out", help="Save rejected rows, each with its reason, to a file for --file.", metavar="FILE", panel=WRITING),
    ] = None
    concurrency: Annotated[
        int | None, option("--concurrency", help="Requests in flight (default 4).", metavar="N", panel=WRITING, min=1, max=16)
    ] = None
    fresh: Annotated[bool, option("--fresh", help="Ignore an unfinished run of the same rows and start over.", panel=WRITING)] = False
    no_reconcile: Annotated[
        bool, option("--no-reconcile", help="Do not look up rows whose answer was lost; leave them unknown.", panel=WRITING)
    ] = False
    settle_time: Annotated[
        str | None,
        option("--settle-time", help="Wait this long before repeating an unanswered create (default 60s).", metavar="TIME", panel=WRITING),
    ] = None
    no_wait: Annotated[bool, option("--no-wait", help="Do not wait; leave rows that would need it unknown.", panel=WRITING)] = False
    fields: Annotated[
        str | None, option("--fields", help="Show only these fields of the outcome; dotted paths.", metavar="a,b.c", panel=OUTPUT)
    ] = None
    query: Annotated[str | None, query_on("the outcome")] = None


NoRead = Annotated[bool, option("--no-read", help="Skip reading current values: faster, but no diff, merge or undo.", panel=WRITING)]


SkipFailed = Annotated[
    bool,
    option(
        "--skip-failed", help="Skip rows that cannot be written, and write the others. A policy violation still refuses all.", panel=WRITING
    ),
]


class ChangingOptions(ConfirmingOptions):
    """The options of writes of one value."""

    no_read: NoRead = False


class BudgetingOptions(ConfirmingOptions):
    """The options of writes of one amount."""

    skip_failed: SkipFailed = False
    allow_large: AllowLarge = False
    allow_small: AllowSmall = False


class CopyingOptions(ConfirmingOptions):
    """The options of a clone."""

    allow_unknown: Annotated[bool, allow_unknown(WRITING)] = False
    allow_large: AllowLarge = False
    allow_small: AllowSmall = False


COMMON_ENCODINGS = ("utf-8", "utf-16", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "mac-roman", "shift_jis", "gb18030")
"""The encodings that completion offers; every text encoding of Python is accepted."""


class WritingOptions(ConfirmingOptions):
    """The options of writes of fields."""

    file: Annotated[
        str | None,
        option(
            "--file",
            help="Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.",
            metavar="FILE",
            panel=FIELDS,
        ),
    ] = None
    sheet: Annotated[str | None, option("--sheet", help="Sheet of the workbook, if it has several.", metavar="NAME", panel=FIELDS)] = None
    encoding: Annotated[
        str | None,
        option(
            "--encoding",
            help="Encoding of the file, such as cp1252; detected by default.",
            metavar="NAME",
            panel=FIELDS,
            choices=COMMON_ENCODINGS,
        ),
    ] = None
    unchecked: Unchecked = None
    allow_large: AllowLarge = False
    allow_small: AllowSmall = False
    allow_unknown: Annotated[bool, allow_unknown(WRITING)] = False
    skip_failed: SkipFailed = False
    again: Annotated[bool, option("--again", help="Write a file again even if it was already written completely.", panel=WRITING)] = False


class CreatingOptions(WritingOptions):
    """The options of creates."""

    if_not_exists: Annotated[
        bool, option("--if-not-exists", help="Skip rows whose parent already has an entity with that name.", panel=WRITING)
    ] = False


class UpdatingOptions(WritingOptions):
    """The options of updates."""

    no_read: NoRead = False
    overwrite_newer: Annotated[
        bool, option("--overwrite-newer", help="Write rows even if their entities changed after the export.", panel=WRITING)
    ] = False
    clear: Annotated[
        list[str] | None, option("--clear", help="Set a field to null.", metavar="FIELD", panel=FIELDS, choices=CLEARABLE_FIELDS)
    ] = None


Listing = Annotated[ReadOptions, ListingOptions]
Showing = Annotated[ReadOptions, ShowingOptions]
Querying = Annotated[ReadOptions, QueryingOptions]
Getting = Annotated[ReadOptions, GettingOptions]
Templating = Annotated[TemplateOptions, TemplatingOptions]
Confirming = Annotated[WriteOptions, ConfirmingOptions]
Changing = Annotated[WriteOptions, ChangingOptions]
Budgeting = Annotated[WriteOptions, BudgetingOptions]
Copying = Annotated[WriteOptions, CopyingOptions]
Creating = Annotated[WriteOptions, CreatingOptions]
Updating = Annotated[WriteOptions, UpdatingOptions]
Ids = Annotated[list[str], argument("ID|NAME...", "Ids or names; - reads ids, names or JSONL records from standard input.")]
MaybeIds = Annotated[list[str] | None, argument("[ID|NAME...]", "Ids or names; - reads ids, names or JSONL records from standard input.")]
Status = Annotated[
    list[str] | None,
    option(
        "--status",
        help="Statuses to list, or 'all' (default ACTIVE,PAUSED).",
        metavar="STATUS,...",
        panel=FILTERS,
        choices=(*choices.ALL_STATUSES, "all"),
    ),
]
CampaignIds = Annotated[list[str] | None, option("--campaign", help="Only of these campaigns.", metavar="ID|NAME,...", panel=FILTERS)]
AdGroupIds = Annotated[list[str] | None, option("--adgroup", help="Only of these ad groups.", metavar="ID|NAME,...", panel=FILTERS)]
AdIds = Annotated[list[str] | None, option("--ad", help="Only these ads.", metavar="ID|NAME,...", panel=FILTERS)]
Ownership = Annotated[
    str | None,
    option(
        "--ownership-type",
        help="The account's own, or shared with it.",
        metavar="OWNED|RECEIVED",
        panel=FILTERS,
        choices=spec_of(choices.OwnershipType).choices,
    ),
]
AudienceStatus = Annotated[
    list[str] | None,
    option(
        "--status",
        help="Statuses to list, such as READY.",
        metavar="STATUS,...",
        panel=FILTERS,
        choices=(*choices.AUDIENCE_STATUSES, "all"),
    ),
]
ExcludeNca = Annotated[bool, option("--exclude-nca", help="Leave out those for new customer acquisition.")]
Order = Annotated[
    str | None,
    option(
        "--order",
        help="Order by id: ascending (default) or descending.",
        metavar="ORDER",
        panel=FILTERS,
        choices=spec_of(choices.Order).choices,
    ),
]
