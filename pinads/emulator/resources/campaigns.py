"""Campaigns: budgets, bid multipliers and promotion types."""

from __future__ import annotations

import json
from typing import Any

from pinads.emulator.messages import NO_BUDGET, JsonObject, RowRefused, compact
from pinads.emulator.resources.base import Call
from pinads.emulator.resources.batch import BatchKind, check_raise
from pinads.emulator.resources.summary_status import campaign_summary
from pinads.emulator.storage.history import note_change
from pinads.emulator.storage.store import Columns, StoredEntity
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.objectives import PROMOTION_TYPES, check_promotion

_CBO = "is_campaign_budget_optimization"
_WINDOW = "freq_bid_multiplier_time_window"
_PROMOTION = "intended_promotion_type"


class Campaigns(BatchKind):
    """Resource of campaigns."""

    model = Campaign
    base_id = 626_735_000_000
    type_name = "campaign"
    derived = ("summary_status",)
    filter_columns = {"campaign_ids": "id", "entity_statuses": "status"}

    def columns(self, doc: JsonObject) -> Columns:
        """Return the status and schedule."""
        return Columns(doc["status"], starts=doc.get("start_time"), ends=doc.get("end_time"))

    def members(self, row: StoredEntity, now: int) -> str:
        """Write the summary status."""
        return f'"summary_status":"{campaign_summary(row, now)}"'

    def patched(self, before: JsonObject, given: JsonObject) -> JsonObject:
        """Apply an update; ``update_mask`` names the bid multipliers that it sets."""
        after = super().patched(before, given)
        if given.get("bid_options"):
            after["bid_options"] = _bid_options(before.get("bid_options") or {}, after["bid_options"]) or None
        return after

    def rules(self, call: Call, before: JsonObject | None, after: JsonObject, given: JsonObject) -> None:
        """Refuse a missing or double budget, or a promotion type that the objective does not have."""
        _set_promotion(after, given)
        daily, lifetime = after.get("daily_spend_cap"), after.get("lifetime_spend_cap")
        if daily and lifetime:
            raise RowRefused("Invalid lifetime_spend_cap: daily_spend_cap and lifetime_spend_cap exclude each other")
        if not daily and not lifetime and (after.get(_CBO) or after["objective_type"] == "AWARENESS"):
            raise RowRefused("The campaign needs a budget: set daily_spend_cap or lifetime_spend_cap", NO_BUDGET)
        if after.get(_CBO) and lifetime and not after.get("end_time"):
            raise RowRefused("Invalid end_time: a lifetime_spend_cap with campaign budget optimisation needs one")
        if before:
            check_raise("daily_spend_cap", before.get("daily_spend_cap"), daily)

    def written(self, call: Call, before: JsonObject | None, after: JsonObject, given: JsonObject) -> None:
        """Move the budgets of the ad groups when campaign budget optimisation is turned on or off."""
        if before is None or bool(before.get(_CBO)) == bool(after.get(_CBO)):
            return
        default = None if after.get(_CBO) else given.get("default_ad_group_budget_in_micro_currency")
        changes: dict[str, Any] = {"budget_in_micro_currency": default, "budget_type": "CBO_ADGROUP" if after.get(_CBO) else "DAILY"}
        for identity, body in call.store.query(
            "SELECT id, body FROM entities WHERE campaign = ? AND kind = 'ad_group'", (int(after["id"]),)
        ):
            ad_group = json.loads(body)
            call.store.run("UPDATE entities SET body = ? WHERE id = ?", (compact({**ad_group, **changes}), identity))
            note_change(call.store, ad_group, {**ad_group, **changes}, call.now)


def _set_promotion(after: JsonObject, given: JsonObject) -> None:
    """Check the given promotion type; without one, set the objective's default."""
    objective = after["objective_type"]
    taken = PROMOTION_TYPES.get(objective)
    if given.get(_PROMOTION) is not None:
        try:
            check_promotion(objective, given[_PROMOTION])
        except InvalidInput as error:
            raise RowRefused(error.message) from None
    elif taken and after.get(_PROMOTION) not in taken:
        after[_PROMOTION] = taken[0]


def _bid_options(before: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    masked = {f"{mask.lower()}_multipliers" for mask in given.get("update_mask", ())}
    if "frequency_multipliers" in masked:
        masked.add(_WINDOW)
    kept = {name: value for name, value in before.items() if name not in masked}
    return {**kept, **{name: value for name, value in given.items() if name in masked and value}}
