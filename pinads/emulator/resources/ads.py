"""Ads: Pins in ad groups, and their review."""

from __future__ import annotations

from typing import Any

from pinads.emulator.messages import NOT_FOUND, JsonObject, RowRefused
from pinads.emulator.resources.base import Call
from pinads.emulator.resources.batch import BatchKind
from pinads.emulator.resources.summary_status import FINAL, ad_summary, review
from pinads.emulator.storage.store import Columns, StoredEntity
from pinads.sdk.resources.ads import Ad

REVIEW_SECONDS = 2
_LONGEST_NAME = 255


class Ads(BatchKind):
    """Resource of ads."""

    model = Ad
    base_id = 687_195_000_000
    type_name = "pinpromotion"
    derived = ("review_status", "summary_status")
    filter_columns = {"ad_ids": "id", "ad_group_ids": "parent", "campaign_ids": "campaign", "entity_statuses": "status"}
    fixed = ("ad_group_id",)
    always = {"rejected_reasons": [], "rejection_labels": []}
    no_exceptions = ""

    def columns(self, doc: JsonObject) -> Columns:
        """Return the status, the parents, and the outcome of the review."""
        ready_at = doc["created_time"] + REVIEW_SECONDS
        outcome = "REJECTED" if doc.get("rejected_reasons") else "APPROVED"
        return Columns(doc["status"], int(doc["campaign_id"]), int(doc["ad_group_id"]), ready_at=ready_at, outcome=outcome)

    def members(self, row: StoredEntity, now: int) -> str:
        """Write the review status and the summary status."""
        return f'"review_status":"{review(row, now)}","summary_status":"{ad_summary(row, now)}"'

    def exceptions(self, refused: RowRefused) -> Any:
        """Return one object; campaigns and ad groups return a list."""
        return {"code": refused.code, "message": refused.message}

    def rules(self, call: Call, before: JsonObject | None, after: JsonObject, given: JsonObject) -> None:
        """Refuse a name that is too long, or a missing or final ad group."""
        # The server sets it, whatever the request has.
        after.pop("grid_click_type", None)
        if len(after.get("name") or "") > _LONGEST_NAME:
            raise RowRefused(f"Invalid name: at most {_LONGEST_NAME} characters")
        if before is not None:
            return
        ad_group = call.store.get("ad_group", call.account, int(after["ad_group_id"]))
        if ad_group is None:
            raise RowRefused(f"There is no ad group {after['ad_group_id']}", NOT_FOUND)
        if ad_group.status in FINAL:
            raise RowRefused(f"The ad group {ad_group.id} is {ad_group.status}, which is final")
        after["campaign_id"] = str(ad_group.campaign)
