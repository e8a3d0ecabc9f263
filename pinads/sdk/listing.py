"""Listings: checking the filters, asking for pages, making records of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pinads.sdk.checks import Check, describe
from pinads.sdk.declarations import Field, fields_of
from pinads.sdk.errors import InvalidInput, InvalidResponse, InvalidType
from pinads.sdk.fields import Mode
from pinads.sdk.operations import Operation
from pinads.sdk.paging import LARGEST_PAGE, Bookmark, cut, linked, merge, pages, split_ids

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.model import Model

M = TypeVar("M", bound="Model")


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


def _fetcher(
    model: type[M], account: str | None, query: Mapping[str, Any], client: Client
) -> Callable[[str | None], tuple[list[M], str | None]]:
    operation = Operation.of(model.RESOURCE, "list")

    def fetch(bookmark: str | None) -> tuple[list[M], str | None]:
        asked = {**query, "bookmark": bookmark} if bookmark else query
        answer = client.request(operation, operation.path(account), query=asked)
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise InvalidResponse("the answer is not a list of entities", operation=operation.name, safe_to_retry=True)
        token = answer.get("bookmark")
        if not (token is None or isinstance(token, str)):
            raise InvalidResponse("the answer's bookmark is not a string", operation=operation.name, safe_to_retry=True)
        return [model.from_wire(item, client, account) for item in items], token

    return fetch


def list_stream(model: type[M], account: str | None, given: Mapping[str, Any], client: Client) -> Iterator[M]:
    """All records of a listing, in the order asked for; the filters are checked at once, requests are sent as needed."""
    defaults = {"page_size": LARGEST_PAGE, **({"order": "ASCENDING"} if "order" in fields_of(model.FILTERS) else {})}
    queries = checked_queries(model, {**defaults, **{name: value for name, value in given.items() if value is not None}})
    streams = [_records(_fetcher(model, account, query, client), query.pop("bookmark", None)) for query in queries]
    return merge(streams, queries[0].get("order") == "DESCENDING")


def _records(fetch: Callable[[str | None], tuple[list[M], str | None]], bookmark: str | None) -> Iterator[M]:
    for page in pages(fetch, bookmark):
        yield from page


def list_one_page(
    model: type[M], account: str | None, given: Mapping[str, Any], client: Client, keep: Callable[[M], bool] | None = None
) -> tuple[list[M], Bookmark[M] | None]:
    """One page of a listing with its Bookmark; ``keep`` picks from each page what the API cannot filter."""
    queries = checked_queries(model, given)
    if len(queries) > 1:
        stream = list_stream(model, account, {**given, "page_size": LARGEST_PAGE}, client)
        return cut(filter(keep, stream) if keep else stream, queries[0].get("page_size", 25))
    (query,) = queries
    fetch = _fetcher(model, account, query, client)

    def page(bookmark: str | None) -> tuple[list[M], str | None]:
        records, token = fetch(bookmark)
        return [record for record in records if keep is None or keep(record)], token

    return linked(page, query.pop("bookmark", None))
