"""pinads ads ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.options import common
from pinads.cli.options.global_options import InContext
from pinads.cli.options.template_command import add_template
from pinads.sdk.resources.ads import Ad
from pinads.sdk.schema.marks import Mode
from pinads.services import writes
from pinads.services.listing.listings import get_by_ids
from pinads.services.listing.resource_listings import AD_COLUMNS, list_ads
from pinads.services.results import EntityList, Plan, SingleEntity, WriteResult

group = Group(GROUPS["ads"])
load = group.build


@command(group, "list")
def list_(
    context: InContext,
    listing: common.Listing,
    status: common.Status = None,
    campaign: common.CampaignIds = None,
    adgroup: common.AdGroupIds = None,
    ad: common.AdIds = None,
    order: common.Order = None,
) -> EntityList:
    """List ads.

    Lists everything, page by page, unless --limit or --bookmark is given. --filter compares fields on this machine; the other
    filters are the API's.

    Examples:
        pinads ads list --campaign 626735000001
        pinads ads list --filter review_status=REJECTED --status all
            --fields id,name,rejected_reasons
    """
    return list_ads(context, listing, status, order, ad, adgroup, campaign)


@command(group)
def get(context: InContext, ids: common.Ids, showing: common.Getting) -> SingleEntity | EntityList:
    """Show ads.

    Examples:
        pinads ads get 687195000001
        pinads ads get 687195000001 687195000002 --fields id,destination_url -o csv
    """
    return get_by_ids(context, Ad, ids, showing, AD_COLUMNS)


@command(group, "create")
def create_(
    context: InContext, given: Annotated[common.FieldValues, common.Writable(Ad, Mode.CREATE)], writing: common.Creating
) -> WriteResult | Plan:
    """Create an ad from options, or many from a file.

    New ads are PAUSED unless --status is given. On a terminal, pinads asks for missing fields.
    Each row of the file (XLSX, CSV, TSV, JSON or JSONL) is one entity and has its own outcome; options fill in what rows leave out, and
    --failed-out saves the rejected rows.

    Examples:
        pinads ads create --adgroup 2680060000001
            --pin 394205773611545468 --creative-type REGULAR
        pinads ads create --file ads.csv --failed-out failed.csv
    """
    return writes.create(context, Ad, given, writing)


add_template(group, Ad, "ads")


@command(group, "update")
def update_(
    context: InContext,
    given: Annotated[common.FieldValues, common.Writable(Ad, Mode.UPDATE)],
    updating: common.Updating,
    ids: common.MaybeIds = None,
) -> WriteResult | Plan:
    """Change fields of ads.

    Only the given fields are sent. Money can be relative to the current value, such as +10%; --clear sets a field to null. With
    --file each row has its id.

    Examples:
        pinads ads update 687195000001
            --destination-url https://hearth-and-loom.example.com/linen
        pinads ads list --campaign 626735000001 -o ids | pinads ads update -
            --status PAUSED --dry-run
    """
    return writes.update(context, Ad, ids, given, updating)


@command(group)
def pause(context: InContext, ids: common.Ids, confirming: common.Changing) -> WriteResult | Plan:
    """Pause ads.

    Examples:
        pinads ads pause 687195000001
        pinads adgroups list-ads 2680060000001 -o ids | pinads ads pause -
    """
    return writes.set_fields(context, Ad, ids, {"status": "PAUSED"}, "paused", confirming)


@command(group)
def activate(context: InContext, ids: common.Ids, confirming: common.Changing) -> WriteResult | Plan:
    """Activate ads; they can spend money immediately.

    Examples:
        pinads ads activate 687195000003
        pinads ads activate 687195000001 687195000003 --dry-run
    """
    return writes.set_fields(context, Ad, ids, {"status": "ACTIVE"}, "activated", confirming)


@command(group)
def archive(context: InContext, ids: common.Ids, confirming: common.Confirming) -> WriteResult | Plan:
    """Archive ads permanently.

    Examples:
        pinads ads archive 687195000003 --yes
        pinads ads list --filter review_status=REJECTED -o ids
            | pinads ads archive - --dry-run
    """
    wanted = writes.confirm_final(context, Ad, ids, "archive", confirming)
    return writes.set_fields(context, Ad, wanted, {"status": "ARCHIVED"}, "archived", confirming)


group.add_module(
    "analytics",
    "Show what ads did and what they cost: the given ones, those of campaigns or Pins, or all.",
    "pinads.cli.commands.insight.analytics",
    "ads",
)
