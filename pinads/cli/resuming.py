"""Going on with a run of the journal: the same profile, account and rows as before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinads.cli.checking import check_all
from pinads.cli.journal import model_of
from pinads.cli.journalling import open_journal
from pinads.cli.rows import Records, read_records
from pinads.cli.sources import Source
from pinads.cli.values import Reader
from pinads.journal.recorder import digest_of
from pinads.sdk.errors import InvalidInput

if TYPE_CHECKING:
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


def records_of(session: Session, run: Run) -> tuple[type[Any], Records]:
    """What the rows of a run are, and the rows themselves.

    Raises:
        InvalidInput: they are not kept, or have changed since.
    """
    as_before(session, run)
    if run.start.digest is None:
        raise InvalidInput(f"journal {run.id} cannot be resumed: people's records are never kept; write what is left again", "ID")
    model = model_of(run.start.resource)
    source = _source(session, run)
    session.closing.append(source.close)
    reader = Reader(session.currency, whole_is_micros=True)
    records = read_records(source, model, run.start.mode, reader, run.start.kind).completed(run.start.defaults)
    account = run.start.account
    if check_all(model, records, run.start.mode, account).digest != run.start.digest:
        raise InvalidInput(
            f"{source.name}{_changed(session, run, records)} changed since journal {run.id} was begun; nothing was sent", "ID"
        )
    return model, records


def _source(session: Session, run: Run) -> Source:
    if run.start.source is None:
        return Source.of_parts(open_journal(session).input(run.id), f"journal {run.id}")
    if not Path(run.start.source).exists():
        raise InvalidInput(f"{run.start.source}, whose rows journal {run.id} wrote, is gone; put it back to resume", "ID")
    return Source(run.start.source)


def _changed(session: Session, run: Run, records: Records) -> str:
    """Which of the rows that were sent is the first to differ."""
    sent = {row.number: row.digest for row in open_journal(session).rows(run.id)}
    for number, row in enumerate(records):
        digest = sent.get(number)
        if digest is not None and digest_of(row.values)[:8] != digest:
            return row.place.removeprefix(str(run.start.source))
    return ""
