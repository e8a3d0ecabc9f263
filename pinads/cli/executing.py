"""How an order is carried out: check all rows, see what is there, hold them against the policy, ask, journal, send, report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from pinads.cli.dry_run import DryRun
from pinads.cli.failed_rows import check_writable, kept, refuse_same
from pinads.cli.order import Order
from pinads.cli.results import OUTCOME_FIELDS, Plan, Written
from pinads.cli.selecting import check, queried, row_paths
from pinads.sdk.fields import Mode
from pinads.sdk.outcomes import Outcome

if TYPE_CHECKING:
    from pinads.cli.approval import Held
    from pinads.cli.checking import Checked
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session
    from pinads.sdk.batches import Watcher


def write(session: Session, order: Order, confirming: Confirming) -> Written | Plan:
    """Check all rows, then write them as the outcomes are asked for; the journal knows of each request before it leaves.

    Raises:
        InvalidInput: a row that cannot be written, or a no; nothing was sent.
        PolicyViolation: a rule forbids it; nothing was sent.
        JournalError: the journal cannot be used; nothing was sent.
    """
    from pinads.cli.again import gone_on
    from pinads.cli.approval import Held, approved
    from pinads.cli.journalling import ended, open_rows, planned_only, recorded, settling

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
    from pinads.cli.checking import check_all
    from pinads.cli.policy import guard

    check_showing(order, confirming)
    order.check()
    guard(session, order.model)
    account = session.account if order.model.RESOURCE.in_account else ""
    checked = check_all(order, account) if held is None else check_all(order, account, held.take)
    guard(session, order.model, checked.total)
    if checked.left_out:
        session.note(f"note: an update cannot change {', '.join(checked.left_out)}; left out")
    return checked


def check_showing(order: Order, confirming: Confirming) -> None:
    """Refuse fields that outcomes do not have, and a query that is none."""
    if order.single:
        return check(order.model, confirming.fields, confirming.query)
    row_paths(confirming.fields, OUTCOME_FIELDS)
    if confirming.query:
        queried(None, confirming.query, typed=False)
    return None


def _planned(session: Session, order: Order, watcher: Watcher) -> Plan:
    """The requests of a dry run, worked out as they are shown."""
    if order.if_not_exists:
        session.note("note: what exists already is looked for when it is sent, and then left out")
    send = order.writer(session.account if order.model.RESOURCE.in_account else "", look=False)
    return Plan(_requests(send, watcher))


def _requests(send: Callable[..., Iterator[Outcome[Any]]], watcher: Watcher) -> Iterator[dict[str, Any]]:
    noted = DryRun()
    for _ in send(client=noted, watcher=watcher):
        yield from noted.taken()
