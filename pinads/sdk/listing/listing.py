"""Listings: their filters are checked, their pages requested, and made records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pinads.sdk.errors import InvalidInput, InvalidResponse
from pinads.sdk.http.operations import Operation
from pinads.sdk.listing.pages import LARGEST_PAGE, Bookmark, flat, follow, linked_page, merge, pages, split_ids, take_page
from pinads.sdk.schema.fields import Field, fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import Check, describe, taken_extra

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.record import BaseRecord

M = TypeVar("M", bound="BaseRecord")
T = TypeVar("T")
TURNED = {"ASCENDING": "DESCENDING", "DESCENDING": "ASCENDING"}

MOST_AT_ONCE = 16
"""Requests of one listing in flight at most."""


def names_parents(field: Field) -> bool:
    """Return whether a filter takes ids; the API allows one such filter at a time."""
    return field.spec.is_id or (field.spec.items is not None and field.spec.items.is_id)


def checked_queries(model: type[BaseRecord], given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Check the filters of a listing; return its query parameters, of several requests if it has too many ids.

    Raises:
        InvalidInput: a filter that the API does not have or would refuse.
    """
    filters = {name: value for name, value in given.items() if value is not None}
    extra = taken_extra(filters)
    fields = fields_of(model.FILTERS)
    if isinstance(filters.get("bookmark"), Bookmark):
        filters["bookmark"] = filters["bookmark"].get_bookmark_token()
    exclusive = [name for name in filters if name in fields and names_parents(fields[name])]
    if len(exclusive) > 1:
        raise InvalidInput(f"Invalid filters: {' and '.join(exclusive)} exclude each other; give one of them", exclusive[1])
    for name, value in filters.items():
        if isinstance(value, (list, tuple)) and not value:
            raise InvalidInput(f"Invalid {name}: expected 1 or more, got 0", name)
    queries = split_ids(filters)
    if len(queries) > 1 and "bookmark" in filters:
        raise InvalidInput(
            f"Invalid bookmark: {exclusive[0]} has more ids than one request takes, so no page of it has a bookmark", "bookmark"
        )
    return [{**Check(Mode.CREATE).object(fields, query), **extra} for query in queries]


class ListRequest(Generic[M]):
    """A listing of an ad account with one query, page by page."""

    def __init__(self, model: type[M], account: str | None, query: Mapping[str, Any], client: Client) -> None:
        self.query = {name: value for name, value in query.items() if name != "bookmark"}
        self.start = query.get("bookmark")
        self.order = query.get("order")
        self._model = model
        self._account = account
        self._client = client
        self._operation = Operation.of(model.RESOURCE, "list")

    def fetch(self, bookmark: str | None) -> tuple[list[dict[str, Any]], str | None]:
        """Fetch one page, and the token of the next one.

        Raises:
            InvalidResponse: the answer is not a page; retrying is safe.
        """
        operation = self._operation
        asked = {**self.query, "bookmark": bookmark} if bookmark else self.query
        answer = self._client.request(operation, operation.path(self._account), query=asked)
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise InvalidResponse("the answer is not a list of entities", operation=operation.name, safe_to_retry=True)
        token = answer.get("bookmark")
        if not (token is None or isinstance(token, str)):
            raise InvalidResponse("the answer's bookmark is not a string", operation=operation.name, safe_to_retry=True)
        return items, token

    def records(self, items: Iterable[dict[str, Any]]) -> list[M]:
        """Make the records of a page."""
        return [self._model.from_wire(item, self._client, self._account) for item in items]

    def pages(self) -> Iterator[list[M]]:
        """Yield all pages, each one fetched when it is asked for."""
        return map(self.records, pages(self.fetch, self.start))

    def turned(self) -> ListRequest[M] | None:
        """Return the listing in the opposite order; None if it is unsorted or starts at a bookmark."""
        if self.order not in TURNED or self.start is not None:
            return None
        return ListRequest(self._model, self._account, {**self.query, "order": TURNED[self.order]}, self._client)

    def has_room(self) -> bool:
        """Return whether the rate limit leaves room for requests that only save time."""
        return self._client.has_room(self._operation.category)


def list_pages(model: type[M], account: str | None, given: Mapping[str, Any], client: Client, concurrency: int = 1) -> Iterator[list[M]]:
    """Yield all pages of a listing in the order asked for; filters are checked at once, requests sent as needed.

    With a concurrency of 1 a page is fetched when it is asked for; otherwise pages are prefetched, so many requests at once.
    """
    most = checked_concurrency(concurrency)
    defaults = {"page_size": LARGEST_PAGE, **({"order": "ASCENDING"} if "order" in fields_of(model.FILTERS) else {})}
    queries = checked_queries(model, {**defaults, **{name: value for name, value in given.items() if value is not None}})
    first, *others = requests = [ListRequest(model, account, query, client) for query in queries]
    if others:
        return join_chains([each.pages() for each in requests], most, partial(merge, descending=first.order == "DESCENDING"))
    return _prefetched(first, most) if most > 1 else first.pages()


def join_chains(chains: Sequence[Iterator[T]], concurrency: int, join: Callable[[Sequence[Iterator[T]]], Iterator[T]]) -> Iterator[T]:
    """Join chains of requests into one; with a concurrency above 1 their items are prefetched, so many chains at once.

    Args:
        chains: each sends its requests as its items are asked for.
        concurrency: maximum number of requests in flight.
        join: decides on the order of the items.
    """
    if concurrency == 1 or len(chains) == 1:
        yield from join(chains)
        return
    prefetch = _prefetch()
    workers = prefetch.WorkerPool(concurrency)
    try:
        yield from join([prefetch.Prefetcher(workers, each) for each in chains])
    finally:
        workers.close()


def _prefetch() -> ModuleType:
    from pinads.sdk.listing import prefetch  # start-up: 5 ms of threads and zlib, which a sequential listing does without

    return prefetch


def _prefetched(request: ListRequest[M], most: int) -> Iterator[list[M]]:
    prefetch = _prefetch()
    workers, other = prefetch.WorkerPool(most), request.turned()
    near = follow(request.fetch, request.start)
    try:
        if other is None:
            for page, _ in prefetch.prefetch_rest(workers, near):
                yield request.records(page)
        else:
            sign = 1 if request.order == "ASCENDING" else -1
            yield from map(
                request.records, prefetch.from_both_ends(workers, near, partial(pages, other.fetch, None), sign, request.has_room)
            )
    finally:
        workers.close()


def checked_concurrency(concurrency: Any) -> int:
    """Check the number of requests that a listing may have in flight.

    Raises:
        InvalidInput: it is not a whole number from 1 to 16.
    """
    if not isinstance(concurrency, int) or isinstance(concurrency, bool) or not 1 <= concurrency <= MOST_AT_ONCE:
        expected = f"expected a whole number from 1 to {MOST_AT_ONCE}"
        raise InvalidInput(f"Invalid concurrency: {expected}, got {describe(concurrency)}", "concurrency")
    return concurrency


def list_stream(model: type[M], account: str | None, given: Mapping[str, Any], client: Client) -> Iterator[M]:
    """Yield all records of a listing in order; a page is fetched when its first record is needed."""
    return flat(list_pages(model, account, given, client))


def list_one_page(
    model: type[M], account: str | None, given: Mapping[str, Any], client: Client, keep: Callable[[M], bool] | None = None
) -> tuple[list[M], Bookmark[M] | None]:
    """Fetch one page of a listing with its Bookmark; ``keep`` is a filter that the API does not have."""
    queries = checked_queries(model, given)
    if len(queries) > 1:
        stream = list_stream(model, account, {**given, "page_size": LARGEST_PAGE}, client)
        return take_page(filter(keep, stream) if keep else stream, queries[0].get("page_size", 25))
    request = ListRequest(model, account, queries[0], client)

    def page(bookmark: str | None) -> tuple[list[M], str | None]:
        items, token = request.fetch(bookmark)
        return [record for record in request.records(items) if keep is None or keep(record)], token

    return linked_page(page, request.start)
