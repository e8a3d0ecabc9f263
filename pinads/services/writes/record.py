"""Writes and the journal: every command that writes begins a run there, or goes on with one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.journal.errors import Overtaken
from pinads.journal.matching import may_pass
from pinads.journal.models import PARTIAL, RUNNING, SENT, STOPPED, RowRecord, Run, Start
from pinads.journal.recorder import Recorder, Remembering, Sparing, left_of
from pinads.render.text import counted, safe
from pinads.sdk.bulk.batching import How, Watcher, read_row
from pinads.sdk.bulk.lookup import is_in_listings_only
from pinads.sdk.bulk.outcomes import APPLIED, EXISTS, REJECTED, UNKNOWN
from pinads.sdk.bulk.sender import Sender
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import LEVELS, Order
from pinads.services.events import LookingFor, NotFound, Resuming, SendingAgain, Waiting
from pinads.services.inputs.records import Records

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions
    from pinads.services.writes.plan import Approved
    from pinads.services.writes.validate import Checked

ROWS_A_PART = 500


def keeps(run: Run) -> bool:
    """Whether a run keeps what was there before; where it was begun with --no-read, nothing of it is read later either."""
    return not run.start.options.get("no_read")


def open_rows(context: Context, order: Order) -> Callable[[int], bool]:
    """Tells which rows of an order are still to be written."""
    if order.resumes is None:
        return lambda number: True
    return Remembering(context.journal, order.resumes, order.model, context.client).is_open


def recorded(context: Context, plan: Approved, checked: Checked, options: WriteOptions) -> Recorder:
    """Begin a run in the journal, or go on with the one that the order resumes.

    Raises:
        JournalError: the journal cannot be used; nothing was sent.
    """
    order = plan.order
    take_time(context, order)
    run = begun(context, order, checked, options)
    journal = context.journal
    recorder = Recorder(journal, run, order.model, context.client, order.resumes is not None)
    recorder.on_wait, recorder.on_again = note_wait(context), note_again(context)
    if plan.unchanged:
        recorder.spare(order.records.values())
    if order.resumes is not None:
        settle(context, order, recorder, options)
        note_going_on(context, order, run)
    return recorder


def begun(context: Context, order: Order, checked: Checked, options: WriteOptions) -> Run:
    """The run of an order, begun in the journal or gone on with.

    Raises:
        JournalError: the journal cannot be used; nothing was sent.
    """
    journal = context.journal
    if order.resumes is not None:
        journal.go_on(order.resumes)
        return order.resumes
    from pinads.services.writes.conflicts import ask_again, asks_again

    start, states = start_of(context, order, checked), states_of(order, options)
    after, once = order.after, not order.personal and asks_again(order, None, options)
    while True:
        parts = None if order.personal or _file_of(order) else _parts(order.records)
        try:
            return journal.begin(start, parts, states, after, once)
        except Overtaken as error:
            context.note(f"{error.message}")
            ask_again(context, order, error.run, options)
            after = error.run.id


def planned_only(context: Context, plan: Approved) -> Watcher:
    """What a dry run knows of rows: those that are so already or that an earlier run applied are not sent."""
    order = plan.order
    if order.resumes is None:
        return Sparing(order.model, context.account if order.model.RESOURCE.in_account else "", context.client)
    journal = context.journal
    note_going_on(context, order, order.resumes)
    remembering = Remembering(journal, order.resumes, order.model, context.client)
    counts = journal.counts(order.resumes.id)
    unclear = counts.get(SENT, 0) + counts.get(UNKNOWN, 0)
    if unclear and not remembering.repeats:
        context.note(f"{counted(unclear, 'row')} whose answer never came are looked for when it is sent; what is missing is sent then")
    return remembering


def start_of(context: Context, order: Order, checked: Checked) -> Start:
    """What the run of an order is, when it begins."""
    return Start(
        words=context.origin(),
        profile=context.profile.name,
        base_url=context.client.base_url,
        account=context.account if order.model.RESOURCE.in_account else "",
        resource=order.model.RESOURCE.collection,
        mode=order.mode,
        verb=order.verb,
        source=_file_of(order),
        kind="jsonl" if order.resolved else order.records.kind,
        defaults=order.defaults,
        digest=None if order.personal else checked.digest,
        total=checked.total,
        options=_options(order),
        undoes=order.undoes,
    )


def _options(order: Order) -> dict[str, Any]:
    how = {
        "encoding": order.records.source.named if order.records.source is not None else None,
        "if_not_exists": order.if_not_exists,
        "resolved": order.resolved,
        "relative": order.relative,
        "no_read": not order.care.keep,
        "replace": order.care.replace,
    }
    return {**how, "levels": order.levels} if order.levels else how


def _file_of(order: Order) -> str | None:
    """The file that the rows can be read from again."""
    source = order.records.source
    return str(source.path) if source is not None and source.path is not None else None


def states_of(order: Order, options: WriteOptions) -> tuple[str, ...]:
    """The states in which an earlier run of the same rows is gone on with."""
    if options.fresh or order.undoes is not None:
        return ()
    # Of a file (or a clone) that was written but for some rows, the others would be made twice; what was typed may be typed again.
    whole_file = order.mode is Mode.CREATE and (order.records.source is not None or order.records.kind == LEVELS)
    return (RUNNING, STOPPED, PARTIAL) if whole_file else (RUNNING, STOPPED)


def _parts(records: Records) -> Iterator[bytes]:
    """The rows as they are kept: standard input as it came, what was typed as JSONL."""
    if records.source is not None:
        yield from records.source.parts()
        return
    lines: list[str] = []
    for values in records.values():
        lines.append(json.dumps(dict(values), ensure_ascii=False) + "\n")
        if len(lines) == ROWS_A_PART:
            yield "".join(lines).encode("utf-8", "surrogatepass")
            lines = []
    yield "".join(lines).encode("utf-8", "surrogatepass")


def settling(context: Context, options: WriteOptions) -> dict[str, Any]:
    """How long creates of unknown fate are waited for, as ``create_many`` takes it."""
    return {"settle_time": context.settle_time(options.settle_time), "wait": not options.no_wait}


def note_wait(context: Context) -> Callable[[int, float], None]:
    """A function that says that rows are waited for, and how to be spared that."""

    return lambda rows, seconds: context.interaction.notify(Waiting(rows, seconds))


def note_again(context: Context) -> Callable[[int], None]:
    """A function that says that rows are sent once more."""
    return lambda rows: context.interaction.notify(SendingAgain(rows))


def take_time(context: Context, order: Order) -> None:
    """Learn the server's time before the first create of a run, to tell what a lost request made from older entities.

    Raises:
        PinadsError: the server cannot be reached; nothing was sent.
    """
    resource, client = order.model.RESOURCE, context.client
    # Keywords do not say when they were made.
    is_dated = resource.known_by and resource.in_account and not is_in_listings_only(order.model)
    if order.mode is Mode.UPDATE or not is_dated or client.server_time is not None:
        return
    from pinads.sdk.errors import NetworkError, PinadsError, Stopped
    from pinads.sdk.resources.ad_accounts import AdAccount

    try:
        AdAccount(context.account, client=client)
    except PinadsError as error:
        # A refusal is dated, too; the write will be told why.
        if client.server_time is None and isinstance(error, (NetworkError, Stopped)):
            raise


def settle(context: Context, order: Order, recorder: Recorder, options: WriteOptions) -> None:
    """Look for rows of unknown outcome; those that the server may still execute become pending."""
    unclear = {} if recorder.repeats or options.no_reconcile else recorder.open_rows()
    if unclear:
        take_time(context, order)
        context.interaction.notify(LookingFor(len(unclear)))
        _look_for(context, order, recorder, unclear, options)


def note_going_on(context: Context, order: Order, run: Run) -> None:
    """Say what is left to do of a run."""
    counts = context.journal.counts(run.id)
    done = counts.get(APPLIED, 0) + counts.get(EXISTS, 0)
    context.interaction.notify(Resuming(run.id, done, run.start.total, asked=order.care.asked))


def _look_for(context: Context, order: Order, recorder: Recorder, unclear: Mapping[int, RowRecord], options: WriteOptions) -> None:
    start = recorder.run.start
    look = Recorder(recorder.journal, recorder.run, order.model, context.client, goes_on=False, numbers=recorder.numbers)
    how = How(reconcile=True, watcher=look, **settling(context, options))
    sender = Sender(order.model, start.account, order.mode, context.client, how)
    picked: Iterable[Any] = ((number, values) for number, values in enumerate(order.records.values(), recorder.first) if number in unclear)
    rows = [read_row(order.model, start.account, order.mode, how, number, values) for number, values in picked]
    for row in rows:
        row.left = left_of(unclear[row.number], context.client)
    missing = sender.find_out([row for row in rows if row.body is not None])
    gone = sum(record is not None and record.status == REJECTED for record in (look.journal.row(look.run.id, number) for number in unclear))
    if gone:
        context.interaction.notify(NotFound(gone))
    recorder.pending = {row.number: row.left for row in missing if row.left is not None}
    if sender.unseen is not None:
        context.note(safe(f"they could not be looked for: {sender.unseen}"))


def ended(context: Context, recorder: Recorder, shown: bool = True) -> str | None:
    """End a run, whose outcomes were ``shown`` or could not be; answers what to type to go on, where rows are left."""
    journal, run = recorder.journal, recorder.run
    state = journal.finish(run, shown)
    left = state == STOPPED or (state == PARTIAL and bool(run.start.options.get("resolved")) and may_pass(journal, run))
    return f"pinads journal resume {run.id}" if left and run.start.total > 1 and run.start.digest is not None else None
