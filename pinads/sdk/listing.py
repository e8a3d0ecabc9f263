"""Listings: checking the filters, asking for pages, making records of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from pinads.sdk.checks import Check, describe
from pinads.sdk.declarations import Field, fields_of
from pinads.sdk.errors import InvalidInput, InvalidResponse, InvalidType
from pinads.sdk.fields import Mode
from pinads.sdk.operations import Operation
from pinads.sdk.paging import LARGEST_PAGE, Bookmark, cut, linked, merge, pages, split_ids

if TYPE_CHECKING:
    from pinads.sdk.ahead import Workers
    from pinads.sdk.client import Client
    from pinads.sdk.model import Model

M = TypeVar("M", bound="Model")
Fetch = Callable[[str | None], tuple[list[dict[str, Any]], str | None]]

MOST_AT_ONCE = 16
"""Requests that one listing may have under way at most."""


def names_parents(field: Field) -> bool:
    """Whether a filter takes ids; the API allows one such filter at a time."""
    return field.spec.is_id or (field.spec.items is not None and field.spec.items.is_id)


def checked_queries(model: type[Model], given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The query parameters of a listing, checked; more than one where a list of ids is too long for a request."""
    extra = given.get("extra")
    if extra is not None and not isinstance(extra, Mapping):
        raise InvalidType(f"Invalid extra: expected an object, got {describe(extra)}", "extra")
    fields = fields_of(model.FILTERS)
    filters = {name: value for name, value in given.items() if value is not None and name != "extra"}
    if isinstance(filters.get("bookmark"), Bookmark):
        filters["bookmark"] = filters["bookmark"].get_bookmark_token()
    exclusive = [name for name in filters if name in fields and names_parents(fields[name])]
    if len(exclusive) > 1:
        raise InvalidInput(f"Invalid filters: {' and '.join(exclusive)} exclude each other; give one of them", exclusive[1])
    for name, value in filters.items():
        if isinstance(value, (list, tuple)) and not value:
            raise InvalidInput(f"Invalid {name}: at least 1 items, got 0", name)
    queries = split_ids(filters)
    if len(queries) > 1 and "bookmark" in filters:
        raise InvalidInput(
            f"Invalid bookmark: {exclusive[0]} has more ids than one request takes, so no page of it has a bookmark", "bookmark"
        )
    return [{**Check(Mode.CREATE).object(fields, query), **(extra or {})} for query in queries]


def _fetcher(model: type[Model], account: str | None, query: Mapping[str, Any], client: Client) -> Fetch:
    operation = Operation.of(model.RESOURCE, "list")

    def fetch(bookmark: str | None) -> tuple[list[dict[str, Any]], str | None]:
        asked = {**query, "bookmark": bookmark} if bookmark else query
        answer = client.request(operation, operation.path(account), query=asked)
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise InvalidResponse("the answer is not a list of entities", operation=operation.name, safe_to_retry=True)
        token = answer.get("bookmark")
        if not (token is None or isinstance(token, str)):
            raise InvalidResponse("the answer's bookmark is not a string", operation=operation.name, safe_to_retry=True)
        return items, token

    return fetch


def list_pages(model: type[M], account: str | None, given: Mapping[str, Any], client: Client, concurrency: int = 1) -> Iterator[list[M]]:
    """All pages of a listing, in the order asked for; the filters are checked at once, requests are sent as needed.

    With a concurrency of 1 a page is fetched when it is asked for; otherwise as many requests are under way at most, ahead
    of what is asked for.
    """
    most = checked_concurrency(concurrency)
    defaults = {"page_size": LARGEST_PAGE, **({"order": "ASCENDING"} if "order" in fields_of(model.FILTERS) else {})}
    queries = checked_queries(model, {**defaults, **{name: value for name, value in given.items() if value is not None}})
    return _in_turn(model, account, queries, client) if most == 1 else _at_once(model, account, queries, client, most)


def _in_turn(model: type[M], account: str | None, queries: Sequence[dict[str, Any]], client: Client) -> Iterator[list[M]]:
    chains = [_records(model, account, _chain(model, account, query, client), client) for query in queries]
    return chains[0] if len(chains) == 1 else merge(chains, _falls(queries[0]))


def _at_once(model: type[M], account: str | None, queries: Sequence[dict[str, Any]], client: Client, most: int) -> Iterator[list[M]]:
    from pinads.sdk.ahead import Workers, ahead

    workers = Workers(most)
    try:
        if len(queries) > 1:
            chains = [ahead(workers, _records(model, account, _chain(model, account, query, client), client)) for query in queries]
            yield from merge(chains, _falls(queries[0]))
        else:
            yield from _records(model, account, _from_both_ends(model, account, queries[0], client, workers), client)
    finally:
        workers.close()


def _from_both_ends(
    model: type[Model], account: str | None, query: dict[str, Any], client: Client, workers: Workers
) -> Iterator[list[dict[str, Any]]]:
    """The pages of one listing, read from its other end too where it can be sorted and is read from its beginning."""
    from pinads.sdk.ahead import ahead, from_both_ends

    near = _chain(model, account, query, client)
    turned = {"ASCENDING": "DESCENDING", "DESCENDING": "ASCENDING"}.get(query.get("order", ""))
    if turned is None or "bookmark" in query:
        return ahead(workers, near)
    far = partial(_chain, model, account, {**query, "order": turned}, client)
    category = Operation.of(model.RESOURCE, "list").category
    return from_both_ends(workers, near, far, -1 if _falls(query) else 1, partial(client.has_room, category))


def _chain(model: type[Model], account: str | None, query: Mapping[str, Any], client: Client) -> Iterator[list[dict[str, Any]]]:
    without = {name: value for name, value in query.items() if name != "bookmark"}
    return pages(_fetcher(model, account, without, client), query.get("bookmark"))


def _records(model: type[M], account: str | None, wires: Iterable[list[dict[str, Any]]], client: Client) -> Iterator[list[M]]:
    return ([model.from_wire(item, client, account) for item in page] for page in wires)


def _falls(query: Mapping[str, Any]) -> bool:
    return query.get("order") == "DESCENDING"


def checked_concurrency(concurrency: Any) -> int:
    """How many requests a listing may have under way.

    Raises:
        InvalidInput: it is no whole number from 1 to 16.
    """
    if not isinstance(concurrency, int) or isinstance(concurrency, bool) or not 1 <= concurrency <= MOST_AT_ONCE:
        raise InvalidInput(
            f"Invalid concurrency: expected a whole number from 1 to {MOST_AT_ONCE}, got {describe(concurrency)}", "concurrency"
        )
    return concurrency


def list_stream(model: type[M], account: str | None, given: Mapping[str, Any], client: Client, concurrency: int = 1) -> Iterator[M]:
    """All records of a listing, page after page."""
    return chain.from_iterable(list_pages(model, account, given, client, concurrency))


def list_one_page(
    model: type[M], account: str | None, given: Mapping[str, Any], client: Client, keep: Callable[[M], bool] | None = None
) -> tuple[list[M], Bookmark[M] | None]:
    """One page of a listing with its Bookmark; ``keep`` picks from each page what the API cannot filter."""
    queries = checked_queries(model, given)
    if len(queries) > 1:
        stream = list_stream(model, account, {**given, "page_size": LARGEST_PAGE}, client)
        return cut(filter(keep, stream) if keep else stream, queries[0].get("page_size", 25))
    (query,) = queries
    start = query.pop("bookmark", None)
    fetch = _fetcher(model, account, query, client)

    def page(bookmark: str | None) -> tuple[list[M], str | None]:
        items, token = fetch(bookmark)
        records = [model.from_wire(item, client, account) for item in items]
        return [record for record in records if keep is None or keep(record)], token

    return linked(page, start)
