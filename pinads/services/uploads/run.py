"""The run of an upload in the journal: a new one, or an unfinished one of the same customers that is resumed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pinads.config.directories import data_dir
from pinads.journal.journal import Journal, latest
from pinads.journal.matching import batches_left, list_written_since, may_have_arrived
from pinads.journal.models import DONE, PARTIAL, RUNNING, STOPPED, Run, Start
from pinads.journal.uploads import KEY_FILE, KIND, UploadPlan, UploadRun, list_of, machine_key, plan_of, unfinished_uploads
from pinads.render.text import counted
from pinads.sdk.bulk.outcomes import APPLIED
from pinads.sdk.customers.records import CHUNK_SIZE
from pinads.sdk.errors import InvalidInput
from pinads.sdk.paths import expanded
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.schema.marks import Mode
from pinads.services.writes.conflicts import confirm_again, moment_of
from pinads.services.writes.record import new_start, note_resuming

if TYPE_CHECKING:
    from pinads.sdk.customers.records import CustomerRecords
    from pinads.services.uploads.job import Job

FRESH = 24 * 3600
"""Seconds within which an unfinished upload is resumed without being named."""
OPEN = (RUNNING, STOPPED, PARTIAL)
HOW = ("column", "skip_invalid", "wait", "wait_timeout", "make_audience")
"""Options that a resumed upload repeats."""


def open_run(job: Job, records: CustomerRecords) -> UploadRun:
    """Begin a run, or resume the named one or a recent one of the same customers and list.

    Raises:
        InvalidInput: the named run is another upload, or resuming may undo later writes; nothing was sent.
        JournalError: another process has the run, or the journal cannot be used; nothing was sent.
    """
    context, journal = job.context, job.context.journal
    key = machine_key(journal)
    start = _start(job, records, key)
    run = _resumable(job, start)
    if run is None:
        # An older run may be left; no other process may have begun one in the meantime.
        states = () if job.options.fresh or journal.unfinished(start, OPEN) is not None else OPEN
        return UploadRun(journal, journal.begin(start, None, states), context.client, key)
    journal.take(run)
    if not job.how.resume:
        _refuse_counted_more(job, run)
    journal.go_on(run)
    note_resuming(context, run, bool(job.how.resume), "chunk")
    return UploadRun(journal, _read_from(journal, run, start.source), context.client, key)


def preview_run(job: Job, records: CustomerRecords) -> int:
    """Tell which run an upload would resume, and return its records in a chunk; nothing is changed."""
    size = job.how.chunk_size or CHUNK_SIZE
    if job.how.resume is None and not (data_dir() / KEY_FILE).exists():
        return size  # There never was an upload, and a preview creates no key.
    run = _resumable(job, _start(job, records, machine_key(job.context.journal)))
    if run is None:
        return size
    note_resuming(job.context, run, bool(job.how.resume), "chunk")
    return int(run.start.options["size"])


def _start(job: Job, records: CustomerRecords, key: bytes) -> Start:
    target, context = job.target, job.context
    size = job.how.chunk_size or CHUNK_SIZE
    fingerprint = records.fingerprint(key) if records.count > 1 else ""
    where = context.client.base_url, target.account, target.operation, target.list_id, target.name, target.list_type
    plan = UploadPlan(*where, records.count, fingerprint)
    mode, verb = (Mode.CREATE, "created") if target.list_id is None else (Mode.UPDATE, "updated")
    return new_start(
        context,
        target.account,
        CustomerList.RESOURCE.collection,
        mode,
        verb,
        source=str(expanded(job.file).absolute()) if job.can_be_read_again else None,
        kind=KIND,
        digest=plan.digest,
        total=len(records.chunk_sizes(size)),
        options={"plan": plan._asdict(), "size": size, "how": {name: getattr(job.how, name) for name in HOW}},
    )


def _resumable(job: Job, start: Start) -> Run | None:
    """Return the run to resume, or None to begin one."""
    context, journal = job.context, job.context.journal
    if job.how.resume:
        return _named(journal, job.how.resume, start)
    run = None if job.options.fresh else journal.unfinished(start, OPEN)
    if run is None:
        _ask_for_a_second_list(job, start)
        return None
    if time.time() - run.started < FRESH:
        _refuse_written_since(job, run)
        return run
    if run.start.mode is Mode.CREATE and may_have_arrived(journal, run):
        # This machine's clock may have been set, so a second list is created only on request.
        raise _unfinished(job, run, "it began more than a day ago, and a new upload creates a second list")
    old = f"run {run.id} for these customers did not finish, and is more than a day old"
    context.note(f"{old}: this is a new one. Add `resume` {run.id} to resume it")
    return None


def _ask_for_a_second_list(job: Job, start: Start) -> None:
    """Ask before a list is created from records from which a finished upload created one.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked; nothing was sent.
    """
    journal = job.context.journal
    run = None if job.options.fresh or start.mode is not Mode.CREATE else latest(journal, start)
    if run is not None and run.state == DONE:
        made = list_of(journal, run)
        said = f"run {run.id} of {moment_of(run)} has already created customer list {made} of this name and these records"
        confirm_again(job.context, run, f"{said}. Uploading them again creates a second one", "fresh", job.options)


def _refuse_written_since(job: Job, run: Run) -> None:
    """Refuse to resume an unnamed run if another run of this journal wrote to its list since.

    Raises:
        InvalidInput: one did; nothing was sent.
    """
    journal = job.context.journal
    list_id = list_of(journal, run)
    if list_id is None or not may_have_arrived(journal, run):
        return
    since = list_written_since(journal, run, list_id)
    if since is not None:
        raise _unfinished(job, run, f"customer list {list_id} was written to since by run {since}, which resuming may undo")


def _refuse_counted_more(job: Job, run: Run) -> None:
    """Refuse to resume an unnamed run if its list counts more batches than the run can have left.

    Raises:
        InvalidInput: it does; nothing was sent.
    """
    journal = job.context.journal
    list_id, left = list_of(journal, run), batches_left(journal, run)
    if list_id is None or left is None or not may_have_arrived(journal, run):
        return
    count = CustomerList(job.target.account, list_id, client=job.context.client).wire.get("num_batches")
    if isinstance(count, (int, float)) and count > left:
        why = f"customer list {list_id} was written to since ({count:.0f} batches, of which {left} are this run's or older)"
        raise _unfinished(job, run, f"{why}, which resuming may undo")


def _unfinished(job: Job, run: Run, why: str) -> InvalidInput:
    applied = job.context.journal.counts(run.id).get(APPLIED, 0)
    resume = f"`pinads journal resume {run.id}`" if job.can_be_read_again else f"`resume` {run.id}"
    told = f"run {run.id} did not finish ({applied} of {counted(run.start.total, 'chunk')} applied), and {why}"
    return InvalidInput(f"{told}. Use {resume} to resume it all the same, or `fresh` to start over. Nothing was sent", "fresh")


def _named(journal: Journal, identity: str, start: Start) -> Run:
    left = list(unfinished_uploads(journal))
    run = next((run for run in left if identity == str(run.id)), None)
    if run is None:
        known = ", ".join(str(run.id) for run in left) or "none"
        raise InvalidInput(f"there is no unfinished upload {identity!r}; there are: {known}", "resume")
    there, here = plan_of(run), UploadPlan(**start.options["plan"])
    for name, word in (("account", "ad account"), ("operation", "command"), ("list_id", "list"), ("name", "name"), ("base_url", "API")):
        if getattr(there, name) != getattr(here, name):
            raise InvalidInput(f"run {run.id} is for another {word}; nothing was sent", "resume")
    if there != here:
        raise InvalidInput(f"run {run.id} had other records than this file; nothing was sent", "resume")
    return run


def _read_from(journal: Journal, run: Run, source: str | None) -> Run:
    """Record the file from which a run's records are read this time, which may have moved."""
    if source is None or source == run.start.source:
        return run
    with journal.db.writing():
        journal.db.query("UPDATE runs SET source = ? WHERE id = ?", (source, run.id))
    return run._replace(start=run.start._replace(source=source))
