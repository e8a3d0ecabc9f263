"""Going on with a run of the journal: the same profile, account and rows as before."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pinads.journal.matching import undone_by
from pinads.journal.models import digest_of
from pinads.journal.recorder import Recorder
from pinads.journal.uploads import plan_of
from pinads.sdk.customers.upload import Target
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.unknown_values import allow_from_here
from pinads.services.changes import AGAIN, LEVELS, Order, unread
from pinads.services.errors import Misplaced
from pinads.services.inputs.records import Records
from pinads.services.results import Plan, Written
from pinads.services.uploads.job import resume_line
from pinads.services.uploads.options import UploadOptions
from pinads.services.uploads.upload import upload
from pinads.services.writes.pipeline import write_levels
from pinads.services.writes.record import keeps
from pinads.services.writes.stored_rows import as_before, kept_levels, kept_records
from pinads.services.writes.validate import check_all, check_levels

if TYPE_CHECKING:
    from pinads.journal.models import Run
    from pinads.services.context import Context
    from pinads.services.results import Value
    from pinads.services.writes.options import WriteOptions


def gone_on_with(context: Context, run: Run, options: WriteOptions) -> Written | Plan:
    """Write what is left of a run.

    Raises:
        InvalidInput: it cannot be gone on with.
    """
    allow_from_here()
    undone = undone_by(context.journal, run)
    if undone is not None:
        raise InvalidInput(f"run {run.id} was undone (run {undone}); the command typed again begins anew", "ID")
    if run.start.kind == LEVELS:
        return going_on(context, run, options)
    from pinads.services.writes.pipeline import write

    return write(context, order_of(context, run), options)


def find_out(context: Context, run: Run, options: WriteOptions) -> None:
    """Look for what rows of unknown fate made, where the rows themselves are still to be had; nothing is sent."""
    if run.start.mode is Mode.UPDATE or run.start.digest is None or options.no_reconcile:
        return
    if run.start.kind == LEVELS:
        looked_for(context, run, options)
    else:
        _look(context, run, options)


def _look(context: Context, run: Run, options: WriteOptions) -> None:
    from pinads.services.writes.record import settle

    recorder = Recorder(context.journal, run, model_of(run.start.resource), context.client, goes_on=True)
    if recorder.open_rows():
        with suppress(InvalidInput):  # The file is gone, or another one now.
            settle(context, order_of(context, run), recorder, options)


def order_of(context: Context, run: Run) -> Order:
    """What is left of a run.

    Raises:
        InvalidInput: its rows are not kept, or have changed since.
    """
    as_before(context, run)
    if run.start.digest is None:
        raise InvalidInput(f"run {run.id} cannot be resumed: people's records are never kept; write what is left again", "ID")
    start = run.start
    care, once = AGAIN._replace(asked=True, keep=keeps(run)), bool(start.options.get("if_not_exists"))
    order = Order(model_of(start.resource), kept_records(context, run), start.mode, start.verb, care, start.defaults, if_not_exists=once)
    if not start.options.get("resolved") and check_all(order, start.account).digest != start.digest:
        name = order.records.source.name if order.records.source is not None else ""
        where = _changed(context, run, order.records)
        raise InvalidInput(f"{name}{where} changed since run {run.id} was begun; nothing was sent", "ID")
    return order._replace(resumes=run)


def _changed(context: Context, run: Run, records: Records) -> str:
    """Which of the rows that were sent is the first to differ."""
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


def going_on(context: Context, run: Run, options: WriteOptions) -> Written | Plan:
    """Go on with a run of rows of several resources: what was read for it is in the journal."""
    from pinads.services.writes.stored_rows import as_before

    as_before(context, run)
    order = _again(run)
    check_levels(order, options)
    context.journal.take(run)
    return write_levels(context, order, kept_levels(context, run), options)


def looked_for(context: Context, run: Run, options: WriteOptions) -> None:
    """Look for what rows of unknown fate made; nothing is sent."""
    from pinads.services.writes.apply import LevelSending

    LevelSending(context, _again(run), kept_levels(context, run), options).look(run)


def _again(run: Run) -> Order:
    from pinads.sdk.resources.registry import model_of

    return unread(model_of(run.start.resource), run.start.mode, run.start.verb, care=AGAIN._replace(asked=True), resumes=run)


def go_on(context: Context, run: Run, options: WriteOptions) -> Value:
    """Go on with an upload: its file is read again, and what has not arrived is sent.

    Raises:
        InvalidInput: the file is not there, or has other customers than it had; nothing was sent.
    """
    as_before(context, run)
    plan, source = plan_of(run), run.start.source
    if options.fresh:
        raise InvalidInput("`fresh` begins anew, and this goes on; type the command itself again", "fresh")
    if source is None or not Path(source).is_file():
        gone = "its file is not known" if source is None else f"{source} is gone"
        raise Misplaced(f"{gone}, and customers are never kept; say where they are to go on with run {run.id}", "ID", resume_line(run))
    target = Target(plan.account, plan.operation, plan.list_id, plan.name, plan.list_type)
    return upload(context, target, source, UploadOptions(**run.start.options["how"], resume=str(run.id)), options)
