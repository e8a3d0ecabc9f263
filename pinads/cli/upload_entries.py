"""Entries of the journal that are uploads of customers: going on with one, and why one cannot be undone."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from pinads.cli.failures import Misplaced
from pinads.cli.list_uploads import Uploading, upload
from pinads.cli.resuming import as_before
from pinads.journal.uploads import is_upload, list_of, plan_of
from pinads.sdk.customer_records_upload import Target
from pinads.sdk.errors import InvalidInput

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.results import Value
    from pinads.cli.session import Session
    from pinads.journal.runs import Journal, Run


def go_on(session: Session, run: Run, confirming: Confirming) -> Value:
    """Go on with an upload: its file is read again, and what has not arrived is sent.

    Raises:
        InvalidInput: the file is not there, or has other customers than it had; nothing was sent.
    """
    as_before(session, run)
    plan, source = plan_of(run), run.start.source
    if confirming.fresh:
        raise InvalidInput("--fresh begins anew, and this goes on; type the command itself again", "--fresh")
    if source is None or not Path(source).is_file():
        gone = "its file is not known" if source is None else f"{source} is gone"
        raise Misplaced(f"{gone}, and customers are never kept; say where they are to go on with journal {run.id}", "ID", resume_line(run))
    target = Target(plan.account, plan.operation, plan.list_id, plan.name, plan.list_type)
    return upload(session, target, source, Uploading(**run.start.options["how"], resume=str(run.id)), confirming)


def resume_line(run: Run, file: str | None = None) -> str:
    """The command that an upload was, gone on with; the file is named by who types it where it is not known."""
    plan = plan_of(run)
    if plan.list_id is not None:
        command = f"{'add' if plan.operation == 'ADD' else 'remove'}-records {plan.list_id}"
    else:
        command = f"create --name {shlex.quote(str(plan.name))}"
    typed = "" if plan.list_type == "EMAIL" else f" --list-type {plan.list_type}"
    return f"pinads customer-lists {command}{typed}{_file_of(run, file)} --resume {run.id}"


def _file_of(run: Run, file: str | None) -> str:
    """The options for a file, and for the column of it that was read: others have other people."""
    column = run.start.options["how"].get("column")
    return f" --file {shlex.quote(file) if file else 'FILE'}{f' --column {shlex.quote(column)}' if column else ''}"


def refuse_to_undo(journal: Journal, run: Run) -> None:
    """Say why an upload cannot be undone, if a run is one.

    Raises:
        InvalidInput: it is.
    """
    if not is_upload(run):
        return
    plan, made = plan_of(run), list_of(journal, run)
    if plan.list_id is None and made is not None:
        why = f"journal {run.id} made customer list {made}, and the API cannot take a list away; its customers can be removed"
        raise Misplaced(why, "ID", f"pinads customer-lists remove-records {made}{_file_of(run, run.start.source)}")
    did, who = ("added", "which of them were in it before") if plan.operation == "ADD" else ("removed", "which of them were in it")
    raise InvalidInput(f"journal {run.id} {did} customers; {who} is not known, so it cannot be undone", "ID")
