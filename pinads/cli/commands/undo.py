"""pinads undo RUN: restore the values that a run changed."""

from __future__ import annotations

from typing import Any

from pinads.cli.commands.journal import RunNumber, number
from pinads.cli.framework.commands import built
from pinads.cli.options.common import Confirming
from pinads.cli.options.session import InContext
from pinads.journal.models import levels_of
from pinads.journal.recorder import why_not
from pinads.sdk.errors import PinadsError
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.unknown_values import allow_from_here
from pinads.services.results import Plan, Written
from pinads.services.resume import find_out
from pinads.services.undo import _nothing_left, _steps, _tell_unknown, _written, ask, tell, with_left_alone
from pinads.services.uploads.job import refuse_to_undo
from pinads.services.writes.stored_rows import as_before


def undo(context: InContext, run_number: RunNumber, confirming: Confirming) -> Written | Plan | None:
    """Restore the values that a run changed, and archive the entities that it created.

    Rows that changed since are skipped.

    Examples:
        pinads undo 1 --dry-run
        pinads undo 1 --yes
    """
    allow_from_here()
    journal = context.journal
    run = journal.run(number(run_number))
    if (reason := why_not(run)) is not None:
        raise PinadsError(f"run {run.id}: {reason}")
    refuse_to_undo(journal, run)
    as_before(context, run)
    journal.take(run)
    if not confirming.dry_run:
        find_out(context, run, confirming)
    # Children before their parents.
    levels = [(model_of(resource), numbers) for resource, numbers in reversed(levels_of(run))]
    steps = [step for model, numbers in levels for step in _steps(context, journal, run, model, numbers)]
    rows = [step for step in steps if step.write is not None]
    tell(context, steps)
    _tell_unknown(context, journal, run)
    if not any(step.write is not None or step.is_so for step in steps):
        raise PinadsError(f"nothing of run {run.id} can be undone")
    verb = "archived" if run.start.mode is Mode.CREATE else "restored"
    if not rows:
        # A repeated undo that was interrupted may have nothing left to write.
        return Plan([]) if confirming.dry_run else _nothing_left(steps, verb, confirming)
    if not confirming.dry_run:
        ask(context, confirming, rows, verb)
    written = _written(context, run, rows, verb, len(levels) > 1, confirming)
    if isinstance(written, Written):
        left = [step for step in steps if step.write is None]
        written.outcomes = with_left_alone(written.outcomes, written.total, left)
        written.total += len(left)
    return written


def load() -> Any:
    """Build the command."""
    return built(undo)
