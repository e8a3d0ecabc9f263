"""pinads campaigns ..."""

from __future__ import annotations

from typing import Annotated

import typer

from pinads.cli.analytics import Measuring, measure
from pinads.cli.bundles import command
from pinads.cli.field_options import Given, Writable
from pinads.cli.groups import Group
from pinads.cli.listings import get_by_ids, list_entities
from pinads.cli.main import GROUPS
from pinads.cli.options import CampaignIds, Confirming, Creating, Ids, Listing, MaybeIds, Order, Showing, Status, Updating, option
from pinads.cli.results import Many, One, Plan, Value, Written
from pinads.cli.rows import ids_of
from pinads.cli.selecting import of_rows, queried
from pinads.cli.session import Session
from pinads.cli.writing import confirm_final, create, set_fields, set_money, update
from pinads.sdk.campaigns import Campaign
from pinads.sdk.declarations import fields_of
from pinads.sdk.fields import Mode

group = Group(GROUPS["campaigns"])
load = group.build
COLUMNS = (
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
PAUSED = {"status": "PAUSED"}
OneId = Annotated[str, typer.Argument(metavar="ID", help="The campaign's id; - reads ids from standard input.")]
NewName = Annotated[str | None, option("--name", help="Name of the new campaign (default: the old one with '(copy)').", metavar="TEXT")]
OnlyCampaign = Annotated[bool, option("--only-campaign", help="Leave its ad groups, ads and keywords out.")]
Amount = Annotated[str, typer.Argument(metavar="MONEY", help="Such as 25.00, 25.50EUR or +10%.")]


@command(group, "list")
def list_(session: Session, listing: Listing, status: Status = None, campaign: CampaignIds = None, order: Order = None) -> Many:
    """List campaigns."""
    return list_entities(session, Campaign, listing, COLUMNS, entity_statuses=status, campaign_ids=campaign, order=order)


@command(group)
def get(session: Session, ids: Ids, showing: Showing) -> One | Many:
    """Show campaigns."""
    return get_by_ids(session, Campaign, ids, showing, COLUMNS)


@command(group, "create")
def create_(session: Session, given: Annotated[Given, Writable(Campaign, Mode.CREATE)], writing: Creating) -> Written | Plan:
    """Create a campaign from options, or many from a file. They are PAUSED unless --status says otherwise."""
    return create(session, Campaign, given, writing, PAUSED)


@command(group, "update")
def update_(
    session: Session, given: Annotated[Given, Writable(Campaign, Mode.UPDATE)], updating: Updating, ids: MaybeIds = None
) -> Written | Plan:
    """Change fields of campaigns; only what is named is sent."""
    return update(session, Campaign, ids, given, updating)


@command(group)
def pause(session: Session, ids: Ids, confirming: Confirming) -> Written | Plan:
    """Pause campaigns."""
    return set_fields(session, Campaign, ids, {"status": "PAUSED"}, "paused", confirming)


@command(group)
def activate(session: Session, ids: Ids, confirming: Confirming) -> Written | Plan:
    """Activate campaigns; they can spend money at once."""
    return set_fields(session, Campaign, ids, {"status": "ACTIVE"}, "activated", confirming)


@command(group)
def archive(session: Session, ids: Ids, confirming: Confirming) -> Written | Plan:
    """Archive campaigns, which is final."""
    wanted = confirm_final(session, Campaign, ids, "archive", confirming)
    return set_fields(session, Campaign, wanted, {"status": "ARCHIVED"}, "archived", confirming)


@command(group)
def list_adgroups(session: Session, ids: Ids, listing: Listing, status: Status = None, order: Order = None) -> Many:
    """List the ad groups of campaigns."""
    from pinads.cli.adgroups import COLUMNS, PARENTS
    from pinads.sdk.ad_groups import AdGroup

    return list_entities(session, AdGroup, listing, COLUMNS, PARENTS, entity_statuses=status, campaign_ids=ids_of(ids), order=order)


@command(group)
def budget(session: Session, ids: Ids, showing: Showing) -> Value:
    """Show the budgets of campaigns, and whether the campaign or its ad groups hold them."""
    records = [Campaign(session.account, identity, client=session.client) for identity in ids_of(ids)]
    columns = ("id", "name", "budget_owner", "daily_spend_cap", "lifetime_spend_cap")
    rows = [{name: getattr(record, name, None) for name in columns} for record in records]
    for row, record in zip(rows, records, strict=True):
        row["budget_owner"] = "campaign" if record.is_campaign_budget_optimization else "ad groups"
    rows, shown = of_rows(rows, columns, showing.fields)
    return Value(queried(rows, showing.query)) if showing.query else Value(rows, shown, "campaign", fields_of(Campaign))


@command(group)
def clone(
    session: Session, campaign: OneId, confirming: Confirming, name: NewName = None, only_campaign: OnlyCampaign = False
) -> Written | Plan:
    """Create a campaign again with its ad groups, ads and keywords. The new one is PAUSED."""
    from pinads.cli.cloning import clone

    return clone(session, campaign, name, only_campaign, confirming)


@command(group)
def set_daily_budget(session: Session, campaign: OneId, money: Amount, confirming: Confirming) -> Written | Plan:
    """Set the daily spending cap of a campaign."""
    return set_money(session, Campaign, [campaign], "daily_spend_cap", money, confirming)


@command(group)
def set_lifetime_budget(session: Session, campaign: OneId, money: Amount, confirming: Confirming) -> Written | Plan:
    """Set the lifetime spending cap of a campaign."""
    return set_money(session, Campaign, [campaign], "lifetime_spend_cap", money, confirming)


@command(group)
def analytics(session: Session, measuring: Measuring, ids: MaybeIds = None) -> Value:
    """Measure campaigns: those that are named, or all."""
    return measure(session, Campaign, ids, measuring)
