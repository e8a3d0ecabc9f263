"""Resumption of a run with its profile, account and rows."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pinads.journal.matching import undone_by
from pinads.journal.models import DONE, TREE, digest_of, why_not
from pinads.journal.uploads import counts_of, is_upload, plan_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.customer_upload import Target
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import ChangeSet
from pinads.services.errors import WrongCommand
from pinads.services.inputs.records import Records
from pinads.services.results import Plan, WriteResult
from pinads.services.uploads.job import resume_line
from pinads.services.uploads.options import UploadOptions
from pinads.services.uploads.upload import upload
from pinads.services.writes.apply import Application
from pinads.services.writes.pipeline import write
from pinads.services.writes.run import handling_of
from pinads.services.writes.stored_rows import as_before, stored_phases
from pinads.services.writes.unlisted_values import send_as_they_are
from pinads.services.writes.validate import validate

if TYPE_CHECKING:
    from pinads.journal.models import Run
    from pinads.services.context import Context
    from pinads.services.results import Value
    from pinads.services.writes.options import WriteOptions


def resume(context: Context, number: int, options: WriteOptions) -> WriteResult | Plan | Value | None:
    """Write the rest of a run, once rows of unknown outcome were looked for; None if nothing is left.

    Args:
        context: where.
        number: the run's number.
        options: how.

    Raises:
        NotFound: there is no such run.
        InvalidInput: it cannot be resumed, such as a saved plan, which is applied; nothing was sent.
    """
    run = context.journal.run(number)
    if (reason := why_not(run)) is not None:
        raise InvalidInput(f"run {run.id}: {reason}", "ID")
    if run.state == DONE:
        context.say(f"run {run.id}: all {counts_of(context.journal, run)[0]} rows are applied; nothing to do")
        return None
    if is_upload(run):
        return _resume_upload(context, run, options)
    undone = undone_by(context.journal, run)
    if undone is not None:
        raise InvalidInput(f"run {run.id} was undone (run {undone}). Run its command again to start over.", "ID")
    return send_as_they_are(lambda: write(context, changes_left(context, run), options))


def find_out(context: Context, run: Run, options: WriteOptions) -> None:
    """Look for the entities of rows of unknown outcome, if the rows are still available; nothing is written."""
    if run.start.mode is Mode.UPDATE or run.start.digest is None or options.no_reconcile:
        return
    if context.journal.counts(run.id).unclear:
        with suppress(InvalidInput):  # The file is missing, or has other rows.
            Application(context, changes_left(context, run), run, options).reconcile()


def changes_left(context: Context, run: Run) -> ChangeSet:
    """Return the rest of a run as a change set.

    Raises:
        InvalidInput: its rows are not kept, or have changed since.
    """
    as_before(context, run)
    start = run.start
    if start.digest is None:
        raise InvalidInput(
            f"run {run.id} cannot be resumed, since people's records are never kept. Run its command again with the remaining rows.",
            "ID",
        )
    handling, phases = handling_of(run)._replace(confirmed=True), stored_phases(context, run)
    changes = ChangeSet(phases, start.verb, handling, start.defaults, tree=start.kind == TREE)
    if not (changes.tree or start.options.get("resolved")) and validate(context, changes).digest != start.digest:
        name = changes.records.source.name if changes.records.source is not None else ""
        where = _changed(context, run, changes.records)
        raise InvalidInput(f"{name}{where} changed since run {run.id} began. Restore the file to resume; nothing was sent.", "ID")
    return changes._replace(resumes=run)


def _changed(context: Context, run: Run, records: Records) -> str:
    """Return the place of the first sent row that differs; empty for none."""
    sent = context.journal.rows(run.id)
    record = next(sent, None)
    for number, row in enumerate(records):
        while record is not None and record.number < number:
            record = next(sent, None)
        if record is None:
            break
        if record.number == number and record.digest is not None and digest_of(row.values)[:8] != record.digest:
            return row.place.removeprefix(str(run.start.source))
    return ""


def _resume_upload(context: Context, run: Run, options: WriteOptions) -> Value:
    """Resume an upload: read its file again, and send the chunks that have not arrived.

    Raises:
        InvalidInput: the file is not there, or has other customers than it had; nothing was sent.
    """
    as_before(context, run)
    plan, source = plan_of(run), run.start.source
    if options.fresh:
        raise InvalidInput("`fresh` starts over, and this resumes a run; type the command itself again", "fresh")
    if source is None or not Path(source).is_file():
        gone = f"the file of run {run.id} is unknown" if source is None else f"{source} is gone"
        raise WrongCommand(f"{gone}, and customers are never stored. Name the file to resume run {run.id}", "ID", resume_line(run))
    target = Target(plan.account, plan.operation, plan.list_id, plan.name, plan.list_type)
    return upload(context, target, source, UploadOptions(**run.start.options["how"], resume=str(run.id)), options)
