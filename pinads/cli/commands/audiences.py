"""pinads audiences ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.options import common
from pinads.cli.options.global_options import InContext
from pinads.cli.options.template_command import add_template
from pinads.sdk.resources.audiences import Audience
from pinads.sdk.schema.marks import Mode
from pinads.services import writes
from pinads.services.listing.listings import get_by_ids
from pinads.services.listing.resource_listings import AUDIENCE_COLUMNS, list_audiences
from pinads.services.results import EntityList, Plan, SingleEntity, WriteResult

group = Group(GROUPS["audiences"])
load = group.build


@command(group, "list")
def list_(
    context: InContext,
    listing: common.Listing,
    status: common.AudienceStatus = None,
    ownership_type: common.Ownership = None,
    exclude_nca: common.ExcludeNca = False,
    order: common.Order = None,
) -> EntityList:
    """List audiences.

    Examples:
        pinads audiences list --status READY --sort -size
        pinads audiences list --filter audience_type=VISITOR -o ids
    """
    return list_audiences(context, listing, status, ownership_type, order, exclude_nca)


@command(group)
def get(context: InContext, ids: common.Ids, showing: common.Getting) -> SingleEntity | EntityList:
    """Show audiences.

    Examples:
        pinads audiences get 2542620000001
        pinads audiences get 2542620000001 2542620000002
            --fields id,name,size,status
    """
    return get_by_ids(context, Audience, ids, showing, AUDIENCE_COLUMNS)


@command(group, "create")
def create_(
    context: InContext, given: Annotated[common.FieldValues, common.Writable(Audience, Mode.CREATE)], writing: common.Creating
) -> WriteResult | Plan:
    """Create an audience from options, or many from a file.

    On a terminal, pinads asks for missing fields, and for the rule part by part.

    Examples:
        pinads audiences create --name Members --audience-type CUSTOMER_LIST
            --rule '{"customer_list_id": "643000000002"}'
        pinads audiences create --name Alike --audience-type ACTALIKE
            --rule @rule.json --dry-run
    """
    return writes.create(context, Audience, given, writing)


add_template(group, Audience, "audiences")


@command(group, "update")
def update_(
    context: InContext,
    given: Annotated[common.FieldValues, common.Writable(Audience, Mode.UPDATE)],
    updating: common.Updating,
    ids: common.MaybeIds = None,
) -> WriteResult | Plan:
    """Change fields of audiences; only the given fields are sent.

    Examples:
        pinads audiences update 2542620000001 --name 'Newsletter, all countries'
        pinads audiences update 2542620000003
            --description 'Visitors of a month' --dry-run
    """
    return writes.update(context, Audience, ids, given, updating)


@command(group)
def remove(context: InContext, ids: common.Ids, confirming: common.Confirming) -> WriteResult | Plan:
    """Remove audiences permanently.

    Examples:
        pinads audiences remove 2542620000005 --yes
        pinads audiences remove 2542620000004 2542620000005 --dry-run
    """
    wanted = writes.confirm_final(context, Audience, ids, "remove", confirming)
    return writes.set_fields(context, Audience, wanted, {"operation_type": "REMOVE"}, "removed", confirming)
