"""pinads accounts ..."""

from __future__ import annotations

from typing import Annotated

import typer

from pinads.cli.analytics import Measuring, shown
from pinads.cli.bundles import command
from pinads.cli.field_options import Given, Writable, named_as_option, unchecked_fields
from pinads.cli.groups import Group
from pinads.cli.listings import filled, list_entities
from pinads.cli.main import GROUPS
from pinads.cli.options import API_FILTERS, CampaignIds, DryRunOption, Listing, Order, Showing, Status, Unchecked, option
from pinads.cli.results import Many, One, Page, Plan, Value
from pinads.cli.session import Session
from pinads.cli.values import Reader
from pinads.cli.writing import DryRun
from pinads.sdk.ad_accounts import AdAccount
from pinads.sdk.errors import InvalidInput, InvalidResponse
from pinads.sdk.fields import Mode

group = Group(GROUPS["accounts"])
load = group.build
COLUMNS = ("id", "name", "currency", "country", "permissions", "owner.username", "created_time")

MaybeAccount = Annotated[str | None, typer.Argument(metavar="[ID]", help="The ad account; else --account.", show_default=False)]
MaybeAccounts = Annotated[
    list[str] | None, typer.Argument(metavar="[ID...]", help="One or more ad accounts; else --account.", show_default=False)
]
Shared = Annotated[
    bool | None, option("--shared/--no-shared", help="Also the accounts that others share with you (default).", panel=API_FILTERS)
]


@command(group, "list")
def list_(session: Session, listing: Listing, shared: Shared = None) -> Many:
    """List the ad accounts that you can see."""
    query = {"include_shared_accounts": shared, **filled(listing)}
    if listing.bookmark is None:
        return Many(AdAccount.iter_all(client=session.client, **query), AdAccount, COLUMNS, listing)
    page, following = AdAccount.get_all(client=session.client, **query)
    return Page(page, AdAccount, COLUMNS, listing, bookmark=str(following) if following else None)


@command(group)
def get(session: Session, showing: Showing, account: MaybeAccount = None) -> One:
    """Show an ad account."""
    return One(AdAccount(account or session.account, client=session.client), showing)


@command(group)
def create(
    session: Session, given: Annotated[Given, Writable(AdAccount, Mode.CREATE)], dry_run: DryRunOption = False, unchecked: Unchecked = None
) -> One | Plan:
    """Create an ad account."""
    values = given.values(Reader(lambda: None))
    extra = unchecked_fields(unchecked)
    missing = [name for name in ("name", "owner_user_id", "country") if name not in values]
    if missing:
        raise typer.BadParameter(f"missing: {', '.join('--' + name.replace('_', '-') for name in missing)}")
    recorder = DryRun() if dry_run else None
    try:
        return One(AdAccount.create(**values, extra=extra or None, client=recorder or session.client))
    except InvalidInput as error:
        raise named_as_option(error) from None
    except InvalidResponse:
        # A dry run has no answer to make a record of.
        if recorder is None:
            raise
        return Plan(recorder.requests)


@command(group)
def list_campaigns(
    session: Session,
    listing: Listing,
    accounts: MaybeAccounts = None,
    status: Status = None,
    campaign: CampaignIds = None,
    order: Order = None,
) -> Many:
    """List the campaigns of ad accounts."""
    from pinads.cli.campaigns import COLUMNS
    from pinads.sdk.campaigns import Campaign

    session = session.at(accounts)
    return list_entities(session, Campaign, listing, COLUMNS, entity_statuses=status, campaign_ids=campaign, order=order)


@command(group)
def list_audiences(session: Session, listing: Listing, accounts: MaybeAccounts = None, order: Order = None) -> Many:
    """List the audiences of ad accounts."""
    from pinads.cli.audiences import COLUMNS
    from pinads.sdk.audiences import Audience

    return list_entities(session.at(accounts), Audience, listing, COLUMNS, order=order)


@command(group)
def list_customer_lists(session: Session, listing: Listing, accounts: MaybeAccounts = None, order: Order = None) -> Many:
    """List the customer lists of ad accounts."""
    from pinads.cli.customer_lists import COLUMNS
    from pinads.sdk.customer_lists import CustomerList

    return list_entities(session.at(accounts), CustomerList, listing, COLUMNS, order=order)


@command(group)
def analytics(session: Session, measuring: Measuring, account: MaybeAccount = None) -> Value:
    """Measure an ad account as a whole."""
    record = AdAccount.from_wire({"id": session.at([account] if account else None).account}, session.client)
    return shown(record.get_analytics(**measuring.parameters_of()), ("AD_ACCOUNT_ID",), measuring)
