"""Plans that outlive their process: a run whose rows are in the journal, with a digest, an expiry and a single use."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from pinads.journal.models import PLANNED, RUNNING, STOPPED, TREE, SavedPlan, saved_plan
from pinads.sdk.errors import InvalidInput
from pinads.services.changes import ChangeSet
from pinads.services.results import KeptPlan
from pinads.services.writes.run import handling_of, start_of
from pinads.services.writes.stored_rows import as_before, rows_as_json, stored_phases

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.plan import WritePlan

EXPIRES = 3600.0
"""Seconds after which a saved plan can no longer be applied."""


def save(context: Context, plan: WritePlan) -> KeptPlan:
    """Save a plan, made with ``save_plan``, in the journal.

    Raises:
        InvalidInput: its rows are those of an unfinished run.
        JournalError: the journal cannot be used.
    """
    changes, spend = plan.changes, plan.spend
    if changes.resumes is not None:
        told = f"run {changes.resumes.id} of the same rows did not finish, and its remaining rows cannot be saved as a plan"
        raise InvalidInput(told, "save_plan").hinting(f"pinads journal resume {changes.resumes.id}")
    start = start_of(context, changes, plan.total, plan.checked.digest, resolved=True, relative=plan.relative)
    saved = SavedPlan(plan.digest, time.time() + EXPIRES, changes.question, changes.handling.read)
    # The rows are in the journal, complete and in UTF-8, wherever they came from.
    options = {**start.options, "encoding": None, "saved": saved._asdict()}
    start = start._replace(source=None, kind=TREE if changes.tree else "jsonl", defaults={}, options=options)
    run = context.journal.save(start, rows_as_json(changes))
    summary = {"verb": changes.verb, "rows": plan.total, "unchanged": plan.unchanged, "final": dict(plan.finals), "account": start.account}
    if spend is not None:
        # A cut in one row must not hide a raise in another.
        summary |= {"daily": spend.daily, "lifetime": spend.lifetime, "raises": spend.raises or spend.raising > 0, "raising": spend.raising}
        summary |= {"daily_once_active": spend.daily_once_active, "uncounted": spend.uncounted, "currency": context.known_currency()}
    diff = [
        {"noun": one.noun, "id": one.identity, "name": one.name, "field": one.field.name, "old": one.old, "new": one.new}
        for one in plan.diff.fields()
    ]
    return KeptPlan(run.id, plan.digest, summary, saved.expires, diff, plan.diff.more)


def saved_changes(context: Context, number: int, digest: str | None) -> ChangeSet:
    """Return the rows of a saved plan as a change set; without a ``digest`` whichever plan the run is.

    Raises:
        NotFound: the journal has no such run.
        InvalidInput: the run is not a saved plan, has another digest, has expired, or was applied; nothing was sent.
    """
    run = context.journal.run(number)
    saved = saved_plan(run)
    if saved is None:
        raise InvalidInput(f"run {run.id} is not a saved plan; `save_plan` makes one. Nothing was sent.", "ID")
    if run.state in (RUNNING, STOPPED):
        begun = f"the plan of run {run.id} was begun, and not all of its rows were sent; now nothing was sent"
        raise InvalidInput(begun, "ID").hinting(f"pinads journal resume {run.id}")
    if run.state != PLANNED:
        used = f"the plan of run {run.id} was applied, and can be applied once only; nothing was sent"
        raise InvalidInput(used, "ID").hinting(f"pinads journal show {run.id}")
    if digest is not None and saved.digest != digest:
        raise InvalidInput(f"the plan of run {run.id} has another digest: it is not the one that was reviewed. Nothing was sent.", "digest")
    if saved.has_expired:
        raise InvalidInput(f"the plan of run {run.id} has expired. Save it again; nothing was sent.", "ID")
    as_before(context, run)
    start = run.start
    if start.undoes is not None:
        context.journal.take(context.journal.run(start.undoes))
    handling = handling_of(run)._replace(read=saved.read, confirmed_final=bool(saved.question))
    how: dict[str, Any] = {"undoes": start.undoes, "asked": start.digest, "question": saved.question, "saved": run}
    return ChangeSet(stored_phases(context, run), start.verb, handling, tree=start.kind == TREE, **how)


def refuse_stale(plan: WritePlan) -> None:
    """Refuse a saved plan whose entities are not as they were.

    Raises:
        InvalidInput: the plan is stale; nothing was sent.
    """
    run = plan.changes.saved
    saved = None if run is None else saved_plan(run)
    if plan.changes.resumes is not None:
        raise InvalidInput(f"the plan is stale: run {plan.changes.resumes.id} began to write the same rows. Nothing was sent.", "ID")
    if run is None or saved is None or saved.digest != plan.digest:
        raise InvalidInput("the plan is stale: its entities have changed since it was saved. Save it again; nothing was sent.", "ID")
