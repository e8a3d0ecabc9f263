"""The options of commands that write."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pinads.cli.framework.field_options import Writable as Writable
from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import CLEARABLE_FIELDS, FIELDS, OUTPUT, WRITING, option, yes_or_variable
from pinads.cli.options.common.reading import allow_unknown, query_on
from pinads.services.inputs.field_values import FieldValues as FieldValues
from pinads.services.writes.options import WriteOptions

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


Confirming = Annotated[WriteOptions, ConfirmingOptions]
Changing = Annotated[WriteOptions, ChangingOptions]
Budgeting = Annotated[WriteOptions, BudgetingOptions]
Copying = Annotated[WriteOptions, CopyingOptions]
Creating = Annotated[WriteOptions, CreatingOptions]
Updating = Annotated[WriteOptions, UpdatingOptions]
