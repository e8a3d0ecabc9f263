"""What is there now: entities by their ids, and the newest children of parents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from pinads.sdk.choices import ALL_STATUSES
from pinads.sdk.declarations import fields_of
from pinads.sdk.errors import BadRequest, NotFound

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.entity import Entity

E = TypeVar("E", bound="Entity")
MOST_OLD = 100
"""Older entities in a row after which a listing by id, newest first, has no newer ones."""


def can_be_read(model: type[Any]) -> bool:
    """Whether an entity can be read by its id alone, at the cost of a request; a keyword cannot."""
    return bool(model.RESOURCE.in_account and model.RESOURCE.parent != "parent_id")


def present(model: type[E], account: str, ids: Iterable[str], client: Client) -> dict[str, E]:
    """Entities as they are now, by id: a listing of 250 where the API can, else a request each. What is not there is left out."""
    wanted = list(dict.fromkeys(map(str, ids)))
    by_ids = f"{model.RESOURCE.kind}_ids"
    if len(wanted) > 1 and by_ids in fields_of(model.FILTERS):
        query: dict[str, Any] = {**_all_statuses(model), by_ids: wanted}
        return {str(record.id): record for record in model.iter_all(account, client=client, **query)}
    found: dict[str, E] = {}
    for identity in wanted:
        with suppress(NotFound):
            found[identity] = model(account, identity, client=client)
    return found


def _all_statuses(model: type[Any]) -> dict[str, Any]:
    return {"entity_statuses": ALL_STATUSES} if "entity_statuses" in fields_of(model.FILTERS) else {}


def children(
    model: type[Entity], account: str, parents: Iterable[str], client: Client, since: Callable[[], float] | None = None
) -> Iterator[Entity]:
    """The entities in some parents, of all statuses; with ``since`` those made since then, newest first.

    An entity that does not say when it was made may have been made since. ``since`` is asked when the first page is there.
    """
    newest = {"order": "DESCENDING"} if since is not None and "order" in fields_of(model.FILTERS) else {}
    old, begin = 0, None
    for record in _listed(model, account, list(parents), client, {**newest, **_all_statuses(model)}):
        begin = since() if begin is None and since is not None else begin
        made = record.wire.get("created_time", record.wire.get("created_timestamp"))
        if begin is None or not isinstance(made, (int, float)) or made >= begin:
            old = 0
            yield record
        elif newest and (old := old + 1) == MOST_OLD:
            return


def _listed(model: type[Entity], account: str, parents: list[str], client: Client, filters: Mapping[str, Any]) -> Iterator[Entity]:
    parent = model.RESOURCE.parent
    if parent is None:
        yield from model.iter_all(account, client=client, **filters)
    elif parent != "parent_id":
        yield from model.iter_all(account, client=client, **{**filters, f"{parent}s": parents})
    else:
        for each in parents:
            yield from _keywords_of(model, account, each, client)


def _keywords_of(model: type[Entity], account: str, parent: str, client: Client) -> Iterator[Entity]:
    """The keywords of an ad account, ad group or campaign; an id does not say which of them it is."""
    if parent == account:
        yield from model.iter_all(account, client=client)
        return
    found = False
    for place in ("ad_group_id", "campaign_id"):
        # The server may refuse a campaign's id in an ad group's place.
        with suppress(BadRequest, NotFound):
            inside: dict[str, Any] = {place: parent}
            for keyword in () if found else model.iter_all(account, client=client, **inside):
                found = True
                yield keyword
