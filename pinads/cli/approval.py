"""What stands between the checked rows of a write and their sending: what is there, the policy, the person at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.asking import Sums, approve_sums, is_watched
from pinads.cli.changes import Changes
from pinads.cli.order import Order
from pinads.cli.policy import Enforcing, must_know
from pinads.cli.rows import Records, Row
from pinads.cli.spending import is_final, is_of_concern
from pinads.cli.updating import Planned, planned
from pinads.cli.worked_out import WorkedOut
from pinads.sdk.fields import Mode
from pinads.sdk.present import can_be_read

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session


class Approved(NamedTuple):
    """A write that nothing and nobody has anything against.

    Attributes:
        order: with its rows as they are sent; those of an update are Beside what was there.
        unchanged: how many of them would change nothing.
    """

    order: Order
    unchanged: int = 0


class Held:
    """Rows held against the policy, summed, and their changes noted, as they go by; none is kept, and nothing is said before ``tell``."""

    def __init__(self, session: Session, order: Order, confirming: Confirming, total: int = 0) -> None:
        self._session = session
        self._order = order
        self._confirming = confirming
        model, mode, care = order.model, order.mode, order.care
        self._rules = Enforcing(session, model, mode, care, total) if is_of_concern(model) else None
        self._changes = Changes(session, model)
        self._sums = Sums() if not care.asked and is_watched(session, confirming) else None

    def look_at(self, item: Planned) -> None:
        """Take a row in."""
        if self._rules is not None:
            self._rules.look_at(item)
        if self._sums is not None:
            self._sums.add(self._order.model, item, is_new=self._order.mode is Mode.CREATE)
        self._changes.note(item)

    def look_at_row(self, row: Row) -> None:
        """Take a row of a create in."""
        self.look_at(Planned(row))

    def tell(self, total: int) -> None:
        """Say what is against it, show what changes, and ask.

        Raises:
            InvalidInput: an amount that is hardly meant, or a no.
            PolicyViolation: the policy forbids it.
        """
        if self._rules is not None:
            self._rules.tell(total)
        self._changes.show()
        if self._sums is not None:
            noun = self._order.model.RESOURCE.noun
            approve_sums(self._session, self._sums, self._order.model, self._order.verb, noun, self._confirming)


def approved(session: Session, order: Order, total: int, confirming: Confirming, is_open: Callable[[int], bool]) -> Approved:
    """See what is there, hold the rows against the policy, and ask.

    The rows of an update come out worked out, in a file of their own; of no write are rows kept in memory.

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
    if order.mode is Mode.UPDATE:
        plan = _beside(session, order, total, confirming, is_open, held)
    else:
        plan = Approved(order)
        for number, row in enumerate(order.records):
            if is_open(number):
                held.look_at_row(row)
    held.tell(total)
    return plan


def _beside(session: Session, order: Order, total: int, confirming: Confirming, is_open: Callable[[int], bool], held: Held) -> Approved:
    """The rows of an update, worked out; each is held against the policy on its way."""
    model, care = order.model, order.care
    cheap = can_be_read(model) and not order.personal
    watched = cheap and is_watched(session, confirming)
    kept = cheap and care.keep and not confirming.dry_run

    def also(values: Mapping[str, Any]) -> bool:
        return watched or (kept and not is_final(model, values)) or must_know(session, model, values)

    # People's records are written nowhere, and nothing about them is read or worked out.
    rows = None if order.personal else WorkedOut()
    if rows is not None:
        session.closing.append(rows.close)
    for item in planned(session, model, order.records, care, also, total, is_open):
        if rows is not None:
            rows.add(item)
        if not item.done:
            held.look_at(item)
    if rows is None:
        return Approved(order)
    # Worked out again later, they would be relative to what this write made of them.
    source = None if rows.resolved else order.records.source
    records = Records(rows.rows, order.records.kind, source, order.records.read_only)
    return Approved(order._replace(records=records, resolved=rows.resolved), rows.unchanged)
