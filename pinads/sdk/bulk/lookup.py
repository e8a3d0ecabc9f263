"""What is there now: entities by their ids, and the newest children of parents. Nothing else reads what is to be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from pinads.sdk.errors import BadRequest, NotFound
from pinads.sdk.schema.choices import ALL_STATUSES
from pinads.sdk.schema.fields import fields_of

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.resources.entity import Entity

E = TypeVar("E", bound="Entity")
MOST_OLD = 100
"""Older entities in a row after which a listing by id, newest first, has no newer ones."""


MOST_PAGES = 30
"""Requests in which keywords are looked for, unless they must be found."""
_parents_seen: WeakKeyDictionary[Client, dict[str, str]] = WeakKeyDictionary()
"""The parents of the keywords that a client has seen: a keyword never moves."""


def can_be_read(model: type[Any]) -> bool:
    """Whether entities can be read by their ids; of an ad account there is nothing to compare."""
    return bool(model.RESOURCE.in_account)


def is_in_listings_only(model: type[Any]) -> bool:
    """Whether the API has entities in the listings of their parents only, and by their ids not at all: keywords."""
    return bool(model.RESOURCE.parent == "parent_id")


def leaves_listings(model: type[Any], values: Mapping[str, Any]) -> bool:
    """Whether what is written keeps an entity from being found again: an archived keyword is in no listing."""
    return is_in_listings_only(model) and any(values.get(field.name) in field.final for field in fields_of(model).values() if field.final)


def present(
    model: type[E], account: str, ids: Iterable[str], client: Client, parents: Mapping[str, str] = {}, most: int | None = MOST_PAGES
) -> dict[str, E]:
    """Entities as they are now, by id: a listing of 250 where the API can, else a request each. What is not there is left out.

    Args:
        model: what they are.
        account: the ad account.
        ids: which ones.
        client: the client that reads.
        parents: the parents of keywords, as far as they are known; the others are looked for in all listings.
        most: in how many requests keywords are looked for; None for all that it takes.
    """
    wanted = list(dict.fromkeys(map(str, ids)))
    if is_in_listings_only(model):
        return _found_in_listings(model, account, wanted, client, parents, most)
    by_ids = f"{model.RESOURCE.kind}_ids"
    if len(wanted) > 1 and by_ids in fields_of(model.FILTERS):
        query: dict[str, Any] = {**_all_statuses(model), by_ids: wanted}
        return {str(record.id): record for record in model.iter_all(account, client=client, **query)}
    found: dict[str, E] = {}
    for identity in wanted:
        with suppress(NotFound):
            found[identity] = model(account, identity, client=client)
    return found


def _found_in_listings(
    model: type[E], account: str, wanted: list[str], client: Client, parents: Mapping[str, str], most: int | None
) -> dict[str, E]:
    left, found = dict.fromkeys(wanted), dict[str, E]()
    seen = _parents_seen.setdefault(client, {})
    known = {each: parent for each in wanted if (parent := parents.get(each) or seen.get(each)) is not None}
    for number, page in enumerate(_keyword_pages(model, account, left, known, client) if left else (), 1):
        for keyword in page:
            identity = str(keyword.id)
            if keyword.parent_id is not None:
                seen[identity] = str(keyword.parent_id)
            if identity in left:
                found[identity] = keyword
                del left[identity]
        if not left or number == most:
            break
    return found


def _keyword_pages(model: type[E], account: str, left: Mapping[str, Any], parents: Mapping[str, str], client: Client) -> Iterator[list[E]]:
    """A list for each request: first of the parents that are known, then of all. ``left`` is what is still looked for."""
    yield from _pages_of_parents(model, account, lambda: list(dict.fromkeys(parents[each] for each in left if each in parents)), client)
    if all(each in parents for each in left):
        return
    from pinads.sdk.resources.ad_groups import AdGroup
    from pinads.sdk.resources.campaigns import Campaign

    yield from model.iter_pages(account, client=client)
    for groups in AdGroup.iter_pages(account, client=client, entity_statuses=ALL_STATUSES):
        yield []
        if groups:
            yield from model.iter_pages(account, client=client, ad_group_ids=[group.id for group in groups])
    for campaigns in Campaign.iter_pages(account, client=client, entity_statuses=ALL_STATUSES):
        yield []
        for campaign in campaigns:
            yield from model.iter_pages(account, client=client, campaign_id=campaign.id)


def _pages_of_parents(model: type[E], account: str, parents: Callable[[], list[str]], client: Client) -> Iterator[list[E]]:
    """The keywords of some parents, all ad groups in one listing; ``parents`` tells those that something is still looked for in."""
    if account in parents():
        yield from model.iter_pages(account, client=client)
    groups, places = [parent for parent in parents() if parent != account], ["ad_group_id", "campaign_id"]
    if len(groups) > 1:
        # The server may refuse a campaign's id in an ad group's place.
        with suppress(BadRequest, NotFound):
            yield from model.iter_pages(account, client=client, ad_group_ids=groups)
            places = ["campaign_id"]
    for parent in [parent for parent in parents() if parent != account]:
        for place in places:
            with suppress(BadRequest, NotFound):
                if parent in parents():
                    inside: dict[str, Any] = {place: parent}
                    yield from model.iter_pages(account, client=client, **inside)


def _all_statuses(model: type[Any]) -> dict[str, Any]:
    return {"entity_statuses": ALL_STATUSES} if "entity_statuses" in fields_of(model.FILTERS) else {}


def made_at(record: Entity) -> float | None:
    """When an entity was made, in seconds since 1970; None where the server does not say, as of keywords."""
    made = record.wire.get("created_time", record.wire.get("created_timestamp"))
    return made if isinstance(made, (int, float)) else None


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
        made = made_at(record)
        if begin is None or made is None or made >= begin:
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
