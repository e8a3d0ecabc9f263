"""The options of commands that read: the entities that are meant, and what is shown of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pinads.cli.flags import ALLOW_UNKNOWN
from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import (
    FILTERS,
    OUTPUT,
    RECORD_FIELDS,
    argument,
    option,
)
from pinads.sdk.schema import choices
from pinads.sdk.schema.fields import spec_of
from pinads.services.listing.options import FileReadOptions, ReadOptions


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


Listing = Annotated[ReadOptions, ListingOptions]
Showing = Annotated[ReadOptions, ShowingOptions]
Querying = Annotated[ReadOptions, QueryingOptions]
Getting = Annotated[ReadOptions, GettingOptions]
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
