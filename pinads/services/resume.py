"""Going on with a run of the journal: the same profile, account and rows as before."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pinads.cli.options.uploads import Uploading
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
from pinads.services.uploads.upload import upload
from pinads.services.writes.pipeline import write_levels
from pinads.services.writes.record import keeps, open_journal
from pinads.services.writes.stored_rows import as_before, kept_levels, kept_records
from pinads.services.writes.validate import check_all, check_levels

if TYPE_CHECKING:
    from pinads.cli.options.common import Confirming
    from pinads.journal.models import Run
    from pinads.services.context import Session
    from pinads.services.results import Value


def gone_on_with(session: Session, run: Run, confirming: Confirming) -> Written | Plan:
    """Write what is left of a run.

    Raises:
        InvalidInput: it cannot be gone on with.
    """
    allow_from_here()
    undone = undone_by(open_journal(session), run)
    if undone is not None:
        raise InvalidInput(f"journal {run.id} was undone (journal {undone}); the command typed again begins anew", "ID")
    if run.start.kind == LEVELS:
        return going_on(session, run, confirming)
    from pinads.services.writes.pipeline import write

    return write(session, order_of(session, run), confirming)


def find_out(session: Session, run: Run, confirming: Confirming) -> None:
    """Look for what rows of unknown fate made, where the rows themselves are still to be had; nothing is sent."""
    if run.start.mode is Mode.UPDATE or run.start.digest is None or confirming.no_reconcile:
        return
    if run.start.kind == LEVELS:
        looked_for(session, run, confirming)
    else:
        _look(session, run, confirming)


def _look(session: Session, run: Run, confirming: Confirming) -> None:
    from pinads.services.writes.record import settle

    recorder = Recorder(open_journal(session), run, model_of(run.start.resource), session.client, goes_on=True)
    if recorder.open_rows():
        with suppress(InvalidInput):  # The file is gone, or another one now.
            settle(session, order_of(session, run), recorder, confirming)


def order_of(session: Session, run: Run) -> Order:
    """What is left of a run.

    Raises:
        InvalidInput: its rows are not kept, or have changed since.
    """
    as_before(session, run)
    if run.start.digest is None:
        raise InvalidInput(f"journal {run.id} cannot be resumed: people's records are never kept; write what is left again", "ID")
    start = run.start
    care, once = AGAIN._replace(asked=True, keep=keeps(run)), bool(start.options.get("if_not_exists"))
    order = Order(model_of(start.resource), kept_records(session, run), start.mode, start.verb, care, start.defaults, if_not_exists=once)
    if not start.options.get("resolved") and check_all(order, start.account).digest != start.digest:
        name = order.records.source.name if order.records.source is not None else ""
        where = _changed(session, run, order.records)
        raise InvalidInput(f"{name}{where} changed since journal {run.id} was begun; nothing was sent", "ID")
    return order._replace(resumes=run)


def _changed(session: Session, run: Run, records: Records) -> str:
    """Which of the rows that were sent is the first to differ."""
    sent = open_journal(session).rows(run.id)
    record = next(sent, None)
    for number, row in enumerate(records):
        while record is not None and record.number < number:
            record = next(sent, None)
        if record is None:
            break
        if record.number == number and record.digest is not None and digest_of(row.values)[:8] != record.digest:
            return row.place.removeprefix(str(run.start.source))
    return ""


def going_on(session: Session, run: Run, confirming: Confirming) -> Written | Plan:
    """Go on with a run of rows of several resources: what was read for it is in the journal."""
    from pinads.services.writes.stored_rows import as_before

    as_before(session, run)
    order = _again(run)
    check_levels(order, confirming)
    open_journal(session).take(run)
    return write_levels(session, order, kept_levels(session, run), confirming)


def looked_for(session: Session, run: Run, confirming: Confirming) -> None:
    """Look for what rows of unknown fate made; nothing is sent."""
    from pinads.services.writes.apply import LevelSending

    LevelSending(session, _again(run), kept_levels(session, run), confirming).look(run)


def _again(run: Run) -> Order:
    from pinads.sdk.resources.registry import model_of

    return unread(model_of(run.start.resource), run.start.mode, run.start.verb, care=AGAIN._replace(asked=True), resumes=run)


def go_on(session: Session, run: Run, confirming: Confirming) -> Value:
    """Go on with an upload: its file is read again, and what has not arrived is sent.

    Raises:
        InvalidInput: the file is not there, or has other customers than it had; nothing was sent.
    """
    as_before(session, run)
    plan, source = plan_of(run), run.start.source
    if confirming.fresh:
        raise InvalidInput("--fresh begins anew, and this goes on; type the command itself again", "--fresh")
    if source is None or not Path(source).is_file():
        gone = "its file is not known" if source is None else f"{source} is gone"
        raise Misplaced(f"{gone}, and customers are never kept; say where they are to go on with journal {run.id}", "ID", resume_line(run))
    target = Target(plan.account, plan.operation, plan.list_id, plan.name, plan.list_type)
    return upload(session, target, source, Uploading(**run.start.options["how"], resume=str(run.id)), confirming)
