"""The upload of a customer file: read it, send its records in chunks, wait for the matching, and summarise."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from pinads.render.text import counted, safe
from pinads.sdk.bulk.outcomes import APPLIED, REJECTED, UNKNOWN
from pinads.sdk.customers.records import CustomerRecords, prepare_records
from pinads.sdk.customers.source import is_json_name
from pinads.sdk.customers.upload import MATCHED, SMALLEST_LIST, Upload, wait_until_matched
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.resources.audiences import Audience
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.schema.validation import entity_id
from pinads.services.errors import Interrupted, PartialFailure, reasons
from pinads.services.events import Waiting
from pinads.services.inputs.standard_input import standard_input
from pinads.services.listing.projection import queried, row_paths
from pinads.services.policy.enforce import guard
from pinads.services.policy.spend_summary import SpendSummary
from pinads.services.results import Value
from pinads.services.uploads.job import HASHABLE, SUMMARY, Job, counts, resume_line, summary
from pinads.services.uploads.run import open_run, preview_run
from pinads.services.writes.confirm import approve_sums
from pinads.services.writes.failed_rows import invalid_rows, refuse_same
from pinads.services.writes.options import refuse_options_of_rows
from pinads.services.writes.plan import is_watched
from pinads.services.writes.record import end, noting_journal_errors, settling

if TYPE_CHECKING:
    from pinads.journal.uploads import UploadRun
    from pinads.sdk.customers.upload import Target
    from pinads.services.context import Context
    from pinads.services.uploads.options import UploadOptions
    from pinads.services.writes.options import WriteOptions


def upload(context: Context, target: Target, file: str, how: UploadOptions, options: WriteOptions) -> Value:
    """Upload the customers of a file to a list.

    Raises:
        InvalidInput: an option or the file cannot be used; nothing was sent.
        PinadsError: nothing was sent for another reason; failures after that are in the result.
    """
    job = Job(context, target, file, how, options)
    _check(job)
    with _read(job) as records:
        if options.dry_run:
            chunks = len(records.chunk_sizes(preview_run(job, records)))
            context.say("dry run: nothing was sent")
            return summary(job, {**counts(records), "chunks": chunks, "examples": records.examples()})
        _warn(job, records)
        _approve(job, records)
        return _send(job, records)


def _check(job: Job) -> None:
    refuse_options_of_rows(job.options, "an upload of customers", but=("fresh", "settle_time", "no_wait"))
    refuse_same(job.file, job.options.failed_out)
    if job.target.list_type not in HASHABLE:
        why = f"records of type {job.target.list_type} are not hashed here; give them with `records` @FILE"
        raise InvalidInput(f"`file` is for {', '.join(HASHABLE)}: {why}", "list_type")
    if job.target.list_id is not None:
        entity_id(job.target.list_id, "ID")
    guard(job.context, CustomerList)
    row_paths(job.options.fields, SUMMARY)
    if job.options.query:
        queried(None, job.options.query, typed=False)


def _read(job: Job) -> CustomerRecords:
    """Read the records of the file; rows that are no customers go where ``failed_out`` says."""
    source: Any = standard_input() if job.file == "-" else job.file
    failed_out = None if job.options.dry_run else job.options.failed_out
    kind = "jsonl" if is_json_name(job.file) else "csv"
    with invalid_rows(failed_out, kind) as write, job.context.interaction.progress("rows") as count:
        how: dict[str, Any] = {"column": job.how.column, "list_type": job.target.list_type, "name": job.source}
        records = prepare_records(source, **how, on_invalid=write, on_rows=count)
        if not records.rows:
            records.close()
            raise InvalidInput(f"there are no customers in {job.source}: it has no rows; nothing was sent", "file")
    if not records.count:
        records.close()
        found = f"all {records.rows} rows are none ({reasons(records.reasons)})"
        raise InvalidInput(f"there are no customers in {job.source}: {found}; nothing was sent", "file")
    return records


def _warn(job: Job, records: CustomerRecords) -> None:
    if job.target.list_id is None and records.count < SMALLEST_LIST:
        job.context.warn(
            f"{records.count} records; a list of which fewer than {SMALLEST_LIST} match people at Pinterest is TOO_SMALL to use"
        )
    if records.invalid:
        kept = "" if job.options.failed_out else "; save them with `failed_out` FILE"
        job.context.say(f"skipped {records.invalid} of {counted(records.rows, 'row')} ({reasons(records.reasons)}){kept}")


def _approve(job: Job, records: CustomerRecords) -> None:
    """Show at a terminal where a write to production goes; one list needs no question."""
    if not is_watched(job.context, job.options):
        return
    target, sums = job.target, SpendSummary(rows=1)
    if target.list_id is None:
        verb = f"created ({target.name}: {counted(records.count, 'record')})"
    else:
        there = CustomerList(target.account, target.list_id, client=job.context.client)
        change = "add" if target.operation == "ADD" else "remove"
        verb = f"updated ({there.name} {there.id}: {counted(records.count, 'record')} to {change})"
    approve_sums(job.context, sums, CustomerList, verb, CustomerList.RESOURCE.noun, job.options)


def _send(job: Job, records: CustomerRecords) -> Value:
    """Send the chunks that have not arrived, wait for the matching if asked to, and summarise.

    Raises:
        PinadsError: nothing was sent.
    """
    context, target = job.context, job.target
    _ = context.client  # Fail on missing credentials before a run begins.
    progress = open_run(job, records)
    resumed = bool(progress.applied or progress.unknown)
    how: dict[str, Any] = {"on_wait": lambda seconds: context.interaction.notify(Waiting(0, seconds)), **settling(context, job.options)}
    sending = Upload(records, target, context.client, progress, progress.size, **how)
    outcomes, total = [], len(records.chunk_sizes(progress.size))
    with context.interaction.finishing(), context.interaction.progress("records", records.count) as count:
        for outcome in sending.run():
            outcomes.append(outcome)
            count(outcome.records)
    statuses = Counter(outcome.status for outcome in outcomes)
    name: str | None = sending.customer_list.name if sending.customer_list is not None else None
    facts: dict[str, Any] = {
        "id": progress.list_id,
        "name": name or target.name,
        "operation": target.operation,
        "status": sending.customer_list.status if sending.customer_list is not None else None,
        **counts(records),
        "records_sent": sum(outcome.records for outcome in outcomes if outcome.status == APPLIED),
        "chunks": total,
        **{f"chunks_{status}": statuses[status] for status in (APPLIED, REJECTED, UNKNOWN)},
        "chunks_not_sent": total - len(outcomes),
    }

    def unfinished(error: PinadsError) -> Value:
        facts["upload"] = str(progress.run.id)
        again = f"pinads journal resume {progress.run.id}" if job.can_be_read_again else resume_line(progress.run, job.file)
        context.say(f"to resume it, run: {again}")
        return summary(job, facts, error)

    if statuses[APPLIED] < total:
        _end(job, progress)
        if sending.stopped is not None and not statuses[APPLIED] and not statuses[UNKNOWN]:
            raise sending.stopped
        if context.interaction.stopping:
            return unfinished(Interrupted(f"interrupted: {statuses[APPLIED]} of {counted(total, 'chunk')} arrived"))
        parts = {REJECTED: statuses[REJECTED], UNKNOWN: statuses[UNKNOWN], "not sent": total - len(outcomes)}
        told = ", ".join(f"{number} {word}" for word, number in parts.items() if number)
        why = next((outcome.error for outcome in outcomes if outcome.error is not None), sending.stopped)
        left = f"{total - statuses[APPLIED]} of {counted(total, 'chunk')} did not arrive for certain"
        return unfinished(PartialFailure(f"{left} ({told}): {why}"))
    if sending.stopped is not None:
        context.note(safe(sending.stopped.message))
    try:
        error = _wait(job, facts, resumed)
    except PinadsError as failure:
        return unfinished(failure)
    if error is None and records.invalid and not job.how.skip_invalid:
        error = PartialFailure(f"{records.invalid} of {counted(records.rows, 'row')} skipped: no customers")
    # The run ends when all was shown: a command that is killed or cannot write before that is repeated, and creates no second list.
    return summary(job, facts, error, partial(_end, job, progress))


def _end(job: Job, progress: UploadRun) -> None:
    with noting_journal_errors(job.context):
        end(job.context, progress.run)


def _wait(job: Job, facts: dict[str, Any], resumed: bool) -> PinadsError | None:
    """Wait for the matching and create the audience, if asked to; return the list's shortcoming.

    Raises:
        PinadsError: the list could not be read or the audience not be created, or Ctrl-C was pressed.
    """
    how, context = job.how, job.context
    if not how.waits:
        return None
    list_id = str(facts["id"])
    try:
        with context.interaction.finishing(), context.interaction.pausing_before("looking"):
            found = wait_until_matched(context.account, list_id, context.client, how.patience)
            facts["status"] = found.status
            look = f"pinads customer-lists get {list_id}"
            if found.status not in MATCHED:
                return PartialFailure(f"after {how.patience:.0f} s the list is still {found.status}; all records arrived; see {look}")
            if found.status == "TOO_SMALL":
                return PartialFailure(f"the list is TOO_SMALL: fewer than 100 of its records match people at Pinterest; see {look}")
            if how.make_audience is not None:
                facts["audience_id"] = _audience(job, found, how.make_audience, resumed).id
    except Interrupted:
        raise Interrupted("interrupted while waiting for the list to be matched; all records arrived") from None
    return None


def _audience(job: Job, found: CustomerList, name: str, resumed: bool) -> Audience:
    """Create an audience of the list, or find the one that an interrupted run created."""
    context = job.context
    for one in Audience.iter_all(context.account, client=context.client) if resumed else ():
        if one.name == name and (one.rule or {}).get("customer_list_id") == found.id:
            return one
    return Audience.create(context.account, name, {"customer_list_id": found.id}, "CUSTOMER_LIST", client=context.client)
