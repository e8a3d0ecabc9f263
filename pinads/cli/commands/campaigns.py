"""pinads campaigns ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import CLEARABLE_FIELDS, FIELDS, argument, option
from pinads.cli.options import common
from pinads.cli.options.global_options import InContext
from pinads.cli.options.template_command import add_template
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.services import listing, writes
from pinads.services.inputs.ids import ids_of
from pinads.services.listing.listings import get_by_ids
from pinads.services.listing.resource_listings import CAMPAIGN_COLUMNS, list_ad_groups, list_campaigns
from pinads.services.projection import of_rows, queried
from pinads.services.results import EntityList, Plan, SingleEntity, Value, WriteResult

group = Group(GROUPS["campaigns"])
load = group.build
OneId = Annotated[str, argument("ID|NAME", "The campaign's id or name; - reads it from standard input.")]
BudgetId = Annotated[str, argument("ID|NAME", "The campaign's id or name; - reads ids and names from standard input.")]
Cleared = Annotated[
    list[str] | None,
    option("--clear", help="Do not copy a field of the original.", metavar="FIELD", panel=FIELDS, choices=CLEARABLE_FIELDS),
]
OnlyCampaign = Annotated[bool, option("--only-campaign", help="Do not copy its ad groups, ads and keywords.", panel=FIELDS)]
Amount = Annotated[str, argument("MONEY", "Such as 25.00, 25.50EUR, +10% or -5.00.")]


Budget = Annotated[
    str | None,
    option(
        "--budget",
        help="Change budgets by a percentage, such as +10%: the campaign's cap or, without one, its ad groups' budgets.",
        metavar="PERCENT",
        panel=FIELDS,
    ),
]


@command(group, "list")
def list_(
    context: InContext,
    listing: common.Listing,
    status: common.Status = None,
    campaign: common.CampaignIds = None,
    order: common.Order = None,
) -> EntityList:
    """List campaigns.

    Lists everything, page by page, unless --limit or --bookmark is given. --filter compares fields on this machine; the other
    filters are the API's.

    Examples:
        pinads campaigns list --status all --sort -daily_spend_cap
        pinads campaigns list --filter 'daily_spend_cap>100'
            --fields id,name,daily_spend_cap -o csv
    """
    return list_campaigns(context, listing, status, campaign, order)


@command(group)
def get(context: InContext, ids: common.Ids, showing: common.Getting) -> SingleEntity | EntityList:
    """Show campaigns.

    Examples:
        pinads campaigns get 626735000001
        pinads campaigns get 626735000001 626735000002 --fields id,name,status
    """
    return get_by_ids(context, Campaign, ids, showing, CAMPAIGN_COLUMNS)


@command(group, "create")
def create_(
    context: InContext, given: Annotated[common.FieldValues, common.Writable(Campaign, Mode.CREATE)], writing: common.Creating
) -> WriteResult | Plan:
    """Create a campaign from options, or many from a file.

    New campaigns are PAUSED unless --status is given. On a terminal, pinads asks for missing fields.
    Each row of the file (XLSX, CSV, TSV, JSON or JSONL) is one entity and has its own outcome; options fill in what rows leave out, and
    --failed-out saves the rejected rows.

    Examples:
        pinads campaigns create --name Autumn --objective-type CONSIDERATION
            --daily-spend-cap 25.00
        pinads campaigns create --file campaigns.csv --failed-out failed.csv
    """
    return writes.create(context, Campaign, given, writing)


add_template(group, Campaign, "campaigns")


@command(group, "update")
def update_(
    context: InContext,
    given: Annotated[common.FieldValues, common.Writable(Campaign, Mode.UPDATE)],
    updating: common.Updating,
    ids: common.MaybeIds = None,
    budget: Budget = None,
) -> WriteResult | Plan:
    """Change fields of campaigns.

    Only the given fields are sent. Money can be relative to the current value, such as +10%; --clear sets a field to null. With
    --file each row has its id. --budget +10% changes the caps of campaigns that have one, and the budgets of all ACTIVE and PAUSED ad
    groups of the others, as one run that pinads undo reverts.

    Examples:
        pinads campaigns update 626735000001 626735000004 --budget +10%
        pinads campaigns update 626735000001 --name 'Spring, second edition'
            --daily-spend-cap +10%
        pinads campaigns update 626735000001 --clear daily_spend_cap
            --lifetime-spend-cap 500 --dry-run
    """
    if budget is not None:
        return writes.change_budgets(context, ids, budget, given, updating)
    return writes.update(context, Campaign, ids, given, updating)


@command(group)
def pause(context: InContext, ids: common.Ids, confirming: common.Changing) -> WriteResult | Plan:
    """Pause campaigns.

    Examples:
        pinads campaigns pause 626735000001 626735000002
        pinads campaigns list --filter 'daily_spend_cap>100' -o ids
            | pinads campaigns pause -
    """
    return writes.set_fields(context, Campaign, ids, {"status": "PAUSED"}, "paused", confirming)


@command(group)
def activate(context: InContext, ids: common.Ids, confirming: common.Changing) -> WriteResult | Plan:
    """Activate campaigns; they can spend money immediately.

    Examples:
        pinads campaigns activate 626735000003
        pinads campaigns list --status PAUSED -o ids
            | pinads campaigns activate - --dry-run
    """
    return writes.set_fields(context, Campaign, ids, {"status": "ACTIVE"}, "activated", confirming)


@command(group)
def archive(context: InContext, ids: common.Ids, confirming: common.Confirming) -> WriteResult | Plan:
    """Archive campaigns permanently.

    Examples:
        pinads campaigns archive 626735000003 --yes
        pinads campaigns list --filter name~2025 -o ids
            | pinads campaigns archive - --dry-run
    """
    wanted = writes.confirm_final(context, Campaign, ids, "archive", confirming)
    return writes.set_fields(context, Campaign, wanted, {"status": "ARCHIVED"}, "archived", confirming)


@command(group)
def list_adgroups(
    context: InContext, ids: common.Ids, listing: common.Listing, status: common.Status = None, order: common.Order = None
) -> EntityList:
    """List the ad groups of campaigns.

    Examples:
        pinads campaigns list-adgroups 626735000001 --status all
        pinads campaigns list-adgroups 626735000001 626735000002 -o csv
    """
    return list_ad_groups(context, listing, status, order, campaign=ids_of(context, Campaign, ids))


@command(group)
def budget(context: InContext, ids: common.Ids, showing: common.Showing) -> Value:
    """Show the budgets of campaigns and their owner: the campaign or its ad groups.

    A spend cap of a campaign whose ad groups own the budgets limits what they may spend together; set-daily-budget and
    set-lifetime-budget change it.

    Examples:
        pinads campaigns budget 626735000001 626735000002
        pinads campaigns list -o ids | pinads campaigns budget - -o csv
    """
    records = [Campaign(context.account, identity, client=context.client) for identity in ids_of(context, Campaign, ids)]
    columns = ("id", "name", "budget_owner", "daily_spend_cap", "lifetime_spend_cap")
    rows = [{name: getattr(record, name, None) for name in columns} for record in records]
    for row, record in zip(rows, records, strict=True):
        row["budget_owner"] = "campaign" if record.is_campaign_budget_optimization else "ad groups"
    if any(row["budget_owner"] == "ad groups" and (row["daily_spend_cap"] or row["lifetime_spend_cap"]) for row in rows):
        context.note("if ad groups hold the budgets, a campaign's cap limits their total", repeats=True)
    rows, shown = of_rows(rows, columns, showing.fields)
    if showing.query:
        listing.note_micro(context, Campaign, showing.query)
        return Value(queried(rows, showing.query))
    return Value(rows, shown, "campaign", fields_of(Campaign))


@command(group)
def clone(
    context: InContext,
    campaign: OneId,
    given: Annotated[common.FieldValues, common.Writable(Campaign, Mode.UPDATE, within=Mode.CREATE)],
    confirming: common.Copying,
    clear: Cleared = None,
    only_campaign: OnlyCampaign = False,
) -> WriteResult | Plan:
    """Copy a campaign with its ad groups, ads and keywords.

    The copy is PAUSED, and options change its fields. Repeat the command to resume it after an interruption; pinads undo archives
    everything that it created.

    Examples:
        pinads campaigns clone 626735000001 --name 'Spring, next year'
        pinads campaigns clone 626735000001 --only-campaign --dry-run
    """
    return writes.clone_campaign(context, campaign, given, clear, only_campaign, confirming)


@command(group, negative=True)
def set_daily_budget(
    context: InContext,
    campaign: BudgetId,
    money: Amount,
    confirming: common.Budgeting,
) -> WriteResult | Plan:
    """Set the daily spend cap of a campaign.

    Changes an existing cap. If there is none, or one of the other kind, nothing is sent, and the message has the command for the existing
    budget. Without CBO, the ad groups hold the budgets, and the campaign's cap limits what they may spend together.

    Examples:
        pinads campaigns set-daily-budget 626735000001 30.00
        pinads campaigns set-daily-budget 626735000001 -10% --dry-run
    """
    return writes.set_money(context, Campaign, [campaign], "daily_spend_cap", money, confirming)


@command(group, negative=True)
def set_lifetime_budget(
    context: InContext,
    campaign: BudgetId,
    money: Amount,
    confirming: common.Budgeting,
) -> WriteResult | Plan:
    """Set the lifetime spend cap of a campaign.

    Changes an existing cap. If there is none, or one of the other kind, nothing is sent, and the message has the command for the existing
    budget. Without CBO, the ad groups hold the budgets, and the campaign's cap limits what they may spend together.

    Examples:
        pinads campaigns set-lifetime-budget 626735000005 6000.00
        pinads campaigns set-lifetime-budget 626735000005 +5%
    """
    return writes.set_money(context, Campaign, [campaign], "lifetime_spend_cap", money, confirming)


group.add_module(
    "analytics",
    "Show what campaigns did and what they cost: the given ones, or all.",
    "pinads.cli.commands.insight.analytics",
    "campaigns",
)
