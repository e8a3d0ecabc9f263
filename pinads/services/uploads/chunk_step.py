"""The step of an upload: chunks of customers for one list, of which nothing but digests with this machine's key is kept."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from pinads.config.directories import data_dir
from pinads.journal.journal import Journal
from pinads.journal.matching import batches_left, list_written_since, may_have_arrived
from pinads.journal.models import CUSTOMERS, DONE, PARTIAL, RUNNING, STOPPED, Run, Start
from pinads.journal.uploads import KEY_FILE, UploadPlan, UploadRun, is_upload, list_of, machine_key, plan_of
from pinads.render.text import counted, safe
from pinads.sdk.bulk.batching import BulkOptions, WriteObserver
from pinads.sdk.client import Client
from pinads.sdk.customers.chunks import CHUNK_SIZE
from pinads.sdk.errors import InvalidInput
from pinads.sdk.outcomes import APPLIED, REJECTED, Outcome
from pinads.sdk.paths import expanded
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.resources.customer_upload import Upload
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import DIGESTS, NOTHING, TRUSTED, ChangeSet, Phase, Step
from pinads.services.inputs.records import Records
from pinads.services.write_events import Waiting

if TYPE_CHECKING:
    from pinads.sdk.customers.records import CustomerRecords
    from pinads.services.context import Context
    from pinads.services.uploads.job import Job

FRESH = 24 * 3600
"""Seconds within which an unfinished upload is resumed without being named."""
HOW = ("column", "sheet", "skip_invalid", "wait", "wait_timeout", "make_audience")
"""Options that a resumed upload repeats."""


def upload_changes(job: Job, records: CustomerRecords) -> ChangeSet:
    """Make the change set of an upload, or of the rest of the run that it names.

    Raises:
        InvalidInput: the named run is another upload, or done; nothing was sent.
    """
    # A preview where there never was an upload creates no key.
    key = None if job.options.dry_run and not (data_dir() / KEY_FILE).exists() else machine_key(job.context.journal)
    step = ChunkStep(job, records, job.how.chunk_size or CHUNK_SIZE, key)
    run = _named(job.context.journal, job.how.resume, step.plan) if job.how.resume else None
    phase = step.phase() if run is None else step.rest(step.phase(), run)
    verb = "created" if step.mode is Mode.CREATE else "updated"
    return ChangeSet((phase,), verb, TRUSTED, resumes=run, from_file=True, asked=step.plan.digest)


def _named(journal: Journal, identity: str, here: UploadPlan) -> Run:
    left = [run for run in journal.runs() if is_upload(run) and run.state != DONE]
    run = next((run for run in left if identity == str(run.id)), None)
    if run is None:
        known = ", ".join(str(run.id) for run in left) or "none"
        raise InvalidInput(f"there is no unfinished upload {identity!r}; there are: {known}", "resume")
    there = plan_of(run)
    for name, word in (("account", "ad account"), ("operation", "command"), ("list_id", "list"), ("name", "name"), ("base_url", "API")):
        if getattr(there, name) != getattr(here, name):
            raise InvalidInput(f"run {run.id} is for another {word}; nothing was sent", "resume")
    if there != here:
        raise InvalidInput(f"run {run.id} had other records than this file; nothing was sent", "resume")
    return run


class ChunkStep(Step):
    """An upload of customers: the first chunk may create the list that the others change. A row is the size of a chunk.

    A chunk of unknown fate is looked for in the counters of its list, so there is one request at a time.

    Args:
        job: the upload.
        records: the customers, hashed.
        size: records in a chunk.
        key: this machine's key; None to know nothing of earlier uploads.
    """

    model = CustomerList
    noun = CustomerList.RESOURCE.noun
    resource = CustomerList.RESOURCE.collection
    unit = "chunk"
    concurrency = 1
    repeatable = True
    entities = 1
    again = ("Uploading them again creates a second one", "fresh", "")

    def __init__(self, job: Job, records: CustomerRecords, size: int, key: bytes | None) -> None:
        target = job.target
        self._job = job
        self._records = records
        self._size = size
        self._key = key
        fingerprint = records.fingerprint(key) if key is not None and records.count > 1 else ""
        where = job.context.client.base_url, target.account, target.operation, target.list_id, target.name, target.list_type
        self.plan = UploadPlan(*where, records.count, fingerprint)
        self.mode = Mode.CREATE if target.list_id is None else Mode.UPDATE
        self.keeps = DIGESTS if self.plan.digest else NOTHING
        self.source = str(expanded(job.file).absolute()) if job.can_be_read_again else None

    def phase(self) -> Phase:
        """Return the phase of all chunks."""
        return Phase(self, Records.of([{"records": size} for size in self._records.chunk_sizes(self._size)]))

    def account(self, context: Context) -> str:
        """Return the ad account of the list."""
        return self._job.target.account

    def target(self, context: Context) -> str:
        """Describe the list, and how many records it gets or loses."""
        target, records = self._job.target, counted(self._records.count, "record")
        if target.list_id is None:
            return f" ({target.name}: {records})"
        there = CustomerList(target.account, target.list_id, client=context.client)
        return f" ({there.name} {there.id}: {records} to {'add' if target.operation == 'ADD' else 'remove'})"

    def facts(self, changes: ChangeSet, resolved: bool, relative: bool) -> dict[str, Any]:
        """Return the facts of the journal's run."""
        how = {name: getattr(self._job.how, name) for name in HOW}
        options = {"plan": self.plan._asdict(), "size": self._size, "how": how}
        named = self._job.context.found_names().get(self.plan.list_id or "")
        return {"source": self.source, "kind": CUSTOMERS, "options": options if named is None else {**options, "list_name": named}}

    def unfinished(self, changes: ChangeSet) -> tuple[str, ...]:
        """Return all states but done."""
        return (RUNNING, STOPPED, PARTIAL)

    def outdated(self, context: Context, run: Run, start: Start) -> str | None:
        """Refuse to resume if the list was written to since; after a day, explain that a new run begins."""
        journal = context.journal
        has_arrived = may_have_arrived(journal, run)
        if time.time() - run.started >= FRESH:
            if self.mode is Mode.CREATE and has_arrived:
                # This machine's clock may have been set, so a second list is created only on request.
                raise self._undecided(run, "it began more than a day ago, so a new upload would create a second list")
            old = f"run {run.id} for these customers did not finish, and is more than a day old"
            return f"{old}: starting a new run. Add `resume` {run.id} to resume the old one"
        list_id = list_of(journal, run)
        if list_id is None or not has_arrived:
            return None
        since, left = list_written_since(journal, run, list_id), batches_left(journal, run)
        if since is not None:
            raise self._undecided(run, f"run {since} has written to customer list {list_id} since, which resuming may undo")
        if left is None or self._job.options.dry_run:
            return None
        count = CustomerList(self._job.target.account, list_id, client=context.client).wire.get("num_batches")
        if isinstance(count, (int, float)) and count > left:
            why = f"customer list {list_id} was written to since ({count:.0f} batches, of which {left} are this run's or older)"
            raise self._undecided(run, f"{why}, which resuming may undo")
        return None

    def _undecided(self, run: Run, why: str) -> InvalidInput:
        applied = self._job.context.journal.counts(run.id)[APPLIED]
        resume = f"`pinads journal resume {run.id}`" if self._job.can_be_read_again else f"`resume` {run.id}"
        told = f"run {run.id} did not finish ({applied} of {counted(run.start.total, 'chunk')} applied), and {why}"
        return InvalidInput(f"{told}. Use {resume} to resume it anyway, or `fresh` to start over. Nothing was sent", "fresh")

    def made(self, context: Context, run: Run) -> str:
        """Describe the list that a run created."""
        return f"created customer list {list_of(context.journal, run)} of this name and these records"

    def rest(self, phase: Phase, run: Run) -> Phase:
        """Return the chunks of the size that they had."""
        step = copy(self)
        step._size = int(run.start.options["size"])
        return step.phase()

    def observer(self, context: Context, changes: ChangeSet, phase: Phase, run: Run | None) -> WriteObserver:
        """Return the recorder of the chunks."""
        return WriteObserver() if run is None or self._key is None else UploadRun(context.journal, run, context.client, self._key)

    def send(self, client: Client, account: str, values: Iterable[Mapping[str, Any]], how: BulkOptions) -> Iterator[Outcome[Any]]:
        """Send the chunks that have not arrived; after an error that later ones would hit too, these are not sent.

        A dry run has no requests: it is shown as counts.
        """
        context, progress = self._job.context, how.observer
        if not isinstance(progress, UploadRun):
            return
        before = frozenset(progress.applied)

        def on_wait(seconds: float) -> None:
            context.interaction.notify(Waiting(0, seconds))

        upload = Upload(self._records, self._job.target, client, progress, self._size, how.settle_time, how.wait, on_wait)
        chunks, whole = upload.run(), True
        for number, row in enumerate(values):
            chunk = next(chunks, None)
            if chunk is None:
                yield Outcome(number, row, REJECTED, upload.customer_list, upload.stopped, sent=False)
            else:
                yield Outcome(number, row, chunk.status, upload.customer_list, chunk.error, sent=number not in before)
            whole = whole and chunk is not None and chunk.status == APPLIED
        if whole and upload.stopped is not None:
            context.note(safe(upload.stopped.message))
