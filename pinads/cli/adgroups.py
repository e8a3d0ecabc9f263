"""pinads adgroups ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.analytics import Measuring, measure
from pinads.cli.bundles import command
from pinads.cli.field_options import Given, Writable
from pinads.cli.groups import Group
from pinads.cli.listings import get_by_ids, list_entities
from pinads.cli.main import GROUPS
from pinads.cli.options import (
    AdGroupIds,
    AdIds,
    CampaignIds,
    Confirming,
    Creating,
    Ids,
    Listing,
    MaybeIds,
    Order,
    Showing,
    Status,
    Updating,
)
from pinads.cli.results import Many, One, Plan, Value, Written
from pinads.cli.rows import ids_of
from pinads.cli.session import Session
from pinads.cli.targeting import Targeting
from pinads.cli.writing import confirm_final, create, set_fields, update
from pinads.sdk.ad_groups import AdGroup
from pinads.sdk.campaigns import Campaign
from pinads.sdk.fields import Mode

group = Group(GROUPS["adgroups"])
load = group.build
COLUMNS = (
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
PARENTS = {"campaign_id": (Campaign,)}
PAUSED = {"status": "PAUSED"}


@command(group, "list")
def list_(
    session: Session,
    listing: Listing,
    status: Status = None,
    campaign: CampaignIds = None,
    adgroup: AdGroupIds = None,
    order: Order = None,
) -> Many:
    """List ad groups."""
    return list_entities(
        session, AdGroup, listing, COLUMNS, PARENTS, entity_statuses=status, campaign_ids=campaign, ad_group_ids=adgroup, order=order
    )


@command(group)
def get(session: Session, ids: Ids, showing: Showing) -> One | Many:
    """Show ad groups."""
    return get_by_ids(session, AdGroup, ids, showing, COLUMNS)


@command(group, "create")
def create_(
    session: Session, given: Annotated[Given, Writable(AdGroup, Mode.CREATE)], targeting: Targeting, writing: Creating
) -> Written | Plan:
    """Create an ad group from options, or many from a file. They are PAUSED unless --status says otherwise."""
    return create(session, AdGroup, targeting.added_to(given), writing, PAUSED)


@command(group, "update")
def update_(
    session: Session,
    given: Annotated[Given, Writable(AdGroup, Mode.UPDATE)],
    targeting: Targeting,
    updating: Updating,
    ids: MaybeIds = None,
) -> Written | Plan:
    """Change fields of ad groups; only what is named is sent. Targeting options change those parts and keep the others."""
    return update(session, AdGroup, ids, given, updating, targeting.changes(given))


@command(group)
def pause(session: Session, ids: Ids, confirming: Confirming) -> Written | Plan:
    """Pause ad groups."""
    return set_fields(session, AdGroup, ids, {"status": "PAUSED"}, "paused", confirming)


@command(group)
def activate(session: Session, ids: Ids, confirming: Confirming) -> Written | Plan:
    """Activate ad groups; they can spend money at once."""
    return set_fields(session, AdGroup, ids, {"status": "ACTIVE"}, "activated", confirming)


@command(group)
def archive(session: Session, ids: Ids, confirming: Confirming) -> Written | Plan:
    """Archive ad groups, which is final."""
    wanted = confirm_final(session, AdGroup, ids, "archive", confirming)
    return set_fields(session, AdGroup, wanted, {"status": "ARCHIVED"}, "archived", confirming)


@command(group)
def list_ads(session: Session, ids: Ids, listing: Listing, status: Status = None, ad: AdIds = None, order: Order = None) -> Many:
    """List the ads of ad groups."""
    from pinads.cli.ads import list_of

    return list_of(session, listing, adgroup=ids_of(ids), status=status, ad=ad, order=order)


@command(group)
def analytics(session: Session, measuring: Measuring, ids: MaybeIds = None) -> Value:
    """Measure ad groups: those that are named, or all."""
    return measure(session, AdGroup, ids, measuring)
