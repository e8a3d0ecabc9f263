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
from pinads.services.listing.options import ReadOptions
from pinads.services.writes.options import WriteOptions


def allow_unknown(panel: str) -> Any:
    """The option that sends near misses of known values."""
    return option(ALLOW_UNKNOWN, help="Send values that look like slips of known ones.", panel=panel)


class ListingOptions(Bundle):
    """How to pick from a listing and show it."""

    options = ReadOptions

    limit: Annotated[int | None, option("--limit", help="Stop after so many.", metavar="N", panel=FILTERS, min=1)] = None
    page_size: Annotated[
        int | None, option("--page-size", help="Entities a request (default 250).", metavar="N", panel=FILTERS, min=1, max=250)
    ] = None
    bookmark: Annotated[str | None, option("--bookmark", help="One page, from here.", metavar="B", panel=FILTERS)] = None
    filters: Annotated[
        list[str] | None,
        option(
            "--filter",
            help="Only where a field compares: 'status=ACTIVE', 'daily_spend_cap>50', 'name~sale'.",
            metavar="EXPR",
            panel=FILTERS,
        ),
    ] = None
    sort: Annotated[
        str | None,
        option("--sort", help="Sort by fields, '-' before one for descending.", metavar="FIELD,...", panel=OUTPUT, choices=RECORD_FIELDS),
    ] = None
    fields: Annotated[
        str | None,
        option(
            "--fields",
            help="Only these fields; dotted paths reach into objects.",
            metavar="a,b.c",
            panel=OUTPUT,
            choices=RECORD_FIELDS,
            many=True,
        ),
    ] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the result.", metavar="EXPR", panel=OUTPUT)] = None
    allow_unknown: Annotated[bool, allow_unknown(FILTERS)] = False


class ShowingOptions(Bundle):
    """How to show entities that are named by id."""

    options = ReadOptions

    fields: Annotated[
        str | None,
        option(
            "--fields",
            help="Only these fields; dotted paths reach into objects.",
            metavar="a,b.c",
            panel=OUTPUT,
            choices=RECORD_FIELDS,
            many=True,
        ),
    ] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the result.", metavar="EXPR", panel=OUTPUT)] = None


DryRunOption = Annotated[bool, option("--dry-run", help="Show the requests; send none.", panel=WRITING)]
AllowLarge = Annotated[bool, option("--allow-large", help="Accept unusually large amounts.", panel=WRITING)]
AllowSmall = Annotated[bool, option("--allow-small", help="Accept unusually small amounts.", panel=WRITING)]
Unchecked = Annotated[
    list[str] | None,
    option("-F", help="A field that pinads does not know yet, with JSON as its value.", metavar="FIELD=JSON", panel=FIELDS),
]


class ConfirmingOptions(Bundle):
    """What every write has."""

    options = WriteOptions

    dry_run: DryRunOption = False
    yes: Annotated[bool, option("--yes", help="Do not ask (PINADS_YES=1).", panel=WRITING, callback=yes_or_variable)] = False
    failed_out: Annotated[
        Path | None, option("--failed-out", help="Write the refused rows to a file that --file takes.", metavar="FILE", panel=WRITING)
    ] = None
    concurrency: Annotated[
        int | None, option("--concurrency", help="Requests in flight (default 4).", metavar="N", panel=WRITING, min=1, max=16)
    ] = None
    fresh: Annotated[
        bool, option("--fresh", help="Begin anew where the journal has an unfinished run of the same rows.", panel=WRITING)
    ] = False
    no_reconcile: Annotated[bool, option("--no-reconcile", help="Leave rows unknown whose answer was lost.", panel=WRITING)] = False
    settle_time: Annotated[
        str | None,
        option(
            "--settle-time", help="Wait so long before creating again what was not answered (default 60s).", metavar="TIME", panel=WRITING
        ),
    ] = None
    no_wait: Annotated[bool, option("--no-wait", help="Leave rows unknown that would need that wait.", panel=WRITING)] = False
    fields: Annotated[
        str | None, option("--fields", help="Of what is answered only these fields; dotted paths.", metavar="a,b.c", panel=OUTPUT)
    ] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the outcome.", metavar="EXPR", panel=OUTPUT)] = None


NoRead = Annotated[
    bool, option("--no-read", help="Do not read first: faster; nothing is compared, shown or merged, nor can it be undone.", panel=WRITING)
]


class ChangingOptions(ConfirmingOptions):
    """What writes of one value have besides."""

    no_read: NoRead = False


class CopyingOptions(ConfirmingOptions):
    """What a clone has besides."""

    allow_unknown: Annotated[bool, allow_unknown(WRITING)] = False


COMMON_ENCODINGS = ("utf-8", "utf-16", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "mac-roman", "shift_jis", "gb18030")
"""The encodings that completion offers; every text encoding of Python is taken."""


class WritingOptions(ConfirmingOptions):
    """What writes of fields have besides."""

    file: Annotated[
        str | None,
        option("--file", help="Records from a JSON, JSONL, CSV or TSV file; - is standard input.", metavar="FILE", panel=FIELDS),
    ] = None
    encoding: Annotated[
        str | None,
        option(
            "--encoding",
            help="The encoding of the file, such as cp1252; told by its bytes if not given.",
            metavar="NAME",
            panel=FIELDS,
            choices=COMMON_ENCODINGS,
        ),
    ] = None
    unchecked: Unchecked = None
    allow_large: AllowLarge = False
    allow_small: AllowSmall = False
    allow_unknown: Annotated[bool, allow_unknown(WRITING)] = False
    again: Annotated[bool, option("--again", help="Write a file again that was written to the end before.", panel=WRITING)] = False


class CreatingOptions(WritingOptions):
    """What creates have besides."""

    if_not_exists: Annotated[
        bool, option("--if-not-exists", help="Create only what its parent does not have under that name yet.", panel=WRITING)
    ] = False


class UpdatingOptions(WritingOptions):
    """What updates have besides."""

    no_read: NoRead = False
    clear: Annotated[
        list[str] | None, option("--clear", help="Send null for a field.", metavar="FIELD", panel=FIELDS, choices=CLEARABLE_FIELDS)
    ] = None


Listing = Annotated[ReadOptions, ListingOptions]
Showing = Annotated[ReadOptions, ShowingOptions]
Confirming = Annotated[WriteOptions, ConfirmingOptions]
Changing = Annotated[WriteOptions, ChangingOptions]
Copying = Annotated[WriteOptions, CopyingOptions]
Creating = Annotated[WriteOptions, CreatingOptions]
Updating = Annotated[WriteOptions, UpdatingOptions]
Ids = Annotated[list[str], argument("ID...", "One or more ids; - reads ids or JSONL records from standard input.")]
MaybeIds = Annotated[list[str] | None, argument("[ID...]", "Ids; - reads ids or JSONL records from standard input.")]
Status = Annotated[
    list[str] | None,
    option(
        "--status",
        help="Statuses to list; 'all' for all. Default ACTIVE,PAUSED.",
        metavar="STATUS,...",
        panel=FILTERS,
        choices=(*choices.ALL_STATUSES, "all"),
    ),
]
CampaignIds = Annotated[list[str] | None, option("--campaign", help="Only of these campaigns.", metavar="ID,...", panel=FILTERS)]
AdGroupIds = Annotated[list[str] | None, option("--adgroup", help="Only of these ad groups.", metavar="ID,...", panel=FILTERS)]
AdIds = Annotated[list[str] | None, option("--ad", help="Only these ads.", metavar="ID,...", panel=FILTERS)]
Ownership = Annotated[
    str | None,
    option(
        "--ownership-type",
        help="The account's own, or those shared with it.",
        metavar="OWNED|RECEIVED",
        panel=FILTERS,
        choices=spec_of(choices.OwnershipType).choices,
    ),
]
AudienceStatus = Annotated[
    list[str] | None,
    option(
        "--status",
        help="Only of these statuses, such as READY.",
        metavar="STATUS,...",
        panel=FILTERS,
        choices=(*choices.AUDIENCE_STATUSES, "all"),
    ),
]
ExcludeNca = Annotated[bool, option("--exclude-nca", help="Leave out what is for new customer acquisition.")]
Order = Annotated[
    str | None,
    option(
        "--order",
        help="By id: ascending (default) or descending.",
        metavar="ORDER",
        panel=FILTERS,
        choices=spec_of(choices.Order).choices,
    ),
]
