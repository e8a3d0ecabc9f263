"""Runs of writes in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

from pinads.journal.errors import JournalError
from pinads.journal.matching import may_pass
from pinads.journal.models import PARTIAL, STOPPED, Run, Start
from pinads.journal.recorder import LEFT_ALONE
from pinads.render.text import safe
from pinads.sdk.outcomes import APPLIED, EXISTS, REJECTED
from pinads.services.changes import NOTHING, TRUSTED, ChangeSet, Handling, SkippedRow
from pinads.services.write_events import Resuming

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions


def open_rows(context: Context, changes: ChangeSet) -> Callable[[int], bool]:
    """Return a function that tells by its number if a row is still to be written."""
    run = changes.resumes
    if run is None:
        return lambda number: True
    journal = context.journal
    return lambda number: (record := journal.row(run.id, number)) is None or record.status not in (APPLIED, EXISTS)


def note_resuming(context: Context, run: Run, changes: ChangeSet) -> None:
    """Tell how much of a run is done; one that was not searched for was named by the person."""
    done = context.journal.counts(run.id).done
    context.interaction.notify(Resuming(run.id, done, run.start.total, changes.step.unit, asked=not changes.after))


def start_of(context: Context, changes: ChangeSet, total: int, digest: str, resolved: bool = False, relative: bool = False) -> Start:
    """Describe the run of a change set, for the journal."""
    step, where = changes.step, (context.profile.name, context.client.base_url)
    kept = None if step.keeps == NOTHING else digest
    start = Start(context.origin(), *where, step.account(context), step.resource, step.mode, changes.verb, digest=kept, total=total)
    start = start._replace(undoes=changes.undoes, **step.facts(changes, resolved, relative))
    currency = context.known_currency()
    # For whoever reads the run later, where the account may be out of reach.
    return start if currency is None else start._replace(options={**start.options, "currency": currency})


def handling_of(run: Run) -> Handling:
    """Return the handling of a run's rows as it began; one with ``no_read`` does not read later either."""
    options = run.start.options
    return TRUSTED._replace(keep=not options.get("no_read"), skip=bool(options.get("skip_failed")))


def resumable_states(changes: ChangeSet, options: WriteOptions) -> tuple[str, ...]:
    """Return the states in which an earlier run of the same rows is resumed."""
    is_new = options.fresh or changes.undoes is not None or changes.step.keeps == NOTHING
    return () if is_new else changes.step.unfinished(changes)


def record_left_alone(context: Context, run: Run, rows: Sequence[SkippedRow], first: int) -> None:
    """Record the rows that a run leaves alone, numbered from ``first``."""
    noted = ((EXISTS, row.reason) if row.done else (REJECTED, LEFT_ALONE + row.reason) for row in rows)
    records = [(run.id, number, *note, row.identity, row.name) for number, note, row in zip(count(first), noted, rows)]
    with context.journal.db.writing() as db:
        db.executemany("INSERT INTO rows (run, number, status, message, entity, name) VALUES (?,?,?,?,?,?)", records)


@contextmanager
def noting_journal_errors(context: Context) -> Iterator[None]:
    """Convert errors of the journal into notes, once something was written: its outcome is shown all the same."""
    try:
        yield
    except JournalError as error:
        context.note(safe(error.message))


def end(context: Context, run: Run, shown: bool = True) -> str | None:
    """End a run and return the command that resumes it if rows are left; ``shown`` tells if its outcomes were."""
    journal = context.journal
    state = journal.finish(run, shown)
    left = state == STOPPED or (state == PARTIAL and bool(run.start.options.get("resolved")) and may_pass(journal, run))
    return f"pinads journal resume {run.id}" if left and run.start.total > 1 and run.start.digest is not None else None
