"""The entities that figures are about: listed, or picked by id or name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput, NotFound
from pinads.sdk.listing.pages import IDS_A_REQUEST
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.ads import Ad
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.resources.statused import Statused
from pinads.sdk.schema.choices import ALL_STATUSES
from pinads.services.errors import option
from pinads.services.inputs.ids import ids_in, ids_of

if TYPE_CHECKING:
    from pinads.services.context import Context

Entity = Mapping[str, Any]
"""An entity as the API sent it."""
LEVELS: dict[str, type[Statused]] = {"campaigns": Campaign, "adgroups": AdGroup, "ads": Ad}
"""The kinds of entities by the words for them."""
ACTIVE = ("ACTIVE",)
FINAL = ("ARCHIVED", "DRAFT", "DELETED_DRAFT")


def list_all(context: Context, model: type[Statused], statuses: Sequence[str] = ALL_STATUSES, **filters: Any) -> list[Entity]:
    """List the account's entities of some statuses, 250 a request.

    Raises:
        InvalidInput: the context covers several ad accounts.
    """
    if context.accounts is not None and len(context.accounts) > 1:
        raise InvalidInput("these figures are of one ad account at a time: ask for each", "account")
    found = model.iter_all(context.account, client=context.client, entity_statuses=list(statuses), page_size=IDS_A_REQUEST, **filters)
    return [record.wire for record in found]


def pick(
    context: Context, model: type[Statused], given: list[str] | None, campaigns: list[str] | None = None, active: bool = False
) -> list[Entity]:
    """Return the entities that are named, by id or name, or all that the filters leave.

    Args:
        context: where.
        model: their record type.
        given: ids and names; ``-`` reads ids from standard input.
        campaigns: only those of these campaigns, by id or name.
        active: only those that are ACTIVE.

    Raises:
        InvalidInput: a name is not known, or several entities have it.
        NotFound: there is no entity of an id.
    """
    statuses = ACTIVE if active else ALL_STATUSES
    if given:
        return _named(context, model, given, statuses)
    filters: dict[str, Any] = {}
    if campaigns:
        filters["campaign_ids"] = ids_in(context, ("campaigns",), campaigns, option("campaign"))
    return list_all(context, model, statuses, **filters)


def _named(context: Context, model: type[Statused], given: list[str], statuses: Sequence[str]) -> list[Entity]:
    """Return the entities of ids and names, in the order given."""
    wanted = ids_of(context, model, given)
    if not wanted:
        return []
    listed = list_all(context, model, ALL_STATUSES, **{f"{model.RESOURCE.kind}_ids": wanted})
    by_id = {str(entity["id"]): entity for entity in listed}
    for identity in wanted:
        if identity not in by_id:
            raise NotFound(f"there is no {model.RESOURCE.noun} {identity} in ad account {context.account}", safe_to_retry=True)
    return [by_id[identity] for identity in wanted if by_id[identity].get("status") in statuses]
