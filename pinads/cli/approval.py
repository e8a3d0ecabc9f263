"""What stands between the checked rows of a write and their sending: what is there, the policy, the person at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinads.cli.asking import approve, is_watched
from pinads.cli.policy import enforce, must_know
from pinads.cli.present import is_cheap
from pinads.cli.updating import Planned, planned, show_changes
from pinads.sdk.fields import Mode

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.rows import Records
    from pinads.cli.session import Session
    from pinads.cli.writing import Care


def approved(
    session: Session, model: type[Any], records: Records, mode: Mode, verb: str, confirming: Confirming, care: Care
) -> list[Planned]:
    """The rows beside what is there now, once nothing and nobody has anything against them.

    Raises:
        InvalidInput: a change that the server would refuse, an amount that is hardly meant, or a no.
        PolicyViolation: the policy forbids it.
    """
    total = len(records.rows)
    if mode is Mode.UPDATE:
        watched = is_watched(session, confirming) and is_cheap(model)
        items = list(planned(session, model, records.rows, care, lambda row: watched or must_know(session, model, row), total))
    else:
        items = [Planned(row) for row in records.rows]
    enforce(session, model, items, mode, care, total)
    show_changes(session, model, items)
    approve(session, [(model, items)], mode, verb, model.RESOURCE.noun, confirming)
    return items
