"""How an order is carried out: check all rows, see what is there, hold them against the policy, ask, journal, send, report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from pinads.cli.options.checks import check_showing
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
from pinads.services.writes.validate import Checked

if TYPE_CHECKING:
    from pinads.cli.options.common import Confirming
    from pinads.sdk.bulk.batching import WriteObserver
    from pinads.services.changes import Level
    from pinads.services.context import Session
    from pinads.services.writes.plan import Held


def write(session: Session, order: Order, confirming: Confirming) -> Written | Plan:
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
    held = Held(session, order, confirming) if order.mode is Mode.CREATE and order.resumes is None else None
    patience = settling(session, confirming)
    checked = _checked(session, order, confirming, held)
    at_once, kind = session.at_once(confirming.concurrency), order.records.kind
    if confirming.failed_out is not None and not confirming.dry_run:
        source = order.records.source
        for file in {"-", str(source.path) if source is not None and source.path is not None else "-"}:
            refuse_same(file, confirming.failed_out)
        check_writable(confirming.failed_out, checked.cleared, kind)
    order = gone_on(session, order, checked, confirming)
    if held is not None and order.resumes is None:
        held.tell(checked.total)
        plan = held.plan(order)
    else:
        plan = approved(session, order, checked.total, confirming, open_rows(session, order))
    order = plan.order
    if confirming.dry_run:
        return _planned(session, order, planned_only(session, plan))
    watcher = recorded(session, plan, checked, confirming)
    send = order.writer(session.account if order.model.RESOURCE.in_account else "", **patience)
    outcomes: Iterator[Outcome[Any]]
    outcomes = send(client=session.client, concurrency=at_once, reconcile=not confirming.no_reconcile, watcher=watcher)
    if confirming.failed_out is not None:
        outcomes = kept(outcomes, order, confirming.failed_out, kind, session)
    return Written(outcomes, order.model, order.verb, checked.total, confirming, order.single, ended=partial(ended, session, watcher))


def _checked(session: Session, order: Order, confirming: Confirming, held: Held | None) -> Checked:
    """Refuse what can be refused for what was typed and what the rows say."""
    from pinads.services.policy.enforce import guard
    from pinads.services.writes.validate import check_all

    check_showing(order, confirming)
    order.check()
    guard(session, order.model)
    account = session.account if order.model.RESOURCE.in_account else ""
    checked = check_all(order, account) if held is None else check_all(order, account, held.take)
    guard(session, order.model, checked.total)
    if checked.left_out:
        session.note(f"note: an update cannot change {', '.join(checked.left_out)}; left out")
    return checked


def _planned(session: Session, order: Order, watcher: WriteObserver) -> Plan:
    """The requests of a dry run, worked out as they are shown."""
    if order.if_not_exists:
        session.note("note: what exists already is looked for when it is sent, and then left out")
    send = order.writer(session.account if order.model.RESOURCE.in_account else "", look=False)
    return Plan(_requests(send, watcher))


def _requests(send: Callable[..., Iterator[Outcome[Any]]], watcher: WriteObserver) -> Iterator[dict[str, Any]]:
    noted = DryRun()
    for _ in send(client=noted, watcher=watcher):
        yield from noted.taken()


def write_levels(
    session: Session, order: Order, levels: list[Level], confirming: Confirming, digest: str | None = None, idle: Mapping[str, Any] = {}
) -> Written | Plan:
    """Write rows of several resources, one resource after the other; the journal knows of each request before it leaves.

    Args:
        session: where.
        order: how, and what is gone on with.
        levels: the rows.
        confirming: the options.
        digest: of what was asked, by which the same is known again; of the rows if None.
        idle: values with which the rows count for the question how much more is spent.

    Raises:
        InvalidInput: a no, or an option that is about rows of one kind; nothing was sent.
        PolicyViolation: a rule forbids it; nothing was sent.
        JournalError: the journal cannot be used; nothing was sent.
    """
    from pinads.services.writes.apply import LevelSending

    total, is_open = levels[-1].numbers.stop, open_rows(session, order)
    guard(session, order.model, total)
    for level in levels:
        enforce(session, level.model, level.planned(is_open), order.mode, order.care, total)
    order = order._replace(records=_records(levels), levels={level.model.RESOURCE.collection: len(level.parts) for level in levels})
    sending = LevelSending(session, order, levels, confirming)
    if confirming.dry_run:
        return sending.plan()
    if not order.care.asked:
        rows = [(level.model, list(level.planned(is_open, **idle))) for level in levels]
        approve(session, rows, order.mode, order.verb, WORD, confirming)
    checked = Checked(total, digest or digest_of([list(order.records.values())]).hex(), None, ())
    run = begun(session, order, checked, confirming)
    if order.resumes is not None:
        note_going_on(session, order, run)
    done = partial(ended, session, sending.recorder(run, levels[0]))
    return Written(sending.outcomes(run), order.model, order.verb, total, confirming, noun=WORD, ended=done)
