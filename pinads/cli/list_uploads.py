"""Uploading customers from a file: read and hash all, say what there is, send, wait, report."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pinads.cli.bundles import Bundle
from pinads.cli.panels import option
from pinads.cli.progress import counting
from pinads.cli.results import Value
from pinads.cli.values import STDIN
from pinads.render.text import counted
from pinads.sdk.checks import entity_id
from pinads.sdk.customer_lists import CustomerList
from pinads.sdk.customer_records_upload import CHUNK_BYTES, CHUNK_SIZE, SMALLEST_LIST
from pinads.sdk.durations import seconds
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.paths import expanded

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session
    from pinads.sdk.customer_records import CustomerRecords
    from pinads.sdk.customer_records_upload import Target

PANEL = "Customers from a file"
HASHABLE = ("EMAIL", "MAID", "IDFA")
LARGEST_CHUNK = (CHUNK_BYTES - 10_000) // 65
"""Records of which a request, with a list's name beside them, stays below the largest size."""
DEFAULT_WAIT = "30m"
COUNTS = ("rows", "records", "invalid", "invalid_reasons", "duplicates", "hashed_already", "column")
SUMMARY = (
    *("id", "name", "operation", "status", *COUNTS, "records_sent", "chunks", "chunks_applied", "chunks_rejected", "chunks_unknown"),
    *("chunks_not_sent", "upload", "audience_id", "examples"),
)


class Uploading(Bundle):
    """How customers are read and uploaded."""

    column: Annotated[
        str | None,
        option("--column", help="The column with the customers: its name, or number from 1.", metavar="NAME", panel=PANEL),
    ] = None
    chunk_size: Annotated[
        int | None,
        option("--chunk-size", help=f"Records a request (default {CHUNK_SIZE}).", metavar="N", panel=PANEL, min=1, max=LARGEST_CHUNK),
    ] = None
    skip_invalid: Annotated[
        bool, option("--skip-invalid", help="Rows that are no customers are left out without being a failure.", panel=PANEL)
    ] = False
    resume: Annotated[
        str | None,
        option("--resume", help="Go on with an upload that was not finished, by its number in the journal.", metavar="UPLOAD", panel=PANEL),
    ] = None
    wait: Annotated[bool, option("--wait", help="Wait until the list is READY or TOO_SMALL.", panel=PANEL)] = False
    wait_timeout: Annotated[
        str | None, option("--wait-timeout", help=f"Longest wait for that (default {DEFAULT_WAIT}).", metavar="TIME", panel=PANEL)
    ] = None
    make_audience: Annotated[
        str | None,
        option("--make-audience", help="When the list is READY, make an audience of it with this name.", metavar="NAME", panel=PANEL),
    ] = None

    @property
    def patience(self) -> float:
        """Seconds to wait for the matching at most."""
        return seconds(self.wait_timeout or DEFAULT_WAIT, "--wait-timeout")

    @property
    def waits(self) -> bool:
        """Whether the matching is waited for."""
        return self.wait or self.make_audience is not None

    def check(self) -> None:
        """Find what would have no effect, before anything is read.

        Raises:
            InvalidInput: an option is empty, or there is nothing that it could be for.
        """
        _ = self.patience
        for name, value in self._texts().items():
            if value is not None and not value.strip():
                raise InvalidInput(f"{name} is empty", name)
        if self.wait_timeout is not None and not self.waits:
            raise InvalidInput("--wait-timeout is for --wait or --make-audience: give one of them", "--wait-timeout")

    def refuse(self) -> None:
        """What is for files only has no meaning without one."""
        given = {**self._texts(), "--chunk-size": self.chunk_size, "--skip-invalid": self.skip_invalid or None}
        given.update({"--wait": self.wait or None, "--wait-timeout": self.wait_timeout})
        for name, value in given.items():
            if value is not None:
                raise InvalidInput(f"{name} is for customers from a file: give --file FILE", name)

    def _texts(self) -> dict[str, str | None]:
        return {"--column": self.column, "--resume": self.resume, "--make-audience": self.make_audience}


class Job(NamedTuple):
    """One run of an upload command."""

    session: Session
    target: Target
    file: str
    uploading: Uploading
    confirming: Confirming

    @property
    def source(self) -> str:
        """What messages call the file."""
        return STDIN if self.file == "-" else self.file

    @property
    def can_be_read_again(self) -> bool:
        """Whether the file will be there for going on; a pipe will not."""
        return self.file != "-" and expanded(self.file).is_file()


def upload(session: Session, target: Target, file: str, uploading: Uploading, confirming: Confirming) -> Value:
    """Upload the customers of a file to a list."""
    job = Job(session, target, file, uploading, confirming)
    confirming.refuse_journalling("an upload of customers", but=("fresh", "settle_time", "no_wait"))
    _check(job)
    with _prepared(job) as records:
        if confirming.dry_run:
            from pinads.cli.upload_runs import note_what_is_left

            size = note_what_is_left(job, records)
            session.note("dry run: nothing was sent")
            return summary(job, {**counts(records), "chunks": len(records.chunk_sizes(size)), "examples": records.examples()})
        _warn(job, records)
        _show(job, records)
        from pinads.cli.list_sending import send

        return send(job, records)


def counts(records: CustomerRecords) -> dict[str, Any]:
    """What a file had."""
    special = {"records": records.count, "invalid_reasons": dict(records.reasons.most_common())}
    return {name: special[name] if name in special else getattr(records, name) for name in COUNTS}


def summary(job: Job, facts: dict[str, Any], error: PinadsError | None = None) -> Value:
    """What a command says in the end: the facts that were asked for."""
    from pinads.cli.selecting import narrowed, queried, row_paths
    from pinads.render.sheet import sheet

    paths = row_paths(job.confirming.fields, SUMMARY)
    told: Any = narrowed(facts, paths) if paths else facts
    if job.confirming.query:
        return Value(queried(told, job.confirming.query), error=error)
    text = "".join(sheet(told, {}, job.session.look)).rstrip("\n")
    return Value(told, columns=list(told), text=text, error=error)


def _check(job: Job) -> None:
    from pinads.cli.failed_rows import refuse_same
    from pinads.cli.policy import guard
    from pinads.cli.selecting import queried, row_paths

    refuse_same(job.file, job.confirming.failed_out)
    if job.target.list_type not in HASHABLE:
        why = f"records of type {job.target.list_type} are not hashed here; give them with --records @FILE"
        raise InvalidInput(f"--file is for {', '.join(HASHABLE)}: {why}", "--list-type")
    if job.target.list_id is not None:
        entity_id(job.target.list_id, "ID")
    guard(job.session, CustomerList)
    row_paths(job.confirming.fields, SUMMARY)
    if job.confirming.query:
        queried(None, job.confirming.query, typed=False)


def _prepared(job: Job) -> CustomerRecords:
    """The records of the file; the invalid rows are where --failed-out says."""
    from pinads.cli.invalid_rows import InvalidRows, reasons
    from pinads.sdk.customer_records import prepare_records
    from pinads.sdk.customer_records_source import is_json_name

    source: Any = sys.stdin.buffer if job.file == "-" else job.file
    invalid = InvalidRows(None if job.confirming.dry_run else job.confirming.failed_out, is_json_name(job.file))
    with invalid.taking(), counting("rows") as count:
        try:
            records = prepare_records(
                source,
                column=job.uploading.column,
                list_type=job.target.list_type,
                name=job.source,
                on_invalid=invalid.take,
                on_rows=count,
            )
        except InvalidInput as error:
            flags = {"column": "--column", "file": "--file"}
            raise InvalidInput(error.message, flags.get(error.field or "", error.field), error.choices) from None
        if records.rows:
            invalid.keep()
        if not records.count:
            records.close()
            found = f"all {records.rows} rows are none ({reasons(records.reasons)})" if records.rows else "it has no rows"
            raise InvalidInput(f"there are no customers in {job.source}: {found}; nothing was sent", "--file")
    return records


def _show(job: Job, records: CustomerRecords) -> None:
    """Show at a terminal where a write to production goes; one list is not asked about."""
    from pinads.cli.asking import Sums, approve_sums, is_watched

    if not is_watched(job.session, job.confirming):
        return
    target, sums = job.target, Sums()
    sums.rows = 1
    if target.list_id is None:
        verb = f"created ({target.name}: {counted(records.count, 'record')})"
    else:
        there = CustomerList(target.account, target.list_id, client=job.session.client)
        change = "add" if target.operation == "ADD" else "remove"
        verb = f"updated ({there.name} {there.id}: {counted(records.count, 'record')} to {change})"
    approve_sums(job.session, sums, CustomerList, verb, CustomerList.RESOURCE.noun, job.confirming)


def _warn(job: Job, records: CustomerRecords) -> None:
    from pinads.cli.invalid_rows import reasons

    if job.target.list_id is None and records.count < SMALLEST_LIST:
        job.session.note(
            f"warning: {records.count} records; a list of which fewer than {SMALLEST_LIST} match people at Pinterest is TOO_SMALL to use"
        )
    if records.invalid:
        kept = "" if job.confirming.failed_out else "; --failed-out FILE keeps them"
        job.session.note(f"left out: {records.invalid} of {counted(records.rows, 'row')} ({reasons(records.reasons)}){kept}")
