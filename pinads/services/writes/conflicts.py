"""Conflicts with earlier runs of the same rows: unfinished ones are resumed, finished ones lead to a question."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pinads.config.directories import data_dir
from pinads.journal.journal import Journal
from pinads.journal.matching import made_before, may_pass
from pinads.journal.models import PARTIAL, Run, Start, digest_of
from pinads.render.text import counted
from pinads.sdk.errors import InvalidInput
from pinads.sdk.outcomes import APPLIED
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import ChangeSet
from pinads.services.errors import option
from pinads.services.questions import Question
from pinads.services.writes.entity_step import is_resolved
from pinads.services.writes.run import handling_of, resumable_states, start_of
from pinads.services.writes.stored_rows import stored_phases, stored_records

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions
    from pinads.services.writes.validate import CheckedSet

RECENT = 86_400.0
"""Seconds after a run in which a note mentions it when the same command is repeated."""


def find_resumable(context: Context, changes: ChangeSet, checked: CheckedSet, options: WriteOptions) -> ChangeSet:
    """Return the changes, or the rest of an unfinished run of the same rows, which this process then locks.

    Raises:
        JournalError: another process writes the same rows.
        InvalidInput: the entities changed since the unfinished run, or a finished run is not to be repeated; nothing was sent.
    """
    if changes.resumes is not None:
        context.journal.take(changes.resumes)
        return changes
    changes = changes._replace(from_file=changes.from_file or changes.records.source is not None, file=changes.records.file)
    states = resumable_states(changes, options)
    if not states or not Journal.exists(data_dir()):
        return changes
    journal, start = context.journal, start_of(context, changes, checked.total, checked.digest)
    run = journal.latest(start)
    if run is None:
        _ask_of_rows(context, changes, checked, start, options)
        return changes
    changes = changes._replace(after=run.id)
    if _is_left(journal, run, states):
        journal.take(run)
        # The process that had locked it may have finished it in the meantime.
        run = journal.run(run.id)
    if not _is_left(journal, run, states):
        ask_again(context, changes, run, options)
        return changes
    instead = changes.step.outdated(context, run, start)
    if instead is None:
        return _resumed(context, changes, run)
    context.note(instead)
    return changes


def asks_again(changes: ChangeSet, run: Run | None, options: WriteOptions, relative: bool = False) -> bool:
    """Tell if repeating the file of a finished run needs a yes: it creates entities or applies relative amounts twice."""
    if options.again or options.fresh or not changes.from_file or changes.undoes is not None:
        return False
    if changes.step.mode is Mode.CREATE:
        return not changes.step.if_not_exists
    # Absolute values have the same effect the second time.
    return relative or (run is not None and bool(run.start.options.get("relative")))


def ask_again(context: Context, changes: ChangeSet, run: Run, options: WriteOptions, relative: bool = False) -> None:
    """Ask before the rows of a finished run are written again, or note that they are.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked; nothing was sent.
    """
    applied = context.journal.counts(run.id)[APPLIED]
    harmless = changes.step.mode is Mode.UPDATE and not run.start.options.get("relative")
    if not applied or harmless or changes.step.if_not_exists:
        return
    asks = asks_again(changes, run, options, relative)
    if not asks and abs(time.time() - run.started) > RECENT:
        return
    made = changes.step.made(context, run) or f"{changes.verb} these rows ({applied} of {counted(run.start.total, changes.noun)})"
    said = f"run {run.id} of {_moment_of(run)} has already {made}"
    confirm_again(context, changes, said, run, options, asks)


def _ask_of_rows(context: Context, changes: ChangeSet, checked: CheckedSet, start: Start, options: WriteOptions) -> None:
    """Ask before rows are created again that runs of other files created: it may be the same file, corrected.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked; nothing was sent.
    """
    if changes.step.mode is not Mode.CREATE or not asks_again(changes, None, options):
        return
    journal = context.journal
    made = made_before(journal, start)
    found = [] if made.is_empty else made.matching(digest_of(item.row.values)[:8] for item in checked.rows(changes.phases[0]))
    if not found:
        return
    run = journal.run(max(number for _, number in found))
    applied = sum(status == APPLIED for status, _ in found)
    others = " and earlier ones" if any(number != run.id for _, number in found) else ""
    hint = None
    rows = "this row was" if start.total == 1 else f"{len(found)} of these {start.total} rows were"
    if applied == len(found):
        said = f"{rows} {changes.verb} before, in run {run.id} of {_moment_of(run)}{others}"
    else:
        open_run = max(number for status, number in found if status != APPLIED)
        said = f"{rows} {changes.verb} before or may have been, in run {run.id} of {_moment_of(run)}{others}"
        said += f" ({len(found) - applied} without an answer in run {open_run})"
        hint = f"to look for those without an answer, run: pinads journal resume {open_run}"
    confirm_again(context, changes, said, run, options, hint=hint)


def _moment_of(run: Run) -> str:
    """Format when a run began, in this machine's time zone."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started))


def confirm_again(
    context: Context, changes: ChangeSet, said: str, run: Run, options: WriteOptions, must: bool = True, hint: str | None = None
) -> None:
    """Ask before rows are written that an earlier run has written, or note that they are written again.

    Args:
        said: what that run did.
        run: the earlier run.
        options: how it is done; neither a dry run nor ``yes`` asks.
        must: refuse where nobody can be asked; else only typed rows are asked about, and refused where a person at a terminal has
            forbidden questions.
        hint: the next thing to do where nothing is written; by default, a note has the command that shows the earlier run.

    Raises:
        InvalidInput: the answer is no, or nobody can be asked; nothing was sent.
    """
    twice, field, instead = changes.step.again
    typed = not changes.from_file and not (changes.tree and changes.step.mode is Mode.CREATE)
    asks, said = (must or typed) and not options.yes and not options.dry_run, f"{said}. {twice}"
    if asks and context.interaction.can_confirm:
        if context.interaction.confirm(Question(said)):
            return
        error = InvalidInput(f"not confirmed: nothing was {run.start.verb}", None)
    elif asks and (must or (context.interaction.forbidden_by == "no_input" and context.interaction.is_shown)):
        error = InvalidInput(f"{said}: use {option(field)} to do that{instead}. Nothing was sent", field)
    else:
        context.note(said, hint or f"pinads journal show {run.id}")
        return
    raise error if hint is None else error.hinting(hint)


def _is_left(journal: Journal, run: Run, states: tuple[str, ...]) -> bool:
    # Recomputing the values of rejected rows would recompute those of applied ones, too.
    return run.state in states or (run.state == PARTIAL and is_resolved(run) and may_pass(journal, run))


def _resumed(context: Context, changes: ChangeSet, run: Run) -> ChangeSet:
    if changes.tree:
        phases = stored_phases(context, run)
        if changes.step.mode is Mode.CREATE:
            context.note(f"copying {phases[0].step.noun} {phases[0].sources[0]} as it was at run {run.id}, {_moment_of(run)}")
        changes = changes._replace(phases=phases)
    elif run.start.options.get("resolved"):
        stored = stored_records(context, run)
        records = changes.records.replaced(stored.__iter__, stored.source)  # Refused rows go into a table like the one that was read.
        changes = changes._replace(phases=(changes.phases[0]._replace(records=records),))
    changes = changes._replace(phases=tuple(phase.step.rest(phase, run) for phase in changes.phases))
    now, handling = changes.handling, handling_of(run)
    handling = handling._replace(keep=now.keep and handling.keep, confirmed_final=now.confirmed_final)
    if changes.step.mode is Mode.UPDATE and not now.overwrite_newer:
        handling = handling._replace(resumes=run)
    return changes._replace(resumes=run, handling=handling)
