"""What stands between the checked rows of a write and their sending: what is there, the policy, the person at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.asking import Endings, Sums, approve_sums, is_watched
from pinads.cli.budgets import Unbudgeted
from pinads.cli.changes import Changes
from pinads.cli.order import Order
from pinads.cli.policy import Enforcing, may_be_refused, must_know
from pinads.cli.rows import Records, Row
from pinads.cli.spending import is_final
from pinads.cli.updating import Planned, planned
from pinads.cli.worked_out import WorkedOut
from pinads.sdk.ad_groups import AdGroup
from pinads.sdk.fields import Mode
from pinads.sdk.present import can_be_read

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session


class Approved(NamedTuple):
    """A write that nothing and nobody has anything against.

    Attributes:
        order: with its rows as they are sent.
        unchanged: how many of them would change nothing.
    """

    order: Order
    unchanged: int = 0


class Held:
    """Rows held against the policy, summed, and their changes noted, as they go by; nothing is said before ``tell``.

    As they are sent they are kept in a file, not in memory. People's records are written nowhere: their rows are read again.
    """

    def __init__(self, session: Session, order: Order, confirming: Confirming, total: int = 0) -> None:
        self._session = session
        self._order = order
        self._confirming = confirming
        model, mode, care = order.model, order.mode, order.care
        self._rules = Enforcing(session, model, mode, care, total) if may_be_refused(session, model, care) else None
        self._unbudgeted = Unbudgeted(session) if mode is Mode.CREATE and model is AdGroup and not care.checked else None
        self._changes = Changes(session, model)
        self._sums = Sums() if not care.asked and is_watched(session, confirming) else None
        # Of what archive and remove do they have asked by themselves.
        self._endings = Endings(model) if mode is Mode.UPDATE and not care.asked and not care.agreed else None
        self._rows = None if order.personal else WorkedOut()
        if self._rows is not None:
            session.closing.append(self._rows.close)

    def look_at(self, item: Planned) -> None:
        """Hold a row against everything, and count it in."""
        if self._rules is not None:
            self._rules.look_at(item)
        if self._unbudgeted is not None:
            self._unbudgeted.look_at(item.row)
        if self._sums is not None:
            self._sums.add(self._order.model, item, is_new=self._order.mode is Mode.CREATE)
        if self._endings is not None:
            self._endings.add(item)
        self._changes.note(item)

    def keep(self, item: Planned, body: dict[str, Any] | None = None) -> None:
        """Keep a row for its sending, and its body where that was made already."""
        if self._rows is not None:
            self._rows.add(item, body)

    def take(self, row: Row, body: dict[str, Any]) -> None:
        """Do both with a row of a create, beside which nothing is."""
        item = Planned(row)
        self.look_at(item)
        self.keep(item, body)

    def tell(self, total: int) -> None:
        """Say what is against it, show what changes, and ask.

        Raises:
            InvalidInput: an amount that is hardly meant, a no, or a question that cannot be asked.
            PolicyViolation: the policy forbids it.
        """
        if self._rules is not None:
            self._rules.tell(total)
        if self._unbudgeted is not None:
            self._unbudgeted.tell(total)
        self._changes.show()
        if self._sums is not None:
            noun = self._order.model.RESOURCE.noun
            asks = not self._order.care.agreed and not (self._endings and self._endings.count)
            approve_sums(self._session, self._sums, self._order.model, self._order.verb, noun, self._confirming, asks)
        if self._endings is not None:
            self._endings.ask(self._session, self._confirming)

    def plan(self, order: Order) -> Approved:
        """The order with its rows as they were kept."""
        rows = self._rows
        if rows is None:
            return Approved(order)
        # Worked out again later, they would be relative to what this write made of them.
        source = None if rows.resolved else order.records.source
        records = Records(rows.rows, order.records.kind, source, order.records.read_only, order.records.table)
        return Approved(order._replace(records=records, resolved=rows.resolved, relative=rows.relative), rows.unchanged)


def approved(session: Session, order: Order, total: int, confirming: Confirming, is_open: Callable[[int], bool]) -> Approved:
    """See what is there, hold the rows against the policy, and ask.

    The rows of an update come out worked out. What is left of a create was checked when it began, and is read again.

    Args:
        session: where.
        order: the rows, checked.
        total: how many there are.
        confirming: the options.
        is_open: whether a row, by its number, is still to be written; done ones are neither read nor asked about.

    Raises:
        InvalidInput: a change that the server would refuse, an amount that is hardly meant, or a no.
        PolicyViolation: the policy forbids it.
    """
    held = Held(session, order, confirming, total)
    if order.mode is Mode.CREATE:
        for number, row in enumerate(order.records):
            if is_open(number):
                held.look_at(Planned(row))
        held.tell(total)
        return Approved(order)
    for item in planned(session, order.model, order.records, order.care, _also(session, order, confirming), total, is_open):
        held.keep(item)
        if not item.done:
            held.look_at(item)
    held.tell(total)
    return held.plan(order)


def _also(session: Session, order: Order, confirming: Confirming) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a row of an update is read for the sake of the person at the terminal, of undo, or of the policy."""
    model = order.model
    cheap = can_be_read(model) and not order.personal
    watched = cheap and is_watched(session, confirming)
    kept = cheap and order.care.keep and not confirming.dry_run

    def also(values: Mapping[str, Any]) -> bool:
        return watched or (kept and not is_final(model, values)) or must_know(session, model, values)

    return also
