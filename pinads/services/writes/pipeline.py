"""How an order is carried out: check all rows, see what is there, hold them against the policy, ask, journal, send, report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from pinads.journal.models import digest_of
from pinads.sdk.bulk.outcomes import Outcome
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import WORD, Order, _records
from pinads.services.policy.enforce import enforce, guard
from pinads.services.results import Plan, Written
from pinads.services.writes.apply import DryRun
from pinads.services.writes.confirm import approve
from pinads.services.writes.failed_rows import check_writable, kept, refuse_same
from pinads.services.writes.record import begun, ended, note_going_on, open_rows
from pinads.services.writes.validate import Checked, check_showing

if TYPE_CHECKING:
    from pinads.sdk.bulk.batching import Watcher
    from pinads.services.changes import Level
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions
    from pinads.services.writes.plan import Held


def write(context: Context, order: Order, options: WriteOptions) -> Written | Plan:
    """Check all rows, then write them as the outcomes are asked for; the journal knows of each request before it leaves.

    Raises:
        InvalidInput: a row that cannot be written, or a no; nothing was sent.
        PolicyViolation: a rule forbids it; nothing was sent.
        JournalError: the journal cannot be used; nothing was sent.
    """
    from pinads.services.writes.conflicts import gone_on
    from pinads.services.writes.plan import Held, approved
    from pinads.services.writes.record import ended, open_rows, planned_only, recorded, settling

    # Where nothing is read, one pass checks the rows and holds them against the policy; what is left of a run needs one of its own.
    held = Held(context, order, options) if order.mode is Mode.CREATE and order.resumes is None else None
    patience = settling(context, options)
    checked = _checked(context, order, options, held)
    at_once, kind = context.concurrency(options.concurrency), order.records.kind
    if options.failed_out is not None and not options.dry_run:
        source = order.records.source
        for file in {"-", str(source.path) if source is not None and source.path is not None else "-"}:
            refuse_same(file, options.failed_out)
        check_writable(options.failed_out, checked.cleared, kind)
    order = gone_on(context, order, checked, options)
    if held is not None and order.resumes is None:
        held.tell(checked.total)
        plan = held.plan(order)
    else:
        plan = approved(context, order, checked.total, options, open_rows(context, order))
    order = plan.order
    if options.dry_run:
        return _planned(context, order, planned_only(context, plan))
    watcher = recorded(context, plan, checked, options)
    send = order.writer(context.account if order.model.RESOURCE.in_account else "", **patience)
    outcomes: Iterator[Outcome[Any]]
    outcomes = send(client=context.client, concurrency=at_once, reconcile=not options.no_reconcile, watcher=watcher)
    if options.failed_out is not None:
        outcomes = kept(outcomes, order, options.failed_out, kind, context)
    return Written(outcomes, order.model, order.verb, checked.total, options, order.single, ended=partial(ended, context, watcher))


def _checked(context: Context, order: Order, options: WriteOptions, held: Held | None) -> Checked:
    """Refuse what can be refused for what was typed and what the rows say."""
    from pinads.services.policy.enforce import guard
    from pinads.services.writes.validate import check_all

    check_showing(order, options)
    order.check()
    guard(context, order.model)
    account = context.account if order.model.RESOURCE.in_account else ""
    checked = check_all(order, account) if held is None else check_all(order, account, held.take)
    guard(context, order.model, checked.total)
    if checked.left_out:
        context.note(f"an update cannot change {', '.join(checked.left_out)}; left out")
    return checked


def _planned(context: Context, order: Order, watcher: Watcher) -> Plan:
    """The requests of a dry run, worked out as they are shown."""
    if order.if_not_exists:
        context.note("what exists already is looked for when it is sent, and then left out")
    send = order.writer(context.account if order.model.RESOURCE.in_account else "", look=False)
    return Plan(_requests(send, watcher))


def _requests(send: Callable[..., Iterator[Outcome[Any]]], watcher: Watcher) -> Iterator[dict[str, Any]]:
    noted = DryRun()
    for _ in send(client=noted, watcher=watcher):
        yield from noted.taken()


def write_levels(
    context: Context, order: Order, levels: list[Level], options: WriteOptions, digest: str | None = None, idle: Mapping[str, Any] = {}
) -> Written | Plan:
    """Write rows of several resources, one resource after the other; the journal knows of each request before it leaves.

    Args:
        context: where.
        order: how, and what is gone on with.
        levels: the rows.
        options: the options.
        digest: of what was asked, by which the same is known again; of the rows if None.
        idle: values with which the rows count for the question how much more is spent.

    Raises:
        InvalidInput: a no, or an option that is about rows of one kind; nothing was sent.
        PolicyViolation: a rule forbids it; nothing was sent.
        JournalError: the journal cannot be used; nothing was sent.
    """
    from pinads.services.writes.apply import LevelSending

    total, is_open = levels[-1].numbers.stop, open_rows(context, order)
    guard(context, order.model, total)
    for level in levels:
        enforce(context, level.model, level.planned(is_open), order.mode, order.care, total)
    order = order._replace(records=_records(levels), levels={level.model.RESOURCE.collection: len(level.parts) for level in levels})
    sending = LevelSending(context, order, levels, options)
    if options.dry_run:
        return sending.plan()
    if not order.care.asked:
        rows = [(level.model, list(level.planned(is_open, **idle))) for level in levels]
        approve(context, rows, order.mode, order.verb, WORD, options)
    checked = Checked(total, digest or digest_of([list(order.records.values())]).hex(), None, ())
    run = begun(context, order, checked, options)
    if order.resumes is not None:
        note_going_on(context, order, run)
    done = partial(ended, context, sending.recorder(run, levels[0]))
    return Written(sending.outcomes(run), order.model, order.verb, total, options, noun=WORD, ended=done)
