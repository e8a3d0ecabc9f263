"""pinads journal ..."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import FILTERS, WRITING, argument, option
from pinads.cli.options.common.reading import Showing
from pinads.cli.options.common.writing import Confirming
from pinads.cli.options.global_options import InContext
from pinads.render.text import counted, safe
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import Access
from pinads.services.history import runs as history
from pinads.services.history.since import since as moment
from pinads.services.projection import of_rows, queried
from pinads.services.results import Plan, Value, WriteResult
from pinads.services.resume import resume as resume_run
from pinads.services.writes.pipeline import apply_plan

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
    run = history.show_run(context, history.number(context, run_number))
    facts = run.facts
    context.say(f"run {facts['id']}: pinads {facts['command']}")
    states = ", ".join(f"{facts[name]} {name.replace('_', ' ')}" for name in ("applied", "rejected", "unknown", "not_sent"))
    unchanged = f" ({facts['unchanged']} unchanged)" if facts["unchanged"] else ""
    context.say(f"{facts['state']}: {counted(facts['rows'], 'row')}, {states.replace(' applied', ' applied' + unchanged, 1)}")
    context.say(safe(run.applied))
    if run.refusal is not None:
        context.say(safe(run.refusal))
    if run.columns:
        return _value(run.rows, run.columns, "chunk", showing)
    told = [name for name in TOLD if name != "resource" or run.resources > 1]
    table = (*SHOWN_IN_TABLE, *(name for name in told if any(row[name] is not None for row in run.rows)))
    return _value(run.rows, SHOWN, "row", showing, table)


def _value(rows: list[dict[str, Any]], columns: Sequence[str], noun: str, showing: Showing, table: tuple[str, ...] = ()) -> Value:
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
    return resume_run(context, history.number(context, run_number), confirming)


@command(group)
def apply(context: InContext, run_number: RunNumber, confirming: Confirming) -> WriteResult | Plan:
    """Send exactly the requests of a plan that --save-plan saved.

    A plan can be applied once, within an hour, while nobody has changed its entities. The policy is evaluated again.

    Examples:
        pinads journal apply 1 --dry-run
        pinads journal apply 1 --yes
    """
    return apply_plan(context, history.number(context, run_number), None, confirming)


@command(group)
def prune(context: InContext, older_than: OldEnough = "90d") -> Value:
    """Delete old runs from the journal; they can then be neither resumed nor undone.

    Examples:
        pinads journal prune
        pinads journal prune --older-than 30d
    """
    forgotten = history.prune(context, older_than)
    return Value({"forgotten": forgotten}, text=f"deleted {counted(forgotten, 'run')}")
