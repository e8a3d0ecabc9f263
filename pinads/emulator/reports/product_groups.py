"""Analytics of product groups, which the emulator does not have: checked requests get no rows."""

from __future__ import annotations

from typing import Annotated

from pinads.emulator.messages import bad, compact
from pinads.emulator.reports.periods import Reach, checked_days
from pinads.emulator.requests.query import read_filters
from pinads.emulator.resources.base import Call
from pinads.sdk.reports.analytics import DAYS_BACK, Measurement
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import EntityId, Items


class _ProductGroupsQuery(Measurement, total=False):
    product_group_ids: Annotated[list[EntityId], Items(1, 250)]


def rows(call: Call) -> str:
    """Check a request, and return no rows."""
    query = read_filters(fields_of(_ProductGroupsQuery), call.query, one_parent=False)
    checked_days(query, call.now, Reach(8, 2) if query["granularity"] == "HOUR" else Reach(DAYS_BACK, DAYS_BACK))
    if not query["product_group_ids"]:
        raise bad("Invalid request: product_group_ids is missing")
    return compact([])
