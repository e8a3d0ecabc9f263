"""The run of an upload in the journal: begun, or gone on with."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pinads.config.directories import data_dir
from pinads.journal.journal import Journal, latest
from pinads.journal.matching import batches_left, list_written_since, may_have_arrived
from pinads.journal.models import DONE, PARTIAL, RUNNING, STOPPED, Run, Start
from pinads.journal.uploads import KEY_FILE, UploadPlan, UploadRun, list_of, machine_key, plan_of, unfinished_uploads
from pinads.render.text import counted
from pinads.sdk.bulk.outcomes import APPLIED
from pinads.sdk.customers.records import CHUNK_SIZE
from pinads.sdk.errors import InvalidInput
from pinads.sdk.paths import expanded
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.schema.marks import Mode
from pinads.services.events import Question, Resuming

if TYPE_CHECKING:
    from pinads.sdk.customers.records import CustomerRecords
    from pinads.services.uploads.job import Job

FRESH = 24 * 3600
"""Seconds within which an upload that was left is gone on with without being asked for by its number."""
OPEN = (RUNNING, STOPPED, PARTIAL)
HOW = ("column", "skip_invalid", "wait", "wait_timeout", "make_audience")
"""Options with which an upload is gone on with from the journal."""


def upload_run(job: Job, records: CustomerRecords) -> UploadRun:
    """The run that this process writes: the one that --resume names, a recent one of the same file and list, or a new one.

    Raises:
        InvalidInput: --resume names none, or one of something else; nothing was sent.
        JournalError: another process has it, or the journal cannot be used; nothing was sent.
    """
    journal = job.context.journal
    key = machine_key(journal)
    start = _start(job, records, key)
    run = _resumed(job, journal, start)
    if run is None:
        return UploadRun(journal, journal.begin(start, None, _refused_beside(job, journal, start)), key)
    journal.take(run)
    if not job.how.resume:
        _refuse_counted_more(job, journal, run)
    journal.go_on(run)
    found = UploadRun(journal, _read_from(journal, run, start.source), key)
    _note_going_on(job, run, len(found.applied), run.start.total)
    return found


def note_what_is_left(job: Job, records: CustomerRecords) -> int:
    """Say what an upload would go on with, and change nothing; answers its records a chunk."""
    size = job.how.chunk_size or CHUNK_SIZE
    if job.how.resume is None and not (data_dir() / KEY_FILE).exists():
        return size  # There never was an upload, and no file is made by looking.
    journal = job.context.journal
    run = _resumed(job, journal, _start(job, records, machine_key(journal)))
    if run is None:
        return size
    _note_going_on(job, run, journal.counts(run.id).get(APPLIED, 0), run.start.total)
    return int(run.start.options["size"])


def _note_going_on(job: Job, run: Run, applied: int, chunks: int) -> None:
    job.context.interaction.notify(Resuming(run.id, applied, chunks, "chunk", bool(job.how.resume)))


def _start(job: Job, records: CustomerRecords, key: bytes) -> Start:
    target, context = job.target, job.context
    fingerprint = records.fingerprint(key) if records.count > 1 else ""
    where = context.client.base_url, target.account, target.operation, target.list_id, target.name, target.list_type
    size = job.how.chunk_size or CHUNK_SIZE
    how = {name: getattr(job.how, name) for name in HOW}
    source = str(expanded(job.file).absolute()) if job.can_be_read_again else None
    return UploadPlan(*where, records.count, fingerprint).start(
        context.origin(), context.profile.name, source, len(records.chunk_sizes(size)), size, how
    )


def _resumed(job: Job, journal: Journal, start: Start) -> Run | None:
    if job.how.resume:
        return _named(journal, job.how.resume, start)
    run = None if job.options.fresh else journal.unfinished(start, OPEN)
    if run is None:
        _ask_for_a_second_list(job, journal, start)
        return None
    if time.time() - run.started < FRESH:
        _refuse_written_since(job, journal, run)
        return run
    if run.start.mode is Mode.CREATE and may_have_arrived(journal, run):
        # By this machine's clock, which may have been set: only who asks for it gets a second list.
        raise _left_behind(job, journal, run, "that is more than a day ago, and a new upload makes a second list")
    job.context.note(f"an older upload of this file was not finished; `resume` {run.id} goes on with it; this is a new one")
    return None


def _ask_for_a_second_list(job: Job, journal: Journal, start: Start) -> None:
    """Ask before a list is made of records of which a finished upload made one.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked; nothing was sent.
    """
    context, options = job.context, job.options
    run = None if options.fresh or start.mode is not Mode.CREATE else latest(journal, start)
    if run is None or run.state != DONE:
        return
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started))
    said = f"run {run.id} of {when} has already created customer list {list_of(journal, run)} of this name and these records"
    if options.yes or options.dry_run:
        context.note(f"{said}; this makes a second one")
    elif not context.interaction.can_confirm:
        raise InvalidInput(f"{said}: use `fresh` to make a second one. Nothing was sent", "fresh")
    elif not context.interaction.confirm(Question(f"{said}. This makes a second one")):
        raise InvalidInput("not confirmed: nothing was created", None)


def _refuse_written_since(job: Job, journal: Journal, run: Run) -> None:
    """What is left of an upload is sent of itself only while nothing else of this journal wrote to its list.

    Raises:
        InvalidInput: something did; nothing was sent.
    """
    list_id = list_of(journal, run)
    if list_id is None or not may_have_arrived(journal, run):
        return
    since = list_written_since(journal, run, list_id)
    if since is not None:
        raise _left_behind(job, journal, run, f"customer list {list_id} was written to since by run {since}, so to go on may undo that")


def _refuse_counted_more(job: Job, journal: Journal, run: Run) -> None:
    """The same for what others did, as far as the list counts it.

    Raises:
        InvalidInput: the list has more batches than the upload left; nothing was sent.
    """
    list_id, left = list_of(journal, run), batches_left(journal, run)
    if list_id is None or left is None or not may_have_arrived(journal, run):
        return
    count = CustomerList(job.target.account, list_id, client=job.context.client).wire.get("num_batches")
    if isinstance(count, (int, float)) and count > left:
        raise _left_behind(
            job,
            journal,
            run,
            f"customer list {list_id} was written to since ({count:.0f} batches, and this left {left}), so to go on may undo that",
        )


def _left_behind(job: Job, journal: Journal, run: Run, why: str) -> InvalidInput:
    applied = journal.counts(run.id).get(APPLIED, 0)
    left = f"run {run.id} was left when {applied} of {counted(run.start.total, 'chunk')} had arrived"
    all_the_same = f"pinads journal resume {run.id}" if job.can_be_read_again else f"`resume` {run.id}"
    ways = f"{all_the_same} goes on with it all the same, `fresh` begins anew"
    return InvalidInput(f"{left}, and {why}; nothing was sent: {ways}", "fresh")


def _refused_beside(job: Job, journal: Journal, start: Start) -> tuple[str, ...]:
    """The states in which another process must not have begun the same meanwhile; what is beside an older one is meant."""
    older = job.options.fresh or journal.unfinished(start, OPEN) is not None
    return () if older else OPEN


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
    """Note the file that a run's records were read from this time: it may have been moved, or they came through a pipe before."""
    if source is None or source == run.start.source:
        return run
    with journal.db.writing():
        journal.db.query("UPDATE runs SET source = ? WHERE id = ?", (source, run.id))
    return run._replace(start=run.start._replace(source=source))
