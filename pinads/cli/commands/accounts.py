"""pinads accounts ..."""

from __future__ import annotations

from typing import Annotated

import typer

from pinads.cli.command_list import GROUPS
from pinads.cli.flags import flag_of
from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import FILTERS, argument, option
from pinads.cli.options import common
from pinads.cli.options.global_options import InContext
from pinads.cli.options.template_command import add_template
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.schema.marks import Mode
from pinads.services.inputs.ids import accounts_of
from pinads.services.listing import resource_listings
from pinads.services.listing.accounts import list_accounts
from pinads.services.listing.listings import get_by_ids
from pinads.services.results import EntityList, Plan, SingleEntity, WriteResult
from pinads.services.setup.new_account import NEEDED, create_account

group = Group(GROUPS["accounts"])
load = group.build
COLUMNS = ("id", "name", "currency", "country", "permissions", "owner.username", "created_time")

MaybeAccounts = Annotated[
    list[str] | None,
    argument("[ID|NAME...]", "Ad accounts; - reads ids from standard input; --account by default."),
]
Shared = Annotated[
    bool | None, option("--shared/--no-shared", help="Include accounts that others share with you (default).", panel=FILTERS)
]


@command(group, "list")
def list_(context: InContext, listing: common.Listing, shared: Shared = None) -> EntityList:
    """List the ad accounts that you have access to.

    Examples:
        pinads accounts list
        pinads accounts list --no-shared --fields id,name,currency -o csv
    """
    return list_accounts(context, listing, COLUMNS, shared)


@command(group)
def get(context: InContext, showing: common.Getting, accounts: MaybeAccounts = None) -> SingleEntity | EntityList:
    """Show ad accounts.

    Examples:
        pinads accounts get 549755885175
        pinads accounts get 549755885176 549755885177 --fields id,name,currency
    """
    return get_by_ids(context, AdAccount, accounts or [context.account], showing, COLUMNS)


@command(group, "create")
def create_(
    context: InContext, given: Annotated[common.FieldValues, common.Writable(AdAccount, Mode.CREATE)], writing: common.Creating
) -> WriteResult | Plan:
    """Create an ad account from options, or many from a file.

    On a terminal, pinads asks for missing fields.

    Examples:
        pinads accounts create --name Studio --country FR --currency EUR
            --owner-user-id 383791336903426391
        pinads accounts create --file accounts.csv --dry-run
    """
    missing = [name for name in NEEDED if name not in given.typed]
    if missing and writing.file is None and not context.interaction.can_prompt:
        raise typer.BadParameter(f"missing: {', '.join(map(flag_of, missing))}")
    return create_account(context, given, writing)


add_template(group, AdAccount, "accounts")


@command(group)
def list_campaigns(
    context: InContext,
    listing: common.Listing,
    accounts: MaybeAccounts = None,
    status: common.Status = None,
    campaign: common.CampaignIds = None,
    order: common.Order = None,
) -> EntityList:
    """List the campaigns of ad accounts.

    Examples:
        pinads accounts list-campaigns 549755885176
        pinads accounts list -o ids | pinads accounts list-campaigns -
            --status all -o csv
    """
    return resource_listings.list_campaigns(context.at(accounts_of(context, accounts)), listing, status, campaign, order)


@command(group)
def list_audiences(
    context: InContext,
    listing: common.Listing,
    accounts: MaybeAccounts = None,
    status: common.AudienceStatus = None,
    ownership_type: common.Ownership = None,
    exclude_nca: common.ExcludeNca = False,
    order: common.Order = None,
) -> EntityList:
    """List the audiences of ad accounts.

    Examples:
        pinads accounts list-audiences 549755885175 --status READY
        pinads accounts list-audiences --ownership-type OWNED --sort -size
    """
    return resource_listings.list_audiences(context.at(accounts_of(context, accounts)), listing, status, ownership_type, order, exclude_nca)


@command(group)
def list_customer_lists(
    context: InContext,
    listing: common.Listing,
    accounts: MaybeAccounts = None,
    exclude_nca: common.ExcludeNca = False,
    order: common.Order = None,
) -> EntityList:
    """List the customer lists of ad accounts.

    Examples:
        pinads accounts list-customer-lists 549755885175
        pinads accounts list-customer-lists --sort -num_uploaded_user_records
            --fields id,name
    """
    return resource_listings.list_customer_lists(context.at(accounts_of(context, accounts)), listing, exclude_nca, order)


group.add_module(
    "analytics",
    "Show what an ad account did as a whole, and what it cost.",
    "pinads.cli.commands.insight.analytics",
    "accounts",
)
