"""The pipeline of every write: check, resume, resolve, review, confirm, apply."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pinads.render.text import counted
from pinads.sdk.errors import InvalidInput
from pinads.services.changes import ChangeSet
from pinads.services.names.cache import forget
from pinads.services.results import Plan, WriteResult
from pinads.services.writes.apply import apply, planned_requests
from pinads.services.writes.confirm import confirm
from pinads.services.writes.conflicts import find_resumable
from pinads.services.writes.failed_rows import check_failed_out
from pinads.services.writes.plan import WritePlan, review
from pinads.services.writes.run import open_rows
from pinads.services.writes.saved_plan import refuse_stale, save, saved_changes
from pinads.services.writes.unlisted_values import send_as_they_are
from pinads.services.writes.validate import CheckedSet, check_options, validate

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions


def write(context: Context, changes: ChangeSet, options: WriteOptions) -> WriteResult | Plan:
    """Plan a write, ask for confirmation, and apply it as its outcomes are read.

    Args:
        context: where.
        changes: the changes.
        options: how; with ``save_plan`` the Plan that is returned has what ``apply_plan`` takes.

    Raises:
        InvalidInput: a row cannot be written, or the answer is no; nothing was sent.
        PolicyViolation: a rule forbids it; nothing was sent.
        JournalError: the journal cannot be used; nothing was sent.
    """
    plan = make_plan(context, changes, options)
    kept = save(context, plan) if options.save_plan else None
    if kept is not None:
        until = time.strftime("%H:%M", time.localtime(kept.expires))
        context.note(f"plan saved until {until}", f"to send exactly these requests, run: pinads journal apply {kept.run}")
    result = _carry_out(context, plan, options)
    if isinstance(result, Plan):
        result.kept = kept
    return result


def apply_plan(context: Context, run: int, digest: str | None, options: WriteOptions) -> WriteResult | Plan:
    """Apply a saved plan, once: what it changes is read again, and the policy is evaluated again.

    Args:
        context: where.
        run: the plan's run in the journal.
        digest: the digest of the plan that was reviewed; None if the person has only its number, and reviews it now.
        options: how.

    Raises:
        InvalidInput: the digest is another one, the plan has expired, was applied or is stale, or the answer is no; nothing was sent.
        PolicyViolation: a rule forbids it; nothing was sent.
        JournalError: the journal cannot be used; nothing was sent.
    """
    if options.save_plan:
        raise InvalidInput(f"run {run} is saved already: leave `save_plan` out", "save_plan")

    def applied() -> WriteResult | Plan:
        plan = make_plan(context, saved_changes(context, run, digest), options)
        refuse_stale(plan)
        return _carry_out(context, plan, options)

    return send_as_they_are(applied)  # They were checked when the plan was made.


def _carry_out(context: Context, plan: WritePlan, options: WriteOptions) -> WriteResult | Plan:
    confirm(context, plan, options)
    if options.dry_run:
        return Plan(planned_requests(context, plan), plan.total)
    if not plan.changes.handling.keeps_names:
        forget(context.profile, context.account)
    return apply(context, plan, options)


def make_plan(context: Context, changes: ChangeSet, options: WriteOptions) -> WritePlan:
    """Check, resolve and review changes; only reads are sent.

    Raises:
        InvalidInput: a row cannot be written.
        PolicyViolation: a rule forbids it.
    """
    check_options(changes, options)
    changes.step.guard(context, 1)
    context.settle_time(options.settle_time)  # Invalid ones fail before any request.
    context.concurrency(options.concurrency)
    read = changes.read
    if read is None:
        checked = validate(context, changes)
        context.announce_names()
        changes.step.guard(context, checked.total)
        if checked.left_out:
            context.note(f"an update cannot change {', '.join(checked.left_out)}: skipped")
        if comments := changes.records.table.comments if changes.records.table is not None else 0:
            context.note(f"{counted(comments, 'comment line')} skipped")
        check_failed_out(changes, options, checked.cleared)
        changes = find_resumable(context, changes, checked, options)
        if changes.resumes is not None:  # Its rows may be resolved already, or cut otherwise.
            checked = checked._replace(total=changes.resumes.start.total, spool=None)
    else:
        context.announce_names()
        changes = find_resumable(context, changes, CheckedSet(0, str(changes.asked)), options)
        if changes.resumes is None:
            changes = changes._replace(phases=read())
        checked = validate(context, changes)
        changes.step.guard(context, checked.total)
    return review(context, changes, checked, options, open_rows(context, changes))
