"""The columns of a table, as a command declares them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pinads.render.style import Style

TITLES = {
    "id": "ID",
    "ad_account_id": "ACCOUNT",
    "campaign_id": "CAMPAIGN",
    "ad_group_id": "AD GROUP",
    "pin_id": "PIN",
    "parent_id": "PARENT",
    "owner.username": "OWNER",
    "daily_spend_cap": "DAILY CAP",
    "lifetime_spend_cap": "LIFETIME CAP",
    "budget_in_micro_currency": "BUDGET",
    "bid_in_micro_currency": "BID",
    "is_campaign_budget_optimization": "CBO",
    "is_performance_plus": "PERF+",
    "is_flexible_daily_budgets": "FLEXIBLE",
    "is_automated_campaign": "AUTOMATED",
    "is_creative_optimization": "OPTIMIZED",
    "auto_targeting_enabled": "AUTO TARGETING",
    "summary_status": "SUMMARY",
    "review_status": "REVIEW",
    "objective_type": "OBJECTIVE",
    "billable_event": "PAYS FOR",
    "bid_strategy_type": "BIDDING",
    "pacing_delivery_type": "PACING",
    "placement_group": "PLACEMENT",
    "creative_type": "CREATIVE",
    "audience_type": "MADE FROM",
    "match_type": "MATCH",
    "parent_type": "PARENT TYPE",
    "destination_url": "DESTINATION",
    "num_batches": "BATCHES",
    "num_uploaded_user_records": "UPLOADED",
    "num_removed_user_records": "REMOVED",
    "start_time": "START",
    "end_time": "END",
    "created_time": "CREATED",
    "created_timestamp": "CREATED",
    "updated_time": "UPDATED",
    "updated_timestamp": "UPDATED",
}


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        name: a field's name, or a dotted path into an object.
        title: its heading; made from the name if None.
        grow: True if it gives way first where the terminal is narrow.
        least: the width that it is not cut below, where that is more than usual.
        via: makes the value from the whole record, instead of looking the name up in it.
        link: finds the web page that a record's cell links to, if any.
        show: makes the text of a value, which may be None, in place of what the field's declaration says; it is not cut.
        right: True if it is aligned to the right; None if the values tell.
        short: a shorter title, for narrow terminals; empty if there is none.
        status: True if its values have the styles of statuses; those of a name that ends in ``status`` have them anyway.
        repeats: True if it is a part of what names a row, which tables below begin with.
        wraps: True if a text that does not fit continues in the next line, in place of being cut.
    """

    name: str
    title: str | None = None
    grow: bool = False
    least: int = 0
    via: Callable[[Mapping[str, Any]], Any] | None = None
    link: Callable[[Mapping[str, Any]], str | None] | None = None
    show: Callable[[Any, Style], str] | None = None
    right: bool | None = None
    short: str = ""
    status: bool = False
    repeats: bool = False
    wraps: bool = False

    @property
    def heading(self) -> str:
        """The title, given or made."""
        if self.title is not None:
            return self.title
        return TITLES.get(self.name) or self.name.replace("_", " ").replace(".", " ").upper()
