"""What stands between the checked rows of a write and their sending: what is there, the policy, the person at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.asking import approve, is_watched
from pinads.cli.order import Order
from pinads.cli.policy import enforce, must_know
from pinads.cli.rows import Records, Row
from pinads.cli.spending import is_final, is_of_concern
from pinads.cli.updating import Planned, has_parts, planned, show_changes
from pinads.sdk.fields import Mode
from pinads.sdk.present import can_be_read

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session


class Approved(NamedTuple):
    """A write that nothing and nobody has anything against.

    Attributes:
        order: with its rows as they are sent.
        items: of an update the rows by number beside what is there now, but for those that were done before.
    """

    order: Order
    items: Mapping[int, Planned]


def approved(session: Session, order: Order, total: int, confirming: Confirming, is_open: Callable[[int], bool]) -> Approved:
    """See what is there, hold the rows against the policy, and ask.

    The rows of a create are gone through as often as that needs, and not kept; those of an update are kept with what is there.

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
    model, care = order.model, order.care
    updates = order.mode is Mode.UPDATE
    plan = _beside(session, order, total, confirming, is_open) if updates else Approved(order, {})

    def items() -> Iterable[Planned]:
        return plan.items.values() if updates else map(Planned, _open(order.records, is_open))

    if is_of_concern(model):
        enforce(session, model, items(), order.mode, care, total)
    show_changes(session, model, list(plan.items.values()))
    if not care.asked:
        approve(session, [(model, items())], order.mode, order.verb, model.RESOURCE.noun, confirming)
    return plan


def _open(records: Records, is_open: Callable[[int], bool]) -> Iterator[Row]:
    return (row for number, row in enumerate(records) if is_open(number))


def _beside(session: Session, order: Order, total: int, confirming: Confirming, is_open: Callable[[int], bool]) -> Approved:
    """The rows of an update beside what is there now."""
    model, care = order.model, order.care
    numbered = [(number, row) for number, row in enumerate(order.records) if is_open(number)]
    cheap = can_be_read(model) and not order.personal
    watched = cheap and is_watched(session, confirming)
    kept = cheap and care.keep and not confirming.dry_run

    def also(values: Mapping[str, Any]) -> bool:
        return watched or (kept and not is_final(model, values)) or must_know(session, model, values)

    rows = list(planned(session, model, (row for _, row in numbered), care, also, total))
    items = dict(zip((number for number, _ in numbered), rows, strict=True))
    if not any(has_parts(model, row.values, care) for _, row in numbered):
        return Approved(order, items)
    # Worked out again later, they would be relative to what this write made of them.
    whole = Records(lambda: (items[number].row if number in items else row for number, row in enumerate(order.records)))
    return Approved(order._replace(records=whole, resolved=True), items)
