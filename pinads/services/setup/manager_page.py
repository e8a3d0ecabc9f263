"""The page of Ads Manager on which an entity is found."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.errors import InvalidInput, NotFound
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.choices import ALL_STATUSES
from pinads.services.ads_manager import ads_manager_url
from pinads.services.names.matching import is_id

if TYPE_CHECKING:
    from pinads.services.context import Context

LEVELS = ("campaigns", "ad_groups", "ads")
"""The levels that are searched, from the top."""


class ManagerPage(NamedTuple):
    """A page of Ads Manager, and the entity that it was asked for."""

    url: str
    kind: str
    id: str
    name: str | None


def find_page(context: Context, text: str | None) -> ManagerPage:
    """Find the page of an entity by id or name, or that of the ad account in use.

    Ad groups and ads have the page of their campaign.

    Raises:
        NotFound: the account has no entity of this id.
        InvalidInput: it has none of this name, or several.
    """
    account = context.account
    if text is None or text.strip() == account:
        return _page("ad_account", account, account, None)
    row, kind = _by_id(context, account, text.strip().lstrip("AGC")) if is_id(text) else _by_name(context, account, text)
    identity, name = str(row["id"]), row.get("name")
    campaign = identity if kind == "campaign" else row.get("campaign_id")
    page = _page("campaign", account, str(campaign), name) if campaign else _page("ad_account", account, account, name)
    return page._replace(kind=kind, id=identity)


def _page(kind: str, account: str, identity: str, name: str | None) -> ManagerPage:
    return ManagerPage(str(ads_manager_url(kind, account, identity)), kind, identity, name)


def _by_id(context: Context, account: str, identity: str) -> tuple[Mapping[str, Any], str]:
    for level in LEVELS:
        kind = model_of(level).RESOURCE.kind
        query: dict[str, Any] = {f"{kind}_ids": [identity], "entity_statuses": ALL_STATUSES}
        for record in model_of(level).iter_all(account, client=context.client, **query):
            return record.wire, kind
    raise NotFound(f"ad account {account} has no campaign, ad group or ad {identity}").hinting(f"pinads campaigns list{context.named}")


def _by_name(context: Context, account: str, text: str) -> tuple[Mapping[str, Any], str]:
    with suppress(InvalidInput):  # The name of one campaign goes before the same name of an ad group.
        return _by_id(context, account, context.names.id_of(LEVELS[:1], text, "ID"))
    return _by_id(context, account, context.names.id_of(LEVELS, text, "ID"))
