"""The upload of a customer file: read it, send its records in chunks, wait for the matching, and summarise."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pinads.render.text import counted
from pinads.sdk.customers.normalize import NOT_UTF8
from pinads.sdk.customers.records import CustomerRecords, prepare_records, prepare_table
from pinads.sdk.customers.source import is_json_name
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.outcomes import APPLIED, REJECTED, UNKNOWN
from pinads.sdk.resources.audiences import Audience
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.resources.customer_upload import MATCHED, SMALLEST_LIST, wait_until_matched
from pinads.sdk.schema.validation import entity_id
from pinads.services.errors import Interrupted, PartialFailure, option
from pinads.services.inputs.standard_input import standard_input
from pinads.services.projection import queried, row_paths
from pinads.services.reasons import reasons
from pinads.services.results import Value, WriteResult
from pinads.services.uploads.chunk_step import upload_changes
from pinads.services.uploads.customer_workbook import customer_sheet
from pinads.services.uploads.job import HASHABLE, SUMMARY, Job, counts, resume_line, summary
from pinads.services.writes.failed_rows import invalid_rows, refuse_same
from pinads.services.writes.options import refuse_to_save
from pinads.services.writes.pipeline import write
from pinads.services.writes.run import noting_journal_errors

if TYPE_CHECKING:
    from pinads.sdk.resources.customer_upload import Target
    from pinads.services.context import Context
    from pinads.services.uploads.options import UploadOptions
    from pinads.services.writes.options import WriteOptions


def upload(context: Context, target: Target, file: str, how: UploadOptions, options: WriteOptions, asks: bool = False) -> Value:
    """Upload the customers of a file to a list; ``asks``: a person has to agree before.

    Raises:
        InvalidInput: an option or the file cannot be used; nothing was sent.
        PinadsError: nothing was sent for another reason; failures after that are in the result.
    """
    job = Job(context, target, file, how, options)
    _check_options(job)
    with _read(job) as records:
        if not options.dry_run:
            _warn(job, records)
        question = f"Create this {CustomerList.RESOURCE.noun} of {counted(records.count, 'record')}" if asks else ""
        changes = upload_changes(job, records)._replace(question=question)
        # The other options are about the file and the summary.
        written = write(context, changes, options.replaced(failed_out=None, fields=None, query=None))
        if isinstance(written, WriteResult):
            return _finish(job, records, written)
        context.say("dry run: nothing was sent")
        return summary(job, {**counts(records), "chunks": written.total, "examples": records.examples()})


def _check_options(job: Job) -> None:
    job.how.check()
    refuse_to_save(job.options, keeps_values=False)
    for name in ("concurrency", "no_reconcile", "if_not_exists", "skip_failed"):
        if getattr(job.options, name):
            raise InvalidInput(f"{option(name)} is not for an upload of customers", name)
    refuse_same(job.file, job.options.failed_out)
    if job.target.list_type not in HASHABLE:
        why = f"records of type {job.target.list_type} are not hashed here; give them with `records` @FILE"
        raise InvalidInput(f"`file` is for {', '.join(HASHABLE)}: {why}", "list_type")
    if job.target.list_id is not None:
        entity_id(job.target.list_id, "ID")
    row_paths(job.options.fields, SUMMARY)
    if job.options.query:
        queried(None, job.options.query, typed=False)


def _read(job: Job) -> CustomerRecords:
    """Read the records of the file; rows that are not customers go where ``failed_out`` says."""
    failed_out = None if job.options.dry_run else job.options.failed_out
    kind = "jsonl" if is_json_name(job.file) else "csv"
    with invalid_rows(failed_out, kind) as write, job.context.interaction.progress("rows") as count:
        how: dict[str, Any] = {"column": job.how.column, "list_type": job.target.list_type, "on_invalid": write, "on_rows": count}
        with customer_sheet(job.file, job.how.sheet) as sheet:
            if sheet is not None:
                records = prepare_table(sheet.rows, sheet.name, **how)
            else:
                records = prepare_records(standard_input() if job.file == "-" else job.file, name=job.source, **how)
        if not records.rows:
            records.close()
            raise InvalidInput(f"there are no customers in {job.source}: it has no rows; nothing was sent", "file")
    if not records.count:
        records.close()
        found = f"all {records.rows} rows are invalid ({reasons(records.reasons)})"
        where = f"column {records.column!r} of {job.source}" if records.column else job.source
        is_other = bool(records.column) and NOT_UTF8 not in records.reasons
        other = f". If they are in another column, name it with {option('column')}" if is_other else ""
        raise InvalidInput(f"there are no customers in {where}: {found}; nothing was sent{other}", "column" if is_other else "file")
    return records


def _warn(job: Job, records: CustomerRecords) -> None:
    if job.target.list_id is None and records.count < SMALLEST_LIST:
        job.context.warn(f"{records.count} records; a list is TOO_SMALL to use if fewer than {SMALLEST_LIST} match people at Pinterest")
    if records.invalid:
        kept = "" if job.options.failed_out else "; save them with `failed_out` FILE"
        job.context.say(f"skipped {records.invalid} of {counted(records.rows, 'row')} ({reasons(records.reasons)}){kept}")


def _finish(job: Job, records: CustomerRecords, written: WriteResult) -> Value:
    """Send the chunks, wait for the matching if asked to, and summarise.

    Raises:
        PinadsError: nothing was sent.
    """
    context, outcomes, unsent = job.context, [], []
    with context.interaction.finishing(), context.interaction.progress("records", records.count) as count:
        for outcome in written.outcomes:
            if outcome.sent or outcome.applied:
                outcomes.append(outcome)
                count(outcome.input["records"])
            else:
                unsent.append(outcome)
    last, total = [*outcomes, *unsent][-1].record, written.total
    statuses = Counter(outcome.status for outcome in outcomes)
    facts: dict[str, Any] = {
        "id": last.id if last is not None else None,
        "name": (last.name if last is not None else None) or job.target.name,
        "operation": job.target.operation,
        "status": last.status if last is not None else None,
        **counts(records),
        "records_sent": sum(outcome.input["records"] for outcome in outcomes if outcome.status == APPLIED),
        "chunks": total,
        **{f"chunks_{status}": statuses[status] for status in (APPLIED, REJECTED, UNKNOWN)},
        "chunks_not_sent": len(unsent),
    }

    def end() -> None:
        with noting_journal_errors(context):
            written.ended(True)

    def unfinished(error: PinadsError) -> Value:
        facts["upload"] = str(written.run)
        run = context.journal.run(written.run or 0)
        again = f"pinads journal resume {written.run}" if job.can_be_read_again else resume_line(run, job.file)
        context.say(f"to resume it, run: {again}")
        return summary(job, facts, error)

    if statuses[APPLIED] < total:
        end()
        if unsent and unsent[0].error is not None and not statuses[APPLIED] and not statuses[UNKNOWN]:
            raise unsent[0].error
        if context.interaction.stopping:
            return unfinished(Interrupted(f"interrupted: {statuses[APPLIED]} of {counted(total, 'chunk')} arrived"))
        why = next((outcome.error for outcome in [*outcomes, *unsent] if outcome.error is not None), None)
        parts = {REJECTED: statuses[REJECTED], UNKNOWN: statuses[UNKNOWN], "not sent": len(unsent)}
        told = ", ".join(f"{number} {word}" for word, number in parts.items() if number)
        left = f"{total - statuses[APPLIED]} of {counted(total, 'chunk')} did not arrive for certain"
        return unfinished(PartialFailure(f"{left} ({told}): {why}"))
    try:
        error = _wait(job, facts, resumed=any(not outcome.sent for outcome in outcomes))
    except PinadsError as failure:
        return unfinished(failure)
    if error is None and records.invalid and not job.how.skip_invalid:
        error = PartialFailure(f"{records.invalid} of {counted(records.rows, 'row')} skipped: no customers")
    # The run ends when all was shown: a command that is killed or cannot write before that is repeated, and creates no second list.
    return summary(job, facts, error, end)


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
