"""Listings of ad accounts, which belong to no account themselves."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.services.connection import demo_account
from pinads.services.listing.listings import page_size
from pinads.services.listing.selection import Selection
from pinads.services.results import EntityList

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.listing.options import ReadOptions


def list_accounts(context: Context, options: ReadOptions, columns: Sequence[str], shared: bool | None = None) -> EntityList:
    """List the ad accounts that the token has access to, or the page at --bookmark."""
    selection = Selection(context, AdAccount, options)
    query: dict[str, Any] = {"include_shared_accounts": shared, "page_size": page_size(options)}
    if options.bookmark is None:
        listed: EntityList = selection.listing(AdAccount.iter_all(client=context.client, **query), columns)
    else:
        page, following = AdAccount.get_all(client=context.client, bookmark=options.bookmark, **query)
        listed = selection.page(page, following, columns)
    with suppress(InvalidInput):  # A listing needs no ad account, and so none that is valid.
        listed.present = present_account(context)
    return listed


def present_account(context: Context) -> str | None:
    """Return the id of the ad account that commands work with, if there is one.

    Raises:
        InvalidInput: it is set to what is not an ad account's id or name.
    """
    given = context.setting("account")
    if given is None:
        return demo_account() if context.profile.is_embedded else None
    return context.account
