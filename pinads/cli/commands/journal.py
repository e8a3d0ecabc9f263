"""pinads journal ..."""

from __future__ import annotations

import time
from typing import Annotated, Any

from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import FILTERS, WRITING, argument, option
from pinads.cli.main import GROUPS
from pinads.cli.options.common import Confirming, Showing
from pinads.cli.options.global_options import InContext
from pinads.journal.models import levels_of, saved_plan
from pinads.journal.recorder import why_not
from pinads.journal.uploads import CHUNK, chunks_of, counts_of, is_upload
from pinads.render.text import counted, safe
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import Access
from pinads.services.history import runs as history
from pinads.services.history.since import since as moment
from pinads.services.listing.projection import of_rows, queried
from pinads.services.results import Plan, Value, WriteResult
from pinads.services.resume import resume as resume_run
from pinads.services.resume import resume_upload
from pinads.services.writes.pipeline import apply_plan
from pinads.services.writes.unlisted_values import send_as_they_are

group = Group(GROUPS["journal"])
load = group.build
COLUMNS = ("id", "started", "command", "account", "state", "rows", "applied", "rejected", "unknown", "not_sent", "undoes")
TABLE = ("id", "started", "state", "did")
SHOWN = ("row", "status", "resource", "id", "name", "code", "message", "before", "after", "changes")
SHOWN_IN_TABLE = ("row", "status", "id", "name")
TOLD = ("changes", "message", "resource", "code")
"""Further columns of a table, where any row has them."""
Since = Annotated[
    str | None, option("--since", help="Runs since yesterday, 2h, 3d or a date such as 2026-11-01.", metavar="WHEN", panel=FILTERS)
]
Limit = Annotated[int | None, option("--limit", help="Stop after N runs.", metavar="N", panel=FILTERS, min=1)]
OldEnough = Annotated[str, option("--older-than", help="Delete runs that started longer ago (default 90d).", metavar="DAYS", panel=WRITING)]
RunNumber = Annotated[str, argument("RUN", "The run's number, from pinads journal list, or last.")]
_NUMBERS = ("id", "chunk", "records", "rows", "applied", "unchanged", "rejected", "unknown", "not_sent", "undoes", "row", "code")
_FIELDS = {name: Field(name, Spec("integer"), "", Access.NONE) for name in _NUMBERS}
for _name in ("started", "expires"):
    _FIELDS[_name] = Field(_name, Spec("integer"), "", Access.NONE)
    _FIELDS[_name].spec.unit = "seconds"


@command(group, "list")
def list_(context: InContext, showing: Showing, since: Since = None, limit: Limit = None) -> Value:
    """List the runs of earlier writes, newest first.

    With --profile, only the runs of that profile. Runs that stopped or were interrupted can be resumed, except those of pinads api.

    Examples:
        pinads journal list --since yesterday
        pinads journal list --query "[?state!='done']" -o json
    """
    rows = list(history.runs(context, None if since is None else moment(since), limit))
    more = [name for name in ("unchanged", "expires", "list") if any(row[name] for row in rows)]
    return _value(rows, (*COLUMNS, *more, "did"), "run", showing, (*TABLE, *(name for name in more if name != "unchanged")))


@command(group)
def show(context: InContext, run_number: RunNumber, showing: Showing) -> Value:
    """Show the rows of a run with their outcomes; for an upload of customers, its chunks.

    Rows that are not listed were never sent.

    Examples:
        pinads journal show 1
        pinads journal show 1 --fields row,status,id,message -o csv
    """
    journal = context.journal
    run = journal.run(history.number(context, run_number))
    described = history.described(journal, run)
    context.say(f"run {run.id}: pinads {described['command']}")
    states = ", ".join(f"{described[name]} {name.replace('_', ' ')}" for name in ("applied", "rejected", "unknown", "not_sent"))
    unchanged = f" ({described['unchanged']} unchanged)" if described["unchanged"] else ""
    context.say(f"{described['state']}: {counted(described['rows'], 'row')}, {states.replace(' applied', ' applied' + unchanged, 1)}")
    applied = f"applied: {', '.join(history.levels(journal, run))}" if run.start.options.get("levels") else str(described["did"])
    context.say(safe(applied))
    if (reason := why_not(run)) is not None:
        context.say(safe(reason))
    if is_upload(run):
        return _value(chunks_of(journal, run), CHUNK, "chunk", showing)
    rows = list(history.rows(context, run))
    told = [name for name in TOLD if name != "resource" or len(levels_of(run)) > 1]
    table = (*SHOWN_IN_TABLE, *(name for name in told if any(row[name] is not None for row in rows)))
    return _value(rows, SHOWN, "row", showing, table)


def _value(rows: list[dict[str, Any]], columns: tuple[str, ...], noun: str, showing: Showing, table: tuple[str, ...] = ()) -> Value:
    rows, shown = of_rows(rows, columns, showing.fields)
    if showing.query:
        return Value(queried(rows, showing.query))
    return Value(rows, shown, noun, _FIELDS, table=table if showing.fields is None else None, uncut=("did", "changes", "message"))


@command(group)
def resume(context: InContext, run_number: RunNumber, confirming: Confirming) -> WriteResult | Plan | Value | None:
    """Resume a run: reconcile rows of unknown outcome, then send the rest.

    Examples:
        pinads journal resume 1 --dry-run
        pinads journal resume 1 --failed-out failed.jsonl
    """
    journal = context.journal
    run = journal.run(history.number(context, run_number))
    if (reason := why_not(run)) is not None:
        raise InvalidInput(f"run {run.id}: {reason}", "ID")
    if run.state == "done":
        context.say(f"run {run.id}: all {counts_of(journal, run)[0]} rows are applied; nothing to do")
        return None
    if is_upload(run):
        return resume_upload(context, run, confirming)
    return resume_run(context, run, confirming)


@command(group)
def apply(context: InContext, run_number: RunNumber, confirming: Confirming) -> WriteResult | Plan:
    """Send exactly the requests of a plan that --save-plan saved.

    A plan can be applied once, within an hour, while nobody has changed its entities. The policy is evaluated again.

    Examples:
        pinads journal apply 1 --dry-run
        pinads journal apply 1 --yes
    """
    run = context.journal.run(history.number(context, run_number))
    saved = saved_plan(run)
    digest = "" if saved is None else saved.digest
    return send_as_they_are(lambda: apply_plan(context, run.id, digest, confirming))


@command(group)
def prune(context: InContext, older_than: OldEnough = "90d") -> Value:
    """Delete old runs from the journal; they can then be neither resumed nor undone.

    Examples:
        pinads journal prune
        pinads journal prune --older-than 30d
    """
    days = older_than.strip().lower().removesuffix("d")
    if not (days.isascii() and days.isdigit() and len(days) < 6):
        raise InvalidInput(f"Invalid --older-than {older_than!r}: expected days, such as 90d", "--older-than")
    forgotten = context.journal.prune(time.time() - int(days) * 86_400)
    return Value({"forgotten": forgotten}, text=f"deleted {counted(forgotten, 'run')}")
