"""Checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.services.changes import Order
from pinads.services.listing.projection import check, queried, row_paths
from pinads.services.results import OUTCOME_FIELDS

if TYPE_CHECKING:
    from pinads.cli.options.common import Confirming


def check_showing(order: Order, confirming: Confirming) -> None:
    """Refuse fields that outcomes do not have, and a query that is none."""
    if order.single:
        return check(order.model, confirming.fields, confirming.query)
    row_paths(confirming.fields, OUTCOME_FIELDS)
    if confirming.query:
        queried(None, confirming.query, typed=False)
    return None
