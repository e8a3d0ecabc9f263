"""Current state: entities by id, and the most recent entities of parents. All reading for writes goes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pinads.sdk.listing.pages import LARGEST_PAGE
from pinads.sdk.schema.fields import fields_of

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.record import BaseRecord

E = TypeVar("E", bound="BaseRecord")
MOST_OLD = 100
"""Older entities in a row after which a listing by id, newest first, has no newer ones."""
MOST_PAGES = 30
"""Requests that are spent on finding entities in listings, unless they must be found."""


def can_be_read(model: type[Any]) -> bool:
    """Return whether entities can be read by their ids; nothing of an ad account is compared."""
    return bool(model.RESOURCE.in_account)


def is_in_listings_only(model: type[Any]) -> bool:
    """Return whether the API has no way to fetch an entity by id, only listings by parent (keywords)."""
    return bool(model.RESOURCE.parent == "parent_id")


def leaves_listings(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Return whether a write with these values hides the entity from all listings (an archived keyword)."""
    return is_in_listings_only(model) and any(values.get(field.name) in field.final for field in fields_of(model).values() if field.final)


def fetch_by_ids(
    model: type[E],
    account: str,
    ids: Iterable[str],
    client: Client,
    parents: Mapping[str, str] = {},
    most: int | None = MOST_PAGES,
    concurrency: int = 1,
) -> dict[str, E]:
    """Fetch current entities by id and leave out those that are not found.

    Args:
        model: their record type.
        account: the ad account.
        ids: their ids.
        client: the client that reads.
        parents: the parents of entities that only listings have, as far as they are known; others are searched for everywhere.
        most: requests at most for entities that only listings have; None for as many as it takes.
        concurrency: maximum number of requests in flight, 1 to 16; a search in listings sends one after the other.
    """
    return model._fetch_by_ids(account, list(dict.fromkeys(map(str, ids))), client, parents, most, concurrency)


def ids_at_once(model: type[Any], concurrency: int) -> int:
    """Return how many ids are worth fetching together: a page for each request that may be in flight."""
    return LARGEST_PAGE * (1 if is_in_listings_only(model) else concurrency)


def fetch_children(
    model: type[E], account: str, parents: Iterable[str], client: Client, since: Callable[[], float] | None = None
) -> Iterator[E]:
    """Fetch the entities of some parents, of all statuses; with ``since`` those created since then, newest first.

    An entity without a creation time may have been created since. ``since`` is called once the first page has come.
    """
    is_sorted = since is not None and "order" in fields_of(model.FILTERS)
    old, begin = 0, None
    for record in model._iter_inside(account, list(parents), client, since is not None):
        begin = since() if begin is None and since is not None else begin
        created = created_at(record)
        if begin is None or created is None or created >= begin:
            old = 0
            yield record
        elif is_sorted and (old := old + 1) == MOST_OLD:
            return


def created_at(record: BaseRecord) -> float | None:
    """Return an entity's creation time in seconds since 1970; None if the server does not say (keywords)."""
    created = record.wire.get("created_time", record.wire.get("created_timestamp"))
    return created if isinstance(created, (int, float)) else None
