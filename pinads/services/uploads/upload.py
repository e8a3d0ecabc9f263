"""Sending the records of a file chunk by chunk, going on with what was left, and what is said in the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from pinads.journal.errors import JournalError
from pinads.journal.uploads import UploadRun
from pinads.render.text import counted, safe
from pinads.sdk.bulk.outcomes import APPLIED, REJECTED, UNKNOWN
from pinads.sdk.customers.records import CustomerRecords, prepare_records
from pinads.sdk.customers.source import is_json_name
from pinads.sdk.customers.upload import MATCHED, SMALLEST_LIST, ChunkOutcome, Upload, wait_until_matched
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.resources.audiences import Audience
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.schema.validation import entity_id
from pinads.services.errors import Interrupted, PartialFailure
from pinads.services.events import Waiting
from pinads.services.inputs.standard_input import standard_input
from pinads.services.listing.projection import queried, row_paths
from pinads.services.policy.effects import Sums
from pinads.services.policy.enforce import guard
from pinads.services.results import Value
from pinads.services.uploads.invalid_rows import InvalidRows, reasons
from pinads.services.uploads.job import HASHABLE, SUMMARY, Job, counts, resume_line, summary
from pinads.services.uploads.run import note_what_is_left, upload_run
from pinads.services.writes.confirm import approve_sums
from pinads.services.writes.failed_rows import refuse_same
from pinads.services.writes.options import refuse_options_of_rows
from pinads.services.writes.plan import is_watched
from pinads.services.writes.record import settling

if TYPE_CHECKING:
    from pinads.sdk.customers.upload import Target
    from pinads.services.context import Context
    from pinads.services.uploads.options import UploadOptions
    from pinads.services.writes.options import WriteOptions


STATUSES = (APPLIED, REJECTED, UNKNOWN)


def send(job: Job, records: CustomerRecords) -> Value:
    """Send what has not arrived yet, wait where that is asked for, and tell what became of it."""
    _ = job.context.client  # who has no credentials is told so before anything is noted
    state = upload_run(job, records)
    context, options = job.context, job.options
    patience = settling(context, options)

    def note(seconds: float) -> None:
        context.interaction.notify(Waiting(0, seconds))

    upload = Upload(records, job.target, context.client, state, state.size, on_wait=note, **patience)
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
        job.context.note(safe(f"{upload.stopped.message}"))
    try:
        error = _wait(job, facts, resumed)
    except PinadsError as failure:
        return _left(job, state, facts, failure)
    left_out = records.invalid and not job.how.skip_invalid
    if error is None and left_out:
        error = PartialFailure(f"{records.invalid} of {counted(records.rows, 'row')} left out: no customers")
    # Only when all is shown: where the command is killed or stdout is full before that, its repetition shows it, and makes no second list.
    return summary(job, facts, error, partial(_finish, job, state))


def _left(job: Job, state: UploadRun, facts: dict[str, Any], error: PinadsError) -> Value:
    """What is told where something is left: what there is, how to go on, and why it ended."""
    facts["upload"] = str(state.run.id)
    job.context.say(f"to go on with it: {_resume_line(job, state)}")
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
        job.context.note(safe(f"{error.message}"))


def _run(job: Job, upload: Upload, total: int) -> list[ChunkOutcome]:
    outcomes = []
    interaction = job.context.interaction
    with interaction.finishing(), interaction.progress("records", total) as count:
        for outcome in upload.run():
            outcomes.append(outcome)
            count(outcome.records)
    return outcomes


def _name(job: Job, upload: Upload) -> str | None:
    name: str | None = upload.customer_list.name if upload.customer_list is not None else None
    return name or job.target.name


def _failure(job: Job, upload: Upload, outcomes: list[ChunkOutcome], total: int) -> PinadsError:
    applied = sum(outcome.status == APPLIED for outcome in outcomes)
    if job.context.interaction.stopping:
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
    how, context = job.how, job.context
    if not how.waits:
        return None
    list_id = str(facts["id"])
    with context.interaction.finishing(), context.interaction.pausing_before("looking"), _waiting():
        found = wait_until_matched(context.account, list_id, context.client, how.patience)
        facts["status"] = found.status
        look = f"pinads customer-lists get {list_id}"
        if found.status not in MATCHED:
            return PartialFailure(f"after {how.patience:.0f} s the list is still {found.status}; all records arrived; see {look}")
        if found.status == "TOO_SMALL":
            return PartialFailure(f"the list is TOO_SMALL: fewer than 100 of its records match people at Pinterest; see {look}")
        if how.make_audience is not None:
            facts["audience_id"] = _audience(job, found, how.make_audience, resumed).id
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
    context = job.context
    for one in Audience.iter_all(context.account, client=context.client) if resumed else ():
        if one.name == name and (one.rule or {}).get("customer_list_id") == found.id:
            return one
    return Audience.create(context.account, name, {"customer_list_id": found.id}, "CUSTOMER_LIST", client=context.client)


def upload(context: Context, target: Target, file: str, how: UploadOptions, options: WriteOptions) -> Value:
    """Upload the customers of a file to a list."""
    job = Job(context, target, file, how, options)
    refuse_options_of_rows(options, "an upload of customers", but=("fresh", "settle_time", "no_wait"))
    _check(job)
    with _prepared(job) as records:
        if options.dry_run:
            size = note_what_is_left(job, records)
            context.say("dry run: nothing was sent")
            return summary(job, {**counts(records), "chunks": len(records.chunk_sizes(size)), "examples": records.examples()})
        _warn(job, records)
        _show(job, records)

        return send(job, records)


def _check(job: Job) -> None:
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


def _prepared(job: Job) -> CustomerRecords:
    """The records of the file; the invalid rows are where --failed-out says."""
    source: Any = standard_input() if job.file == "-" else job.file
    invalid = InvalidRows(None if job.options.dry_run else job.options.failed_out, is_json_name(job.file))
    with invalid.taking(), job.context.interaction.progress("rows") as count:
        try:
            records = prepare_records(
                source,
                column=job.how.column,
                list_type=job.target.list_type,
                name=job.source,
                on_invalid=invalid.take,
                on_rows=count,
            )
        except InvalidInput as error:
            raise InvalidInput(error.message, error.field, error.choices) from None
        if not records.rows:
            records.close()
            raise InvalidInput(f"there are no customers in {job.source}: it has no rows; nothing was sent", "file")
    if not records.count:
        records.close()
        found = f"all {records.rows} rows are none ({reasons(records.reasons)})"
        raise InvalidInput(f"there are no customers in {job.source}: {found}; nothing was sent", "file")
    return records


def _show(job: Job, records: CustomerRecords) -> None:
    """Show at a terminal where a write to production goes; one list is not asked about."""
    if not is_watched(job.context, job.options):
        return
    target, sums = job.target, Sums()
    sums.rows = 1
    if target.list_id is None:
        verb = f"created ({target.name}: {counted(records.count, 'record')})"
    else:
        there = CustomerList(target.account, target.list_id, client=job.context.client)
        change = "add" if target.operation == "ADD" else "remove"
        verb = f"updated ({there.name} {there.id}: {counted(records.count, 'record')} to {change})"
    approve_sums(job.context, sums, CustomerList, verb, CustomerList.RESOURCE.noun, job.options)


def _warn(job: Job, records: CustomerRecords) -> None:
    if job.target.list_id is None and records.count < SMALLEST_LIST:
        job.context.warn(
            f"{records.count} records; a list of which fewer than {SMALLEST_LIST} match people at Pinterest is TOO_SMALL to use"
        )
    if records.invalid:
        kept = "" if job.options.failed_out else "; `failed_out` FILE keeps them"
        job.context.say(f"left out: {records.invalid} of {counted(records.rows, 'row')} ({reasons(records.reasons)}){kept}")
