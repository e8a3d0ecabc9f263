"""Ad groups: their campaign must exist, and determines which of both has the budget."""

from __future__ import annotations

from typing import Any

from pinads.emulator.messages import NOT_FOUND, JsonObject, RowRefused, bad
from pinads.emulator.resources.base import Call
from pinads.emulator.resources.batch import BatchKind, check_raise
from pinads.emulator.resources.summary_status import FINAL, ad_group_summary
from pinads.emulator.storage.store import Columns, StoredEntity
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.targeting_operations import applied
from pinads.sdk.schema.targeting_spec import check_operations

MOST_IN_CBO = 70
_CBO_TYPE = "CBO_ADGROUP"
_BUDGET = "budget_in_micro_currency"
_OPERATIONS = "targeting_spec_operations"


class AdGroups(BatchKind):
    """Resource of ad groups."""

    model = AdGroup
    base_id = 2_680_060_000_000
    type_name = "adgroup"
    derived = ("summary_status",)
    filter_columns = {"ad_group_ids": "id", "campaign_ids": "campaign", "entity_statuses": "status"}
    fixed = ("campaign_id",)
    always = {"conversion_learning_mode_type": "NOT_ACTIVE"}

    def columns(self, doc: JsonObject) -> Columns:
        """Return the status, campaign and schedule."""
        campaign = int(doc["campaign_id"])
        return Columns(doc["status"], campaign, campaign, starts=doc.get("start_time"), ends=doc.get("end_time"))

    def members(self, row: StoredEntity, now: int) -> str:
        """Write the summary status."""
        return f'"summary_status":"{ad_group_summary(row, now)}"'

    def checked(self, body: Any, mode: Mode) -> Any:
        """Check a body against the declared fields, including operations on the targeting."""
        rows = super().checked(body, mode)
        try:
            for index, row in enumerate(rows):
                check_operations(row, f"body[{index}].")
        except InvalidInput as error:
            raise bad(error.message) from None
        return rows

    def patched(self, before: JsonObject, given: JsonObject) -> JsonObject:
        """Apply an update; operations change parts of the targeting and keep the rest."""
        after = super().patched(before, given)
        if given.get(_OPERATIONS):
            after["targeting_spec"] = applied(before.get("targeting_spec") or {}, given[_OPERATIONS])
        return after

    def rules(self, call: Call, before: JsonObject | None, after: JsonObject, given: JsonObject) -> None:
        """Refuse a budget that the campaign must have, or a missing or final campaign."""
        campaign = call.store.get("campaign", call.account, int(after["campaign_id"]))
        if campaign is None:
            raise RowRefused(f"There is no campaign {after['campaign_id']}", NOT_FOUND)
        if before is None and campaign.status in FINAL:
            raise RowRefused(f"The campaign {campaign.id} is {campaign.status}, which is final")
        optimised = bool(campaign.doc.get("is_campaign_budget_optimization"))
        _check_budget(optimised, after, given)
        if before is None and optimised:
            sql = "SELECT count(*) FROM entities WHERE campaign = ? AND kind = 'ad_group' AND status NOT IN (?, ?)"
            if call.store.query(sql, (campaign.id, *FINAL))[0][0] >= MOST_IN_CBO:
                raise RowRefused(f"The campaign {campaign.id} has {MOST_IN_CBO} ad groups, the most with campaign budget optimisation")
        if before and before.get("budget_type") == after.get("budget_type") == "DAILY":
            check_raise(_BUDGET, before.get(_BUDGET), after.get(_BUDGET))


def _check_budget(optimised: bool, after: JsonObject, given: JsonObject) -> None:
    if not optimised:
        if given.get("budget_type") == _CBO_TYPE:
            raise RowRefused(f"Invalid budget_type: {_CBO_TYPE} needs a campaign with campaign budget optimisation")
        return
    if given.get(_BUDGET) is not None:
        raise RowRefused(f"Invalid {_BUDGET}: the campaign holds the budget (campaign budget optimisation)")
    if given.get("budget_type", _CBO_TYPE) == "LIFETIME":
        raise RowRefused(f"Invalid budget_type: with campaign budget optimisation it is {_CBO_TYPE}")
    after["budget_type"] = _CBO_TYPE
