"""Options of a write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pinads.sdk.errors import InvalidInput
from pinads.services.inputs.options import Options

if TYPE_CHECKING:
    from pinads.services.context import Context


class WriteOptions(Options):
    """The options of a write.

    Attributes:
        dry_run: show the requests and send none.
        save_plan: save the plan of a dry run, to be applied later; implies ``dry_run``.
        yes: answer all questions with yes.
        failed_out: a file for the rows that were not applied.
        concurrency: requests in flight, 1 to 16; the profile's setting if None.
        fresh: start over even if a run of the same rows is unfinished.
        no_reconcile: leave rows unknown whose answer was lost.
        settle_time: the wait before an unanswered create is sent again, such as ``60s``.
        no_wait: leave rows unknown that would need that wait.
        fields: the fields of the outcome to show.
        query: a JMESPath expression on the outcome.
        no_read: do not read current values first.
        file: a file of rows; ``-`` is standard input.
        encoding: the file's encoding; detected if None.
        sheet: the sheet of a workbook; the resource's or the only one if None.
        unchecked: fields without a declaration, as ``FIELD=JSON``.
        allow_large: accept amounts above the sanity limits.
        allow_small: accept amounts below the sanity limits.
        again: write a file that was completely written before.
        if_not_exists: create only entities whose parent has none of that name.
        clear: the fields to set to null.
        skip_failed: skip rows that cannot be written, and write the others.
        overwrite_newer: write rows of a file whose entities were changed after it was written.
        allow_unknown: whether the face sends values that look like slips of known ones (``sdk.allow_unknown_values``).
    """

    dry_run: bool = False
    save_plan: bool = False
    yes: bool = False
    failed_out: Path | None = None
    concurrency: int | None = None
    fresh: bool = False
    no_reconcile: bool = False
    settle_time: str | None = None
    no_wait: bool = False
    fields: str | None = None
    query: str | None = None
    no_read: bool = False
    file: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    unchecked: Sequence[str] | None = None
    allow_large: bool = False
    allow_small: bool = False
    again: bool = False
    if_not_exists: bool = False
    clear: Sequence[str] | None = None
    skip_failed: bool = False
    overwrite_newer: bool = False
    allow_unknown: bool = False

    def __post_init__(self) -> None:
        if self.save_plan:
            self.__dict__["dry_run"] = True


def refuse_to_save(options: WriteOptions, keeps_values: bool) -> None:
    """Refuse to save a plan whose rows may not be kept.

    Raises:
        InvalidInput: that was asked for.
    """
    if options.save_plan and not keeps_values:
        raise InvalidInput("people's records are never kept, so a plan of them cannot be saved: leave `save_plan` out", "save_plan")
    if options.save_plan and options.skip_failed:
        raise InvalidInput("a saved plan has no rows that cannot be written: leave `skip_failed` out", "skip_failed")


def is_watched(context: Context, options: WriteOptions) -> bool:
    """Tell if the effect of a write to production is needed, to show it or to decide on a question."""
    return not options.dry_run and context.is_production and (not options.yes or context.interaction.is_shown)
