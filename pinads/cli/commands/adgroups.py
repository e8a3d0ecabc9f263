"""pinads adgroups ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.options import common
from pinads.cli.options.global_options import InContext
from pinads.cli.options.targeting import ReplaceTargeting, Targeting
from pinads.cli.options.template_command import add_template
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.schema.marks import Mode
from pinads.services import writes
from pinads.services.inputs.ids import ids_of
from pinads.services.listing import resource_listings
from pinads.services.listing.listings import get_by_ids
from pinads.services.results import EntityList, Plan, SingleEntity, WriteResult

group = Group(GROUPS["adgroups"])
load = group.build


@command(group, "list")
def list_(
    context: InContext,
    listing: common.Listing,
    status: common.Status = None,
    campaign: common.CampaignIds = None,
    adgroup: common.AdGroupIds = None,
    order: common.Order = None,
) -> EntityList:
    """List ad groups.

    Lists everything, page by page, unless --limit or --bookmark is given. --filter compares fields on this machine; the other
    filters are the API's.

    Examples:
        pinads adgroups list --campaign 626735000001 --status all
        pinads adgroups list --filter budget_type=DAILY
            --sort -budget_in_micro_currency --limit 5
    """
    return resource_listings.list_ad_groups(context, listing, status, order, campaign, adgroup)


@command(group)
def get(context: InContext, ids: common.Ids, showing: common.Getting) -> SingleEntity | EntityList:
    """Show ad groups.

    Examples:
        pinads adgroups get 2680060000001
        pinads adgroups get 2680060000001 --query targeting_spec -o json
    """
    return get_by_ids(context, AdGroup, ids, showing, resource_listings.AD_GROUP_COLUMNS)


@command(group, "create")
def create_(
    context: InContext,
    given: Annotated[common.FieldValues, common.Writable(AdGroup, Mode.CREATE)],
    targeting: Targeting,
    writing: common.Creating,
) -> WriteResult | Plan:
    """Create an ad group from options, or many from a file.

    New ad groups are PAUSED unless --status is given. On a terminal, pinads asks for missing fields.
    Each row of the file (XLSX, CSV, TSV, JSON or JSONL) is one entity and has its own outcome; options fill in what rows leave out, and
    --failed-out saves the rejected rows.

    Examples:
        pinads adgroups create --campaign 626735000001 --name 'Linen, US'
            --billable-event CLICKTHROUGH --budget-type DAILY
            --budget 20.00 --location US --age 25-34,35-44
        pinads adgroups create --file adgroups.csv --dry-run
    """
    return writes.create(context, AdGroup, targeting.with_ids(context).added_to(given), writing)


add_template(group, AdGroup, "adgroups")


@command(group, "update")
def update_(
    context: InContext,
    given: Annotated[common.FieldValues, common.Writable(AdGroup, Mode.UPDATE)],
    targeting: Targeting,
    updating: common.Updating,
    ids: common.MaybeIds = None,
    replace_targeting: ReplaceTargeting = False,
) -> WriteResult | Plan:
    """Change fields of ad groups, including parts of their targeting.

    Only the given fields are sent. In targeting options +VALUE adds a value and -VALUE removes one; values without a sign replace
    that part, and parts without an option stay. Money can be relative to the current value, such as +10%; --clear sets a field to
    null. With --file each row has its id.

    Examples:
        pinads adgroups update 2680060000001 --bid-strategy-type MAX_BID
            --bid 0.75
        pinads adgroups update 2680060000001 --gender female --location +CA,-US
            --dry-run
    """
    return writes.update(
        context, AdGroup, ids, given, updating, targeting.with_ids(context).changes(given, replace_targeting), replace_targeting
    )


@command(group)
def pause(context: InContext, ids: common.Ids, confirming: common.Changing) -> WriteResult | Plan:
    """Pause ad groups.

    Examples:
        pinads adgroups pause 2680060000001
        pinads campaigns list-adgroups 626735000001 -o ids | pinads adgroups pause -
    """
    return writes.set_fields(context, AdGroup, ids, {"status": "PAUSED"}, "paused", confirming)


@command(group)
def activate(context: InContext, ids: common.Ids, confirming: common.Changing) -> WriteResult | Plan:
    """Activate ad groups; they can spend money immediately.

    Examples:
        pinads adgroups activate 2680060000003
        pinads adgroups list --status PAUSED -o ids | pinads adgroups activate -
            --dry-run
    """
    return writes.set_fields(context, AdGroup, ids, {"status": "ACTIVE"}, "activated", confirming)


@command(group)
def archive(context: InContext, ids: common.Ids, confirming: common.Confirming) -> WriteResult | Plan:
    """Archive ad groups permanently.

    Examples:
        pinads adgroups archive 2680060000003 --yes
        pinads adgroups archive 2680060000001 2680060000002 --dry-run
    """
    wanted = writes.confirm_final(context, AdGroup, ids, "archive", confirming)
    return writes.set_fields(context, AdGroup, wanted, {"status": "ARCHIVED"}, "archived", confirming)


@command(group)
def list_ads(
    context: InContext,
    ids: common.Ids,
    listing: common.Listing,
    status: common.Status = None,
    ad: common.AdIds = None,
    order: common.Order = None,
) -> EntityList:
    """List the ads of ad groups.

    Examples:
        pinads adgroups list-ads 2680060000001
        pinads adgroups list-ads 2680060000001 2680060000002 --status all
            --fields id,name,review_status
    """
    return resource_listings.list_ads(context, listing, adgroup=ids_of(context, AdGroup, ids), status=status, ad=ad, order=order)


group.add_module(
    "analytics",
    "Show what ad groups did and what they cost: the given ones, those of campaigns, or all.",
    "pinads.cli.commands.insight.analytics",
    "adgroups",
)
