"""One upload of a customer file: its summary, the command that resumes it, and the reason why it cannot be undone."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.journal.uploads import is_upload, list_of, plan_of
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.paths import expanded
from pinads.services.errors import WrongCommand
from pinads.services.inputs.standard_input import STDIN
from pinads.services.projection import narrowed, queried, row_paths
from pinads.services.results import Value
from pinads.services.uploads.options import UploadOptions

if TYPE_CHECKING:
    from pinads.journal.journal import Journal
    from pinads.journal.models import Run
    from pinads.sdk.customers.records import CustomerRecords
    from pinads.sdk.resources.customer_upload import Target
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions


def resume_line(run: Run, file: str | None = None) -> str:
    """Return the command that resumes an upload, with FILE for a file whose name is not known."""
    plan = plan_of(run)
    if plan.list_id is not None:
        command = f"{'add' if plan.operation == 'ADD' else 'remove'}-records {plan.list_id}"
    else:
        command = f"create --name {shlex.quote(str(plan.name))}"
    typed = "" if plan.list_type == "EMAIL" else f" --list-type {plan.list_type}"
    return f"pinads customer-lists {command}{typed}{_file_of(run, file)} --resume {run.id}"


def _file_of(run: Run, file: str | None) -> str:
    """Return the options for a file, and for the sheet and column that were read: others have other people."""
    how = run.start.options["how"]
    where = "".join(f" --{name} {shlex.quote(how[name])}" for name in ("sheet", "column") if how.get(name))
    return f" --file {shlex.quote(file) if file else 'FILE'}{where}"


def refuse_to_undo(journal: Journal, run: Run) -> None:
    """Refuse to undo a run that is an upload, and tell why.

    Raises:
        InvalidInput: it is one.
    """
    if not is_upload(run):
        return
    plan, made = plan_of(run), list_of(journal, run)
    if plan.list_id is None and made is not None:
        why = f"run {run.id} created customer list {made}, and the API cannot delete a list; its customers can be removed"
        raise WrongCommand(why, "ID", f"pinads customer-lists remove-records {made}{_file_of(run, run.start.source)}")
    did, who = (
        ("added", "which of them were in the list before") if plan.operation == "ADD" else ("removed", "which of them were in the list")
    )
    raise InvalidInput(f"run {run.id} {did} customers; it is unknown {who}, so it cannot be undone", "ID")


HASHABLE = ("EMAIL", "MAID", "IDFA")
COUNTS = ("rows", "records", "invalid", "invalid_reasons", "duplicates", "hashed_already", "column")
SUMMARY = (
    *("id", "name", "operation", "status", *COUNTS, "records_sent", "chunks", "chunks_applied", "chunks_rejected", "chunks_unknown"),
    *("chunks_not_sent", "upload", "audience_id", "examples"),
)


class Job(NamedTuple):
    """One run of an upload command."""

    context: Context
    target: Target
    file: str
    how: UploadOptions
    options: WriteOptions

    @property
    def source(self) -> str:
        """The file's name in messages."""
        return STDIN if self.file == "-" else self.file

    @property
    def can_be_read_again(self) -> bool:
        """True if a later command can read the file; a pipe it cannot."""
        return self.file != "-" and expanded(self.file).is_file()


def counts(records: CustomerRecords) -> dict[str, Any]:
    """Count the rows of a file by what they are."""
    special = {"records": records.count, "invalid_reasons": dict(records.reasons.most_common())}
    return {name: special[name] if name in special else getattr(records, name) for name in COUNTS}


def summary(job: Job, facts: dict[str, Any], error: PinadsError | None = None, shown: Callable[[], object] | None = None) -> Value:
    """Return the result of the command: the facts that were asked for."""
    paths = row_paths(job.options.fields, SUMMARY)
    told: Any = narrowed(facts, paths) if paths else facts
    if job.options.query:
        return Value(queried(told, job.options.query), error=error, shown=shown)
    return Value(told, columns=list(told), sheet=told, error=error, shown=shown)
