"""The options that several commands have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pinads.cli.bundles import Bundle


def option(*names: str, help: str, metavar: str | None = None, panel: str | None = None, **more: Any) -> Any:
    """An option as this command line writes them: no default in its help, where that would say nothing."""
    return typer.Option(*names, help=help, metavar=metavar, rich_help_panel=panel, show_default=False, **more)


LISTING = "What to list and show"


class Listing(Bundle):
    """How to pick from a listing and show it."""

    limit: Annotated[int | None, option("--limit", help="Stop after so many.", metavar="N", panel=LISTING, min=1)] = None
    page_size: Annotated[
        int | None, option("--page-size", help="Entities a request (default 250).", metavar="N", panel=LISTING, min=1, max=250)
    ] = None
    bookmark: Annotated[str | None, option("--bookmark", help="One page, from here.", metavar="B", panel=LISTING)] = None
    filters: Annotated[
        list[str] | None,
        option(
            "--filter",
            help="Only where a field compares: 'status=ACTIVE', 'daily_spend_cap>50', 'name~sale'.",
            metavar="EXPR",
            panel=LISTING,
        ),
    ] = None
    sort: Annotated[
        str | None, option("--sort", help="Sort by fields, '-' before one for descending.", metavar="FIELD,...", panel=LISTING)
    ] = None
    fields: Annotated[
        str | None, option("--fields", help="Only these fields; dotted paths reach into objects.", metavar="a,b.c", panel=LISTING)
    ] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the result.", metavar="EXPR", panel=LISTING)] = None


class Showing(Bundle):
    """How to show entities that are named by id."""

    fields: Annotated[
        str | None, option("--fields", help="Only these fields; dotted paths reach into objects.", metavar="a,b.c", panel=LISTING)
    ] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the result.", metavar="EXPR", panel=LISTING)] = None


WRITING = "Writing"


DryRunOption = Annotated[bool, option("--dry-run", help="Show the requests; send none.", panel=WRITING)]
Unchecked = Annotated[
    list[str] | None,
    option("-F", help="A field that pinads does not know yet, with JSON as its value.", metavar="FIELD=JSON", panel=WRITING),
]


class Confirming(Bundle):
    """What every write has."""

    fields: Annotated[
        str | None, option("--fields", help="Of what is answered only these fields; dotted paths.", metavar="a,b.c", panel=WRITING)
    ] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the outcome.", metavar="EXPR", panel=WRITING)] = None
    dry_run: DryRunOption = False
    yes: Annotated[bool, option("--yes", help="Do not ask.", panel=WRITING, envvar="PINADS_YES")] = False
    failed_out: Annotated[
        Path | None, option("--failed-out", help="Write the refused rows to a file that --file takes.", metavar="FILE", panel=WRITING)
    ] = None

    concurrency: Annotated[
        int, option("--concurrency", help="Requests in flight (default 4).", metavar="N", panel=WRITING, min=1, max=64)
    ] = 4
    fresh: Annotated[
        bool, option("--fresh", help="Begin anew where the journal has an unfinished run of the same rows.", panel=WRITING)
    ] = False
    no_reconcile: Annotated[bool, option("--no-reconcile", help="Leave rows unknown whose answer was lost.", panel=WRITING)] = False
    no_before: Annotated[
        bool, option("--no-before", help="Do not read values before an update; it cannot be undone then.", panel=WRITING)
    ] = False


class Writing(Confirming):
    """What writes of fields have besides."""

    file: Annotated[
        str | None,
        option("--file", help="Records from a JSON, JSONL or CSV file; - is standard input.", metavar="FILE", panel=WRITING),
    ] = None
    unchecked: Unchecked = None


class Creating(Writing):
    """What creates have besides."""

    if_not_exists: Annotated[
        bool, option("--if-not-exists", help="Create only what its parent does not have under that name yet.", panel=WRITING)
    ] = False


class Updating(Writing):
    """What updates have besides."""

    clear: Annotated[list[str] | None, option("--clear", help="Send null for a field.", metavar="FIELD", panel=WRITING)] = None


Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="One or more ids; - reads ids or JSONL records from standard input.")]
MaybeIds = Annotated[
    list[str] | None, typer.Argument(metavar="[ID...]", help="Ids; - reads ids or JSONL records from standard input.", show_default=False)
]
API_FILTERS = "The API's own filters"
Status = Annotated[
    list[str] | None,
    option("--status", help="Statuses to list; 'all' for all. Default ACTIVE,PAUSED.", metavar="STATUS,...", panel=API_FILTERS),
]
CampaignIds = Annotated[list[str] | None, option("--campaign", help="Only of these campaigns.", metavar="ID,...", panel=API_FILTERS)]
AdGroupIds = Annotated[list[str] | None, option("--adgroup", help="Only of these ad groups.", metavar="ID,...", panel=API_FILTERS)]
AdIds = Annotated[list[str] | None, option("--ad", help="Only these ads.", metavar="ID,...", panel=API_FILTERS)]
Ownership = Annotated[
    str | None, option("--ownership-type", help="The account's own, or those shared with it.", metavar="OWNED|RECEIVED", panel=API_FILTERS)
]
AudienceStatus = Annotated[
    list[str] | None, option("--status", help="Only of these statuses, such as READY.", metavar="STATUS,...", panel=API_FILTERS)
]
Order = Annotated[str | None, option("--order", help="By id: ascending (default) or descending.", metavar="ORDER", panel=API_FILTERS)]


def words(values: list[str] | None) -> list[str] | None:
    """The words of a repeatable option that takes commas too; None where it was not given."""
    if not values:
        return None
    return [word.strip() for value in values for word in value.split(",") if word.strip()]
