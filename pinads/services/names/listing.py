"""The listing of all entities of a kind, for their names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from pinads.render.text import plural
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.choices import ALL_STATUSES
from pinads.sdk.schema.fields import fields_of
from pinads.services.names.cache import OF_NONE, Facts

if TYPE_CHECKING:
    from pinads.services.names.protocols import NamesContext


def list_facts(context: NamesContext, collection: str, account: str) -> list[Facts]:
    """List all entities of a collection, of every status; of accounts, only ``account`` unless it is ``OF_NONE``."""
    model = model_of(collection)
    found: list[Facts] = []
    with context.interaction.fetching(plural(model.RESOURCE.noun)) as count:
        for record in _records(context, model, account):
            count(1)
            wire = record.wire
            parent = wire.get(model.RESOURCE.parent) if model.RESOURCE.parent else None
            found.append(
                {
                    "id": str(wire["id"]),
                    "name": wire.get("name") or wire.get("value"),
                    "status": wire.get("status") or wire.get("match_type"),
                    "parent": None if parent is None else str(parent),
                }
            )
    return found


def _records(context: NamesContext, model: Any, account: str) -> Iterator[Any]:
    collection = model.RESOURCE.collection
    if collection == "ad_accounts":
        return iter(model.iter_all(client=context.client) if account == OF_NONE else [model(account, client=context.client)])
    how = {"client": context.client, "concurrency": context.reads_at_once()}
    queries: Iterator[dict[str, Any]] = iter([{}])
    if collection == "keywords":
        queries = keyword_queries(context, account)
    elif collection == "audiences":
        queries = iter([{"ownership_type": "OWNED"}, {"ownership_type": "RECEIVED"}])
    elif "entity_statuses" in fields_of(model.FILTERS):
        queries = iter([{"entity_statuses": ALL_STATUSES}])
    return chain.from_iterable(model.iter_all(account, **how, **query) for query in queries)


def keyword_queries(context: NamesContext, account: str) -> Iterator[dict[str, Any]]:
    """Yield the queries that together list every keyword of an ad account."""
    yield {}
    how = {"client": context.client, "entity_statuses": ALL_STATUSES}
    for campaign in model_of("campaigns").iter_all(account, **how):
        yield {"campaign_id": campaign.id}
    groups = [group.id for group in model_of("ad_groups").iter_all(account, **how)]
    if groups:
        yield {"ad_group_ids": groups}
