"""Going on with a run of the journal: the same profile, account and rows as before."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pinads.cli.checking import check_all
from pinads.cli.journal import model_of
from pinads.cli.journalling import keeps, open_journal
from pinads.cli.order import AGAIN, LEVELS, Order
from pinads.cli.rows import Records, read_records
from pinads.cli.sources import Source
from pinads.cli.values import Reader
from pinads.cli.zones import Times
from pinads.journal.levels import undone_by
from pinads.journal.recorder import Recorder, digest_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import Mode
from pinads.sdk.unknown_values import allow_from_here

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.results import Plan, Written
    from pinads.cli.session import Session
    from pinads.journal.runs import Run


def as_before(session: Session, run: Run) -> None:
    """Use the profile and the ad account of a run, unless others were asked for.

    Raises:
        InvalidInput: these are not where the run was.
    """
    if session.profile_name is None and run.start.profile != "default":
        session.profile_name = run.start.profile
    if session.account_id is None and run.start.account:
        session.account_id = run.start.account
    here = session.client.base_url, session.account if run.start.account else ""
    if here != (run.start.base_url, run.start.account):
        there = f"{run.start.base_url}, ad account {run.start.account or '-'}"
        raise InvalidInput(f"journal {run.id} was written at {there}; give the --profile and --account that it had", "ID")


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
        from pinads.cli.levels import going_on

        return going_on(session, run, confirming)
    from pinads.cli.executing import write

    return write(session, order_of(session, run), confirming)


def find_out(session: Session, run: Run, confirming: Confirming) -> None:
    """Look for what rows of unknown fate made, where the rows themselves are still to be had; nothing is sent."""
    if run.start.mode is Mode.UPDATE or run.start.digest is None or confirming.no_reconcile:
        return
    if run.start.kind == LEVELS:
        from pinads.cli.levels import looked_for

        looked_for(session, run, confirming)
    else:
        _look(session, run, confirming)


def _look(session: Session, run: Run, confirming: Confirming) -> None:
    from pinads.cli.journalling import settle

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


def kept_records(session: Session, run: Run) -> Records:
    """The rows of a run, from where they came or from the journal."""
    source = _source(session, run)
    session.closing.append(source.close)
    # What the journal itself keeps is worked out: nothing in it is relative to what is there.
    reader = Reader(session.currency, times=Times(session, notes=False))
    return read_records(source, model_of(run.start.resource), run.start.mode, reader, run.start.kind).completed(run.start.defaults)


def _source(session: Session, run: Run) -> Source:
    named = run.start.options.get("encoding")
    if run.start.source is None:
        return Source.of_parts(open_journal(session).input(run.id), f"journal {run.id}", named)
    if not Path(run.start.source).exists():
        raise InvalidInput(f"{run.start.source}, whose rows journal {run.id} wrote, is gone; put it back to resume", "ID")
    return Source(run.start.source, named=named)


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
