"""Runs of writes in the journal, and the search for rows of unknown outcome."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pinads.journal.errors import JournalError
from pinads.journal.matching import may_pass
from pinads.journal.models import PARTIAL, RUNNING, SENT, STOPPED, Run, Start
from pinads.journal.recorder import Recorder, Remembering, Sparing, left_of
from pinads.render.text import counted, safe
from pinads.sdk.bulk.batching import BulkOptions, WriteObserver, read_row
from pinads.sdk.bulk.lookup import is_in_listings_only
from pinads.sdk.bulk.outcomes import APPLIED, EXISTS, REJECTED, UNKNOWN
from pinads.sdk.bulk.sender import Sender
from pinads.sdk.errors import NetworkError, PinadsError, Stopped
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import TREE, ChangeSet, Phase, to_json
from pinads.services.events import LookingFor, NothingFound, Resuming, SendingAgain, Waiting
from pinads.services.inputs.records import Records

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions

ROWS_A_PART = 500


def open_rows(context: Context, changes: ChangeSet) -> Callable[[int], bool]:
    """Return a function that tells by its number if a row is still to be written."""
    if changes.resumes is None:
        return lambda number: True
    return Remembering(context.journal, changes.resumes, changes.model, context.client).is_open


def account_of(context: Context, phase: Phase | ChangeSet) -> str:
    """Return the ad account of rows; empty if their resource is in none."""
    return context.account if phase.model.RESOURCE.in_account else ""


def numbers_of(phase: Phase, changes: ChangeSet) -> range | None:
    """Return the numbers of a phase's rows in a tree; None if the phase is the whole run."""
    return range(phase.first, phase.first + len(phase.sources)) if changes.tree else None


def recorder_of(context: Context, changes: ChangeSet, phase: Phase, run: Run) -> Recorder:
    """Make the recorder of a phase."""
    resumes = changes.resumes is not None
    recorder = Recorder(context.journal, run, phase.model, context.client, resumes, numbers=numbers_of(phase, changes))
    recorder.on_wait = lambda rows, seconds: context.interaction.notify(Waiting(rows, seconds))
    recorder.on_again = lambda rows: context.interaction.notify(SendingAgain(rows))
    return recorder


def history_of(context: Context, changes: ChangeSet, phase: Phase) -> WriteObserver:
    """Make the observer of a phase in a dry run, which skips unchanged rows and those already applied."""
    if changes.resumes is None:
        history = Sparing(phase.model, account_of(context, phase), context.client)
        history.first = phase.first
        return history
    return Remembering(context.journal, changes.resumes, phase.model, context.client, numbers=numbers_of(phase, changes))


def note_unclear(context: Context, run: Run, repeats: bool) -> None:
    """Note in a dry run that rows of unknown outcome will be looked for."""
    counts = context.journal.counts(run.id)
    unclear = counts.get(SENT, 0) + counts.get(UNKNOWN, 0)
    if unclear and not repeats:
        context.note(f"{counted(unclear, 'row')} without an answer are looked for first; those that are missing are sent again")


def note_resuming(context: Context, run: Run, asked: bool, noun: str = "row") -> None:
    """Tell how much of a run is done; ``asked`` if the person named it."""
    counts = context.journal.counts(run.id)
    done = counts.get(APPLIED, 0) + counts.get(EXISTS, 0)
    context.interaction.notify(Resuming(run.id, done, run.start.total, noun, asked))


def new_start(context: Context, account: str, resource: str, mode: Mode, verb: str, **more: Any) -> Start:
    """Describe a run of the command that is running, for the journal."""
    return Start(context.origin(), context.profile.name, context.client.base_url, account, resource, mode, verb, **more)


def start_of(context: Context, changes: ChangeSet, total: int, digest: str, resolved: bool = False, relative: bool = False) -> Start:
    """Describe the run of a change set, for the journal."""
    records = changes.records
    options: dict[str, Any] = {
        "encoding": records.source.named if records.source is not None else None,
        "if_not_exists": changes.if_not_exists,
        "resolved": resolved,
        "relative": relative,
        "no_read": not changes.handling.keep,
        "replace": changes.handling.replace,
    }
    if changes.tree:
        options["levels"] = {phase.model.RESOURCE.collection: len(phase.sources) for phase in changes.phases}
    return new_start(
        context,
        account_of(context, changes),
        changes.model.RESOURCE.collection,
        changes.mode,
        changes.verb,
        source=_file_of(records),
        kind=TREE if changes.tree else "jsonl" if resolved else records.kind,
        defaults=changes.defaults,
        digest=None if changes.personal else digest,
        total=total,
        options=options,
        undoes=changes.undoes,
    )


def keeps(run: Run) -> bool:
    """Tell if a run keeps previous values; one that began with ``no_read`` does not read later either."""
    return not run.start.options.get("no_read")


def resumable_states(changes: ChangeSet, options: WriteOptions) -> tuple[str, ...]:
    """Return the states in which an earlier run of the same rows is resumed."""
    if options.fresh or changes.undoes is not None:
        return ()
    # Repeating a file (or a clone) with some rejected rows would create the others twice; options may be meant to repeat.
    whole_file = changes.mode is Mode.CREATE and (changes.records.source is not None or changes.tree)
    return (RUNNING, STOPPED, PARTIAL) if whole_file else (RUNNING, STOPPED)


def stored_rows(changes: ChangeSet) -> Iterator[bytes] | None:
    """Return the rows as the journal stores them; None if a file has them, or for people's records."""
    if changes.personal or _file_of(changes.records):
        return None
    if changes.tree:
        return _jsonl(
            {"resource": phase.model.RESOURCE.collection, "values": to_json(row.values), "source": source}
            for phase in changes.phases
            for row, source in zip(phase.records, phase.sources, strict=True)
        )
    source = changes.records.source
    return source.parts() if source is not None else _jsonl(dict(values) for values in changes.records.values())


def _file_of(records: Records) -> str | None:
    """Return the file that the rows can be read from again."""
    source = records.source
    return str(source.path) if source is not None and source.path is not None else None


def _jsonl(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    lines: list[str] = []
    for row in rows:
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
        if len(lines) == ROWS_A_PART:
            yield "".join(lines).encode("utf-8", "surrogatepass")
            lines = []
    yield "".join(lines).encode("utf-8", "surrogatepass")


def settling(context: Context, options: WriteOptions) -> dict[str, Any]:
    """Return the arguments of ``create_many`` about creates of unknown outcome."""
    return {"settle_time": context.settle_time(options.settle_time), "wait": not options.no_wait}


def learn_time(context: Context, phase: Phase) -> None:
    """Learn the server's time before the first create, to tell new entities from older ones.

    Raises:
        PinadsError: the server cannot be reached; nothing was sent.
    """
    resource, client = phase.model.RESOURCE, context.client
    # Keywords have no creation time.
    is_dated = resource.known_by and resource.in_account and not is_in_listings_only(phase.model)
    if phase.mode is Mode.UPDATE or not is_dated or client.server_time is not None:
        return
    try:
        AdAccount(context.account, client=client)
    except PinadsError as error:
        # A refusal has a date, too; the write will meet the same error.
        if client.server_time is None and isinstance(error, (NetworkError, Stopped)):
            raise


def reconcile(context: Context, phase: Phase, values: Iterable[Mapping[str, Any]], recorder: Recorder, options: WriteOptions) -> None:
    """Look for rows of unknown outcome; those that the server may still execute become pending.

    Args:
        context: where.
        phase: the rows' phase.
        values: the values of all its rows, without Refs.
        recorder: the recorder of the phase.
        options: how.
    """
    unclear = {} if recorder.repeats or options.no_reconcile else recorder.open_rows()
    if not unclear:
        return
    learn_time(context, phase)
    context.interaction.notify(LookingFor(len(unclear)))
    account, model, client = recorder.run.start.account, phase.model, context.client
    look = Recorder(recorder.journal, recorder.run, model, client, goes_on=False, numbers=recorder.numbers)
    how = BulkOptions(reconcile=True, observer=look, **settling(context, options))
    sender = Sender(model, account, phase.mode, client, how)
    picked = ((number, given) for number, given in enumerate(values, recorder.first) if number in unclear)
    rows = [read_row(model, account, phase.mode, how, number, given) for number, given in picked]
    for row in rows:
        row.left = left_of(unclear[row.number], client)
    missing = sender.reconcile([row for row in rows if row.body is not None])
    gone = sum(record is not None and record.status == REJECTED for record in (look.journal.row(look.run.id, number) for number in unclear))
    if gone:
        context.interaction.notify(NothingFound(gone))
    recorder.pending = {row.number: row.left for row in missing if row.left is not None}
    if sender.failed_look is not None:
        context.note(safe(f"the rows could not be looked for: {sender.failed_look}"))


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
