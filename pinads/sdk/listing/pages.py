"""Pages and bookmarks: chains of pages, and listings whose filter has too many ids for one request."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypedDict, TypeVar

from pinads.sdk.errors import InvalidInput, InvalidResponse, PagingError
from pinads.sdk.schema.choices import EntityStatus, Order
from pinads.sdk.schema.marks import Doc, Range, ServerDefault

if TYPE_CHECKING:
    from pinads.sdk.record import BaseRecord

T = TypeVar("T")
M = TypeVar("M", bound="BaseRecord")

IDS_A_REQUEST = 250
LARGEST_PAGE = 250
HANDFUL = 25
"""Records of a merged listing that are yielded together."""


class PageFilters(TypedDict, total=False):
    """The query parameters of every listing."""

    page_size: Annotated[int, Range(1, LARGEST_PAGE), ServerDefault(25), Doc("Entities per request.")]
    bookmark: Annotated[str, Doc("Where an earlier page ended.")]


class ListFilters(PageFilters, total=False):
    """The query parameters of listings that can be sorted."""

    order: Annotated[Order, Doc("By id: oldest or newest first.")]


class StatusFilter(TypedDict, total=False):
    """The query parameter of listings of campaigns, ad groups and ads."""

    entity_statuses: Annotated[list[EntityStatus], ServerDefault(("ACTIVE", "PAUSED")), Doc("Only these statuses.")]


class Bookmark(Generic[T]):
    """The place in a listing where a page ended. ``str(bookmark)`` is its token."""

    def __init__(self, token: str, fetch: Callable[[str], tuple[list[T], Bookmark[T] | None]]) -> None:
        self._token = token
        self._fetch = fetch

    def get_next(self) -> tuple[list[T], Bookmark[T] | None]:
        """Fetch the next page.

        Returns:
            Its entities, and the Bookmark of the page after it or None.

        Raises:
            PagingError: the server repeats a bookmark, so the listing would never end.
        """
        return self._fetch(self._token)

    def get_bookmark_token(self) -> str:
        """Return the token: ``get_all(..., bookmark=token)`` continues from here, in another process too."""
        return self._token

    @property
    def bookmark_token(self) -> str:
        """The same as ``get_bookmark_token()``, as Pinterest's own SDK has it."""
        return self.get_bookmark_token()

    def __str__(self) -> str:
        return self.get_bookmark_token()

    def __repr__(self) -> str:
        return f"Bookmark({self._token!r})"


class MergedBookmark(Bookmark[T]):
    """The end of a page that was merged from several requests. It is valid in this process only."""

    def __init__(self, fetch: Callable[[], tuple[list[T], Bookmark[T] | None]]) -> None:
        super().__init__("", lambda _: fetch())

    def get_bookmark_token(self) -> str:
        """Refuse: the listing continues in this process only.

        Raises:
            InvalidInput: always.
        """
        raise InvalidInput(f"a listing filtered by more than {IDS_A_REQUEST} ids has no bookmark token: use get_next() or iter_all()")

    def __str__(self) -> str:
        return repr(self)

    def __repr__(self) -> str:
        return "MergedBookmark()"


class BookmarkGuard:
    """A guard against listings that never end: it knows the bookmarks of one, and detects the first that comes again."""

    def __init__(self, start: str | None) -> None:
        self._came_from: dict[str, str | None] = {start: None} if start else {}

    def follow(self, token: str, after: str | None) -> None:
        """Note that ``token`` came with the page requested by ``after``.

        Raises:
            PagingError: it came with another page before.
        """
        if self._came_from.setdefault(token, after) != after:
            raise PagingError("the server repeats a bookmark: the listing would go round for ever", safe_to_retry=True)


def pages(fetch: Callable[[str | None], tuple[list[T], str | None]], bookmark: str | None) -> Iterator[list[T]]:
    """Yield the pages of a listing from a bookmark on; ``fetch`` returns a page and the next token."""
    return (items for items, _ in follow(fetch, bookmark))


def follow(fetch: Callable[[str | None], tuple[list[T], str | None]], bookmark: str | None) -> Iterator[tuple[list[T], bool]]:
    """Yield the pages of a listing, each with whether another follows."""
    guard = BookmarkGuard(bookmark)
    while True:
        items, token = fetch(bookmark)
        yield items, bool(token)
        if not token:
            return
        guard.follow(token, bookmark)
        bookmark = token


def flat(pages: Iterator[list[T]]) -> Iterator[T]:
    """Yield the items of pages."""
    for page in pages:
        yield from page


def linked_page(fetch: Callable[[str | None], tuple[list[T], str | None]], bookmark: str | None) -> tuple[list[T], Bookmark[T] | None]:
    """Fetch one page; the ``get_next`` of its Bookmark fetches the next one."""
    guard = BookmarkGuard(bookmark)

    def page(token: str | None) -> tuple[list[T], Bookmark[T] | None]:
        items, following = fetch(token)
        if not following:
            return items, None
        guard.follow(following, token)
        return items, Bookmark(following, page)

    return page(bookmark)


def split_ids(filters: dict[str, Any]) -> list[dict[str, Any]]:
    """Split filters into as many requests as a list of ids needs."""
    for name, value in filters.items():
        if isinstance(value, (list, tuple)) and len(value) > IDS_A_REQUEST:
            ids = list(dict.fromkeys(value))
            return [{**filters, name: ids[at : at + IDS_A_REQUEST]} for at in range(0, len(ids), IDS_A_REQUEST)]
    return [filters]


def id_number(record: BaseRecord) -> int:
    """Return the id of an entity as a number: newer entities have higher ones.

    Raises:
        InvalidResponse: it is not an id; retrying is safe.
    """
    try:
        return int(record.id)
    except (TypeError, ValueError):
        raise InvalidResponse("the answer has an entity without an id that is a number", safe_to_retry=True) from None


def merge(chains: Sequence[Iterator[list[M]]], descending: bool) -> Iterator[list[M]]:
    """Merge several listings into one, in the order of the ids."""
    streams = map(chain.from_iterable, chains)
    merged = heapq.merge(*streams, key=id_number, reverse=descending)
    return iter(lambda: list(islice(merged, HANDFUL)), [])


def take_page(stream: Iterator[T], size: int) -> tuple[list[T], Bookmark[T] | None]:
    """Take the next ``size`` records of a stream as a page with its Bookmark."""
    page = list(islice(stream, size))
    following = list(islice(stream, 1))
    return page, MergedBookmark(lambda: take_page(chain(following, stream), size)) if following else None
