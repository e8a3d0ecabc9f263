"""The listing of keywords, which the API lists for one parent at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import model_of
from pinads.services.errors import option
from pinads.services.inputs.ids import ids_in
from pinads.services.listing.listings import list_entities
from pinads.services.names.listing import keyword_queries
from pinads.services.results import EntityList

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.listing.options import ReadOptions
    from pinads.services.listing.resource_listings import Words

KEYWORD_COLUMNS = ("id", "value", "match_type", "parent_id", "parent_type", "bid")


def list_keywords(
    context: Context,
    listing: ReadOptions,
    adgroup: Words = None,
    campaign: Words = None,
    everywhere: bool = False,
    match_type: Words = None,
) -> EntityList:
    """List keywords: those of ad groups or of campaigns, all of the ad account, or by default its own.

    Raises:
        InvalidInput: more than one of these is asked for, or a page of several listings.
    """
    model, parents = model_of("keywords"), {"parent_id": (model_of("ad_groups"), model_of("campaigns"))}
    campaigns = ids_in(context, ("campaigns",), campaign or (), option("campaign"))
    if sum(map(bool, (adgroup, campaigns, everywhere))) > 1:
        raise InvalidInput("`adgroup`, `campaign` and `all` exclude each other", option("adgroup"))
    if everywhere and listing.bookmark is not None:
        raise InvalidInput("`bookmark` continues one listing, and `all` makes several: give one of them", option("bookmark"))
    if campaigns or everywhere:
        queries = ({"campaign_id": identity} for identity in campaigns) if campaigns else keyword_queries(context, context.account)
        return list_entities(context, model, listing, KEYWORD_COLUMNS, parents, queries, match_types=match_type)
    many = list_entities(context, model, listing, KEYWORD_COLUMNS, parents, ad_group_ids=adgroup, match_types=match_type)
    if not adgroup:
        many.note = "these are the ad account's own keywords; use `adgroup`, `campaign` or `all` for others"
    return many
