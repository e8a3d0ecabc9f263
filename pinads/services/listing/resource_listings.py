"""The listing of each resource: its columns, the parents whose names tables show, and the API's own filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinads.sdk.resources.registry import model_of
from pinads.services.inputs.ids import words
from pinads.services.listing.listings import list_entities
from pinads.services.results import EntityList

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.listing.options import ReadOptions

CAMPAIGN_COLUMNS = (
    "id",
    "name",
    "status",
    "summary_status",
    "daily_spend_cap",
    "lifetime_spend_cap",
    "objective_type",
    "is_campaign_budget_optimization",
    "end_time",
)
AD_GROUP_COLUMNS = (
    "id",
    "name",
    "status",
    "campaign_id",
    "budget_in_micro_currency",
    "bid_in_micro_currency",
    "summary_status",
    "budget_type",
    "billable_event",
    "end_time",
)
AD_COLUMNS = ("id", "name", "status", "review_status", "ad_group_id", "campaign_id", "creative_type", "summary_status", "destination_url")
AUDIENCE_COLUMNS = ("id", "name", "status", "size", "audience_type", "description", "created_timestamp")
CUSTOMER_LIST_COLUMNS = (
    "id",
    "name",
    "status",
    "num_uploaded_user_records",
    "num_removed_user_records",
    "num_batches",
    "updated_time",
    "created_time",
)
Words = list[str] | None


def list_campaigns(context: Context, listing: ReadOptions, status: Words, campaign: Words, order: str | None) -> EntityList:
    """List the campaigns of the context's ad accounts."""
    model = model_of("campaigns")
    return list_entities(context, model, listing, CAMPAIGN_COLUMNS, entity_statuses=status, campaign_ids=campaign, order=order)


def list_ad_groups(
    context: Context, listing: ReadOptions, status: Words, order: str | None, campaign: Words = None, adgroup: Words = None
) -> EntityList:
    """List ad groups with the API's own filters."""
    model, parents = model_of("ad_groups"), {"campaign_id": (model_of("campaigns"),)}
    asked: dict[str, Any] = {"entity_statuses": status, "campaign_ids": campaign, "ad_group_ids": adgroup, "order": order}
    return list_entities(context, model, listing, AD_GROUP_COLUMNS, parents, **asked)


def list_ads(
    context: Context,
    listing: ReadOptions,
    status: Words,
    order: str | None,
    ad: Words = None,
    adgroup: Words = None,
    campaign: Words = None,
) -> EntityList:
    """List ads with the API's own filters."""
    parents = {"ad_group_id": (model_of("ad_groups"),), "campaign_id": (model_of("campaigns"),)}
    asked: dict[str, Any] = {"entity_statuses": status, "campaign_ids": campaign, "ad_group_ids": adgroup, "ad_ids": ad, "order": order}
    return list_entities(context, model_of("ads"), listing, AD_COLUMNS, parents, **asked)


def list_audiences(
    context: Context, listing: ReadOptions, status: Words, ownership_type: str | None, order: str | None, exclude_nca: bool
) -> EntityList:
    """List the audiences of the context's ad accounts."""
    wanted = [word.upper() for word in words(status) or []]
    statuses = wanted if wanted and "ALL" not in wanted else None
    model, nca = model_of("audiences"), exclude_nca or None
    asked: dict[str, Any] = {"entity_statuses": statuses, "ownership_type": ownership_type, "exclude_nca": nca, "order": order}
    return list_entities(context, model, listing, AUDIENCE_COLUMNS, None, **asked)


def list_customer_lists(context: Context, listing: ReadOptions, exclude_nca: bool, order: str | None) -> EntityList:
    """List the customer lists of the context's ad accounts."""
    model = model_of("customer_lists")
    return list_entities(context, model, listing, CUSTOMER_LIST_COLUMNS, exclude_nca=exclude_nca or None, order=order)
