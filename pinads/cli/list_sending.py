"""Sending the records of a file chunk by chunk, going on with what was left, and what is said in the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from pinads.cli.failures import PartialFailure
from pinads.cli.interrupts import Interrupted, finishing_requests
from pinads.cli.journalling import settling
from pinads.cli.list_uploads import Job, counts, summary
from pinads.cli.progress import before, counting
from pinads.cli.upload_entries import resume_line
from pinads.cli.upload_runs import upload_run
from pinads.journal.errors import JournalError
from pinads.journal.uploads import UploadRun
from pinads.render.text import counted, safe
from pinads.sdk.audiences import Audience
from pinads.sdk.customer_lists import CustomerList
from pinads.sdk.customer_records import CustomerRecords
from pinads.sdk.customer_records_upload import MATCHED, ChunkOutcome, Upload, wait_until_matched
from pinads.sdk.errors import PinadsError
from pinads.sdk.outcomes import APPLIED, REJECTED, UNKNOWN

if TYPE_CHECKING:
    from pinads.cli.results import Value

STATUSES = (APPLIED, REJECTED, UNKNOWN)


def send(job: Job, records: CustomerRecords) -> Value:
    """Send what has not arrived yet, wait where that is asked for, and tell what became of it."""
    _ = job.session.client  # who has no credentials is told so before anything is noted
    state = upload_run(job, records)
    session, confirming = job.session, job.confirming
    patience = settling(session, confirming)
    lost = "whether the list was made is not known, and the server may still make it"

    def note(seconds: float) -> None:
        session.note(f"note: {lost}: looking again in {seconds:.0f} s before making it again (--no-wait leaves it unknown)")

    upload = Upload(records, job.target, session.client, state, state.size, on_wait=note, **patience)
    resumed = bool(state.applied or state.unknown)
    outcomes = _run(job, upload, records.count)
    total = len(records.chunk_sizes(state.size))
    applied = sum(outcome.status == APPLIED for outcome in outcomes)
    if applied < total:
        _finish(job, state)
    if upload.stopped is not None and not applied and not any(outcome.status == UNKNOWN for outcome in outcomes):
        raise upload.stopped
    facts = _facts(job, records, state, upload, outcomes, total)
    if applied < total:
        return _left(job, state, facts, _failure(job, upload, outcomes, total))
    if upload.stopped is not None:
        job.session.note(safe(f"note: {upload.stopped.message}"))
    try:
        error = _wait(job, facts, resumed)
    except PinadsError as failure:
        return _left(job, state, facts, failure)
    # Only when all is shown: where the command is killed or stdout is full before that, its repetition shows it, and makes no second list.
    job.session.when_shown.append(partial(_finish, job, state))
    left_out = records.invalid and not job.uploading.skip_invalid
    if error is None and left_out:
        error = PartialFailure(f"{records.invalid} of {counted(records.rows, 'row')} left out: no customers")
    return summary(job, facts, error)


def _left(job: Job, state: UploadRun, facts: dict[str, Any], error: PinadsError) -> Value:
    """What is told where something is left: what there is, how to go on, and why it ended."""
    facts["upload"] = str(state.run.id)
    job.session.note(f"to go on with it: {_resume_line(job, state)}")
    return summary(job, facts, error)


def _facts(
    job: Job, records: CustomerRecords, state: UploadRun, upload: Upload, outcomes: list[ChunkOutcome], total: int
) -> dict[str, Any]:
    facts: dict[str, Any] = {"id": state.list_id, "name": _name(job, upload), "operation": job.target.operation}
    facts.update(status=upload.customer_list.status if upload.customer_list else None, **counts(records))
    facts.update(records_sent=sum(outcome.records for outcome in outcomes if outcome.status == APPLIED), chunks=total)
    facts.update({f"chunks_{status}": sum(outcome.status == status for outcome in outcomes) for status in STATUSES})
    facts["chunks_not_sent"] = total - len(outcomes)
    return facts


def _finish(job: Job, state: UploadRun) -> None:
    try:
        state.finish()
    except JournalError as error:
        job.session.note(safe(f"note: {error.message}"))


def _run(job: Job, upload: Upload, total: int) -> list[ChunkOutcome]:
    outcomes = []
    with finishing_requests(job.session), counting("records", total) as count:
        for outcome in upload.run():
            outcomes.append(outcome)
            count(outcome.records)
    return outcomes


def _name(job: Job, upload: Upload) -> str | None:
    name: str | None = upload.customer_list.name if upload.customer_list is not None else None
    return name or job.target.name


def _failure(job: Job, upload: Upload, outcomes: list[ChunkOutcome], total: int) -> PinadsError:
    applied = sum(outcome.status == APPLIED for outcome in outcomes)
    if job.session.stopping:
        return Interrupted(f"interrupted: {applied} of {counted(total, 'chunk')} arrived")
    parts = {word: sum(outcome.status == word for outcome in outcomes) for word in (REJECTED, UNKNOWN)}
    parts["not sent"] = total - len(outcomes)
    told = ", ".join(f"{number} {word}" for word, number in parts.items() if number)
    why = next((outcome.error for outcome in outcomes if outcome.error is not None), upload.stopped)
    return PartialFailure(f"{total - applied} of {counted(total, 'chunk')} did not arrive for certain ({told}): {why}")


def _resume_line(job: Job, state: UploadRun) -> str:
    """What to type to go on."""
    if job.can_be_read_again:
        return f"pinads journal resume {state.run.id}"
    return resume_line(state.run, job.file)


def _wait(job: Job, facts: dict[str, Any], resumed: bool) -> PinadsError | None:
    """Wait for the matching, and make the audience; answers what is wrong with the list.

    Raises:
        PinadsError: it could not be waited for, or the audience not be made; Ctrl-C among them.
    """
    uploading, session = job.uploading, job.session
    if not uploading.waits:
        return None
    list_id = str(facts["id"])
    with finishing_requests(session), before("looking"), _waiting():
        found = wait_until_matched(session.account, list_id, session.client, uploading.patience)
        facts["status"] = found.status
        look = f"pinads customer-lists get {list_id}"
        if found.status not in MATCHED:
            return PartialFailure(f"after {uploading.patience:.0f} s the list is still {found.status}; all records arrived; see {look}")
        if found.status == "TOO_SMALL":
            return PartialFailure(f"the list is TOO_SMALL: fewer than 100 of its records match people at Pinterest; see {look}")
        if uploading.make_audience is not None:
            facts["audience_id"] = _audience(job, found, uploading.make_audience, resumed).id
    return None


@contextmanager
def _waiting() -> Iterator[None]:
    """Ctrl-C keeps nothing from being sent any more."""
    try:
        yield
    except Interrupted:
        raise Interrupted("interrupted while waiting for the list to be matched; all records arrived") from None


def _audience(job: Job, found: CustomerList, name: str, resumed: bool) -> Audience:
    """An audience of the list; a run that was broken off may have made it."""
    session = job.session
    for one in Audience.iter_all(session.account, client=session.client) if resumed else ():
        if one.name == name and (one.rule or {}).get("customer_list_id") == found.id:
            return one
    return Audience.create(session.account, name, {"customer_list_id": found.id}, "CUSTOMER_LIST", client=session.client)
